"""Text struck through inside a word: GitHub reads it, pulldown-cmark does not.

GitHub Flavored Markdown 0.29, section 6.5, as cmark-gfm and micromark read it: one or two tildes
open and close like asterisks.
"""

from collections.abc import Iterator

from l10n.formats.code.code import MARK, Code, Family, Ground, Level
from l10n.formats.code.stretches import Paragraphs
from l10n.model.article import PieceKind, Span
from l10n.regex import regex

_TILDES = regex(r"\\[\s\S]|~++")
_SIGN = regex(r"[!-/:-@\[-`{-~]|[^\w\s]")


def find(ground: Ground) -> Iterator[Code]:
    """Find pairs of tildes of which one has letters or digits on both sides, and single ones.

    Single ones are all found, so that the words of a language may touch them or not.
    """
    text = ground.text
    paragraphs = Paragraphs(text)
    opened: dict[str, int] = {}
    number = -1
    for found in _TILDES.finditer(text):
        mark, start, end = found[0], found.start(), found.end()
        if mark not in ("~", "~~") or ground.is_off(start):
            continue
        here = paragraphs.number(start)
        if here != number:
            opened.clear()
            number = here
        before, after = text[start - 1 : start], text[end : end + 1]
        if mark in opened and _flanks(after, before):
            first = opened[mark]
            opened.clear()
            words = (Span(first, first + len(mark)), Span(start, end))
            if mark == "~" or any(_in_word(text, each) for each in words):
                yield Code(Span(first, first + len(mark)), MARK, "struck", PieceKind.OPEN)
                yield Code(Span(start, end), MARK, "struck", PieceKind.CLOSE)
        elif _flanks(before, after):
            opened[mark] = start


def _flanks(outer: str, inner: str) -> bool:
    """CommonMark 0.31.2, section 6.2: what may open looks at what stands behind it."""
    if not inner or inner.isspace():
        return False
    return not _SIGN.match(inner) or not outer or outer.isspace() or bool(_SIGN.match(outer))


def _in_word(text: str, mark: Span) -> bool:
    return text[mark.start - 1 : mark.start].isalnum() and text[mark.end : mark.end + 1].isalnum()


STRUCK = Family("struck", ("~",), find, Level.INLINE)
