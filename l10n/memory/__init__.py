"""Translation memory: what has been translated once, found again by likeness."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Literal, Protocol

from l10n.dataclass import dataclass
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit

__all__ = ["Grade", "Match", "Memory", "Place", "Query", "UnitCount"]

LEAST = 75
"""The least similarity of a match, in percent, unless somebody asks for another."""


class Grade(IntEnum):
    """How a text agrees with that of a unit; the higher goes before the lower."""

    FUZZY = 1
    """It resembles it."""
    FIGURES = 2
    """They differ in figures and dates alone."""
    NORMALIZED = 3
    """They differ in quotation marks, apostrophes, blanks or capitals alone."""
    EXACT = 4
    """Letter for letter the same, tags included."""
    IN_CONTEXT = 5
    """And both have the same role and neighbours."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where units were taken from; its units are put in and taken out together."""

    kind: Literal["catalog", "file"]
    name: str
    """The article of a catalog; a file by its way from the workspace's root."""
    locale: str = ""
    """Of the catalog; empty for a file, which may hold several."""
    workspace: str = ""
    """The workspace whose place it is, in a memory that several share; empty for our own."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text that a translation is wanted for."""

    text: Tagged
    source_locale: str
    target_locale: str
    context: str | None = None
    before: str = ""
    """The text before it in its article, without tags."""
    after: str = ""
    """The text after it, likewise."""
    least: int = LEAST
    """Least similarity, in percent; what differs in figures alone is found below it, too."""
    most: int = 5
    """Matches that are wanted, at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that answers a query."""

    unit: Unit
    place: Place
    grade: Grade
    similarity: int
    """Percent, rounded down, of the normalized texts; 100 for all but FUZZY and FIGURES."""


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many units have all of this in common."""

    source_locale: str
    target_locale: str
    desk: str
    standing: Standing
    machine: bool
    number: int


class Memory(Protocol):
    """A translation memory: the index of one workspace, or one that a newsroom shares.

    Locales are found by language: a query for `en-GB` finds units of `en`, and the other way round;
    those of the very locale go first.

    What goes wrong with it is no error: it then finds less, and `failure` has the reason.
    """

    @property
    def failure(self) -> Exception | None:
        """What kept it from being read or written, the first time; to be told once."""
        ...

    def search(self, queries: Sequence[Query]) -> list[tuple[Match, ...]]:
        """The best matches of each query, in order; the best first.

        Ranked by grade, similarity, locales, role, standing, whose own it is, hand before machine,
        date. Of units that say the same (context, source and target) only the best is given.
        """
        ...

    def places(self) -> Mapping[Place, str]:
        """All places of this workspace, each with the stamp that it was put in with."""
        ...

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        """Let these units take the place of all that the memory has of a place, at once."""
        ...

    def remove(self, places: Collection[Place]) -> None:
        """Take out all units of some places."""
        ...

    def units(self, source: str = "", target: str = "") -> Iterator[tuple[Place, Unit]]:
        """All units, of one pair of locales if one is named, in a fixed order, a few at a time."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...
