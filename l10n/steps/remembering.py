"""Remembering: which machine drafts of a catalog are to be kept as the machine wrote them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from l10n.model.catalog import Catalog, DraftRecord, key_digest, text_digest
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


def inherited_drafts(
    catalog: Catalog,
    records: Collection[DraftRecord],
    drafts_of: Callable[[str], Collection[MachineDraft]],
    *,
    known: Collection[MachineDraft] = (),
) -> Iterator[MachineDraft]:
    """What a machine wrote of the texts that were taken over from other articles.

    `drafts_of` gives the drafts that are remembered of an article. Who accepts such a text here
    accepts a machine's, as whoever accepted it there.
    """
    seen = {draft.identity for draft in known}
    taken = {(each.key, each.target): each.article for each in records if each.article}
    if not taken:
        return
    for entry in catalog.entries:
        key, digest = key_digest(entry.key), text_digest(entry.target)
        article = taken.get((key, digest))
        for draft in () if article is None else drafts_of(article):
            mine = replace(draft, key=key)
            if draft.digest == digest and mine.identity not in seen:
                seen.add(mine.identity)
                yield mine
