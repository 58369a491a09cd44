"""Reading `glossary.csv`: each mistake with its line and what helps."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from l10n.errors import GlossaryError, UsageError
from l10n.glossary.terms import Glossary, Term
from l10n.language.locales import pair
from l10n.lines import collapsed
from l10n.messages import _
from l10n.store.csv_file import CsvError, csv_records
from l10n.store.text_file import decode

NAME = "glossary.csv"
COLUMNS = ("term", "translation", "pair", "note", "forbidden")
_NEEDED = ("term", "translation")
_BETWEEN = "|"
_EXAMPLE = "term,translation,pair,note,forbidden"

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WORDS = 100
"""Words that a term, or a rendering of it, may have: what is longer is no term."""

Row = Mapping[str, str]


def load_glossary(path: Path, data: bytes) -> Glossary:
    """Read a glossary; raises GlossaryError for the first mistake, with line and remedy.

    The format is CSV by RFC 4180, UTF-8, with a header line; `docs/glossary.md` describes it.
    """
    text = decode(data, path, error=GlossaryError)
    return _Reader(path).glossary(text)


@dataclass(slots=True)
class _Lines:
    """The lines of one term with one translation."""

    first: int
    term: Term
    note: str = ""
    forbidden: dict[str, None] = field(default_factory=dict)

    def add(self, term: Term) -> None:
        self.note = self.note or term.note
        self.forbidden |= dict.fromkeys(term.forbidden)

    def merged(self) -> Term:
        return replace(self.term, note=self.note, forbidden=tuple(self.forbidden))


class _Reader:
    """Turns the text of one file into a Glossary, and says where each mistake stands."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def error(
        self, line: int | None, message: str, remedy: str | None = None, *, code: str
    ) -> GlossaryError:
        return GlossaryError(message, code=code, path=self.path, line=line, remedy=remedy)

    def glossary(self, text: str) -> Glossary:
        terms: dict[tuple[str, tuple[str, str] | None], _Lines] = {}
        for line, row in self.rows(text):
            term = self.term(line, row)
            lines = terms.setdefault((term.term, term.pair), _Lines(line, term))
            if lines.term.translation != term.translation:
                raise self.error(
                    line,
                    _("“{term}” is “{translation}” here and “{other}” in line {first}").format(
                        term=_short(term.term),
                        translation=_short(term.translation),
                        other=_short(lines.term.translation),
                        first=lines.first,
                    ),
                    _("keep one of the two lines"),
                    code="GLO-001",
                )
            lines.add(term)
        return Glossary(tuple(lines.merged() for lines in terms.values()))

    def rows(self, text: str) -> Iterator[tuple[int, Row]]:
        """Each line after the header as its values by column, with its number."""
        records = self.records(text)
        line, names = next(records, (None, []))
        columns = [name.strip().lower() for name in names]
        self.check_header(line, columns)
        for line, values in records:
            extra = [value for value in values[len(columns) :] if value.strip()]
            if extra:
                raise self.error(
                    line,
                    _("the line has more values than columns: “{value}”").format(
                        value=_short(extra[0])
                    ),
                    _("put a value that holds the separator into double quotes"),
                    code="GLO-002",
                )
            row = dict(zip(columns, (value.strip() for value in values), strict=False))
            if any(row.values()):
                yield line, row

    def records(self, text: str) -> Iterator[tuple[int, Sequence[str]]]:
        """Each record that is not blank, with the number of its first line."""
        try:
            for line, values in csv_records(text):
                self.check_characters(line, values)
                if any(value.strip() for value in values):
                    yield line, values
        except CsvError as reason:
            raise self.error(
                reason.line,
                _("this is not CSV: {reason}").format(reason=reason),
                _("look for a double quote that is not closed or not doubled"),
                code="GLO-003",
            ) from None

    def check_characters(self, line: int, values: Sequence[str]) -> None:
        for value in values:
            if "\x00" in value:
                raise self.error(
                    line,
                    _("there is a NUL character"),
                    _("save the file as UTF-8 anew"),
                    code="GLO-004",
                )
            if bad := _CONTROL.search(value):
                raise self.error(
                    line,
                    _("there is the control character {name}").format(name=f"U+{ord(bad[0]):04X}"),
                    _("delete it"),
                    code="GLO-005",
                )

    def check_header(self, line: int | None, columns: Sequence[str]) -> None:
        remedy = _("write as the first line: {line}").format(line=_EXAMPLE)
        if line is None or not set(columns) & set(COLUMNS):
            raise self.error(
                line, _("the line with the names of the columns is missing"), remedy, code="GLO-006"
            )
        for place, name in enumerate(columns):
            if name and name not in COLUMNS:
                near = get_close_matches(name, COLUMNS, 1)
                known = _("known are: {names}").format(names=", ".join(COLUMNS))
                raise self.error(
                    line,
                    _("there is no column “{name}”").format(name=_short(name)),
                    _("did you mean “{name}”?").format(name=near[0]) if near else known,
                    code="GLO-007",
                )
            if name and name in columns[:place]:
                raise self.error(
                    line, _("the column “{name}” stands twice").format(name=name), code="GLO-008"
                )
        for name in _NEEDED:
            if name not in columns:
                raise self.error(
                    line,
                    _("the column “{name}” is missing").format(name=name),
                    remedy,
                    code="GLO-009",
                )

    def term(self, line: int, row: Row) -> Term:
        for name in _NEEDED:
            value = row.get(name, "")
            if not value:
                raise self.error(
                    line,
                    _("the {column} is missing").format(column=name),
                    _("fill it in, or delete the line"),
                    code="GLO-010",
                )
            if not any(char.isalnum() for char in value):
                raise self.error(
                    line,
                    _("“{value}” has no letter and no digit").format(value=_short(value)),
                    code="GLO-011",
                )
        for name in (*_NEEDED, "forbidden"):
            for part in row.get(name, "").split(_BETWEEN):
                if len(part.split(maxsplit=_WORDS)) > _WORDS:
                    raise self.error(
                        line,
                        _("“{value}” has more than {limit} words").format(
                            value=_short(part.strip()), limit=_WORDS
                        ),
                        _("write the words that make the term, and no sentences"),
                        code="GLO-014",
                    )
        translation = collapsed(row["translation"])
        forbidden = tuple(
            dict.fromkeys(
                collapsed(part) for part in row.get("forbidden", "").split(_BETWEEN) if part.strip()
            )
        )
        for rendering in forbidden:
            if rendering == translation:
                raise self.error(
                    line,
                    _("“{value}” is the translation and forbidden at once").format(
                        value=_short(rendering)
                    ),
                    _("delete one of the two"),
                    code="GLO-012",
                )
            if not any(char.isalnum() for char in rendering):
                raise self.error(
                    line,
                    _("“{value}” has no letter and no digit").format(value=_short(rendering)),
                    code="GLO-011",
                )
        return Term(
            collapsed(row["term"]),
            translation,
            note=collapsed(row.get("note", "")),
            forbidden=forbidden,
            pair=self.pair(line, row.get("pair", "")),
        )

    def pair(self, line: int, value: str) -> tuple[str, str] | None:
        if not value:
            return None
        try:
            return pair(_short(value).replace("→", ">"))
        except UsageError as reason:
            raise self.error(line, reason.message, reason.remedy, code="GLO-013") from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
