"""Paths of a workspace: the short look tells no path inside that the long one finds outside."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.store.inside import foreign_part, is_own, is_plainly_inside, leads_out
from tests.conftest import LONG

PARTS = ("a", "b.md", "ø", "in", "out", "loop", "git", ".git", ".GIT", ".g\u200bit", "..", "gone")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("here") / "desk"
    for folder in (root, root / "a", root / "ø"):
        for name in ("a", ".git", "ø"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "b.md").write_text("текст")
        (folder / "in").symlink_to(root / "a")
        (folder / "out").symlink_to(root.parent)
        (folder / "loop").symlink_to(folder / "loop")
        (folder / "git").symlink_to(root / ".git")
    return root


@settings(max_examples=2_000 if LONG else 100)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4))
def test_what_is_plainly_inside_is_the_workspaces_own(root: Path, parts: list[str]) -> None:
    path = root.joinpath(*parts)
    if is_plainly_inside(path, root):
        assert not leads_out(path, root)
        assert foreign_part(path, root) is None
        assert is_own(path, root)


@pytest.mark.parametrize("name", ["a", "a/b.md", "b.md", "ø/a/gone", "gone/gone/b.md"])
def test_an_ordinary_path_is_plainly_inside(root: Path, name: str) -> None:
    assert is_plainly_inside(root / name, root)


@pytest.mark.parametrize(
    "name",
    ["in", "a/out/x", "git/x", ".git", "gone/.GIT/x", "a/.g\u200bit", "..", "gone/../x", "b.md/x"],
)
def test_what_is_not_ordinary_is_looked_at_longer(root: Path, name: str) -> None:
    assert not is_plainly_inside(root / name, root)
    assert not is_plainly_inside(root, root)
    assert not is_plainly_inside(root.parent / "desk2" / "a", root)
    assert not is_plainly_inside(root / "a\0", root)
