"""A block of text alone, which stands in the source as it reads: most blocks of an article."""

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
    """Where the text begins; -1 as long as there is none."""
    end: int = -1

    def take(self, text: str, start: int, end: int, source: str) -> bool:
        """Take text; False for what does not stand there as it reads, or stands apart."""
        if end - start != len(text) or not source.startswith(text, start):
            return False
        if self.first < 0:
            if start and source[start - 1] == "\\":
                return False
            self.first = start
        elif start != self.end:
            return False
        self.end = end
        return True

    def block(self, source: str) -> Block:
        """The block; there is a text in it."""
        first, end = self.first, self.end
        text = source[first:end]
        pieces = (Piece(PieceKind.TEXT, Span(first, end), text),)
        atx = self.role == "heading" and first > self.start
        line = LineStart.ATX if atx else self.line
        own = held(source, pieces) if may_hold(text) else NOTHING
        site = _SITES[line] if own is NOTHING else TextSite(line, own)
        return Block(self.role, pieces, self.role if self.role in CONTEXTS else None, site)
