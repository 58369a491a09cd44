"""A generator of damaged translations: one defect at a time, the same for a seed.

It measures checks, so it knows nothing of them: it imports nothing of the tool, and the few words
it needs are its own.
"""

from benchmarks.damage import dates, marks, names, numbers, passages, polarity, quantities, signs
from benchmarks.damage.kind import Damaged, Good, Kind, damage

KINDS: tuple[Kind, ...] = (
    *numbers.KINDS,
    *quantities.KINDS,
    *dates.KINDS,
    *polarity.KINDS,
    *names.KINDS,
    *passages.KINDS,
    *marks.KINDS,
    *signs.KINDS,
)

__all__ = ["KINDS", "Damaged", "Good", "Kind", "damage"]
