"""Quotes: marks of the language, each with its mate, over the whole article."""

from collections.abc import Iterable, Iterator
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
    example,
)
from l10n.checks.text import Text
from l10n.checks.typography.quoting import SIGN, SIGNS, STRAIGHT, Mark, habits, lonely
from l10n.language.tables import Table
from l10n.messages import N_, message
from l10n.model.segment import Key
from l10n.regex import regex

_POSSESSIVE = regex(r"s\"(?: [^\W\d_]|$)")
"""What may be an apostrophe that was typed as a quotation mark."""
_Alone = tuple[Pair, Mark]
"""A mark whose mate is in no entry of the article, and its entry."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    by_key = {pair.entry.key: pair for pair in subject.entries if not pair.pseudo}
    every = [by_key[segment.key] for segment, _entry in subject.pairs if segment.key in by_key]
    quoted = [pair for pair in every if _is_quoted(pair)]
    if not quoted:
        return
    for pair in dict.fromkeys(quoted):
        yield from ((pair.entry.key, found) for found in _strangers(pair.target))
    alone = list(_without_mates((pair, _alone(pair.target)) for pair in quoted))
    if not alone:
        return
    first: dict[Pair, Mark] = {}
    for pair, mark in alone:
        first.setdefault(pair, mark)
    for pair, mark in first.items():
        if not _alone(pair.source):
            yield pair.entry.key, _told(pair, mark)
    if not any(_without_mates((pair, _alone(pair.source)) for pair in quoted)):
        for pair in dict.fromkeys(quoted):
            yield from ((pair.entry.key, found) for found in _dropped(pair))


def _is_quoted(pair: Pair) -> bool:
    return bool(SIGN.search(pair.target.normal) or SIGN.search(pair.source.normal))


def _count(text: Text) -> int:
    return sum(map(text.normal.count, SIGNS))


def _alone(text: Text) -> list[Mark]:
    return lonely(text.normal, habits(text.table))


def _without_mates(texts: Iterable[tuple[Pair, list[Mark]]]) -> Iterator[_Alone]:
    """The marks of an article that have no mate in it, given those without one in their entry."""
    opened: list[_Alone] = []
    for pair, marks in texts:
        for mark in marks:
            if mark.opens:
                opened.append((pair, mark))
            elif opened:
                opened.pop()
            else:
                yield pair, mark
    yield from opened


def _dropped(pair: Pair) -> Iterator[Found]:
    """A mark whose mate is in another entry of the source, and that the target does not have."""
    mine, theirs = _alone(pair.source), _alone(pair.target)
    if theirs or len(mine) != 1 or _count(pair.target) != _count(pair.source) - 1:
        return
    sign, place = mine[0].sign, mine[0].place
    text = N_("the source opens a quotation with {sign}; the target does not")
    if not mine[0].opens:
        text = N_("the source closes a quotation with {sign}; the target does not")
    span = pair.source.span(place, place + 1)
    # Translators part the sentences of a quotation elsewhere: most good ones have the mark there.
    yield Found(message(text, sign=sign), (span,), severity=Severity.HINT)


def _strangers(target: Text) -> Iterator[Found]:
    """Find a mark that the language does not have."""
    own = habits(target.table).signs
    if not own:
        return
    places = [place for place, sign in enumerate(target.normal) if sign in _foreign(target.table)]
    if places:
        sign = target.normal[places[0]]
        spans = tuple(target.span(place, place + 1) for place in places)
        told = N_("{sign} is no quotation mark of the language; write {own}")
        pair = target.table.words("typography", "quotes")[0]
        yield Found(message(told, sign=sign, own=f"{pair[0]}…{pair[-1]}"), (), spans)


@cache
def _foreign(table: Table) -> frozenset[str]:
    return frozenset(SIGNS) - habits(table).signs - {STRAIGHT}


def _told(pair: Pair, mark: Mark) -> Found:
    """A mark without its mate; a hint where the quotation may go on in another text."""
    text, place = pair.target.normal, mark.place
    told = N_("the quotation mark {sign} was never opened")
    if mark.opens:
        told = N_("the quotation mark {sign} is never closed")
    only = not _count(pair.source) and _count(pair.target) == 1
    at_edge = not any(map(str.isalnum, text[:place] if mark.opens else text[place + 1 :]))
    unsure = (only and at_edge) or (mark.sign == STRAIGHT and _POSSESSIVE.match(text, place - 1))
    return Found(
        message(told, sign=mark.sign),
        target=(pair.target.span(place, place + 1),),
        severity=Severity.HINT if unsure else None,
    )


quotes = ArticleCheck(
    About(
        "quotes",
        Family.TYPOGRAPHY,
        Severity.WARNING,
        N_("Quotation marks are those of the language, and each has its mate."),
        fires=example("«Так», — сказав він.", "“Yes, he said."),
        passes=Example(
            (
                Line("«Так, — сказав він. — Ми йдемо.", "“Yes,” he said. “We are going."),
                Line("Сьогодні».", "Today.”"),
            )
        ),
    ),
    _look,
)
