"""What a few characters on both sides of marks decide, found once and kept by these characters.

Most sentences end with a word, a full stop and a capital letter, and no rule has more to say. What
is kept is bounded: by the number of endings of words, of marks, and of beginnings of words.
"""

from collections.abc import Callable

from l10n.dataclass import dataclass
from l10n.language.sentences.marks import RAISED
from l10n.language.sentences.places import AHEAD, Side, Spot, Verdict

NEAR_BEFORE, NEAR_AFTER = 5, AHEAD
"""How many characters before and after the marks are looked at."""
LOOK, UNBROKEN, NOTHING = -2, -1, 0
"""Steps that are no boundary: rules have to be asked; SRX does not break here, nor does a table end
a sentence; there is no place. Any other is the offset of a boundary from the marks."""
_MANY = 4_000
"""Beginnings of words that are kept for one ending."""


class Steps(dict[str, int]):
    """What to do at marks after certain words, by the first characters that follow."""

    __slots__ = ("_decide",)

    def __init__(self, decide: Callable[[str], int]) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._decide = decide

    def __missing__(self, ahead: str) -> int:
        """Decide about characters that were not met before."""
        if len(self) > _MANY:
            self.clear()
        step = self[ahead] = self._decide(ahead)
        return step


@dataclass(frozen=True, slots=True)
class Deciding:
    """Marks after certain words, and what these let rules do."""

    marks: str
    spots: tuple[Spot, ...] | None
    lefts: tuple[int, ...]
    """Bits of the sides of the only spot after what stands before the marks."""
    free: int
    """Bits of rules that may hold without a region around the place."""
    verdict: Callable[[int], Verdict]

    def step(self, ahead: str) -> int:
        """What to do before these characters; without any, at the end of a text."""
        if self.spots is None or len(self.spots) > 1:
            return LOOK
        if not self.spots:
            return NOTHING
        spot = self.spots[0]
        if not ahead:
            return NOTHING if spot.offset == len(self.marks) else LOOK
        own, *candidates = (
            self._verdict(side, left, ahead)
            for side, left in zip(sides(spot), self.lefts, strict=True)
        )
        if own.plain:
            said = ahead[0] != "_" and not any(mark in self.marks for mark in RAISED)
            return spot.offset if said else LOOK
        if any(each.breaks for each in candidates):
            return LOOK
        return LOOK if spot.stop and any(own.ends) else UNBROKEN

    def _verdict(self, side: Side, left: int, ahead: str) -> Verdict:
        bits = left & (side.nexts.get(ahead) or side.next(ahead)) & self.free
        return self.verdict(bits)


def sides(spot: Spot) -> tuple[Side, ...]:
    """The place itself and those of SRX."""
    return (spot.own, *spot.candidates)
