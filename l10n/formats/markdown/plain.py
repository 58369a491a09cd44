"""Blocks of text that stands in the source as it reads, with tags side by side: most of an article.

They need no frame. What is found here is what a frame finds (tests/test_straight_ways.py).
"""

from dataclasses import field
from typing import Any

from l10n.dataclass import dataclass
from l10n.formats.markdown.held import held, may_hold
from l10n.formats.markdown.site import NOTHING, LineStart, TextSite
from l10n.model.article import Block, Piece, PieceKind, Span

CONTEXTS = frozenset(("heading", "alt", "caption", "title"))
"""Roles that are the context of their segments too."""
_SITES = {line: TextSite(line) for line in LineStart}


@dataclass(slots=True)
class Plain:
    """A block in which nothing but such text was found so far; offsets as in a frame."""

    role: str
    line: LineStart
    start: int
    bare: bool = False
    """It has no event of its own: the text of a tight item."""
    first: int = -1
    """Where the text begins that is not yet a piece; -1 as long as there is none."""
    end: int = -1
    """Just after what was taken so far; -1 before the first."""
    pieces: list[Piece] = field(default_factory=list)
    """What stands before that text; empty where there are no tags."""
    opened: Any = None
    """What the tag carries that waits for its end: the mark of an emphasis, the link; else None."""

    def take(self, text: str, start: int, end: int, source: str) -> bool:
        """Take text; False for what does not stand there as it reads, or stands apart."""
        if end - start != len(text) or not source.startswith(text, start):
            return False
        if start != self.end:
            if self.end >= 0 or (start and source[start - 1] == "\\"):
                return False
            self.first = start
        elif self.first < 0:
            self.first = start
        self.end = end
        return True

    def open(self, tag: Piece, payload: Any, source: str) -> bool:
        """Take the beginning of a tag; False for one in another, or one that stands apart."""
        start = tag.span.start
        if self.opened is not None:
            return False
        if start != self.end and (self.end >= 0 or (start and source[start - 1] == "\\")):
            return False
        self._flush(source)
        self.pieces.append(tag)
        self.end = tag.span.end
        self.opened = payload
        return True

    def close(self, tag: Piece, source: str) -> None:
        """Take the end of the tag that waits for it, which begins where the text ends."""
        self._flush(source)
        self.pieces.append(tag)
        self.end = tag.span.end
        self.opened = None

    def _flush(self, source: str) -> None:
        first = self.first
        if first >= 0:
            end = self.end
            self.pieces.append(Piece(PieceKind.TEXT, Span(first, end), source[first:end]))
            self.first = -1

    def block(self, source: str) -> Block:
        """The block; there is a text in it, or a tag."""
        if self.pieces:
            self._flush(source)
            pieces = tuple(self.pieces)
            own = held(source, pieces)
        else:
            text = source[self.first : self.end]
            pieces = (Piece(PieceKind.TEXT, Span(self.first, self.end), text),)
            own = held(source, pieces) if may_hold(text) else NOTHING
        atx = self.role == "heading" and pieces[0].span.start > self.start
        line = LineStart.ATX if atx else self.line
        site = _SITES[line] if own is NOTHING else TextSite(line, own)
        return Block(self.role, pieces, self.role if self.role in CONTEXTS else None, site)
