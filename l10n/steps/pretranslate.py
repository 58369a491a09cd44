"""Draft what is empty: entries of catalogs -> machine drafts, each with a record of its origin."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.engines import Earlier, Request
from l10n.engines.chain import Chain, Failure, TextOutcome
from l10n.glossary.enforcing import enforce_terms
from l10n.glossary.finding import FoundTerms
from l10n.messages import N_, Message, message
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.draft import Draft
from l10n.model.draft_records import (
    Authorship,
    RecordsByEntry,
    authorship,
    records_by_entry,
    stand_in,
)
from l10n.model.markup import Tagged
from l10n.model.segment import Key, Segment
from l10n.steps.figures import by_rule

_TITLES = ("title", "headline", "heading")
"""Contexts of what may be the headline of an article."""


@dataclass(frozen=True, slots=True)
class CatalogWork:
    """One catalog to draft, with all that drafting it takes."""

    catalog: Catalog
    segments: tuple[Segment, ...]
    """Of its article, as it is now."""
    records: tuple[DraftRecord, ...]
    """What became of its entries earlier."""
    terms: FoundTerms
    """Found in the segments."""
    settings: str = ""
    """Names what decides on drafts that are kept in the record, beside a person's text."""
    stands_in: bool = False
    """A version may need a draft beside each unfinished text of a person."""
    revises: bool = False
    """The first engine can change an earlier translation as its source was changed: it is asked
    for each text that a translation was carried over to, whatever a version needs."""
    earlier: Mapping[Key, Earlier] = field(default_factory=dict)
    """What texts were before an edit whose machine drafts nobody touched."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engines of a chain made of the texts that they were asked for."""

    outcomes: Mapping[Tagged, TextOutcome]
    """Drafts have their terms put right. None for a text that every engine failed at."""
    failures: tuple[Failure, ...] = ()
    asked: frozenset[Tagged] = frozenset()


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
class DraftCounts:
    """What drafting did to one catalog, in entries."""

    drafted: int = 0
    doubtful: int = 0
    """Of all drafts that were made."""
    left: tuple[LeftEmpty, ...] = ()
    """What engines left empty, most frequent reason first."""
    origins: tuple[Origin, ...] = ()
    """Where all drafts come from, the engine that drafted most first."""
    beside: int = 0
    """Drafts that are kept in the record, beside a person's unfinished text."""
    none_beside: tuple[LeftEmpty, ...] = ()
    """Unfinished texts that engines could not draft anew, most frequent reason first."""
    transient: bool = False
    """Something was left empty for a reason that may pass."""

    @property
    def left_empty(self) -> int:
        """All entries that engines left empty."""
        return sum(kind.entries for kind in self.left)


@dataclass(frozen=True, slots=True)
class Pretranslated:
    """A catalog with its drafts, and the records to keep with it."""

    catalog: Catalog
    records: tuple[DraftRecord, ...]
    """Sorted by key; those of entries that the catalog no longer holds are dropped.

    Of an entry that was not drafted now all records are kept: git's union merge leaves one for
    each draft that either side made, and only one of them equals the target that was taken.
    """
    counts: DraftCounts = DraftCounts()
    failures: tuple[Failure, ...] = ()
    """Engines that could not work; what they would have drafted went to the next, or is empty."""
    unasked: int = 0
    """Empty entries whose text no engine was asked for, since the catalog is newer than that."""


def pretranslate(work: CatalogWork, chain: Chain) -> Pretranslated:
    """Draft the empty entries of one catalog: `ask`, then `fill`."""
    return fill(work, ask([work], chain))


def ask(works: Iterable[CatalogWork], chain: Chain, *, rules: bool = True) -> Answers:
    """Ask for the texts of all entries to be drafted of some catalogs, each distinct text once.

    Only active entries are asked for: those without a target and, as the work says, those whose
    target is a person's unfinished text. With `rules`, figures are drafted by rule
    first (`steps.figures`). The first engine of the chain gets all others that it is for, the next
    what was left empty. Terms of the glossary come out as the desk
    wants them, with a remark. An engine that fails is reported in `failures`, and the rest goes on.
    """
    requests: dict[Tagged, Request] = {}
    terms: dict[Tagged, FoundTerms] = {}
    languages: dict[Tagged, str] = {}
    for work in works:
        for request, language in _requests(work):
            requests.setdefault(request.text, request)
            terms.setdefault(request.text, work.terms)
            languages.setdefault(request.text, language or chain.source)
    pair = (chain.source, chain.target)
    ruled = {text: by_rule(text, pair) for text in requests} if rules else {}
    sure = {text: outcome for text, outcome in ruled.items() if outcome is not None}
    outcomes: dict[Tagged, TextOutcome] = {}
    failures: tuple[Failure, ...] = ()
    for source in dict.fromkeys((chain.source, *languages.values())):
        asked = {
            text: request
            for text, request in requests.items()
            if text not in sure and languages[text] == source
        }
        if asked or source == chain.source:
            given, failed = replace(chain, source=source).ask(asked)
            outcomes |= given
            failures += failed
    enforced = {text: _enforced(outcome, text, terms[text]) for text, outcome in outcomes.items()}
    return Answers(enforced | sure, failures, frozenset(requests))


