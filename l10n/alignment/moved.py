"""Texts that stand elsewhere in the other article: what a path, which only goes forward, leaves.

Only what is told by its words is taken: a length says nothing where any text of an article may
be meant.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from l10n.alignment.bead import Bead
from l10n.alignment.corridor import Corridor
from l10n.alignment.matching import answered
from l10n.alignment.path import SHARE, Scores, length_score, said
from l10n.alignment.sides import Known, Side

LEAST = 3.0
"""What the words of texts score that are taken for the same though they stand elsewhere."""
_CROSSED, _OF_BOTH = 1.5, 0.8
"""What the words of two neighbours that changed places score at least, each with its own, and both
of what all four texts score together."""
_MOST = 40_000
"""Pairs of texts that are compared; with more, which no article has, nothing is looked for."""


def with_moved(beads: Sequence[Bead], scores: Scores, source: Side, target: Side) -> list[Bead]:
    """The beads, where texts without a counterpart that belong together are pairs."""
    parted = [each for bead in beads for each in _parted(bead, scores)]
    ours = [bead.source.start for bead in parted if bead.source and not bead.target]
    theirs = [bead.target.start for bead in parted if bead.target and not bead.source]
    if not ours or not theirs or len(ours) * len(theirs) > _MOST:
        return parted
    found = list(_chosen(ours, theirs, source, target))
    taken = {at for pair in found for at in pair.source}, {at for p in found for at in p.target}
    kept = [
        bead
        for bead in parted
        if bead.is_pair
        or (bead.source and bead.source.start not in taken[0])
        or (bead.target and bead.target.start not in taken[1])
    ]
    return _in_order([*kept, *found])


def _parted(bead: Bead, scores: Scores) -> Iterator[Bead]:
    """Two pairs of texts that changed places are no pair of pairs."""
    if bead.kind == "2-2":
        (one, two), (first, second) = bead.source, bead.target
        crossed = [(one, second), (two, first)]
        found = [_words(scores, *pair) for pair in crossed]
        if min(found) > _CROSSED and sum(found) > _OF_BOTH * scores.words(bead.source, bead.target):
            for i, j in crossed:
                yield Bead(range(i, i + 1), range(j, j + 1), moved=True)
            return
    yield bead


def _words(scores: Scores, i: int, j: int) -> float:
    return scores.words(range(i, i + 1), range(j, j + 1))


def _chosen(
    ours: Sequence[int], theirs: Sequence[int], source: Side, target: Side
) -> Iterator[Bead]:
    """Pairs of what is left over, the likeliest first, each text in one."""
    left, right = _Left(source, ours), _Left(target, theirs)
    whole = Corridor((0,) * (len(ours) + 1), (len(theirs),) * (len(ours) + 1))
    answers = (
        answered(left.known, right.known, whole),
        answered(right.known, left.known, whole.turned(len(theirs))),
    )

    def score(one: range, other: range) -> float:
        total = sum(said(left.known[at], answers[0][at], other) for at in one)
        total += sum(said(right.known[at], answers[1][at], one) for at in other)
        expected = sum(left.known[at].expected for at in one)
        size = sum(right.known[at].size for at in other)
        return total * SHARE + min(0.0, length_score(expected, size))

    ranked = sorted(
        (
            (score(one, other), one, other)
            for one in left.runs()
            for other in right.runs()
            if len(one) == 1 or len(other) == 1
            if left.kind(one) == right.kind(other)
        ),
        key=lambda each: (-each[0], each[1].start, each[2].start),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for value, one, other in ranked:
        if value < LEAST:
            break
        if used_left.isdisjoint(one) and used_right.isdisjoint(other):
            used_left.update(one)
            used_right.update(other)
            yield Bead(left.range(one), right.range(other), moved=True)


class _Left:
    """Texts of one side without a counterpart."""

    def __init__(self, side: Side, places: Sequence[int]) -> None:
        self._side = side
        self._places = places
        self.known: Sequence[Known] = [side.known[at] for at in places]

    def runs(self) -> Iterator[range]:
        """Each text, and each two that are neighbours in one block."""
        shapes = self._side.shapes
        yield from (range(at, at + 1) for at in range(len(self._places)))
        for at, (one, next_one) in enumerate(pairwise(self._places)):
            if next_one == one + 1 and shapes[one].block == shapes[next_one].block:
                yield range(at, at + 2)

    def kind(self, run: range) -> str:
        """What its structure calls it."""
        return self._side.shapes[self._places[run.start]].kind

    def range(self, run: range) -> range:
        """Where it stands in its article."""
        first = self._places[run.start]
        return range(first, first + len(run))


def _in_order(beads: Sequence[Bead]) -> list[Bead]:
    """By the place in the source; what it has not stands behind what is before it in the target."""
    ordered: list[tuple[int, int, int, Bead]] = []
    last = -1
    for bead in sorted(beads, key=lambda each: each.target.start if each.target else -1):
        if bead.source:
            if bead.target and not bead.moved:
                last = bead.source.start
            ordered.append((bead.source.start, 0, 0, bead))
        else:
            ordered.append((last, 1, bead.target.start, bead))
    return [bead for *_place, bead in sorted(ordered, key=lambda each: each[:3])]
