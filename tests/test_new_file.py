"""New files outside of the workspace: whole, over nothing, and without a trace where that fails."""

import os
from pathlib import Path

import pytest

from l10n.store.replacing.new_file import put_file


@pytest.fixture(params=["nameless", "beside"], autouse=True)
def _system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be Linux, or a system on which each file has a name."""
    if request.param == "beside":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


def test_a_new_file_is_there_whole_and_alone(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        put_file(tmp_path / "a.po", b"text")
    finally:
        os.umask(umask)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.po": b"text"}
    assert (tmp_path / "a.po").stat().st_mode & 0o777 == 0o640


def test_what_a_kill_left_is_taken_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".l10n-new-a.po").write_text("half a")
    put_file(tmp_path / "a.po", b"text")
    assert (tmp_path / "a.po").read_bytes() == b"text"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        put_file(tmp_path / "no" / "a.po", b"text")


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text("a translator's")
    with pytest.raises(FileExistsError):
        put_file(tmp_path / "a.po", b"text")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["a translator's"]
