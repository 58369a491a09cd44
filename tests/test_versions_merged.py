"""Two git branches that both published: both histories are kept, and both texts."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Newsroom
from tests.test_git import git
from tests.test_versions import published


@pytest.fixture
def branches(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Newsroom:
    """Two branches, of which each has published twice since they parted."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "editor")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "editor@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    git(newsroom.root, "init", "-q", "-b", "main")
    published(newsroom, "Both began with this")
    commit(newsroom)
    git(newsroom.root, "checkout", "-q", "-b", "theirs")
    published(newsroom, "Theirs one", "Theirs two")
    commit(newsroom)
    git(newsroom.root, "checkout", "-q", "main")
    published(newsroom, "Ours one", "Ours two")
    commit(newsroom)
    return newsroom


def commit(newsroom: Newsroom) -> None:
    git(newsroom.root, "add", "-A")
    git(newsroom.root, "commit", "-q", "-m", "published")


def titles(newsroom: Newsroom) -> list[str]:
    """The first lines of the texts of all versions, in order."""
    numbers = range(1, len(newsroom.history("a.md").versions) + 1)
    return [newsroom.text("a.md", number).read_text().split("\n")[0] for number in numbers]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick"])
def test_both_sides_of_a_merge_keep_their_versions(branches: Newsroom, how: str) -> None:
    root = branches.root
    side = "ours" if how != "rebase" else "theirs"
    if how == "merge":
        git(root, "merge", "-q", "-X", side, "-m", "both", "theirs")
    elif how == "rebase":
        git(root, "rebase", "-q", "-X", side, "theirs")
    else:
        git(root, "cherry-pick", "-X", side, "theirs")
    found = branches.history("a.md")
    said = titles(branches)
    assert said[0] == "# Both began with this"
    assert sorted(said[1:]) == ["# Ours one", "# Ours two", "# Theirs one", "# Theirs two"]
    assert said.index("# Ours one") < said.index("# Ours two")
    assert said.index("# Theirs one") < said.index("# Theirs two")
    assert len(found.heads) == 2
    assert branches.published("a.md").read_text().startswith("# Ours two")
    assert "unchanged" in branches.l10n("publish", "a.md").out
    published(branches, "After the merge")
    after = branches.history("a.md")
    assert len(after.versions) == 6
    assert set(after.versions[-1].parents) == {each.id for each in found.heads}
    assert len(after.heads) == 1


def test_both_sides_that_published_one_text_are_no_conflict(branches: Newsroom) -> None:
    root = branches.root
    git(root, "checkout", "-q", "theirs")
    published(branches, "The same")
    commit(branches)
    git(root, "checkout", "-q", "main")
    published(branches, "The same")
    commit(branches)
    git(root, "merge", "-q", "-X", "ours", "-m", "both", "theirs")
    heads = branches.history("a.md").heads
    assert len({each.text for each in heads}) == 1
    assert len(heads) == 2
    assert branches.l10n("publish").out == "1 unchanged\n"


def test_a_page_that_is_merged_as_it_is_holds_no_markers(branches: Newsroom) -> None:
    """git cannot merge pages, and leaves ours; the catalogs are merged, and give the next."""
    with pytest.raises(subprocess.CalledProcessError):
        git(branches.root, "merge", "-q", "-m", "both", "theirs")
    assert branches.published("a.md").read_text().startswith("# Ours two")
    assert len(branches.history("a.md").versions) == 5
    git(branches.root, "checkout", "--theirs", "catalogs", "published")
    answer = branches.l10n("publish", "a.md")
    assert (answer.code, "unchanged" in answer.out) == (0, True), answer
    published(branches, "After the merge")
    assert branches.history("a.md").heads[0].text == branches.history("a.md").versions[-1].text


def test_newlines_of_what_was_published_stay_as_they_are(branches: Newsroom) -> None:
    git(branches.root, "config", "core.autocrlf", "true")
    before = branches.published("a.md").read_bytes()
    git(branches.root, "checkout", "-q", "theirs")
    git(branches.root, "checkout", "-q", "main")
    assert branches.published("a.md").read_bytes() == before
    assert branches.l10n("diff", "a.md", "1", "2").code == 0
    assert "changed by hand" not in branches.l10n("status").out


def test_a_retraction_holds_against_a_branch_that_published(branches: Newsroom) -> None:
    root = branches.root
    git(root, "checkout", "-q", "theirs")
    assert branches.l10n("retract", "a.md", "--reason", "wrong").code == 0
    commit(branches)
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "-X", "ours", "-m", "both", "theirs")
    assert "retracted" in branches.l10n("publish", "a.md").out
    assert "retracted" in branches.published("a.md").read_text()
    assert branches.l10n("correct", "a.md", "--reason", "right").code == 0
    assert branches.published("a.md").read_text().startswith("# Ours two")
