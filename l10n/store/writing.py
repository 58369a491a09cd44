"""Writing a file whole or not at all: beside its place first, then renamed into it."""

import contextlib
import os
import tempfile
from pathlib import Path

from l10n.errors import ConflictError, FileError
from l10n.messages import _
from l10n.store.document import Document, Stamp, stamp


def replace_file(path: Path, data: bytes, before: Document | None, scratch: Path) -> Stamp | None:
    """Put the new bytes in place by one rename, after a last look at what stands there.

    The stamp is that of the new file, None where another has taken its place already.
    """
    mode = 0o666 & ~_umask()
    with contextlib.suppress(FileNotFoundError):
        mode = path.stat().st_mode & 0o777
    handle, temporary = tempfile.mkstemp(prefix=".l10n-", dir=scratch)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if before is not None:
                # A power cut must not leave a person's file empty; a new file loses nothing.
                file.flush()
                os.fsync(file.fileno())
            inode = os.fstat(file.fileno()).st_ino
        os.chmod(temporary, mode)
        try:
            current: bytes | None = path.read_bytes()
        except FileNotFoundError:
            current = None
        if current != (None if before is None else before.data):
            raise ConflictError(
                _("changed while it was worked on; left as it is"),
                code="WS-015",
                remedy=_("run the command again"),
            )
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    found = stamp(path)
    return found if found is not None and found.inode == inode else None


def put_file(path: Path, data: bytes) -> None:
    """Write a new file outside of the workspace, whole or not at all; raises OSError."""
    handle, temporary = tempfile.mkstemp(prefix=".l10n-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def unwritable(path: Path | str, error: OSError) -> FileError:
    """The error of a file or folder that the system does not let be written."""
    return FileError(
        _("cannot be written: {why}").format(why=error.strerror),
        code="WS-011",
        path=path,
        remedy=_("see whether the disk has room and whether you may write there"),
    )


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
