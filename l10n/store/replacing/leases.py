"""Whether somebody has a file open for writing, where the system can tell."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from l10n.errors import ConflictError
from l10n.messages import _
from l10n.store.regular import NotRegularError, require_regular

_LOCAL = frozenset(
    {
        0xEF53,  # ext2, ext3, ext4
        0x58465342,  # XFS
        0x9123683E,  # Btrfs
        0xCA451A4E,  # bcachefs
        0xF2F52010,  # F2FS
        0x2FC12FC1,  # ZFS
        0x3153464A,  # JFS
        0x01021994,  # tmpfs
        0x858458F6,  # ramfs
        0x794C7630,  # overlayfs, in containers
        0xF15F,  # eCryptfs
        0x4D44,  # FAT
        0x2011BAB0,  # exFAT
        0x7366746E,  # NTFS
    }
)
"""The kinds of file systems (`statfs(2)`) that this machine alone writes to. On others a lease says
nothing of writers elsewhere, or is refused for reasons of its own."""


def open_for_writing(file: Path | int) -> bool | None:
    """True if any process has a file open for writing, False if none has; None if unknown.

    `file` is a path, whose links are not followed, or a descriptor that is open for reading alone.
    Linux tells through leases: a read lease is refused while a file is open for writing, and is
    given back at once here. It is unknown on other systems, on file systems that others than this
    machine may write to, and for what is no regular file or another user's. Raises OSError for a
    path that cannot be opened. An editor that opens the file in the microseconds of the lease
    waits for them.
    """
    if isinstance(file, int):
        return _leased(file)
    try:
        require_regular(file, follow=False)
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except NotRegularError:
        return None
    except BlockingIOError:
        # Whoever has leased it for writing is asked to let go of it by this.
        return True
    try:
        return _leased(handle)
    finally:
        os.close(handle)


def _leased(handle: int) -> bool | None:
    if sys.platform != "linux" or not _local(handle):
        return None
    import fcntl

    try:
        # Who opens a leased file has its holder signalled: by default with one that ends it.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        # Of another user's file, for one.
        return None
    with contextlib.suppress(OSError):
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def _local(handle: int) -> bool:
    """True if a file lies on a file system that no other machine writes to."""
    import ctypes

    status = ctypes.create_string_buffer(512)
    ask = _fstatfs()
    if ask is None or ask(handle, status) != 0:
        return False
    # The kind comes first; of its 32 or 64 bits, 32 are used.
    return int.from_bytes(status.raw[:4], sys.byteorder) in _LOCAL


@cache
def _fstatfs() -> Callable[..., int] | None:
    """The call of the system's library; not every command needs it, and ctypes takes its time."""
    import ctypes

    return getattr(ctypes.CDLL(None), "fstatfs", None)


def open_elsewhere() -> ConflictError:
    """The error of a file that somebody has open for writing, and goes on having so."""
    return ConflictError(
        _("another program has it open for writing; left as it is"),
        code="WS-019",
        remedy=_("save and close it there, then run the command again"),
    )
