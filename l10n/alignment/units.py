"""Units of a memory from beads; each with what is known of its place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n.alignment.bead import Bead
from l10n.alignment.joining import matched
from l10n.alignment.sides import Side
from l10n.dataclass import dataclass
from l10n.model.segment import Segment
from l10n.model.unit import Standing, Unit


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair of texts as a unit of a memory."""

    unit: Unit
    bead: Bead
    tagged: bool
    """False where the tags of both sides differ, so that the unit has none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where two articles come from."""

    article: str
    desk: str = ""
    date: str = ""


def aligned_units(
    source: Side, target: Side, beads: Sequence[Bead], origin: Origin
) -> Iterator[Aligned]:
    """All pairs, in the order of the source; neighbours are those of the article."""
    for bead in beads:
        if not bead.is_pair:
            continue
        first, last = bead.source.start, bead.source.stop
        found = matched(source.segments[first:last], _run(target, bead.target))
        unit = Unit(
            source=found.source,
            target=found.target,
            source_locale=source.locale,
            target_locale=target.locale,
            context=source.segments[first].context if len(bead.source) == 1 else None,
            before=_plain(source, first - 1),
            after=_plain(source, last),
            standing=Standing.IMPORTED,
            desk=origin.desk,
            article=origin.article,
            date=origin.date,
        )
        yield Aligned(unit, bead, found.tagged)


def distinct(units: Sequence[Aligned]) -> Iterator[Aligned]:
    """Units of which none says what another does; of those the surest."""
    best: dict[tuple[str | None, str, str], Aligned] = {}
    for each in units:
        key = (each.unit.context, each.unit.source.text, each.unit.target)
        known = best.get(key)
        if known is None or known.bead.confidence < each.bead.confidence:
            best[key] = each if known is None else replace(known, bead=each.bead)
    yield from best.values()


def _run(side: Side, run: range) -> Sequence[Segment]:
    return side.segments[run.start : run.stop]


def _plain(side: Side, at: int) -> str:
    """The text at a place without its tags; empty beyond both ends."""
    return side.segments[at].tagged.plain() if 0 <= at < len(side) else ""
