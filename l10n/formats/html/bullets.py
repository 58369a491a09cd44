"""Bullets and numbers that Word writes as text of a list item, before what it says."""

import re

from l10n.formats.html.parts import Part
from l10n.model.article import PieceKind
from l10n.regex import regex

LIST_MARK = regex(r"mso-list\s*+:\s*+ignore", re.IGNORECASE)
"""In a style: what the element holds is the mark of a list item."""
_ITEM_CLASS = "MsoListParagraph"
_ITEM_STYLE = regex(r"mso-list\s*+:\s*+(?!ignore|none)[a-z]", re.IGNORECASE)
_MARK = regex(
    r"[ \u00a0]*+(?:[·•▪▫◦●○■□§\uf000-\uf0ff\u2010-\u2015\u2022-\u27bf-][ \u00a0]++"
    r"|(?:[oØüvè]|\(?[0-9]{1,4}[.)]|\(?\w[.)]|\(?[ivxlc]{1,7}[.)])[ \u00a0]{2,}+)"
)
"""A mark with the blanks that stand for a tabulator. After what may be text one blank is the
text's own; letters are bullets in the typefaces of signs."""
_LONGEST = 100


def is_list_item(classes: str, style: str) -> bool:
    """True for a paragraph that is an item of a list to Word."""
    return classes.startswith(_ITEM_CLASS) or _ITEM_STYLE.search(style) is not None


def without_mark(parts: list[Part]) -> list[Part]:
    """Let the mark at the beginning of an item stay outside its block."""
    found = _MARK.match(_head(parts))
    if found is None:
        return parts
    left = found.end()
    kept: list[Part] = []
    for part in parts:
        if part.kind is PieceKind.TEXT and left:
            size = len(part.text)
            if size > left and part.end - part.start == size:
                cut = part.start + left
                kept.append(Part(part.kind, part.start, cut, part.text[:left], slack=True))
                part.start, part.text = cut, part.text[left:]
                left = 0
            elif size <= left:
                part.slack = True
                left -= size
        kept.append(part)
    return kept


def _head(parts: list[Part]) -> str:
    head = ""
    for part in parts:
        if part.kind is PieceKind.TEXT:
            head += part.text[:_LONGEST]
        elif part.kind is PieceKind.EMPTY and not part.slack:
            break
        if len(head) >= _LONGEST:
            break
    return head
