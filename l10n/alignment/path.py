"""The path of beads through two articles: dynamic programming inside a corridor.

Scores are natural logarithms of how much likelier texts are as translations of one another than as
texts that have nothing to do with each other. Lengths count as Gale and Church had it (1993), words
by what is known of their answers, structure by what translators keep of it.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from l10n.alignment.bead import MOVES, Bead
from l10n.alignment.corridor import Corridor
from l10n.alignment.matching import Bits, gain
from l10n.alignment.sides import Known, Shape, Side

PRIORS: Mapping[tuple[int, int], float] = MappingProxyType(
    {(1, 1): -0.2, (1, 2): -3.6, (2, 1): -3.6, (2, 2): -5.5, (1, 0): -4.0, (0, 1): -4.0}
)
_BASE, _SPREAD = 0.011, 1.3
"""The variance of the logarithm of a length: `checks.expansion` has the same."""
_AMONG = 0.8
"""The standard deviation of lengths of texts that have nothing to do with each other."""
_FARTHEST = -8.0
SHARE = 0.5
"""What words of both sides count, since each side's evidence is half of the whole."""
_SAME_KIND, _OTHER_KIND, _HEADING = 0.8, -1.2, -2.5
_EDGE, _NO_EDGE, _ACROSS = 0.6, -0.9, -3.0
_LENGTHS = 5
_NONE = float("-inf")


def length_score(expected: float, has: float) -> float:
    """How well a length agrees with the one that is expected, both in letters."""
    off = math.log((has + _LENGTHS) / (expected + _LENGTHS))
    variance = _BASE + _SPREAD / max(expected, 1.0)
    score = math.log(_AMONG / math.sqrt(variance))
    score += off * off / 2 * (1 / (_AMONG * _AMONG) - 1 / variance)
    return max(_FARTHEST, score)


class Scores:
    """What each bead would score; `answers` are of both sides, inside the corridor."""

    def __init__(
        self,
        source: Side,
        target: Side,
        answers: tuple[Sequence[Bits], Sequence[Bits]],
        bonus: Mapping[tuple[int, int], float] = MappingProxyType({}),
    ) -> None:
        """`bonus` is what else speaks for a pair of texts, by their places."""
        self._sources, self._targets = source.known, target.known
        self._shapes = source.shapes, target.shapes
        self._of_source, self._of_target = answers
        self._bonus = bonus

    def words(self, source: range, target: range) -> float:
        """What the words of both sides say, from `answered`."""
        ours, theirs = self._of_source, self._of_target
        total = sum(said(self._sources[at], ours[at], target) for at in source)
        return (total + sum(said(self._targets[at], theirs[at], source) for at in target)) * SHARE

    def lengths(self, source: range, target: range) -> float:
        """What the lengths say."""
        expected = sum(self._sources[at].expected for at in source)
        return length_score(expected, sum(self._targets[at].size for at in target))

    def structure(self, source: range, target: range) -> float:
        """What the places in both articles say."""
        ours, theirs = self._shapes
        first, other = ours[source.start], theirs[target.start]
        score = _kinds(first, other)
        score += _EDGE if first.begins is other.begins else _NO_EDGE
        score += _EDGE if ours[source[-1]].ends is theirs[target[-1]].ends else _NO_EDGE
        if first.block != ours[source[-1]].block:
            score += _ACROSS
        if other.block != theirs[target[-1]].block:
            score += _ACROSS
        return score

    def of(self, source: range, target: range) -> float:
        """What a bead scores."""
        score = PRIORS[len(source), len(target)]
        if not source or not target:
            return score
        score += self.words(source, target) + self.lengths(source, target)
        score += self.structure(source, target)
        if self._bonus:
            score += sum(self._bonus.get((i, j), 0.0) for i in source for j in target)
        return score


def said(known: Known, bits: Bits, others: range) -> float:
    """What the words of a text say of it being rendered by some texts of the other side."""
    found = 0
    for at in others:
        found |= bits.get(at, 0)
    return gain(known, found) - known.missed if found else -known.missed


def _kinds(one: Shape, other: Shape) -> float:
    if one.kind == other.kind:
        return 0.0 if one.kind == "prose" else _SAME_KIND
    return _HEADING if "heading" in (one.kind, other.kind) else _OTHER_KIND


