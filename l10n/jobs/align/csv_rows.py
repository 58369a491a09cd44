"""Rows of the tables that a person gives to `l10n align`."""

from collections.abc import Sequence
from pathlib import PurePath

from l10n.errors import FileError
from l10n.messages import _
from l10n.store.csv_file import CsvError, csv_records


def rows_of(text: str, shown: PurePath | str) -> list[tuple[int, Sequence[str]]]:
    """Each row with its line, from 1; raises FileError with the line for what is no CSV."""
    try:
        return list(csv_records(text))
    except CsvError as error:
        raise FileError(
            _("this is not CSV: {reason}").format(reason=error),
            code="ALN-003",
            path=shown,
            line=error.line,
            remedy=_("close the quotes, and double those inside a text"),
        ) from None
