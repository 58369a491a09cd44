"""What became of the articles that were aligned."""

from pathlib import Path

from l10n.alignment.bead import Bead
from l10n.alignment.sides import Side
from l10n.alignment.units import Aligned
from l10n.dataclass import dataclass
from l10n.errors import L10nError


@dataclass(frozen=True, slots=True)
class AlignedArticle:
    """One article with its translation."""

    source_name: str
    """As a person named it."""
    target_name: str
    article: str
    """What its units call it: its name under `articles/` where it lies there."""
    sides: tuple[Side, Side]
    beads: tuple[Bead, ...]
    units: tuple[Aligned, ...]
    """A unit for each bead that is a pair, in their order."""
    sure: float
    """The least confidence of a pair that nobody has to look at."""

    @property
    def safe(self) -> tuple[Aligned, ...]:
        """What goes into the memory."""
        return tuple(each for each in self.units if each.bead.confidence >= self.sure)

    @property
    def doubtful(self) -> tuple[Aligned, ...]:
        """What a person has to look at."""
        return tuple(each for each in self.units if each.bead.confidence < self.sure)

    @property
    def lone(self) -> tuple[int, int]:
        """How many texts of the source, and of the target, have no counterpart."""
        return (
            sum(len(bead.source) for bead in self.beads if not bead.target),
            sum(len(bead.target) for bead in self.beads if not bead.source),
        )

    @property
    def untagged(self) -> int:
        """Of the safe ones, units that lost their tags."""
        return sum(not each.tagged for each in self.safe)


@dataclass(frozen=True, slots=True)
class FilledCatalog:
    """What was put into a catalog."""

    article: str
    locale: str
    finished: int
    """Entries that have a translation now."""
    drafts: int
    """Entries that have a doubtful one, for a person to look at."""
    kept: int
    """Entries that a person had written in, and that are as they were."""
    left: int
    """Entries that are empty still."""


@dataclass(frozen=True, slots=True)
class AlignReport:
    """What was aligned, and what was written."""

    articles: tuple[AlignedArticle, ...] = ()
    memory: Path | None = None
    """The file of the memory; None where there was nothing for it."""
    units: int = 0
    """How many units it has."""
    page: Path | None = None
    table: Path | None = None
    catalogs: tuple[FilledCatalog, ...] = ()
    errors: tuple[L10nError, ...] = ()
    written: bool = False
    """False where it was only tried."""

    @property
    def doubtful(self) -> int:
        """Pairs to look at."""
        return sum(len(each.doubtful) for each in self.articles)


@dataclass(frozen=True, slots=True)
class AcceptReport:
    """What a person has accepted."""

    memory: Path
    accepted: int
    refused: int
    open: int
    written: bool
