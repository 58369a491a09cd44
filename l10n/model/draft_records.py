"""What the records of machine drafts say of an entry."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from l10n.messages import joined
from l10n.model.catalog import DraftRecord, Entry, State, key_digest, text_digest

RecordsByEntry = Mapping[str, tuple[DraftRecord, ...]]
"""Records by the digest of the entry's key."""


def records_by_entry(records: Collection[DraftRecord]) -> RecordsByEntry:
    """Group records by the digest of the entry's key."""
    found: dict[str, list[DraftRecord]] = {}
    for record in records:
        found.setdefault(record.key, []).append(record)
    return {key: tuple(several) for key, several in found.items()}


def record_of(entry: Entry, records: RecordsByEntry) -> DraftRecord | None:
    """The record of what an entry is to the machine, if there is one.

    For a target, the record of the draft that it equals to the letter; for an entry without one,
    why it was left empty. Of several reasons, as a union merge leaves them, all are told.
    """
    mine = records.get(key_digest(entry.key), ()) if records else ()
    if not mine:
        return None
    if entry.target:
        digest = text_digest(entry.target)
        return next((record for record in mine if record.target == digest), None)
    left = [record for record in mine if not record.target]
    if len(left) < 2:
        return left[0] if left else None
    return replace(left[0], reason=joined(each.reason for each in left if each.reason is not None))


def untouched(entry: Entry, records: RecordsByEntry) -> bool:
    """True for a machine draft that no person has changed or confirmed."""
    return entry.state is State.DRAFT and record_of(entry, records) is not None
