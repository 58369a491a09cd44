"""Segments of blocks in which all stands in the source as it reads: most of an article.

They are what `l10n.steps.extract` makes of any block, with fewer steps
(tests/test_straight_ways.py).
"""

from collections.abc import Collection, Iterable, Sequence

from l10n.language.figures import is_figures, is_nothing, is_prose
from l10n.language.sentences import boundaries
from l10n.lines import one_line
from l10n.messages import N_, message
from l10n.model.article import Block, Piece, PieceKind, Problem, Span, line_at
from l10n.model.markup import OMIT
from l10n.model.segment import Place, RawTag, Segment
from l10n.steps.controls import first_control

_NONE = frozenset[str]()


def is_text_alone(block: Block, source: str, *, clean: bool) -> bool:
    """True for a block that is one text without control characters, as most are."""
    if len(block.pieces) != 1:
        return False
    piece = block.pieces[0]
    if piece.kind is not PieceKind.TEXT:
        return False
    return (clean and piece.verbatim(source)) or not first_control(piece.text)


def of_text_alone(
    block: Block, number: int, source: str, starts: tuple[int, ...], locale: str | None
) -> Iterable[Segment | Problem | None]:
    """The segments of such a block, by its number; of sentences in `locale`, if any."""
    piece = block.pieces[0]
    whole, span = piece.text, piece.span
    if not piece.verbatim(source):
        return (_of_text(block, number, whole, span, starts),)
    cuts = () if locale is None else boundaries(whole, locale)
    first = span.start
    if not cuts:
        return (of_sentence(block, number, whole, first, starts),)
    found: list[Segment | Problem | None] = []
    begin = 0
    for end in (*cuts, len(whole)):
        if begin < end <= len(whole):
            found.append(of_sentence(block, number, whole[begin:end], first + begin, starts))
            begin = end
    return found


def of_sentence(
    block: Block, number: int, raw: str, start: int, starts: tuple[int, ...]
) -> Segment | Problem | None:
    """The segment of a text without tags that begins at an offset, blanks around it left out."""
    plain = raw.strip()
    if len(plain) < len(raw):
        start += len(raw) - len(raw.lstrip())
    return _of_text(block, number, plain, Span(start, start + len(plain)), starts)


def _of_text(
    block: Block, number: int, plain: str, span: Span, starts: tuple[int, ...]
) -> Segment | Problem | None:
    """The segment of a text without tags, which stands in a block of a number."""
    prose = is_prose(plain)
    if not prose and is_nothing(plain):
        return None
    line = line_at(starts, span.start)
    text = one_line(plain)
    if text == OMIT:
        return untranslatable(line)
    place = Place(
        number,
        span,
        line,
        block.role,
        lines=block.lines,
        figures=not prose and is_figures(plain),
        language=block.language,
    )
    return Segment(block.context, text, place)


def plain_text(pieces: Sequence[Piece], source: str) -> str:
    """The text of a block that begins and ends with words, and in which all stands as it reads.

    Empty for any other: one with a line break, unseen markup, a text that may read as a tag.
    """
    first, last = pieces[0], pieces[-1]
    if first.kind is not PieceKind.TEXT or last.kind is not PieceKind.TEXT:
        return ""
    texts: list[str] = []
    for piece in pieces:
        text = piece.text
        if piece.kind is not PieceKind.TEXT:
            if text == "br":
                return ""
        elif piece.opens or "<" in text or not piece.verbatim(source):
            return ""
        else:
            texts.append(text)
    return "".join(texts) if texts[0].strip() and texts[-1].strip() else ""


def of_plain(
    block: Block, number: int, plain: str, starts: tuple[int, ...]
) -> Segment | Problem | None:
    """The segment of such a block as a whole, by its number, its text and the starts of lines."""
    text = plain.strip()
    prose = is_prose(text)
    if not prose and is_nothing(text):
        return None
    pieces = block.pieces
    start = pieces[0].span.start
    end = pieces[-1].span.end
    if len(text) != len(plain):
        start += len(plain) - len(plain.lstrip())
        end -= len(plain) - len(plain.rstrip())
    line = line_at(starts, start)
    figures = not prose and is_figures(text)
    text, tags = written_of(pieces, [piece.text for piece in pieces], _NONE)
    text = one_line(text.strip())
    if text == OMIT:
        return untranslatable(line)
    place = Place(
        number,
        Span(start, end),
        line,
        block.role,
        tags,
        lines=block.lines,
        figures=figures,
        language=block.language,
    )
    return Segment(block.context, text, place)


def untranslatable(line: int) -> Problem:
    """What is said of a text that would read as one that is left out."""
    text = N_("the text {text} cannot be translated")
    return Problem(line, message(text, text=OMIT), untranslated=True)


def written_of(
    pieces: Sequence[Piece], texts: Sequence[str], literal: Collection[str]
) -> tuple[str, tuple[RawTag, ...]]:
    """Write a text with its tags, numbered from 1 in order of opening.

    `texts` are those of the pieces, where they are text; `literal` is what reads as names of tags.
    """
    written: list[str] = []
    tags: list[RawTag] = []
    opened: list[tuple[int, str, Piece]] = []
    number = 0
    for piece, text in zip(pieces, texts, strict=True):
        kind = piece.kind
        if kind is PieceKind.TEXT:
            written.append(text)
        elif kind is PieceKind.CLOSE:
            index, name, half = opened.pop()
            written.append(f"</{name}>")
            close, written_so = piece.span, piece.written
            tags[index] = RawTag(name, half.span, close, half.note, half.written, written_so)
        else:
            number += 1
            while (name := f"{piece.text}{number}") in literal:
                number += 1
            if kind is PieceKind.OPEN:
                opened.append((len(tags), name, piece))
                written.append(f"<{name}>")
            else:
                written.append(f"<{name}/>")
            tags.append(RawTag(name, piece.span, None, piece.note, piece.written))
    return "".join(written), tuple(tags)
