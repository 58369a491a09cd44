"""Terms: what the glossary of the desk wants in a target, and what it does not want there."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.check import (
    About,
    EntryCheck,
    Example,
    Family,
    Found,
    Line,
    Pair,
    Severity,
)
from l10n.glossary.keeping import missing_from
from l10n.glossary.renderings import absent_from, unwanted_in
from l10n.glossary.telling import unwanted_message
from l10n.glossary.terms import Status, Term
from l10n.glossary.untagged import Untagged
from l10n.lines import collapsed
from l10n.messages import N_, Message, message
from l10n.model.article import Span
from l10n.model.markup import Tagged

_NO_TAGS: frozenset[str] = frozenset()


def _bare(text: str) -> Untagged:
    """A normalized text, whose places the checks lead back by themselves."""
    return Untagged(text, Tagged(text, _NO_TAGS, _NO_TAGS))


def _missing(pair: Pair) -> Iterator[Found]:
    if not pair.terms or pair.pseudo:
        return
    wanted = dict.fromkeys(hit.term for hit in pair.terms)
    places = _first_places(pair)
    locale = pair.target.table.locale
    for term in absent_from(_bare(pair.target.normal), wanted, locale):
        # A word that goes on from the translation says it too: a city councillor.
        if any(_beginning(each).search(pair.target.folded) for each in term.renderings):
            continue
        yield Found(_absent(term), places[term])
    for term in missing_from(_bare(pair.target.normal), wanted, locale):
        text = N_("“{term}” is not translated (glossary): the target lacks it as it stands")
        yield Found(message(text, term=term.term), places[term])


def _absent(term: Term) -> Message:
    if term.status is Status.ALLOWED and len(term.renderings) > 1:
        return message(
            N_("“{term}” is “{wanted}” or “{other}” in the glossary: the target does not say so"),
            term=term.term,
            wanted=term.renderings[0],
            other=term.renderings[1],
        )
    return message(
        N_("“{term}” is “{wanted}” in the glossary, and the target does not say so"),
        term=term.term,
        wanted=term.translation,
    )


@lru_cache(maxsize=1 << 10)
def _beginning(translation: str) -> re.Pattern[str]:
    """A translation, as words may begin."""
    return re.compile(rf"(?<!\w){re.escape(translation.lower())}")


def _first_places(pair: Pair) -> dict[Term, tuple[Span, ...]]:
    """Where each term stands in the source for the first time."""
    first = {hit.term: hit for hit in reversed(pair.terms)}
    return {term: (pair.source.span(hit.start, hit.end),) for term, hit in first.items()}


def _unwanted(pair: Pair) -> Iterator[Found]:
    if not pair.terms:
        return
    text = pair.target.normal
    wanted, places = Counter(hit.term for hit in pair.terms), _first_places(pair)
    for place in unwanted_in(_bare(text), wanted, pair.target.table.locale):
        if place.due:
            yield Found(
                unwanted_message(place, collapsed(text[place.start : place.end])),
                places[place.term],
                (pair.target.span(place.start, place.end),),
            )


def _given_up(pair: Pair) -> Iterator[Found]:
    for term, places in _first_places(pair).items():
        if term.status is Status.FORBIDDEN:
            words = N_("the desk does not write “{term}” in its articles")
            if term.note:
                words = N_("the desk does not write “{term}” in its articles: {reason}")
            yield Found(message(words, **_reasoned(term)), places)


def _reasoned(term: Term) -> dict[str, str]:
    return {"term": term.term} | ({"reason": term.note} if term.note else {})


_PORT = Term(
    "річковий порт",
    "river port",
    forbidden=("river harbour",),
    allowed=("inland port",),
    reasons=(("river harbour", "a harbour is on the sea"),),
)
_PAPER = Term("Нова хвиля", "Нова хвиля", status=Status.KEEP)
_METRO = Term("метрополітен", "metro", "write метро", status=Status.FORBIDDEN)

terms = EntryCheck(
    About(
        "terms",
        Family.TERMS,
        Severity.WARNING,
        N_("A term of the source is rendered as the glossary says."),
        fires=Example(
            (
                Line("Річковий порт закрили.", "The docks were closed."),
                Line("«Нова хвиля» вийшла.", "“New Wave” is out."),
            ),
            terms=(_PORT, _PAPER),
        ),
        passes=Example(
            (
                Line("Річковий порт закрили.", "The inland port was closed."),
                Line("«Нова хвиля» вийшла.", "“Нова хвиля” is out."),
            ),
            terms=(_PORT, _PAPER),
        ),
    ),
    _missing,
)
forbidden = EntryCheck(
    About(
        "forbidden",
        Family.TERMS,
        Severity.ERROR,
        N_("No term of the source has a rendering that the glossary forbids."),
        fires=Example(
            (Line("Річкові порти закрили.", "The river harbours were closed."),), terms=(_PORT,)
        ),
        passes=Example(
            (Line("Річкові порти закрили.", "The river ports were closed."),), terms=(_PORT,)
        ),
    ),
    _unwanted,
)
given_up = EntryCheck(
    About(
        "given-up-words",
        Family.TERMS,
        Severity.HINT,
        N_("The article has no word that the desk has given up."),
        fires=Example((Line("Метрополітен зачинено.", "The metro is closed."),), terms=(_METRO,)),
        passes=Example((Line("Метро зачинено.", "The metro is closed."),), terms=(_METRO,)),
    ),
    _given_up,
)
