"""Writing a table of translations of one pair of languages, a row at a time."""

import csv
import io
from collections.abc import Iterable, Iterator

from l10n.exchange.csv.columns import MORE, YES
from l10n.model.unit import Unit
from l10n.store.csv_file import shielded

_MARK = "\ufeff"
"""Spreadsheets take a file without it for one in an old encoding."""


def table(source: str, target: str, units: Iterable[Unit]) -> Iterator[str]:
    """The table of some units, which are all of one pair of locales, in pieces."""
    yield _MARK + _row([source, target, *MORE])
    for each in units:
        yield _row(map(shielded, _values(each)))


def _values(unit: Unit) -> tuple[str, ...]:
    """What stands in the columns, in their order."""
    return (
        unit.source.text,
        unit.target,
        unit.context or "",
        unit.before,
        unit.after,
        unit.standing.name.lower(),
        YES if unit.machine else "",
        unit.desk,
        unit.article,
        unit.date,
        unit.who,
        unit.note,
    )


def _row(values: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(values)
    return written.getvalue()
