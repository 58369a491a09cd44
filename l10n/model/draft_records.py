"""What the records of machine drafts say of an entry."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import Enum

from l10n.messages import joined
from l10n.model.catalog import DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.memory_origin import MemoryOrigin

RecordsByEntry = Mapping[str, tuple[DraftRecord, ...]]
"""Records by the digest of the entry's key."""


class Authorship(Enum):
    """Whose the target of an entry is, and what it is a translation of."""

    NOBODY = "nobody"
    """There is no target."""
    PERSON = "person"
    """A person's translation of this source: the entry is not fuzzy."""
    MACHINE = "machine"
    """A machine draft of this source that nobody has changed or confirmed."""
    MEMORY = "memory"
    """The memory's translation of this source, which nobody has changed or confirmed here."""
    CARRIED_OVER = "carried over"
    """Made for an earlier source, which the entry names (`#|`)."""
    CHANGED = "changed"
    """A machine draft that a person changed and has not confirmed."""
    ELSEWHERE = "elsewhere"
    """A person's translation of the same text, in another article."""
    SIMILAR = "similar"
    """The memory's translation of a text that resembles it, which nobody has changed."""
    MARKED = "marked"
    """Fuzzy, and nobody knows why: a person marked it, or another tool did."""

    @property
    def unfinished(self) -> bool:
        """True for a person's text that is not, or not yet, a translation of this source."""
        return self in _UNFINISHED


_UNFINISHED = frozenset(
    (
        Authorship.CARRIED_OVER,
        Authorship.CHANGED,
        Authorship.ELSEWHERE,
        Authorship.SIMILAR,
        Authorship.MARKED,
    )
)


def records_by_entry(records: Collection[DraftRecord]) -> RecordsByEntry:
    """Group records by the digest of the entry's key."""
    found: dict[str, list[DraftRecord]] = {}
    for record in records:
        found.setdefault(record.key, []).append(record)
    return {key: tuple(several) for key, several in found.items()}


def record_of(entry: Entry, records: RecordsByEntry) -> DraftRecord | None:
    """The record of what an entry is to the machine, if there is one.

    For a target, the record of the draft that it equals to the letter; for an entry without one,
    why it was left empty. Of several reasons, as a union merge leaves them, all are told. A draft
    that was kept in the record was never an entry's target, so it makes nobody's text a machine's.
    """
    mine = records.get(key_digest(entry.key), ()) if records else ()
    if not mine:
        return None
    if entry.target:
        digest = text_digest(entry.target)
        return next((each for each in mine if each.target == digest and each.is_of_target), None)
    return _reasons(mine)


def _reasons(mine: Collection[DraftRecord]) -> DraftRecord | None:
    """Why there is no draft; several reasons in one record."""
    left = [record for record in mine if not record.target]
    if len(left) < 2:
        return left[0] if left else None
    return replace(left[0], reason=joined(each.reason for each in left if each.reason is not None))


def untouched(entry: Entry, records: RecordsByEntry) -> bool:
    """True for a draft of an engine or the memory that no person has changed or confirmed."""
    return entry.state is State.DRAFT and record_of(entry, records) is not None


def from_memory(entry: Entry, records: RecordsByEntry) -> MemoryOrigin | None:
    """Where a draft comes from that stands as the memory gave it."""
    record = record_of(entry, records) if entry.state is State.DRAFT else None
    return None if record is None else record.memory


def taken_over(entry: Entry, records: RecordsByEntry) -> MemoryOrigin | None:
    """Where a finished translation comes from that nobody typed or confirmed in this catalog.

    That is what the memory gave between the same neighbours, where a workflow takes it as finished.
    """
    if entry.state is not State.TRANSLATED:
        return None
    record = record_of(entry, records)
    origin = None if record is None else record.memory
    return origin if origin is not None and origin.finished else None


def typed_here(entry: Entry, records: RecordsByEntry) -> bool:
    """True if a person wrote or confirmed the target of an entry, in this very catalog."""
    return bool(entry.target) and not (
        untouched(entry, records) or article_of(entry, records) or taken_over(entry, records)
    )


def authorship(entry: Entry, records: RecordsByEntry) -> Authorship:
    """Whose the target of an entry is."""
    if entry.state is not State.DRAFT:
        return Authorship.NOBODY if entry.state is State.EMPTY else Authorship.PERSON
    record = record_of(entry, records)
    if record is not None:
        if record.memory is None:
            return Authorship.MACHINE
        return Authorship.SIMILAR if record.memory.fuzzy else Authorship.MEMORY
    if entry.previous not in (None, entry.key):
        return Authorship.CARRIED_OVER
    mine = records.get(key_digest(entry.key), ()) if records else ()
    drafted = any(each.by_engine for each in mine)
    if article_of(entry, records):
        return Authorship.ELSEWHERE
    return Authorship.CHANGED if drafted else Authorship.MARKED


def article_of(entry: Entry, records: RecordsByEntry) -> str:
    """The other article that a fuzzy entry has its target of, to the letter; empty if none."""
    mine = records.get(key_digest(entry.key), ()) if records else ()
    told = [each for each in mine if each.article]
    if not told or entry.state is not State.DRAFT:
        return ""
    digest = text_digest(entry.target)
    return next((each.article for each in told if each.target == digest), "")


def stand_in(entry: Entry, records: RecordsByEntry, settings: str) -> DraftRecord | None:
    """The machine draft of an entry's source that is kept in the record, if it still holds.

    `settings` names what decides on drafts now; one that was made with others does not hold.
    """
    mine = records.get(key_digest(entry.key), ()) if records and settings else ()
    return next((each for each in mine if each.text and each.settings == settings), None)


def beside(entry: Entry, records: RecordsByEntry) -> DraftRecord | None:
    """What is on record beside a person's unfinished text: a draft, or why there is none."""
    mine = records.get(key_digest(entry.key), ()) if records else ()
    return next((each for each in mine if each.text), None) or _reasons(mine)
