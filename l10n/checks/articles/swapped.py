"""Swapped: paragraphs whose translations stand at each other's places."""

from collections.abc import Iterator

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
from l10n.language.counterparts import counterparts
from l10n.messages import N_, message
from l10n.model.segment import Key
from l10n.regex import regex

_NUMBER = regex(r"\d++(?:[.,:]\d++)*+")
_REACH = 6
"""How far apart, in entries, translations are looked for that changed their places."""
_LEAST = 3
"""Names and numbers that have to be at the other's place, in both together."""
_MOST = 200
"""Entries of an article that may be out of place; more are another article."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    pairs = [pair for pair in subject.entries if not (pair.omitted or pair.pseudo)]
    strange = [(number, pair) for number, pair in enumerate(pairs) if _is_strange(pair)]
    told: set[Key] = set()
    for index, (number, pair) in enumerate(strange[:_MOST]):
        for other_number, other in strange[index + 1 : index + 1 + _REACH]:
            if other_number - number > _REACH or {pair.entry.key, other.entry.key} & told:
                continue
            here, there = _shared(pair, other), _shared(other, pair)
            if here and there and here + there >= _LEAST:
                told |= {pair.entry.key, other.entry.key}
                yield pair.entry.key, _found(other)
                yield other.entry.key, _found(pair)


def _is_strange(pair: Pair) -> bool:
    """True for a text whose names and numbers are all missing from its translation."""
    if any(c.same for c in pair.named):
        return False
    numbers = _numbers(pair.segment.text)
    if not numbers and not pair.source.proper:
        return False
    return not numbers & _numbers(pair.entry.target)


def _shared(pair: Pair, other: Pair) -> int:
    """How many names and numbers of a source are in the translation of another."""
    numbers = _numbers(pair.segment.text) & _numbers(other.entry.target)
    return len(numbers) + sum(c.same for c in counterparts(pair.source, other.target))


def _numbers(text: str) -> set[str]:
    return {number for number in _NUMBER.findall(text) if len(number) > 1}


def _found(other: Pair) -> Found:
    text = N_("this seems to be the translation of line {line}, and that one of this")
    return Found(message(text, line=other.segment.place.line))


swapped = ArticleCheck(
    About(
        "swapped-paragraphs",
        Family.ARTICLE,
        Severity.WARNING,
        N_("Each paragraph has its own translation, in the order of the article."),
        fires=Example(
            (
                Line(
                    "Макрон приїхав до Одеси о 14:30.",
                    "Scholz stayed in Hamburg until 2019.",
                ),
                Line(
                    "Шольц лишався в Гамбурзі до 2019 року.",
                    "Macron arrived in Odesa at 14:30.",
                ),
            )
        ),
        passes=Example(
            (
                Line("Макрон приїхав до Одеси о 14:30.", "Macron arrived in Odesa at 14:30."),
                Line(
                    "Шольц лишався в Гамбурзі до 2019 року.",
                    "Scholz stayed in Hamburg until 2019.",
                ),
            )
        ),
    ),
    _look,
)
