"""What belongs to a file besides its bytes, carried over to the file that takes its place."""

import contextlib
import os
import stat
from pathlib import Path

_ACL, _DEFAULT_ACL = "system.posix_acl_access", "system.posix_acl_default"
_OF_THE_BYTES = ("security.ima", "security.evm")
"""Attributes that are made from what is in the file."""


def carry_over(old: Path, new: Path) -> None:
    """Copy owner, group, permissions, extended attributes and ACL of an old file to a new one.

    Raises FileNotFoundError where there is no old one. What the system does not let be set stays
    as it is: another user's file becomes that of whoever runs the command, unless that is root.
    Where the group cannot be kept either, another group gets no more than all others have.
    """
    found = os.stat(old)
    mode = stat.S_IMODE(found.st_mode)
    names = _names(old)
    if not _given(new, found.st_uid, found.st_gid):
        mode &= ~stat.S_ISUID
        if not _given(new, -1, found.st_gid):
            mode &= ~(stat.S_ISGID | stat.S_IRWXG)
            mode |= (found.st_mode & stat.S_IRWXO) << 3
            names = [name for name in names if name != _ACL]
    # Setting an owner takes set-id bits away, and so comes first.
    os.chmod(new, mode)
    for name in names:
        if name not in _OF_THE_BYTES:
            with contextlib.suppress(OSError):
                os.setxattr(new, name, os.getxattr(old, name))


def _given(new: Path, owner: int, group: int) -> bool:
    """True if a file belongs to an owner and a group now; -1 leaves the owner."""
    mine = os.stat(new)
    if owner in (-1, mine.st_uid) and group == mine.st_gid:
        return True
    try:
        os.chown(new, owner, group)
    except OSError:
        return False
    return True


def as_made_in(folder: Path, new: Path, mask: int) -> None:
    """Set what a new file would have if it had been made in a folder, under a umask.

    That is the group of a folder with the set-group-id bit, and the folder's default ACL.
    """
    found = os.stat(folder)
    if found.st_mode & stat.S_ISGID:
        with contextlib.suppress(OSError):
            os.chown(new, -1, found.st_gid)
    mode = 0o666 & ~mask
    if _DEFAULT_ACL in _names(folder):
        with contextlib.suppress(OSError):
            os.setxattr(new, _ACL, os.getxattr(folder, _DEFAULT_ACL))
            # Where there is a default ACL, it counts and the umask does not.
            mode = stat.S_IMODE(os.stat(new).st_mode) & 0o666
    os.chmod(new, mode)


def _names(path: Path) -> list[str]:
    # Of the systems that Python knows, Linux alone has these calls.
    if not hasattr(os, "listxattr"):
        return []
    try:
        return os.listxattr(path)
    except OSError:
        return []
