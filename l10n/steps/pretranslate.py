"""Draft what is empty: entries of catalogs -> machine drafts, each with a record of its origin."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.drafts import by_entry, record_of
from l10n.engines import Draft, Engine
from l10n.errors import EngineError
from l10n.markup import OMIT, Tagged, faults
from l10n.messages import N_, Message, _, message
from l10n.segment import Key, Segment
from l10n.steps.notes import carried_lines, origin_lines, with_lines

BATCH = 2_000
"""Distinct texts per engine call: enough for full batches, few enough for flat memory."""

Progress = Callable[[int, int], None]
"""Told the texts done and the texts known so far, while a batch of articles is drafted."""


@dataclass(frozen=True, slots=True)
class Work:
    """One catalog to draft, with the segments of its article and the records of earlier drafts."""

    catalog: Catalog
    segments: tuple[Segment, ...]
    records: tuple[DraftRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftEmpty:
    """How many entries were left empty for one kind of reason."""

    reason: Message
    """The first of them; the others differ in what they name."""
    entries: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What drafting did to one catalog, in entries."""

    drafted: int = 0
    doubtful: int = 0
    """Of those drafted."""
    left: tuple[LeftEmpty, ...] = ()
    """What engines left empty, most frequent reason first."""

    @property
    def left_empty(self) -> int:
        """All entries that engines left empty."""
        return sum(kind.entries for kind in self.left)


