"""What goes out as XLIFF: an article's entries, with what is known of each."""

from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.catalog import Entry


class Origin(Enum):
    """Where the target of an entry that is no finished translation comes from."""

    PERSON = "person"
    MACHINE = "machine"
    MEMORY = "memory"
    """The memory's translation of this text."""
    FUZZY = "fuzzy"
    """A translation of another text, or of an earlier one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another translation that the translator may take."""

    target: str
    origin: str
    """The engine that made it, or where it stands."""


@dataclass(frozen=True, slots=True)
class OutgoingUnit:
    """One entry."""

    entry: Entry
    origin: Origin = Origin.PERSON
    approved: bool = False
    """Somebody signed for it as it is."""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One article in one locale."""

    article: str
    source_locale: str
    target_locale: str
    parcel: str
    """The name of the copy (`parcel_id`)."""
    units: tuple[OutgoingUnit, ...]
    """In the order of the article, so that neighbours stand beside one another."""
