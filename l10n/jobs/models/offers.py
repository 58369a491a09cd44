"""What a person is told of a model before it is fetched, and what they wish for it."""

from collections.abc import Callable
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.packages.catalog import Recommended
from l10n.engines.packages.licences import forbids_commerce
from l10n.errors import UsageError
from l10n.messages import _
from l10n.regex import regex

_NAME = regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person, or the catalog, says of a model that it does not say itself."""

    name: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    preset: str = ""
    licence: str = ""
    convert: bool = False
    """True for a model of Marian that is to become one of CTranslate2."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that is about to be installed."""

    name: str
    origin: str
    """Where it comes from: `hf:owner/name`, an address."""
    revision: str
    """The commit, or the publisher's date; empty if there is none."""
    licence: str
    """Empty if nobody says it."""
    size: int | None
    """Bytes to fetch in all; None if that is not known before, or nothing is."""
    here: int
    """Bytes of them that are here from an earlier attempt."""
    free: int
    """Bytes free where it goes."""
    place: Path
    """Its folder."""
    page: str
    """Where a person reads about it."""
    gated: bool = False

    @property
    def noncommercial(self) -> bool:
        """True for a licence that forbids commercial use."""
        return forbids_commerce(self.licence)


Accept = Callable[[Offer], None]
"""Shows an offer, and returns if the person takes it; raises RefusedError otherwise."""


def catalog_wish(wish: Wish, chosen: Recommended) -> Wish:
    """What a person wishes for, and where they say nothing, what the catalog says."""
    pairs = tuple((each.partition(">")[0], each.partition(">")[2]) for each in chosen.pairs)
    return Wish(
        name=wish.name or chosen.name,
        pairs=wish.pairs or pairs,
        preset=wish.preset or chosen.preset,
        licence=chosen.licence,
        convert=wish.convert or chosen.convert,
    )


def checked_name(name: str) -> str:
    """A name that a person gives a model, as it may be; raises UsageError."""
    if name and not _NAME.fullmatch(name):
        raise UsageError(
            _("“{name}” cannot be the name of a model").format(name=name[:200]),
            code="USE-124",
            remedy=_("letters, digits, dots and hyphens"),
        )
    return name
