"""Reading a table of translations, however long, a row at a time."""

import contextlib
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

from l10n.dataclass import dataclass
from l10n.errors import FileError, UsageError
from l10n.exchange.csv.columns import (
    AFTER,
    ARTICLE,
    BEFORE,
    DATE,
    DESK,
    MACHINE,
    MORE,
    NOTE,
    ROLE,
    STATE,
    WHO,
    YES,
)
from l10n.language.locales import known
from l10n.messages import _
from l10n.model.unit import Standing, Unit
from l10n.regex import regex
from l10n.store.csv_file import separator, unshielded
from l10n.tags.renumbering import tagged

LONGEST = 1 << 17
"""Characters of a line: a table is no text without an end."""
_STATES = {each.name.lower(): each for each in Standing}
_EXAMPLE = "uk,en"
_UNDECODED = regex("[\ud800-\udfff]")
"""Bytes that are no UTF-8, as Python hands them on."""
_NUMBER = "id"
"""What databases call their first column; beside two languages it is not Indonesian."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What stands in which column, from 0."""

    source: tuple[str, int]
    targets: tuple[tuple[str, int], ...]
    more: Mapping[str, int]

    def units(self, row: Sequence[str]) -> Iterator[Unit]:
        """The translations of one row: one for each language that has a text in it."""
        source = " ".join(_cell(row, self.source[1]).split("\n")).strip()
        more = {name: _cell(row, at).strip() for name, at in self.more.items()}
        for locale, at in self.targets if source else ():
            target = _cell(row, at)
            if target.strip():
                yield Unit(
                    source=tagged(source),
                    target=target,
                    source_locale=self.source[0],
                    target_locale=locale,
                    context=more.get(ROLE) or None,
                    before=more.get(BEFORE, ""),
                    after=more.get(AFTER, ""),
                    standing=_STATES.get(more.get(STATE, ""), Standing.IMPORTED),
                    machine=more.get(MACHINE, "") == YES,
                    desk=more.get(DESK, ""),
                    article=more.get(ARTICLE, ""),
                    date=more.get(DATE, ""),
                    who=more.get(WHO, ""),
                    note=more.get(NOTE, ""),
                )


def read_units(file: BinaryIO, path: PurePath | str) -> Iterator[Unit]:
    """The translations of a table in UTF-8, whose first row names its columns.

    Columns of texts go by their locales, the source first. Columns that nobody knows are passed
    over, and rows without a translation. Raises FileError with the line for what is no such table,
    when it comes to that line.
    """
    for _line, units in read_rows(file, path):
        yield from units


def read_rows(file: BinaryIO, path: PurePath | str) -> Iterator[tuple[int, tuple[Unit, ...]]]:
    """The translations of each row but the first, with its line, from 1; raises as `read_units`."""
    rows = _rows(file, path)
    first = next(rows, None)
    if first is None:
        raise _headless(path, 1)
    table = _table(first[1], path, first[0])
    for line, row in rows:
        yield line, tuple(table.units(row))


def table_lines(text: str) -> list[str]:
    """The lines of a table with their ends, as `read_rows` counts them.

    A cell may hold what `str.splitlines` takes for an end, such as U+2028.
    """
    file = io.StringIO(text, newline="")
    return list(iter(lambda: file.readline(LONGEST), ""))


def _rows(file: BinaryIO, path: PurePath | str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with its first line, from 1; the line `sep=;` of a spreadsheet is none."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    before = 0
    try:
        head = text.readline(LONGEST)
        reader = csv.reader(_lines(head, text), delimiter=separator(head), strict=True)
        for row in reader:
            line, before = before + 1, reader.line_num
            if line > 1 or not (row and row[0].lower().startswith("sep=")):
                yield line, row
    except csv.Error as reason:
        raise FileError(
            _("this is not CSV: {reason}").format(reason=reason),
            code="MEM-001",
            path=path,
            line=before + 1,
            remedy=_("close the quotes, and double those inside a text"),
        ) from None
    except UnicodeError:
        raise FileError(
            _("the file is not UTF-8"),
            code="MEM-002",
            path=path,
            line=before + 1,
            remedy=_("save it as “CSV UTF-8” in the spreadsheet"),
        ) from None
    except OSError as reason:
        raise FileError(
            _("cannot be read: {reason}").format(reason=reason.strerror or reason),
            code="WS-003",
            path=path,
        ) from None
    finally:
        # The file is the caller's to close.
        with contextlib.suppress(ValueError):
            text.detach()


def _lines(head: str, text: io.TextIOWrapper) -> Iterator[str]:
    while head:
        if len(head) >= LONGEST and not head.endswith(("\n", "\r")):
            raise csv.Error(_("a line has more than {limit} characters").format(limit=LONGEST))
        if _UNDECODED.search(head):
            raise UnicodeError
        yield head
        head = text.readline(LONGEST)


def _table(row: Sequence[str], path: PurePath | str, line: int) -> _Table:
    names = [_cell(row, at).strip() for at in range(len(row))]
    locales: dict[str, int] = {}
    more: dict[str, int] = {}
    for at, name in enumerate(names):
        if name.lower() in MORE:
            more.setdefault(name.lower(), at)
        elif (locale := _locale(name)) is not None:
            if locale in locales:
                raise FileError(
                    _("two columns are in {locale}").format(locale=locale),
                    code="MEM-004",
                    path=path,
                    line=line,
                    remedy=_("delete one of the two"),
                )
            locales[locale] = at
    if len(locales) > 2 and names[next(iter(locales.values()))].lower() == _NUMBER:
        del locales[_NUMBER]
    (source, *targets) = locales.items() if len(locales) > 1 else [("", 0)]
    if not targets:
        raise _headless(path, line)
    return _Table(source, tuple(targets), more)


def _headless(path: PurePath | str, line: int) -> FileError:
    return FileError(
        _("the first row does not name the languages of two columns"),
        code="MEM-003",
        path=path,
        line=line,
        remedy=_("write their locales above the texts, that of the originals first: {row}").format(
            row=_EXAMPLE
        ),
    )


def _locale(name: str) -> str | None:
    try:
        return known(name) if name else None
    except UsageError:
        return None


def _cell(row: Sequence[str], at: int) -> str:
    return unshielded(row[at]) if at < len(row) else ""
