"""Words in the JSON of WordPress' blocks, which are HTML: read with their tags and references.

What a block shows goes through `wp_kses_post` or `esc_html`, which leave character references as
they are (wp-includes/formatting.php), and shortcodes are looked for in it afterwards.
"""

import html
import re
from collections.abc import Iterator, Sequence

from l10n.formats.code.site import CodeSite
from l10n.formats.html.names import VOID, short
from l10n.formats.jsonscan import JsonString, JsonTextSite, lines, pieces
from l10n.formats.jsonscan import write as write_json
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

WRITING = "block attribute"

_REFERENCE = r"(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});"
_MARK = regex(
    rf"""
      (?P<tag>
          (?:<|\\u003[cC]) (?P<close>\\?/)? (?P<name>[A-Za-z][A-Za-z0-9-]*+)
          (?:[^<>\\]|\\(?!u003[cCeE]).)*+ (?:>|\\u003[eE])
      )
    | (?P<reference>(?:&|\\u0026){_REFERENCE})
    """,
    re.VERBOSE,
)
_MAY_BE_REFERENCE = regex(r"&(?=[#A-Za-z]|\Z)")
_OPENING = regex(r"\[(?=[A-Za-z_/\[]|\Z)")
_SITE = JsonTextSite("<>&{", dashes=True)
_ROLES = ("alt", "caption", "title")


def json_blocks(text: str, string: JsonString) -> Iterator[Block]:
    """The blocks of a string: its lines."""
    role = next((role for role in _ROLES if string.key.lower().endswith(role)), "label")
    for line in lines(_pieces(text, string.span)):
        yield Block(role, _paired(line), string.key, CodeSite(WRITING))


def _pieces(text: str, span: Span) -> Iterator[Piece]:
    start = span.start
    for found in _MARK.finditer(text, span.start, span.end):
        yield from pieces(text, Span(start, found.start()))
        here = Span(*found.span())
        raw = "".join(piece.text for piece in pieces(text, here))
        start = found.end()
        if found["reference"]:
            yield Piece(PieceKind.TEXT, here, html.unescape(raw))
            continue
        name = found["name"].lower()
        kind = PieceKind.CLOSE if found["close"] else PieceKind.OPEN
        kind = PieceKind.EMPTY if name in VOID else kind
        yield Piece(kind, here, short(name), raw if kind is not PieceKind.CLOSE else "")
    yield from pieces(text, Span(start, span.end))


def _paired(line: Sequence[Piece]) -> tuple[Piece, ...]:
    """Make a tag without its other half an empty one."""
    made = list(line)
    opened: list[int] = []
    for number, piece in enumerate(line):
        if piece.kind is PieceKind.OPEN:
            opened.append(number)
        elif piece.kind is PieceKind.CLOSE:
            if opened and line[opened[-1]].text == piece.text:
                opened.pop()
            else:
                made[number] = _empty(piece)
    for number in opened:
        made[number] = _empty(line[number])
    return tuple(made)


def _empty(piece: Piece) -> Piece:
    return Piece(PieceKind.EMPTY, piece.span, piece.text, piece.note)


def write_value(text: str, site: CodeSite) -> str:
    """Write a text into the JSON of a block as WordPress does, so that no comment ends."""
    text = _MAY_BE_REFERENCE.sub("&amp;", text).replace("<", "&lt;")
    return write_json(_OPENING.sub("&#91;", text), _SITE, strict=False)
