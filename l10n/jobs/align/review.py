"""The table of doubtful pairs: what a person marks in it, and what is taken over from it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import PurePath

from l10n.errors import FileError, UsageError
from l10n.language.locales import known
from l10n.lines import one_line
from l10n.messages import _
from l10n.model.unit import Standing, Unit
from l10n.store.csv_file import CsvError, csv_records, shielded, unshielded
from l10n.store.document import Document
from l10n.tags.renumbering import tagged

ACCEPT, CONFIDENCE, KIND = "accept", "confidence", "pair"
ARTICLE, DATE, ROLE, NOTE = "article", "date", "role", "note"
_COLUMNS = (ACCEPT, CONFIDENCE, KIND, ARTICLE, DATE, ROLE, NOTE)
_MARK = "\ufeff"
"""Spreadsheets take a file without it for one in an old encoding."""


class Decision(Enum):
    """What a person said of a pair."""

    OPEN = ""
    YES = "yes"
    NO = "no"


_WORDS: Mapping[str, Decision] = {
    "": Decision.OPEN,
    **dict.fromkeys(("yes", "y", "x", "х", "+", "1", "true", "так", "т"), Decision.YES),
    **dict.fromkeys(("no", "n", "-", "–", "0", "false", "ні", "н"), Decision.NO),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A doubtful pair."""

    unit: Unit
    confidence: float
    kind: str
    decision: Decision = Decision.OPEN
    line: int = 0
    """Of the file that it was read from."""

    @property
    def key(self) -> tuple[str, str, str]:
        """By which it is known again when articles are aligned once more."""
        return self.unit.article, self.unit.source.plain(), self.unit.target


def dump_rows(rows: Iterable[Row], pair: tuple[str, str]) -> str:
    """The table, with the locales above the texts."""
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow([ACCEPT, CONFIDENCE, KIND, *pair, ARTICLE, DATE, ROLE, NOTE])
    for row in rows:
        unit = row.unit
        texts = (unit.source.text, unit.target, unit.article, unit.date, unit.context or "")
        values = (row.decision.value, f"{row.confidence:.2f}", row.kind, *texts, unit.note)
        out.writerow(map(shielded, values))
    return _MARK + written.getvalue()


def load_rows(document: Document, shown: PurePath | str) -> tuple[Row, ...]:
    """Read a table that a person may have edited; raises FileError with the line."""
    text = document.text().removeprefix(_MARK)
    try:
        records = list(csv_records(text))
    except CsvError as error:
        raise FileError(
            _("this is not CSV: {reason}").format(reason=error),
            code="ALN-003",
            path=shown,
            line=error.line,
            remedy=_("close the quotes, and double those inside a text"),
        ) from None
    if not records:
        return ()
    table = _Table(records[0][1], shown, records[0][0])
    return tuple(table.rows(records[1:]))


class _Table:
    """Reads rows by the names above them."""

    def __init__(self, head: Sequence[str], shown: PurePath | str, line: int) -> None:
        self._shown = shown
        names = [name.strip().lower() for name in head]
        self._at = {name: place for place, name in enumerate(names) if name in _COLUMNS}
        locales = [
            (found, place)
            for place, name in enumerate(head)
            if names[place] not in _COLUMNS and (found := _locale(name.strip()))
        ]
        if ACCEPT not in self._at or len(locales) < 2:
            raise FileError(
                _("this is no table of pairs to accept"),
                code="ALN-006",
                path=shown,
                line=line,
                remedy=_("name the .csv that `l10n align` wrote, with the row of names above it"),
            )
        self._source, self._target = locales[:2]

    def rows(self, records: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
        """The rows that hold a pair."""
        for line, record in records:
            source = one_line(self._cell(record, self._source[1]))
            target = one_line(self._cell(record, self._target[1]))
            if not source or not target:
                if self._decision(record, line) is Decision.YES:
                    raise FileError(
                        _("a pair is accepted, and one of its texts is empty"),
                        code="ALN-007",
                        path=self._shown,
                        line=line,
                        remedy=_("write the text, or take the mark away"),
                    )
                continue
            unit = Unit(
                source=tagged(source),
                target=target,
                source_locale=self._source[0],
                target_locale=self._target[0],
                context=self._named(record, ROLE) or None,
                standing=Standing.IMPORTED,
                article=self._named(record, ARTICLE),
                date=self._named(record, DATE),
                note=self._named(record, NOTE),
            )
            yield Row(
                unit,
                confidence=_number(self._named(record, CONFIDENCE)),
                kind=self._named(record, KIND),
                decision=self._decision(record, line),
                line=line,
            )

    def _decision(self, record: Sequence[str], line: int) -> Decision:
        word = self._named(record, ACCEPT).strip()
        found = _WORDS.get(word.casefold())
        if found is None:
            raise FileError(
                _("“{word}” is neither yes nor no").format(word=word),
                code="ALN-008",
                path=self._shown,
                line=line,
                remedy=_("write yes or no in the column `accept`, or leave it empty"),
            )
        return found

    def _named(self, record: Sequence[str], name: str) -> str:
        place = self._at.get(name)
        return "" if place is None else self._cell(record, place)

    def _cell(self, record: Sequence[str], place: int) -> str:
        return unshielded(record[place]) if place < len(record) else ""


def _locale(name: str) -> str | None:
    try:
        return known(name) if name else None
    except UsageError:
        return None


def _number(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text.replace(",", "."))))
    except ValueError:
        return 0.0


def merged(new: Iterable[Row], old: Iterable[Row]) -> tuple[Row, ...]:
    """New rows with what a person said of them before; rows that they marked are never dropped.

    A text that they put right is theirs: the row of its source is not made anew.
    """
    decided = [row for row in old if row.decision is not Decision.OPEN]
    by_source = {row.key[:2]: row for row in decided}
    kept: list[Row] = []
    used: set[tuple[str, str]] = set()
    for row in new:
        known_row = by_source.get(row.key[:2])
        if known_row is None:
            kept.append(row)
        elif row.key[:2] not in used:
            used.add(row.key[:2])
            kept.append(replace(known_row, confidence=row.confidence, kind=row.kind))
    rest = (row for row in decided if row.key[:2] not in used)
    return (*kept, *rest)
