"""A lock of a workspace that has to be waited for, as filelock does it."""

from filelock import FileLock


class WaitingLock(FileLock):
    """A lock that lies in an open file, and is kept as long as anybody has that open."""

    @property
    def descriptor(self) -> int | None:
        """The open file; None while the lock is not held."""
        return self._context.lock_file_fd
