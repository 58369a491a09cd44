"""What of an article goes out as XLIFF, beside its catalog: who wrote what, and who signed it."""

from collections.abc import Collection, Iterator

from l10n.desk.desk import Job
from l10n.exchange.xliff.outgoing import Offer, Origin, Outgoing, OutgoingUnit
from l10n.model.catalog import Catalog, DraftRecord, Entry, State
from l10n.model.draft_records import (
    Authorship,
    RecordsByEntry,
    article_of,
    authorship,
    beside,
    record_of,
    records_by_entry,
)
from l10n.steps.approval import approvals
from l10n.store.drafts import load_drafts
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace

_ORIGINS = {
    Authorship.MACHINE: Origin.MACHINE,
    Authorship.MEMORY: Origin.MEMORY,
    Authorship.ELSEWHERE: Origin.MEMORY,
    Authorship.CARRIED_OVER: Origin.FUZZY,
    Authorship.SIMILAR: Origin.FUZZY,
}


def outgoing(workspace: Workspace, job: Job, catalog: Catalog, parcel: str) -> Outgoing:
    """The active entries of a catalog, in order; raises L10nError for records that are damaged."""
    where = (job.locale, job.name)
    _file, signatures = load_reviews(workspace, workspace.reviews_path(*where))
    _file, drafts = load_drafts(workspace, workspace.drafts_path(*where))
    signed = approvals(catalog.entries, signatures)
    approved = {key for key, each in signed.items() if each.approved}
    return Outgoing(
        job.name, job.workflow.source, job.locale, parcel, _units(catalog, drafts, approved)
    )


def _units(
    catalog: Catalog, drafts: Collection[DraftRecord], approved: Collection[object]
) -> tuple[OutgoingUnit, ...]:
    grouped = records_by_entry(drafts)
    return tuple(
        OutgoingUnit(
            entry,
            _ORIGINS.get(authorship(entry, grouped), Origin.PERSON),
            entry.state is State.TRANSLATED and entry.key in approved,
            tuple(dict.fromkeys(_offers(entry, grouped))),
        )
        for entry in catalog.active()
        if entry.plurals is None
    )


def _offers(entry: Entry, records: RecordsByEntry) -> Iterator[Offer]:
    """What an engine gave besides, or keeps beside a person's unfinished text."""
    if entry.state is State.TRANSLATED:
        return
    unfinished = authorship(entry, records).unfinished
    record = beside(entry, records) if unfinished else record_of(entry, records)
    if record is None:
        return
    for text in (record.text, *record.alternatives):
        if text and text != entry.target:
            yield Offer(text, record.engine or article_of(entry, records) or "l10n")
