"""Splice: targets into the spans of the untouched source."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.formats import Edge, Format, Run
from l10n.lines import one_line
from l10n.model.article import Article, Block, Edit, Piece, PieceKind, Span
from l10n.model.markup import OMIT, TokenKind, tokens
from l10n.model.segment import RawTag, Segment

LINE_ENDS = "\n\r"

Parts = Sequence[str | Span]
"""A target as written: text, and stretches of the source for the markup of its tags."""


@dataclass(frozen=True, slots=True)
class Splice:
    """One document being rebuilt: which segment gets which target, and how it is written."""

    article: Article
    format: Format
    segments: Sequence[Segment]
    targets: Mapping[int, str]
    """Targets by index of the segment; a segment without one stays as it stands."""
    strict: frozenset[int] = frozenset()
    """Blocks that are written in the format's most cautious form."""
    _written: "dict[tuple[int, bool], Parts]" = field(default_factory=dict, compare=False)
    """What was written already, by segment and strictness; shared by the copies of a splice."""

    def text(self, edits: Sequence[Edit] = ()) -> str:
        """Rebuild the document."""
        return _Rebuilding(self, edits).text()


class _Rebuilding:
    def __init__(self, splice: Splice, edits: Sequence[Edit]) -> None:
        self.splice = splice
        self.source = splice.article.source
        gaps = Gaps(splice)
        items: list[tuple[int, bool, int, int | Edit]] = [
            (edit.span.start, edit.span.end > edit.span.start, -edit.span.end, edit)
            for edit in edits
        ]
        omitted: list[Span] = []
        for index, target in splice.targets.items():
            if one_line(target) == OMIT:
                omitted.append(gaps.of(index).span)
            else:
                span = splice.segments[index].place.span
                items.append((span.start, True, -span.end, index))
        items += [(span.start, True, -span.end, Edit(span, "")) for span in _united(omitted)]
        items.sort(key=lambda item: item[:3])
        self.items = items
        self.starts = [item[0] for item in items]

    def text(self) -> str:
        """Rebuild the whole source; tags may be nested to any depth."""
        parts: list[str] = []
        waiting: list[str | Span] = self._range(Span(0, len(self.source)), whole=True)[::-1]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                parts.append(part)
            else:
                waiting += self._range(part)[::-1]
        return "".join(parts)

    def _range(self, span: Span, *, whole: bool = False) -> list[str | Span]:
        """Rebuild a stretch of the source with what lies in it, markup of tags not yet rebuilt.

        An insertion at the very edge of a tag belongs to what is around the tag.
        """
        position, end = span.start, span.end
        parts: list[str | Span] = []
        number = bisect_left(self.starts, span.start)
        while number < len(self.items):
            start, wide, negative_end, what = self.items[number]
            if start > end or (start == end and -negative_end > end):
                break
            number += 1
            if -negative_end > end or (not wide and not whole and start in (span.start, end)):
                continue
            parts.append(self.source[position:start])
            if isinstance(what, Edit):
                parts.append(what.text)
            else:
                parts += self._segment(what)
            position = -negative_end
            # What begins inside was rebuilt with it, or is rebuilt with a tag of it.
            number = bisect_left(self.starts, position, number)
        parts.append(self.source[position:end])
        return parts

    def _segment(self, index: int) -> Parts:
        key = (index, self.splice.segments[index].place.block in self.splice.strict)
        if key not in self.splice._written:
            self.splice._written[key] = self._parts(*key)
        return self.splice._written[key]

    def _parts(self, index: int, strict: bool) -> Parts:
        segment = self.splice.segments[index]
        target = one_line(self.splice.targets[index])
        block = self.splice.article.parsed.blocks[segment.place.block]
        tags = {tag.name: tag for tag in segment.place.tags}
        found = tokens(target, segment.tagged)
        last = len(found) - 1
        parts: list[str | Span] = []
        for number, token in enumerate(found):
            if token.kind is not TokenKind.TEXT:
                parts.append(_markup(tags[token.text], token.kind))
                continue
            before = (
                _beside(found[number - 1].text)
                if number
                else _edge_before(block, segment.place.span.start, self.source)
            )
            after = (
                _beside(found[number + 1].text)
                if number < last
                else _edge_after(block, segment.place.span.end, self.source)
            )
            parts.append(
                self.splice.format.escape(
                    Run(token.text, before, after), block, self.source, strict=strict
                )
            )
        return parts