def fill(work: CatalogWork, answers: Answers) -> Pretranslated:
    """Fill the empty entries of a catalog with what the engines answered; they become DRAFT.

    What was drafted beside a person's text goes into the records alone. The catalog may be another
    than the one that was asked for: what has a target by now keeps it, and a text that nobody asked
    for stays as it is and counts in `unasked`.
    """
    todo = _Todo(work)
    texts = {part.key: part.tagged for part in reversed(work.segments)}
    wanted = {key: texts[key] for key in (*todo.empty, *todo.unfinished) if key in texts}
    known = {key: _known(record) for key, record in todo.at_hand.items()}
    answered = {
        key: answers.outcomes[text] for key, text in wanted.items() if text in answers.outcomes
    }
    outcomes = {key: each for key, each in (known | answered).items() if key in todo.empty}
    kept = {key: each for key, each in answered.items() if key in todo.unfinished}
    entries = tuple(
        _filled(entry, outcomes[entry.key]) if entry.key in outcomes and _is_empty(entry) else entry
        for entry in work.catalog.entries
    )
    made = [_record(key, outcome) for key, outcome in outcomes.items()]
    made += [_record(key, outcome, work.settings) for key, outcome in kept.items()]
    return Pretranslated(
        catalog=replace(work.catalog, entries=entries),
        records=tuple(_kept(entries, work.records, made)),
        counts=_counts(outcomes.values(), kept.values()),
        failures=answers.failures,
        unasked=sum(
            text not in answers.asked for key, text in wanted.items() if key not in todo.at_hand
        ),
    )


class _Todo:
    """The entries of a catalog that want a draft."""

    def __init__(self, work: CatalogWork) -> None:
        records = records_by_entry(work.records)
        active = work.catalog.active()
        self.empty = {entry.key: entry for entry in active if _is_empty(entry)}
        self.at_hand: dict[Key, DraftRecord] = {}
        """Drafts of empty entries that the record holds: a person took their own text out."""
        self.unfinished: dict[Key, Entry] = {}
        """Those with a person's unfinished text, beside which there is no draft yet."""
        for entry in self.empty.values():
            record = stand_in(entry, records, work.settings)
            if record is not None:
                self.at_hand[entry.key] = record
        for entry in active if work.settings else ():
            wanted = entry.plurals is None and _wants_one_beside(work, authorship(entry, records))
            if wanted and stand_in(entry, records, work.settings) is None:
                self.unfinished[entry.key] = entry

    def keys(self) -> set[Key]:
        """What engines are asked for."""
        return (self.empty.keys() - self.at_hand.keys()) | self.unfinished.keys()


def wanting(work: CatalogWork, chain: Chain) -> bool:
    """True if engines have to be asked for a catalog: neither rules nor the journal know a text."""
    pair = (chain.source, chain.target)
    return any(
        by_rule(request.text, pair) is None
        and (replace(chain, source=language) if language else chain).wants(request)
        for request, language in _requests(work)
    )


def _requests(work: CatalogWork) -> Iterator[tuple[Request, str]]:
    """Ask for each entry once, with what stands around it at its first place.

    With it comes the language of a passage in another than its article's, else nothing.
    """
    todo = _Todo(work)
    wanted = todo.keys()
    title = next((part for part in work.segments if part.context in _TITLES), None)
    shown = _plain(title) if title and wanted else ""
    for index, part in enumerate(work.segments):
        if part.key not in wanted:
            continue
        wanted.discard(part.key)
        after = work.segments[index + 1 : index + 2]
        request = Request(
            part.tagged,
            title=shown,
            before=_plain(work.segments[index - 1]) if index else "",
            after=_plain(after[0]) if after else "",
            terms=work.terms.terms(part.tagged),
            earlier=work.earlier.get(part.key) or _earlier(todo.unfinished.get(part.key)),
        )
        yield request, part.place.language


def _wants_one_beside(work: CatalogWork, author: Authorship) -> bool:
    """True if a draft is to be made beside a text of such an author."""
    if author in (Authorship.CARRIED_OVER, Authorship.SIMILAR) and work.revises:
        return True
    return work.stands_in and author.unfinished


