"""What status tells of articles: how far each is in each locale, and what stands behind that."""

from enum import Enum
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.desk.judged import FindingCounts, LocatedFinding
from l10n.errors import L10nError
from l10n.model.approval import Approval
from l10n.model.article import Problem
from l10n.model.catalog import Entry
from l10n.model.counts import Tally

if TYPE_CHECKING:
    from l10n.desk.listed_drafts import ListedDraft
    from l10n.desk.questions import ListedQuestion
    from l10n.steps.publish import Blocker
    from l10n.steps.signoff import Objection

_NONE = Tally()


class PageState(Enum):
    """How a published page stands to its article and its catalog."""

    NONE = "none"
    """There is no version yet."""
    CURRENT = "current"
    ARTICLE = "article changed"
    TRANSLATION = "translation changed"
    TEMPLATE = "template changed"
    """Its label, addresses, metadata or addenda would read otherwise now."""
    FILES = "files changed"
    """A file that it refers to has changed, or the copy beside it is gone."""
    MISSING = "missing"
    """There is a version, but its file is gone."""
    EDITED = "edited"
    """Its file does not hold the newest version; publishing refuses it."""
    HELD = "rolled back"
    """An earlier version was brought back, and publishing leaves it so."""
    RETRACTED = "retracted"
    """It was taken back, and publishing leaves it so."""
    UNKNOWN = "unknown"
    """The article is as it was; the record is too old to tell about the translation."""


@dataclass(frozen=True, slots=True)
class EntryCounts:
    """The entries of an article in one locale; a text that stands in two places counts once."""

    empty: int
    draft: int
    """All that `status --drafts` lists: drafts of machines, and people's unfinished texts."""
    translated: int
    unfinished: int
    """Of the drafts, texts of people that are no translation of their source, or not yet."""
    doubtful: int
    """Drafts of machines that a person should look at first."""
    blocking: int
    """Entries that stand in the way of a version by the workflow's rules."""
    drafts_used: int
    """Drafts that a version would be made of."""
    left_in_source: int
    """Entries whose source text would stand in a version."""
    approved: int = 0
    """Entries that are signed for as they are."""
    rejected: int = 0
    """Entries that somebody rejected as they are."""
    changed: int = 0
    """Entries that were approved, and have changed since."""
    by_engines: Tally = _NONE
    """Drafts that stand as an engine made them."""
    from_memory: Tally = _NONE
    """Drafts that stand as the memory gave them, those of similar texts among them."""
    similar: int = 0
    """Of the drafts from memory, those of similar texts, which are never published."""

    @property
    def signed(self) -> bool:
        """True where somebody signed any of them."""
        return bool(self.approved or self.rejected or self.changed)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """The published page of an article in one locale."""

    state: PageState
    version: int | None = None
    """Number of the current version; None where there is none."""
    date: str | None = None
    """When it was published: ISO 8601, UTC, seconds."""
    outdated: bool = False
    """The article has changed since that version."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry of which somebody signed a text."""

    line: int
    """Of its first place in the article, from 1."""
    entry: Entry
    approval: Approval


@dataclass(frozen=True, slots=True)
class ListedComment:
    """What a translator has written to a text, besides its translation."""

    line: int | None
    """The first line of the article in which the text stands; None where it is gone from it."""
    source: str
    comment: str
    """Of one line or several."""


@dataclass(frozen=True, slots=True)
class Details:
    """What stands behind the counts."""

    drafts: "tuple[ListedDraft, ...]"
    """Texts of people that are not finished, then machine drafts, the least certain first."""
    blockers: "tuple[Blocker, ...]"
    """What stands in the way of a version by the workflow's rules, one for each entry."""
    findings: tuple[LocatedFinding, ...]
    """What checks found, in the order of the article."""
    comments: tuple[ListedComment, ...]
    """What translators have written to their texts, in the order of the catalog."""
    questions: "tuple[ListedQuestion, ...]"
    """What editors have asked and nobody has ended."""
    unlabelled: L10nError | None
    """There is no wording of the label that a version needs."""
    objections: "tuple[Objection, ...]" = ()
    """What stands against a version as a whole, by the workflow's rules."""
    reviewed: tuple[Reviewed, ...] = ()
    """What people signed, in the order of the article."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one article is in one locale."""

    article: str
    locale: str
    workflow: str
    counts: EntryCounts
    findings: FindingCounts
    page: PublishedPage
    publishable: bool
    label_missing: bool
    """All that blocks publishing: there is no wording of the label in this locale."""
    problems: tuple[Problem, ...] = ()
    """What of the article could not be carried into the page."""
    rules: tuple[str, ...] = ()
    """The keys of `[publish]` by which a version as a whole is refused."""
    details: Details | None = None
    """None where nobody asked for them."""

    @property
    def parts_left_out(self) -> int:
        """Parts of the article that stand in the source language, whatever translators do."""
        return sum(problem.untranslated for problem in self.problems)


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far all wanted articles are."""

    standings: tuple[Standing, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    orphans: tuple[tuple[str, str], ...] = ()
    """Pages whose article is gone, by article and locale."""
