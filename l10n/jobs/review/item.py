"""Items: one entry of an article, with all that an editor wants to know of it."""

from enum import Enum

from l10n.checks import Finding, Severity
from l10n.dataclass import dataclass
from l10n.desk.questions import ListedQuestion
from l10n.messages import N_
from l10n.model.approval import Approval, ApprovalState
from l10n.model.catalog import DraftRecord, Entry, State
from l10n.model.draft_records import Authorship
from l10n.model.segment import Key, Segment
from l10n.steps.worry import Worry


class Status(Enum):
    """How an entry stands to those who review it."""

    EMPTY = "empty"
    DRAFT = "draft"
    """Fuzzy."""
    REJECTED = "rejected"
    TRANSLATED = "translated"
    CHANGED = "changed"
    """Approved, then changed."""
    APPROVED = "approved"


STATUS_NAMES = {
    Status.EMPTY: N_("empty"),
    Status.DRAFT: N_("fuzzy"),
    Status.REJECTED: N_("rejected"),
    Status.TRANSLATED: N_("translated"),
    Status.CHANGED: N_("approved, then changed"),
    Status.APPROVED: N_("approved"),
}
"""What each is called."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry under review."""

    segment: Segment
    """At its first place in the article."""
    lines: tuple[int, ...]
    """Lines of the article in which it stands, from 1."""
    multiline: bool
    """A line break in its target is published as one."""
    entry: Entry
    author: Authorship
    record: DraftRecord | None
    """Of the machine draft that the target is, or of why there is none."""
    approval: Approval | None
    findings: tuple[Finding, ...]
    """What checks found; what the translator silenced is left out."""
    notes: tuple[str, ...]
    """What the tool tells the translator, a line each: role, tags, draft, terms."""
    worry: Worry
    questions: tuple[ListedQuestion, ...] = ()
    """What editors have asked about it, those that are ended left out."""

    @property
    def key(self) -> Key:
        """Context and source text."""
        return self.entry.key

    @property
    def status(self) -> Status:
        """How it stands."""
        if self.entry.state is State.EMPTY:
            return Status.EMPTY
        signed = None if self.approval is None else self.approval.state
        if signed is ApprovalState.REJECTED:
            return Status.REJECTED
        if self.entry.state is State.DRAFT:
            return Status.DRAFT
        if signed is ApprovalState.APPROVED:
            return Status.APPROVED
        return Status.CHANGED if signed is ApprovalState.CHANGED else Status.TRANSLATED

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which it cannot be accepted."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)
