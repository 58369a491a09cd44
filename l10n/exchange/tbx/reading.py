"""Terms of the glossaries of other tools, read from TBX: MARTIF (2008), DCA and DCT (2019).

An entry of TBX is a concept with words in several languages, none of which is the source. Of each
language that is asked for, the first word that the desk of the file prefers is the term, or its
translation; what a file calls deprecated is forbidden, and other words may stand beside it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from l10n.dataclass import dataclass
from l10n.errors import FileError, GlossaryError, UsageError
from l10n.exchange.tbx.names import (
    ACRONYM,
    ENTRIES,
    FULL,
    KEEP,
    KIND,
    LANGUAGES,
    LATER,
    NOTE,
    OURS,
    PAIR,
    PARTS,
    TERMS,
)
from l10n.glossary.terms import Kind, Part, Status, Term, Written
from l10n.language import locales
from l10n.lines import collapsed
from l10n.messages import _
from l10n.store.regular import reading
from l10n.store.text_file import file_errors
from l10n.store.xml_faults import Lenient
from l10n.store.xml_reading import (
    Element,
    Source,
    Start,
    cut,
    local,
    root_of,
    skipped,
    whole,
    xml_events,
)

_ANY = "*"
_WORDS = 500
"""Words of one entry in all its languages."""
_PARTS: Mapping[str, Part] = {value.lower(): key for key, value in PARTS.items()}
_KINDS = {each.value: each for each in Kind}
_STATUSES = {
    "preferredterm": Status.PREFERRED,
    "preferred": Status.PREFERRED,
    "admittedterm": Status.ALLOWED,
    "admitted": Status.ALLOWED,
    "allowed": Status.ALLOWED,
    "deprecatedterm": Status.FORBIDDEN,
    "deprecated": Status.FORBIDDEN,
    "supersededterm": Status.FORBIDDEN,
    "superseded": Status.FORBIDDEN,
    "notrecommended": Status.FORBIDDEN,
    "obsolete": Status.FORBIDDEN,
}
_SHORT_TYPES = (ACRONYM, "abbreviation", "initialism")
_DESCRIPTIVE = ("descrip", "admin", "termNote", "transac", "descripNote", "adminNote")
"""Elements whose type says what they are; in the style DCT the element's own name does."""
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp")


@dataclass(slots=True)
class TbxReading(Lenient):
    """A TBX file that is being read; what is wrong with single entries is a list, no exception."""

    pairs: Collection[tuple[str, str]] = ()
    """Source and target locales that are asked for; none means that the language of the file, or
    the first of an entry, is translated into all others."""

    def terms(self) -> Iterator[Term]:
        """The terms of each entry; raises GlossaryError where the file cannot be read on."""
        events = xml_events(self.source)
        root = root_of(events, ("martif", "tbx"), self._not_tbx)
        language = root.attributes.get("xml:lang", "")
        for event in events:
            if not isinstance(event, Start):
                continue
            name = local(event.name)
            if name in ENTRIES:
                yield from self._of(whole(event, events, self.source), language)
            elif name not in ("text", "body"):
                skipped(events)

    def _not_tbx(self, name: str) -> FileError:
        return self.source.error(
            _("the file begins with <{name}>, and is no TBX").format(name=name),
            code="TBX-001",
            path=self.source.path,
            remedy=_("export the glossary as TBX with the program that it comes from"),
        )

    def _of(self, entry: Element, language: str) -> Iterator[Term]:
        concept = _said(entry)
        words = self._words(entry)
        if sum(map(len, words.values())) > _WORDS:
            self.problem(
                _("the entry has more than {limit} words").format(limit=_WORDS),
                code="TBX-003",
                line=entry.line,
            )
            return
        pair = concept.ours.get(PAIR, "")
        for source, target in self._pairs(words, pair, language):
            term = _term(concept, words[source], words.get(target, ()))
            if term is None:
                continue
            place = Written(str(self.source.path), entry.line)
            yield replace(term, pair=None if pair == _ANY else (source, target), written=place)
            if pair == _ANY:
                return

    def _words(self, entry: Element) -> Mapping[str, Sequence["_Word"]]:
        found: dict[str, list[_Word]] = {}
        for section in entry.elements():
            if local(section.name) not in LANGUAGES:
                continue
            tag = section.attributes.get("xml:lang", "") or section.attributes.get("lang", "")
            try:
                locale = locales.normal(cut(tag.strip()))
            except UsageError as reason:
                self.problem(
                    reason.message, code="TBX-002", line=section.line, remedy=reason.remedy
                )
                continue
            for each in section.elements():
                if local(each.name) in TERMS and (word := _word(each)) is not None:
                    found.setdefault(locale, []).append(word)
        return found

    def _pairs(
        self, words: Mapping[str, Sequence["_Word"]], said: str, language: str
    ) -> Iterator[tuple[str, str]]:
        """The pairs of an entry; the source is a locale that it has, the target may be none."""
        if self.pairs:
            for wanted, other in self.pairs:
                source, target = _nearest(words, wanted), _nearest(words, other)
                if source is not None and source != target:
                    yield source, target or other
            return
        with suppress(UsageError):
            wanted, other = locales.pair(said)
            if wanted in words:
                yield wanted, other
                return
        with suppress(UsageError):
            language = locales.normal(language.strip())
        source = _nearest(words, language) or next(iter(words), None)
        if source is None:
            return
        targets = [target for target in words if target != source]
        if not targets and said == _ANY:
            targets = [_ANY]
        yield from ((source, target) for target in targets)


