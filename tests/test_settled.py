"""A file is read once nobody is writing it; how long that takes is told by a clock of the test."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from l10n.errors import ConflictError
from l10n.store.settled import LIMIT, MOMENT, Patience, read_settled
from l10n.store.workspace import Workspace

START = 1_800_000_000 * 10**9


@dataclass
class Clock:
    """A time that passes only while somebody waits; `then` happens after each wait."""

    now: int = START
    then: Callable[[int], None] = lambda number: None
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.now += int(seconds * 1e9)
        self.waits.append(seconds)
        self.then(len(self.waits))


def saved(path: Path, data: bytes, at: int) -> None:
    path.write_bytes(data)
    os.utime(path, ns=(at, at))


def patience(clock: Clock, writing: bool | Callable[[], bool | None] | None) -> Patience:
    def answer(path: Path) -> bool | None:
        return writing() if callable(writing) else writing

    return Patience(sleep=clock.sleep, now=lambda: clock.now, writing=answer)


def read(path: Path, waiting: Patience, known: str = "") -> bytes | None:
    found = read_settled(Workspace(path.parent), path, waiting, known)
    return None if found is None else found.data


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.po"
    saved(path, b"half", START)
    return path


def test_a_file_that_nobody_writes_is_read_at_once(path: Path) -> None:
    clock = Clock()
    assert read(path, patience(clock, False)) == b"half"
    assert clock.waits == []


def test_a_file_without_a_writer_that_can_be_seen_must_be_still(path: Path) -> None:
    clock = Clock()
    assert read(path, patience(clock, None)) == b"half"
    assert clock.waits == [MOMENT]
    saved(path, b"half", START)
    clock = Clock(START + 10**9)
    assert read(path, patience(clock, None)) == b"half"
    assert clock.waits == []


def test_one_that_changes_meanwhile_is_read_again(path: Path) -> None:
    clock = Clock()

    def more(number: int) -> None:
        if number == 1:
            saved(path, b"whole", clock.now)

    clock.then = more
    assert read(path, patience(clock, None)) == b"whole"


def test_one_that_is_being_written_is_waited_for(path: Path) -> None:
    clock = Clock()
    open_still = [True] * 7

    def end(number: int) -> None:
        open_still.pop()
        if not open_still:
            saved(path, b"whole", clock.now)

    clock.then = end
    assert read(path, patience(clock, lambda: bool(open_still))) == b"whole"
    assert sum(clock.waits) < MOMENT


def test_one_that_is_written_all_the_time_is_refused(path: Path) -> None:
    clock = Clock()
    with pytest.raises(ConflictError) as caught:
        read(path, patience(clock, True))
    assert caught.value.code == "L10N-WS-019"
    assert sum(clock.waits) <= LIMIT
    clock = Clock(then=lambda number: saved(path, b"%d" % number, clock.now))
    with pytest.raises(ConflictError):
        read(path, patience(clock, None))
    assert sum(clock.waits) <= LIMIT


def test_patience_is_that_of_the_command_not_of_each_file(path: Path) -> None:
    clock = Clock()
    waiting = patience(clock, True)
    for _file in range(3):
        with pytest.raises(ConflictError):
            read(path, waiting)
    assert sum(clock.waits) <= LIMIT


def test_a_time_in_the_future_is_waited_for_once(path: Path) -> None:
    saved(path, b"half", START + 3600 * 10**9)
    clock = Clock()
    waiting = patience(clock, None)
    assert read(path, waiting) == b"half"
    assert read(path, waiting) == b"half"
    assert clock.waits == [MOMENT]


def test_what_is_known_already_is_not_waited_for(path: Path) -> None:
    import hashlib

    clock = Clock()
    assert read(path, patience(clock, True), hashlib.sha256(b"half").hexdigest()) == b"half"
    assert clock.waits == []


def test_a_file_that_goes_away_is_none(path: Path) -> None:
    clock = Clock(then=lambda number: path.unlink())
    assert read(path, patience(clock, True)) is None


def test_the_system_tells_who_has_a_file_open(path: Path) -> None:
    """By a lease, on Linux; a link is followed to its file."""
    link = path.with_name("link.po")
    link.symlink_to(path)
    clock = Clock()
    waiting = Patience(sleep=clock.sleep, now=lambda: clock.now)
    with path.open("r+b"):
        assert waiting.writing(link) in (True, None)
        clock.then = lambda number: os.utime(path, ns=(clock.now, clock.now))
        with pytest.raises(ConflictError):
            read(link, waiting)
    assert Patience(sleep=clock.sleep).writing(link) in (False, None)
