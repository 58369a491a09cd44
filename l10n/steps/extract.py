"""Extract: an article gives segments."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from l10n.dataclass import dataclass
from l10n.language.figures import is_figures, is_nothing, is_prose
from l10n.language.sentences import boundaries
from l10n.lines import one_line
from l10n.messages import N_, message
from l10n.model.article import (
    Article,
    Block,
    Piece,
    PieceKind,
    Problem,
    Span,
    halves,
    line_at,
    line_starts,
)
from l10n.model.markup import OMIT, TAG
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.controls import MOST, TAG_NAME, apart, character, first_control
from l10n.steps.plain_segments import (
    is_text_alone,
    of_plain,
    of_sentence,
    of_text_alone,
    plain_text,
    untranslatable,
    written_of,
)

WHOLE = frozenset(
    (
        "alt",
        "author",
        "cell",
        "date",
        "field",
        "heading",
        "headline",
        "label",
        "section",
        "subheading",
        "title",
    )
)
"""Roles that are never cut into sentences: short texts that stand for themselves."""
PEELED = frozenset(("br", "img", TAG_NAME))
"""Empty tags that stay in the article when they stand at the edge of a segment; footnote marks,
code and addresses belong to words that may move."""
HIDDEN = ("<!", "<?", "<img")
"""How raw HTML begins that readers never see, or see no words in; it stays at an edge too."""
ATTRIBUTES = ("{:", "{#", "{.")
"""How code begins that says something of the block it stands in; it stays at an edge too."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The segments of an article, and what was left in it."""

    segments: tuple[Segment, ...]
    """In article order."""
    problems: tuple[Problem, ...] = ()


class _Part(NamedTuple):
    """A piece, or the share of a text piece that falls to one sentence."""

    kind: PieceKind
    span: Span
    text: str
    piece: Piece
    verbatim: bool = False

    def cut(self, start: int, end: int) -> "_Part":
        """A share of a verbatim text; offsets are characters of the text."""
        first = self.span.start
        span = Span(first + start, first + end)
        return _part((self.kind, span, self.text[start:end], self.piece, True))


_part: Callable[[tuple[PieceKind, Span, str, Piece, bool]], _Part] = partial(tuple.__new__, _Part)
"""Makes a part of its values in half the time of `_Part(…)`."""
Parts = Sequence[_Part]
_NONE = frozenset[str]()


class _Where(NamedTuple):
    """Where a segment stands."""

    block: int
    """The number of its block."""
    line: int
    lines: bool
    """Its block has lines."""


def extract(article: Article, split: str = "sentences") -> Extraction:
    """Find the segments of all blocks.

    `split` is `sentences` or `blocks`; headings, titles, cells and the like stay whole either way.
    Sentences are found on the text without tags (SRX) and mapped back; a boundary inside a paired
    tag, or inside text that is not verbatim in the source, is dropped. White space between
    sentences, enclosing tags, and line breaks and pictures at an edge stay in the source, and so
    does text without anything to translate (`l10n.language.figures.is_nothing`). Text
    that a PO file cannot hold is reported and left where it is.
    """
    source = article.source
    starts = line_starts(source)
    segments: list[Segment] = []
    problems: list[Problem] = []
    held = [block for block in article.parsed.blocks if block.table]
    clean = not first_control(source)
    for number, block in enumerate(article.parsed.blocks):
        if block.table:
            continue
        locale: str | None = None
        if split == "sentences" and block.role not in WHOLE:
            locale = block.language or article.locale
        if is_text_alone(block, source, clean=clean):
            for each in of_text_alone(block, number, source, starts, locale):
                if isinstance(each, Segment):
                    segments.append(each)
                elif each is not None:
                    problems.append(each)
            continue
        plain = plain_text(block.pieces, source) if clean else ""
        cuts = boundaries(plain, locale) if plain and locale is not None else ()
        if plain and not cuts:
            whole = of_plain(block, number, plain, starts)
            if isinstance(whole, Segment):
                segments.append(_hinted(whole, held) if held else whole)
            elif whole is not None:
                problems.append(whole)
            continue
        parts = _parts(block.pieces, source, clean=clean)
        lines = block.lines or any(not part.text and part.piece.breaks for part in parts)
        if locale is not None and not plain:
            cuts = boundaries("".join(map(_shown, parts)), locale)
        groups = _sentences(parts, cuts) if cuts else (parts,)
        for group in groups:
            if plain and len(group) == 1 and group[0].text:
                alone = of_sentence(block, number, group[0].text, group[0].span.start, starts)
                if isinstance(alone, Segment):
                    segments.append(_hinted(alone, held) if held else alone)
                elif alone is not None:
                    problems.append(alone)
                continue
            inner = _inner(group)
            if not inner:
                continue
            line = line_at(starts, inner[0].span.start)
            made = _segment(block, _Where(number, line, lines), inner)
            if isinstance(made, Segment):
                segments.append(_hinted(made, held) if held else made)
            elif made is not None:
                problems.append(made)
    return Extraction(tuple(segments), tuple(problems))


def _parts(pieces: Sequence[Piece], source: str, *, clean: bool) -> list[_Part]:
    """The pieces of a block, with a part for each control character in them.

    A `clean` source has none; what its entities stand for may be one.
    """
    found: list[_Part] = []
    for piece in pieces:
        if piece.kind is not PieceKind.TEXT:
            found.append(_part((piece.kind, piece.span, "", piece, False)))
            continue
        verbatim = piece.verbatim(source)
        if clean and verbatim:
            found.append(_part((piece.kind, piece.span, piece.text, piece, True)))
            continue
        for each in apart(piece, verbatim=verbatim):
            if each.kind is PieceKind.TEXT:
                found.append(_Part(each.kind, each.span, each.text, each, verbatim))
            else:
                found.append(_Part(each.kind, each.span, "", each))
    return found


