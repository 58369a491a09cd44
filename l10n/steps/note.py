"""The notes of a catalog (`#.`): what a translator needs to know of each entry, made from data.

A note is composed last, when all that it tells of is settled, and nothing ever reads it: tools wrap
such lines, drop them or give them back in another order, and a desk may change its language.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from l10n.checks import Finding, Severity
from l10n.dataclass import dataclass
from l10n.glossary.enforcing import term_issues
from l10n.glossary.finding import FoundTerms
from l10n.glossary.telling import term_messages
from l10n.glossary.terms import Term
from l10n.language.locales import format_day, format_percent, language_name
from l10n.lines import display_line
from l10n.messages import N_, Message, message
from l10n.model.catalog import Catalog, DraftRecord, Entry, State
from l10n.model.draft_records import (
    Authorship,
    article_of,
    authorship,
    beside,
    record_of,
    records_by_entry,
)
from l10n.model.memory_origin import MemoryOrigin
from l10n.model.segment import Key, RawTag, Segment
from l10n.steps.source_change import change_message

_ROLES = {
    "alt": N_("alternative text of a picture"),
    "author": N_("author"),
    "caption": N_("caption"),
    "cell": N_("table cell"),
    "credit": N_("credits"),
    "date": N_("date"),
    "definition": N_("definition"),
    "description": N_("description"),
    "field": N_("metadata field"),
    "footer": N_("closing line"),
    "footnote": N_("footnote"),
    "heading": N_("heading"),
    "headline": N_("headline"),
    "item": N_("list item"),
    "label": N_("label"),
    "paragraph": N_("paragraph"),
    "quote": N_("quotation"),
    "section": N_("section"),
    "subheading": N_("subheading"),
    "term": N_("term"),
    "title": N_("title"),
}
_TAGS = {
    "a": N_("link"),
    "abbr": N_("abbreviation"),
    "b": N_("bold"),
    "br": N_("line break"),
    "cite": N_("title of a work"),
    "code": N_("code"),
    "del": N_("struck through"),
    "em": N_("emphasis"),
    "i": N_("italics"),
    "img": N_("picture"),
    "ins": N_("inserted"),
    "mark": N_("marked"),
    "q": N_("quotation"),
    "s": N_("struck through"),
    "small": N_("small print"),
    "strong": N_("strong emphasis"),
    "sub": N_("subscript"),
    "sup": N_("superscript"),
    "u": N_("underlined"),
    "x": N_("stays as it is"),
}

_STANDINGS = {
    "approved": N_("approved"),
    "imported": N_("imported"),
    "translated": N_("translated"),
}
"""How a translation of the memory stands where it is."""
_KEPT = {
    "code": (
        N_("code, stays as it is: {code}"),
        N_("code around these words, stays as it is: {code}"),
    ),
    "html": (
        N_("HTML, stays as it is: {code}"),
        N_("HTML around these words, stays as it is: {code}"),
    ),
    "x": (N_("stays as it is: {code}"), N_("stays as it is: {code}")),
}
"""What is said of code that stays: of an empty tag, and of a pair."""


def with_notes(
    catalog: Catalog,
    segments: Sequence[Segment],
    records: Collection[DraftRecord],
    terms: FoundTerms,
    language: str,
) -> Catalog:
    """Compose the notes of all entries of a merged catalog; an obsolete entry has none.

    `records` are those that go with the catalog as it is, `terms` those found in `segments`;
    `language` is a locale that the tool speaks.
    """
    places: dict[Key, list[Segment]] = {}
    for segment in segments:
        places.setdefault(segment.key, []).append(segment)
    grouped = records_by_entry(records)
    parts: dict[tuple[str | None, str] | None, list[Key]] = {}
    for entry in catalog.active():
        if entry.state is State.DRAFT and entry.previous is not None:
            parts.setdefault(entry.previous, []).append(entry.key)

    def note(entry: Entry) -> str:
        if entry.obsolete or entry.key not in places:
            return ""
        if entry.state is not State.DRAFT and not grouped and not terms.by_text:
            return render_note(places[entry.key], NoteContent(), language)
        text = places[entry.key][0].tagged
        author, record = authorship(entry, grouped), record_of(entry, grouped)
        told = parts.get(entry.previous, ()) if author is Authorship.CARRIED_OVER else ()
        # What a person typed or confirmed is not for the glossary to judge.
        judged = author in (Authorship.MACHINE, Authorship.MEMORY, Authorship.SIMILAR)
        return render_note(
            places[entry.key],
            NoteContent(
                beside(entry, grouped) if author.unfinished else record,
                changes=(*_changes(entry, told), *_found_in(article_of(entry, grouped))),
                terms=terms.terms(text),
                questions=tuple(dict.fromkeys(hit.term for hit in terms.questions(text))),
                issues=term_issues(entry.target, text, terms) if judged else (),
                memory=record if record is not None and record.memory is not None else None,
            ),
            language,
        )

    def noted(entry: Entry) -> Entry:
        now = note(entry)
        return entry if entry.note == now else entry.with_note(now)

    return replace(catalog, entries=tuple(map(noted, catalog.entries)))


def with_findings(catalog: Catalog, findings: Iterable[Finding], language: str) -> Catalog:
    """Tell in the notes of a catalog what checks found in its entries; hints are left out.

    A line for each finding, with the name by which a translator's comment silences it.
    """
    lines: dict[Key, list[str]] = {}
    for each in findings:
        if each.severity is not Severity.HINT:
            words = message(
                N_("Please check: {reason} [{check}]"),
                reason=each.message.text(language),
                check=each.check,
            )
            lines.setdefault(each.key, []).append(_line(words, language))
    if not lines:
        return catalog

    def told(entry: Entry) -> Entry:
        if entry.obsolete or entry.key not in lines:
            return entry
        every = [*entry.note.splitlines(), *lines[entry.key]]
        return replace(entry, note="\n".join(dict.fromkeys(every)))

    return replace(catalog, entries=tuple(map(told, catalog.entries)))


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What a note tells of one text, besides its places."""

    record: DraftRecord | None = None
    """Where its draft comes from, or why there is none."""
    changes: Sequence[Message] = ()
    """What has changed in the original since its translation was made, or whence that comes."""
    terms: Sequence[Term] = ()
    """Those found in it."""
    questions: Sequence[Term] = ()
    """Those that may stand in it, or other words that are spelt alike."""
    issues: Sequence[Message] = ()
    """What is wrong with its draft now."""
    memory: DraftRecord | None = None
    """That of a target which the memory gave."""


