"""What goes out of a block together with a sentence that is left out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.lazy import Lazy
from l10n.model.article import Article, Piece, PieceKind, Span
from l10n.model.markup import is_omitted
from l10n.model.segment import Segment

LINE_ENDS = "\n\r"


@dataclass(frozen=True, slots=True)
class Gap:
    """What goes out of a block together with a segment that is left out."""

    span: Span
    tags: range
    """Indexes of the pieces of the block whose tags go."""


class Gaps:
    """Finds what goes with a segment: the tags around it alone, and the white space on one side."""

    def __init__(
        self, article: Article, segments: Sequence[Segment], targets: Mapping[int, str]
    ) -> None:
        """Take an article and what is to stand in it."""
        self._segments = segments
        self._blocks = article.parsed.blocks
        self._source = article.source
        self._targets = targets
        self._verbatim: dict[Span, bool] = {}
        """Which pieces stand in the source as they read, as far as that was asked."""

    @Lazy
    def _kept(self) -> dict[int, tuple[int, int]]:
        """The first and the last segment of each block that is not left out."""
        kept: dict[int, tuple[int, int]] = {}
        for index, segment in enumerate(self._segments):
            if not is_omitted(self._targets.get(index, "")):
                first, _last = kept.get(segment.place.block, (index, index))
                kept[segment.place.block] = (first, index)
        return kept

    def of(self, index: int) -> Gap:
        """What goes with a segment.

        A line break goes only where the segment was alone in its line, and white space only on a
        side of the segment where something stays.
        """
        place = self._segments[index].place
        block = self._blocks[place.block]
        pieces = block.pieces
        first_kept, last_kept = self._kept.get(place.block, (index, index))
        start, end = place.span.start, place.span.end
        first = bisect_right(pieces, start, key=_end)
        last = bisect_left(pieces, end, key=_start) - 1
        while True:
            left, before = self._left(pieces, start, first)
            right, after = self._right(pieces, end, last)
            if before < 0 or after == len(pieces):
                break
            if (pieces[before].kind, pieces[after].kind) != (PieceKind.OPEN, PieceKind.CLOSE):
                break
            first, start = before, pieces[before].span.start
            last, end = after, pieces[after].span.end
        broken_left = before >= 0 and pieces[before].breaks
        broken_right = after < len(pieces) and pieces[after].breaks
        if first_kept < index and left < start and not broken_left:
            start = left
        elif last_kept > index and right > end and not broken_right:
            end = right
        elif first_kept < index and broken_left:
            first = before
            start, _before = self._left(pieces, pieces[before].span.start, before)
        elif last_kept > index and broken_right:
            last = after
            end, _after = self._right(pieces, pieces[after].span.end, after)
        if block.lines and place.block not in self._kept:
            return Gap(self._line(block.span) or Span(start, end), range(first, last + 1))
        return Gap(Span(start, end), range(first, last + 1))

    def _line(self, span: Span) -> Span | None:
        """The whole line of a block that is alone in it, with its end or the end of that before."""
        start = blanks_before(self._source, Span(0, span.start), " \t".__contains__)
        end = blanks_after(self._source, Span(span.end, len(self._source)), " \t".__contains__)
        before, after = self._source[start - 1 : start], self._source[end : end + 1]
        if not _ends_line(before) or not _ends_line(after):
            return None
        if after:
            return Span(start, end + (2 if self._source.startswith("\r\n", end) else 1))
        return Span(start - (2 if self._source.endswith("\r\n", 0, start) else 1), end)

    def _left(self, pieces: Sequence[Piece], start: int, number: int) -> tuple[int, int]:
        """Where the white space before a place begins, and the piece that stands before it."""
        if number < len(pieces) and pieces[number].span.start < start:
            return self._blank_before(pieces[number], start), number
        number -= 1
        while number >= 0 and pieces[number].kind is PieceKind.TEXT:
            piece = pieces[number]
            if piece.text.strip():
                if self._is_verbatim(piece):
                    start = self._blank_before(piece, start)
                break
            start = piece.span.start
            number -= 1
        return start, number

    def _right(self, pieces: Sequence[Piece], end: int, number: int) -> tuple[int, int]:
        """Where the white space after a place ends, and the piece that stands after it."""
        if number >= 0 and pieces[number].span.end > end:
            return self._blank_after(pieces[number], end), number
        number += 1
        while number < len(pieces) and pieces[number].kind is PieceKind.TEXT:
            piece = pieces[number]
            if piece.text.strip():
                if self._is_verbatim(piece):
                    end = self._blank_after(piece, end)
                break
            end = piece.span.end
            number += 1
        return end, number

    def _is_verbatim(self, piece: Piece) -> bool:
        if piece.span not in self._verbatim:
            self._verbatim[piece.span] = piece.verbatim(self._source)
        return self._verbatim[piece.span]

    def _blank_before(self, piece: Piece, start: int) -> int:
        return blanks_before(self._source, Span(piece.span.start, start), " \t".__contains__)

    def _blank_after(self, piece: Piece, end: int) -> int:
        return blanks_after(self._source, Span(end, piece.span.end), " \t".__contains__)


def blanks_before(source: str, span: Span, blank: Callable[[str], bool]) -> int:
    """Where the blanks at the end of a stretch begin, in time linear in their number."""
    place = span.end
    while place > span.start and blank(source[place - 1]):
        place -= 1
    return place


def blanks_after(source: str, span: Span, blank: Callable[[str], bool]) -> int:
    """Where the blanks at the start of a stretch end, in time linear in their number."""
    place = span.start
    while place < span.end and blank(source[place]):
        place += 1
    return place


def _ends_line(char: str) -> bool:
    """True for a character that ends a line, and for none, at the edge of the source."""
    return not char or char in LINE_ENDS


def _start(piece: Piece) -> int:
    return piece.span.start


def _end(piece: Piece) -> int:
    return piece.span.end
