"""Control characters: what no PO file can hold is an empty tag, so that the words around it are
translated.
"""

from l10n.model.article import Piece, PieceKind, Span
from l10n.regex import regex

TAG_NAME = "control"
MOST = 20
"""In one segment; text that holds more of them is no text."""
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""C0 controls but for tabs and line ends, and halves of characters, which UTF-8 cannot hold."""

_NOTE = regex("U\\+([0-9A-F]{4})")


def first_control(text: str) -> str:
    """The first control character of a text; empty if there is none."""
    found = None if text.isprintable() else _CONTROL.search(text)
    return found[0] if found else ""


def apart(piece: Piece, *, verbatim: bool) -> tuple[Piece, ...]:
    """Cut a piece of text into text and a tag for each control character in it.

    A piece that does not stand in the source as it reads is cut only if it is one such character;
    so is none that holds more than can be handed out.
    """
    if piece.kind is not PieceKind.TEXT or not first_control(piece.text):
        return (piece,)
    if len(piece.text) == 1:
        return (_tag(piece.text, piece.span),)
    found = list(_CONTROL.finditer(piece.text)) if verbatim else []
    if not 0 < len(found) <= MOST:
        return (piece,)
    start = piece.span.start
    pieces: list[Piece] = []
    position = 0
    for each in found:
        if each.start() > position:
            pieces.append(_text(piece.text[position : each.start()], start + position))
        pieces.append(_tag(each[0], Span(start + each.start(), start + each.end())))
        position = each.end()
    if position < len(piece.text):
        pieces.append(_text(piece.text[position:], start + position))
    return tuple(pieces)


def character(note: str) -> str:
    """The character of a tag, by its note; empty for another note."""
    found = _NOTE.fullmatch(note)
    return chr(int(found[1], 16)) if found else ""


def _tag(char: str, span: Span) -> Piece:
    return Piece(PieceKind.EMPTY, span, TAG_NAME, f"U+{ord(char):04X}")


def _text(text: str, start: int) -> Piece:
    return Piece(PieceKind.TEXT, Span(start, start + len(text)), text)
