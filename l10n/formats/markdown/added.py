"""Paragraphs that an article of Markdown does not have: where they stand, and how."""

import re
from collections.abc import Callable

from l10n.formats.frontmatter.matter import newline_of
from l10n.formats.markdown.site import LineStart, TextSite
from l10n.model.addendum import Addendum
from l10n.model.article import Block, Edit, Piece, PieceKind, Span
from l10n.regex import regex

_ROLES = frozenset(("paragraph", "heading"))
_BEFORE = regex(r"[ ]{0,3}(?:#{1,6}[ \t]+)?[*_~\[]*\Z")
"""What stands on the line before the text of a block that lies in no other."""
_REST = regex(r"[^\r\n]*+")
_SETEXT = regex(r"(?:\r\n|[\r\n])[ ]{0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")
_BELONGS = regex(r"(?:\r\n|[\r\n])[ ]{0,3}(?:\{[:#.]|\^[\w-]+[ \t]*(?=[\r\n]|\Z))[^\r\n]*+")
"""A line below that says something of the block: an attribute list of kramdown, a block id."""
_BLANK = regex(r"(?:\r\n|[\r\n])[ \t]*(?:[\r\n]|\Z)|\Z")

Write = Callable[[str, Block, bool], str]
"""How a text is written in a block, strictly or not."""


class MarkdownAdder:
    """Puts paragraphs between those of an article."""

    def __init__(self, source: str, body: int, write: Write) -> None:
        """`body` is where the front matter ends."""
        self._source = source
        self._body = body
        self._write = write
        self._newline = newline_of(source)

    def edit(self, block: Block, addendum: Addendum, *, strict: bool) -> Edit | None:
        """The edit; None for what lies in a list, a quote, a table, in HTML, or is no text."""
        source, span = self._source, block.span
        site = block.site
        if block.role not in _ROLES or not isinstance(site, TextSite) or site.in_cell:
            return None
        line = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
        line = max(line, self._body)
        if not _BEFORE.match(source[line : span.start]):
            return None
        place = line if addendum.place == "before" else self._after(block)
        piece = Piece(PieceKind.TEXT, Span(place, place))
        own = Block("paragraph", (piece,), site=TextSite(LineStart.OWN))
        text = self._write(addendum.text, own, strict)
        if addendum.place == "after":
            gap = "" if _BLANK.match(source, place) else self._newline
            return Edit(Span(place, place), f"{self._newline * 2}{text}{gap}")
        above = source[self._body : line].rstrip(" \t")
        gap = self._newline if above and not above.endswith(("\n\n", "\r\r", "\r\n\r\n")) else ""
        if above in ("\n", "\r", "\r\n"):
            gap = ""
        return Edit(Span(place, place), f"{gap}{text}{self._newline * 2}")

    def _after(self, block: Block) -> int:
        """The end of the last line that belongs to a block."""
        end = self._end(_REST, block.span.end)
        if block.role == "heading":
            end = self._end(_SETEXT, end)
        while (below := self._end(_BELONGS, end)) > end:
            end = below
        return end

    def _end(self, pattern: re.Pattern[str], place: int) -> int:
        found = pattern.match(self._source, place)
        return place if found is None else found.end()
