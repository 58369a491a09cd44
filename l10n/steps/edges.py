"""What a segment touches in its block: a tag, text, or the end of a line."""

from bisect import bisect_left, bisect_right

from l10n.formats import Edge
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.steps.gaps import LINE_ENDS, blanks_after, blanks_before


def edge_before(block: Block, start: int, source: str) -> Edge:
    """What stands before an offset of a block."""
    pieces = block.pieces
    if pieces[0].span.start >= start:
        return Edge.LINE
    piece = pieces[0] if len(pieces) == 1 else pieces[bisect_left(pieces, start, key=_start) - 1]
    if piece.kind is not PieceKind.TEXT:
        return _tag_edge(piece)
    first, end = piece.span.start, min(start, piece.span.end)
    if (
        end - first > 1
        and source[end - 1] == " "
        and not (source[end - 2].isspace() or piece.text.isspace())
    ):
        return Edge.TEXT
    raw = Span(first, end)
    return _text_edge(piece, source, raw, Span(blanks_before(source, raw, str.isspace), raw.end))


def edge_after(block: Block, end: int, source: str) -> Edge:
    """What stands behind an offset of a block."""
    pieces = block.pieces
    if pieces[-1].span.end <= end:
        return Edge.LINE
    piece = pieces[0] if len(pieces) == 1 else pieces[bisect_right(pieces, end, key=_end)]
    if piece.kind is not PieceKind.TEXT:
        return _tag_edge(piece)
    start, last = max(piece.span.start, end), piece.span.end
    if (
        last - start > 1
        and source[start] == " "
        and not (source[start + 1].isspace() or piece.text.isspace())
    ):
        return Edge.TEXT
    raw = Span(start, last)
    return _text_edge(piece, source, raw, Span(raw.start, blanks_after(source, raw, str.isspace)))


def _tag_edge(piece: Piece) -> Edge:
    return Edge.LINE if piece.breaks else Edge.TAG


def _text_edge(piece: Piece, source: str, raw: Span, margin: Span) -> Edge:
    """A soft break (one blank in the text, a line end and the next line's prefix in the source)."""
    place = raw if piece.text.isspace() else margin
    broken = any(source.find(end, place.start, place.end) >= 0 for end in LINE_ENDS)
    return Edge.LINE if broken else Edge.TEXT


def _start(piece: Piece) -> int:
    return piece.span.start


def _end(piece: Piece) -> int:
    return piece.span.end
