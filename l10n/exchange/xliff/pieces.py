"""Texts and codes of a source or target as a file has them, whichever tool wrote it."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from l10n.dataclass import dataclass
from l10n.exchange.xliff.words import CHARACTER, named_character
from l10n.model.markup import TAG
from l10n.regex import regex
from l10n.store.xml_reading import Element, local


class Form(Enum):
    """What a piece of a text is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or a code where it stands."""

    form: Form
    text: str = ""
    keys: tuple[str, ...] = ()
    """By which a code is found in the other language, the surest first."""
    name: str = ""
    """The tag that it is, as far as the file says."""


Pieces = tuple[Piece, ...]


def plain(pieces: Iterable[Piece]) -> str:
    """Their text without codes."""
    return "".join(piece.text for piece in pieces)


def pieces_of(element: Element) -> Pieces:
    """The texts and codes of an element, in order; neighbouring texts are one.

    Marks (`mrk`), such as those of segments, are seen through; so is what another name space adds.
    The native code in a code (`bpt`, `ept`, `ph`) is no text.
    """
    return joined(_Reading(element.name.rpartition(" ")[0]).within(element))


def joined(pieces: Iterable[Piece]) -> Pieces:
    """The same with neighbouring texts as one, without empty ones."""
    found: list[Piece] = []
    texts: list[str] = []
    for piece in pieces:
        if piece.form is Form.TEXT:
            texts.append(piece.text)
            continue
        if any(texts):
            found.append(Piece(Form.TEXT, "".join(texts)))
        texts.clear()
        found.append(piece)
    if any(texts):
        found.append(Piece(Form.TEXT, "".join(texts)))
    return tuple(found)


_IN_BRACES = regex(r"\{(?P<open>\w{1,20})>|<(?P<close>\w{1,20})\}|\{(?P<empty>\w{1,20})\}")


def with_codes_in_braces(pieces: Iterable[Piece]) -> Pieces:
    """Codes as Phrase writes them into the text: `{1>bold<1} and {2}`."""

    def parted(text: str) -> Iterator[Piece]:
        end = 0
        for match in _IN_BRACES.finditer(text):
            yield Piece(Form.TEXT, text[end : match.start()])
            form = Form(match.lastgroup)
            yield Piece(form, keys=(f"i{match[match.lastgroup or 0]}",))
            end = match.end()
        yield Piece(Form.TEXT, text[end:])

    return joined(
        each
        for piece in pieces
        for each in (parted(piece.text) if piece.form is Form.TEXT else (piece,))
    )


_DELETED = "x-sdl-deleted"
"""A mark of Trados around a text that a reviewer struck out."""


class _Reading:
    """Reads one source or target; `space` is the name space of its file."""

    def __init__(self, space: str) -> None:
        self.prefix = f"{space} " if space else ""
        self.copies: dict[str, str] = {}
        """What an opening half is a copy of, by its id."""

    def within(self, element: Element) -> Iterator[Piece]:
        for child in element.children:
            if isinstance(child, str):
                yield Piece(Form.TEXT, child)
            else:
                yield from self._element(child)

    def _element(self, element: Element) -> Iterator[Piece]:
        name = element.name
        if not name.startswith(self.prefix) or " " in name[len(self.prefix) :]:
            yield from self.within(element)
            return
        name, told = local(name), element.attributes
        if name in ("g", "pc"):
            yield self._code(Form.OPEN, element, "equiv-text", "dispStart")
            yield from self.within(element)
            yield self._code(Form.CLOSE, element, "equiv-text", "dispStart")
        elif name in ("x", "ph"):
            character = named_character(told.get("id", ""))
            if name == "x" and character and told.get("ctype") == CHARACTER:
                yield Piece(Form.TEXT, character)
            else:
                yield self._code(Form.EMPTY, element, "equiv-text", "disp")
        elif name in ("bx", "bpt", "sc"):
            self.copies[told.get("id", "")] = told.get("copyOf", "")
            yield self._code(Form.OPEN, element, "equiv-text", "disp")
        elif name in ("ex", "ept", "ec"):
            yield self._code(Form.CLOSE, element, "equiv-text", "disp")
        elif name == "it":
            closes = told.get("pos") == "close"
            yield self._code(Form.CLOSE if closes else Form.OPEN, element, "equiv-text", "")
        elif name == "cp":
            yield Piece(Form.TEXT, _codepoint(told.get("hex", "")))
        elif name not in ("sm", "em", "sub") and told.get("mtype") != _DELETED:
            yield from self.within(element)

    def _code(self, form: Form, element: Element, *shown: str) -> Piece:
        told = element.attributes
        start = told.get("startRef", "")
        ids = [
            f"r{told['rid']}" if "rid" in told else "",
            *(f"i{each}" for each in (told.get("copyOf"), self.copies.get(start), start) if each),
            f"i{told['id']}" if "id" in told else "",
        ]
        match = next(
            (found for each in shown if (found := TAG.fullmatch(told.get(each, "")))), None
        )
        keys = tuple(dict.fromkeys(each for each in ids if each))
        return Piece(form, keys=keys, name=match["name"] if match else "")


def _codepoint(digits: str) -> str:
    """The character that a `cp` stands for; nothing for what is none."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", digits) or int(digits, 16) > 0x10FFFF:
        return ""
    return chr(int(digits, 16))
