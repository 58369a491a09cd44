"""Draft what is empty: entries of catalogs -> machine drafts, each with a record of its origin."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n.engines import Draft, Request
from l10n.engines.chain import Chain, Failure, Outcome
from l10n.glossary.enforcing import amiss, finish
from l10n.glossary.terms import Finder, Hit
from l10n.lines import collapsed
from l10n.messages import N_, Message, message, packed
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.markup import Tagged, faults
from l10n.model.segment import Key, Segment
from l10n.steps.draft_note import carried_lines, empty_lines, origin_lines, with_lines
from l10n.store.drafts import by_entry, record_of


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
class Origin:
    """How many entries one model of one engine drafted."""

    engine: str
    model: str
    entries: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What drafting did to one catalog, in entries."""

    drafted: int = 0
    doubtful: int = 0
    """Of those drafted."""
    left: tuple[LeftEmpty, ...] = ()
    """What engines left empty, most frequent reason first."""
    origins: tuple[Origin, ...] = ()
    """Where the drafts come from, the engine that drafted most first."""
    transient: bool = False
    """Something was left empty for a reason that may pass."""

    @property
    def left_empty(self) -> int:
        """All entries that engines left empty."""
        return sum(kind.entries for kind in self.left)


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
    unasked: int = 0
    """Empty entries whose text no engine was asked for, since the catalog is newer than that."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engines of a chain made of the texts that they were asked for."""

    outcomes: Mapping[Tagged, Outcome]
    """None for a text that every engine failed at."""
    failures: tuple[Failure, ...] = ()
    asked: frozenset[Tagged] = frozenset()


def pretranslate(
    catalog: Catalog,
    segments: Sequence[Segment],
    chain: Chain,
    records: Iterable[DraftRecord] = (),
    *,
    language: str = "en",
    terms: Finder | None = None,
) -> Pretranslated:
    """Draft the empty entries of one catalog: `ask`, then `fill`."""
    work = Work(catalog, tuple(segments), tuple(records))
    return fill(work, ask([work], chain, terms=terms), chain, language=language, terms=terms)


def ask(works: Iterable[Work], chain: Chain, *, terms: Finder | None = None) -> Answers:
    """Ask for the texts of all empty entries of some catalogs, for each distinct text once.

    Only active entries without a target are asked for. The first engine of the chain gets all of
    them that it is for, the next what was left empty. An engine that fails is reported in
    `failures`, and the rest goes on. `terms` finds those of the glossary.
    """
    requests: dict[Tagged, Request] = {}
    for work in works:
        for request in _wanted(work, terms).values():
            requests.setdefault(request.text, request)
    outcomes, failures = chain.ask(requests)
    return Answers(outcomes, failures, frozenset(requests))


