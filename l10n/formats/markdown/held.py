"""What a block holds before it is translated, found once when it is read."""

import re
from collections.abc import Iterator, Sequence

from l10n.formats.markdown.site import NOTHING, Held
from l10n.model.article import Piece, PieceKind
from l10n.regex import regex

ADDRESS = regex(r"(?:[A-Za-z]{1,16}://|(?<![A-Za-z0-9])www\.(?=\w))[^\s<>]*", re.IGNORECASE)
"""What GitHub's Markdown makes a link of, without any brackets."""


_NONE = frozenset[str]()
_BRACKETED = {
    defining: Held(opening=True, closing=True, defining=defining) for defining in (False, True)
}
"""What a block with a link holds, as a rule."""


def may_hold_address(text: str) -> bool:
    """True if it is worth looking for addresses in a text."""
    return "://" in text or (("w" in text or "W" in text) and "www." in text.lower())


def may_hold(text: str) -> bool:
    """False for a text without tags that holds nothing which decides how another is written."""
    return "[" in text or "]" in text or may_hold_address(text)


def bare(found: str) -> str:
    """An address without what may stand around it: backslashes, the signs that end a sentence."""
    return found.replace("\\", "").rstrip("?!.,:*_~'\");")


def held(source: str, pieces: Sequence[Piece]) -> Held:
    """What the pieces of a block hold; `source` is the whole document."""
    raw = source[pieces[0].span.start : pieces[-1].span.end]
    opening, closing, broken = "[" in raw, "]" in raw, "\n" in raw or "\r" in raw
    texts: list[str] = []
    struck = coded = templated = False
    for piece in pieces:
        if piece.kind is PieceKind.TEXT:
            texts.append(piece.text)
        elif piece.text == "s":
            struck |= "~" in raw and piece.kind is PieceKind.OPEN
        elif piece.text == "code":
            coded |= piece.note.startswith(("{{", "{%", "{:"))
            templated |= piece.kind is PieceKind.OPEN and piece.note.startswith("{{<")
    text = "".join(texts)
    addressed = may_hold_address(text)
    if not (opening or closing or broken or struck or coded or addressed):
        return NOTHING
    defining = closing and _may_define(source, pieces)
    if opening and closing and not (broken or struck or coded or addressed):
        return _BRACKETED[defining]
    found = Held(
        opening,
        closing,
        broken,
        struck,
        defining=defining,
        coded=coded,
        templated=templated,
        addresses=_addresses(text) if addressed else _NONE,
        linked=_linked(pieces) if addressed else _NONE,
    )
    return NOTHING if addressed and found == NOTHING else found


def _addresses(text: str) -> frozenset[str]:
    return frozenset(map(bare, ADDRESS.findall(text)) if may_hold_address(text) else ())


def _linked(pieces: Sequence[Piece]) -> frozenset[str]:
    """Addresses outside links, but for those that stand in a link too."""
    outside, inside = (
        _addresses("".join(text for text, linked in _texts(pieces) if linked is wanted))
        for wanted in (False, True)
    )
    return outside - inside


def _texts(pieces: Sequence[Piece]) -> Iterator[tuple[str, bool]]:
    """The texts of a block, and whether each stands in a link; tags part words."""
    depth = 0
    for piece in pieces:
        if piece.kind is PieceKind.TEXT:
            yield piece.text, depth > 0
            continue
        yield " ", depth > 0
        if piece.text == "a":
            depth += {PieceKind.OPEN: 1, PieceKind.CLOSE: -1}.get(piece.kind, 0)


def _may_define(source: str, pieces: Sequence[Piece]) -> bool:
    first = pieces[0]
    if first.kind is PieceKind.OPEN and first.text == "a":
        return any(
            piece.kind is PieceKind.CLOSE and piece.span.of(source) == "]" for piece in pieces
        )
    return first.kind is PieceKind.EMPTY and first.text == "fn"
