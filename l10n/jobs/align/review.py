"""The table of doubtful pairs: what a person marks in it, and what is taken over from it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import PurePath

from l10n.dataclass import dataclass
from l10n.errors import ConflictError, FileError, UsageError
from l10n.jobs.align.csv_rows import rows_of
from l10n.language.locales import known
from l10n.lines import one_line
from l10n.messages import _
from l10n.model.catalog import digest_of
from l10n.model.unit import Standing, Unit
from l10n.store.csv_file import shielded, unshielded
from l10n.store.document import Document
from l10n.tags.renumbering import tagged

ACCEPT, CONFIDENCE, KIND = "accept", "confidence", "pair"
ARTICLE, DATE, ROLE, NOTE, CHECK = "article", "date", "role", "note", "check"
_COLUMNS = (ACCEPT, CONFIDENCE, KIND, ARTICLE, DATE, ROLE, NOTE, CHECK)
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
    edited: bool = False
    """A person changed one of its texts, or wrote a note."""

    @property
    def key(self) -> tuple[str, str, str]:
        """By which it is known again when articles are aligned once more."""
        return self.unit.article, self.unit.source.plain(), self.unit.target


def dump_rows(rows: Iterable[Row], pair: tuple[str, str]) -> str:
    """The table, with the locales above the texts."""
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow([ACCEPT, CONFIDENCE, KIND, *pair, ARTICLE, DATE, ROLE, NOTE, CHECK])
    for row in rows:
        unit = row.unit
        texts = (unit.source.text, unit.target, unit.article, unit.date, unit.context or "")
        check = EDITED if row.edited else _check(unit)
        share = f"{int(row.confidence * 100) / 100:.2f}"
        values = (row.decision.value, share, row.kind, *texts, unit.note, check)
        out.writerow(map(shielded, values))
    return _MARK + written.getvalue()


def load_rows(
    document: Document, shown: PurePath | str, *, to_write: bool = False
) -> tuple[Row, ...]:
    """Read a table that a person may have edited; raises FileError with the line.

    One that is to be written again may have no columns but ours: ConflictError.
    """
    records = rows_of(document.text().removeprefix(_MARK), shown)
    if not records:
        return ()
    table = _Table(records[0][1], shown, records[0][0], strict=to_write)
    return tuple(table.rows(records[1:]))


class _Table:
    """Reads rows by the names above them."""

    def __init__(
        self, head: Sequence[str], shown: PurePath | str, line: int, *, strict: bool
    ) -> None:
        self._shown = shown
        self.strict = strict
        """Columns that are none of ours would be lost."""
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
        ours = {*self._at.values(), self._source[1], self._target[1]}
        self._foreign = [at for at in range(len(head)) if at not in ours]

    def rows(self, records: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
        """The rows that hold a pair."""
        for line, record in records:
            if any(self._cell(record, at).strip() for at in self._foreign) and self.strict:
                raise ConflictError(
                    _("has columns of somebody's own; left as it is"),
                    code="ALN-020",
                    path=self._shown,
                    line=line,
                    remedy=_("give the new files another name with --name"),
                )
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
                edited=self._named(record, CHECK) not in ("", _check(unit)),
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


EDITED = "edited"
"""In the place of the check of a row in which a person wrote."""


def _check(unit: Unit) -> str:
    """By which a row is known for one in which nobody wrote: of its texts and note."""
    return digest_of(unit.source.text, unit.target, unit.note)[:8]


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
    decided = [row for row in old if row.decision is not Decision.OPEN or row.edited]
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
