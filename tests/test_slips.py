"""Slips that came with a repository lead the tool nowhere, and remove nothing of anybody's."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from l10n.store.workspace import Workspace

TEXT = b"a person's"
DIGEST = hashlib.sha256(TEXT).hexdigest()
NOTE = {"place": "articles/a.md", "near": "", "known": DIGEST, "ours": DIGEST, "since": 0.0}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "newsroom"
    (root / "articles").mkdir(parents=True)
    (root / "articles" / "a.md").write_bytes(TEXT)
    (tmp_path / "outside.md").write_bytes(TEXT)
    (tmp_path / "outside").mkdir()
    (root / "led-out").symlink_to(tmp_path / "outside")
    return root


def brought(root: Path, folder: str, note: object, text: bytes | None = None) -> None:
    """Lay a slip into the cache, as a repository could."""
    slip = root / ".l10n" / folder / ".l10n-brought"
    slip.mkdir(parents=True)
    (slip / "note.json").write_text(note if isinstance(note, str) else json.dumps(note))
    if text is not None:
        (slip / "text").write_bytes(text)


@pytest.mark.parametrize("folder", ["new", "displaced"])
@pytest.mark.parametrize(
    "note",
    [
        {"place": "../outside.md"},
        {"place": "led-out/new.md"},
        {"near": "articles/a.md"},
        {"near": "../.l10n-outside"},
        {"near": "/etc/passwd"},
        {"place": ""},
        {"place": 1},
        {"since": "now"},
        {"ours": None, "place": "../outside/new.md"},
        {"more": True},
    ],
    ids=str,
)
def test_a_slip_that_leads_elsewhere_is_none(
    root: Path, folder: str, note: dict[str, object]
) -> None:
    brought(root, folder, NOTE | note, b"theirs")
    (root.parent / ".l10n-outside").write_bytes(TEXT)
    for _command in range(2):
        workspace = Workspace(root)
        with workspace.locked():
            pass
        assert workspace.look_again() == ()
    assert (root / "articles" / "a.md").read_bytes() == TEXT
    assert (root.parent / "outside.md").read_bytes() == TEXT
    assert (root.parent / ".l10n-outside").exists()
    assert os.listdir(root.parent / "outside") == []


@pytest.mark.parametrize("note", ["", "[", "[]", "null", '"x"', "[" * 100_000, "9" * 5_000])
def test_a_note_of_any_kind_stops_nothing(root: Path, note: str) -> None:
    brought(root, "new", note)
    with Workspace(root).locked():
        pass
    assert os.listdir(root / ".l10n" / "new") == []


@pytest.mark.parametrize("folder", ["new", "displaced"])
@pytest.mark.parametrize(
    "place", [".git/hooks/pre-commit", ".GIT/hooks/pre-commit", "linked/pre-commit", "sub/.git"]
)
def test_no_slip_leads_into_git(root: Path, folder: str, place: str) -> None:
    for each in (root / ".git" / "hooks", root / ".GIT" / "hooks", root / "sub"):
        each.mkdir(parents=True)
    (root / "linked").symlink_to(".git/hooks")
    brought(root, folder, NOTE | {"place": place, "ours": None}, b"#!/bin/sh\necho theirs\n")
    workspace = Workspace(root)
    with workspace.locked():
        pass
    workspace.look_again()
    assert not os.path.lexists(root / place)
    assert not os.path.lexists(root / "kept" / place)


def test_no_text_is_kept_where_git_keeps_its_own(root: Path) -> None:
    (root / ".git").mkdir()
    (root / "kept").symlink_to(".git")
    note = NOTE | {"place": "commondir", "ours": "", "known": ""}
    brought(root, "displaced", note, b"elsewhere")
    (rescue,) = Workspace(root).look_again()
    assert rescue.kept == root / ".l10n" / "displaced" / ".l10n-brought" / "text"
    assert os.listdir(root / ".git") == []


def test_kept_texts_are_not_led_out(root: Path) -> None:
    (root / "kept").symlink_to(root.parent / "outside")
    brought(root, "displaced", NOTE | {"ours": "", "known": ""}, b"a late text")
    workspace = Workspace(root)
    (rescue,) = workspace.look_again()
    assert rescue.kept == root / ".l10n" / "displaced" / ".l10n-brought" / "text"
    assert rescue.kept.read_bytes() == b"a late text"
    assert os.listdir(root.parent / "outside") == []
