"""chrF: how many runs of characters two texts have in common (Popović, 2015).

chrF2 as sacrebleu 2.6 has it by itself: runs of one to six characters, no blanks, recall counted
twice. The draft is its hypothesis, the final text its reference.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from l10n.dataclass import dataclass

ORDER = 6
"""Characters of the longest run."""
_WEIGHT = 4
"""The square of how many times as much recall counts as precision."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common; adds up over texts as `corpus_score` does."""

    counts: tuple[int, ...] = (0,) * (3 * ORDER)
    """For each length of run: those of the draft, those of the final text, those of both."""

    def __add__(self, other: "Overlap") -> "Overlap":
        """The overlap of two pairs of texts."""
        return Overlap(tuple(map(int.__add__, self.counts, other.counts)))

    @property
    def score(self) -> float:
        """From 0 for nothing to 100 for the same text."""
        found = [self.counts[place : place + 3] for place in range(0, len(self.counts), 3)]
        told = [each for each in found if each[0] and each[1]]
        if not told:
            return 0.0
        precision = sum(both / ours for ours, _theirs, both in told) / len(told)
        recall = sum(both / theirs for _ours, theirs, both in told) / len(told)
        if not precision + recall:
            return 0.0
        return 100 * (1 + _WEIGHT) * precision * recall / (_WEIGHT * precision + recall)


NO_OVERLAP = Overlap()


def overlap(draft: str, final: str) -> Overlap:
    """What a final text has in common with its draft."""
    ours, theirs = ("".join(text.split()) for text in (draft, final))
    if ours == theirs:
        lengths = [max(len(ours) - order + 1, 0) for order in range(1, ORDER + 1)]
        return Overlap(tuple(chain.from_iterable((length,) * 3 for length in lengths)))
    return Overlap(tuple(_counts(ours, theirs)))


def _counts(ours: str, theirs: str) -> Iterator[int]:
    for order in range(1, ORDER + 1):
        mine, other = _runs(ours, order), _runs(theirs, order)
        # A text that is too short for any run of this length tells nothing of the other's.
        yield mine.total() if other else 0
        yield other.total()
        yield (mine & other).total()


def _runs(text: str, order: int) -> Counter[str]:
    return Counter(text[place : place + order] for place in range(len(text) - order + 1))
