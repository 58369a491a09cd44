"""What publishing is asked to do, and what it did."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.desk.followed import NOTHING, Followed
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.model.article import Problem
    from l10n.steps.publish import Blocker, ChosenTargets, Obstacle
    from l10n.steps.signoff import Objection

FIRST = 3
"""Obstacles that are named of each article; `l10n status ARTICLE` names all."""


class Result(Enum):
    """What became of one article in one locale."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    """The current version already reads so."""
    REFUSED = "refused"
    """The workflow does not let it be published as it is."""
    HELD = "held"
    """An earlier version was brought back, and stays until somebody corrects the page."""
    RETRACTED = "retracted"
    """It was taken back, and stays so until somebody corrects it or brings it back."""


@dataclass(frozen=True, slots=True)
class VersionCounts:
    """The entries that a version is made of."""

    empty: int = 0
    """Those that stand in the source language."""
    draft: int = 0
    translated: int = 0
    left: int = 0
    """Parts of the article, in no catalog, that stand in the source language as well."""

    @classmethod
    def of(cls, choice: "ChosenTargets") -> "VersionCounts":
        """The counts of what was chosen."""
        return cls(choice.empty, choice.draft, choice.translated, choice.left)

    def __add__(self, other: "VersionCounts") -> "VersionCounts":
        """Add the counts of two versions."""
        return VersionCounts(
            self.empty + other.empty,
            self.draft + other.draft,
            self.translated + other.translated,
            self.left + other.left,
        )


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands in the way of a version, as a person is told in short."""

    first: "tuple[Obstacle, ...]"
    """FIRST of them, or all."""
    number: int
    """Of all."""


@dataclass(frozen=True, slots=True)
class Release:
    """What publishing did with one article in one locale."""

    article: str
    locale: str
    result: Result
    counts: VersionCounts
    version: int = 0
    """Number of the current version; 0 where there is none."""
    stays: bool = False
    """Refused, and the page of that version is there and stays as it is."""
    label: str = ""
    """The notice that its readers find."""
    blockers: "tuple[Blocker, ...]" = ()
    """One for each entry; none where it was refused before and is told again (`kept`)."""
    kept: Obstacles | None = None
    """What stood in the way when it was refused, which nothing has changed since."""
    unlabelled: L10nError | None = None
    """Refused only because there is no wording of the label in this locale."""
    objections: "tuple[Objection, ...]" = ()
    """What stands against a version as a whole, by the workflow's rules."""
    release_at: datetime | None = None
    """When it may be published, where that is yet to come."""
    problems: "tuple[Problem, ...]" = ()
    """Parts of the article that could not be taken in; they stand in the source language."""

    @property
    def obstacles(self) -> Obstacles:
        """What stands in the way of it."""
        if self.kept is not None:
            return self.kept
        return Obstacles(tuple(each.told for each in self.blockers[:FIRST]), len(self.blockers))


@dataclass(frozen=True, slots=True)
class Correction:
    """A version that puts right what readers were told."""

    reason: str
    """In the desk's words."""
    notice: str = ""
    """What readers are told, in their language, behind the date."""


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """How articles are published."""

    now: datetime
    """Dates new versions."""
    replace_edited: bool = False
    """A published file that was changed by hand is replaced; its text is kept as a version."""
    editor: Callable[[], str] = str
    """Who answers for new versions, asked once there is one: "Name <mail>"; empty for nobody."""
    correction: Correction | None = None
    """New versions are corrections; pages that were taken back, or set back, come again."""
    complete: bool = False
    """Look at articles too that are as they were at the last publish, and say all about them."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What became of all wanted articles."""

    releases: tuple[Release, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    followed: Followed = NOTHING
    """What else was brought up to date: pages of other locales, exports, feeds."""
    orphans: tuple[tuple[str, str], ...] = ()
    """Pages whose article is gone, by article and locale; they stay until they are retracted."""
    unchanged: int = 0
    """Pages that nobody had to look at; they are not among the releases."""
