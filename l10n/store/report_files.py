"""Files that reports are written into: made anew at every run, over nothing but earlier reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import FileError, UsageError
from l10n.messages import _
from l10n.store.replacing.new_file import put_file, replace_file
from l10n.store.replacing.writing import unwritable
from l10n.store.text_file import read_bytes

_START = 512
"""Bytes by which an earlier report is known."""


def require_place(path: Path, starts: tuple[str, ...]) -> None:
    """Raise what `write_report` would, as far as it can be known before there is a report.

    For those that take long to make; the folder is made.
    """
    with _told(path):
        _prepared(path, starts)


def write_report(path: Path, text: str, starts: tuple[str, ...]) -> None:
    """Write a report, making its folder; `starts` is how an earlier one may begin.

    Raises UsageError where something else stands there, FileError for what cannot be written.
    """
    with _told(path):
        # What came to stand there in this moment is not replaced.
        put = replace_file if _prepared(path, starts) else put_file
        put(path, text.encode("utf-8", "backslashreplace"))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong with the place of a report becomes an error of ours."""
    try:
        yield
    except FileExistsError:
        raise UsageError(
            _("something else than a report stands there, and is left as it is"),
            code="USE-016",
            path=path,
            remedy=_("name another file"),
        ) from None
    except OSError as error:
        raise unwritable(str(path), error) from None


def _prepared(path: Path, starts: tuple[str, ...]) -> bool:
    """Make the folder of a report; True if an earlier one stands there."""
    there = path.exists()
    if there and not _is_ours(path, starts):
        raise FileExistsError
    path.parent.mkdir(parents=True, exist_ok=True)
    return there


def _is_ours(path: Path, starts: tuple[str, ...]) -> bool:
    if not path.is_file():
        return False
    data = read_bytes(path, error=FileError)
    start = data[:_START].decode("utf-8", "replace")
    return not data.strip() or start.startswith(starts)
