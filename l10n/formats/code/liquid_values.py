"""The values of an include's parameters: HTML that a template puts into the page as it is."""

import html
import re

from l10n.formats.code.site import CodeSite
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

WRITING = "liquid value"
_PART = regex(
    r"""
      (?P<tag></?[A-Za-z][^<>]*+>|<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->)
    | (?P<shown>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});|\\["'])
    | (?P<blank>(?:(?<![ \t])[ \t]++)?+[\r\n]\s*+)
    """,
    re.VERBOSE | re.DOTALL,
)
_TAG_NAME = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)")
_SIGN = regex(r"[\\<\"]|&(?=[#A-Za-z])|\{(?=[{%]|\Z)|%(?=\}|\Z)")


def value_block(token: str, start: int, parameter: str) -> Block | None:
    """The text of a value with its quotes, which begins at `start`; None if it holds none.

    Includes put their parameters into the page as they are, so tags in one are tags. A backslash
    stands before a quote (`VALID_SYNTAX` of Jekyll's include).
    """
    pieces: list[Piece] = []
    opened: list[tuple[str, int]] = []
    position, last = 1, len(token) - 1
    for found in _PART.finditer(token, 1, last):
        _text(pieces, token, start, (position, found.start()))
        position = found.end()
        span = Span(start + found.start(), start + position)
        if found["tag"]:
            _tag(pieces, opened, found[0], span)
        else:
            shown = " " if found["blank"] else _decoded(found[0], token[0])
            pieces.append(Piece(PieceKind.TEXT, span, shown))
    _text(pieces, token, start, (position, last))
    if not any(piece.kind is PieceKind.TEXT and piece.text.strip() for piece in pieces):
        return None
    role = parameter if parameter in ("alt", "caption", "title") else "label"
    return Block(role, tuple(pieces), parameter, CodeSite(WRITING, token[0]))


def _text(pieces: list[Piece], token: str, start: int, stretch: tuple[int, int]) -> None:
    first, end = stretch
    if first < end:
        pieces.append(Piece(PieceKind.TEXT, Span(start + first, start + end), token[first:end]))


def _decoded(raw: str, quote: str) -> str:
    if raw[0] == "&":
        return html.unescape(raw)
    return quote if raw[1] == quote else raw


def _tag(pieces: list[Piece], opened: list[tuple[str, int]], raw: str, span: Span) -> None:
    """Take a tag, and pair it with the one that is open, if that has its name."""
    named = _TAG_NAME.match(raw)
    name = named[2].lower() if named else ""
    pieces.append(Piece(PieceKind.EMPTY, span, "html", raw))
    if named and named[1] and opened and opened[-1][0] == name:
        number = opened.pop()[1]
        first = pieces[number]
        pieces[number] = Piece(PieceKind.OPEN, first.span, "html", first.note)
        pieces[-1] = Piece(PieceKind.CLOSE, span, "html")
    elif named and not named[1] and not raw.endswith("/>"):
        opened.append((name, len(pieces) - 1))


def write_value(text: str, site: CodeSite) -> str:
    """Write a text between quotes: references for what ends a value, a tag of HTML or of Liquid.

    A double quote may end the attribute that a template puts the value in.
    """
    written = _SIGN.sub(lambda found: f"&#{ord(found[0])};", text)
    return written.replace("'", "&#39;") if site.quote == "'" else written
