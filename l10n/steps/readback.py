"""Read back: does a rebuilt document read as its targets say, and is it otherwise the same?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import lt

from l10n.lines import one_line
from l10n.model.article import Block, Edit, NamedKind, Parsed, Piece, PieceKind, Span
from l10n.model.markup import OMIT, Token, TokenKind, is_omitted, tokens
from l10n.model.segment import Segment
from l10n.regex import regex
from l10n.steps.controls import TAG_NAME, character
from l10n.steps.gaps import Gaps
from l10n.steps.joins import Joined
from l10n.steps.line_breaks import BREAK, normal_target, with_breaks
from l10n.steps.splice import Splice

_ADDRESS = "url "
"""What the tag of an address between brackets begins with where contents are compared."""
BLANKS = regex(r"[ \t\r\n]+")
_FOLDED = regex(r"\t|\r|\n|  ")
"""What most texts have none of: what is folded is no single blank."""

Item = str | tuple[str, str]
"""Text, or a tag: its kind, and its name with what is noted of it."""
Content = list[Item]
Shape = tuple[str, str | None, Sequence[Item]]
"""Role, context and content of a block; folded, where it says so."""
_TEXT, _OPEN, _CLOSE = PieceKind.TEXT, PieceKind.OPEN, PieceKind.CLOSE


def misread(splice: Splice, fields: Sequence[str]) -> frozenset[int]:
    """Compare the rebuilt document with what it should be; name the blocks that differ.

    Where there are more or fewer blocks than there should be, the first and the last that differ
    are named: what lies between cannot be told apart.
    """
    parsed = splice.format.parse(splice.text(tuple(_neutral(splice))), fields)
    expected = _expected(splice)
    found = [(block.role, block.context, _content(block)) for block in parsed.blocks]
    if len(found) == len(expected):
        pairs = zip(expected, found, strict=True)
        # What is the same as it stands is so folded, too.
        wrong = frozenset(
            [
                number
                for (number, mine), other in pairs
                if mine != other and _shape(*mine) != _shape(*other)
            ]
        )
    else:
        shapes = [(number, _shape(*mine)) for number, mine in expected]
        wrong = _edges_of_difference(shapes, [_shape(*each) for each in found])
    if not wrong and not _same_rest(splice, parsed):
        return frozenset(splice.segments[index].place.block for index in splice.targets)
    return wrong


def takes(
    splice: Splice, fields: Sequence[str], edits: Sequence[Edit], texts: Sequence[str]
) -> bool:
    """True if edits add just a paragraph for each, with its text, to the rebuilt document."""
    order = sorted(range(len(edits)), key=lambda number: edits[number].span.start)
    texts = [texts[number] for number in order]
    neutral = tuple(_neutral(splice))
    before = splice.format.parse(splice.text(neutral), fields)
    after = splice.format.parse(splice.text((*neutral, *edits)), fields)
    shapes = [_shape(each.role, each.context, _content(each)) for each in before.blocks]
    expected = iter([*shapes, None])
    added = [_fold(text) for text in texts][::-1]
    block = next(expected)
    for each in after.blocks:
        shape = _shape(each.role, each.context, _content(each))
        if added and shape == ("paragraph", None, (added[-1],)):
            added.pop()
        elif shape == block:
            block = next(expected)
        else:
            return False
    same = sorted(link.url for link in before.links) == sorted(link.url for link in after.links)
    code = [each.shown for each in before.code] == [each.shown for each in after.code]
    return block is None and not added and same and code


def _same_rest(splice: Splice, parsed: Parsed) -> bool:
    """True if addresses and code are those of the article, but for what was left out."""
    article = splice.article.parsed
    if not (article.links or article.code or parsed.links or parsed.code):
        return True
    gaps = splice.gaps()
    omitted = [
        gaps.of(index).span for index, target in splice.targets.items() if is_omitted(target)
    ]
    links = [link.url for link in article.links if not _held(link.span, omitted)]
    code = [each.shown for each in article.code if not _held(each.span, omitted)]
    return sorted(links) == sorted(link.url for link in parsed.links) and sorted(code) == sorted(
        each.shown for each in parsed.code
    )


def _held(span: Span, omitted: Sequence[Span]) -> bool:
    return any(each.holds(span) for each in omitted)


def _neutral(splice: Splice) -> Iterator[Edit]:
    """Let all that is read be in the language of the article, which what it says may contradict.

    Whether that is believed depends on the text; a translation must not be left alone for it.
    """
    for place in splice.article.parsed.named:
        if place.kind is NamedKind.LANGUAGE and place.own != place.around:
            yield Edit(place.span, place.neutral)


def _edges_of_difference(
    expected: Sequence[tuple[int, Shape]], found: Sequence[Shape]
) -> frozenset[int]:
    wrong: set[int] = set()
    for step in (1, -1):
        number = 0
        for mine, other in zip_longest(expected[::step], found[::step]):
            number = number if mine is None else mine[0]
            if mine is None or mine[1] != other:
                break
        wrong.add(number)
    return frozenset(wrong)


def _expected(splice: Splice) -> list[tuple[int, Shape]]:
    by_block: dict[int, list[int]] = {}
    for index in sorted(splice.targets):
        by_block.setdefault(splice.segments[index].place.block, []).append(index)
    gaps = splice.gaps()
    joined: dict[int, list[Joined]] = {}
    for each in splice.joins():
        joined.setdefault(splice.segments[each.before].place.block, []).append(each)
    result: list[tuple[int, Shape]] = []
    for number in _order(splice, gaps, by_block):
        block = splice.article.parsed.blocks[number]
        if number in by_block:
            content = _replaced(splice, gaps, (block, joined.get(number, ())), by_block[number])
        else:
            content = _content(block)
        if number not in by_block or _reads(content):
            result.append((number, (block.role, block.context, content)))
    return result


def _reads(content: Content) -> bool:
    """True for a content that is not folded into nothing."""
    first = content[0] if content else ""
    return (isinstance(first, str) and not first[:1].isspace() and first != "") or bool(
        _folded(content)
    )


def _order(splice: Splice, gaps: Gaps, by_block: Mapping[int, Sequence[int]]) -> Iterator[int]:
    """The blocks in the order in which they are published.

    A block inside a tag of another (an alt text) goes where the tag goes, or goes with it.
    """
    blocks = splice.article.parsed.blocks
    ends = [block.pieces[-1].span.end for block in blocks]
    if all(map(lt, ends, ends[1:])):
        yield from range(len(blocks))
        return
    inner: dict[int, list[int]] = {}
    outer: list[int] = []
    roots: list[int] = []
    for number, block in enumerate(blocks):
        end = ends[number]
        # They stand in the order of their starts.
        while outer and (
            ends[outer[-1]] < end
            or blocks[outer[-1]].pieces[0].span.start > block.pieces[0].span.start
        ):
            outer.pop()
        (inner.setdefault(outer[-1], []) if outer else roots).append(number)
        outer.append(number)
    waiting = roots[::-1]
    while waiting:
        number = waiting.pop()
        yield number
        if number in inner:
            spans = [blocks[each].span for each in inner[number]]
            places = _places(splice, gaps, by_block.get(number, ()), spans)
            found = zip(places, inner[number], strict=True)
            kept = sorted((place, each) for place, each in found if place is not None)
            waiting += [each for _place, each in reversed(kept)]


def _places(
    splice: Splice, gaps: Gaps, indexes: Iterable[int], spans: Sequence[Span]
) -> list[tuple[int, int] | None]:
    """Where stretches inside the tags of a block go: None for those that are left out."""
    places: list[tuple[int, int] | None] = [(span.start, 0) for span in spans]
    for index in indexes:
        segment, target = splice.segments[index], one_line(splice.targets[index])
        omitted = target == OMIT
        cover = gaps.of(index).span if omitted else segment.place.span
        first = bisect_left(spans, cover.start, key=_start)
        inside = [
            each
            for each in range(first, bisect_left(spans, cover.end, key=_start))
            if spans[each].end <= cover.end
        ]
        if not inside:
            continue
        halves = _Halves(() if omitted else _tag_spans(segment, target))
        for each in inside:
            order = halves.around(spans[each])
            places[each] = None if order is None else (cover.start, order)
    return places


class _Halves:
    """The markup of the tags of a target, and which of it is around a stretch of the source."""

    def __init__(self, spans: Sequence[Span]) -> None:
        first = {span: order for order, span in reversed(tuple(enumerate(spans)))}
        self._spans = sorted(span for span in first if span.end > span.start)
        self._order = first

    def around(self, span: Span) -> int | None:
        """The place in the target of the markup that holds a stretch; None where none does."""
        number = bisect_right(self._spans, span.start, key=_start) - 1
        if number < 0 or not self._spans[number].holds(span):
            return None
        return self._order[self._spans[number]]


def _start(span: Span) -> int:
    return span.start


def _tag_spans(segment: Segment, target: str) -> list[Span]:
    """The source of each tag of a target, in its order."""
    tags = {tag.name: tag for tag in segment.place.tags}
    found: list[Span] = []
    for token in tokens(target, segment.tagged):
        if token.kind is TokenKind.TEXT:
            continue
        tag = tags[token.text]
        close = tag.close or tag.open
        found.append(close if token.kind is TokenKind.CLOSE else tag.open)
    return found


def _content(block: Block) -> Content:
    return [piece.text if piece.kind is _TEXT else _item(piece) for piece in block.pieces]


def _item(piece: Piece) -> Item:
    kind = piece.kind
    if kind is _TEXT:
        return piece.text
    if kind is _CLOSE:
        return ("close", piece.text)
    return ("open" if kind is _OPEN else "empty", f"{piece.text} {piece.note}")


class _Between:
    """What stands between the segments of a block, where they are joined otherwise."""

    def __init__(self, source: str, joined: Sequence[Joined]) -> None:
        self._source = source
        self._taken = [span for each in joined for span in each.taken]
        self._added = [(each.place, each.text) for each in reversed(joined)]

    def added(self, place: int) -> Sequence[str]:
        """What was put in before an offset, as far as it was not given yet."""
        if not self._added:
            return ()
        found: list[str] = []
        while self._added and self._added[-1][0] <= place:
            found.append(self._added.pop()[1])
        return found

    def text(self, span: Span, text: str | None = None) -> Iterable[str]:
        """A stretch of the source, or what it reads as, without what was taken out."""
        if self._added or self._taken:
            return self._changed(span, text)
        return (span.of(self._source) if text is None else text,)

    def _changed(self, span: Span, text: str | None) -> Iterator[str]:
        yield from self.added(span.start)
        start = span.start
        number = bisect_left(self._taken, span.start, key=_start)
        while number < len(self._taken) and self._taken[number].start < span.end:
            taken = self._taken[number]
            text = None
            yield self._source[start : taken.start]
            start = taken.end
            number += 1
        yield self._source[start : span.end] if text is None else text


def _replaced(
    splice: Splice, gaps: Gaps, of: tuple[Block, Sequence[Joined]], indexes: Sequence[int]
) -> Content:
    """The content of a block with the targets of its segments in place, joined as they are."""
    block, joined = of
    if _is_whole(splice, block, indexes):
        return _target(splice, indexes[0])
    if len(block.pieces) == 1 and not joined:
        alone = _in_text(splice, block.pieces[0], indexes)
        if alone is not None:
            return [alone]
    between = _Between(splice.article.source, joined)
    covers: list[tuple[Span, int]] = []
    gone: set[int] = set()
    for index in indexes:
        span = splice.segments[index].place.span
        if is_omitted(splice.targets[index]):
            gap = gaps.of(index)
            span = gap.span
            gone.update(gap.tags)
        covers.append((span, index))
    covers.reverse()
    tagged = [segment for index in indexes if (segment := splice.segments[index]).place.tags]
    taken: dict[_Half, int] = {}
    for half in (half for segment in tagged for half in _halves(segment)):
        taken[half] = taken.get(half, 0) + 1
    content: Content = []
    position = block.span.start
    for number, piece in enumerate(block.pieces):
        start = max(piece.span.start, position)
        while covers and covers[-1][0].start < max(piece.span.end, piece.span.start + 1):
            span, index = covers.pop()
            if piece.kind is PieceKind.TEXT and start < span.start:
                content += between.text(Span(start, span.start))
            content += between.added(span.start)
            content += _target(splice, index)
            start = position = max(position, span.end)
        if piece.kind is not _TEXT and taken.get(
            half := _half(piece.span, piece.text, closes=piece.kind is _CLOSE)
        ):
            taken[half] -= 1
        elif piece.kind is not _TEXT:
            content += between.added(piece.span.start)
            if number not in gone:
                content.append(_item(piece))
        elif start <= piece.span.start:
            content += between.text(piece.span, piece.text)
        elif start < piece.span.end:
            content += between.text(Span(start, piece.span.end))
    return content


def _in_text(splice: Splice, piece: Piece, indexes: Sequence[int]) -> str | None:
    """The content of a block of one text; None where a segment is left out or has tags."""
    source = splice.article.source
    parts: list[str] = []
    position, end = piece.span.start, piece.span.end
    for index in indexes:
        span = splice.segments[index].place.span
        content = _target(splice, index)
        if piece.kind is not _TEXT or not position <= span.start < span.end <= end:
            return None
        text = content[0] if len(content) == 1 else None
        if not isinstance(text, str):
            return None
        parts += (source[position : span.start], text)
        position = span.end
    parts.append(source[position:end])
    return "".join(parts)


def _is_whole(splice: Splice, block: Block, indexes: Sequence[int]) -> bool:
    """True for a block that is one segment from end to end, all tags in it and nothing left out."""
    if len(indexes) > 1:
        return False
    place, pieces = splice.segments[indexes[0]].place, block.pieces
    first, last = pieces[0].span, pieces[-1].span
    if place.span.start > first.start or place.span.end < last.end or last.start == last.end:
        return False
    if is_omitted(splice.targets[indexes[0]]):
        return False
    if len(pieces) == 1 and pieces[0].kind is _TEXT:
        return not place.tags
    halves = 2 * len(place.tags) - [tag.close for tag in place.tags].count(None)
    return halves == len(pieces) - [piece.kind for piece in pieces].count(_TEXT)


_Half = tuple[int, int, str, bool]
"""Where a piece that is a tag stands, its name, and whether it closes: by that pieces differ."""


def _half(span: Span, name: str, *, closes: bool) -> _Half:
    return span.start, span.end, name, closes


def _halves(segment: Segment) -> Iterator[_Half]:
    """Name the pieces that are tags of a segment."""
    for tag in segment.place.tags:
        name = tag.name.rstrip("0123456789")
        yield _half(tag.open, name, closes=False)
        if tag.close is not None:
            yield _half(tag.close, name, closes=True)


def _target(splice: Splice, index: int) -> Content:
    segment = splice.segments[index]
    target = normal_target(segment, splice.targets[index])
    if target == OMIT:
        return []
    if target and not segment.place.tags and "\n" not in target:
        return [target]
    notes = {tag.name: tag.note for tag in segment.place.tags}
    content: Content = []
    found: Sequence[Token] = splice.tokens(index, target)
    line_break = splice.line_break(segment) if "\n" in target else None
    for token in found if line_break is None else with_breaks(found):
        kind = token.kind
        if kind is TokenKind.TEXT:
            content.append(token.text)
            continue
        name = token.text.rstrip("0123456789")
        if token is BREAK and line_break is not None:
            content.append(_item(line_break))
        elif kind is TokenKind.CLOSE:
            content.append(("close", name))
        elif name == TAG_NAME and (control := character(notes[token.text])):
            content.append(control)
        else:
            shown = "open" if kind is TokenKind.OPEN else "empty"
            content.append((shown, f"{name} {notes[token.text]}"))
    return content


def _shape(role: str, context: str | None, content: Sequence[Item]) -> Shape:
    return (role, context, _folded(content))


def _folded(content: Sequence[Item]) -> Sequence[Item]:
    """Join neighbouring text, fold white space, drop it at the ends.

    An address between angle brackets reads as an address without them.
    """
    result: Content = []
    texts: list[str] = []
    begun = False
    for item in content:
        if isinstance(item, str):
            texts.append(item)
        elif item[0] == "empty" and item[1].startswith(_ADDRESS):
            texts.append(item[1].removeprefix(_ADDRESS))
        else:
            if texts:
                flat = _fold("".join(texts))
                flat = flat if begun else flat.lstrip(" ")
                result += [flat] if flat else []
                texts = []
            begun = True
            result.append(item)
    flat = _fold("".join(texts)).rstrip(" ")
    flat = flat if begun else flat.lstrip(" ")
    result += [flat] if flat else []
    return tuple(result)


def _fold(text: str) -> str:
    """Fold each run of blanks, tabs and line ends into one blank; other space stays."""
    return BLANKS.sub(" ", text) if _FOLDED.search(text) else text
