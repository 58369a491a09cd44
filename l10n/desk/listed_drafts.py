"""The drafts of an article in one locale, each told by who wrote it, for those who review them."""

from collections.abc import Iterable

from l10n.dataclass import dataclass
from l10n.desk.publishability import Assessment
from l10n.model.catalog import DraftRecord, State
from l10n.model.counts import Tally
from l10n.model.draft_records import Authorship, authorship, record_of, records_by_entry
from l10n.model.memory_origin import MemoryOrigin
from l10n.model.segment import Segment
from l10n.model.source_words import words


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """A draft: an engine's or the memory's as it stands, or a person's unfinished text."""

    segment: Segment
    target: str
    author: Authorship
    record: DraftRecord | None
    """Of the machine draft: the target itself, or one that stands in for a person's text."""
    given: DraftRecord | None = None
    """That of a target which the memory gave and nobody has touched since."""

    @property
    def memory(self) -> MemoryOrigin | None:
        """Where the target comes from, if the memory gave it and nobody has touched it since."""
        return None if self.given is None else self.given.memory

    @property
    def by_machine(self) -> bool:
        """True for a target that still stands as an engine made it."""
        return self.author is Authorship.MACHINE

    @property
    def doubtful(self) -> bool:
        """True for a draft that a person should look at first."""
        return any(each is not None and each.doubtful for each in (self.record, self.given))

    @property
    def doubt(self) -> str:
        """Why it is doubtful, in the person's language; empty if it is not."""
        found = (each.doubt for each in (self.record, self.given) if each is not None)
        return next((doubt.text() for doubt in found if doubt is not None), "")

    @property
    def confidence(self) -> float | None:
        """How sure the engine was, from 0 to 1; None where it could not tell."""
        return None if self.record is None else self.record.confidence

    def certainty(self) -> tuple[bool, bool, float]:
        """What drafts are sorted by, the least certain first; unknown comes after known.

        A person's text that says something else than its source is the least certain of all.
        """
        unknown = 2.0 if self.confidence is None else self.confidence
        return (not self.author.unfinished, not self.doubtful, unknown)


def by_engines(drafts: Iterable[ListedDraft]) -> Tally:
    """Those that stand as an engine made them, with the words of their sources."""
    return _tally(each for each in drafts if each.by_machine)


def from_memory(drafts: Iterable[ListedDraft]) -> Tally:
    """Those that stand as the memory gave them, of similar texts too."""
    return _tally(each for each in drafts if each.memory is not None)


def _tally(drafts: Iterable[ListedDraft]) -> Tally:
    return sum((Tally(1, words(each.segment.text)) for each in drafts), Tally())


def listed_drafts(found: Assessment) -> tuple[ListedDraft, ...]:
    """All drafts of an article, each at its first place."""
    records = records_by_entry(found.records)
    entries = found.catalog.by_key()
    drafts: list[ListedDraft] = []
    for segment in {each.key: each for each in reversed(found.source.segments)}.values():
        entry = entries.get(segment.key)
        if entry is None or entry.state is not State.DRAFT:
            continue
        author = authorship(entry, records)
        own = record_of(entry, records)
        given = own if own is not None and own.memory is not None else None
        record = own if author is Authorship.MACHINE else None
        if segment.key in found.texts.stand_ins:
            record = found.texts.stand_ins[segment.key].record
        drafts.append(ListedDraft(segment, entry.target, author, record, given))
    drafts.sort(key=lambda draft: draft.segment.place.span.start)
    return tuple(sorted(drafts, key=ListedDraft.certainty))
