"""Remembering: which machine drafts of a catalog are to be kept as the machine wrote them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from l10n.model.catalog import Catalog, DraftRecord, key_digest, text_digest
from l10n.model.draft_records import record_of, records_by_entry
from l10n.model.machine_draft import MachineDraft

MEMORY = "memory"
"""What stands for an engine that nobody knows: the memory says that some machine wrote a text."""


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
        # What a machine wrote of the memory's texts is inherited.
        if record is None or record.memory is not None:
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


def inherited_drafts(
    catalog: Catalog,
    records: Collection[DraftRecord],
    drafts_of: Callable[[str], Collection[MachineDraft]],
    *,
    known: Collection[MachineDraft] = (),
) -> Iterator[MachineDraft]:
    """What a machine wrote of the texts that were taken over from other articles or the memory.

    `drafts_of` gives the drafts that are remembered of an article. Who accepts such a text here
    accepts a machine's, as whoever accepted it there. Where the memory alone knows that a machine
    wrote it, and not which, the memory stands for it.
    """
    seen = {draft.identity for draft in known}
    taken = {(each.key, each.target): each for each in records if _is_taken(each)}
    if not taken:
        return
    for entry in catalog.entries:
        key, digest = key_digest(entry.key), text_digest(entry.target)
        record = taken.get((key, digest))
        if record is None:
            continue
        place = record.article if record.memory is None else record.memory.place
        found = [replace(each, key=key) for each in drafts_of(place) if each.digest == digest]
        if not found and record.memory is not None:
            found = [MachineDraft(key, entry.target, MEMORY, place)]
        for mine in found:
            if mine.identity not in seen:
                seen.add(mine.identity)
                yield mine


def _is_taken(record: DraftRecord) -> bool:
    """True for the record of a text that a machine may have written elsewhere."""
    return bool(record.article) or (record.memory is not None and record.memory.machine)
