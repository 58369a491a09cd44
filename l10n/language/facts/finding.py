"""All facts of a text, each stretch of it in one of them."""

from l10n.language.facts import dates, quantities
from l10n.language.facts.fact import Fact, Kind
from l10n.language.facts.units import convertible
from l10n.language.tables import Table

_MEASURES = frozenset((Kind.PERCENT, Kind.POINTS, Kind.MONEY, Kind.UNIT))


def facts(text: str, table: Table) -> tuple[Fact, ...]:
    """The facts of a normalized text (`Text.normal`), in its order, none within another.

    What is a date is no number besides; but 1040 in `1040 km` is no year.
    """
    counted = tuple(quantities.find(text, table))
    dated = tuple(dates.find(text, table))
    if not dated:
        return tuple(sorted(counted, key=_start)) if len(counted) > 1 else counted
    measures = (fact for fact in counted if fact.kind in _MEASURES)
    measured = {fact.start: fact for fact in measures if not _brief(fact, text)}
    taken = bytearray(len(text))
    found: list[Fact] = []
    for fact in (*dated, *counted):
        measure = measured.get(fact.start)
        if fact.kind is Kind.YEAR and measure and measure.end > fact.end:
            continue
        if not any(taken[fact.start : fact.end]):
            taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
            found.append(fact)
    return tuple(sorted(found, key=_start))


def _start(fact: Fact) -> int:
    return fact.start


def _brief(fact: Fact, text: str) -> bool:
    """True for a unit of time, and of one letter, which is often another word behind a year."""
    if fact.kind is not Kind.UNIT or not isinstance(fact.value, tuple):
        return False
    letter = not fact.text[-2:].isalpha() and text[fact.end : fact.end + 1] != ")"
    return letter or convertible(str(fact.value[1]), "year")
