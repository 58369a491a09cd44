"""What stands between two sentences of a translation, where the article has it otherwise.

White space between sentences belongs to the article and stays as it is, unless the scripts at which
two targets meet want another join than those of their sources.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.language.joins import Join, join
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.model.markup import TokenKind, is_omitted, tokens
from l10n.model.segment import Segment
from l10n.regex import regex

HIDDEN = ("<!", "<?")
"""How what readers never see begins: it does not part two sentences."""
BLANKS = " \t\r\n"
_NEAR = 8
"""Characters at the end of a text that decide what belongs behind it."""
_SPACED = "!-;=?-\u02ff\u0370-\u052f\u2010-\u201f\u2026"
"""Latin, Greek and Cyrillic letters and their marks, but for what tags are made of."""
_SPACED_END = regex(f"[ {_SPACED}]*[{_SPACED}]")
_SPACED_START = regex(f"[{_SPACED}]")


@dataclass(frozen=True, slots=True)
class Joined:
    """How two sentences are joined otherwise than in the article."""

    before: int
    after: int
    """Indexes of the two segments."""
    taken: tuple[Span, ...]
    """The white space of the source that goes."""
    place: int
    """Where `text` goes instead: behind what closes, before what opens."""
    text: str
    """A space or nothing."""


def joins(
    segments: Sequence[Segment],
    targets: Mapping[int, str],
    *,
    blocks: Sequence[Block],
    source: str,
) -> Iterator[Joined]:
    """Compare how sources meet with how targets do, for neighbours of which one has a target.

    What is left out is no neighbour; its own white space goes with it.
    """
    before: int | None = None
    left_out: list[Span] = []
    for index, segment in enumerate(segments):
        if before is not None and segments[before].place.block != segment.place.block:
            before, left_out = None, []
        if is_omitted(targets.get(index, "")):
            left_out.append(segment.place.span)
            continue
        if before is not None and (before in targets or index in targets):
            block = blocks[segment.place.block]
            if not block.wrapped and _is_spaced((before, index), segments, targets):
                before, left_out = index, []
                continue
            meeting = _meeting((before, index), segments, targets)
            if meeting.differs or block.wrapped:
                between = _Between(block, left_out, source)
                gap = between.look(segments[before].place.span.end, segment.place.span.start)
                made = None if gap is None else _joined(gap, meeting)
                if made is not None:
                    yield made
        before, left_out = index, []


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two segments."""

    white: tuple[Span, ...]
    """White space that can go."""
    spaced: bool
    """There is any white space, of that which stays too."""
    broken: bool
    """A line ends in it."""
    place: int
    wrapped: bool
    """A line end in it is a program's."""


class _Between:
    """Looks at what stands between two segments of a block."""

    def __init__(self, block: Block, left_out: Sequence[Span], source: str) -> None:
        self.block = block
        self.left_out = left_out
        self.source = source

    def look(self, start: int, end: int) -> _Gap | None:
        """What is between two offsets; None where it is more than white space and markup."""
        pieces = self.block.pieces
        white: list[Span] = []
        spaced = False
        place = start
        closing = True
        for number in range(bisect_right(pieces, start, key=_end), len(pieces)):
            piece = pieces[number]
            if piece.span.start >= end and piece.kind is not PieceKind.CLOSE:
                break
            if piece.span.start > end:
                break
            if piece.kind is PieceKind.TEXT:
                inside = Span(max(start, piece.span.start), min(end, piece.span.end))
                for part in self._left(inside):
                    text = self._text(piece, part)
                    if text.strip():
                        return None
                    spaced = spaced or bool(text)
                    if text and not text.strip(BLANKS):
                        white.append(part)
            elif self._goes(piece):
                continue
            elif piece.kind is PieceKind.EMPTY:
                if not piece.note.startswith(HIDDEN):
                    return None
            elif piece.kind is PieceKind.CLOSE and closing:
                place = piece.span.end
            else:
                closing = False
        broken = any(set("\r\n") & set(span.of(self.source)) for span in white)
        if spaced and white:
            place = white[0].start
        return _Gap(tuple(white), spaced, broken, place, self.block.wrapped)

    def _text(self, piece: Piece, part: Span) -> str:
        return piece.text if part == piece.span else part.of(self.source)

    def _goes(self, piece: Piece) -> bool:
        """True if a piece is left out."""
        number = bisect_right(self.left_out, piece.span.start, key=_start) - 1
        return number >= 0 and self.left_out[number].holds(piece.span)

    def _left(self, part: Span) -> Iterator[Span]:
        """A stretch without what is left out of it."""
        start = part.start
        for number in range(bisect_left(self.left_out, start, key=_span_end), len(self.left_out)):
            span = self.left_out[number]
            if span.start >= part.end:
                break
            if span.start > start:
                yield Span(start, span.start)
            start = max(start, span.end)
        if start < part.end:
            yield Span(start, part.end)


def _end(piece: Piece) -> int:
    return piece.span.end


def _start(span: Span) -> int:
    return span.start


def _span_end(span: Span) -> int:
    return span.end


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two segments that meet, and what belongs between them."""

    pair: tuple[int, int]
    join: Join
    differs: bool
    """Something else belongs between their sources."""
    both: bool
    """Both have a target."""


def _is_spaced(
    pair: tuple[int, int], segments: Sequence[Segment], targets: Mapping[int, str]
) -> bool:
    """True if scripts that are written with spaces are seen to meet on both sides.

    No tag stands where they meet, so that neither text has to be taken apart.
    """
    first, second = pair
    before, after = segments[first].text, segments[second].text
    return bool(
        _SPACED_START.match(after)
        and _SPACED_END.fullmatch(before, len(before) - _NEAR)
        and _SPACED_START.match(targets.get(second, after))
        and _SPACED_END.fullmatch(end := targets.get(first, before), len(end) - _NEAR)
    )


def _meeting(
    pair: tuple[int, int], segments: Sequence[Segment], targets: Mapping[int, str]
) -> _Meeting:
    before, after = (_plain(segments[i], targets.get(i, segments[i].text)) for i in pair)
    first, second = (_plain(segments[i], segments[i].text) for i in pair)
    theirs = join(before, after)
    both = pair[0] in targets and pair[1] in targets
    return _Meeting(pair, theirs, differs=theirs is not join(first, second), both=both)


def _joined(gap: _Gap, meeting: _Meeting) -> Joined | None:
    text: str | None = None
    if meeting.differs and meeting.join is Join.NOTHING and gap.white:
        text = ""
    elif meeting.differs and meeting.join is Join.SPACE and not gap.spaced:
        text = " "
    elif gap.wrapped and gap.broken and meeting.both:
        text = "" if meeting.join is Join.NOTHING else " "
    if text is None:
        return None
    return Joined(*meeting.pair, gap.white, place=gap.place, text=text)


def _plain(segment: Segment, text: str) -> str:
    if not segment.place.tags:
        return text.strip(BLANKS)
    found = tokens(text, segment.tagged)
    return "".join(token.text for token in found if token.kind is TokenKind.TEXT).strip(BLANKS)
