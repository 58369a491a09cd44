"""Where a path of beads may run: the whole rectangle of a short article, a band in a long one.

A band follows anchors: pairs of texts that are most like one another in rare words, as many as keep
their order. So the work grows with the length of the articles and not with its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from l10n.alignment.sides import Known
from l10n.dataclass import dataclass

WHOLE = 40_000
"""Pairs of texts up to which all are looked at."""
_GAP = 10_000
"""The same for what lies between two anchors."""
_WIDTH = 40
"""Texts on either side of a line between anchors."""
_SLACK = 6
"""Texts by which a corridor is wider than its anchors tell."""
_RARE = 12
"""Places at most of a key by which texts are found: others say nothing of a place."""
_LEAST = 2.0
"""What a pair has to score to be an anchor; a key that stands once on each side scores 1."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Corridor:
    """For each number of texts of the source, from 0, between which numbers of the target."""

    lows: tuple[int, ...]
    highs: tuple[int, ...]
    """The last number, inclusive."""

    def beside(self, place: int) -> tuple[int, int]:
        """Places of the target, half-open, that may be in a bead with a text of the source."""
        return self.lows[place], self.highs[place + 1] + 1

    @property
    def cells(self) -> int:
        """How many places it has."""
        return sum(high - low + 1 for low, high in zip(self.lows, self.highs, strict=True))

    def turned(self, width: int) -> "Corridor":
        """The same seen from the other side, which has `width` texts."""
        lows = [len(self.lows) - 1] * (width + 1)
        highs = [0] * (width + 1)
        for row, (low, high) in enumerate(zip(self.lows, self.highs, strict=True)):
            for column in (low, high):
                lows[column] = min(lows[column], row)
                highs[column] = max(highs[column], row)
        for column in range(1, width + 1):
            highs[column] = max(highs[column], highs[column - 1])
        for column in range(width - 1, -1, -1):
            lows[column] = min(lows[column], lows[column + 1])
        return Corridor(tuple(lows), tuple(highs))


def corridor(source: Sequence[Known], target: Sequence[Known]) -> Corridor:
    """Where the path may run."""
    rows, columns = len(source), len(target)
    if rows * columns <= WHOLE:
        return Corridor((0,) * (rows + 1), (columns,) * (rows + 1))
    points = [(0, 0), *anchors(source, target), (rows, columns)]
    lows, highs = [columns] * (rows + 1), [0] * (rows + 1)
    for first, last in pairwise(points):
        for row, low, high in _between(first, last):
            lows[row] = max(0, min(lows[row], low - _SLACK))
            highs[row] = min(columns, max(highs[row], high + _SLACK))
    return _joined(lows, highs)


def _between(first: Point, last: Point) -> Iterator[tuple[int, int, int]]:
    """The rows from one anchor to the next, each with its least and greatest column."""
    (row, column), (end, stop) = first, last
    rows, columns = end - row, stop - column
    if rows * columns <= _GAP:
        for each in range(row, end + 1):
            yield each, column, stop
        return
    for each in range(row, end + 1):
        # A line that leans much goes through many columns of one row.
        here = column + columns * max(0, each - row - 1) // rows
        there = column + columns * min(rows, each - row + 1) // rows
        yield each, max(column, here - _WIDTH), min(stop, there + _WIDTH)


def _joined(lows: list[int], highs: list[int]) -> Corridor:
    """Both edges only go forward, and no row is apart from the next."""
    for row in range(1, len(highs)):
        highs[row] = max(highs[row], highs[row - 1])
    for row in range(len(lows) - 2, -1, -1):
        lows[row] = min(lows[row], lows[row + 1])
    return Corridor(tuple(lows), tuple(highs))


def anchors(source: Sequence[Known], target: Sequence[Known]) -> tuple[Point, ...]:
    """Pairs of texts that choose one another by rare keys, the heaviest that keep their order."""
    found = list(_mutual(source, target))
    return _rising(found)


def _mutual(source: Sequence[Known], target: Sequence[Known]) -> Iterator[tuple[int, int, float]]:
    """Pairs of which each is the best for the other, with their score, by source."""
    given: dict[str, list[int]] = defaultdict(list)
    for place, known in enumerate(target):
        for key in known.gives:
            given[key].append(place)
    asked = Counter(key for known in source for key in frozenset().union(*_asks(known)))
    best: list[tuple[float, int]] = []
    by_target: dict[int, tuple[float, int]] = {}
    for place, known in enumerate(source):
        scores: dict[int, float] = defaultdict(float)
        for asks in _asks(known):
            there = {
                at: 0.0
                for key in asks
                if len(given.get(key, ())) <= _RARE
                for at in given.get(key, ())
            }
            for key in asks:
                places = given.get(key, ())
                if 0 < len(places) <= _RARE and asked[key] <= _RARE:
                    worth = 1.0 / max(len(places), asked[key])
                    for at in places:
                        there[at] = max(there[at], worth)
            for at, worth in there.items():
                scores[at] += worth
        score, at = max(((score, -at) for at, score in scores.items()), default=(0.0, 0))
        best.append((score, -at))
        if score > by_target.get(-at, (0.0, 0))[0]:
            by_target[-at] = score, place
    for place, (score, at) in enumerate(best):
        if score >= _LEAST and by_target[at][1] == place:
            yield place, at, score


def _asks(known: Known) -> Iterator[frozenset[str]]:
    return (unit.asks for unit in known.units)


def _rising(pairs: Sequence[tuple[int, int, float]]) -> tuple[Point, ...]:
    """The chain with the greatest sum in which both places rise."""
    columns: list[int] = []
    """Ends of chains by their column; the sums beside them rise too."""
    sums: list[float] = []
    chains: list[int] = []
    before: list[int] = []
    for number, (_row, column, score) in enumerate(pairs):
        at = bisect_left(columns, column)
        before.append(chains[at - 1] if at else -1)
        total = score + (sums[at - 1] if at else 0.0)
        end = at
        while end < len(sums) and sums[end] <= total:
            end += 1
        if end > at or at == len(sums) or columns[at] > column:
            columns[at:end] = [column]
            sums[at:end] = [total]
            chains[at:end] = [number]
    found: list[Point] = []
    number = chains[-1] if chains else -1
    while number >= 0:
        found.append(pairs[number][:2])
        number = before[number]
    return tuple(reversed(found))
