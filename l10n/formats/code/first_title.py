"""Backslashes in the first heading of a page of Docusaurus, of which it makes a string."""

from collections.abc import Iterator

from l10n.formats.code.code import MARK, Code, Family, Ground, Level
from l10n.formats.code.lines import lines
from l10n.model.article import Span
from l10n.regex import regex

_ATX = regex(r"(#{1,6})(?=[ \t\r\n]|\Z)")
_UNDERLINE = regex(r"[ \t>]*+=++[ \t]*+\Z")
_OTHER = regex(r"(?:-[ \t]*+)+\Z|(?:[*_][ \t]*+){3,}\Z")
_BACKSLASH = regex(
    r"(?P<read>\\\\|\\(?![!-/:-@\[-`{-~\r\n])|&(?:#0*+92|#[xX]0*+5[cC]|bsol);)"
    r"|\\[!-/:-@\[-`{-~]"
)


def find(ground: Ground) -> Iterator[Code]:
    """Find what reads as a backslash in the title of a page.

    Docusaurus makes JavaScript of a heading of the first level that no other heading and no line
    across the page precedes, and escapes no backslash in it, however it is written: `\\x` stops the
    build of the site (mdx-loader, contentTitle and loader). No target can say one.
    """
    title = _title(ground)
    for found in _BACKSLASH.finditer(ground.text, title.start, title.end):
        if found["read"] and not ground.is_off(found.start()):
            yield Code(Span(*found.span()), MARK)


def _title(ground: Ground) -> Span:
    """The title; empty where there is none."""
    text, start = ground.text, -1
    for line in lines(text):
        content = text[line.first : line.end]
        if line.is_blank:
            start = -1
        elif ground.is_off(line.first):
            start = line.start if start < 0 else start
        elif found := _ATX.match(content):
            return Span(line.first, line.end) if len(found[1]) == 1 else Span(0, 0)
        elif start >= 0 and _UNDERLINE.match(content):
            return Span(start, line.start)
        elif _OTHER.match(content):
            break
        elif start < 0:
            start = line.start
    return Span(0, 0)


FIRST_TITLE = Family("title of a page", ("\\", "&"), find, Level.INLINE, in_html=False)
