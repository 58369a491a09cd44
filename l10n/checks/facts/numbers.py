"""Numbers: each has the same value on both sides, in digits or in words."""

from collections.abc import Iterator, Sequence

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import PLAIN, changed, shown
from l10n.checks.text import Text
from l10n.language.facts.aligning import DATED
from l10n.language.facts.fact import Fact, Kind
from l10n.language.facts.lexicon import lexicon
from l10n.language.facts.units import alike
from l10n.messages import N_, message

_TURNS = ((180, "degree"), (360, "degree"))
"""To turn by so much is said without a number too."""
_OTHERS = frozenset((Kind.PHONE, *DATED))
"""Told of by other checks."""


def _look(pair: Pair) -> Iterator[Found]:
    facts = pair.facts
    if facts.changed:
        yield from changed(pair, PLAIN)
    for fact in _worth_telling(facts.missing, pair.target):
        text = message(N_("“{source}” is missing from the target"), source=shown(fact))
        where = pair.source.span(fact.start, fact.end)
        yield Found(text, source=(where,), severity=_severity(fact))
    for fact in _worth_telling(facts.added, pair.source):
        text = message(N_("“{target}” is not in the source"), target=shown(fact))
        where = pair.target.span(fact.start, fact.end)
        yield Found(text, target=(where,), severity=_severity(fact))


def _severity(fact: Fact) -> Severity:
    """Numbers in words are often put otherwise, and so is one in five."""
    return Severity.WARNING if fact.digits and fact.value != 1 else Severity.HINT


def _worth_telling(facts: Sequence[Fact], other: Text) -> Iterator[Fact]:
    """The numbers that no other check tells of, and that the other text lacks in any form."""
    ones: tuple[Fact, ...] | None = None
    for fact in facts:
        if fact.kind in _OTHERS or fact.value in _TURNS:
            continue
        if fact.kind is Kind.UNIT:
            ones = _ones(other) if ones is None else ones
            if any(alike(fact, one) for one in ones):
                continue
        yield fact


def _ones(text: Text) -> tuple[Fact, ...]:
    """One of each unit that a text names: a mile is 1.6 km."""
    followers = lexicon(text.table).followers
    found = (followers.find(word) for word in text.folded_words)
    names = {each.name for each in found if each is not None and each.kind is Kind.UNIT}
    return tuple(Fact(Kind.UNIT, (1, name), 0, 0, "") for name in sorted(names))


numbers = EntryCheck(
    About(
        "numbers",
        Family.FACTS,
        Severity.WARNING,
        N_("Each number has the same value on both sides, in digits or in words."),
        fires=example("Приїхали 1 250 гостей.", "Some 900 guests came."),
        passes=example("Приїхали двадцять п’ять гостей із 1,5 тис.", "25 of 1,500 guests came."),
    ),
    _look,
)
