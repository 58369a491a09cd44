"""Units of measure that convert into one another: the second is put in brackets, or alone."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from l10n.language.facts.fact import Fact, Kind

_DIMENSIONS: tuple[Mapping[str, str], ...] = (
    {
        "mm": "0.001",
        "cm": "0.01",
        "m": "1",
        "km": "1000",
        "inch": "0.0254",
        "foot": "0.3048",
        "yard": "0.9144",
        "mile": "1609.344",
    },
    {
        "g": "0.001",
        "kg": "1",
        "t": "1000",
        "lb": "0.45359237",
        "pound": "0.45359237",
        "stone": "6.35",
        "ounce": "0.02835",
    },
    {
        "m²": "1",
        "km²": "1000000",
        "ha": "10000",
        "acre": "4046.86",
        "mile²": "2589988",
        "foot²": "0.0929",
    },
    {"l": "1", "m³": "1000", "gallon": "3.785", "barrel": "158.987"},
    {
        "km/hour": "1",
        "mile/hour": "1.609344",
        "m/second": "3.6",
        "foot/second": "1.09728",
    },
    {
        "second": "1",
        "minute": "60",
        "hour": "3600",
        "day": "86400",
        "week": "604800",
        "fortnight": "1209600",
        "month": "2629800",
        "year": "31557600",
    },
    {"W": "1", "kW": "1000", "MW": "1000000", "GW": "1000000000"},
)
_FACTORS: Mapping[str, tuple[int, Fraction]] = MappingProxyType(
    {
        name: (number, Fraction(factor))
        for number, units in enumerate(_DIMENSIONS)
        for name, factor in units.items()
    }
)
"""By unit its dimension, and how much it is of the first unit of it."""
DEGREE = "degree"
"""Of Celsius or of Fahrenheit: texts often do not say which."""
_CLOSE = Fraction(7, 100)
"""Conversions are rounded: ten miles are 16 km or 15."""


def alike(one: Fact, other: Fact) -> bool:
    """True for about the same of two units."""
    mine, theirs = _measure(one), _measure(other)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return _degrees(one, other)
    return abs(mine[1] - theirs[1]) <= _CLOSE * max(mine[1], theirs[1])


def convertible(one: str, other: str) -> bool:
    """True for units of one dimension; `m/hour` is one of `km/hour`."""
    (one, _slash, rate), (other, _slash, same) = one.partition("/"), other.partition("/")
    return (
        rate == same
        and one in _FACTORS
        and other in _FACTORS
        and _FACTORS[one][0] == _FACTORS[other][0]
    )


def ratio(small: str, large: str) -> Fraction | None:
    """How much of a unit a smaller one of its dimension is; None where it is no smaller one."""
    if not convertible(small, large) or "/" in small:
        return None
    found = _FACTORS[small][1] / _FACTORS[large][1]
    return found if found < 1 else None


def _measure(fact: Fact) -> tuple[int, Fraction] | None:
    value = fact.value
    if fact.kind not in (Kind.UNIT, Kind.MONEY) or not isinstance(value, tuple):
        return None
    number, name = value
    if not isinstance(number, int | Fraction) or not isinstance(name, str):
        return None
    if name not in _FACTORS:
        return None
    dimension, factor = _FACTORS[name]
    return dimension, number * factor


def _degrees(one: Fact, other: Fact) -> bool:
    """True for degrees of Celsius and of Fahrenheit that are about the same."""
    if not (one.kind is other.kind is Kind.UNIT):
        return False
    first, second = _degree(one), _degree(other)
    if first is None or second is None:
        return False
    # Differences of temperatures have no zero of their own: 5 °C warmer is 9 °F warmer.
    return any(
        abs(sign * celsius * Fraction(9, 5) + zero - fahrenheit) <= 2
        for zero in (0, 32)
        for sign in (1, -1)
        for celsius, fahrenheit in ((first, second), (second, first))
    )


def _degree(fact: Fact) -> int | Fraction | None:
    value = fact.value
    if not isinstance(value, tuple) or value[1] != DEGREE:
        return None
    return value[0] if isinstance(value[0], int | Fraction) else None
