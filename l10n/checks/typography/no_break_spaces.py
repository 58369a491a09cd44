"""No-break spaces: where the language wants them and an article has them only here and there."""

import re
from collections.abc import Iterator
from functools import cache

from l10n.checks.check import (
    About,
    ArticleCheck,
    Example,
    Family,
    Found,
    Line,
    Pair,
    Severity,
    Subject,
)
from l10n.language.tables import Table
from l10n.messages import N_, message
from l10n.model.segment import Key
from l10n.regex import regex

_BLANK = "[ \u00a0\u202f]"
_KINDS = {
    "thousands": rf"(?<=\d){_BLANK}(?=\d{{3}}(?!\d))",
    "percent": rf"(?<=\d){_BLANK}(?=[%‰°])",
    "signs": rf"(?<=[№§]){_BLANK}(?=\d)",
}
"""Places by the name that a table gives them."""
_GATE = regex(r"\d")
_Place = tuple[Pair, int]


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    """A desk that uses none has decided so; one that uses some has forgotten the others."""
    kinds = _kinds(subject.rules.target)
    if not kinds:
        return
    seen: dict[str, tuple[list[_Place], list[_Place]]] = {}
    for pair in subject.entries:
        text = pair.target.plain
        if pair.omitted or pair.pseudo or not _GATE.search(text):
            continue
        for kind, pattern in kinds:
            for match in pattern.finditer(text):
                plain, kept = seen.setdefault(kind, ([], []))
                (plain if match.group() == " " else kept).append((pair, match.start()))
    for plain, kept in seen.values():
        if kept:
            yield from _told(plain)


@cache
def _kinds(table: Table) -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = table.words("typography", "no-break-spaces")
    return tuple((name, re.compile(_KINDS[name])) for name in names if name in _KINDS)


def _told(places: list[_Place]) -> Iterator[tuple[Key, Found]]:
    by_entry: dict[Pair, list[int]] = {}
    for pair, place in places:
        by_entry.setdefault(pair, []).append(place)
    for pair, mine in by_entry.items():
        spans = tuple(pair.target.plain_span(place, place + 1) for place in mine)
        text = message(N_("elsewhere the article has a no-break space in such a place"))
        yield pair.entry.key, Found(text, target=spans)


no_break_spaces = ArticleCheck(
    About(
        "no-break-spaces",
        Family.TYPOGRAPHY,
        Severity.HINT,
        N_("An article that has no-break spaces in numbers and at signs has them everywhere."),
        fires=Example(
            (
                Line("10,000 people", "10\u00a0000 осіб"),
                Line("20,000 people", "20 000 осіб"),
            ),
            ("en", "uk"),
        ),
        passes=Example(
            (Line("10,000 people", "10 000 осіб"), Line("20,000 people", "20 000 осіб")),
            ("en", "uk"),
        ),
    ),
    _look,
)