class Path:
    """The best path, and how sure each bead is among all paths."""

    def __init__(self, scores: Scores, within: Corridor) -> None:
        """Find the path that scores most, from the beginning to the end of both sides."""
        self._lattice = _Lattice(scores, within)
        self.beads = self._lattice.best()

    def share(self, bead: Bead) -> float:
        """The share of all paths, by what they score, that go through a bead: from 0 to 1."""
        return self._lattice.share(bead)


class _Lattice:
    """All paths in a corridor."""

    def __init__(self, scores: Scores, within: Corridor) -> None:
        self._within = within
        self._rows = len(within.lows)
        self._best: list[list[float]] = []
        self._back: list[list[int]] = []
        self._before: list[list[float]] = []
        """Logarithms of the sums over all paths that lead to a place."""
        self._steps: list[list[tuple[float, ...]]] = []
        """The score of each move that leads to a place, in the order of MOVES."""
        for row in range(self._rows):
            self._go(scores, row)

    def _go(self, scores: Scores, row: int) -> None:
        low, high = self._within.lows[row], self._within.highs[row]
        best: list[float] = []
        back: list[int] = []
        before: list[float] = []
        steps: list[tuple[float, ...]] = []
        for sink in (self._best, self._back, self._before, self._steps):
            sink.append([])
        self._best[row], self._back[row] = best, back
        self._before[row], self._steps[row] = before, steps
        for column in range(low, high + 1):
            if row == column == 0:
                found, choice, sums, here = 0.0, -1, 0.0, (_NONE,) * len(MOVES)
            else:
                found, choice, sums, here = self._reach(scores, row, column)
            best.append(found)
            back.append(choice)
            before.append(sums)
            steps.append(here)

    def _reach(
        self, scores: Scores, row: int, column: int
    ) -> tuple[float, int, float, tuple[float, ...]]:
        found, choice = _NONE, -1
        here: list[float] = []
        ways: list[float] = []
        for number, (down, along) in enumerate(MOVES):
            i, j = row - down, column - along
            at = self._at(i, j)
            if at is None:
                here.append(_NONE)
                continue
            score = scores.of(range(i, row), range(j, column))
            here.append(score)
            total = self._best[i][at] + score
            if total > found:
                found, choice = total, number
            ways.append(self._before[i][at] + score)
        return found, choice, _sum(ways), tuple(here)

    def _at(self, row: int, column: int) -> int | None:
        """The index of a place in its row; None outside of the corridor."""
        if row < 0 or column < 0:
            return None
        low = self._within.lows[row]
        return column - low if low <= column <= self._within.highs[row] else None

    def best(self) -> tuple[Bead, ...]:
        """The beads of the best path in their order."""
        row, column = self._rows - 1, self._within.highs[-1]
        beads: list[Bead] = []
        while row or column:
            down, along = MOVES[self._back[row][column - self._within.lows[row]]]
            i, j = row - down, column - along
            beads.append(Bead(range(i, row), range(j, column)))
            row, column = i, j
        return tuple(reversed(beads))

    def share(self, bead: Bead) -> float:
        """The share of all paths that go through a bead; 0 for one that is no move."""
        move = (len(bead.source), len(bead.target))
        end = self._at(bead.source.stop, bead.target.stop)
        start = self._at(bead.source.start, bead.target.start)
        if move not in MOVES or bead.moved or start is None or end is None:
            return 0.0
        score = self._steps[bead.source.stop][end][MOVES.index(move)]
        log = self._before[bead.source.start][start] + score - self._before[-1][-1]
        return math.exp(min(0.0, log + self._after[bead.source.stop][end]))

    @cached_property
    def _after(self) -> list[list[float]]:
        """Logarithms of the sums over all paths from each place to the end."""
        found = [[_NONE] * len(each) for each in self._best]
        found[-1][-1] = 0.0
        for row in range(self._rows - 1, -1, -1):
            low = self._within.lows[row]
            for at in range(len(found[row]) - 1, -1, -1):
                value = found[row][at]
                if value == _NONE:
                    continue
                for number, (down, along) in enumerate(MOVES):
                    step = self._steps[row][at][number]
                    if step == _NONE:
                        continue
                    i, j = row - down, at + low - along
                    there = j - self._within.lows[i]
                    found[i][there] = _two(found[i][there], value + step)
        return found


def _sum(values: Sequence[float]) -> float:
    if not values:
        return _NONE
    most = max(values)
    if most == _NONE:
        return _NONE
    return most + math.log(sum(math.exp(value - most) for value in values))


def _two(one: float, other: float) -> float:
    if one == _NONE:
        return other
    most = max(one, other)
    return most + math.log1p(math.exp(min(one, other) - most))
