"""What a sync keeps in hand of an article, from the first look to the report."""

from typing import TYPE_CHECKING, Union

from l10n.dataclass import dataclass
from l10n.desk.desk import Job
from l10n.desk.feeding import Known
from l10n.desk.leads import Leads
from l10n.desk.problems import packed_problems
from l10n.desk.whole import Seen
from l10n.jobs.sync.commit import Committed
from l10n.jobs.sync.looking import CATALOG
from l10n.jobs.sync.planning import Plan
from l10n.jobs.sync.report import MinorEdits, Synced
from l10n.model.segment import Key
from l10n.store.document import Stamp
from l10n.store.index import Answer

if TYPE_CHECKING:
    from l10n.jobs.sync.apart import Apart


@dataclass(frozen=True, slots=True)
class Looked:
    """One article in one locale, before it is read."""

    job: Job
    known: Answer | None = None
    """What an earlier sync kept of it; it is as it was."""
    weight: int = 0
    """Bytes that are to be read; 0, if nothing is known, where another sync has it in hand."""


@dataclass(frozen=True, slots=True)
class Here:
    """One that was read; None where it is in the target locale already."""

    plan: Union[Plan, "Apart", None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of one that was written."""

    synced: Synced
    minor: MinorEdits | None
    keys: frozenset[Key] | None
    """Of the texts of an article that is new, where it may be the new name of one that is gone."""
    stamps: tuple[Stamp | None, ...]
    """Of all that a sync reads (`planning.paths`), as it is now."""
    problems: object | None
    """What could not be taken in, as the index keeps it; None where the next sync has to look
    again."""
    known: Known
    """For the memory."""
    leads: Leads
    """What stood where the addresses of the article lead."""
    seen: Seen | None = None
    """What another process has seen of catalogs."""


def kept_of(done: Committed, *, heirs: bool) -> Kept:
    """What is kept of an article that was written; `heirs` are looked for if an article is gone."""
    plan, result, job = done.plan, done.result, done.plan.job
    where = (job.name, job.locale)
    synced = Synced(
        *where,
        written=done.written,
        changes=plan.merged.changes,
        drafts=result.counts,
        memory=plan.memory,
        segments=plan.size,
        unasked=result.unasked,
    )
    minor = None
    if plan.carried or plan.refused:
        minor = MinorEdits(*where, plan.carried, plan.refused)
    keys = None
    # What had a catalog before has translations of its own, or had the chance to.
    if heirs and plan.old is None:
        keys = frozenset(segment.key for segment in plan.source.segments)
    # A dead link is told each time, and may come to lead to something while the article stays.
    again = result.counts.transient or result.unasked or plan.source.links or result.failures
    known = Known(
        where=where,
        catalog=result.catalog,
        stamp=done.stamps[CATALOG],
        source_locale=plan.source.article.locale,
    )
    problems = None if again else packed_problems(plan.source.problems)
    return Kept(synced, minor, keys, done.stamps, problems, known, dict(plan.source.leads))
