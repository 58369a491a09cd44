"""Remembering: which machine drafts of a catalog are to be kept as the machine wrote them."""

from collections.abc import Collection, Iterator

from l10n.model.catalog import Catalog, DraftRecord, key_digest
from l10n.model.draft_records import record_of, records_by_entry
from l10n.model.machine_draft import MachineDraft


def new_drafts(
    catalog: Catalog,
    records: Collection[DraftRecord],
    *,
    former: Collection[DraftRecord] = (),
    known: Collection[MachineDraft] = (),
    date: str,
) -> Iterator[MachineDraft]:
    """The drafts that stand in a catalog and are not `known` yet, in its order.

    `records` are those that go with the catalog. A draft of which there was a record before
    (`former`) was made nobody knows when; any other is dated. One that a person has changed since
    is lost.
    """
    grouped = records_by_entry(records)
    before = frozenset(former)
    seen = {draft.identity for draft in known}
    for entry in catalog.entries:
        record = record_of(entry, grouped) if entry.target else None
        if record is None:
            continue
        draft = MachineDraft(
            key_digest(entry.key),
            entry.target,
            engine=record.engine,
            model=record.model,
            date="" if record in before else date,
        )
        if draft.identity not in seen:
            seen.add(draft.identity)
            yield draft
