"""Offered: what a catalog offers to a version, each text for what it is."""

from collections.abc import Collection, Mapping
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.messages import N_, Message, joined, message
from l10n.model.catalog import Catalog, DraftRecord, Entry, State
from l10n.model.draft_records import (
    Authorship,
    RecordsByEntry,
    authorship,
    beside,
    records_by_entry,
    stand_in,
)
from l10n.model.segment import Key

_WHY = {
    Authorship.CARRIED_OVER: N_("the text has changed since it was translated"),
    Authorship.CHANGED: N_("a machine draft that somebody changed and has not confirmed"),
    Authorship.ELSEWHERE: N_("a translation of the same text in another article, not confirmed"),
    Authorship.SIMILAR: N_("a translation of a similar text, from the memory"),
    Authorship.MARKED: N_("its translation is marked as unfinished"),
}


@dataclass(frozen=True, slots=True)
class StandIn:
    """An engine's own draft in the place of a person's text."""

    record: DraftRecord
    why: Message
    """Why the person's text is not published."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The texts that a version may be made of, and those that it may not, and why."""

    catalog: Catalog
    """As it is, but with the engine's own draft where one stands in for an unfinished text."""
    held: Mapping[Key, Message] = field(default_factory=dict)
    """Texts of people that are no translation of their source (yet), with the reason; they are
    never published, neither as a translation nor as a draft."""
    stand_ins: Mapping[Key, StandIn] = field(default_factory=dict)
    """Drafts that stand in for such texts."""


def unfinished(author: Authorship) -> Message:
    """What a person's text is that is no translation of its source, or not yet."""
    return message(_WHY[author])


def offered(catalog: Catalog, records: Collection[DraftRecord], settings: str = "") -> Offered:
    """Tell the texts of a catalog apart by who wrote them, and for which source.

    A fuzzy entry is the machine's where a record knows its target; any other is a person's text
    which says something else than its source, or may do so. The draft that is kept in the record
    takes its place, if it was made of this source and with these `settings`; without settings no
    draft may stand in.
    """
    by_entry = records_by_entry(records)
    held: dict[Key, Message] = {}
    stand_ins: dict[Key, StandIn] = {}
    entries = list(catalog.entries)
    for place, entry in enumerate(catalog.entries):
        # What is finished or empty is nobody's unfinished text.
        if entry.state is not State.DRAFT or entry.obsolete:
            continue
        kind = authorship(entry, by_entry)
        if not kind.unfinished:
            continue
        why = unfinished(kind)
        draft = stand_in(entry, by_entry, settings)
        if draft is not None:
            stand_ins[entry.key] = StandIn(draft, why)
            entries[place] = entry.with_target(draft.text, State.DRAFT)
            continue
        if settings:
            why = joined((why, _no_draft(entry, by_entry)))
        held[entry.key] = why
    if stand_ins:
        catalog = replace(catalog, entries=tuple(entries))
    return Offered(catalog, held, stand_ins)


def _no_draft(entry: Entry, records: RecordsByEntry) -> Message:
    """Why no machine draft stands in."""
    record = beside(entry, records)
    if record is None:
        return message(N_("no machine draft was made of it as it is now; run `l10n sync`"))
    if record.text:
        return message(N_("its machine draft was made with other settings; run `l10n sync`"))
    reason = record.reason or message(N_("the engine gave no text"))
    return message(N_("no machine draft: {reason}"), reason=reason.text())
