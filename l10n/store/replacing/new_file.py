"""New files outside of the workspace: whole or not at all, over nothing, and no trace of a kill."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from l10n.store.replacing.renames import native, put

_UNFINISHED = ".l10n-new-"
"""How a file begins to be called that has no name of its own yet, where it has to have one."""


def put_file(path: Path, data: bytes) -> None:
    """Write a new file; raises OSError, FileExistsError too where another has come meanwhile.

    Where the system can, the file has no name before it is whole (Linux's O_TMPFILE), so that a
    process that is killed leaves nothing behind. Elsewhere it has one that the next attempt takes.
    """
    with putting(path) as file:
        file.write(data)


@contextlib.contextmanager
def putting(path: Path) -> Iterator[BinaryIO]:
    """Write a new file bit by bit, as `put_file`; it is there when the block has ended well."""
    handle = _nameless(path.parent)
    if handle is None:
        with _putting_beside(path) as beside:
            yield beside
        return
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            # Without a folder to start from, Python makes a link to the link in /proc.
            os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)


def _nameless(folder: Path) -> int | None:
    """Open a file without a name in a folder; None where the system has no such files."""
    if not hasattr(os, "O_TMPFILE") or not os.path.isdir("/proc/self/fd"):
        return None
    try:
        return os.open(folder, os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC, 0o666)
    except OSError:
        # Not every file system has them; what else is wrong is said when the other way is tried.
        return None


@contextlib.contextmanager
def _putting_beside(path: Path) -> Iterator[BinaryIO]:
    temporary = path.with_name(_UNFINISHED + path.name)
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    try:
        with open(temporary, "xb") as file:
            yield file
        put(native(), temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Write a file that takes the place of an earlier one of ours, if there is one; raises OSError.

    Whoever reads it meanwhile finds the old or the new one, whole.
    """
    temporary = path.with_name(f"{_UNFINISHED}{os.getpid()}-{path.name}")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
