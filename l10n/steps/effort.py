"""Post-editing effort: what it took to make translations of the drafts that machines had written.

A translation counts once it is finished; it is compared with the draft that stood in its entry. One
that was written without a draft is no editing, and is not counted.
"""

from collections.abc import Callable, Collection, Iterator
from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.counts import Tally
from l10n.model.draft_records import records_by_entry
from l10n.model.machine_draft import MachineDraft
from l10n.model.markup import OMIT
from l10n.model.source_words import words
from l10n.steps.chrf import NO_OVERLAP, Overlap, overlap
from l10n.steps.ter import NO_EDITS, Edits, edits
from l10n.steps.ter_words import SACREBLEU, TerOptions

_NONE = Tally()


class Evidence(Enum):
    """What tells who edited a draft, and when."""

    COMMIT = "commit"
    """The commit since which git has the translation as it is."""
    UNCOMMITTED = "uncommitted"
    """Git does not have it yet: it is taken for the work of the person at this machine."""
    SIGNATURE = "signature"
    """Of whoever approved it: the best that is known of who answers for it."""
    HEADER = "header"
    """`Last-Translator` of the catalog."""
    NONE = "unknown"


@dataclass(frozen=True, slots=True)
class Credit:
    """Who edited a draft, and when."""

    who: str = ""
    """`Name <mail>`; empty where nobody knows."""
    month: str = ""
    """`2026-11`, in UTC; empty where nobody knows."""
    evidence: Evidence = Evidence.NONE


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Whose drafts whose work went into, and when."""

    engine: str
    model: str
    translator: str
    month: str


@dataclass(frozen=True, slots=True)
class Effort:
    """What some edited drafts took together; figures add up as in sacrebleu's `corpus_score`."""

    segments: int = 0
    words: int = 0
    """Of the sources."""
    unedited: int = 0
    """Segments whose draft was accepted as it was."""
    edits: Edits = NO_EDITS
    overlap: Overlap = NO_OVERLAP

    def __add__(self, other: "Effort") -> "Effort":
        """The effort of both."""
        return Effort(
            self.segments + other.segments,
            self.words + other.words,
            self.unedited + other.unedited,
            self.edits + other.edits,
            self.overlap + other.overlap,
        )


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """One finished translation that was a machine's draft."""

    group: Group
    evidence: Evidence
    effort: Effort


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """What became of translations of the memory that are finished by now, with source words."""

    accepted: Tally = _NONE
    """The memory's translation of the very text, as it was."""
    edited: Tally = _NONE
    """The same, and a person changed it."""
    similar: Tally = _NONE
    """Made of the translation of a similar text."""

    @property
    def total(self) -> Tally:
        """All of them."""
        return self.accepted + self.edited + self.similar

    def __add__(self, other: "MemoryUse") -> "MemoryUse":
        """What became of both."""
        return MemoryUse(
            self.accepted + other.accepted,
            self.edited + other.edited,
            self.similar + other.similar,
        )


def memory_use(catalog: Catalog, records: Collection[DraftRecord]) -> MemoryUse:
    """What of a catalog's finished translations came from the memory; no engine is among them."""
    grouped = records_by_entry([each for each in records if each.memory is not None])
    found = MemoryUse()
    for entry in catalog.entries if grouped else ():
        mine = grouped.get(key_digest(entry.key), ())
        if not mine or entry.state is not State.TRANSLATED:
            continue
        one = Tally(1, words(entry.source))
        digest = text_digest(entry.target)
        record = next((each for each in mine if each.target == digest), mine[-1])
        if record.memory is not None and record.memory.fuzzy:
            found += MemoryUse(similar=one)
        elif record.target == digest:
            found += MemoryUse(accepted=one)
        else:
            found += MemoryUse(edited=one)
    return found


@dataclass(frozen=True, slots=True)
class Drafts:
    """What machines wrote into a catalog, as far as that is on record."""

    texts: Collection[MachineDraft] = ()
    records: Collection[DraftRecord] = ()


def edited_drafts(
    catalog: Catalog,
    drafts: Drafts,
    credit: Callable[[Entry], Credit],
    options: TerOptions = SACREBLEU,
) -> Iterator[EditedDraft | None]:
    """Each finished translation of a catalog that a machine drafted; None where its draft is lost.

    Sentences that have left the article are among them, since the work was done; those that a
    neighbour took in (`<omit/>`) are not. Texts are compared as they stand, tags included.
    """
    texts: dict[str, list[MachineDraft]] = {}
    for each in drafts.texts:
        texts.setdefault(each.key, []).append(each)
    records = records_by_entry(drafts.records)
    for entry in catalog.entries:
        if entry.state is not State.TRANSLATED or entry.target == OMIT or entry.plurals is not None:
            continue
        key = key_digest(entry.key)
        known = [each for each in records.get(key, ()) if each.by_engine]
        if key in texts:
            draft = _chosen(texts[key], entry, {each.target for each in known})
            told = credit(entry)
            group = Group(draft.engine, draft.model, told.who, told.month)
            yield EditedDraft(group, told.evidence, effort(draft.text, entry, options))
        elif known:
            yield None


def effort(draft: str, entry: Entry, options: TerOptions = SACREBLEU) -> Effort:
    """What it took to make one translation of its draft."""
    return Effort(
        segments=1,
        words=words(entry.source),
        unedited=int(text_digest(draft) == text_digest(entry.target)),
        edits=edits(draft, entry.target, options),
        overlap=overlap(draft, entry.target),
    )


def _chosen(
    texts: Collection[MachineDraft], entry: Entry, recorded: Collection[str]
) -> MachineDraft:
    """The draft that an entry had last: the one that it still equals, or that is on record."""
    digest = text_digest(entry.target)

    def rank(draft: MachineDraft) -> tuple[bool, bool, str, str]:
        return draft.digest == digest, draft.digest in recorded, draft.date, draft.text

    return max(texts, key=rank)
