"""What other packages offer by entry points; a glance tells whether any offers something at all.

Reading the metadata of an environment by `importlib.metadata` takes tens of milliseconds.
"""

import os
import stat
import sys
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.store.regular import reading

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_FILE = "entry_points.txt"
_METADATA = (".dist-info", ".egg-info")
_OWN = ("newsroom_l10n-", "newsroom_l10n.")
"""How the folder begins that has this package's own metadata: all of it is built in."""


def offers(group: str) -> tuple["EntryPoint", ...]:
    """The entry points of a group that all installed packages have."""
    if not maybe_offered(group):
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group))


def maybe_offered(group: str) -> bool:
    """False where no other package can have an entry point of the group.

    Where packages lie in archives, or where something else than Python itself finds them, nobody
    can tell by a glance.
    """
    finders = (each for each in sys.meta_path if each is not PathFinder)
    if any(hasattr(each, "find_distributions") for each in finders):
        return True
    return any(_offered_in(place or os.curdir, group.encode()) for place in dict.fromkeys(sys.path))


def _offered_in(place: str, group: bytes) -> bool:
    try:
        names = os.listdir(place)
    except NotADirectoryError:
        return True
    except OSError:
        return False
    if place.lower().endswith(".egg"):
        return True
    return any(
        _says(os.path.join(place, name, _FILE), group)
        for name in names
        if name.lower().endswith(_METADATA) and not name.lower().startswith(_OWN)
    )


def _says(path: str, group: bytes) -> bool:
    """True for a file that names a group; one that cannot be read says nothing, here as there."""
    with suppress(OSError):
        if stat.S_ISREG(os.stat(path).st_mode):
            with reading(Path(path)) as file:
                return group in file.read()
    return False
