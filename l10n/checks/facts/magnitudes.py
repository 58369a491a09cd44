"""Magnitudes: thousands, millions and billions stay what they are."""

from collections.abc import Iterator
from fractions import Fraction

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import rescaled, told
from l10n.language.facts.aligning import amounts
from l10n.language.facts.fact import Fact
from l10n.messages import N_


def _look(pair: Pair) -> Iterator[Found]:
    for mine, theirs in pair.facts.changed:
        if rescaled(mine, theirs) and not _said_apart(pair, mine, theirs):
            sure = mine.digits and theirs.digits
            text = N_("“{source}” has another power of ten than “{target}”")
            yield told(pair, (mine, theirs), text, Severity.ERROR if sure else Severity.WARNING)


def _said_apart(pair: Pair, mine: Fact, theirs: Fact) -> bool:
    """True if the power of ten that a number lacks stands apart from it: 50 or more million."""
    first, second = amounts(mine)[0], amounts(theirs)[0]
    if mine.vague or not (isinstance(first, int | Fraction) and isinstance(second, int | Fraction)):
        return False
    sides = ((pair.source.facts, first, second), (pair.target.facts, second, first))
    return any(
        fact.vague
        and fact not in (mine, theirs)
        and isinstance(fact.value, int)
        and own * fact.value == other
        for facts, own, other in sides
        for fact in facts
    )


magnitudes = EntryCheck(
    About(
        "magnitudes",
        Family.FACTS,
        Severity.ERROR,
        N_("Thousands, millions and billions stay what they are."),
        fires=example("Збитки сягнули 1,5 млн гривень.", "Losses reached 1.5 billion hryvnias."),
        passes=example("Збитки сягнули 2 млрд гривень.", "Losses reached 2,000 million hryvnias."),
    ),
    _look,
)
