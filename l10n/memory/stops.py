"""Grams that stand in so many texts that they tell few from others, learned from texts."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping

FIRST, GROWTH = 4_096, 8
"""Texts of a pair of languages from which frequent grams are learned; how many times as many there
are when they are learned again."""
SAMPLE = 16_384
"""Texts that they are learned from, at most."""
FREQUENT = 8
"""Texts of a sample that have a gram which is frequent: two in a thousand, later one in two."""

Stops = Mapping[int, int]
"""Frequent grams, each with its place in the order from the rarest to the most frequent."""


def version_of(forms: int) -> int:
    """How often frequent grams have been learned when there are so many texts."""
    version, due = 0, FIRST
    while forms >= due:
        version, due = version + 1, due * GROWTH
    return version


def learned(texts: Iterable[set[int]]) -> Stops:
    """The frequent ones among the grams of some texts."""
    counts: Counter[int] = Counter()
    for grams in texts:
        counts.update(grams)
    found = sorted((count, gram) for gram, count in counts.items() if count >= FREQUENT)
    return {gram: place for place, (_count, gram) in enumerate(found)}


def packed(stops: Stops) -> bytes:
    """Frequent grams in their order, as they are kept: four bytes each."""
    return array("I", sorted(stops, key=stops.__getitem__)).tobytes()


def unpacked(value: object) -> Stops:
    """The grams again; raises sqlite3.DatabaseError for what is none."""
    if not isinstance(value, bytes) or len(value) % 4:
        raise sqlite3.DatabaseError("no list of grams")
    return {gram: place for place, gram in enumerate(array("I", value))}
