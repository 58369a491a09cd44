"""Splice: targets into the spans of the untouched source."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from l10n.dataclass import dataclass
from l10n.formats import Edge, Format, Run
from l10n.model.article import Article, Block, Edit, Piece, Span, halves
from l10n.model.markup import Token, TokenKind, is_omitted, tokens
from l10n.model.segment import RawTag, Segment
from l10n.steps.edges import edge_after, edge_before
from l10n.steps.enclosing import Enclosing
from l10n.steps.gaps import Gaps
from l10n.steps.joins import Joined, joins
from l10n.steps.line_breaks import BREAK, beside, normal_target, with_breaks

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
    _written: "dict[_Way, Parts]" = field(default_factory=dict, compare=False)
    """What was written already, by segment and way; shared by the copies of a splice."""
    _line_breaks: dict[int, Piece | None] = field(default_factory=dict, compare=False)
    """The first line break of each block that was asked for; shared too."""
    _joined: list[tuple[Joined, ...]] = field(default_factory=list, init=False, compare=False)
    """Where sentences meet otherwise, once that was asked; not shared, since it is for targets."""
    _planned: "list[_Plan]" = field(default_factory=list, init=False, compare=False)
    """What stands where, once that was asked; not shared either."""
    _tokens: dict[int, tuple[Token, ...]] = field(default_factory=dict, compare=False)
    """Targets taken apart, by index of their segment; shared."""

    def text(self, edits: Sequence[Edit] = ()) -> str:
        """Rebuild the document."""
        plan = self.plan()
        if not plan.whole:
            plan.whole.extend(_Rebuilding(self, ()).whole())
        text = _beside(self.article.source, plan.whole, edits)
        return _Rebuilding(self, edits).text() if text is None else text

    def plan(self) -> "_Plan":
        """What stands where, whatever is edited besides."""
        if not self._planned:
            self._planned.append(_plan(self))
        return self._planned[0]

    def tokens(self, index: int, target: str) -> tuple[Token, ...]:
        """The tokens of the target of a segment in its normal form."""
        if index not in self._tokens:
            self._tokens[index] = tokens(target, self.segments[index].tagged)
        return self._tokens[index]

    def gaps(self) -> Gaps:
        """What goes together with a segment that is left out."""
        return Gaps(self.article, self.segments, self.targets)

    def line_break(self, segment: Segment) -> Piece | None:
        """The line break that the block of a segment has; a new one is written like the first."""
        number = segment.place.block
        if number not in self._line_breaks:
            pieces = self.article.parsed.blocks[number].pieces
            self._line_breaks[number] = next((piece for piece in pieces if piece.breaks), None)
        return self._line_breaks[number]

    def joins(self) -> tuple[Joined, ...]:
        """Where two sentences meet otherwise than in the article."""
        if not self._joined:
            found = joins(
                self.segments,
                self.targets,
                blocks=self.article.parsed.blocks,
                source=self.article.source,
            )
            self._joined.append(tuple(found))
        return self._joined[0]


class _Way(NamedTuple):
    """How one segment is written."""

    number: int
    strict: bool
    follows: bool = False
    leads: bool = False
    """No line ends any more between it and the sentence before, or after."""


_Item = tuple[int, bool, int, int, int | Edit]
"""What stands in the place of a stretch: its start, False for an empty one, its end as a negative
number, a number that parts equal ones, and the segment or the edit."""


class _Plan(NamedTuple):
    """What stands where in a document, besides edits."""

    items: Sequence[_Item]
    """In their order."""
    follows: frozenset[int]
    leads: frozenset[int]
    """Segments between which and the one before, or after, no line ends any more."""
    enclosing: dict[int, Enclosing]
    """By block, as far as it was asked for."""
    parts: dict[int, Parts]
    """Segments as they are written, by index, as far as they were."""
    whole: "list[_Stretch]"
    """What is written in the place of which stretches, once it was."""


_Stretch = tuple[int, bool, int, int, str]
"""What is written in the place of one stretch, in the order of `_Item`."""


def _plan(splice: Splice) -> _Plan:
    found: list[tuple[int, bool, int, int | Edit]] = []
    follows: set[int] = set()
    leads: set[int] = set()
    for joined in splice.joins():
        place = joined.place
        found += [(s.start, True, -s.end, Edit(s, "")) for s in joined.taken]
        found.append((place, False, -place, Edit(Span(place, place), joined.text)))
        leads.add(joined.before)
        follows.add(joined.after)
    omitted: list[int] = []
    for index, target in splice.targets.items():
        if is_omitted(target):
            omitted.append(index)
        else:
            span = splice.segments[index].place.span
            found.append((span.start, True, -span.end, index))
    if omitted:
        gaps = splice.gaps()
        emptied = _emptied(splice, [gaps.of(index).span for index in omitted])
        found += [(edit.span.start, True, -edit.span.end, edit) for edit in emptied]
    items = [
        (start, wide, end, number, what) for number, (start, wide, end, what) in enumerate(found)
    ]
    return _Plan(sorted(items), frozenset(follows), frozenset(leads), {}, {}, [])


def _beside(source: str, whole: Sequence[_Stretch], edits: Sequence[Edit]) -> str | None:
    """A source with all that is written, and edits between that; None where one lies within it."""
    every = whole
    if edits:
        every = sorted([*whole, *((*_place(number, e), e.text) for number, e in _first(edits))])
    parts: list[str] = []
    position = 0
    for start, _wide, end, _number, text in every:
        if start < position:
            return None
        parts += (source[position:start], text)
        position = -end
    parts.append(source[position:])
    return "".join(parts)


def _first(edits: Sequence[Edit]) -> Iterator[tuple[int, Edit]]:
    """Edits with numbers by which they come before what else stands in the same place."""
    return enumerate(edits, -len(edits))


def _place(number: int, edit: Edit) -> tuple[int, bool, int, int]:
    """What an edit is sorted by."""
    span = edit.span
    return span.start, span.end > span.start, -span.end, number


class _Rebuilding:
    def __init__(self, splice: Splice, edits: Sequence[Edit]) -> None:
        self.splice = splice
        self.source = splice.article.source
        self.plan = splice.plan()
        items = self.plan.items
        if edits:
            items = sorted([*items, *((*_place(number, e), e) for number, e in _first(edits))])
        self.items = items
        self.starts = [item[0] for item in items]

    def text(self) -> str:
        """Rebuild the whole source; tags may be nested to any depth."""
        return self._text(self._range(Span(0, len(self.source)), whole=True))

    def whole(self) -> Iterator[_Stretch]:
        """What is written in the place of each item that lies in no other."""
        position = 0
        for start, wide, end, number, what in self.items:
            if start >= position:
                text = what.text if isinstance(what, Edit) else self._text(self._segment(what))
                yield start, wide, end, number, text
                position = -end

    def _text(self, found: Parts) -> str:
        """What was written, with the markup of its tags, each rebuilt likewise."""
        if len(found) == 1 and isinstance(found[0], str):
            return found[0]
        source, starts = self.source, self.starts
        parts: list[str] = []
        waiting = list(reversed(found))
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                parts.append(part)
                continue
            number = bisect_left(starts, part.start)
            if number == len(starts) or starts[number] > part.end:
                parts.append(source[part.start : part.end])
            else:
                waiting += self._range(part)[::-1]
        return "".join(parts)

    def _range(self, span: Span, *, whole: bool = False) -> list[str | Span]:
        """Rebuild a stretch of the source with what lies in it, markup of tags not yet rebuilt.

        An insertion at the very edge of a tag belongs to what is around the tag.
        """
        position, last = span.start, span.end
        source, items, starts = self.source, self.items, self.starts
        count, written = len(items), self.plan.parts
        parts: list[str | Span] = []
        number = bisect_left(starts, position)
        while number < count:
            start, wide, end, _number, what = items[number]
            end = -end
            if start > last or (start == last and end > last):
                break
            number += 1
            if end > last or (not wide and not whole and start in (span.start, last)):
                continue
            parts.append(source[position:start])
            if isinstance(what, Edit):
                parts.append(what.text)
            else:
                parts += written[what] if what in written else self._segment(what)
            position = end
            # What begins inside was rebuilt with it, or is rebuilt with a tag of it.
            if number < count and starts[number] < position:
                number = bisect_left(starts, position, number)
        parts.append(source[position:last])
        return parts

    def _segment(self, index: int) -> Parts:
        plan, written = self.plan, self.splice._written
        strict = self.splice.segments[index].place.block in self.splice.strict
        way = _Way(index, strict, index in plan.follows, leads=index in plan.leads)
        found = written.get(way)
        if found is None:
            written[way] = found = self._parts(way)
        plan.parts[index] = found
        return found

    def _parts(self, way: _Way) -> Parts:
        index = way.number
        segment = self.splice.segments[index]
        target = normal_target(segment, self.splice.targets[index])
        block = self.splice.article.parsed.blocks[segment.place.block]
        before, after = self._edges(way, block)
        place = segment.place
        if target and not place.tags and "\n" not in target:
            run = self._run(way, target, (before, after), self._around(segment))
            written = self.splice.format.escape(run, block, self.source, strict=way.strict)
            if place.before or place.after:
                return [*place.before, written, *place.after]
            return (written,)
        return self._tagged_parts(way, target, block, (before, after))

    def _edges(self, way: _Way, block: Block) -> tuple[Edge, Edge]:
        """What a segment touches in its block."""
        span = self.splice.segments[way.number].place.span
        before = edge_before(block, span.start, self.source)
        after = edge_after(block, span.end, self.source)
        if way.follows or way.leads:
            return self._outside(before, way.follows), self._outside(after, way.leads)
        return before, after

    def _run(self, way: _Way, text: str, edges: tuple[Edge, Edge], inside: str) -> Run:
        """The text of a whole segment, as it has to be written."""
        index = way.number
        before, after = edges
        starts = not self._same_block(index, index - 1)
        ends = not self._same_block(index, index + 1)
        return Run(text, before, after, starts, ends, inside)

    def _tagged_parts(
        self, way: _Way, target: str, block: Block, edges: tuple[Edge, Edge]
    ) -> Parts:
        index = way.number
        segment = self.splice.segments[index]
        tags = {tag.name: tag for tag in segment.place.tags}
        found: Sequence[Token] = self.splice.tokens(index, target)
        line_break = self.splice.line_break(segment) if "\n" in target else None
        if line_break is not None:
            found = with_breaks(found)
        last = len(found) - 1
        around = [self._around(segment)]
        parts: list[str | Span] = [*segment.place.before]
        for number, token in enumerate(found):
            if token is BREAK and line_break is not None:
                parts.append(line_break.span)
                continue
            if token.kind is not TokenKind.TEXT:
                parts.append(_markup(tags[token.text], token.kind))
                if token.kind is TokenKind.OPEN:
                    around.append(tags[token.text].open.of(self.source))
                elif token.kind is TokenKind.CLOSE and len(around) > 1:
                    around.pop()
                continue
            before = beside(found[number - 1].text) if number else edges[0]
            after = beside(found[number + 1].text) if number < last else edges[1]
            starts = not number and not self._same_block(index, index - 1)
            ends = number == last and not self._same_block(index, index + 1)
            run = Run(token.text, before, after, starts, ends, around[-1])
            parts.append(self.splice.format.escape(run, block, self.source, strict=way.strict))
        return [*parts, *segment.place.after]

    def _around(self, segment: Segment) -> str:
        """What opens the innermost tag around a segment."""
        number = segment.place.block
        block = self.splice.article.parsed.blocks[number]
        if segment.place.span.start < block.pieces[0].span.end:
            return ""
        enclosing = self.plan.enclosing
        if number not in enclosing:
            enclosing[number] = Enclosing(block, self.source)
        return enclosing[number].at(segment.place.span.start)

    @staticmethod
    def _outside(edge: Edge, joined: bool) -> Edge:
        """What a segment touches; where it was joined with a sentence, that is no line end."""
        return Edge.TEXT if joined and edge is Edge.LINE else edge

    def _same_block(self, index: int, other: int) -> bool:
        """True if another segment is there and belongs to the block of this one."""
        segments = self.splice.segments
        if not 0 <= other < len(segments):
            return False
        return segments[other].place.block == segments[index].place.block


def _emptied(splice: Splice, omitted: Sequence[Span]) -> Iterator[Edit]:
    """Leave out stretches, but for half of what has its other half outside of them."""
    blocks = splice.article.parsed.blocks
    unseen = sorted(
        (piece for block in blocks for piece in block.pieces if piece.opens), key=_start
    )
    for span in _united(omitted):
        first = bisect_left(unseen, span.start, key=_start)
        last = bisect_left(unseen, span.end, first, key=_start)
        before, after = halves(unseen[first:last])
        yield Edit(span, "".join(half.of(splice.article.source) for half in (*before, *after)))


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


def _start(piece: Piece) -> int:
    return piece.span.start
