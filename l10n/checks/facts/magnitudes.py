"""Magnitudes: thousands, millions and billions stay what they are."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import rescaled, told
from l10n.language.facts.aligning import amounts
from l10n.language.facts.fact import Fact, Kind
from l10n.language.locales import format_magnitude
from l10n.messages import N_


def _look(pair: Pair) -> Iterator[Found]:
    for mine, theirs in pair.facts.changed:
        if rescaled(mine, theirs) and not _said_apart(pair, mine, theirs):
            severity = Severity.ERROR if mine.digits and theirs.digits else Severity.WARNING
            expected = _expected(mine, pair.target.table.locale)
            text = N_("“{source}” is {expected}; the target says “{target}”")
            if not expected:
                text = N_("“{source}” has another power of ten than “{target}”")
            yield told(pair, (mine, theirs), text, severity, expected)


def _expected(fact: Fact, locale: str) -> str:
    """A number as the language of the target says it; empty where a word alone says it."""
    value = amounts(fact)[0]
    if fact.kind is Kind.RANGE or not isinstance(value, int | Fraction):
        return ""
    if not fact.digits and " " not in fact.text.strip():
        return ""
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / exact.denominator
    return format_magnitude(decimal, locale) if Fraction(decimal) == exact else ""


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
