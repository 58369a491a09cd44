"""Claims: what a process has in hand, so that no other does the same work.

The operating system keeps them and takes them back when a process ends, however it ends: they are
POSIX record locks on single bytes of one file, a byte for each name. A lock file for each name
would leave thousands of files, and need as many open ones.
"""

import errno
import fcntl
import hashlib
import os
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import FileError
from l10n.messages import _
from l10n.store.regular import descriptor

_TAKEN = (errno.EAGAIN, errno.EACCES)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of this process in one workspace."""

    path: Path
    _file: int

    def take(self, *name: str) -> bool:
        """True once no other process has the name or shares it; it is this one's from then on."""
        try:
            self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB, name)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise self._error(error) from None
        return True

    def share(self, *name: str) -> None:
        """Have a name together with others that share it; wait while one process has it alone."""
        try:
            self._lock(fcntl.LOCK_SH, name)
        except OSError as error:
            raise self._error(error) from None

    def give_back(self, *name: str) -> None:
        """Let others have a name."""
        self._lock(fcntl.LOCK_UN, name)

    def close(self) -> None:
        """Return all that is held."""
        os.close(self._file)

    def _lock(self, operation: int, name: tuple[str, ...]) -> None:
        fcntl.lockf(self._file, operation, 1, _place(name))

    def _error(self, error: OSError) -> FileError:
        return FileError(
            _("cannot be locked: {why}").format(why=error.strerror),
            path=self.path,
            code="WS-007",
        )


def open_claims(path: Path) -> Claims:
    """Open the file of claims, which nobody ever reads; raises OSError."""
    # A link in the cache might lead to a file that is somebody's.
    return Claims(path, descriptor(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW))


def _place(name: tuple[str, ...]) -> int:
    """The byte that stands for a name, below 2**62, which every `off_t` of 64 bits holds."""
    digest = hashlib.sha256("\0".join(name).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 2
