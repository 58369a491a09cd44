"""Units: a measure keeps its number and its unit, or is converted."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import altered, changed, name_of, told
from l10n.language.facts.fact import Fact, Kind
from l10n.language.facts.units import convertible
from l10n.messages import N_

_UNITS = frozenset((Kind.UNIT,))
_MEASURES = frozenset((Kind.UNIT, Kind.MONEY))
"""A pound is money and a weight."""
_IN_NUMBERS = frozenset(" .,’")


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _UNITS)
    # The first number of `5–6 km` has its unit behind the second, which is told of.
    for facts in altered(pair, _MEASURES):
        if convertible(*map(name_of, facts)) and not all(map(_is_bare, facts)):
            yield told(pair, facts, N_("“{source}” is another measure than “{target}”"))


def _is_bare(fact: Fact) -> bool:
    """True for digits that have no unit beside them."""
    return all(sign.isdigit() or sign in _IN_NUMBERS for sign in fact.text)


units = EntryCheck(
    About(
        "units",
        Family.FACTS,
        Severity.WARNING,
        N_("A measure keeps its number and its unit, or is converted."),
        fires=example("До міста 5 км.", "It is 5 miles to the town."),
        passes=example("До міста 8 км.", "It is 5 miles (8 km) to the town."),
    ),
    _look,
)
