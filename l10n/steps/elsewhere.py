"""Translations that new texts of an article have in other articles."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from l10n.model.catalog import DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.markup import OMIT
from l10n.model.segment import Key
from l10n.steps.merge import Merged


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The translation of a text in another article."""

    article: str
    target: str


def is_taken_over(entry: Entry) -> bool:
    """True for an entry whose translation may be offered to the same text of another article."""
    finished = entry.state is State.TRANSLATED and entry.plurals is None
    return finished and entry.target != OMIT


def with_elsewhere(
    merged: Merged, found: Mapping[Key, Elsewhere]
) -> tuple[Merged, tuple[DraftRecord, ...]]:
    """Offer translations of other articles to new texts that nothing else is known of.

    They are drafts, for a person to confirm: the same words may say something else here. The
    records tell of each where it was found.
    """
    taken = [key for key in merged.unknown if key in found]
    if not taken:
        return merged, ()
    entries = tuple(
        entry.with_target(found[entry.key].target, State.DRAFT)
        if entry.key in found and not entry.obsolete and not entry.target
        else entry
        for entry in merged.catalog.entries
    )
    records = tuple(
        DraftRecord(
            key_digest(key), target=text_digest(found[key].target), article=found[key].article
        )
        for key in taken
    )
    changes = merged.changes
    changes = replace(changes, new=changes.new - len(taken), elsewhere=len(taken))
    unknown = tuple(key for key in merged.unknown if key not in found)
    catalog = replace(merged.catalog, entries=entries)
    return replace(merged, catalog=catalog, changes=changes, unknown=unknown), records
