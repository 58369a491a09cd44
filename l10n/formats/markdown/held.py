"""What a block holds before it is translated, found once when it is read."""

import re
from collections.abc import Sequence

from l10n.formats.markdown.site import NOTHING, Held
from l10n.model.article import Piece, PieceKind

ADDRESS = re.compile(r"(?:[A-Za-z]{1,16}://|(?<![A-Za-z0-9])www\.(?=\w))[^\s<>]*", re.IGNORECASE)
"""What GitHub's Markdown makes a link of, without any brackets."""


def may_hold_address(text: str) -> bool:
    """True if it is worth looking for addresses in a text."""
    return "://" in text or "www." in text.lower()


def bare(found: str) -> str:
    """An address without what may stand around it: backslashes, the signs that end a sentence."""
    return found.replace("\\", "").rstrip("?!.,:*_~'\");")


def held(source: str, pieces: Sequence[Piece]) -> Held:
    """What the pieces of a block hold; `source` is the whole document."""
    raw = source[pieces[0].span.start : pieces[-1].span.end]
    text = "".join(piece.text for piece in pieces if piece.kind is PieceKind.TEXT)
    found = Held(
        opening="[" in raw,
        closing="]" in raw,
        broken="\n" in raw or "\r" in raw,
        struck="~" in raw and any(p.kind is PieceKind.OPEN and p.text == "s" for p in pieces),
        defining="]" in raw and _may_define(source, pieces),
        addresses=frozenset(map(bare, ADDRESS.findall(text)) if may_hold_address(text) else ()),
    )
    return NOTHING if found == NOTHING else found


def _may_define(source: str, pieces: Sequence[Piece]) -> bool:
    first = pieces[0]
    if first.kind is PieceKind.OPEN and first.text == "a":
        return any(
            piece.kind is PieceKind.CLOSE and piece.span.of(source) == "]" for piece in pieces
        )
    return first.kind is PieceKind.EMPTY and first.text == "fn"
