"""The lock of a workspace, with what other processes of the same command need of it."""

from filelock import FileLock


class Lock(FileLock):
    """A lock that lies in an open file, and is kept as long as anybody has that open."""

    @property
    def descriptor(self) -> int | None:
        """The open file; None while the lock is not held."""
        return self._context.lock_file_fd
