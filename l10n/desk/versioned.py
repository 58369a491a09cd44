"""The record of a version, from what it is made of."""

from datetime import datetime

from l10n.dataclass import dataclass
from l10n.model.composition import Composition, Signatory
from l10n.model.version import UPDATE, Version
from l10n.steps.publish import ChosenTargets, Edition


@dataclass(frozen=True, slots=True)
class Digests:
    """What a version is made from, each by its SHA-256 in hexadecimal."""

    text: str
    source: str
    catalog: str
    template: str
    glossary: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a version is published, and why."""

    now: datetime
    reason: str = ""
    notice: str = ""
    kind: str = UPDATE


def record(
    digests: Digests,
    occasion: Occasion,
    edition: Edition,
    choice: ChosenTargets,
    made_of: Composition,
) -> Version:
    """A version that has no id, no parents and no editor yet."""
    return Version(
        id="",
        kind=occasion.kind,
        text=digests.text,
        date=f"{occasion.now:%Y-%m-%dT%H:%M:%SZ}",
        source=digests.source,
        catalog=digests.catalog,
        template=digests.template,
        glossary=digests.glossary,
        empty=choice.empty,
        draft=choice.draft,
        translated=choice.translated,
        left=choice.left,
        accepted=made_of.accepted.entries,
        edited=made_of.edited.entries,
        people=made_of.people.entries,
        approved=made_of.approved.entries,
        words=made_of.total.words,
        raw_words=made_of.raw.words,
        accepted_words=made_of.accepted.words,
        edited_words=made_of.edited.words,
        people_words=made_of.people.words,
        approved_words=made_of.approved.words,
        translators=made_of.translators,
        approvers=tuple(map(_approver, made_of.approvers)),
        engines=made_of.engines,
        reason=occasion.reason,
        notice=occasion.notice,
        label=edition.label,
        state=edition.statement.state,
        source_type=edition.statement.source_type,
    )


def _approver(who: Signatory) -> tuple[str, ...]:
    return (who.who, who.role, who.first, who.last, str(who.entries))
