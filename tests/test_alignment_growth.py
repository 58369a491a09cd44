"""Long articles: where beads may run grows with both articles, and not with their product."""

from collections.abc import Callable

import pytest

from l10n.alignment.corridor import Corridor, corridor
from l10n.alignment.sides import Known
from l10n.checks.answers import KNOWN, Unit

PER_TEXT = 160
"""Places of a corridor at most for each text of both articles."""


def known(*keys: str) -> Known:
    """A text that is known by some keys."""
    units = tuple(Unit(KNOWN, frozenset((key,)), frozenset((key,))) for key in keys)
    gives = frozenset(keys)
    return Known(units, gives, missed=1.0, gains=(1.0,) * len(keys), size=50.0, expected=50.0)


def named(count: int, first: int = 0) -> list[Known]:
    """Texts with names that no other has."""
    return [known(f"~{at}a", f"~{at}b", f"#{at}", f"~{at}c") for at in range(first, first + count)]


def holds(found: Corridor, row: int, column: int) -> bool:
    return found.lows[row] <= column <= found.highs[row]


def is_whole(found: Corridor, columns: int) -> bool:
    """True if a path leads through it, from the beginning to the end of both."""
    rows = range(1, len(found.lows))
    rising = all(found.lows[row] >= found.lows[row - 1] for row in rows)
    joined = all(found.lows[row] <= found.highs[row - 1] for row in rows)
    return rising and joined and holds(found, 0, 0) and holds(found, len(found.lows) - 1, columns)


@pytest.mark.parametrize(
    "sides",
    [
        lambda: (named(5_000), named(5_000)),
        lambda: (named(5_000), named(5_000, first=9_000)),
        lambda: ([known("~same")] * 5_000, [known("~same")] * 5_000),
        lambda: ([known()] * 5_000, [known()] * 5_000),
        lambda: (named(5_000), named(300)),
        lambda: (named(300), named(5_000)),
        lambda: (named(5_000), [*named(1_000, first=9_000), *named(5_000)]),
        lambda: (named(5_000), [*reversed(named(5_000))]),
    ],
    ids=["alike", "strange", "one word", "wordless", "short", "long", "inserted", "reversed"],
)
def test_five_thousand_texts_have_a_narrow_corridor(
    sides: Callable[[], tuple[list[Known], list[Known]]],
) -> None:
    source, target = sides()
    found = corridor(source, target)
    assert found.cells <= PER_TEXT * (len(source) + len(target))
    assert is_whole(found, len(target))


def test_a_corridor_leads_past_what_was_inserted() -> None:
    found = corridor(named(900), [*named(300, first=9_000), *named(900)])
    assert all(holds(found, row, row + 300) for row in range(1, 901))


def test_a_short_article_is_looked_at_as_a_whole() -> None:
    found = corridor(named(150), named(200))
    assert found.cells == 151 * 201


def test_a_corridor_is_the_same_from_the_other_side() -> None:
    found = corridor(named(900), named(700))
    turned = found.turned(700)
    for row in range(901):
        for column in (found.lows[row], found.highs[row]):
            assert holds(turned, column, row)