@contextmanager
def opened(path: Path, pairs: Collection[tuple[str, str]] = ()) -> Iterator[TbxReading]:
    """Open a TBX file; raises GlossaryError if it cannot be opened. See `TbxReading.pairs`."""
    with file_errors(path, GlossaryError):
        file = reading(path)
    with file:
        yield of_file(file, path, pairs)


def of_file(file: IO[bytes], path: Path, pairs: Collection[tuple[str, str]] = ()) -> TbxReading:
    """Read bytes of anywhere as a TBX file; `path` is named in errors."""
    return TbxReading(Source(file, path, GlossaryError), pairs)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of an entry, or of one of its words, besides its text."""

    values: Mapping[str, Sequence[str]]
    """By data category."""
    notes: Sequence[str]
    ours: Mapping[str, str]
    """What our own notes say."""

    def first(self, category: str) -> str:
        """The first value of a category; empty if there is none."""
        return next(iter(self.values.get(category, ())), "")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of an entry in one language."""

    text: str
    said: _Said

    @property
    def status(self) -> Status | None:
        """What the desk of the file thinks of it; None where it does not say."""
        value = self.said.first("administrativeStatus") or self.said.first("status")
        return _STATUSES.get(value.lower().replace("-admn-sts", "").replace(" ", ""))

    @property
    def type(self) -> str:
        """Its `termType`."""
        return self.said.first("termType")


def _said(element: Element) -> _Said:
    values: dict[str, list[str]] = {}
    notes: list[str] = []
    ours: dict[str, str] = {}
    for child in _details(element):
        name, text = local(child.name), collapsed(child.text())
        if name == "note" and text.startswith(OURS):
            key, _equals, value = text.removeprefix(OURS).partition(" = ")
            ours.setdefault(key, value)
        elif name == "note" and text:
            notes.append(text)
        elif text:
            category = child.attributes.get("type", "") if name in _DESCRIPTIVE else name
            values.setdefault(category, []).append(text)
    return _Said(values, notes, ours)


def _details(element: Element) -> Iterator[Element]:
    """What describes an element, that in groups too; not its languages and words."""
    for child in element.elements():
        name = local(child.name)
        if name in _GROUPS:
            yield from _details(child)
        elif name not in LANGUAGES and name not in TERMS and name not in ("term", "transacGrp"):
            yield child


