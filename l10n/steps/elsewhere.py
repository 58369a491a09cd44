"""Translations that new texts of an article have in other articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.model.catalog import DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.markup import OMIT, Tagged
from l10n.model.segment import Key, Segment
from l10n.steps.heirs import heir
from l10n.steps.merge import Merged


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The translation of a text in another article."""

    article: str
    entries: tuple[Entry, ...]
    """Of the same text, or of what the new one came from, in order."""


def is_taken_over(entry: Entry) -> bool:
    """True for an entry whose translation may be offered to the same text of another article."""
    finished = entry.state is State.TRANSLATED and entry.plurals is None
    return finished and entry.target != OMIT


def with_elsewhere(
    merged: Merged, segments: Iterable[Segment], found: Mapping[Key, Elsewhere]
) -> tuple[Merged, tuple[DraftRecord, ...]]:
    """Offer translations of other articles to new texts that nothing else is known of.

    They are drafts, for a person to confirm: the same words may say something else here. The
    records tell of each where it was found.
    """
    taken = [key for key in merged.unknown if key in found]
    if not taken:
        return merged, ()
    texts = {part.key: part.tagged for part in segments if part.key in found}
    made = {key: _made(key, texts[key], found[key].entries) for key in taken}
    entries = tuple(
        replace(made[entry.key], references=entry.references)
        if entry.key in made and not entry.obsolete
        else entry
        for entry in merged.catalog.entries
    )
    records = tuple(
        DraftRecord(key_digest(key), target=text_digest(entry.target), article=found[key].article)
        for key, entry in made.items()
        if entry.target
    )
    changes = merged.changes
    changes = replace(changes, new=changes.new - len(taken), elsewhere=len(taken))
    unknown = tuple(key for key in merged.unknown if key not in found)
    catalog = replace(merged.catalog, entries=entries)
    return replace(merged, catalog=catalog, changes=changes, unknown=unknown), records


def _made(key: Key, text: Tagged, former: Sequence[Entry]) -> Entry:
    """The draft of a text that another article has, or had; comments on it stay there."""
    first = former[0]
    if first.key == key:
        return Entry(*key).with_target(first.target, State.DRAFT)
    made = heir(key, text, former)
    previous = made.previous or first.key
    return replace(made.with_target(made.target, State.DRAFT), previous=previous, comment="")
