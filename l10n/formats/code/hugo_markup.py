"""Hugo's Markdown: attributes of blocks, mathematics that is passed through, marks."""

import re
import unicodedata
from collections.abc import Iterator

from l10n.formats.code.alone import Lines
from l10n.formats.code.code import BLANK, MARK, Code, Family, Ground, Level
from l10n.model.article import PieceKind, Span
from l10n.regex import regex

_ATTRIBUTES = regex(
    r"""(?:\A|(?<=[\r\n]))[ \t>]*+(\{[ \t]*+[.#A-Za-z][^{}\r\n]*+\})[ \t]*+(?=[\r\n]|\Z)"""
)
_SIGN = regex(r"\\[\s\S]|(?:\r\n|[\r\n])[ \t>]*+(?=[\r\n])")
_FORMULA = regex(r"[\\^_=]")
_MARKS = regex(
    r"""
      (?=[\\\[~=+^]) (?: \\[\s\S] | \[\^ | ~~++ | ={3,}+ | \+{3,}+
    | (?P<mark>\+\+|==|~|\^) (?!\s) (?:(?!(?P=mark))[^\r\n])++ (?<!\s) (?P=mark) )
    """,
    re.VERBOSE,
)


def find_attributes(ground: Ground) -> Iterator[Code]:
    """Find lines of attributes under a block: `{.lead #top}`."""
    for found in _ATTRIBUTES.finditer(ground.text):
        if not ground.is_off(found.start(1)):
            yield Code(Span(*found.span(1)), BLANK)


def find_passed_through(ground: Ground) -> Iterator[Code]:
    r"""Find what the passthrough extension keeps: `\[ … \]` and `\( … \)`.

    Where that extension is off the same is an escaped bracket, so what stands between has to look
    like mathematics.
    """
    text = ground.text
    opened = -1
    spans: list[Span] = []
    for found in _SIGN.finditer(text):
        sign = found[0]
        if sign[0] != "\\" or ground.is_off(found.start()):
            opened = -1 if sign[0] != "\\" else opened
        elif sign[1] in "[(":
            opened = found.start()
        elif sign[1] in "])" and opened >= 0:
            closer = {"[": "]", "(": ")"}[text[opened + 1]]
            if sign[1] == closer and _FORMULA.search(text, opened + 2, found.start()):
                spans.append(Span(opened, found.end()))
            opened = -1 if sign[1] == closer else opened
    lines = Lines(text, spans)
    for span in spans:
        yield Code(span, lines.fill(span))


def _flanks(outside: str, inside: str) -> bool:
    """True if a mark between two characters opens or closes (CommonMark 0.31.2, section 6.2)."""
    return not _is_sign(inside) or not outside or outside.isspace() or _is_sign(outside)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def find_marks(ground: Ground) -> Iterator[Code]:
    """Find the marks of Hugo's extras: `==marked==`, `++new++`, `H~2~O`, `m^2^`.

    Unlike those of Pandoc they may hold blanks.
    """
    text = ground.text
    for found in _MARKS.finditer(text):
        mark = found["mark"]
        if not mark or ground.is_off(found.start()):
            continue
        start, end, size = *found.span(), len(mark)
        opens = _flanks(text[start - 1 : start], text[start + size])
        if opens and _flanks(text[end : end + 1], text[end - size - 1]):
            yield Code(Span(start, start + size), MARK, mark, PieceKind.OPEN)
            yield Code(Span(end - size, end), MARK, mark, PieceKind.CLOSE)


ATTRIBUTES = Family("attributes", ("{",), find_attributes, Level.BLOCKS)
PASSED_THROUGH = Family("math", ("\\(", "\\["), find_passed_through, Level.BLOCKS)
MARKS = Family("marks", ("++", "==", "~", "^"), find_marks, Level.INLINE)
