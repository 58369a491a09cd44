"""Which words of texts of one side are answered by texts of the other: found by look-up.

A look at every pair of texts would take the square of an article. Each word instead asks where its
answers stand, and answers that stand everywhere say nothing of a place.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from l10n.alignment.corridor import Corridor
from l10n.alignment.sides import Known

Bits = Mapping[int, int]
"""By the place of a text of the other side, the units that it answers, a bit each."""


def postings(side: Sequence[Known]) -> Mapping[str, Sequence[int]]:
    """Where each key is given, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, known in enumerate(side):
        for key in known.gives:
            found[key].append(place)
    return found


def answered(one: Sequence[Known], other: Sequence[Known], within: Corridor) -> Sequence[Bits]:
    """For each text of one side, what texts of the other answer of it, inside a corridor."""
    where = postings(other)
    found: list[Bits] = []
    for place, known in enumerate(one):
        low, high = within.beside(place)
        bits: dict[int, int] = {}
        for number, unit in enumerate(known.units):
            bit = 1 << number
            for key in unit.asks:
                for there in _between(where.get(key, ()), low, high):
                    bits[there] = bits.get(there, 0) | bit
        found.append(bits)
    return found


def _between(places: Sequence[int], low: int, high: int) -> Sequence[int]:
    from bisect import bisect_left

    if not places or (places[0] >= low and places[-1] < high):
        return places
    return places[bisect_left(places, low) : bisect_left(places, high)]


def gain(known: Known, bits: int) -> float:
    """How much the answers to some of the units of a text speak for a translation."""
    total = 0.0
    gains = known.gains
    while bits:
        low = bits & -bits
        total += gains[low.bit_length() - 1]
        bits ^= low
    return total
