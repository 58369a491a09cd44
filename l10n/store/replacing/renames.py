"""Moving files in one step: two that change places, and one that takes a place nobody has.

Linux and macOS have a system call for both. Where it is missing, or the file system does not know
it, the same is done in steps in which no file is ever replaced or unlinked; what differs then is
that for a moment nothing stands in the place.
"""

import contextlib
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from l10n.dataclass import dataclass

if TYPE_CHECKING:
    import ctypes

ASIDE = ".aside"
"""Ends the name of what stands aside while two files change places in steps."""
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)
"""What a system or file system says that does not know a call; EPERM where there are no links."""


class Renames(Protocol):
    """The system's own calls; each raises OSError, with one of `_UNKNOWN` where it is not known."""

    def exchange(self, one: Path, other: Path) -> None:
        """Let two files change places; FileNotFoundError where one of them is gone."""

    def place(self, file: Path, place: Path) -> None:
        """Move a file to a place; FileExistsError where something stands there."""


@dataclass(frozen=True, slots=True)
class Linux:
    """`renameat2`, which most file systems on disks know, and those of networks do not."""

    def exchange(self, one: Path, other: Path) -> None:
        """RENAME_EXCHANGE: both names stay all the time."""
        self._call(one, other, 2)

    def place(self, file: Path, place: Path) -> None:
        """RENAME_NOREPLACE."""
        self._call(file, place, 1)

    def _call(self, one: Path, other: Path, flags: int) -> None:
        here = -100  # AT_FDCWD
        _call("renameat2", (here, os.fsencode(one), here, os.fsencode(other), flags), other)


@dataclass(frozen=True, slots=True)
class MacOS:
    """`renamex_np`, which APFS knows. Written from its manual; never run by us."""

    def exchange(self, one: Path, other: Path) -> None:
        """RENAME_SWAP."""
        _call("renamex_np", (os.fsencode(one), os.fsencode(other), 2), other)

    def place(self, file: Path, place: Path) -> None:
        """RENAME_EXCL."""
        _call("renamex_np", (os.fsencode(file), os.fsencode(place), 4), place)


@dataclass(frozen=True, slots=True)
class Plain:
    """A system that has neither call."""

    def exchange(self, one: Path, other: Path) -> None:
        """Never known."""
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(other))

    def place(self, file: Path, place: Path) -> None:
        """Never known."""
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(place))


def native() -> Renames:
    """What this system has."""
    if sys.platform == "linux":
        return Linux()
    return MacOS() if sys.platform == "darwin" else Plain()


def exchange(renames: Renames, file: Path, place: Path) -> None:
    """Put a file in a place, and have what stood there under the file's name.

    Raises FileNotFoundError where nothing stands there. In steps, what stood there goes aside first
    (`aside`), so that a file that is saved into the place meanwhile is never replaced; then
    FileExistsError is raised and both files of ours stay where they are, one of them aside.
    """
    try:
        renames.exchange(file, place)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    else:
        return
    os.rename(place, aside(file))
    put(renames, file, place)
    os.rename(aside(file), file)


def put(renames: Renames, file: Path, place: Path) -> None:
    """Move a file to a place where nothing stands; raises FileExistsError where something does.

    Without a call for it the file gets a second name, and loses the first. A file system that has
    no second names either leaves nothing but to look first, and a moment in between.
    """
    try:
        renames.place(file, place)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    else:
        return
    try:
        os.link(file, place, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    else:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(file)
        return
    if os.path.lexists(place):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    os.rename(file, place)


def aside(file: Path) -> Path:
    """Where what stood in the place goes, while it and a file change places in steps."""
    return file.with_name(file.name + ASIDE)


def _call(name: str, arguments: tuple[object, ...], place: Path) -> None:
    import ctypes

    call = getattr(_library(), name, None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(place))
    if call(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(place))


@cache
def _library() -> "ctypes.CDLL":
    """The system's own library; not every command needs it, and ctypes takes time to import."""
    import ctypes

    return ctypes.CDLL(None, use_errno=True)