def render_note(places: Sequence[Segment], told: NoteContent, language: str) -> str:
    """Put into words what a translator needs to know of one text.

    A line for the roles that it has at its `places` (at least one, in order); one for each meaning
    of each tag, since places may differ in addresses; one for each change of the original; one for
    each of the terms found in it; then what its record says: where the draft comes from, how it
    reads where it is not the target, whether it is doubtful, what was changed in it, or why there
    is none; one for each of the issues that the draft has now; its alternatives. Positions are not
    told, so that an insertion leaves other notes alone.
    """
    lines = [*_place_lines(places, language)]
    lines += [_line(each, language) for each in told.changes]
    lines += [_line(each, language) for term in told.terms for each in term_messages(term)]
    lines += [_line(_question(term), language) for term in told.questions if term.translation]
    lines += [_line(each, language) for each in _draft_messages(told, language)]
    return "\n".join(dict.fromkeys(lines))


def _found_in(article: str) -> tuple[Message, ...]:
    """Where the translation of an entry was found, if it was made for another article."""
    words = N_("Translated so in {article}; confirm it for this article")
    return (message(words, article=article),) if article else ()


def _changes(entry: Entry, parts: Sequence[Key]) -> Iterator[Message]:
    """What became of the text that a translation was made for; `parts` are all that it is now."""
    if entry.previous is None or entry.key not in parts:
        return
    if len(parts) > 1:
        yield message(
            N_("What was translated as one text is {total} texts now; this is number {number}"),
            total=len(parts),
            number=parts.index(entry.key) + 1,
        )
    yield change_message(entry.previous[1], entry.source)


def role_name(role: str, language: str) -> str:
    """What a role is called in a language that the tool speaks."""
    return _named(_ROLES, role, language)


