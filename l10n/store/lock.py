"""The lock of a workspace, with what other processes of the same command need of it."""

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.store.waiting_lock import WaitingLock

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK


class Lock:
    """A lock that lies in an open file, and is kept as long as anybody has that open.

    A lock that is free is taken here, as filelock takes it. filelock itself is imported for all
    that is rare: it waits, and knows file systems without such locks.
    """

    def __init__(self, path: Path) -> None:
        """Take nothing yet; `path` is the file, made where it is missing."""
        self._path = path
        self._own: int | None = None
        self._waited: WaitingLock | None = None

    def acquire(self, wait: float) -> bool:
        """True once no other process has it, within some seconds; raises OSError."""
        self._own = _free(self._path)
        if self._own is not None:
            return True
        from filelock import Timeout

        from l10n.store.waiting_lock import WaitingLock

        lock = WaitingLock(self._path, timeout=wait)
        try:
            lock.acquire()
        except Timeout:
            return False
        self._waited = lock
        return True

    @property
    def descriptor(self) -> int | None:
        """The open file; None while the lock is not held."""
        return self._own if self._waited is None else self._waited.descriptor

    def release(self) -> None:
        """Let others have it, whoever else has the file open."""
        if self._waited is not None:
            self._waited.release()
        if self._own is not None:
            own, self._own = self._own, None
            try:
                fcntl.flock(own, fcntl.LOCK_UN)
            finally:
                os.close(own)


def _free(path: Path) -> int | None:
    """The file of a lock that nobody had, open and locked; None where that cannot be said."""
    try:
        file = os.open(path, _FLAGS, 0o666)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(file).st_nlink:
            return file
    except OSError:
        pass
    os.close(file)
    return None
