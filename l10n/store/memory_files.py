"""The files of a translation memory: which of a workspace's files belong to it."""

from collections.abc import Iterable

from l10n.errors import FileError
from l10n.model.workflow import names
from l10n.store.walking import Listing, walk
from l10n.store.workspace import Workspace

SUFFIXES = (".tmx", ".csv")
"""What the names of files end in that a memory is read from."""


def memory_files(workspace: Workspace, patterns: Iterable[str]) -> Listing[str]:
    """The files that some patterns stand for, sorted, each by its way from the workspace's root.

    A pattern begins with the name of a folder; folders that are not there hold nothing.
    """
    wanted = tuple(dict.fromkeys(patterns))
    found: Listing[str] = Listing()
    for room in sorted({each.partition("/")[0] for each in wanted}):
        try:
            workspace.guard(workspace.root / room)
        except FileError as problem:
            found += Listing(problems=(problem,))
            continue
        inside = walk(workspace.root / room, room)
        ways = (f"{room}/{name}" for name in inside)
        read = tuple(way for way in ways if way.lower().endswith(SUFFIXES) and names(wanted, way))
        found += Listing(read, inside.problems)
    return found
