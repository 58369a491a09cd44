"""What became of the facts of an entry, by kind, in the words of a finding."""

from collections.abc import Iterator
from fractions import Fraction

from l10n.checks.check import Found, Pair, Severity
from l10n.language.facts.aligning import DATED, amounts, related
from l10n.language.facts.fact import Fact, Kind
from l10n.messages import N_, message

PLAIN = frozenset((Kind.NUMBER, Kind.ORDINAL, Kind.RANGE))
SHARES = frozenset((Kind.PERCENT, Kind.POINTS))
_NAMED = frozenset((Kind.MONEY, Kind.UNIT))
_LONGEST = 80
_LEAST_SCALE = 1000
"""The powers of ten that have names, and are taken for one another, are powers of this."""


def changed(pair: Pair, kinds: frozenset[Kind]) -> Iterator[Found]:
    """Another number in the place of one of some kinds, but for what `rescaled` tells of."""
    for mine, theirs in pair.facts.changed:
        if kind_of(mine, theirs) in kinds and not rescaled(mine, theirs):
            sure = mine.digits and theirs.digits and related(mine, theirs)
            text = N_("the source says “{source}”, the target “{target}”")
            yield told(pair, (mine, theirs), text, Severity.ERROR if sure else Severity.WARNING)


def altered(pair: Pair, kinds: frozenset[Kind]) -> Iterator[tuple[Fact, Fact]]:
    """The same number on both sides, of some kind on both, that counts something else."""
    for mine, theirs in pair.facts.altered:
        if (
            mine.kind in kinds
            and theirs.kind in kinds
            and not (mine.loose or theirs.loose)
            and (mine.kind, name_of(mine)) != (theirs.kind, name_of(theirs))
        ):
            yield mine, theirs


def name_of(fact: Fact) -> str:
    """The name of a currency or a unit; empty for what has none."""
    return str(fact.value[-1]) if fact.kind in _NAMED and isinstance(fact.value, tuple) else ""


def told(
    pair: Pair,
    facts: tuple[Fact, Fact],
    template: str,
    severity: Severity | None = None,
    expected: str = "",
) -> Found:
    """A finding about two facts; the template has places for their words and what is expected."""
    mine, theirs = facts
    return Found(
        message(template, source=shown(mine), expected=expected, target=shown(theirs)),
        (pair.source.span(mine.start, mine.end),),
        (pair.target.span(theirs.start, theirs.end),),
        severity,
    )


def shown(fact: Fact) -> str:
    """The words of a fact, cut short where they are a row of digits without end."""
    words = fact.text.strip()
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def kind_of(mine: Fact, theirs: Fact) -> Kind:
    """What a change is about: what one side says that the other lacks, no date among it."""
    if mine.kind in DATED or (mine.kind in PLAIN and theirs.kind not in DATED):
        return theirs.kind
    return mine.kind


def rescaled(mine: Fact, theirs: Fact) -> bool:
    """True for thousands, millions or billions that became others of these."""
    first, second = amounts(mine)[0], amounts(theirs)[0]
    if not (isinstance(first, int | Fraction) and isinstance(second, int | Fraction)):
        return False
    small, large = sorted((first, second))
    if small <= 0 or small == large:
        return False
    named = any(any(map(str.isalpha, fact.text)) for fact in (mine, theirs))
    ratio = Fraction(large) / Fraction(small)
    while ratio % _LEAST_SCALE == 0:
        ratio /= _LEAST_SCALE
    return named and ratio == 1
