"""Where in a translation the words of each pair of tags are: candidates, scored and chosen."""

from collections.abc import Sequence

from l10n.dataclass import dataclass
from l10n.tags.aligning import Alignment
from l10n.tags.boundary_costs import BoundaryCosts

_KEPT = 8
"""Candidates of one pair that are looked at together with those of the others."""
_BEAM = 48
"""Choices for the pairs so far that are followed further."""
_LOOKED_AT = 64
"""Runs that are looked at more closely, the best by the alignment; the others only if they read
like the pair alone."""
_CLOSE = 0.8
_ALONE, _ALONE_WITHOUT = 0.6, 1.2
_TORN_OFF = 0.08
_WRONG_ANCHOR = 0.5
"""For each word that must be within and is not, or the other way."""
_LONGEST = 4
"""How many times as many words as its source a candidate may have, besides a few."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of tags: the words of the source that it holds, and the pair that it lies in."""

    name: str
    first: int
    last: int
    """The words `first` to `last`, this one not among them; none where they are the same."""
    parent: int | None
    """The place of the enclosing pair among all, outermost first."""


@dataclass(frozen=True, slots=True)
class ScoredRun:
    """Some words of the translation in a row, and how well they fit a pair."""

    first: int
    last: int
    score: float
    aligned: float
    """How much of the alignment of these words is with the words of the pair, and the other way."""
    alike: float = 0.0
    """How much they read like what the engine made of the pair alone; 0 if it was not asked."""
    base: float = 0.0
    """The score without that."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The choice for a pair, and the lead it had over others."""

    chosen: ScoredRun
    margin: float


def candidates(
    pair: Pair, alignment: Alignment, costs: BoundaryCosts, translation: str, alone: str | None
) -> tuple[ScoredRun, ...]:
    """Score the runs of words that a pair may hold, the best first."""
    runs = _runs(pair, alignment)
    runs = runs[:_LOOKED_AT] if alone is None else runs
    wanted = (alone or "").casefold()
    trust = costs.trust(pair.first, pair.last, alone) if alone else 0.0
    low = translation.casefold()
    if len(low) != len(translation):
        low = translation
    weight = _ALONE if alignment.trusted else _ALONE_WITHOUT
    shares = _shares(pair, alignment)
    found: list[ScoredRun] = []
    for number, (first, last, aligned, fit) in enumerate(runs):
        text = low[alignment.target[first].start : alignment.target[last - 1].end]
        alike = _alike(text, wanted) if wanted else 0.0
        if number >= _LOOKED_AT and alike < _CLOSE:
            continue
        base = fit - costs.cost(pair.first, pair.last, first, last)
        base -= _TORN_OFF * _torn_off(shares, costs.leaning, first, last)
        found.append(
            ScoredRun(
                first=first,
                last=last,
                score=base + weight * trust * alike,
                aligned=aligned,
                alike=alike,
                base=base,
            )
        )
    found.sort(key=lambda each: -each.score)
    return tuple(found[:_KEPT])


def _shares(pair: Pair, alignment: Alignment) -> list[float]:
    """For each word of the translation, how much of it is with the words of the pair."""
    return [sum(row[pair.first : pair.last]) / (sum(row) + 0.05) for row in alignment.weights]


def _torn_off(shares: Sequence[float], leaning: Sequence[bool], first: int, last: int) -> float:
    """How much of the pair the words beside a run are with, small words aside."""
    beside = [j for j in (first - 1, last) if 0 <= j < len(shares) and not leaning[j]]
    return max((shares[j] for j in beside), default=0.0)


def _runs(pair: Pair, alignment: Alignment) -> list[tuple[int, int, float, float]]:
    """All runs: first word, last word, share of the alignment, and that less anchors missed.

    The share is the harmonic mean of how much of the run is with the pair, and of the pair with it.
    """
    count = len(alignment.target)
    inside, outside = [0] * count, [0] * count
    for j, i in alignment.anchored:
        (inside if pair.first <= i < pair.last else outside)[j] += 1
    mine = _sums([sum(row[pair.first : pair.last]) for row in alignment.weights])
    total = _sums([sum(row) for row in alignment.weights])
    crossed = _sums([out - within for out, within in zip(outside, inside, strict=True)])
    missed = sum(inside)
    longest = _LONGEST * (pair.last - pair.first) + 3
    found: list[tuple[int, int, float, float]] = []
    for first in range(count):
        for last in range(first + 1, min(count, first + longest) + 1):
            whole = total[last] - total[first] + mine[-1]
            aligned = 2 * (mine[last] - mine[first]) / whole if whole > 0 else 0.0
            wrong = crossed[last] - crossed[first] + missed
            found.append((first, last, aligned, aligned - _WRONG_ANCHOR * wrong))
    found.sort(key=lambda each: -each[3])
    return found


def _alike(text: str, wanted: str) -> float:
    from rapidfuzz.distance import Indel

    if 2 * min(len(text), len(wanted)) < max(len(text), len(wanted)):
        return 0.0
    return Indel.normalized_similarity(text, wanted, score_cutoff=0.5)


def _sums(values: Sequence[float]) -> list[float]:
    result = [0.0]
    for value in values:
        result.append(result[-1] + value)
    return result


def chosen(pairs: Sequence[Pair], options: Sequence[Sequence[ScoredRun]]) -> tuple[Spot, ...]:
    """Choose a run for each pair so that all nest as the pairs do, the best sum of scores.

    Pairs come outermost first. One for which no run is left gets none: a run without words.
    """
    paths: list[tuple[float, tuple[ScoredRun, ...]]] = [(0.0, ())]
    for number, pair in enumerate(pairs):
        grown: list[tuple[float, tuple[ScoredRun, ...]]] = []
        for score, path in paths:
            fitting = [each for each in options[number] if _fits(each, number, pairs, path)]
            spare = _spare(number, pairs, path)
            if not fitting or pair.first == pair.last:
                fitting = [spare]
            grown += [(score + each.score, (*path, each)) for each in fitting]
        grown.sort(key=lambda each: -each[0])
        paths = grown[:_BEAM]
    best = paths[0]
    spots: list[Spot] = []
    for number, mine in enumerate(best[1]):
        other = next(
            (
                score
                for score, path in paths
                if (path[number].first, path[number].last) != (mine.first, mine.last)
            ),
            best[0] - 1.0,
        )
        spots.append(Spot(mine, best[0] - other))
    return tuple(spots)


def _spare(number: int, pairs: Sequence[Pair], path: Sequence[ScoredRun]) -> ScoredRun:
    """A run without words, after those of the pairs before it that lie in the same pair."""
    parent = pairs[number].parent
    at = path[parent].first if parent is not None else 0
    beside = [each.last for k, each in enumerate(path) if pairs[k].parent == parent]
    at = max([at, *beside])
    return ScoredRun(at, at, -1.0, 0.0)


def _fits(each: ScoredRun, number: int, pairs: Sequence[Pair], path: Sequence[ScoredRun]) -> bool:
    pair = pairs[number]
    if pair.parent is not None:
        outer = path[pair.parent]
        if each.first < outer.first or each.last > outer.last:
            return False
    return all(
        each.last <= other.first or other.last <= each.first
        for k, other in enumerate(path)
        if pairs[k].parent == pair.parent and other.first < other.last
    )
