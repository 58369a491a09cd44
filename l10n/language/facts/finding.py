"""All facts of a text, each stretch of it in one of them."""

from collections.abc import Callable, Iterator

from l10n.language.facts import dates, quantities
from l10n.language.facts.fact import Fact
from l10n.language.tables import Table

_FINDERS: tuple[Callable[[str, Table], Iterator[Fact]], ...] = (
    dates.find,
    quantities.find,
)
"""In the order of their claims: what one has taken is nothing to the next."""


def facts(text: str, table: Table) -> tuple[Fact, ...]:
    """The facts of a normalized text (`Text.normal`), in its order, none within another."""
    taken = bytearray(len(text))
    found: list[Fact] = []
    for find in _FINDERS:
        for fact in find(text, table):
            if not any(taken[fact.start : fact.end]):
                taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
                found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.start))
