"""Align: two articles give beads."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from l10n.alignment.bead import Bead
from l10n.alignment.confidence import Signs, confidence
from l10n.alignment.corridor import corridor
from l10n.alignment.matching import answered
from l10n.alignment.moved import with_moved
from l10n.alignment.path import Path, Scores
from l10n.alignment.refining import Look
from l10n.alignment.sides import Side

_NOTHING: Mapping[tuple[int, int], float] = MappingProxyType({})


def align(
    source: Side, target: Side, bonus: Mapping[tuple[int, int], float] = _NOTHING
) -> tuple[Bead, ...]:
    """The beads of two articles, in the order of the source; each text of both is in one.

    `bonus` is what speaks for pairs of texts besides what they say, by their places: a memory
    that has them.
    """
    return tuple(
        replace(bead, confidence=confidence(seen)) if seen else bead
        for bead, seen in looked_at(source, target, bonus)
    )


def looked_at(
    source: Side, target: Side, bonus: Mapping[tuple[int, int], float] = _NOTHING
) -> Iterator[tuple[Bead, Signs | None]]:
    """The beads with what is seen of those that are pairs."""
    if not len(source) or not len(target):
        yield from ((Bead(range(at, at + 1), range(0)), None) for at in range(len(source)))
        yield from ((Bead(range(0), range(at, at + 1)), None) for at in range(len(target)))
        return
    within = corridor(source.known, target.known)
    answers = (
        answered(source.known, target.known, within),
        answered(target.known, source.known, within.turned(len(target))),
    )
    scores = Scores(source, target, answers, bonus)
    path = Path(scores, within)
    beads = with_moved(path.beads, scores, source, target)
    yield from Look((source, target), path).at(beads)
