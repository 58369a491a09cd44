"""Leverage: what the translation memory gives empty entries before any engine is asked. Pure.

What is the translation of the very text is a draft of it; the translation of a text that only
resembles it stands there as that of an earlier text would, with `#|`: it says something else.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from l10n.glossary.enforcing import corrected, term_issues
from l10n.glossary.finding import FoundTerms
from l10n.language.figures import is_figures, is_nothing
from l10n.language.locales import normal
from l10n.memory import Grade, Match, Query
from l10n.messages import N_, Message, joined, message
from l10n.model.catalog import Catalog, DraftRecord, Entry, State, key_digest, text_digest
from l10n.model.counts import Tally
from l10n.model.markup import OMIT, Tagged, faults
from l10n.model.memory_origin import (
    EXACT,
    FIGURES,
    FUZZY,
    IN_CONTEXT,
    NORMALIZED,
    MemoryOrigin,
)
from l10n.model.memory_settings import MemorySettings
from l10n.model.segment import Key, Segment
from l10n.model.signature import Signature, signed_of
from l10n.model.source_words import words
from l10n.model.unit import Standing, Unit
from l10n.steps.approval import rejected
from l10n.steps.capitals import with_capitals_of
from l10n.steps.merge import Merged
from l10n.steps.new_figures import Languages, with_new_figures
from l10n.steps.relatives import relative
from l10n.steps.similar import threshold
from l10n.steps.units import with_neighbours
from l10n.steps.words_diff import as_note, word_diff
from l10n.tags.renumbering import renumbered
from l10n.tags.retagging import retagged

MATCHES = 8
"""Matches that a memory is asked for: of the best, some may be of no use here."""
ALTERNATIVES = 3
"""Other translations of the same text that are told, at most."""
_NONE = Tally()
_WORTH = {
    Grade.IN_CONTEXT: 100,
    Grade.EXACT: 100,
    Grade.NORMALIZED: 99,
    Grade.FIGURES: 98,
}
"""What a translation of the very text counts, in percent, before penalties."""
_ALIKE = 97
"""What the translation of another text counts at most."""
_GRADES = {
    Grade.IN_CONTEXT: IN_CONTEXT,
    Grade.EXACT: EXACT,
    Grade.NORMALIZED: NORMALIZED,
    Grade.FIGURES: FIGURES,
    Grade.FUZZY: FUZZY,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What the entries of one catalog are filled by."""

    desk: str
    """The workflow of its article."""
    settings: MemorySettings
    languages: Languages
    terms: FoundTerms
    """Found in the segments of its article."""
    article: str = ""
    """Its name."""
    takes_context: bool = False
    """A translation of the very text between the same neighbours is taken as finished."""


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
    offers = sorted(_offers(query, matches, policy), key=_Offer.rank)
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


@dataclass(frozen=True, slots=True)
class _Offer:
    """A match, as it would stand in the entry."""

    unit: Unit
    target: str
    origin: MemoryOrigin
    remarks: tuple[Message, ...] = ()
    faults: tuple[Message, ...] = ()
    """What is wrong with its tags."""
    as_it_is: bool = False
    """The very text in its context, with nothing changed and nothing against it."""

    @property
    def made_for(self) -> Key:
        """Context and text that it is the translation of."""
        return self.unit.context, self.unit.source.text

    def rank(self) -> tuple[bool, int]:
        """What offers are sorted by, the best first; those of a memory keep their order."""
        return self.origin.fuzzy, -self.origin.percent


def _equals(offers: Iterable[_Offer]) -> Iterator[_Offer]:
    """The best offer, and those that are as good."""
    for _rank, same in groupby(offers, key=_Offer.rank):
        yield from same
        return


def _entry(entry: Entry, offer: _Offer, state: State) -> Entry:
    elsewhere = offer.origin.fuzzy and offer.made_for != entry.key
    previous = offer.made_for if elsewhere else None
    return replace(entry.with_target(offer.target, state), previous=previous)


