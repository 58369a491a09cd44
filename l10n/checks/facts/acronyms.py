"""Acronyms: ЄС is the EU, and not the UN."""

import re
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.language.acronyms import Acronym, Acronyms, acronyms_of
from l10n.messages import N_, message

_POINTED = re.compile(r"[^\W\d_]\.[^\W\d_]\.")


def _look(pair: Pair) -> Iterator[Found]:
    if not _has_capitals(pair.source):
        return
    mine, theirs = acronyms_of(pair.source.table), acronyms_of(pair.target.table)
    wanted = {each.text: each for each in mine.of(pair.source.normal)}
    if not wanted or theirs.pattern is None:
        return
    there = list(theirs.of(pair.target.normal))
    named = {name for each in there for name in each.names}
    lost = [
        each
        for each in wanted.values()
        if _known(each, theirs)
        and named.isdisjoint(each.names)
        and not any(theirs.says(name, pair.target.folded) for name in each.names)
    ]
    if not lost:
        return
    here = {name for each in wanted.values() for name in each.names}
    others = [
        each
        for each in there
        if here.isdisjoint(each.names)
        and not any(mine.says(name, pair.source.folded) for name in each.names)
    ]
    for number, each in enumerate(lost):
        expected = theirs.shown[next(name for name in each.names if name in theirs.shown)]
        if number < len(others):
            yield _another(pair, each, expected, others[number])
        elif each.text not in pair.target.normal:
            yield _missing(pair, each, expected)


def _has_capitals(text: Text) -> bool:
    """True for a text with a capital behind a letter, or letters with points."""
    return any(word.text[1:] != word.folded[1:] for word in text.words) or (
        _POINTED.search(text.normal) is not None
    )


def _known(acronym: Acronym, theirs: Acronyms) -> bool:
    """True if the other table has words for all that an acronym may stand for."""
    return all(name in theirs.shown for name in acronym.names)


def _another(pair: Pair, mine: Acronym, expected: str, theirs: Acronym) -> Found:
    return Found(
        message(
            N_("“{source}” is {expected}; the target says “{target}”"),
            source=mine.text,
            expected=expected,
            target=theirs.text,
        ),
        source=(pair.source.span(mine.start, mine.end),),
        target=(pair.target.span(theirs.start, theirs.end),),
    )


def _missing(pair: Pair, mine: Acronym, expected: str) -> Found:
    return Found(
        message(
            N_("“{source}” ({expected}) is missing from the target"),
            source=mine.text,
            expected=expected,
        ),
        source=(pair.source.span(mine.start, mine.end),),
        severity=Severity.HINT,
    )


acronyms = EntryCheck(
    About(
        "acronyms",
        Family.FACTS,
        Severity.WARNING,
        N_("Acronyms stand for the same body on both sides."),
        fires=example("ЄС ухвалив новий пакет санкцій.", "The UN adopted a new sanctions package."),
        passes=example("ЗСУ звільнили село.", "Ukraine’s military liberated the village."),
    ),
    _look,
)
