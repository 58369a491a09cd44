"""Files that reports are written into: made anew at every run, over nothing but earlier reports."""

from pathlib import Path

from l10n.errors import FileError, UsageError
from l10n.messages import _
from l10n.store.replacing.new_file import replace_file
from l10n.store.replacing.writing import unwritable
from l10n.store.text_file import read_bytes

_START = 512
"""Bytes by which an earlier report is known."""


def write_report(path: Path, text: str, starts: tuple[str, ...]) -> None:
    """Write a report, making its folder; `starts` is how an earlier one may begin.

    Raises UsageError where something else stands there, FileError for what cannot be written.
    """
    try:
        if path.exists() and not _is_ours(path, starts):
            raise UsageError(
                _("something else than a report stands there, and is left as it is"),
                code="USE-016",
                path=path,
                remedy=_("name another file"),
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise unwritable(str(path), error) from None


def _is_ours(path: Path, starts: tuple[str, ...]) -> bool:
    if not path.is_file():
        return False
    data = read_bytes(path, error=FileError)
    start = data[:_START].decode("utf-8", "replace")
    return not data.strip() or start.startswith(starts)
