"""Where a Markdown link keeps its address and its title, and how both are read."""

import html.entities
import re
from collections.abc import Iterable

from l10n.dataclass import dataclass
from l10n.formats.code.code import Code
from l10n.formats.code.masking import Masked
from l10n.formats.markdown.site import AddressSite, TitleSite
from l10n.model.article import Block, Link, Piece, PieceKind, Span
from l10n.regex import regex

ESCAPED = regex(
    r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});"
)
"""A backslash escape or a character reference: CommonMark 0.31.2, sections 2.4 and 2.5."""

_GAP = regex(r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*)?")
_ANGLED = regex(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_BARE = regex(r"(?:[^\x00-\x20\x7f()\\]|\\[!-~]|\\(?=[^!-~])|[()])*+")
_PLAIN = regex(r"[A-Za-z0-9._~:/?#@!$'*+,;=%-]++")
"""An address that means nothing else to anybody."""
_TITLES = {
    '"': regex(r'"((?:[^"\\]|\\[\s\S])*+)"'),
    "'": regex(r"'((?:[^'\\]|\\[\s\S])*+)'"),
    "(": regex(r"\(((?:[^()\\]|\\[\s\S])*+)\)"),
}
_BARE_SITE, _ANGLED_SITE = AddressSite(), AddressSite(angled=True)
_FOLD = regex(r"[ \t]*(?:\r\n?|\n)[ \t>]*")


@dataclass(frozen=True, slots=True)
class Target:
    """The address of a link and its title, as they stand in the source."""

    address: Span
    """Without the angle brackets."""
    angled: bool
    title: Span | None
    """Without its quotes."""
    quote: str
    """The character that opens the title; empty without one."""
    end: int
    """Just after the address and the title, white space after them included."""


def decode(text: str) -> str:
    """Resolve backslash escapes and character references, as a Markdown reader does."""
    return ESCAPED.sub(lambda found: _decoded(found[0]), text) if _may_hold(text) else text


def _may_hold(text: str) -> bool:
    return "\\" in text or "&" in text


def _decoded(raw: str) -> str:
    if raw[0] == "\\":
        return raw[1]
    if raw[1] == "#":
        number = int(raw[3:-1], 16) if raw[2] in "xX" else int(raw[2:-1])
        legal = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
        return chr(number) if legal else "\ufffd"
    return html.entities.html5.get(raw[1:], raw)


def target_at(source: str, start: int, end: int) -> Target | None:
    """Read the address and the optional title that stand from `start` on, before `end`.

    CommonMark 0.31.2, section 6.3; white space may hold a line break and the prefix of a quote.
    """
    if (plain := _PLAIN.match(source, start, end)) and plain.end() == end:
        return Target(Span(start, end), False, None, "", end)
    position = _gap(source, start, end)
    angle = _ANGLED.match(source, position, end)
    if angle:
        address, after = Span(*angle.span(1)), angle.end()
    else:
        after = _balanced(source, position, end)
        address = Span(position, after)
    title_at = _gap(source, after, end)
    pattern = _TITLES.get(source[title_at : title_at + 1]) if after < title_at < end else None
    title = pattern.match(source, title_at, end) if pattern else None
    if title is None:
        return Target(address, angle is not None, title=None, quote="", end=title_at)
    stop = _gap(source, title.end(), end)
    return Target(
        address, angle is not None, title=Span(*title.span(1)), quote=source[title_at], end=stop
    )


def _gap(source: str, start: int, end: int) -> int:
    found = _GAP.match(source, start, end)
    return found.end() if found else start


def _balanced(source: str, start: int, end: int) -> int:
    found = _BARE.match(source, start, end)
    stop = found.end() if found else start
    if "(" not in source[start:stop] and ")" not in source[start:stop]:
        return stop
    depth = 0
    for mark in re.finditer(r"\\.|[()]", source[start:stop]):
        if mark[0] == "(":
            depth += 1
        elif mark[0] == ")":
            depth -= 1
            if depth < 0:
                return start + mark.start()
    return stop


def title_pieces(masked: Masked, span: Span) -> tuple[Piece, ...]:
    """Cut a title into its text, its decoded characters, and code.

    A line break reads as one space.
    """
    pieces: list[Piece] = []
    position = span.start
    for code in masked.within(span.start, span.end):
        pieces += _plain_pieces(masked.source, Span(position, code.span.start))
        pieces.append(code_piece(masked, code))
        position = code.span.end
    pieces += _plain_pieces(masked.source, Span(position, span.end))
    return tuple(pieces)


def code_piece(masked: Masked, code: Code) -> Piece:
    """The tag that stands for code in a text."""
    return Piece(PieceKind.EMPTY, code.span, "code", code.shown(masked.source))


def _plain_pieces(source: str, span: Span) -> list[Piece]:
    raw = span.of(source)
    pieces: list[Piece] = []
    position = 0
    marks: Iterable[re.Match[str]] = re.finditer(f"{_FOLD.pattern}|{ESCAPED.pattern}", raw)
    for mark in marks:
        folded = mark[0][0] in " \t\r\n"
        text = " " if folded else _decoded(mark[0])
        if text == mark[0]:
            continue
        if mark.start() > position:
            pieces.append(_text(span.start + position, raw[position : mark.start()]))
        place = Span(span.start + mark.start(), span.start + mark.end())
        pieces.append(Piece(PieceKind.TEXT, place, text))
        position = mark.end()
    if position < len(raw):
        pieces.append(_text(span.start + position, raw[position:]))
    return pieces


def _text(start: int, text: str) -> Piece:
    return Piece(PieceKind.TEXT, Span(start, start + len(text)), text)


def definition_at(source: str, start: int, end: int, url: str) -> Target | None:
    """Read a link reference definition; None if its address does not stand there as `url`."""
    label = re.compile(r"[ \t>]*\[(?:[^\[\]\\]|\\[\s\S])++\]:").match(source, start, end)
    if not label:
        return None
    found = target_at(source, label.end(), end)
    if found is None or decode(found.address.of(source)) != url:
        return None
    return found


def link_of(target: Target, url: str) -> Link:
    """A link at the place of what was read."""
    return Link(target.address, url, _ANGLED_SITE if target.angled else _BARE_SITE)


def title_block(
    masked: Masked, target: Target, title: str, *, in_cell: bool = False
) -> Block | None:
    """Make a block of a title that reads as `title`; None where it does not stand there so."""
    if target.title is None:
        return None
    pieces = title_pieces(masked, target.title)
    read = "".join(
        piece.text if piece.kind is PieceKind.TEXT else piece.span.of(masked.text)
        for piece in pieces
    )
    if read.split() != title.split():
        return None
    return Block("title", pieces, "title", TitleSite(target.quote, in_cell))