@dataclass(frozen=True, slots=True)
class Failure:
    """An engine that could not work at all, and why."""

    engine: str
    error: EngineError


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """A catalog with its drafts, and the records to keep beside it."""

    catalog: Catalog
    records: tuple[DraftRecord, ...]
    """Sorted by key; those of entries that the catalog no longer holds are dropped.

    Of an entry that was not drafted now all records are kept: git's union merge leaves one for
    each draft that either side made, and only one of them equals the target that was taken.
    """
    counts: Counts = Counts()
    failures: tuple[Failure, ...] = ()
    """Engines that could not work; what they would have drafted went to the next, or is empty."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the engines made of one text."""

    engine: str = ""
    draft: Draft | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for all works of a run."""

    engines: tuple[Engine, ...]
    source: str
    target: str
    language: str
    batch: int
    progress: Progress | None


@dataclass(slots=True)
class _Batch:
    """Works whose texts go to the engines together."""

    works: list[Work] = field(default_factory=list)
    texts: dict[Tagged, None] = field(default_factory=dict)


def pretranslate(
    catalog: Catalog,
    segments: Sequence[Segment],
    engines: Sequence[Engine],
    source: str,
    target: str,
    records: Iterable[DraftRecord] = (),
    *,
    language: str = "en",
) -> Pretranslated:
    """Draft the empty entries of one catalog; `pretranslate_all` says how."""
    work = Work(catalog, tuple(segments), tuple(records))
    return next(pretranslate_all([work], engines, source, target, language=language))


def pretranslate_all(
    works: Iterable[Work],
    engines: Sequence[Engine],
    source: str,
    target: str,
    *,
    language: str = "en",
    batch: int = BATCH,
    progress: Progress | None = None,
) -> Iterator[Pretranslated]:
    """Draft the empty entries of many catalogs, and give each back in the order it came.

    Only active entries without a target are filled; they become DRAFT. The first engine gets all
    of them, the next what was left empty. Distinct texts of several articles go to an engine
    together, at most `batch` at a time, and no more articles are held than fill one batch.
    `source` and `target` are locales, `language` is that of the notes. An engine that fails is
    reported in `failures`, and the rest goes on.
    """
    plan = _Plan(tuple(engines), source, target, language, batch, progress)
    pending = _Batch()
    for work in works:
        pending.works.append(work)
        pending.texts.update(dict.fromkeys(_wanted(work).values()))
        if len(pending.texts) >= batch:
            yield from _run(pending, plan)
            pending = _Batch()
    yield from _run(pending, plan)


def _wanted(work: Work) -> dict[Key, Tagged]:
    empty = {
        entry.key
        for entry in work.catalog.entries
        if entry.state is State.EMPTY
        and not entry.target
        and not entry.obsolete
        and entry.plurals is None
    }
    if not empty:
        return {}
    return {part.key: part.tagged for part in reversed(work.segments) if part.key in empty}


def _run(pending: _Batch, plan: _Plan) -> Iterator[Pretranslated]:
    outcomes: dict[Tagged, _Outcome] = {}
    failures: list[Failure] = []
    for engine in plan.engines:
        todo = [text for text in pending.texts if text not in outcomes or not outcomes[text].draft]
        try:
            for start in range(0, len(todo), plan.batch):
                part = todo[start : start + plan.batch]
                found = _ask(engine, part, plan.source, plan.target)
                for text, outcome in zip(part, found, strict=True):
                    if outcome.draft or text not in outcomes:
                        outcomes[text] = outcome
                if plan.progress:
                    plan.progress(start + len(part), len(todo))
        except EngineError as error:
            failures.append(Failure(engine.name, error))
    for work in pending.works:
        yield _finished(work, outcomes, tuple(failures), plan.language)


def _ask(engine: Engine, texts: list[Tagged], source: str, target: str) -> list[_Outcome]:
    drafts = engine.translate(texts, source, target)
    if len(drafts) != len(texts):
        raise EngineError(
            _("the engine {name} gave {given} drafts for {asked} texts").format(
                name=engine.name, given=len(drafts), asked=len(texts)
            )
        )
    return [_judged(engine.name, *pair) for pair in zip(texts, drafts, strict=True)]


def _judged(engine: str, text: Tagged, draft: Draft) -> _Outcome:
    """Take a draft only if a catalog can hold it and no tag is lost, whatever engine made it."""
    if not draft.text.strip():
        return _Outcome(engine, None, draft.reason or message(N_("the engine gave no text")))
    if draft.text == OMIT:
        return _Outcome(engine, None, message(N_("the draft reads as a sentence left out")))
    if any(ord(char) < 0x20 or char == "\x7f" for char in draft.text):
        return _Outcome(engine, None, message(N_("the draft holds a control character")))
    wrong = faults(text, draft.text)
    return _Outcome(engine, None, wrong[0]) if wrong else _Outcome(engine, draft, draft.reason)


def _finished(
    work: Work,
    outcomes: Mapping[Tagged, _Outcome],
    failures: tuple[Failure, ...],
    language: str,
) -> Pretranslated:
    wanted = _wanted(work)
    digests = [key_digest(entry.key) for entry in work.catalog.entries]
    held = frozenset(digests)
    records = by_entry([record for record in work.records if record.key in held])
    anew: dict[str, DraftRecord] = {}
    entries: list[Entry] = []
    drafted = doubtful = 0
    left: dict[str, LeftEmpty] = {}
    for digest, entry in zip(digests, work.catalog.entries, strict=True):
        outcome = outcomes.get(wanted[entry.key]) if _is_wanted(entry, wanted) else None
        if outcome is None:
            entries.append(_renoted(entry, record_of(entry, records), language))
        elif outcome.draft is None:
            reason = outcome.reason or message(N_("the engine gave no text"))
            kind = left.get(reason.template, LeftEmpty(reason, 0))
            left[reason.template] = replace(kind, entries=kind.entries + 1)
            lines = origin_lines(None, reason, language)
            entries.append(replace(entry, note=with_lines(entry.note, lines, language)))
        else:
            draft = outcome.draft
            record = DraftRecord(
                digest, text_digest(draft.text), outcome.engine, draft.model, draft.doubtful
            )
            anew[digest] = record
            drafted += 1
            doubtful += draft.doubtful
            lines = origin_lines(record, draft.reason, language)
            filled = entry.with_target(draft.text, State.DRAFT)
            entries.append(replace(filled, note=with_lines(entry.note, lines, language)))
    ranked = tuple(sorted(left.values(), key=lambda kind: -kind.entries))
    return Pretranslated(
        replace(work.catalog, entries=tuple(entries)),
        tuple(
            record
            for key in sorted(records.keys() | anew)
            for record in ((anew[key],) if key in anew else records[key])
        ),
        Counts(drafted, doubtful, ranked),
        failures,
    )


def _is_wanted(entry: Entry, wanted: Mapping[Key, Tagged]) -> bool:
    return not entry.target and not entry.obsolete and entry.key in wanted


def _renoted(entry: Entry, record: DraftRecord | None, language: str) -> Entry:
    if entry.obsolete or entry.plurals is not None:
        return entry
    lines = carried_lines(entry, record, language)
    note = with_lines(entry.note, lines, language)
    return entry if note == entry.note else replace(entry, note=note)
