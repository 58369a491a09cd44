"""The translations of a file of another tool, a few at a time, whatever it is."""

from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from l10n.errors import FileError
from l10n.exchange.csv.reading import read_units as read_csv
from l10n.messages import _
from l10n.model.unit import Unit
from l10n.store.regular import NotRegularError, reading
from l10n.store.workspace import Workspace

_STEP = 1_000
"""Units between two looks at how far a file has been read."""
_READERS: dict[str, Callable[[BinaryIO, PurePath], Iterator[Unit]]] = {".csv": read_csv}


def units_of_file(
    workspace: Workspace, name: str, told: Callable[[int], None] = lambda done: None
) -> Iterator[Unit]:
    """The translations of a file of the workspace, given by its way from the root.

    `told` is told now and then how many bytes have been read. Raises FileError, with the line
    where there is one.
    """
    path = workspace.root / name
    workspace.guard(path)
    yield from units_at(path, PurePath(name), told)


def units_at(
    path: Path, shown: PurePath, told: Callable[[int], None] = lambda done: None
) -> Iterator[Unit]:
    """The translations of a file anywhere; `shown` is what messages call it."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise FileError(
            _("this is no file of translations that can be read"),
            code="MEM-005",
            path=shown,
            remedy=_("known are {suffixes}").format(suffixes=", ".join(sorted(_READERS))),
        )
    with _opened(path, shown) as file:
        for number, unit in enumerate(read(cast(BinaryIO, file), shown)):
            yield unit
            if number % _STEP == 0 and not file.closed:
                told(file.tell())


def _opened(path: Path, shown: PurePath) -> BufferedReader:
    try:
        return reading(path)
    except NotRegularError:
        raise FileError(
            _("this is not a file"), code="WS-001", path=shown, remedy=_("move it away")
        ) from None
    except FileNotFoundError:
        raise FileError(_("there is no such file"), code="WS-002", path=shown) from None
    except (OSError, ValueError) as reason:
        text = getattr(reason, "strerror", None) or str(reason)
        raise FileError(
            _("cannot be read: {reason}").format(reason=text), code="WS-003", path=shown
        ) from None
