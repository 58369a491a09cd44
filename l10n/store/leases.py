"""Whether somebody has a file open for writing, where the system can tell."""

import contextlib
import os
import signal
import sys
from pathlib import Path


def open_for_writing(file: Path | int) -> bool | None:
    """True if any process has a file open for writing, False if none has; None if unknown.

    `file` is a path, whose links are not followed, or a descriptor that is open for reading alone.
    Linux tells through leases: a read lease is refused while a file is open for writing, and is
    given back at once here. It is unknown on other systems, on file systems without leases (NFS)
    and for what is no regular file or another user's. Raises OSError for a path that cannot be
    opened. An editor that opens the file in the microseconds of the lease waits for them.
    """
    if isinstance(file, int):
        return _leased(file)
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return _leased(handle)
    finally:
        os.close(handle)


def _leased(handle: int) -> bool | None:
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        # Who opens a leased file has its holder signalled: by default with one that ends it.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None
    with contextlib.suppress(OSError):
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
