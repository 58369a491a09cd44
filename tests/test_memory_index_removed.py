"""A damaged index is removed by one process while others open it, have it open, or close it."""

import select
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from l10n.memory import Place
from l10n.memory.sqlite import SqliteMemory
from l10n.model.markup import Tagged
from l10n.model.unit import Unit
from l10n.store import database

WRITE = """
    import sys
    from pathlib import Path
    from l10n.memory import Place
    from l10n.memory.sqlite import SqliteMemory
    from l10n.model.markup import Tagged
    from l10n.model.unit import Unit

    memory = SqliteMemory(Path(sys.argv[1]))
    print("here", flush=True)
    memory.places()
    for name in ("one", "two"):
        memory.put(Place("file", name), [Unit(Tagged("Текст"), name, "uk", "en")], "1")
        print(name, flush=True)
        sys.stdin.readline()
    memory.close()
"""


class Other:
    """Another process: it opens the index, writes `one`, waits, writes `two`, waits, and closes."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-c", textwrap.dedent(WRITE), str(path)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def says(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == f"{word}\n"

    def is_at_work(self) -> bool:
        """True if it has said nothing for a moment."""
        return not select.select([self._process.stdout], [], [], 0.5)[0]

    def go_on(self) -> None:
        assert self._process.stdin is not None
        print(file=self._process.stdin, flush=True)

    def end(self) -> None:
        self._process.communicate("\n\n", timeout=60)
        assert self._process.returncode == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".l10n" / "memory.sqlite"


@contextmanager
def opened(path: Path) -> Iterator[SqliteMemory]:
    memory = SqliteMemory(path)
    try:
        yield memory
    finally:
        memory.close()


def targets(path: Path) -> list[str]:
    """What one who comes anew finds."""
    with opened(path) as memory:
        return [unit.target for _place, unit in memory.units()]


def damage(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"no database at all" * 99)


def test_what_was_made_anew_meanwhile_is_not_removed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(path)
    others: list[Other] = []
    is_damage = database.is_damage

    def slow(error: Exception) -> bool:
        if not others:
            others.append(Other(path))
            others[0].says("here")
            others[0].says("one")
        return is_damage(error)

    monkeypatch.setattr(database, "is_damage", slow)
    with opened(path) as memory:
        assert memory.places() == {}
    assert targets(path) == ["one"]
    others[0].go_on()
    others[0].says("two")
    assert targets(path) == ["one", "two"]
    others[0].end()
    assert targets(path) == ["one", "two"]


def test_nobody_opens_what_is_being_removed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(path)
    others: list[Other] = []
    unlink = Path.unlink

    def slow(self: Path, missing_ok: bool = False) -> None:
        unlink(self, missing_ok=missing_ok)
        if self == path:
            others.append(Other(path))
            others[0].says("here")
            assert others[0].is_at_work()

    monkeypatch.setattr(Path, "unlink", slow)
    with opened(path) as memory:
        assert memory.places() == {}
    others[0].says("one")
    assert targets(path) == ["one"]
    others[0].end()
    assert targets(path) == ["one", "two"]


def test_who_closes_what_is_gone_leaves_the_next_its_log(path: Path) -> None:
    other = Other(path)
    other.says("here")
    other.says("one")
    found = path.stat()
    # As one does who has found it damaged.
    database.discard(path, (found.st_dev, found.st_ino))
    with opened(path) as memory:
        assert memory.places() == {}
        memory.put(Place("file", "new"), [Unit(Tagged("Текст"), "new", "uk", "en")], "1")
        other.end()
        assert targets(path) == ["new"]
        memory.put(Place("file", "more"), [Unit(Tagged("Текст"), "more", "uk", "en")], "1")
        assert targets(path) == ["new", "more"]
    assert targets(path) == ["new", "more"]