def _place_lines(places: Sequence[Segment], language: str) -> Iterator[str]:
    yield _roles_line(tuple(dict.fromkeys(segment.place.role for segment in places)), language)
    for tag_of in dict.fromkeys(segment.place.language for segment in places):
        if tag_of:
            name = language_name(tag_of, language)
            yield _line(message(N_("In another language: {language}"), language=name), language)
    tags: dict[str, dict[str, None]] = {}
    for segment in places:
        for tag in segment.place.tags:
            name = tag.name.rstrip("0123456789")
            meaning = _meaning(tag, name, language)
            tags.setdefault(tag.name, {})[meaning] = None
    for name, meanings in tags.items():
        for meaning in meanings:
            yield f"{name}: {meaning}"


@lru_cache(maxsize=1 << 8)
def _roles_line(roles: tuple[str, ...], language: str) -> str:
    names = dict.fromkeys(role_name(role, language) for role in roles)
    return _line(message(N_("Role: {roles}"), roles=", ".join(names)), language)


def _meaning(tag: RawTag, name: str, language: str) -> str:
    shown = display_line(tag.note or tag.reads)
    if not shown:
        # Only the end of a line parts some cells.
        return _named(_TAGS, "br" if tag.note else name, language)
    if name == "fn":
        return _line(message(N_("mark of the footnote “{name}”"), name=shown), language)
    if name not in _KEPT:
        return shown
    alone, around = _KEPT[name]
    return _line(message(alone if tag.close is None else around, code=shown), language)


def _question(term: Term) -> Message:
    """What is asked of a word that may be a term, or another that is spelt alike."""
    return message(
        N_("Is “{term}” meant here? If so: {translation}"),
        term=term.term,
        translation=term.translation,
    )


def _draft_messages(told: NoteContent, language: str) -> Iterator[Message]:
    """All that is told of a draft, or of why there is none, each of which becomes a line."""
    if told.memory is not None:
        yield from _memory_messages(told.memory, language)
    record = told.record if told.record is not told.memory else None
    if record is not None and not record.target and record.reason is not None:
        yield message(N_("No draft: {reason}"), reason=record.reason.text(language))
        return
    if record is not None:
        origin = {"engine": record.engine, "model": record.model}
        if record.text:
            words = N_("A machine draft of this text ({engine}, {model}): {text}")
            yield message(words, text=record.text, **origin)
        else:
            yield message(N_("Draft: {engine}, {model}"), **origin)
        if record.doubt is not None:
            yield message(N_("Check with care: {reason}"), reason=record.doubt.text(language))
    for remark in (*(record.remarks if record else ()), *told.issues):
        yield message(N_("About the draft: {reason}"), reason=remark.text(language))
    for text in record.alternatives if record else ():
        yield message(N_("Or: {text}"), text=text)


def _memory_messages(record: DraftRecord, language: str) -> Iterator[Message]:
    """Where a translation of the memory comes from, what differs, what was changed in it."""
    origin = record.memory
    assert origin is not None
    words = N_("From memory, {percent}: {origin}")
    if origin.finished:
        words = N_("From memory, {percent}, taken as translated: {origin}")
    if origin.different:
        words = N_("From memory, {percent}: {origin}. Different: {changes}")
    yield message(
        words,
        percent=format_percent(origin.percent, language),
        origin=_origin(origin, language),
        changes=origin.different,
    )
    if record.doubt is not None:
        yield message(N_("Check with care: {reason}"), reason=record.doubt.text(language))
    for remark in record.remarks:
        yield message(N_("About the draft: {reason}"), reason=remark.text(language))
    for text in record.alternatives:
        yield message(N_("Or: {text}"), text=text)


def _origin(origin: MemoryOrigin, language: str) -> str:
    """The place of a translation, its day, and how it stands there."""
    day = format_day(origin.date, language) if origin.date else ""
    standing = [message(_STANDINGS[origin.standing]).text(language)]
    if origin.machine:
        standing.append(message(N_("a machine’s words")).text(language))
    return f"{', '.join(filter(None, (origin.place, day)))} ({', '.join(standing)})"


def _named(names: Mapping[str, str], name: str, language: str) -> str:
    return message(names[name]).text(language) if name in names else name


def _line(words: Message, language: str) -> str:
    return display_line(words.text(language))
