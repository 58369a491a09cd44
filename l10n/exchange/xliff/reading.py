"""XLIFF files as they come back: units with their codes, states and comments, by whatever tool.

Versions 1.1 to 2.1 are read, with what memoQ, Trados Studio and Phrase add to version 1.2.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from operator import itemgetter
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import FileError
from l10n.exchange.xliff.pieces import (
    Form,
    Piece,
    Pieces,
    joined,
    pieces_of,
    with_codes_in_braces,
)
from l10n.exchange.xliff.words import (
    FINISHED,
    FINISHED_IN_MEMOQ,
    FINISHED_IN_TRADOS,
    MEMOQ,
    NAMESPACE_2,
    NAMESPACES,
    PHRASE,
    ROLE,
    ROLE_NOTE,
    SENT,
    SUGGESTED,
    TOOL,
    TRADOS,
    TRANSLATOR,
    state_of,
)
from l10n.messages import _
from l10n.model.catalog import State
from l10n.regex import regex
from l10n.store.xml_reading import Element, Source, Start, local, whole, xml_events

MOST = 250_000
"""Units, texts and codes of one file, all together."""

_ROOT = regex(
    r"[\s\ufeff]*+(?:<\?xml[^>]{0,200}+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+|<\?[^>]{0,500}+>\s*+)*+"
    r"(?:<!DOCTYPE\s+(?:\w+:)?xliff\b|<(?:[\w.-]+:)?xliff[\s>/])"
)
_HEAD = 1 << 14
_EMBEDDED = ("skl", "skeleton", "internal-file", "bin-unit", "reference")
_FRAMED = regex(r"\A[ \t]*+[\r\n]\s*+|[ \t]*[\r\n]\s*\Z")
"""White space with a line end around a text: a tool laid the file out anew."""


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """One unit of a file."""

    line: int
    names: tuple[str, ...]
    """What it is called: its id, and the name of its resource."""
    source: Pieces
    target: Pieces
    """Empty where nobody has translated it."""
    state: State
    """That of an entry, if there is a target."""
    context: str | None = None
    comment: str = ""


@dataclass(slots=True)
class ReturnedFile:
    """One `file` element: an article in one locale."""

    line: int
    original: str
    """The file that it was made from, as it says."""
    target_locale: str
    parcel: str = ""
    """The name of the copy that was sent; empty where the file does not tell."""
    units: list[ReturnedUnit] = field(default_factory=list)


def is_xliff(data: bytes) -> bool:
    """True for bytes that begin as an XLIFF file does, whatever the name of their file."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "ignore")
    elif head[:2] in (b"<\0", b"\0<"):
        text = head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "ignore")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return _ROOT.match(text) is not None


