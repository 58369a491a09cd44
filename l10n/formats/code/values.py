"""Texts in attributes: read with their character references, written so that none ends early."""

import html
import re

from l10n.formats.code.site import CodeSite
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

_REFERENCE = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_MAY_BE_REFERENCE = regex(r"&(?=[#A-Za-z0-9]+;)")
_MAY_BE_TAG = regex(rf"<|{_MAY_BE_REFERENCE.pattern}")
_SPECIAL = regex(rf"{_REFERENCE.pattern}|(?:(?<![ \t])[ \t]++)?+(?:\r\n|[\r\n])\s*+")


def attribute_block(text: str, span: Span, quote: str, role: str) -> Block | None:
    """The text of an attribute's value; None where nothing in it is to be translated."""
    return text_block(text, span, role, CodeSite("attribute", quote))


def text_block(text: str, span: Span, role: str, site: CodeSite) -> Block | None:
    """A text with character references; None where nothing in it is to be translated."""
    pieces = value_pieces(text, span)
    if not any(piece.text.strip() for piece in pieces):
        return None
    return Block(role, pieces, role, site)


def value_pieces(text: str, span: Span) -> tuple[Piece, ...]:
    """Cut a text into verbatim stretches, character references and line ends."""
    pieces: list[Piece] = []
    position = span.start
    for found in _SPECIAL.finditer(text, span.start, span.end):
        shown = html.unescape(found[0]) if found[0][0] == "&" else " "
        if shown == found[0]:
            continue
        if found.start() > position:
            pieces.append(_piece(text, position, found.start()))
        pieces.append(Piece(PieceKind.TEXT, Span(*found.span()), shown))
        position = found.end()
    if position < span.end:
        pieces.append(_piece(text, position, span.end))
    return tuple(pieces)


def verbatim_block(text: str, span: Span, role: str) -> Block | None:
    """A text that reads as it stands; None where nothing in it is to be translated."""
    if not span.of(text).strip():
        return None
    return Block(role, (_piece(text, span.start, span.end),), role, CodeSite("verbatim"))


def written_attribute(text: str, site: CodeSite) -> str:
    """Write a text between the quotes of an attribute."""
    written = _MAY_BE_REFERENCE.sub("&amp;", text)
    return written.replace(site.quote, f"&#{ord(site.quote)};")


def written_line(text: str, _site: CodeSite) -> str:
    """Write a text that reaches up to the end of its line.

    Python-Markdown looks for HTML before it knows of abbreviations, and keeps references.
    """
    return _MAY_BE_TAG.sub(lambda found: f"&#{ord(found[0])};", text)


def written_critic(text: str, _site: CodeSite) -> str:
    """Write a text between the marks of an editor: no sign in it means anything."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda found: f"&#{ord(found[0])};", text)


def _piece(text: str, start: int, end: int) -> Piece:
    return Piece(PieceKind.TEXT, Span(start, end), text[start:end])


def written_verbatim(text: str, _site: CodeSite) -> str:
    """Write a text where no sign can be written other than it is: what breaks out is refused."""
    return text