def _offers(query: Query, matches: Iterable[Match], policy: Policy) -> Iterator[_Offer]:
    for match in matches:
        if _is_text(match.unit.target):
            offer = _offer(query, match, policy)
            if offer is not None:
                yield offer


def _is_text(target: str) -> bool:
    """True for a target that a catalog can hold; files of others bring what they like."""
    if not target.strip() or target.strip() == OMIT:
        return False
    return not any(unicodedata.category(each) in ("Cc", "Cs") for each in target)


def _offer(query: Query, match: Match, policy: Policy) -> _Offer | None:
    """A match as it would stand in the entry; None where it does not count enough."""
    unit, text = match.unit, query.text
    grade, target, remarks = match.grade, unit.target, list[Message]()
    if grade is Grade.FIGURES:
        # What is known of languages is of those of the article, and not of a passage in another.
        known = query.source_locale == policy.languages.pair[0]
        made = known and with_new_figures(unit.source, text, target, policy.languages)
        if not made:
            grade = Grade.FUZZY
        else:
            target = made.text
            changes = ", ".join(f"{old} → {new}" for old, new in made.changes)
            remarks.append(message(N_("figures of this text put in: {changes}"), changes=changes))
    target = _with_tags_of(text, target, unit.source)
    wrong = faults(text, target)
    if wrong and grade in (Grade.NORMALIZED, Grade.FIGURES):
        grade = Grade.FUZZY
    percent = _WORTH.get(grade) or min(match.similarity, _ALIKE)
    percent -= _penalty(query, match, policy)
    if percent < max(policy.settings.least, 1) or (
        grade is Grade.FUZZY and percent < (threshold(text.plain()) or 101)
    ):
        return None
    if grade is not Grade.FUZZY and grade < Grade.EXACT:
        target = with_capitals_of(text.plain(), unit.source.plain(), target)
    terms = corrected(target, text, policy.terms)
    remarks += terms.changes
    if normal(unit.target_locale) != normal(query.target_locale):
        words_of = N_("written for {locale}; the spelling may be another")
        remarks.append(message(words_of, locale=unit.target_locale))
    return _Offer(
        unit,
        terms.text,
        _origin(match, grade, percent),
        remarks=tuple(remarks),
        faults=wrong,
        as_it_is=grade is Grade.IN_CONTEXT
        and percent == _WORTH[grade]
        and not (wrong or remarks)
        and not term_issues(target, text, policy.terms),
    )


def _difference(offer: _Offer, text: Tagged) -> str:
    """What of a text differs from the one that an offer was made for; empty where nothing does."""
    former = offer.unit.source.text
    return "" if former == text.text else as_note(word_diff(former, text.text))


def _origin(match: Match, grade: Grade, percent: int) -> MemoryOrigin:
    unit, place = match.unit, match.place
    return MemoryOrigin(
        _GRADES[grade],
        percent,
        f"{place.workspace}: {place.name}" if place.workspace else place.name,
        date=unit.date,
        standing=unit.standing.name.lower(),
        machine=unit.machine,
    )


def _with_tags_of(text: Tagged, target: str, former: Tagged) -> str:
    """The target of a former text with the tags of a text, as far as it is known which is which."""
    if text == former or not former.names:
        return target
    return retagged(target, former.text, text) or renumbered(target, former.text, text)


def _penalty(query: Query, match: Match, policy: Policy) -> int:
    """Percent that a match loses for where it comes from."""
    unit, penalties = match.unit, policy.settings.penalties
    elsewhere = bool(match.place.workspace) or unit.desk not in ("", policy.desk)
    return sum(
        percent
        for percent, applies in (
            (penalties.other_desk, elsewhere),
            (penalties.other_role, unit.context != query.context),
            (penalties.imported, unit.standing is Standing.IMPORTED),
            (penalties.machine, unit.machine),
        )
        if applies
    )


def _counted(made: Filled) -> MemoryCounts:
    one = Tally(1, words(made.entry.source))
    if made.entry.state is State.TRANSLATED:
        return MemoryCounts(finished=one)
    return MemoryCounts(similar=one) if made.origin.fuzzy else MemoryCounts(drafts=one)
