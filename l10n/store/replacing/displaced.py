"""Files that came out of their places: looked at until nobody can be writing to them any more.

An editor knows no lock. What it saved between the last look at a file and its replacement comes
out, and goes back; what it writes into a file that it had opened before is found here. Nothing that
a person wrote is removed from here but to its place, or to a place that is told.
"""

import contextlib
import errno
import hashlib
import itertools
import os
import stat
import time
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.store.inside import is_own
from l10n.store.regular import descriptor
from l10n.store.replacing.leases import open_for_writing
from l10n.store.replacing.renames import Renames, aside, exchange, native, put
from l10n.store.replacing.slips import PREFIX, Slip, discard, load_slip

KEPT = "kept"
"""The folder for a person's text that has no other place, below the root of the workspace."""
DISPLACED = "displaced"
"""The folder of the cache for what is watched."""
HOUR = 3600.0
"""Seconds for which a file is watched where the system does not tell who writes."""
TURNS = 50
"""How often files that are saved all the time change places before one is kept elsewhere."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """A text of a person's that came out of its place, and where it is now."""

    path: Path
    """Its place."""
    kept: Path | None
    """Where it is; None where it is back in its place."""


@dataclass(slots=True)
class Watch:
    """What this process has seen of displaced files."""

    rescues: list[Rescue] = field(default_factory=list)
    looked: bool = False
    """True once it has looked at what earlier commands left."""

    def add(self, rescue: Rescue) -> None:
        """Note a rescue, each once."""
        if rescue not in self.rescues:
            self.rescues.append(rescue)


def _device(path: Path) -> int:
    return path.stat().st_dev


@dataclass(frozen=True, slots=True)
class System:
    """What is asked of the system."""

    renames: Renames = field(default_factory=native)
    writing: Callable[[Path | int], bool | None] = open_for_writing
    """True if somebody has the file open for writing, None where that is unknown."""
    device: Callable[[Path], int] = _device
    """The file system that a path lies on; no rename crosses from one to another."""
    patience: float = 2.0
    """Seconds for which somebody else may be writing to a file that is to be replaced."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file under a name that only this process knows."""

    digest: str | None
    """SHA-256 of its bytes; None for what is no regular file."""
    writing: bool | None


def look(file: Path, system: System) -> Seen:
    """Look who writes to a file, and then what is in it: in this order nothing escapes.

    Raises OSError; of a link, it is seen that it is one.
    """
    if not stat.S_ISREG(os.lstat(file).st_mode):
        return Seen(None, writing=None)
    with open(descriptor(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
        handle = stream.fileno()
        writing = system.writing(handle)
        return Seen(hashlib.sha256(stream.read()).hexdigest(), writing)


def bring_in(slip: Slip, file: Path, digests: tuple[str, str], system: System) -> Seen | None:
    """Let a file and what stands in the slip's place change places.

    `digests` are those of the file, and of what is expected to come out. Returned is what came out
    if that was it; None if not. What is not expected is newer than all that is known, and goes
    back; what comes out by that is what was put in, or newer still. So the newest text stands in
    the place at the end, and the one that it took the place of is the slip's. Raises
    FileNotFoundError where nothing stood there, and OSError.
    """
    mine: str | None
    wanted: str | None
    mine, wanted = digests
    for turn in range(TURNS):
        try:
            exchange(system.renames, file, slip.place)
        except FileNotFoundError:
            if turn == 0:
                raise
            # Somebody took it away meanwhile.
            with contextlib.suppress(FileExistsError):
                put(system.renames, file, slip.place)
                return None
            continue
        except FileExistsError:
            return None
        seen = look(file, system)
        # A text of a person's may be written to all the time; it is kept in any case.
        if seen.digest == wanted and not (seen.writing and slip.spare(wanted)):
            return seen if turn == 0 else None
        mine, wanted = seen.digest, mine
    return None


def settle(slip: Slip, system: System, watch: Watch) -> None:
    """Do with the files of a slip what can be done now, and remove it if none is left.

    A text of a person's goes back where the place is as the tool left it, else to `kept/`. A file
    that somebody may still be writing to is left for the next look. Raises OSError.
    """
    if aside(slip.file) in slip.files and not os.path.lexists(slip.place):
        # The place is empty because a command was cut short.
        with contextlib.suppress(FileExistsError):
            put(system.renames, aside(slip.file), slip.place)
    for file in slip.files:
        slip = _settled(slip, file, system, watch)
    if not slip.files:
        slip.remove()
        return
    folder = slip.folder.parent.with_name(DISPLACED)
    folder.mkdir(exist_ok=True)
    if not folder.is_symlink():
        slip.moved(folder)


def _settled(slip: Slip, file: Path, system: System, watch: Watch) -> Slip:
    """Settle one file, and remove it if nobody can be writing to it; the slip as it is then."""
    seen = look(file, system)
    if not seen.writing and not slip.spare(seen.digest):
        if _put_back(slip, file, seen.digest, system):
            watch.add(Rescue(slip.place, None))
        if not os.path.lexists(file):
            return slip
        seen = look(file, system)
    if seen.writing:
        return slip
    if not slip.spare(seen.digest):
        try:
            watch.add(Rescue(slip.place, _keep(slip, file, system)))
        except OSError:
            # It is safe where it is, and told of again by the next command.
            watch.add(Rescue(slip.place, file))
            return slip
        if seen.digest is None:
            return slip
        slip = slip.accounted(seen.digest)
    if seen.writing is False or abs(system.clock() - slip.note.since) > HOUR:
        file.unlink()
    return slip


def _put_back(slip: Slip, file: Path, digest: str | None, system: System) -> bool:
    """Put a text back in its place, if that is as the tool left it; True if it is there now."""
    try:
        if slip.note.ours is None:
            put(system.renames, file, slip.place)
            return True
        if digest is None or look(slip.place, system).digest != slip.note.ours:
            return False
        return bring_in(slip, file, (digest, slip.note.ours), system) is not None
    except OSError:
        # Something stands there, or there is no such folder any more.
        return False


def _keep(slip: Slip, file: Path, system: System) -> Path:
    """Copy a text to where a person finds it, and never over another; the copy's place.

    The file itself stays with the slip, since somebody may still be writing to it.
    """
    wanted = slip.root / KEPT / slip.note.place
    if not is_own(wanted, slip.root):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(wanted))
    wanted.parent.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        name = wanted if number == 1 else wanted.with_name(f"{wanted.name}.{number}")
        with contextlib.suppress(FileExistsError):
            _copy(file, name, system)
            return name
    raise AssertionError("there is always another number")


def _copy(file: Path, name: Path, system: System) -> None:
    if not stat.S_ISREG(os.lstat(file).st_mode):
        put(system.renames, file, name)
        return
    with open(descriptor(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
        data = source.read()
    with name.open("xb") as stream:
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            # Half a text would be taken for one.
            name.unlink(missing_ok=True)
            raise


def settle_all(folder: Path, system: System, watch: Watch) -> None:
    """Settle the slips of a folder of the cache; what is there besides them is left.

    A slip that cannot be settled now waits for the next command. Raises OSError where the folder
    cannot be read.
    """
    for name in sorted(os.listdir(folder)):
        path = folder / name
        if not name.startswith(PREFIX) or path.is_symlink():
            continue
        if path.is_file():
            # A new file that has not been put in place.
            path.unlink(missing_ok=True)
            continue
        slip = load_slip(path)
        with contextlib.suppress(OSError):
            if slip is not None:
                settle(slip, system, watch)
            else:
                discard(path)