def _united(spans: Sequence[Span]) -> Sequence[Span]:
    """Make one of stretches that overlap, as the gaps of two neighbours may."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _markup(tag: RawTag, kind: TokenKind) -> str | Span:
    if kind is TokenKind.CLOSE:
        if tag.close_written is not None:
            return tag.close_written
        return "" if tag.close is None else tag.close
    return tag.open if tag.open_written is None else tag.open_written


def _beside(name: str) -> Edge:
    return Edge.LINE if name.rstrip("0123456789") == "br" else Edge.TAG


@dataclass(frozen=True, slots=True)
class Gap:
    """What goes out of a block together with a segment that is left out."""

    span: Span
    tags: range
    """Indexes of the pieces of the block whose tags go."""


class Gaps:
    """Finds what goes with a segment: the tags around it alone, and the white space on one side."""

    def __init__(self, splice: Splice) -> None:
        """Begin with the first and the last segment of each block that is not left out."""
        self._splice = splice
        self._source = splice.article.source
        self._kept: dict[int, tuple[int, int]] = {}
        self._verbatim: dict[Span, bool] = {}
        """Which pieces stand in the source as they read, as far as that was asked."""
        for index, segment in enumerate(splice.segments):
            if one_line(splice.targets.get(index, "")) != OMIT:
                first, _last = self._kept.get(segment.place.block, (index, index))
                self._kept[segment.place.block] = (first, index)

    def of(self, index: int) -> Gap:
        """What goes with a segment.

        A line break goes only where the segment was alone in its line, and white space only on a
        side of the segment where something stays.
        """
        place = self._splice.segments[index].place
        pieces = self._splice.article.parsed.blocks[place.block].pieces
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
        broken_left = before >= 0 and _breaks(pieces[before])
        broken_right = after < len(pieces) and _breaks(pieces[after])
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
        return Gap(Span(start, end), range(first, last + 1))

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
        return _before(self._source, Span(piece.span.start, start), " \t".__contains__)

    def _blank_after(self, piece: Piece, end: int) -> int:
        return _after(self._source, Span(end, piece.span.end), " \t".__contains__)


def _before(source: str, span: Span, blank: Callable[[str], bool]) -> int:
    """Where the blanks at the end of a stretch begin, in time linear in their number."""
    place = span.end
    while place > span.start and blank(source[place - 1]):
        place -= 1
    return place


def _after(source: str, span: Span, blank: Callable[[str], bool]) -> int:
    """Where the blanks at the start of a stretch end, in time linear in their number."""
    place = span.start
    while place < span.end and blank(source[place]):
        place += 1
    return place


def _breaks(piece: Piece) -> bool:
    return piece.kind is PieceKind.EMPTY and piece.text == "br"


def _start(piece: Piece) -> int:
    return piece.span.start


def _end(piece: Piece) -> int:
    return piece.span.end


def _edge_before(block: Block, start: int, source: str) -> Edge:
    number = bisect_left(block.pieces, start, key=_start) - 1
    if number < 0:
        return Edge.LINE
    piece = block.pieces[number]
    if piece.kind is not PieceKind.TEXT:
        return _tag_edge(piece)
    raw = Span(piece.span.start, min(start, piece.span.end))
    return _text_edge(piece, source, raw, Span(_before(source, raw, str.isspace), raw.end))


def _edge_after(block: Block, end: int, source: str) -> Edge:
    number = bisect_right(block.pieces, end, key=_end)
    if number == len(block.pieces):
        return Edge.LINE
    piece = block.pieces[number]
    if piece.kind is not PieceKind.TEXT:
        return _tag_edge(piece)
    raw = Span(max(piece.span.start, end), piece.span.end)
    return _text_edge(piece, source, raw, Span(raw.start, _after(source, raw, str.isspace)))


def _tag_edge(piece: Piece) -> Edge:
    return Edge.LINE if _breaks(piece) else Edge.TAG


def _text_edge(piece: Piece, source: str, raw: Span, margin: Span) -> Edge:
    """A soft break (one blank in the text, a line end and the next line's prefix in the source)."""
    place = raw if piece.text.isspace() else margin
    broken = any(source.find(end, place.start, place.end) >= 0 for end in LINE_ENDS)
    return Edge.LINE if broken else Edge.TEXT
