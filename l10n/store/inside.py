"""Which paths a workspace may have files at, wherever its links lead.

What a repository brings along must not lead the tool out of the workspace, nor into what git or
another of its kind keeps there for itself: that can hold passwords, and programs that are run.
Git lays nothing into such a folder when it clones, so the tool must not either.
"""

import os
import stat
import unicodedata
from pathlib import Path

_VERSIONED = frozenset({".git", ".hg", ".svn", ".jj", ".bzr"})
"""Folders (of a working tree of git's: a file) of programs that keep versions."""


def is_plainly_inside(path: Path, root: Path) -> bool:
    """True for a path below the root that no link is a part of, and no program's own folder.

    False does not mean that it leads anywhere else: `leads_out` and `foreign_part` tell, which
    follow every link from the top of the disk on.
    """
    top, place = os.fspath(root), os.fspath(path)
    if not place.startswith(f"{top}{os.sep}"):
        return False
    at = len(top)
    try:
        for part in place[at + 1 :].split(os.sep):
            if not part or part == os.pardir or _plain(part) in _VERSIONED:
                return False
            at += 1 + len(part)
            if stat.S_ISLNK(os.lstat(place[:at]).st_mode):
                return False
    except FileNotFoundError:
        # What is not there leads nowhere, nor does what would be in it.
        rest = place[at:].split(os.sep)
        return not any(part == os.pardir or _plain(part) in _VERSIONED for part in rest)
    except (OSError, ValueError):
        return False
    return True


def leads_out(path: Path, root: Path) -> bool:
    """True for a path that is not below the root once its links are followed.

    Raises OSError or RuntimeError for links without an end, ValueError for a name with a NUL.
    """
    return not path.resolve().is_relative_to(root.resolve())


def foreign_part(path: Path, root: Path) -> str | None:
    """The part of a path that belongs to a program that keeps versions, None if there is none.

    It is looked for below the root, where the path itself stands and where its links lead. Raises
    what `leads_out` raises, and ValueError for a path that leads out.
    """
    top = root.resolve()
    stands = path.parent.resolve() / path.name
    parts = (*stands.relative_to(top).parts, *path.resolve().relative_to(top).parts)
    return next((part for part in parts if _plain(part) in _VERSIONED), None)


def is_own(path: Path, root: Path) -> bool:
    """True for a path that the workspace may have a file at."""
    try:
        return not leads_out(path, root) and foreign_part(path, root) is None
    except (OSError, RuntimeError, ValueError):
        return False


def _plain(name: str) -> str:
    """A name as file systems read it that ignore case and what nobody sees, as macOS's do."""
    if name.isascii():
        return name.lower()
    return "".join(each for each in name if unicodedata.category(each) != "Cf").casefold()
