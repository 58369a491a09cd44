"""Paragraphs that a plain text does not have: where they stand, and how."""

from collections.abc import Callable

from l10n.model.addendum import Addendum
from l10n.model.article import Block, Edit, Piece, PieceKind, Span
from l10n.regex import regex

_NEWLINE = regex(r"\r\n|[\r\n]")
_REST = regex(r"[^\r\n]*+")
_BLANK = regex(r"(?:\r\n|[\r\n])[ \t]*(?:[\r\n]|\Z)|\Z")

Write = Callable[[str, Block, bool], str]


class TextAdder:
    """Puts paragraphs between those of a text."""

    def __init__(self, source: str, start: int, write: Write) -> None:
        """`start` is where the text begins, after a byte-order mark."""
        self._source = source
        self._start = start
        self._write = write
        found = _NEWLINE.search(source)
        self._newline = found[0] if found else "\n"

    def edit(self, block: Block, addendum: Addendum, *, strict: bool) -> Edit | None:
        """The edit; None for a line among lines, and where a paragraph has no blank line."""
        source, span = self._source, block.span
        if block.lines:
            return None
        end = _REST.match(source, span.end)
        place = span.end if end is None else end.end()
        if addendum.place == "before":
            place = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
            place = max(place, self._start)
        elif not _BLANK.match(source, place):
            return None
        piece = Piece(PieceKind.TEXT, Span(place, place))
        text = self._write(addendum.text, Block("paragraph", (piece,)), strict)
        if addendum.place == "before":
            return Edit(Span(place, place), f"{text}{self._newline * 2}")
        return Edit(Span(place, place), f"{self._newline * 2}{text}")
