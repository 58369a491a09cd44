"""Putting one Markdown block together from the events inside it."""

import re
from dataclasses import field, replace
from typing import Any

from l10n.dataclass import dataclass
from l10n.formats.code.code import Code
from l10n.formats.code.masking import Masked
from l10n.formats.code.wordpress import is_caption
from l10n.formats.markdown.held import held
from l10n.formats.markdown.plain import CONTEXTS, Plain
from l10n.formats.markdown.site import NOTHING, LineStart, TextSite
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

_PREFIX = regex(r"[ \t\x0b\x0c>]*")
_TAG_NAME = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    )
)
_CODE = "\0"
"""What begins the name of code where raw HTML and code wait for their other halves."""
_UNTOUCHED = frozenset(("code", "math", "pre", "script", "style", "svg", "template", "textarea"))
_SHOWN = _UNTOUCHED - {"code", "pre", "script", "style"}
"""Those of them whose words readers see."""
_WORDS = regex(r"<[^>]*+>?|([^\W_])")
"""A tag, or a letter or digit outside of tags."""
_SRCDOC = regex(r"""\bsrcdoc\s*+=\s*+["']?[^"'>]""", re.IGNORECASE)
_NO_TRANSLATION = regex(r"""\btranslate\s*=\s*["']?no\b""", re.IGNORECASE)


@dataclass(slots=True)
class _RawTag:
    """A raw HTML tag that waits for its end."""

    name: str
    piece: int
    blocks: int
    """How many blocks there were before it."""
    untouched: bool


@dataclass(slots=True)
class Level:
    """An inline tag that waits for its end, and the raw HTML inside it."""

    payload: Any = None
    piece: int = -1
    """Index of its OPEN piece; -1 for the block itself."""
    raw: list[_RawTag] | None = None
    """None as long as there is none."""
    names: dict[str, int] | None = None
    """How many of them have a name."""
    untouched: int = 0
    """How many elements wait for their end that are left alone."""


