"""A save in the middle of a write: whoever it is of and however it is made, it is not lost."""

import errno
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from l10n.errors import ConflictError
from l10n.store.replacing import renames
from l10n.store.replacing.displaced import HOUR, System, look
from l10n.store.replacing.leases import open_for_writing
from l10n.store.replacing.renames import Plain
from l10n.store.workspace import Workspace
from tests.meddled import Act, Meddled

NAME = "catalogs/en/a.md.po"


@dataclass(frozen=True)
class Room:
    """A workspace with one catalog, and the ways in which people save it."""

    workspace: Workspace
    meddled: Meddled
    path: Path

    def rename(self, text: str) -> Act:
        def act() -> None:
            beside = self.path.with_name("saving")
            beside.write_text(text)
            beside.replace(self.path)

        return act

    def overwrite(self, text: str) -> Act:
        return lambda: self.path.write_text(text)

    def write(self) -> None:
        """Read the catalog as it was at first, and write it."""
        self.workspace.write(self.path, "ours", self.workspace.read(self.path))

    @property
    def kept(self) -> set[str]:
        folder = self.workspace.root / "kept"
        return {path.read_text() for path in folder.rglob("*") if path.is_file()}


def unknown(_file: Path | int) -> bool | None:
    return None


WAYS = {
    "exchange": (renames.native, open_for_writing),
    "exchange, writers unknown": (renames.native, unknown),
    "steps": (Plain, open_for_writing),
    "steps, writers unknown": (Plain, unknown),
}


@pytest.fixture(params=WAYS, ids=str)
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    way, writing = WAYS[request.param]
    meddled = Meddled(way())
    system = System(renames=meddled, writing=writing, patience=0)
    workspace = Workspace(tmp_path, system)
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_text("read")
    yield Room(workspace, meddled, path)
    # Once nobody can be writing any more, nothing is left in the cache.
    later = replace(system, clock=lambda: time.time() + HOUR + 1)
    Workspace(tmp_path, later).look_again()
    left = [path for path in (tmp_path / ".l10n").rglob("*") if path.name != "lock"]
    assert {path.name for path in left} <= {"new", "displaced"}


def test_an_undisturbed_write_replaces_the_file(room: Room) -> None:
    room.write()
    assert room.path.read_text() == "ours"
    assert room.meddled.exchanges == 1
    assert not room.kept


@pytest.mark.parametrize("way", ["rename", "overwrite"])
def test_a_save_after_the_last_look_stays(room: Room, way: str) -> None:
    room.meddled.before[0] = getattr(room, way)("theirs")
    with pytest.raises(ConflictError, match="changed while it was worked on"):
        room.write()
    assert room.path.read_text() == "theirs"
    assert not room.kept


@pytest.mark.parametrize("second", ["rename", "overwrite"])
@pytest.mark.parametrize("first", ["rename", "overwrite"])
def test_of_two_saves_the_newest_stays_and_the_other_is_kept(
    room: Room, first: str, second: str
) -> None:
    room.meddled.before[0] = getattr(room, first)("first")
    room.meddled.after[0] = getattr(room, second)("second")
    with pytest.raises(ConflictError):
        room.write()
    assert room.path.read_text() == "second"
    assert room.kept == {"first"}
    (rescue,) = room.workspace.look_again()
    assert rescue.path == room.path
    assert rescue.kept == room.workspace.root / "kept" / NAME


def test_a_save_at_each_exchange_ends_with_the_newest(room: Room) -> None:
    for number in range(5):
        room.meddled.before[number] = room.rename(f"save {number}")
    with pytest.raises(ConflictError):
        room.write()
    assert room.path.read_text() == "save 4"


def test_a_file_taken_away_meanwhile_stays_gone(room: Room) -> None:
    room.meddled.before[0] = room.path.unlink
    with pytest.raises(ConflictError):
        room.write()
    assert not room.path.exists()


def test_a_save_comes_back_where_ours_is_taken_away(room: Room) -> None:
    room.meddled.before[0] = room.rename("theirs")
    room.meddled.after[0] = room.path.unlink
    with pytest.raises(ConflictError):
        room.write()
    assert room.path.read_text() == "theirs"


def test_a_link_or_folder_put_there_meanwhile_stays(room: Room) -> None:
    def link() -> None:
        room.path.unlink()
        room.path.symlink_to("elsewhere.po")

    room.meddled.before[0] = link
    with pytest.raises(ConflictError):
        room.write()
    assert os.readlink(room.path) == "elsewhere.po"


def test_a_save_between_the_steps_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("read")

    class Between(Plain):
        def place(self, file: Path, place: Path) -> None:
            if place == path and not path.exists():
                path.write_text("theirs")
            super().place(file, place)

    workspace = Workspace(tmp_path, system=System(Between()))
    with pytest.raises(ConflictError):
        workspace.write(path, "ours", workspace.read(path))
    assert path.read_text() == "theirs"
    assert workspace.look_again() == ()


