"""Records of a CSV file that a person keeps by hand or in a spreadsheet (RFC 4180)."""

import csv
import io
from collections.abc import Iterator, Sequence

from l10n.regex import regex

SEPARATORS = (",", ";", "\t")
"""A comma; what Excel writes in Ukraine; what a spreadsheet puts on the clipboard."""

_COMPUTED = regex(r"'*[=+\-@\t\r]")
_SHIELDED = regex(r"''*[=+\-@\t\r]")


class CsvError(ValueError):
    """What is no CSV, with the line in which its record begins, from 1."""

    def __init__(self, line: int, why: str) -> None:
        """`why` is in the words of Python's reader."""
        super().__init__(why)
        self.line = line


def csv_records(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each record with the number of its first line, from 1; the line `sep=;` of Excel is none.

    Raises CsvError.
    """
    reader = csv.reader(io.StringIO(text, ""), delimiter=separator(text), strict=True)
    before = 0
    while True:
        try:
            values = next(reader, None)
        except csv.Error as reason:
            raise CsvError(before + 1, str(reason)) from None
        if values is None:
            return
        line, before = before + 1, reader.line_num
        if line > 1 or not (values and values[0].lower().startswith("sep=")):
            yield line, values


def separator(text: str) -> str:
    """The separator that stands most often in the first line."""
    head = text.split("\n", 1)[0].split("\r", 1)[0]
    if head.lower().startswith("sep=") and head[4:5] in SEPARATORS:
        return head[4:5]
    return max(SEPARATORS, key=head.count)


def shielded(text: str) -> str:
    """A text as a cell has it: with an apostrophe before what would be a formula."""
    return f"'{text}" if _COMPUTED.match(text) else text


def unshielded(cell: str) -> str:
    """The text of a cell."""
    return cell[1:] if _SHIELDED.match(cell) else cell