def fill(
    work: Work,
    answers: Answers,
    chain: Chain,
    *,
    language: str = "en",
    terms: Finder | None = None,
) -> Pretranslated:
    """Fill the empty entries of a catalog with what the engines answered; they become DRAFT.

    The catalog may be another than the one that was asked for: what has a target by now keeps it,
    and a text that nobody asked for stays empty and counts in `unasked`. `language` is that of the
    notes. Terms of the glossary, which `terms` finds, come out as the desk wants them, with a
    remark.
    """
    return _finished(work, _wanted(work, terms), answers, _Desk(chain, language, terms))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is the same for all catalogs of a run."""

    chain: Chain
    language: str
    terms: Finder | None

    def hits(self, text: Tagged) -> tuple[Hit, ...]:
        """Find the terms of a text."""
        return self.terms.find(text.plain()) if self.terms else ()


def _wanted(work: Work, terms: Finder | None) -> dict[Key, Request]:
    """Ask for each empty entry once, with what stands around it at its first place."""
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
    title = next((part for part in work.segments if part.context in _TITLES), None)
    shown = "" if title is None else _plain(title)
    found: dict[Key, Request] = {}
    for index, part in enumerate(work.segments):
        if part.key in empty and part.key not in found:
            before = _plain(work.segments[index - 1]) if index else ""
            after = _plain(work.segments[index + 1]) if index + 1 < len(work.segments) else ""
            known = dict.fromkeys(hit.term for hit in terms.find(_plain(part))) if terms else ()
            found[part.key] = Request(part.tagged, shown, before, after, tuple(known))
    return found


_TITLES = ("title", "headline", "heading")


def _plain(segment: Segment) -> str:
    return segment.tagged.plain() if segment.place.tags else segment.text


@dataclass(slots=True)
class _Tally:
    """Counts what happens to the entries of one catalog."""

    doubtful: int = 0
    transient: bool = False
    left: dict[str, LeftEmpty] = field(default_factory=dict)
    origins: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, record: DraftRecord) -> None:
        self.origins[record.engine, record.model] += 1
        self.doubtful += record.doubtful

    def leave(self, reason: Message) -> None:
        kind = self.left.get(reason.template, LeftEmpty(reason, 0))
        self.left[reason.template] = replace(kind, entries=kind.entries + 1)

    def counts(self) -> Counts:
        return Counts(
            self.origins.total(),
            self.doubtful,
            tuple(sorted(self.left.values(), key=lambda kind: -kind.entries)),
            tuple(Origin(*origin, number) for origin, number in self.origins.most_common()),
            self.transient,
        )


def _finished(
    work: Work,
    wanted: Mapping[Key, Request],
    answers: Answers,
    desk: _Desk,
) -> Pretranslated:
    outcomes = answers.outcomes
    digests = [key_digest(entry.key) for entry in work.catalog.entries]
    held = frozenset(digests)
    records = by_entry([record for record in work.records if record.key in held])
    texts = {part.key: part.tagged for part in reversed(work.segments)}
    anew: dict[str, DraftRecord] = {}
    entries: list[Entry] = []
    tally = _Tally()
    for digest, entry in zip(digests, work.catalog.entries, strict=True):
        outcome = outcomes.get(wanted[entry.key].text) if _is_wanted(entry, wanted) else None
        if outcome is None:
            entries.append(_renoted(entry, record_of(entry, records), texts, desk))
        elif outcome.draft is None:
            reason = outcome.reason or message(N_("the engine gave no text"))
            tally.leave(reason)
            tally.transient |= outcome.transient
            lines = empty_lines(reason, desk.language)
            entries.append(replace(entry, note=with_lines(entry.note, lines, desk.language)))
        else:
            record = _record(digest, outcome.engine, outcome.draft)
            filled, anew[digest] = _termed(
                entry, outcome.draft.text, record, texts[entry.key], desk
            )
            tally.take(record)
            entries.append(filled)
    return Pretranslated(
        replace(work.catalog, entries=tuple(entries)),
        tuple(
            record
            for key in sorted(records.keys() | anew)
            for record in ((anew[key],) if key in anew else records[key])
        ),
        tally.counts(),
        answers.failures,
        sum(request.text not in answers.asked for request in wanted.values()),
    )


def _termed(
    entry: Entry, draft: str, record: DraftRecord, text: Tagged, desk: _Desk
) -> tuple[Entry, DraftRecord]:
    """Fill an entry with a draft whose terms are put right, and its note with all about it.

    An alternative that holds a forbidden rendering is no alternative.
    """
    hits = desk.hits(text)
    pair = (desk.chain.source, desk.chain.target)
    done = finish(draft, text, hits, *pair)
    shown = dict.fromkeys(collapsed(each) for each in record.alternatives)
    alternatives = tuple(
        each
        for each in shown
        if each != collapsed(done.text)
        and not faults(text, each)
        and set(amiss(each, text, hits, *pair)) <= set(done.amiss)
    )
    record = replace(
        record,
        target=text_digest(done.text),
        remarks=tuple(dict.fromkeys((*record.remarks, *map(packed, done.changes)))),
        alternatives=alternatives,
    )
    lines = origin_lines(record, desk.language, done.amiss)
    filled = entry.with_target(done.text, State.DRAFT)
    return replace(filled, note=with_lines(entry.note, lines, desk.language)), record


def _record(digest: str, engine: str, draft: Draft) -> DraftRecord:
    sure = draft.confidence
    if sure is not None:
        sure = round(min(1.0, max(0.0, float(sure))), 2) if math.isfinite(sure) else None
    return DraftRecord(
        digest,
        text_digest(draft.text),
        engine,
        draft.model,
        draft.doubtful,
        sure,
        packed(draft.reason) if draft.doubtful and draft.reason else (),
        tuple(map(packed, draft.remarks)),
        draft.alternatives,
    )


def _is_wanted(entry: Entry, wanted: Mapping[Key, Request]) -> bool:
    return not entry.target and not entry.obsolete and entry.key in wanted


def _renoted(
    entry: Entry, record: DraftRecord | None, texts: Mapping[Key, Tagged], desk: _Desk
) -> Entry:
    """Bring the note of an entry that is not drafted now up to date.

    That of a machine draft which nobody has touched tells what the glossary, which may be another
    by now, would have otherwise. The draft itself stays: it may be in a translator's hands.
    """
    if entry.obsolete or entry.plurals is not None:
        return entry
    lines = carried_lines(entry, record, desk.language)
    if record is not None and entry.state is State.DRAFT and entry.key in texts:
        text = texts[entry.key]
        pair = (desk.chain.source, desk.chain.target)
        said = amiss(entry.target, text, desk.hits(text), *pair)
        lines = origin_lines(record, desk.language, said)
    note = with_lines(entry.note, lines, desk.language)
    return entry if note == entry.note else replace(entry, note=note)