def test_a_command_killed_between_the_steps_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("read")

    class Killed(Plain):
        def place(self, file: Path, place: Path) -> None:
            raise KeyboardInterrupt

    workspace = Workspace(tmp_path, system=System(Killed()))
    with pytest.raises(KeyboardInterrupt):
        workspace.write(path, "ours", workspace.read(path))
    assert not path.exists()
    with Workspace(tmp_path).locked():
        assert path.read_text() == "read"
    assert os.listdir(tmp_path / ".l10n" / "new") == []


def test_what_is_written_late_is_put_back(room: Room) -> None:
    writer = room.path.open("r+")
    if room.workspace.system.writing(room.path):
        # Whoever is known to write is not even begun with.
        with pytest.raises(ConflictError, match="open for writing"):
            room.write()
        writer.close()
        assert room.path.read_text() == "read"
        return
    room.write()
    writer.write("late, and longer")
    writer.close()
    (rescue,) = room.workspace.look_again()
    assert (rescue.path, rescue.kept) == (room.path, None)
    assert room.path.read_text() == "late, and longer"


def test_late_text_is_kept_where_the_file_has_changed_since(room: Room) -> None:
    writer = room.path.open("r+")
    if room.workspace.system.writing(room.path):
        writer.close()
        return
    room.write()
    writer.write("late, and longer")
    room.overwrite("newer")()
    writer.flush()
    (rescue,) = room.workspace.look_again()
    assert rescue.kept is not None
    assert rescue.kept.read_text() == "late, and longer"
    assert room.path.read_text() == "newer"
    writer.write(" still")
    writer.close()
    Workspace(room.workspace.root, room.workspace.system).look_again()
    assert room.kept == {"late, and longer", "late, and longer still"}


def test_late_text_whose_folder_is_gone_is_kept(room: Room) -> None:
    writer = room.path.open("r+")
    if room.workspace.system.writing(room.path):
        writer.close()
        return
    assert room.workspace.remove(room.workspace.read(room.path))
    room.path.parent.rmdir()
    writer.write("late, and longer")
    writer.close()
    assert [each.kept is None for each in room.workspace.look_again()] == [False]
    assert room.kept == {"late, and longer"}
    room.path.parent.mkdir()


def test_an_editor_that_opens_the_file_at_the_last_moment(room: Room) -> None:
    writers = []
    room.meddled.before[0] = lambda: writers.append(room.path.open("r+"))
    refused = False
    try:
        room.write()
    except ConflictError:
        refused = True
    writers[0].write("in place, and longer")
    writers[0].close()
    if refused:
        # Whoever is known to write goes on in the place itself.
        assert room.path.read_text() == "in place, and longer"
    known = room.workspace.system.writing is open_for_writing
    assert refused == known
    assert len(room.workspace.look_again()) == (0 if known else 1)
    assert room.path.read_text() == "in place, and longer"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_killed_write_is_ended_by_the_next_command(room: Room, moment: str) -> None:
    def kill() -> None:
        raise KeyboardInterrupt

    def save_then_kill() -> None:
        room.rename("theirs")()
        if moment == "before":
            raise KeyboardInterrupt

    room.meddled.before[0] = save_then_kill
    if moment == "after":
        room.meddled.after[0] = kill
    with pytest.raises(KeyboardInterrupt):
        room.write()
    again = Workspace(room.workspace.root, room.workspace.system)
    with again.locked():
        assert room.path.read_text() == "theirs"
    assert not room.kept


def test_what_is_written_while_writers_are_asked_for_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("read")

    def done(_file: Path | int) -> bool:
        path.write_text("saved, and closed")
        return False

    assert look(path, System(writing=done)).digest == sha256(b"saved, and closed").hexdigest()


def test_half_a_text_is_not_kept_for_one(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = room.path.open("r+")
    if room.workspace.system.writing(room.path):
        writer.close()
        return
    room.write()
    writer.write("late, and longer")
    writer.close()
    room.overwrite("newer")()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        (rescue,) = room.workspace.look_again()
        assert rescue.kept is not None
        assert rescue.kept.read_text() == "late, and longer"
        assert room.kept == set()
    Workspace(room.workspace.root, room.workspace.system).look_again()
    assert room.kept == {"late, and longer"}


def test_a_removal_leaves_what_was_saved_meanwhile(room: Room) -> None:
    document = room.workspace.read(room.path)
    assert room.workspace.remove(document)
    assert not room.path.exists()
    room.path.write_text("new")
    assert not room.workspace.remove(document)
    assert room.path.read_text() == "new"


def test_a_file_that_is_being_written_is_not_removed(room: Room) -> None:
    document = room.workspace.read(room.path)
    with room.path.open("r+") as writer:
        if not room.workspace.system.writing(room.path):
            return
        assert not room.workspace.remove(document)
        writer.write("more")
    assert room.path.read_text() == "more"


def test_a_new_file_never_takes_the_place_of_another(room: Room) -> None:
    other = room.path.with_name("b.md.po")

    class Appearing(Meddled):
        def place(self, file: Path, place: Path) -> None:
            other.write_text("theirs")
            super().place(file, place)

    workspace = Workspace(
        room.workspace.root, System(Appearing(room.meddled.inner), room.workspace.system.writing)
    )
    with pytest.raises(ConflictError):
        workspace.write(other, "ours", None)
    assert other.read_text() == "theirs"