@dataclass(slots=True)
class Frame:
    """A block that is being put together; offsets are characters of the source."""

    masked: Masked
    source: str = field(init=False)
    role: str
    site: TextSite
    start: int
    slot: int
    """Its index among the blocks, taken when it starts: the order of the source."""
    cursor: int = -1
    """Just after what is taken so far; -1 before the first piece."""
    bare: bool = False
    """It has no event of its own: the text of a tight item."""
    lost: bool = False
    """Something in it could not be located."""
    left: list[tuple[int, str]] = field(default_factory=list)
    """Elements that are left alone with words in them: where they begin, and their names."""
    pieces: list[Piece] = field(default_factory=list)
    levels: list[Level] = field(default_factory=lambda: [Level()])
    marks: dict[str, int] = field(default_factory=dict)
    """How many emphases are open, by their delimiter."""
    _run: int = -1
    """Where the text begins that stands in the source as it reads; -1 if there is none."""
    _pending: Piece | None = None
    """A line break, to be made longer by the prefix of the next line."""

    def __post_init__(self) -> None:
        """Take the source as the parser has it."""
        self.source = self.masked.text

    def resume(self, plain: Plain) -> None:
        """Go on with a block that turned out to need a frame."""
        self.bare = plain.bare
        self.pieces = plain.pieces
        self.cursor = plain.end
        self._run = plain.first
        if isinstance(plain.opened, str):
            self.levels.append(Level((plain.opened, None)))
            self.marks[plain.opened] = 1
        elif plain.opened is not None:
            # The link is the last tag: no other was opened within it.
            number = len(self.pieces) - 1
            self.levels.append(Level(plain.opened, number))

    def at_line_start(self) -> bool:
        """True if nothing of the block stands before the next piece in its line."""
        return self._pending is not None or self.cursor < 0

    def code(self, code: Code) -> None:
        """Take code in the text: a tag, or half of a pair whose halves stand in one place."""
        if code.attached and self._attach(code.span):
            return
        if code.verbatim:
            self._as_it_stands(code.span)
            return
        self.tag(PieceKind.EMPTY, code.span, "code", code.shown(self.masked.source))
        if code.half is PieceKind.OPEN:
            self._wait(_CODE + code.name, 0, untouched=False)
        elif code.half is PieceKind.CLOSE:
            self._pair(_CODE + code.name, code.span.end, "code")

    def _as_it_stands(self, span: Span) -> None:
        self.lost |= self.reach(span.start)
        self.flush()
        self.pieces.append(Piece(PieceKind.TEXT, span, span.of(self.masked.source)))
        self.cursor = span.end

    def _attach(self, span: Span) -> bool:
        """Make code a part of the tag just before it; False if there is none."""
        if not self.pieces or self.cursor != span.start or self._run >= 0 or self._pending:
            return False
        last = self.pieces[-1]
        if last.kind not in (PieceKind.CLOSE, PieceKind.EMPTY) or last.span.end != span.start:
            return False
        written = None if last.written is None else last.written + span.of(self.masked.source)
        whole = Span(last.span.start, span.end)
        self.pieces[-1] = replace(last, span=whole, written=written)
        self.cursor = span.end
        return True

    def finish(self) -> Block | None:
        """The block, None if there is nothing in it."""
        self.flush()
        if self._pending:
            self.pieces.append(self._pending)
            self._pending = None
        if not self.pieces:
            return None
        line = self.site.line
        if self.role == "heading" and self.pieces[0].span.start > self.start:
            line = LineStart.ATX
        own = held(self.source, self.pieces)
        site = self.site if line is self.site.line and own is NOTHING else TextSite(line, own)
        role = "caption" if is_caption(self.pieces) else self.role
        context = role if role in CONTEXTS else None
        return Block(role, tuple(self.pieces), context, site)

    def reach(self, start: int) -> bool:
        """Make the source whole up to `start`; True if a backslash stands just before it."""
        if self.cursor < 0:
            self.cursor = start
            return start > 0 and self.source[start - 1] == "\\"
        if self.cursor == start and self._pending is None:
            return False
        if self._pending:
            self._end_break(start)
        gap = self.source[self.cursor : start]
        if gap == "\\":
            return True
        # In a cell the parser takes both backslashes of `\\|` for the pipe's.
        if gap == "\\\\" and self.source.startswith("|", start):
            return True
        self.lost |= bool(gap)
        return False

    def _end_break(self, limit: int) -> None:
        """Take the prefix of the next line into a line break."""
        if self._pending is None:
            return
        prefix = _PREFIX.match(self.source, self.cursor, limit)
        self.cursor = prefix.end() if prefix else self.cursor
        piece = self._pending
        span = Span(piece.span.start, self.cursor)
        self.pieces.append(Piece(piece.kind, span, piece.text))
        self._pending = None

    def flush(self) -> None:
        """Make a piece of the text taken so far."""
        if self._run >= 0:
            span = Span(self._run, self.cursor)
            self.pieces.append(Piece(PieceKind.TEXT, span, self.source[self._run : self.cursor]))
            self._run = -1

    def text(self, text: str, start: int, end: int) -> None:
        """Take text; what does not stand in the source as it reads is a piece of its own."""
        verbatim = end - start == len(text) and self.source.startswith(text, start)
        if self.cursor == start and self._pending is None:
            if verbatim and self._run >= 0:
                self.cursor = end
                return
            escaped = False
        else:
            escaped = self.reach(start)
        if self._run >= 0:
            self.flush()
        if escaped:
            first = min(self.cursor, start - 1)
            stop = start + 1 if verbatim else end
            shown = text[0] if verbatim else text
            self.pieces.append(Piece(PieceKind.TEXT, Span(first, stop), shown))
            start = stop
        elif not verbatim:
            self.pieces.append(Piece(PieceKind.TEXT, Span(start, end), text))
            start = end
        if start < end:
            self._run = start
        self.cursor = end

    def tag(
        self,
        kind: PieceKind,
        place: Span,
        name: str,
        note: str = "",
        *,
        written: str | None = None,
    ) -> None:
        """Take a tag, or one half of it."""
        if self.cursor != place.start or self._pending is not None:
            self.lost |= self.reach(place.start)
        if self._run >= 0:
            self.flush()
        self.pieces.append(Piece(kind, place, name, note, written))
        self.cursor = place.end

    def line_break(self, kind: PieceKind, start: int, end: int, text: str) -> None:
        """Take a line break, the spaces before it and the prefix of the next line included."""
        first = start if self.cursor < 0 else self.cursor
        if self._pending:
            self._end_break(start)
            first = self.cursor
        self.flush()
        self.lost |= bool(self.source[first:start].strip(" \t\x0b\x0c"))
        self._pending = Piece(kind, Span(first, end), text)
        self.cursor = end

    def bracket(self) -> int:
        """Find the `]` that ends the text of a link or image."""
        self._end_break(len(self.source))
        self.lost |= not self.source.startswith("]", self.cursor)
        return self.cursor

    def enclose(self, start: int, close: int, end: int, written: str | None) -> None:
        """Make the brackets of an image a tag around its own alt text."""
        self.flush()
        self.pieces.insert(0, Piece(PieceKind.OPEN, Span(start, start + 2), "img"))
        self.pieces.append(Piece(PieceKind.CLOSE, Span(close, end), "img", "", written))

    def html(self, start: int, end: int, blocks: int, note: str = "") -> int | None:
        """Take a raw HTML tag, with the number of blocks so far, and pair it with its partner.

        `note` shows it, as it stands if that is left out.
        Gives the number of blocks to keep if all since then lie in an element that is left alone
        (`<code>`, `<script>`, `translate="no"`), else None.
        """
        raw = self.masked.source[start:end]
        self.tag(PieceKind.EMPTY, Span(start, end), "html", note or raw)
        named = _TAG_NAME.match(raw)
        if not named:
            return None
        name = named[2].lower()
        if not named[1]:
            if name == "iframe" and _SRCDOC.search(raw):
                self.left.append((start, "iframe srcdoc"))
            if name not in _VOID and not raw.endswith("/>"):
                untouched = name in _UNTOUCHED or bool(_NO_TRANSLATION.search(raw))
                self._wait(name, blocks, untouched=untouched)
            return None
        return self._pair(name, end, "html")

    def _wait(self, name: str, blocks: int, *, untouched: bool) -> None:
        """Let the last piece wait for its other half."""
        level = self.levels[-1]
        if level.raw is None or level.names is None:
            level.raw, level.names = [], {}
        level.raw.append(_RawTag(name, len(self.pieces) - 1, blocks, untouched))
        level.names[name] = level.names.get(name, 0) + 1
        level.untouched += untouched

    def _pair(self, name: str, end: int, tag: str) -> int | None:
        """Make the last piece, which ends at `end`, the other half of what waits for it.

        Gives the number of blocks to keep as `html` does.
        """
        level = self.levels[-1]
        if level.raw is None or level.names is None or not level.names.get(name):
            return None
        # What was opened inside and not closed stays an empty tag.
        partner = level.raw.pop()
        level.names[partner.name] -= 1
        level.untouched -= partner.untouched
        while partner.name != name:
            partner = level.raw.pop()
            level.names[partner.name] -= 1
            level.untouched -= partner.untouched
        opened = self.pieces[partner.piece]
        if partner.untouched:
            span = Span(opened.span.start, end)
            whole = Piece(PieceKind.EMPTY, span, tag, span.of(self.masked.source))
            self.pieces[partner.piece :] = [whole]
            # Of nested ones the outermost is named, and looked through once.
            shown = name in _SHOWN and not level.untouched
            if shown and not _NO_TRANSLATION.search(opened.note) and _has_words(whole.note):
                self.left.append((span.start, name))
            return partner.blocks
        note = f"{opened.note}…{self.pieces[-1].note}" if tag == "code" else opened.note
        self.pieces[partner.piece] = Piece(PieceKind.OPEN, opened.span, tag, note)
        self.pieces[-1] = Piece(PieceKind.CLOSE, self.pieces[-1].span, tag)
        return None


def _has_words(html: str) -> bool:
    """True if HTML holds a letter or digit that is no part of a tag."""
    return any(found[1] for found in _WORDS.finditer(html))
