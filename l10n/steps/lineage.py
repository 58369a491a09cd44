"""Where the sentences of an edited article come from: its former sentences beside the new ones.

What is the same on both sides parts the article into gaps; in each, runs of one to three sentences
are laid beside one another in the order of both, so that what was split or joined is seen as such.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil

from l10n.dataclass import dataclass
from l10n.model.segment import Key
from l10n.steps.parts import share, stems
from l10n.steps.rising import Pair, rising
from l10n.steps.similar import Letters, Pool, likeness, plain, threshold

LEAST = 55
"""Least similarity of two runs, in percent: less than that of texts anywhere else
(`similar.THRESHOLD`), since to stand in the place of another is evidence too."""
SHARE = 0.5
"""Least share of a sentence's letters in words of the run that it is said to be a part of."""
PENALTY = 6
"""Letters that a further sentence in a run has to be worth."""
CELLS = 20_000
"""Pairs of sentences of one gap; in a larger one those that are much alike part it further."""
ALIKE = 80
"""Similarity, in percent, of such sentences."""
PAIRS = 10**11
"""Pairs of letters that are compared for one article, about two seconds."""

_RUNS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""How many former sentences are laid beside how many new ones."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Former sentences and what they are now; on one side at least there is just one."""

    old: tuple[Key, ...]
    new: tuple[Key, ...]
    score: float
    """How much alike both sides are, in percent, as in `similar.Match`."""


def beads(old: Sequence[Key], new: Sequence[Key], same: Mapping[Key, Key | None]) -> Iterator[Bead]:
    """Lay the rest of two versions of an article side by side.

    `same` names new keys that need no search, with the old key that each is, or None where that is
    not among the old ones. A sentence that is nothing's heir is in no bead.
    """
    places = {key: index for index, key in enumerate(old)}
    taken = {key for key in same.values() if key is not None}
    anchors = [
        (index, places[former])
        for index, key in enumerate(new)
        if (former := same.get(key)) is not None
    ]
    if len(taken) == len(places) or len(same) == len(new):
        return
    work = _Gaps(old, new, taken, same)
    kept = [(place, index) for index, place in rising(anchors)]
    for first, last in pairwise([(-1, -1), *kept, (len(old), len(new))]):
        yield from work.between(first, last)


