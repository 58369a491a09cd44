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
from l10n.glossary.renderings import absent_from, unwanted_in
from l10n.glossary.terms import Term
from l10n.glossary.untagged import Untagged
from l10n.lines import collapsed
from l10n.messages import N_, message
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
    for term in absent_from(_bare(pair.target.normal), wanted, pair.target.table.locale):
        # A word that goes on from the translation says it too: a city councillor.
        if _beginning(term.translation).search(pair.target.folded):
            continue
        yield Found(
            message(
                N_("“{term}” is “{wanted}” in the glossary, and the target does not say so"),
                term=term.term,
                wanted=term.translation,
            ),
            places[term],
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
                message(
                    N_("“{found}” is not wanted for “{term}”: write “{wanted}” (glossary)"),
                    found=collapsed(text[place.start : place.end]),
                    term=place.term.term,
                    wanted=place.wanted or place.term.translation,
                ),
                places[place.term],
                (pair.target.span(place.start, place.end),),
            )


_PORT = Term("річковий порт", "river port", forbidden=("river harbour",))

terms = EntryCheck(
    About(
        "terms",
        Family.TERMS,
        Severity.WARNING,
        N_("A term of the source is rendered as the glossary says."),
        fires=Example((Line("Річковий порт закрили.", "The docks were closed."),), terms=(_PORT,)),
        passes=Example((Line("Порти закрили.", "The docks were closed."),), terms=(_PORT,)),
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