def _word(element: Element) -> _Word | None:
    """A `tig`, `ntig` or `termSec`; None for one without a text."""
    term = next((each for each in element.elements() if local(each.name) == "term"), None)
    if term is None:
        groups = (each for each in element.elements() if local(each.name) == "termGrp")
        inner = (each for group in groups for each in group.elements())
        term = next((each for each in inner if local(each.name) == "term"), None)
    text = collapsed(term.text()) if term is not None else ""
    return _Word(text, _said(element)) if text else None


def _term(concept: _Said, source: Sequence[_Word], target: Sequence[_Word]) -> Term | None:
    """What an entry says of one pair; None where it says nothing that a glossary can use."""
    main = next((each for each in source if each.status is Status.PREFERRED), source[0])
    others = [each for each in source if each is not main]
    expansion = _expansion(main, others)
    forbidden = [each for each in target if each.status is Status.FORBIDDEN]
    wanted = [each for each in target if each.status is not Status.FORBIDDEN]
    later = next((each for each in wanted if LATER in each.said.ours), None)
    full = _full(main, [each for each in wanted if each is not later])
    rest = [each for each in wanted if each not in (later, full)]
    chosen = next((each for each in rest if each.status is Status.PREFERRED), None)
    chosen = chosen or next((each for each in rest if each.status is None), None)
    keep = KEEP in concept.notes
    status = Status.KEEP if keep else Status.PREFERRED
    if main.status is Status.FORBIDDEN:
        status = Status.FORBIDDEN
    if chosen is None and rest and status is Status.PREFERRED:
        chosen, status = rest[0], Status.ALLOWED
    if not (chosen or forbidden or status is not Status.PREFERRED):
        return None
    translation = chosen.text if chosen else ""
    allowed = dict.fromkeys(each.text for each in rest if each.text != translation)
    notes = [note for note in concept.notes if note != KEEP]
    notes += [concept.ours[NOTE]] if NOTE in concept.ours else []
    notes += concept.values.get("definition", ())
    described = (main, *((chosen,) if chosen else ()))
    notes += [note for each in described for note in each.said.notes]
    return Term(
        main.text,
        main.text if keep else translation,
        note="; ".join(dict.fromkeys(notes)),
        forbidden=tuple(
            dict.fromkeys(
                each.text
                for each in forbidden
                if each.text != translation and each.text not in allowed
            )
        ),
        status=status,
        allowed=tuple(allowed),
        reasons=tuple(
            (each.text, "; ".join(each.said.notes)) for each in forbidden if each.said.notes
        ),
        domains=_domains(concept.values.get("subjectField", ())),
        part=_part(main),
        kind=_KINDS.get(concept.ours.get(KIND, ""))
        or (Kind.ACRONYM if main.type in _SHORT_TYPES else None),
        aliases=tuple(
            dict.fromkeys(
                each.text for each in others if each is not expansion and each.text != main.text
            )
        ),
        later=later.text if later else "",
        expansion=expansion.text if expansion else "",
        expansion_translation=full.text if full else "",
    )


def _expansion(main: _Word, others: Sequence[_Word]) -> _Word | None:
    """The word that a short form stands for; a main word of another type has none."""
    if main.type == FULL:
        return None
    return next((each for each in others if each.type == FULL), None)


def _full(main: _Word, wanted: Sequence[_Word]) -> _Word | None:
    """The full form of a translation; none where it is the only one that is wanted."""
    if main.type == FULL:
        return None
    found = next((each for each in wanted if each.type == FULL), None)
    ours = found is not None and found.status is Status.ALLOWED
    return found if ours or len(wanted) > 1 else None


def _part(word: _Word) -> Part | None:
    if Part.PROPER_NOUN.value in word.said.ours:
        return Part.PROPER_NOUN
    value = word.said.first("partOfSpeech").lower().replace(" ", "")
    return _PARTS.get(value, Part.OTHER if value else None)


def _domains(values: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(value.casefold(), value)
    return tuple(found[key] for key in sorted(found))


def _nearest(words: Mapping[str, object], locale: str) -> str | None:
    """The locale of an entry that is asked for: itself, a part of it, or what it is a part of."""
    if locale in words:
        return locale
    near = (each for each in words if locales.covers(locale, each) or locales.covers(each, locale))
    return next(near, None)
