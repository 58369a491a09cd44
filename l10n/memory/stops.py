"""Grams that stand in so many texts that they tell none from another, learned from texts."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable

FREQUENT = 0.002
"""Share of texts from which a gram is frequent."""
_LEAST = 5


def learned(texts: Iterable[set[int]]) -> frozenset[int]:
    """The frequent ones among the grams of some texts."""
    counts: Counter[int] = Counter()
    number = 0
    for grams in texts:
        counts.update(grams)
        number += 1
    least = max(FREQUENT * number, _LEAST)
    return frozenset(gram for gram, count in counts.items() if count >= least)


def packed(stops: Iterable[int]) -> bytes:
    """Grams as they are kept, four bytes each."""
    return array("I", sorted(stops)).tobytes()


def unpacked(value: object) -> frozenset[int]:
    """The grams again; raises sqlite3.DatabaseError for what is none."""
    if not isinstance(value, bytes) or len(value) % 4:
        raise sqlite3.DatabaseError("no list of grams")
    return frozenset(array("I", value))
