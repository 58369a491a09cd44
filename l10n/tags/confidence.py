"""How sure it is that a pair of tags holds the right words."""

from collections.abc import Mapping, Sequence
from math import exp, log
from types import MappingProxyType

from l10n.tags.aligning import Alignment
from l10n.tags.boundary_costs import BoundaryCosts
from l10n.tags.spotting import Pair, ScoredRun, Spot

NAMES = (
    "one",
    "unasked preposition",
    "other number of words",
    "neighbour",
    "edge",
    "margin",
    "aligned",
    "alike",
    "chosen by the alignment",
    "chosen by the translation alone",
    "cost",
    "named",
    "torn edge",
    "strong neighbour",
    "close second",
)
"""What is looked at, in the order of the weights."""

_WEIGHTS: Mapping[tuple[bool, bool], tuple[float, ...]] = MappingProxyType(
    {
        (False, False): (
            *(-1.4, -1.5, -5.8, -2.0, 2.2, 2.1, 2.9, 0.0, -0.5, 0.0, -1.5, 3.2),
            *(0.0, -0.2, -0.7),
        ),
        (True, False): (
            *(0.2, -3.1, -4.2, -1.8, 3.5, 2.7, 0.7, 0.0, 0.0, 0.0, -0.6, 1.8),
            *(-0.2, -1.6, -0.8),
        ),
        (False, True): (
            *(-2.0, -1.8, -5.4, -0.3, 3.1, 3.5, -1.2, 2.6, 1.2, 1.4, -2.8, 0.0),
            *(0.3, -0.5, 0.0),
        ),
        (True, True): (
            *(-0.2, -2.2, -4.8, -0.3, 2.0, 2.3, 1.4, -0.2, 0.1, 2.4, -0.6, 0.1),
            *(-0.3, -1.2, -1.0),
        ),
    }
)
"""By whether there is attention, and a translation of the pair alone: what each sign weighs.

Found by logistic regression over the pairs of 2,800 generated sentences (`training/placements.py`,
seeds 1 to 5) that the benchmark does not use.
"""


def signs(
    pair: Pair, spot: Spot, options: Sequence[ScoredRun], alignment: Alignment, costs: BoundaryCosts
) -> tuple[float, ...]:
    """What tells a right choice from a wrong one, in the order of `NAMES`."""
    run = spot.chosen
    shares = [sum(row[pair.first : pair.last]) / (sum(row) + 0.05) for row in alignment.weights]
    beside = [j for j in (run.first - 1, run.last) if 0 <= j < len(shares)]
    neighbour = max((shares[j] for j in beside if not costs.leaning[j]), default=0.0)
    within = [shares[j] for j in range(run.first, run.last) if not costs.leaning[j]]
    edge = min(within, default=0.0)
    held, taken = costs.counts(pair.first, pair.last, run.first, run.last)
    best = max(options, key=lambda each: each.base, default=run)
    alike = max(options, key=lambda each: each.alike, default=run)
    return (
        1.0,
        float(costs.unasked(pair.first, run.first)),
        abs(log((taken + 0.3) / (held + 0.3))),
        neighbour,
        edge,
        min(max(spot.margin, 0.0), 0.6),
        run.aligned,
        run.alike,
        float(_same(run, best)),
        float(run.alike > 0 and _same(run, alike)),
        min(costs.cost(pair.first, pair.last, run.first, run.last), 1.0),
        float(costs.named(pair.first, pair.last)),
        float(edge < 0.25),
        float(neighbour > 0.4),
        float(spot.margin < 0.12),
    )


def placement_confidence(found: Sequence[float], *, trusted: bool, asked: bool) -> float:
    """Weigh the signs: from 0 to 1, about the share of such choices that are right."""
    weights = _WEIGHTS[trusted, asked]
    return 1 / (1 + exp(-sum(a * b for a, b in zip(weights, found, strict=True))))


def _same(one: ScoredRun, other: ScoredRun) -> bool:
    return (one.first, one.last) == (other.first, other.last)
