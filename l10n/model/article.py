"""An article taken apart: the blocks to translate and where each stands in its source."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field
from enum import Enum
from itertools import accumulate

from l10n.dataclass import dataclass
from l10n.messages import Message
from l10n.regex import regex

_LINE_END = regex(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of the source, in characters."""

    start: int
    end: int

    def __lt__(self, other: "Span") -> bool:
        """Their order in the source; the shorter of two that begin together is less."""
        return self.start < other.start or (self.start == other.start and self.end < other.end)

    def holds(self, other: "Span") -> bool:
        """True if another range lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, source: str) -> str:
        """Cut the range out of the source."""
        return source[self.start : self.end]


class PieceKind(Enum):
    """What a piece of a block is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block: decoded text, or one tag.

    The pieces of a block stand in source order and do not overlap; together they cover the block
    from its first piece to its last, line prefixes such as `> ` included in the white space that
    they belong to. OPEN and CLOSE pieces are well nested; a tag without its partner is EMPTY.
    """

    kind: PieceKind
    span: Span
    """Where it stands in the source; may be empty for a CLOSE that the source leaves out."""
    text: str = ""
    """TEXT: what a reader reads, entities and escapes decoded, a soft line break as one space.
    Tags: the name without a number (`a`, `b`, `br`, `code`)."""
    note: str = ""
    """Tags: what a translator wants to know of it (an address, the untouched code)."""
    written: str | None = None
    """Tags: what stands for it where the segment around it is translated, if not its source
    (the `]` of a Markdown shortcut reference becomes `][label]`)."""
    opens: int = 0
    """TEXT that reads as nothing, markup that no reader sees: 1 where it begins, -1 where it ends.
    It goes with the segment that it stands in, but for what would leave half of a pair behind."""

    def verbatim(self, source: str) -> bool:
        """True if the text stands in the source just as it reads."""
        start, text = self.span.start, self.text
        alike = self.span.end - start == len(text) and source.startswith(text, start)
        return alike and self.kind is PieceKind.TEXT

    @property
    def breaks(self) -> bool:
        """True for a hard line break."""
        return self.kind is PieceKind.EMPTY and self.text == "br"


def halves(pieces: Iterable[Piece]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Unseen markup of a stretch that is written anew: what to put before its text, and after.

    All letters are to be where the first of them was that is in no tag: what stood before that goes
    before the text and the rest after it, but for pairs within a tag and pairs with nothing in
    them.
    """
    kept: dict[int, Piece] = {}
    opened: list[tuple[int, int]] = []
    depth = 0
    letters: dict[bool, int] = {}
    for number, piece in enumerate(pieces):
        if piece.opens:
            kept[number] = piece
        if piece.opens > 0:
            opened.append((number, depth))
        elif piece.opens < 0 and opened:
            partner, within = opened.pop()
            if within:
                del kept[partner], kept[number]
        elif piece.kind is PieceKind.TEXT:
            if any(map(str.isalnum, piece.text)):
                letters.setdefault(depth > 0, number)
        else:
            depth += {PieceKind.OPEN: 1, PieceKind.CLOSE: -1}.get(piece.kind, 0)
    if not kept:
        return (), ()
    first = letters.get(False, letters.get(True, number + 1))
    return (
        _unpaired(piece for number, piece in kept.items() if number < first),
        _unpaired(piece for number, piece in kept.items() if number >= first),
    )