def _earlier(entry: Entry | None) -> Earlier | None:
    """What the target of an entry was made for, if that is known."""
    if entry is None or entry.previous is None:
        return None
    return Earlier(entry.previous[1], entry.target)


def _is_empty(entry: Entry) -> bool:
    return not entry.target and not entry.obsolete and entry.plurals is None


def _known(record: DraftRecord) -> TextOutcome:
    """What an engine gave earlier, and the record has kept."""
    draft = Draft(
        record.text,
        record.model,
        reason=record.reason,
        doubtful=record.doubtful,
        confidence=record.confidence,
        alternatives=record.alternatives,
        remarks=record.remarks,
    )
    return TextOutcome(record.engine, draft)


def _plain(segment: Segment) -> str:
    return segment.tagged.plain() if segment.place.tags else segment.text


def _enforced(outcome: TextOutcome, text: Tagged, terms: FoundTerms) -> TextOutcome:
    if outcome.draft is None:
        return outcome
    return replace(outcome, draft=enforce_terms(outcome.draft, text, terms))


def _filled(entry: Entry, outcome: TextOutcome) -> Entry:
    if outcome.draft is None:
        return entry
    return entry.with_target(outcome.draft.text, State.DRAFT)


def _record(key: Key, outcome: TextOutcome, settings: str = "") -> DraftRecord:
    """The record of an outcome; with `settings` that of a draft which is kept there itself."""
    draft, digest = outcome.draft, key_digest(key)
    if draft is None:
        return DraftRecord(digest, engine=outcome.engine, reason=_reason(outcome))
    return DraftRecord(
        digest,
        target=text_digest(draft.text),
        engine=outcome.engine,
        model=draft.model,
        doubtful=draft.doubtful,
        confidence=_rounded(draft),
        reason=draft.reason if draft.doubtful else None,
        remarks=draft.remarks,
        alternatives=draft.alternatives,
        text=draft.text if settings else "",
        settings=settings,
    )


def _rounded(draft: Draft) -> float | None:
    if draft.confidence is None or not math.isfinite(draft.confidence):
        return None
    return round(min(1.0, max(0.0, float(draft.confidence))), 2)


def _reason(outcome: TextOutcome) -> Message:
    return outcome.reason or message(N_("the engine gave no text"))


def _kept(
    entries: Iterable[Entry], records: Collection[DraftRecord], made: Iterable[DraftRecord]
) -> Iterator[DraftRecord]:
    """The records that still tell something of an entry, those made now among them, by key.

    A draft that an entry was filled with now stands alone. Why there is no draft, and a draft that
    is kept in the record, go with a newer one, and when the entry no longer wants one.
    """
    old = records_by_entry(records)
    open_keys = {key_digest(entry.key): _is_open(entry, old) for entry in entries}
    new = {record.key: record for record in made}
    for key in sorted(open_keys):
        if key in new and new[key].target and not new[key].text:
            yield new[key]
            continue
        yield from (each for each in old.get(key, ()) if each.is_of_target or each.article)
        if key in new:
            yield new[key]
        elif open_keys[key]:
            yield from (each for each in old.get(key, ()) if each.text or not each.target)


def _is_open(entry: Entry, records: RecordsByEntry) -> bool:
    """True for an entry that still wants a draft of its source."""
    return not entry.target or authorship(entry, records).unfinished


def _counts(filled: Collection[TextOutcome], beside: Collection[TextOutcome]) -> DraftCounts:
    """Count what empty entries were filled with, and what is kept beside people's texts."""
    both = (*filled, *beside)
    drafts = [(each.engine, each.draft) for each in both if each.draft is not None]
    origins = Counter((engine, draft.model) for engine, draft in drafts)
    return DraftCounts(
        drafted=sum(each.draft is not None for each in filled),
        doubtful=sum(draft.doubtful for _engine, draft in drafts),
        left=_left(filled),
        origins=tuple(Origin(*origin, number) for origin, number in origins.most_common()),
        beside=sum(each.draft is not None for each in beside),
        none_beside=_left(beside),
        transient=any(each.draft is None and each.transient for each in both),
    )


def _left(outcomes: Iterable[TextOutcome]) -> tuple[LeftEmpty, ...]:
    """What engines gave no draft of, by kind of reason."""
    left: dict[str, LeftEmpty] = {}
    for outcome in outcomes:
        if outcome.draft is None:
            reason = _reason(outcome)
            kind = left.get(reason.template, LeftEmpty(reason, 0))
            left[reason.template] = replace(kind, entries=kind.entries + 1)
    return tuple(sorted(left.values(), key=lambda kind: -kind.entries))
