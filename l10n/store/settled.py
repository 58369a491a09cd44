"""Reading a file that somebody may be writing in place: not before it is whole again."""

import time
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.store.document import Document, Stamp, stamp
from l10n.store.replacing.leases import open_elsewhere, open_for_writing
from l10n.store.workspace import Workspace

MOMENT = 0.3
"""Seconds for which a file must have been still, where only its time can tell of a writer."""
LIMIT = 5.0
"""Seconds that one command waits for writers, all files together."""
_LOOK = 0.02
"""Seconds between two looks at a file that is open for writing."""


def _writing(path: Path) -> bool | None:
    try:
        return open_for_writing(path.resolve())
    except (OSError, RuntimeError, ValueError):
        return None


@dataclass(slots=True)
class Patience:
    """How a command waits for those who are writing."""

    left: float = LIMIT
    """Seconds that may still be waited."""
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], int] = time.time_ns
    """Nanoseconds since 1970."""
    writing: Callable[[Path], bool | None] = _writing
    """Whether a file is open for writing; None if unknown."""
    _settled: set[tuple[Path, Stamp]] = field(default_factory=set)

    def wait(self, seconds: float) -> bool:
        """Wait, if there is patience left for it."""
        if self.left < seconds:
            return False
        self.left -= seconds
        self.sleep(seconds)
        return True

    def still(self, path: Path) -> bool:
        """Wait until a file has not changed for a moment; False where it did, or no time is left.

        A time in the future says nothing, so the file is watched for a moment as well.
        """
        found = stamp(path)
        if found is None or (path, found) in self._settled:
            return True
        age = (self.now() - found.modified) / 1e9
        if age >= MOMENT:
            return True
        if not self.wait(MOMENT - max(age, 0.0)) or stamp(path) != found:
            return False
        self._settled.add((path, found))
        return True


def read_settled(
    workspace: Workspace, path: Path, patience: Patience, known: str = ""
) -> Document | None:
    """Read a file that nobody is writing; None where there is none.

    A file whose digest is `known` is given as it is. Raises ConflictError for a file that is
    written all the time, and FileError as `Workspace.read`.
    """
    document = workspace.read_if_there(path)
    while document is not None and document.digest != known:
        writing = patience.writing(path)
        if patience.still(path) if writing is None else not writing:
            again = workspace.read_if_there(path)
            # The writer may have ended, or begun, between the read and the look.
            if again is None or again.data == document.data:
                return again
        if not patience.wait(_LOOK):
            raise open_elsewhere().at(path=workspace.shown(path))
        document = workspace.read_if_there(path)
    return document
