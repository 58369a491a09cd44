"""Refining: beads beside texts without a counterpart, tried with them and without a part of theirs.

The path counts words one text at a time, and a long text answers much by chance. A look at a pair
lets each word answer once, so it tells better where a pair ends.
"""

from collections.abc import Iterator, Sequence

from l10n.alignment.bead import MOVES, Bead
from l10n.alignment.confidence import Signs, confidence, signs
from l10n.alignment.path import Path
from l10n.alignment.sides import Side

_BETTER = 0.1
"""How much surer a bead has to be than the one whose place it takes."""


class Look:
    """Looks at beads of one pair of articles."""

    def __init__(self, sides: tuple[Side, Side], path: Path) -> None:
        """Take both sides, and the path that was found."""
        self._sides = sides
        self._path = path

    def at(self, beads: Sequence[Bead]) -> Iterator[tuple[Bead, Signs | None]]:
        """The beads, refined, with what is seen of those that are pairs."""
        found = self._refined(list(beads))
        for at, bead in enumerate(found):
            yield bead, self._seen(bead, alone=_alone(found, at)) if bead.is_pair else None

    def _seen(self, bead: Bead, *, alone: bool) -> Signs:
        return signs(bead, self._sides, self._path.share(bead), alone=alone)

    def _sure(self, bead: Bead, *, alone: bool) -> float:
        return confidence(self._seen(bead, alone=alone))

    def _refined(self, beads: list[Bead]) -> list[Bead]:
        found: list[Bead] = []
        while beads:
            bead = beads.pop(0)
            if not bead.is_pair or bead.moved:
                found.append(bead)
                continue
            alone = _alone([*found[-1:], bead, *beads[:1]], min(len(found), 1))
            best, rest, taken, after = self._best(bead, found, beads, alone=alone)
            if taken:
                found.pop()
            del beads[:after]
            found += [*rest[0], best, *rest[1]]
        return found

    def _best(
        self, bead: Bead, found: Sequence[Bead], beads: Sequence[Bead], *, alone: bool
    ) -> tuple[Bead, tuple[Sequence[Bead], Sequence[Bead]], bool, int]:
        """The likeliest of a bead, its parts, and it with a neighbour that has no counterpart.

        With the texts that a part leaves, before and behind it, and whether those neighbours were
        taken in.
        """
        choices: list[tuple[float, Bead, tuple[Sequence[Bead], Sequence[Bead]], bool, int]] = []
        own = self._sure(bead, alone=alone)
        before = found[-1] if found and not found[-1].is_pair else None
        after = beads[0] if beads and not beads[0].is_pair else None
        if before is not None and (more := _with(before, bead)):
            choices.append((self._sure(more, alone=False), more, ((), ()), True, 0))
        if after is not None and (more := _with(bead, after)):
            choices.append((self._sure(more, alone=False), more, ((), ()), False, 1))
        for part, rest in _parts(bead):
            choices.append((self._sure(part, alone=True), part, rest, False, 0))
        best = max(choices, key=lambda each: each[0], default=None)
        if best is None or best[0] < own + _BETTER:
            return bead, ((), ()), False, 0
        return best[1:]


def _alone(beads: Sequence[Bead], at: int) -> bool:
    """True where a neighbour of a bead has no counterpart."""
    return not all(each.is_pair for each in beads[max(0, at - 1) : at + 2])


def _with(one: Bead, other: Bead) -> Bead | None:
    """Two neighbours as one bead; None where that is none."""
    if one.source and other.source and one.source.stop != other.source.start:
        return None
    if one.target and other.target and one.target.stop != other.target.start:
        return None
    made = Bead(_joined(one.source, other.source), _joined(one.target, other.target))
    return made if (len(made.source), len(made.target)) in MOVES else None


def _joined(one: range, other: range) -> range:
    if not one or not other:
        return one or other
    return range(one.start, other.stop)


def _parts(bead: Bead) -> Iterator[tuple[Bead, tuple[Sequence[Bead], Sequence[Bead]]]]:
    """A bead without its first or last text of one side, and what is left before and behind."""
    source, target = bead.source, bead.target
    if len(source) > 1:
        yield Bead(source[1:], target), ((Bead(source[:1], target[:0]),), ())
        yield Bead(source[:-1], target), ((), (Bead(source[-1:], target[-1:][1:]),))
    if len(target) > 1:
        yield Bead(source, target[1:]), ((Bead(source[:0], target[:1]),), ())
        yield Bead(source, target[:-1]), ((), (Bead(source[-1:][1:], target[-1:]),))