class _Gaps:
    """What is between sentences that are the same."""

    def __init__(
        self,
        old: Sequence[Key],
        new: Sequence[Key],
        taken: Collection[Key],
        same: Collection[Key],
    ) -> None:
        self._old, self._new = old, new
        self._taken, self._same = taken, same
        self._left = PAIRS
        # What is the same is compared with nothing, and mostly that is nearly all.
        self._plain_before = {i: plain(key[1]) for i, key in enumerate(old) if key not in taken}
        self._plain_after = {j: plain(key[1]) for j, key in enumerate(new) if key not in same}
        letters = Letters((*self._plain_before.values(), *self._plain_after.values()))
        self._before = {i: text.translate(letters) for i, text in self._plain_before.items()}
        self._after = {j: text.translate(letters) for j, text in self._plain_after.items()}
        self._space = " ".translate(letters)

    def between(self, first: Pair, last: Pair) -> Iterator[Bead]:
        """Lay side by side what is free between two anchors."""
        mine = [i for i in range(first[0] + 1, last[0]) if self._old[i] not in self._taken]
        theirs = [j for j in range(first[1] + 1, last[1]) if self._new[j] not in self._same]
        if mine and theirs:
            yield from self._parted(mine, theirs)

    def _parted(self, mine: list[int], theirs: list[int]) -> Iterator[Bead]:
        if self._fits(mine, theirs):
            yield from self._aligned(mine, theirs)
            return
        seeds = self._seeds(mine, theirs)
        for seed in seeds:
            yield self._bead([mine[seed[0]]], [theirs[seed[1]]])
        for first, last in pairwise([(-1, -1), *seeds, (len(mine), len(theirs))]):
            some, others = mine[first[0] + 1 : last[0]], theirs[first[1] + 1 : last[1]]
            if some and others and self._fits(some, others):
                yield from self._aligned(some, others)

    def _fits(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """True if a gap can be looked through with what is left of PAIRS, which it then takes."""
        if len(mine) * len(theirs) > CELLS:
            return False
        pairs = sum(len(self._before[i]) + 64 for i in mine)
        pairs *= sum(len(self._after[j]) + 64 for j in theirs) * 8
        if pairs > self._left:
            return False
        self._left -= pairs
        return True

    def _seeds(self, mine: Sequence[int], theirs: Sequence[int]) -> list[Pair]:
        """Sentences of a large gap that are much alike, each once, in the order of both."""
        pool = Pool((self._old[i] for i in mine), pairs=PAIRS)
        found: list[Pair] = []
        for number, j in enumerate(theirs):
            match = pool.best(self._new[j])
            if match is not None and match.score >= ALIKE:
                pool.drop(match)
                found.append((number, match.index))
        return [(place, number) for number, place in rising(found)]

    def _aligned(self, mine: list[int], theirs: list[int]) -> Iterator[Bead]:
        gains = _Gains(
            [(self._old[i][0], self._before[i]) for i in mine],
            [(self._new[j][0], self._after[j]) for j in theirs],
            [threshold(self._plain_after[j], LEAST) for j in theirs],
            self._space,
        )
        for (i, j), (runs, others) in gains.best():
            yield from self._contributing(mine[i - runs : i], theirs[j - others : j])

    def _contributing(self, mine: list[int], theirs: list[int]) -> Iterator[Bead]:
        """A bead without those sentences that have next to nothing to do with the rest of it."""
        if len(mine) > 1:
            words = stems(*(self._plain_after[j] for j in theirs))
            mine = [i for i in mine if share(self._plain_before[i], words) >= SHARE]
        elif len(theirs) > 1:
            words = stems(*(self._plain_before[i] for i in mine))
            theirs = [j for j in theirs if share(self._plain_after[j], words) >= SHARE]
        if mine and theirs:
            yield self._bead(mine, theirs)

    def _bead(self, mine: Sequence[int], theirs: Sequence[int]) -> Bead:
        return Bead(
            tuple(self._old[i] for i in mine),
            tuple(self._new[j] for j in theirs),
            likeness((self._old[i][1] for i in mine), " ".join(self._new[j][1] for j in theirs)),
        )


class _Gains:
    """What each way to lay two runs of one gap side by side is worth, in letters."""

    def __init__(
        self,
        old: Sequence[tuple[str | None, str]],
        new: Sequence[tuple[str | None, str]],
        least: Sequence[float | None],
        space: str,
    ) -> None:
        """Take contexts and texts of both, and what each of the new ones has to be alike.

        `space` is what stands for a space in the texts.
        """
        self._old, self._new, self._least, self._space = old, new, least, space

    def best(self) -> list[tuple[Pair, Pair]]:
        """The runs that are worth most together: where each ends, and how long it is."""
        width = len(self._new) + 1
        worth = [[0.0] * width for _row in range(len(self._old) + 1)]
        steps: dict[Pair, Pair] = {}
        for i in range(len(self._old) + 1):
            for j in range(width):
                best, step = 0.0, (0, 0)
                if i and worth[i - 1][j] > best:
                    best, step = worth[i - 1][j], (1, 0)
                if j and worth[i][j - 1] > best:
                    best, step = worth[i][j - 1], (0, 1)
                for one, other in _RUNS:
                    if one > i or other > j:
                        continue
                    gain = self._gain((i - one, i), (j - other, j))
                    if gain > 0 and worth[i - one][j - other] + gain > best:
                        best, step = worth[i - one][j - other] + gain, (one, other)
                worth[i][j] = best
                steps[i, j] = step
        found: list[tuple[Pair, Pair]] = []
        i, j = len(self._old), len(self._new)
        while (step := steps[i, j]) != (0, 0):
            if all(step):
                found.append(((i, j), step))
            i, j = i - step[0], j - step[1]
        return found[::-1]

    def _gain(self, mine: Pair, theirs: Pair) -> float:
        from rapidfuzz.distance import LCSseq

        some, others = self._old[slice(*mine)], self._new[slice(*theirs)]
        more = len(some) + len(others) - 2
        least = LEAST if more else self._least[theirs[0]]
        if least is None or len({context for context, _text in (*some, *others)}) > 1:
            return 0
        one = self._space.join(text for _context, text in some)
        other = self._space.join(text for _context, text in others)
        enough = least * (len(one) + len(other)) / 100
        if 2 * min(len(one), len(other)) < enough:
            return 0
        common = 2 * LCSseq.similarity(one, other, score_cutoff=ceil(enough / 2))
        # Just enough is enough: what is worth nothing is not taken.
        return common - enough - PENALTY * more + 1 if common >= enough else 0
