"""Opening files: regular ones and nothing else, without waiting for anybody.

A pipe would wait for its other end, and a device may do anything as soon as it is opened.
"""

import errno
import os
import stat
import time
from io import BufferedReader
from pathlib import Path

from l10n.messages import _

PATIENCE = 60
"""Seconds that another process may take to let go of a file that it has leased (`fcntl(2)`)."""
_PAUSE = 0.01
_HARMLESS = os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY


class NotRegularError(OSError):
    """A folder, a pipe, a device or a socket stands where a file belongs."""

    def __init__(self, path: Path) -> None:
        """`path` is where it stands."""
        super().__init__(errno.EINVAL, _("this is not a file"), str(path))


def reading(path: Path) -> BufferedReader:
    """Open a file for reading its bytes; raises OSError, NotRegularError for all but files."""
    return os.fdopen(descriptor(path), "rb")


def descriptor(path: Path, flags: int = os.O_RDONLY) -> int:
    """Open a file as `os.open` does; what is no file is closed again before anything is read.

    It is looked at before too, since opening alone makes some devices begin. Raises OSError,
    NotRegularError for all but regular files, ValueError for a path with a NUL.
    """
    require_regular(path, follow=not flags & os.O_NOFOLLOW)
    handle = _opened(path, flags | _HARMLESS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegularError(path)
    except BaseException:
        os.close(handle)
        raise
    return handle


def require_regular(path: Path, *, follow: bool = True) -> None:
    """Raise NotRegularError for what is there and no file; for libraries that open by path."""
    try:
        found = os.stat(path, follow_symlinks=follow)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISLNK(found.st_mode):
        raise NotRegularError(path)


def _opened(path: Path, flags: int) -> int:
    """Open a path; a file that somebody has leased is theirs until they have been told."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(path, flags, 0o666)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