def parse_bytes(data: bytes, path: Path) -> list[ReturnedFile]:
    """Read a file; `path` is only named in errors.

    Raises FileError with line and remedy for one that is damaged, too large in some way, or no
    XLIFF of a version that is read here. What a tool embeds of other files is not looked at.
    """
    unread = frozenset(
        f"{space} {name}" if space else name for space in NAMESPACES for name in _EMBEDDED
    )
    source = Source(io.BytesIO(data), path, FileError, namespaces=True, unread=unread)
    return list(_Reader(source).files())


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.events = xml_events(source)
        self.space = ""
        self.parts = 0

    def files(self) -> Iterator[ReturnedFile]:
        root = next(self.events)
        assert isinstance(root, Start)
        self._begin(root)
        found: ReturnedFile | None = None
        for event in self.events:
            if not isinstance(event, Start) or not self._is_core(event.name):
                continue
            name = local(event.name)
            if name == "file":
                if found is not None and found.units:
                    yield found
                found = self._file(event, root)
                self._count(1, event.line)
            elif found is not None and name in ("trans-unit", "unit"):
                found.units.append(self._unit(whole(event, self.events, self.source)))
            elif found is not None and name == "note" and event.attributes.get("category") == SENT:
                found.parcel = whole(event, self.events, self.source).text().strip()
        if found is not None and found.units:
            yield found

    def _begin(self, root: Start) -> None:
        self.space = root.name.rpartition(" ")[0]
        version = root.attributes.get("version", "")
        if local(root.name) != "xliff" or self.space not in NAMESPACES or version[:2] not in _READ:
            raise self.source.error(
                _("this is not XLIFF 1.1, 1.2, 2.0 or 2.1"),
                code="XLF-001",
                path=self.source.path,
                line=root.line,
                remedy=_("export it as XLIFF 1.2 with the program that it comes from"),
            )

    def _is_core(self, name: str) -> bool:
        return name.rpartition(" ")[0] == self.space

    def _file(self, start: Start, root: Start) -> ReturnedFile:
        told = start.attributes
        mine = told.get("product-name") == TOOL
        locale = told.get("target-language") or root.attributes.get("trgLang", "")
        return ReturnedFile(
            start.line,
            told.get("original", ""),
            locale,
            told.get("build-num", "") if mine else "",
        )

    def _unit(self, unit: Element) -> ReturnedUnit:
        made = self._unit_2(unit) if self.space == NAMESPACE_2 else self._unit_1(unit)
        self._count(1 + len(made.source) + len(made.target), unit.line)
        return made

    def _count(self, parts: int, line: int) -> None:
        self.parts += parts
        if self.parts > MOST:
            raise self.source.error(
                _("the file has more than {limit} units and codes").format(limit=MOST),
                code="XLF-002",
                path=self.source.path,
                line=line,
                remedy=_("look at whether it is the file that was meant"),
            )

    def _core(self, unit: Element, name: str) -> Iterable[Element]:
        return unit.elements(f"{self.space} {name}" if self.space else name)

    def _unit_1(self, unit: Element) -> ReturnedUnit:
        source = next((pieces_of(each) for each in self._core(unit, "source")), ())
        element = next(iter(self._core(unit, "target")), None)
        target = () if element is None else pieces_of(element)
        if any(local(each.name) == "mark" for each in _foreign(unit, "tunit-metadata")):
            source, target = with_codes_in_braces(source), with_codes_in_braces(target)
        source, target = _unframed(source), _unframed(target)
        state = _state_1(unit, element)
        if _is_copy(source, target) and state in (None, "new", "needs-translation"):
            target = ()
        names = (unit.attributes.get("id", ""), unit.attributes.get("resname", ""))
        contexts = (
            each.text()
            for group in self._core(unit, "context-group")
            for each in self._core(group, "context")
            if each.attributes.get("context-type") == ROLE
        )
        notes = [
            _comment(each.attributes.get("from", ""), each.text())
            for each in self._core(unit, "note")
        ]
        notes += (each.text().strip() for each in _foreign(unit, "comments"))
        notes += (each.text().strip() for each in unit.elements(f"{PHRASE} comment"))
        return ReturnedUnit(
            unit.line,
            names,
            source,
            target,
            State.TRANSLATED if state is None else state_of(state),
            next(contexts, None),
            "\n".join(each for each in notes if each),
        )

    def _unit_2(self, unit: Element) -> ReturnedUnit:
        sources: list[Piece] = []
        targets: list[tuple[int, Pieces]] = []
        finished, marked, told = True, False, False
        for number, segment in enumerate(unit.elements(), 1):
            kind = local(segment.name)
            if not self._is_core(segment.name) or kind not in ("segment", "ignorable"):
                continue
            source = next((pieces_of(each) for each in self._core(segment, "source")), ())
            element = next(iter(self._core(segment, "target")), None)
            sources += source
            if element is not None:
                targets.append((_order(element, number), pieces_of(element)))
            elif kind == "ignorable":
                targets.append((number, source))
            if kind == "segment":
                state = segment.attributes.get("state", "initial")
                finished &= state in FINISHED and element is not None
                told |= element is not None
                marked |= "subState" in segment.attributes
        source = _unframed(joined(sources))
        target = _unframed(
            joined(each for _order, pieces in sorted(targets, key=itemgetter(0)) for each in pieces)
        )
        if not finished and not marked and _is_copy(source, target):
            target = ()
        roles, comment = self._notes_2(unit)
        return ReturnedUnit(
            unit.line,
            (unit.attributes.get("id", ""), unit.attributes.get("name", "")),
            source,
            target if told else (),
            State.TRANSLATED if finished else State.DRAFT,
            next(iter(roles), None),
            comment,
        )

    def _notes_2(self, unit: Element) -> tuple[list[str], str]:
        """The contexts that notes tell, and the comment that the others are."""
        notes = [
            (each.attributes.get("category", ""), each.text())
            for group in self._core(unit, "notes")
            for each in self._core(group, "note")
        ]
        comments = (_comment(who, text) for who, text in notes if who != ROLE_NOTE)
        return [text for who, text in notes if who == ROLE_NOTE], "\n".join(filter(None, comments))


def _order(target: Element, number: int) -> int:
    """Which of the targets of its unit it is; `number` where it does not say."""
    told = target.attributes.get("order", "")
    return int(told) if re.fullmatch(r"[0-9]{1,9}", told) else number


_READ = ("1.", "2.")


def _unframed(pieces: Pieces) -> Pieces:
    """A text without the line ends that a tool laid around it."""
    if not pieces:
        return pieces
    found = list(pieces)
    for place in (0, -1):
        if found[place].form is Form.TEXT:
            found[place] = Piece(Form.TEXT, _FRAMED.sub("", found[place].text))
    return joined(found)


def _is_copy(source: Pieces, target: Pieces) -> bool:
    """True for a target that is its source, codes and all."""
    return bool(target) and [(e.form, e.text, e.keys) for e in source] == [
        (e.form, e.text, e.keys) for e in target
    ]


def _state_1(unit: Element, target: Element | None) -> str | None:
    """What a unit of version 1 says of its state, in the words of 1.2; None if it says nothing."""
    told = unit.attributes
    confirmed = [
        each.attributes.get("conf", "").lower() in FINISHED_IN_TRADOS
        for each in _foreign(unit, "seg-defs", TRADOS)
    ]
    if f"{MEMOQ} status" in told:
        confirmed.append(told[f"{MEMOQ} status"].lower() in FINISHED_IN_MEMOQ)
    if f"{PHRASE} confirmed" in told:
        confirmed.append(told[f"{PHRASE} confirmed"] == "1")
    if confirmed:
        return "translated" if all(confirmed) else "needs-review-translation"
    said = {} if target is None else target.attributes
    if "state" in said:
        return said["state"]
    if said.get("state-qualifier") in SUGGESTED or told.get("approved") == "no":
        return "needs-review-translation"
    return "translated" if told.get("approved") == "yes" else None


def _foreign(unit: Element, name: str, space: str = "") -> Iterator[Element]:
    """The elements within an element of another name space."""
    for child in unit.elements():
        uri, _space, short = child.name.rpartition(" ")
        if short == name and (not space or uri == space):
            yield from child.elements()


def _comment(who: str, text: str) -> str:
    """What a note adds to the translator's comment; nothing for a note of ours."""
    if who == TOOL or not text.strip():
        return ""
    return text if who in ("", TRANSLATOR) else f"{who}: {text.strip()}"
