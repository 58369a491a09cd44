"""Writing a file whole or not at all, and never over one that somebody saved meanwhile.

The new file is made beside its place and changes places with the old one. What came out is looked
at: where it is not what was read, or somebody is writing to it, it goes back (`displaced`).
"""

import contextlib
import errno
import hashlib
import os
import time
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import ConflictError, FileError
from l10n.messages import _
from l10n.store.document import Document, Stamp, stamp
from l10n.store.replacing.attributes import as_made_in, carry_over
from l10n.store.replacing.displaced import System, Watch, bring_in, look, settle
from l10n.store.replacing.leases import open_elsewhere
from l10n.store.replacing.renames import put
from l10n.store.replacing.slips import PREFIX, Slip, new_slip

_PAUSE = 0.02
"""Seconds between two looks whether somebody has finished writing."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """Where files are made before they are put in place."""

    folder: Path
    """A folder of the workspace's cache."""
    system: System
    watch: Watch

    def near(self, place: Path) -> bool:
        """True where no rename leads from here to the place."""
        return self.system.device(self.folder) != self.system.device(place.parent)


def write_file(place: Path, data: bytes, before: Document | None, scratch: Scratch) -> Stamp | None:
    """Put new bytes in place of what was read, or in a place where nothing was.

    The stamp is that of the new file, None where another has taken its place already. Raises
    ConflictError where the file is no longer what was read, or is being written, and OSError.
    """
    near = scratch.near(place)
    try:
        return _write(place, data, before, scratch, near=near)
    except OSError as error:
        if error.errno != errno.EXDEV or near:
            raise
    # One file system may be mounted at two places, and no rename leads from one to the other.
    return _write(place, data, before, scratch, near=True)


def remove_file(document: Document, scratch: Scratch) -> bool:
    """Remove a file that still is as it was read, and nobody is writing; True if it is gone now.

    It goes aside first, and comes back if it is another, or is kept if its place is taken by then.
    """
    place = document.path
    if place.is_symlink():
        # The link itself holds no text.
        if look(place.resolve(), scratch.system).digest != document.digest:
            return False
        place.unlink()
        return True
    if _changed(place, document, scratch.system):
        return not os.path.lexists(place)
    near = scratch.near(place)
    slip = new_slip(scratch.folder, place, document.digest, None, near=near)
    try:
        os.rename(place, slip.file)
    except OSError:
        slip.remove()
        raise
    seen = look(slip.file, scratch.system)
    if seen.writing or seen.digest != document.digest:
        with contextlib.suppress(FileExistsError):
            put(scratch.system.renames, slip.file, place)
    settle(slip, scratch.system, scratch.watch)
    return not os.path.lexists(place)


def unwritable(path: Path | str, error: OSError) -> FileError:
    """The error of a file or folder that the system does not let be written."""
    return FileError(
        _("cannot be written: {why}").format(why=error.strerror),
        code="WS-011",
        path=path,
        remedy=_("see whether the disk has room and whether you may write there"),
    )


def _write(
    place: Path, data: bytes, before: Document | None, scratch: Scratch, *, near: bool
) -> Stamp | None:
    if before is None:
        return _write_new(place, data, scratch, near=near)
    return _replace(place, data, before, scratch, near=near)


def _write_new(place: Path, data: bytes, scratch: Scratch, *, near: bool) -> Stamp | None:
    if os.path.lexists(place):
        raise _conflict()
    if near:
        # The note leads the next command to what a crash leaves beside the place.
        digest = hashlib.sha256(data).hexdigest()
        slip = new_slip(scratch.folder, place, digest, digest, near=True)
        try:
            return _placed(_made(slip.unfinished), slip.unfinished, data, place, scratch)
        finally:
            _drop(slip)
    import tempfile

    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=scratch.folder)
    try:
        return _placed(handle, Path(name), data, place, scratch)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _placed(handle: int, file: Path, data: bytes, place: Path, scratch: Scratch) -> Stamp | None:
    """Fill a new file and put it in its place."""
    # A new file that a power cut leaves empty loses nothing.
    inode = _fill(handle, data, durable=False)
    as_made_in(place.parent, file, _umask())
    try:
        put(scratch.system.renames, file, place)
    except FileExistsError:
        raise _conflict() from None
    return _stamp_of(place, inode)


def _replace(
    place: Path, data: bytes, before: Document, scratch: Scratch, *, near: bool
) -> Stamp | None:
    system = scratch.system
    if _changed(place, before, system):
        raise _conflict()
    _wait_for_writers(place, system)
    digests = (hashlib.sha256(data).hexdigest(), before.digest)
    slip = new_slip(scratch.folder, place, digests[1], digests[0], near=near)
    try:
        # A power cut must not leave a person's file empty.
        inode = _fill(_made(slip.unfinished), data, durable=True)
        carry_over(place, slip.unfinished)
        # From here on it is a text that may not be lost.
        os.rename(slip.unfinished, slip.file)
    except BaseException:
        _drop(slip)
        raise
    try:
        came_out = bring_in(slip, slip.file, digests, system)
    except FileNotFoundError:
        _drop(slip)
        raise _conflict() from None
    except OSError as error:
        if error.errno == errno.EXDEV:
            _drop(slip)
        else:
            with contextlib.suppress(OSError):
                settle(slip, system, scratch.watch)
        raise
    if came_out is not None and came_out.writing is False:
        _drop(slip)
        return _stamp_of(place, inode)
    # What cannot be settled now is left to the next command; the file itself is in its place.
    with contextlib.suppress(OSError):
        settle(slip, system, scratch.watch)
    if came_out is None:
        raise _conflict()
    return _stamp_of(place, inode)


def _drop(slip: Slip) -> None:
    with contextlib.suppress(OSError):
        slip.file.unlink(missing_ok=True)
        slip.remove()


def _changed(place: Path, before: Document, system: System) -> bool:
    """True if a file is not what was read; a stamp that is the same saves reading it again."""
    found = stamp(place)
    if found is not None and found == before.stamp:
        return False
    try:
        return look(place, system).digest != before.digest
    except FileNotFoundError:
        return True


def _wait_for_writers(place: Path, system: System) -> None:
    """Give whoever is writing to a file time to finish; raises ConflictError if they do not."""
    end = time.monotonic() + system.patience
    with contextlib.suppress(FileNotFoundError):
        while system.writing(place):
            if time.monotonic() >= end:
                raise open_elsewhere()
            time.sleep(_PAUSE)


def _conflict() -> ConflictError:
    return ConflictError(
        _("changed while it was worked on; left as it is"),
        code="WS-015",
        remedy=_("run the command again"),
    )


def _made(file: Path) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)


def _fill(handle: int, data: bytes, *, durable: bool) -> int:
    """Write a new file and close it; its inode."""
    with open(handle, "wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(handle)
        return os.fstat(handle).st_ino


def _stamp_of(place: Path, inode: int) -> Stamp | None:
    found = stamp(place)
    return found if found is not None and found.inode == inode else None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
