"""Splice: targets into the spans of the untouched source."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from l10n.article import Article, Block, Edit, Piece, PieceKind, Span
from l10n.formats import Edge, Format
from l10n.markup import OMIT, TokenKind, tokens
from l10n.segment import RawTag, Segment

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
        work = _Work(self, edits)
        return work.range(0, len(self.article.source), whole=True)


class _Work:
    def __init__(self, splice: Splice, edits: Sequence[Edit]) -> None:
        self.splice = splice
        self.source = splice.article.source
        items: list[tuple[int, bool, int, int | Edit]] = [
            (edit.span.start, edit.span.end > edit.span.start, -edit.span.end, edit)
            for edit in edits
        ]
        for index, target in splice.targets.items():
            span = splice.segments[index].place.span
            if target.strip() == OMIT:
                span = self._with_gap(index, span)
            items.append((span.start, True, -span.end, index))
        items.sort(key=lambda item: item[:3])
        self.items = items
        self.starts = [item[0] for item in items]

    def range(self, start: int, end: int, *, whole: bool = False) -> str:
        """Rebuild a stretch of the source with everything that lies in it.

        An insertion at the very edge of a tag belongs to what is around the tag.
        """
        position = start
        parts: list[str] = []
        for number in range(bisect_left(self.starts, start), len(self.items)):
            item_start, wide, negative_end, what = self.items[number]
            if item_start > end or (item_start == end and -negative_end > end):
                break
            if item_start < position or -negative_end > end:
                continue
            if not wide and not whole and item_start in (start, end):
                continue
            parts.append(self.source[position:item_start])
            parts.append(what.text if isinstance(what, Edit) else self._segment(what))
            position = -negative_end
        parts.append(self.source[position:end])
        return "".join(parts)

    def _segment(self, index: int) -> str:
        key = (index, self.splice.segments[index].place.block in self.splice.strict)
        parts = self.splice._written.get(key)
        if parts is None:
            parts = self.splice._written[key] = self._parts(*key)
        return "".join(
            part if isinstance(part, str) else self.range(part.start, part.end) for part in parts
        )

    def _parts(self, index: int, strict: bool) -> Parts:
        segment = self.splice.segments[index]
        target = one_line(self.splice.targets[index])
        if target == OMIT:
            return ()
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
                    token.text, block, self.source, before=before, after=after, strict=strict
                )
            )
        return parts

    def _with_gap(self, index: int, span: Span) -> Span:
        """Widen the span of an omitted segment by the white space that parted it from a kept one.

        The gap before it goes where an earlier sentence of its block stays, else the gap after.
        """
        segments = self.splice.segments
        number = segments[index].place.block
        block = self.splice.article.parsed.blocks[number]
        first, last = self._kept.get(number, (index, index))
        if first < index:
            gap = Span(segments[index - 1].place.span.end, span.start)
            return Span(gap.start, span.end) if _blank(block, gap, self.source) else span
        if last > index:
            gap = Span(span.end, segments[index + 1].place.span.start)
            return Span(span.start, gap.end) if _blank(block, gap, self.source) else span
        return span

    @cached_property
    def _kept(self) -> dict[int, tuple[int, int]]:
        """The first and the last segment of each block that is not left out."""
        found: dict[int, tuple[int, int]] = {}
        for index, segment in enumerate(self.splice.segments):
            if self.splice.targets.get(index, "").strip() != OMIT:
                first, _last = found.get(segment.place.block, (index, index))
                found[segment.place.block] = (first, index)
        return found


def _markup(tag: RawTag, kind: TokenKind) -> str | Span:
    if kind is TokenKind.CLOSE:
        if tag.close_written is not None:
            return tag.close_written
        return "" if tag.close is None else tag.close
    return tag.open if tag.open_written is None else tag.open_written


def _beside(name: str) -> Edge:
    return Edge.LINE if name.rstrip("0123456789") == "br" else Edge.TAG


def _blank(block: Block, gap: Span, source: str) -> bool:
    """Say whether there is nothing but white space in a gap between two segments of a block."""
    if gap.end < gap.start:
        return False
    for number in range(bisect_right(block.pieces, gap.start, key=_end), len(block.pieces)):
        piece = block.pieces[number]
        if piece.span.start >= gap.end:
            break
        text = piece.text if gap.holds(piece.span) else gap.of(source)
        if piece.kind is not PieceKind.TEXT or text.strip():
            return False
    return True


def one_line(target: str) -> str:
    """Put a target into normal form: line ends as spaces, no outer white space."""
    if "\n" in target or "\r" in target:
        target = " ".join(part for part in target.replace("\r", "\n").split("\n"))
    return target.strip(" \t")


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
    raw = source[piece.span.start : min(start, piece.span.end)]
    return _text_edge(piece, raw, raw[len(raw.rstrip()) :])


def _edge_after(block: Block, end: int, source: str) -> Edge:
    number = bisect_right(block.pieces, end, key=_end)
    if number == len(block.pieces):
        return Edge.LINE
    piece = block.pieces[number]
    if piece.kind is not PieceKind.TEXT:
        return _tag_edge(piece)
    raw = source[max(piece.span.start, end) : piece.span.end]
    return _text_edge(piece, raw, raw[: len(raw) - len(raw.lstrip())])


def _tag_edge(piece: Piece) -> Edge:
    return Edge.LINE if piece.kind is PieceKind.EMPTY and piece.text == "br" else Edge.TAG


def _text_edge(piece: Piece, raw: str, margin: str) -> Edge:
    """A soft break (one blank in the text, a line end and the next line's prefix in the source)."""
    broken = piece.text.isspace() and any(end in raw for end in LINE_ENDS)
    return Edge.LINE if broken or any(end in margin for end in LINE_ENDS) else Edge.TEXT
