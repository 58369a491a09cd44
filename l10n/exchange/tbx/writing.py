"""Terms as TBX-Basic; what it has no place for stands in notes that people can read."""

from collections.abc import Collection, Iterable, Iterator
from typing import TextIO

from l10n.dataclass import dataclass
from l10n.exchange.tbx.names import (
    ACRONYM,
    ADMITTED,
    DEPRECATED,
    FULL,
    KEEP,
    KIND,
    LATER,
    NAMES,
    NAMESPACE,
    NOTE,
    OURS,
    PAIR,
    PARTS,
    PREFERRED,
    SHORT,
    VARIANT,
    Edition,
)
from l10n.glossary.terms import Kind, Part, Status, Term
from l10n.store.xml_writing import XmlWriter

_SOURCE = "l10n"
"""Where the file says that its terms come from."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The locales of terms that are for every pair."""

    source: str
    targets: Collection[str]


def write_terms(
    file: TextIO, terms: Iterable[Term], languages: Languages, edition: Edition = Edition.MARTIF
) -> int:
    """Write terms as one file, an entry for each; returns how many.

    The file is opened as UTF-8 with `newline="\\n"`. A term without a pair gets each of the target
    locales, and a note that it is for every pair.
    """
    writer = XmlWriter(file)
    names = NAMES[edition]
    if edition is Edition.MARTIF:
        writer.doctype(names.root, "TBXcoreStructV02.dtd")
        writer.open(names.root, {"type": "TBX-Basic", "xml:lang": languages.source})
    else:
        root = {"type": "TBX-Basic", "style": "dca", "xml:lang": languages.source}
        writer.open(names.root, root | {"xmlns": NAMESPACE})
    for name in (names.header, "fileDesc", "sourceDesc"):
        writer.open(name)
    writer.leaf("p", _SOURCE)
    for _each in range(3):
        writer.close()
    writer.open("text")
    writer.open("body")
    count = 0
    for count, term in enumerate(terms, 1):
        _Entry(writer, languages, edition).write(term, count)
    for _each in range(3):
        writer.close()
    return count


@dataclass(frozen=True, slots=True)
class _Form:
    """A word of an entry in one language."""

    text: str
    status: str = ""
    type: str = ""
    part: str = ""
    note: str = ""


class _Entry:
    """Writes one term."""

    def __init__(self, writer: XmlWriter, languages: Languages, edition: Edition) -> None:
        self.writer = writer
        self.languages = languages
        self.names = NAMES[edition]
        self.edition = edition

    def write(self, term: Term, number: int) -> None:
        source, targets = self.languages.source, tuple(self.languages.targets)
        if term.pair is not None:
            source, targets = term.pair[0], (term.pair[1],)
        self.writer.open(self.names.entry, {"id": f"c{number}"})
        for domain in term.domains:
            self.writer.leaf("descrip", domain, {"type": "subjectField"})
        for note in self._notes(term):
            self.writer.leaf("note", note)
        self._language(source, self._source_forms(term))
        forms = list(_target_forms(term))
        for target in targets if forms else ():
            self._language(target, forms)
        self.writer.close()

    def _notes(self, term: Term) -> Iterator[str]:
        if term.note.startswith(OURS) or term.note == KEEP:
            yield f"{OURS}{NOTE} = {term.note}"
        elif term.note:
            yield term.note
        if term.status is Status.KEEP:
            yield KEEP
        if term.kind is not None and term.kind is not Kind.ACRONYM:
            yield f"{OURS}{KIND} = {term.kind.value}"
        if term.pair is None:
            yield f"{OURS}{PAIR} = *"
        elif term.pair[0] != self.languages.source or not any(_target_forms(term)):
            yield f"{OURS}{PAIR} = {'>'.join(term.pair)}"

    def _source_forms(self, term: Term) -> Iterator[_Form]:
        part = PARTS[term.part] if term.part else ""
        note = ""
        if self.edition is Edition.ISO_2019 and term.part is Part.PROPER_NOUN:
            part, note = PARTS[Part.NOUN], f"{OURS}{Part.PROPER_NOUN.value}"
        status = DEPRECATED if term.status is Status.FORBIDDEN else ""
        kind = ACRONYM if term.kind is Kind.ACRONYM else ""
        yield _Form(term.term, status, kind, part=part, note=note)
        if term.expansion:
            yield _Form(term.expansion, type=FULL)
        for alias in term.aliases:
            yield _Form(alias, type=VARIANT)

    def _language(self, locale: str, forms: Iterable[_Form]) -> None:
        self.writer.open(self.names.language, {"xml:lang": locale})
        for form in forms:
            self.writer.open(self.names.term)
            self.writer.leaf("term", form.text)
            for kind, value in (
                ("partOfSpeech", form.part),
                ("administrativeStatus", form.status),
                ("termType", form.type),
            ):
                if value:
                    self.writer.leaf("termNote", value, {"type": kind})
            if form.note:
                self.writer.leaf("note", form.note)
            self.writer.close()
        self.writer.close()


def _target_forms(term: Term) -> Iterator[_Form]:
    if term.translation:
        status = ADMITTED if term.status is Status.ALLOWED else PREFERRED
        yield _Form(term.translation, status)
    for rendering in term.allowed:
        yield _Form(rendering, ADMITTED)
    if term.later:
        yield _Form(term.later, ADMITTED, type=SHORT, note=f"{OURS}{LATER}")
    if term.expansion_translation:
        yield _Form(term.expansion_translation, ADMITTED, type=FULL)
    for rendering in term.forbidden:
        yield _Form(rendering, DEPRECATED, note=term.reason(rendering))
