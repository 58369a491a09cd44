"""A gate before the databases of a folder: while one is removed, nobody opens or closes another.

A database of SQLite is several files that are found by name. Who opened one while it is removed
would have files that do not belong together, and lose what he writes.
"""

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

_PAUSE = 0.01
"""Seconds between two tries."""
_TAKEN = (errno.EAGAIN, errno.EACCES)


@contextlib.contextmanager
def held(folder: Path, *, alone: bool = False, wait: float = 5) -> Iterator[None]:
    """Keep all who would be `alone` off meanwhile; `alone`, everybody.

    It is the system's lock on the folder itself, which ends with the process. Where the disk has no
    such locks, nobody is kept off. Raises OSError for a folder that cannot be opened, TimeoutError
    where others have held it for `wait` seconds.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _lock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, how: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _TAKEN:
                return
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from None
            time.sleep(_PAUSE)
        else:
            return