def _sentences(parts: Parts, cuts: Iterable[int]) -> Sequence[Parts]:
    """Cut a block where sentences begin; closing tags stay before, opening ones go after."""
    groups: list[list[_Part]] = [[]]
    position = depth = 0
    pending = deque(cuts)
    for part in parts:
        if _begins(part) and pending and pending[0] == position:
            pending.popleft()
            if not depth and groups[-1]:
                groups.append([])
        if part.kind is not PieceKind.TEXT:
            depth += (part.kind is PieceKind.OPEN) - (part.kind is PieceKind.CLOSE)
            groups[-1].append(part)
            position += len(_shown(part))
            continue
        begin = 0
        end = position + len(part.text)
        while pending and pending[0] < end:
            cut = pending.popleft() - position
            if part.verbatim and not depth and cut > begin:
                groups[-1].append(part.cut(begin, cut))
                groups.append([])
                begin = cut
        groups[-1].append(part.cut(begin, len(part.text)) if begin else part)
        position = end
    return groups


def _begins(part: _Part) -> bool:
    """True if a sentence may begin with a part: an end of a tag, and unseen markup, stay before."""
    return part.kind is not PieceKind.CLOSE and not (part.kind is PieceKind.TEXT and not part.text)


def _shown(part: _Part) -> str:
    """What stands for a piece where sentences are found: a line break parts words."""
    return "\n" if part.kind is PieceKind.EMPTY and part.piece.text == "br" else part.text


def _inner(parts: Parts) -> Parts:
    """Leave out what stays in the article at both ends.

    That is white space, tags that enclose everything, line breaks, pictures and comments.
    """
    partners = _partners(parts) if len(parts) > 1 else {}
    low, high = 0, len(parts)
    while low < high:
        first, last = parts[low], parts[high - 1]
        if _peels(first):
            low += 1
        elif _peels(last):
            high -= 1
        elif (
            partners.get(low) == high - 1
            and first.piece.written is None
            and last.piece.written is None
        ):
            low, high = low + 1, high - 1
        else:
            break
    found = list(parts[low:high])
    if found and found[0].verbatim:
        text = found[0].text
        blanks = len(text) - len(text.lstrip())
        found[0] = found[0].cut(blanks, len(text)) if blanks else found[0]
    if found and found[-1].verbatim:
        text = found[-1].text
        size = len(text.rstrip())
        found[-1] = found[-1].cut(0, size) if size < len(text) else found[-1]
    return found


def _peels(part: _Part) -> bool:
    if part.kind is PieceKind.TEXT:
        return not part.text.strip()
    if part.kind is not PieceKind.EMPTY:
        return False
    name, note = part.piece.text, part.piece.note
    return (
        name in PEELED
        or (name == "html" and note.startswith(HIDDEN))
        or (name == "code" and note.startswith(ATTRIBUTES))
    )


def _partners(parts: Parts) -> dict[int, int]:
    """The index of the closing half of each tag by that of its opening half."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for index, part in enumerate(parts):
        if part.kind is PieceKind.OPEN:
            opened.append(index)
        elif part.kind is PieceKind.CLOSE and opened:
            found[opened.pop()] = index
    return found


def _segment(block: Block, where: _Where, parts: Parts) -> Segment | Problem | None:
    """Make a segment of parts of a block."""
    plain = "".join([part.text for part in parts])
    prose = is_prose(plain)
    if not prose and is_nothing(plain):
        return None
    bad = first_control(plain) or (_crowded(parts) if len(parts) > MOST else "")
    if bad:
        text = N_("a segment holds the control character U+{code}; it stays as it is")
        return Problem(where.line, message(text, code=f"{ord(bad):04X}"), untranslated=True)
    text, tags = _tagged(parts, plain)
    if text == OMIT:
        return untranslatable(where.line)
    unseen = len(parts) > 1 and any(part.piece.opens for part in parts)
    before, after = halves([part.piece for part in parts]) if unseen else ((), ())
    place = Place(
        where.block,
        Span(parts[0].span.start, parts[-1].span.end),
        line=where.line,
        role=block.role,
        tags=tags,
        lines=where.lines,
        before=before,
        after=after,
        figures=not prose and is_figures(plain),
        language=block.language,
    )
    return Segment(block.context, text, place)


def _hinted(segment: Segment, held: Sequence[Block]) -> Segment:
    """A segment whose tags say what they read where that is no entry; `held` has such blocks."""
    tags = tuple(
        replace(tag, reads=block.reads) if (block := _inside(tag.open, held)) else tag
        for tag in segment.place.tags
    )
    return replace(segment, place=replace(segment.place, tags=tags))


def _inside(span: Span, held: Sequence[Block]) -> Block | None:
    number = bisect_left(held, span.start, key=_start)
    return held[number] if number < len(held) and span.holds(held[number].span) else None


def _start(block: Block) -> int:
    return block.span.start


def _crowded(parts: Parts) -> str:
    """One of the control characters that became tags, if there are too many of them."""
    found = [part.piece.note for part in parts if not part.text and part.piece.text == TAG_NAME]
    return character(found[0]) if len(found) > MOST else ""


def _tagged(parts: Parts, plain: str) -> tuple[str, tuple[RawTag, ...]]:
    """Write the text with its tags; `plain` is the text without them."""
    if len(parts) == 1 and parts[0].kind is PieceKind.TEXT:
        return one_line(plain), ()
    literal = frozenset(match["name"] for match in TAG.finditer(plain)) if "<" in plain else _NONE
    pieces = [part.piece for part in parts]
    text, tags = written_of(pieces, [part.text for part in parts], literal)
    return one_line(text), tags
