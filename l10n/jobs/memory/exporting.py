"""Export: the memory, or some of it, as a file that other tools and people can read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime
from typing import Literal, TextIO

from l10n.dataclass import dataclass
from l10n.desk.memories import Memories
from l10n.errors import UsageError
from l10n.messages import _
from l10n.model.unit import Standing, Unit

Format = Literal["tmx", "csv"]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is wanted of the memory; nothing said means all."""

    format: Format
    source: str = ""
    target: str = ""
    desk: str = ""
    since: date | None = None
    """Only what was worked on from this day on, in UTC."""
    approved: bool = False


@dataclass(slots=True)
class Export:
    """One export: it gives the units that are wanted, and counts them."""

    memories: Memories
    wish: ExportWish
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    """What was written, by languages."""
    undated: int = 0
    """Left out since nobody knows when it was worked on."""

    @property
    def written(self) -> int:
        """All that was written."""
        return sum(self.pairs.values())

    def check(self) -> None:
        """Raise UsageError where a table would have to hold several pairs of languages."""
        if self.wish.format == "csv" and len(self._pairs()) > 1:
            raise UsageError(
                _("a table holds one pair of languages, and there are several: {pairs}").format(
                    pairs=", ".join(f"{source} → {target}" for source, target in self._pairs())
                ),
                code="MEM-026",
                remedy=_("name one: --source and --locale; TMX holds them all"),
            )

    def write(self, file: TextIO, now: datetime) -> None:
        """Write the file, a unit at a time."""
        if self.wish.format == "tmx":
            from l10n.exchange.tmx.writing import write_units

            write_units(file, self._units(), now=now)
            return
        from l10n.exchange.csv.writing import table

        source, target = next(iter(self._pairs()), (self.wish.source, self.wish.target))
        for piece in table(source, target, self._units()):
            file.write(piece)

    def _pairs(self) -> list[tuple[str, str]]:
        """The pairs of languages that there may be something to write of."""
        wish = self.wish
        return sorted(
            {
                (each.source_locale, each.target_locale)
                for each in self.memories.own().counts()
                if wish.source in ("", each.source_locale)
                and wish.target in ("", each.target_locale)
                and wish.desk in ("", each.desk)
                and (not wish.approved or each.standing is Standing.APPROVED)
            }
        )

    def _units(self) -> Iterator[Unit]:
        wish = self.wish
        since = wish.since.isoformat() if wish.since else ""
        for _place, unit in self.memories.own().units(wish.source, wish.target):
            if wish.desk not in ("", unit.desk):
                continue
            if wish.approved and unit.standing is not Standing.APPROVED:
                continue
            if since and not unit.date:
                self.undated += 1
                continue
            # Dates of this form sort as what they say.
            if unit.date[: len(since)] < since:
                continue
            self.pairs[unit.source_locale, unit.target_locale] += 1
            yield unit