def _unpaired(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """The halves of unseen pairs whose other half is elsewhere."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.opens < 0 and kept and kept[-1].opens > 0:
            kept.pop()
        else:
            kept.append(piece)
    return tuple(piece.span for piece in kept)


@dataclass(frozen=True, slots=True)
class Site:
    """How a format has to write in one place; each format makes its own kinds of it."""


ANYWHERE = Site()
"""A place that asks for nothing in particular."""


@dataclass(frozen=True, slots=True)
class Block:
    """One translatable unit: a paragraph, heading, list item, cell, caption, alt text or field."""

    role: str
    """What it is: `paragraph`, `heading`, `item`, `cell`, `caption`, `alt`, `title`, …"""
    pieces: tuple[Piece, ...]
    context: str | None = None
    """The `msgctxt` of its segments; None for body text."""
    site: Site = field(default=ANYWHERE, compare=False)
    """How the format has to write text here."""
    lines: bool = False
    """It is a line among lines, and a line break in a target is one more of them."""
    wrapped: bool = False
    """A program ended its lines where they were full; a translation of it is one line."""
    language: str = ""
    """Another than the article's, from which it is translated."""
    table: str = ""
    """What a table or a rule of the workflow translates, and no translator: a `date`, a `byline`,
    a `section`; empty for text."""

    @property
    def span(self) -> Span:
        """From the first piece to the last."""
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)

    @property
    def reads(self) -> str:
        """What it reads, on one line, without its tags."""
        text = "".join(piece.text for piece in self.pieces if piece.kind is PieceKind.TEXT)
        return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the source that may have to be rewritten when the document moves."""

    span: Span
    """Where the address stands, without quotes or brackets."""
    url: str
    """The address, decoded."""
    site: Site = ANYWHERE
    """How the format has to write an address here."""


class NamedKind(Enum):
    """What a place of an article names."""

    LANGUAGE = "language"
    DIRECTION = "direction"
    PASSAGE = "passage"
    """The language of a passage that is left alone and has no direction of its own; the span is
    where one can be written."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place in the body of an article that names its language, or the way it is read."""

    kind: NamedKind
    span: Span
    own: str
    """What it names."""
    around: str
    """The language of the article, as far as it is known."""
    neutral: str
    """The language of the article as it is written here."""
    site: Site = ANYWHERE
    """How the format has to write it here."""
    words: Span | None = None
    """What it is said of, if it stays where those words do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an article that was left as it is, and why."""

    line: int
    message: Message
    untranslated: bool = False
    """Text that readers see stays in the source language."""
    locales: tuple[str, ...] = ()
    """Those in whose pages it is one; empty for all."""
    language: str = ""
    """The language of what was left: nothing is amiss in a page of the same."""
    lasting: bool = False
    """It is so for good, and nobody has to mend it: an address that a page gives of itself."""


@dataclass(frozen=True, slots=True)
class KeptCode:
    """A stretch of template code, or of markup of a dialect."""

    span: Span
    shown: str
    """As it stands, but for what readers see of it, which is `…`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading whose id a site generator makes from its text."""

    block: Span
    """Of its block."""
    id: str
    """The id that stands beside it in the source; empty if the generator makes one."""
    end: int
    """Where an id can be written."""


@dataclass(frozen=True, slots=True)
class Member:
    """A name of an object in linked data, and its value."""

    name: str
    span: Span
    """Of the value, quotes and brackets included."""
    text: str | None = None
    """What a string says; None for anything else, and where code of a template language is in it.
    """


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """An object of linked data (schema.org) that describes the article, or the page that it is."""

    type: str
    """The name of its kind, without the address of the vocabulary: `NewsArticle`."""
    members: tuple[Member, ...]
    addresses: tuple[Member, ...]
    """The strings that say which address it has, `@id` first, by the names of its own members."""
    end: int
    """Where another member can be written: after the last."""
    before: str
    """What stands before a name: a line end and indent, or nothing."""
    colon: str
    """What stands between a name and its value."""
    alone: bool = True
    """Nothing else in the linked data describes an article."""

    def member(self, name: str) -> Member | None:
        """The member of a name; the last of several counts, as it does to readers of JSON."""
        return next((each for each in reversed(self.members) if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format found in a source."""

    blocks: tuple[Block, ...]
    """In source order of their starts; a block may stand inside a tag of another (an alt text)."""
    problems: tuple[Problem, ...] = ()
    links: tuple[Link, ...] = ()
    locale: str | None = None
    """The locale that the document itself declares."""
    code: tuple[KeptCode, ...] = ()
    """The template code and the like that no translation may change, in source order."""
    headings: tuple[Heading, ...] = ()
    """In source order; none where the format gives headings no ids."""
    ids: str = ""
    """The dialect by whose rule ids are made."""
    families: tuple[str, ...] = ()
    """The kinds of code that there are, if no dialect was named."""
    named: tuple[Named, ...] = ()
    """Where what is read of its body names a language or a direction."""
    works: tuple[LinkedWork, ...] = ()
    """What linked data says of the article itself, in source order."""
    languages: tuple[tuple[Span, str], ...] = ()
    """Where linked data names a language, and which."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of one range of the source."""

    span: Span
    text: str
    unless_kept: Span | None = None
    """Words of which it speaks: where a translation keeps them, nothing is replaced."""


@dataclass(frozen=True, slots=True)
class Article:
    """A source document and what it is made of."""

    name: str
    """Its path under `articles/`, suffix included, with `/`."""
    locale: str
    format: str
    source: str
    """The whole text, newlines as in the file, byte-order mark included."""
    parsed: Parsed


def line_starts(source: str) -> tuple[int, ...]:
    """The offset of the first character of each line; CR, LF and CRLF end a line."""
    if "\r" in source:
        return (0, *(found.end() for found in _LINE_END.finditer(source)))
    return tuple(accumulate([len(line) + 1 for line in source.split("\n")[:-1]], initial=0))


def line_at(starts: tuple[int, ...], offset: int) -> int:
    """Line, from 1, in which a character stands."""
    return bisect_right(starts, offset)
