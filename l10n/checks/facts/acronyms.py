"""Acronyms: ЄС is the EU, and not the UN."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.glossary.renderings import is_rendered
from l10n.language.acronyms import Acronym, Acronyms, acronyms_of
from l10n.messages import N_, message
from l10n.regex import regex

_POINTED = regex(r"[^\W\d_]\.[^\W\d_]\.")


def _look(pair: Pair) -> Iterator[Found]:
    mine, theirs = acronyms_of(pair.source.table), acronyms_of(pair.target.table)
    here = {each.text: each for each in _acronyms(pair.source, mine)}
    there = {each.text: each for each in _acronyms(pair.target, theirs)}
    _leave_to_glossary(pair, here, there)
    lost = list(_left(here, there, _Side(pair.target, theirs)))
    added = list(_left(there, here, _Side(pair.source, mine)))
    if len(added) > len(lost):
        # The source may say in words what became another acronym: by a name, not by `the army`.
        text = pair.source.normal
        said = {
            each.text: each for each in mine.said(pair.source.folded) if text[each.start].isupper()
        }
        lost += _left(said, there, _Side(pair.target, theirs))
    for number, each in enumerate(lost):
        expected = theirs.shown[each.names[0]]
        if number < len(added):
            yield _another(pair, each, expected, added[number])
        elif each.text in here:
            yield _missing(pair, each, expected)
    for each in added[len(lost) :]:
        yield Found(
            message(N_("“{target}” is not in the source"), target=each.text),
            target=(pair.target.span(each.start, each.end),),
            severity=Severity.HINT,
        )


def _leave_to_glossary(pair: Pair, here: dict[str, Acronym], there: dict[str, Acronym]) -> None:
    """Take out what the glossary of the desk says on both sides."""
    for hit in pair.terms:
        mine = [each for each in here.values() if hit.start <= each.start < hit.end]
        said = [text for text in there if text in hit.term.renderings]
        if said or is_rendered(hit.term, pair.target.normal, pair.target.table.locale):
            for each in mine:
                here.pop(each.text, None)
            for text in said:
                there.pop(text)


class _Side(NamedTuple):
    """The other side, and what its language calls things."""

    text: Text
    known: Acronyms


def _acronyms(text: Text, known: Acronyms) -> Iterator[Acronym]:
    return known.of(text.normal) if _has_capitals(text) else iter(())


def _left(
    acronyms: Mapping[str, Acronym], others: Mapping[str, Acronym], side: _Side
) -> Iterator[Acronym]:
    """What the other side says in no way, though its language has words for it."""
    named = {name for each in others.values() for name in each.names}
    for each in acronyms.values():
        if (
            named.isdisjoint(each.names)
            and all(name in side.known.shown for name in each.names)
            and not any(side.known.says(name, side.text.folded) for name in each.names)
            and each.text not in side.text.normal
        ):
            yield each


def _has_capitals(text: Text) -> bool:
    """True for a text with a capital behind a letter, or letters with points."""
    for word, folded, _start, _end in text.words:
        if word != folded and word[1:] != folded[1:]:
            return True
    return _POINTED.search(text.normal) is not None


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
