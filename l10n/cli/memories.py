"""What the commands around the memory share."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from l10n.cli.console import bars, warn
from l10n.messages import _

if TYPE_CHECKING:
    from l10n.desk.desk import Desk
    from l10n.desk.memories import Memories


@contextlib.contextmanager
def using_memory(desk: "Desk") -> Iterator["Memories"]:
    """The memory of a desk, with a bar on a terminal while it is brought up to date."""
    from l10n.desk.memories import Memories

    with bars() as bar:
        memories = Memories(desk, bar(_("Reading the memory"), "bytes", False))
        try:
            yield memories
        finally:
            memories.close()


def report_warnings(memories: "Memories") -> None:
    """Say what is wrong with files of the memory, and with the memory itself."""
    for each in memories.problems:
        warn(each)
