"""Splice: targets into the spans of the untouched source."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.article import Article, Block, Edit, Piece, PieceKind, Span
from l10n.formats import Edge, Format
from l10n.markup import OMIT, TokenKind, tokens
from l10n.segment import RawTag, Segment

LINE_ENDS = "\n\r"


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
        first = bisect_left(self.starts, start)
        position = start
        parts: list[str] = []
        for item_start, wide, negative_end, what in self.items[first:]:
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
        segment = self.splice.segments[index]
        target = one_line(self.splice.targets[index])
        if target == OMIT:
            return ""
        block = self.splice.article.parsed.blocks[segment.place.block]
        strict = segment.place.block in self.splice.strict
        tags = {tag.name: tag for tag in segment.place.tags}
        found = tokens(target, segment.tagged)
        parts: list[str] = []
        for number, token in enumerate(found):
            if token.kind is not TokenKind.TEXT:
                parts.append(self._tag(tags[token.text], token.kind))
                continue
            before = (
                self._beside(found[number - 1].text)
                if number
                else _edge_before(block, segment.place.span.start, self.source)
            )
            after = (
                self._beside(found[number + 1].text)
                if number + 1 < len(found)
                else _edge_after(block, segment.place.span.end, self.source)
            )
            parts.append(
                self.splice.format.escape(
                    token.text, block, self.source, before=before, after=after, strict=strict
                )
            )
        return "".join(parts)

    def _tag(self, tag: RawTag, kind: TokenKind) -> str:
        if kind is TokenKind.CLOSE:
            if tag.close_written is not None:
                return tag.close_written
            return "" if tag.close is None else self.range(tag.close.start, tag.close.end)
        if tag.open_written is not None:
            return tag.open_written
        return self.range(tag.open.start, tag.open.end)

    @staticmethod
    def _beside(name: str) -> Edge:
        return Edge.LINE if name.rstrip("0123456789") == "br" else Edge.TAG

    def _with_gap(self, index: int, span: Span) -> Span:
        """Widen the span of an omitted segment by the white space that parted it from a kept one.

        The gap before it goes where an earlier sentence of its block stays, else the gap after.
        """
        block = self.splice.segments[index].place.block
        if any(self._kept(other) for other in self._beside_in_block(index, -1)):
            start = self.splice.segments[index - 1].place.span.end
            if start <= span.start and self._blank(block, Span(start, span.start)):
                return Span(start, span.end)
            return span
        if any(self._kept(other) for other in self._beside_in_block(index, 1)):
            end = self.splice.segments[index + 1].place.span.start
            if end >= span.end and self._blank(block, Span(span.end, end)):
                return Span(span.start, end)
        return span

    def _beside_in_block(self, index: int, step: int) -> Iterator[int]:
        segments = self.splice.segments
        other = index + step
        while 0 <= other < len(segments) and (
            segments[other].place.block == segments[index].place.block
        ):
            yield other
            other += step

    def _kept(self, index: int) -> bool:
        return self.splice.targets.get(index, "").strip() != OMIT

    def _blank(self, block: int, gap: Span) -> bool:
        for piece in self.splice.article.parsed.blocks[block].pieces:
            if piece.span.end <= gap.start or piece.span.start >= gap.end:
                continue
            inside = gap.holds(piece.span)
            text = piece.text if inside else gap.of(self.source)
            if piece.kind is not PieceKind.TEXT or text.strip():
                return False
        return True


def one_line(target: str) -> str:
    """Put a target into normal form: line ends as spaces, no outer white space."""
    if "\n" in target or "\r" in target:
        target = " ".join(part for part in target.replace("\r", "\n").split("\n"))
    return target.strip(" \t")


def _edge_before(block: Block, start: int, source: str) -> Edge:
    piece = next((p for p in reversed(block.pieces) if p.span.start < start), None)
    if piece is None:
        return Edge.LINE
    if piece.kind is not PieceKind.TEXT:
        return _tag_edge(piece)
    raw = source[piece.span.start : min(start, piece.span.end)]
    return _text_edge(piece, raw, raw[len(raw.rstrip()) :])


def _edge_after(block: Block, end: int, source: str) -> Edge:
    piece = next((p for p in block.pieces if p.span.end > end), None)
    if piece is None:
        return Edge.LINE
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
