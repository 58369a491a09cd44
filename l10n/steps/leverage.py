"""Leverage: what the translation memory gives empty entries before any engine is asked. Pure.

What is the translation of the very text is a draft of it; the translation of a text that only
resembles it stands there as that of an earlier text would, with `#|`: it says something else.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from l10n.dataclass import dataclass
from l10n.language.figures import is_figures, is_nothing
from l10n.memory import Grade, Match, Query
from l10n.messages import joined
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.counts import Tally
from l10n.model.markup import Tagged
from l10n.model.memory_origin import MemoryOrigin
from l10n.model.segment import Key, Segment
from l10n.model.signature import Signature, signed_of
from l10n.model.source_words import words
from l10n.steps.approval import rejected
from l10n.steps.memory_offers import Offer, Policy, offers_of
from l10n.steps.merge import Merged
from l10n.steps.relatives import relative
from l10n.steps.units import with_neighbours
from l10n.steps.words_diff import as_note, word_diff

MATCHES = 8
"""Matches that a memory is asked for: of the best, some may be of no use here."""
ALTERNATIVES = 3
"""Other translations of the same text that are told, at most."""
_NONE = Tally()


@dataclass(frozen=True, slots=True)
class Filled:
    """What an empty entry gets."""

    entry: Entry
    record: DraftRecord

    @property
    def origin(self) -> MemoryOrigin:
        """Where it comes from."""
        assert self.record.memory is not None
        return self.record.memory


@dataclass(frozen=True, slots=True)
class MemoryCounts:
    """What the memory gave the entries of a catalog, and the words of their sources."""

    finished: Tally = _NONE
    """Taken as translated: the very text between the same neighbours."""
    drafts: Tally = _NONE
    """Translations of the very text, figures and dates apart."""
    similar: Tally = _NONE
    """Translations of texts that resemble it."""

    @property
    def total(self) -> Tally:
        """All of them."""
        return self.finished + self.drafts + self.similar

    def __add__(self, other: "MemoryCounts") -> "MemoryCounts":
        """What both catalogs got."""
        return MemoryCounts(
            self.finished + other.finished,
            self.drafts + other.drafts,
            self.similar + other.similar,
        )


NOTHING = MemoryCounts()


@dataclass(frozen=True, slots=True)
class Leveraged:
    """A catalog with what the memory gave."""

    catalog: Catalog
    records: tuple[DraftRecord, ...] = ()
    """Of the entries that it filled."""
    counts: MemoryCounts = NOTHING
    passed_over: frozenset[Key] = frozenset()
    """Empty texts whose very translation the memory has, and the desk does not want."""
    relative: str = ""
    """The article that this one tells anew; empty where there is none."""


def queries(
    catalog: Catalog, segments: Iterable[Segment], pair: tuple[str, str], least: int
) -> Mapping[Key, Query]:
    """What a memory is asked for the empty entries of a catalog, which has the article's texts.

    Figures, and texts in which there is nothing to translate, are not asked for: a rule writes
    them. A text that a passage has in another language is asked for in that.
    """
    places = {part.key: part for part in reversed(list(segments))}
    found: dict[Key, Query] = {}
    for entry, (before, after) in with_neighbours(catalog.active()):
        part = places.get(entry.key)
        if entry.target or entry.plurals is not None or part is None:
            continue
        plain = part.tagged.plain()
        if is_nothing(plain) or is_figures(plain):
            continue
        found[entry.key] = Query(
            part.tagged,
            part.place.language or pair[0],
            pair[1],
            context=entry.context,
            before=before,
            after=after,
            least=least,
            most=MATCHES,
        )
    return found


def leverage(
    catalog: Catalog,
    asked: Mapping[Key, Query],
    found: Mapping[Key, Sequence[Match]],
    policy: Policy,
    is_rejected: Callable[[Entry], bool] = lambda entry: False,
) -> Leveraged:
    """Fill the empty entries of a catalog with what a memory found for them.

    A text that somebody rejected here is not offered again. An entry keeps its comment.
    """
    filled: dict[Key, Filled] = {}
    for entry in catalog.active():
        if entry.key in asked and not entry.target and found.get(entry.key):
            made = filling(entry, asked[entry.key], found[entry.key], policy, is_rejected)
            if made is not None:
                filled[entry.key] = made
    same = (key for key, some in found.items() if any(e.grade >= Grade.EXACT for e in some))
    passed_over = frozenset(same) - filled.keys()
    if not filled:
        return Leveraged(catalog, passed_over=passed_over, relative=relative(found, policy.article))
    entries = tuple(
        each if each.obsolete or each.key not in filled else filled[each.key].entry
        for each in catalog.entries
    )
    counts = NOTHING
    for made in filled.values():
        counts += _counted(made)
    records = tuple(each.record for each in filled.values())
    return Leveraged(
        replace(catalog, entries=entries),
        records,
        counts,
        passed_over,
        relative(found, policy.article),
    )


def with_memory(merged: Merged, given: Leveraged) -> Merged:
    """A merged catalog with what the memory gave; of these texts something is known now.

    So it is of those whose translation the desk does not want from there.
    """
    if not given.records and not given.passed_over:
        return merged
    filled = {each.key for each in given.catalog.active() if each.target}
    unknown = tuple(key for key in merged.unknown if key not in filled | given.passed_over)
    return replace(merged, catalog=given.catalog, unknown=unknown)


def rejected_by(signatures: Collection[Signature]) -> Callable[[Entry], bool]:
    """Tells whether an entry reads as somebody rejected it."""
    texts = rejected(signatures)
    return lambda entry: bool(texts) and signed_of(entry) in texts


def filling(
    entry: Entry,
    query: Query,
    matches: Iterable[Match],
    policy: Policy,
    is_rejected: Callable[[Entry], bool] = lambda entry: False,
) -> Filled | None:
    """What an empty entry is filled with; None where no match is good enough.

    The best by what it counts after penalties; a translation of the very text goes before one of
    a text that resembles it. Of those that count the same and say something else it is told.
    """
    offers = sorted(offers_of(query, matches, policy), key=Offer.rank)
    usable = (each for each in offers if not is_rejected(_entry(entry, each, State.DRAFT)))
    best = list(_equals(usable))
    if not best:
        return None
    first = best[0]
    # What says something else of another text is no other translation of this one.
    same = (each for each in best if not first.origin.fuzzy or each.made_for == first.made_for)
    others = list(dict.fromkeys(each.target for each in same if each.target != first.target))
    finished = policy.takes_context and first.as_it_is and not others
    made = _entry(entry, first, State.TRANSLATED if finished else State.DRAFT)
    record = DraftRecord(
        key_digest(entry.key),
        target=text_digest(first.target),
        doubtful=bool(first.faults),
        reason=joined(first.faults) if first.faults else None,
        remarks=first.remarks,
        alternatives=tuple(others[:ALTERNATIVES]),
        memory=replace(first.origin, finished=finished, different=_difference(first, query.text)),
    )
    return Filled(made, record)


def _equals(offers: Iterable[Offer]) -> Iterator[Offer]:
    """The best offer, and those that are as good."""
    for _rank, same in groupby(offers, key=Offer.rank):
        yield from same
        return


def _entry(entry: Entry, offer: Offer, state: State) -> Entry:
    elsewhere = offer.origin.fuzzy and offer.made_for != entry.key
    previous = offer.made_for if elsewhere else None
    return replace(entry.with_target(offer.target, state), previous=previous)


def _difference(offer: Offer, text: Tagged) -> str:
    """What of a text differs from the one that an offer was made for; empty where nothing does."""
    former = offer.unit.source.text
    return "" if former == text.text else as_note(word_diff(former, text.text))


def _counted(made: Filled) -> MemoryCounts:
    one = Tally(1, words(made.entry.source))
    if made.entry.state is State.TRANSLATED:
        return MemoryCounts(finished=one)
    return MemoryCounts(similar=one) if made.origin.fuzzy else MemoryCounts(drafts=one)
