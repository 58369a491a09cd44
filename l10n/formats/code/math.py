"""Mathematics between dollar signs: GitHub, Obsidian, Pandoc (`tex_math_dollars`).

GitHub, "Writing mathematical expressions"; Pandoc's manual, "Math": the opening `$` has no blank at
its right, the closing one no blank at its left and no digit behind it, so that `$20,000 and
$30,000` is text. Where no dialect is named, what stands between must look like mathematics too.
"""

from collections.abc import Iterator

from l10n.formats.code.code import BLANK, MARK, Code, Family, Ground, Level
from l10n.formats.code.stretches import Paragraphs, alone
from l10n.model.article import Span
from l10n.regex import regex

_SIGN = regex(r"(?=[\\$])(?:\\[\s\S]|\$`[^`$\n]*+`\$|\$++)")
_FORMULA = regex(r"[\\^_{}=+<>]|\A[A-Za-z]{1,2}\Z|\A`")
GUARD = r"\$(?![0-9])|\$(?=[^$]*[^\s$]\$)"
"""A dollar but for that of a price which no other dollar can close."""
CLOSING = r"\$(?![^\W_])"
"""A dollar that can close; without one there is no mathematics, and a price stays as it is."""


def find(ground: Ground) -> Iterator[Code]:
    """Find mathematics as GitHub and Pandoc do."""
    text = ground.text
    paragraphs = Paragraphs(text)
    opened: dict[str, int] = {}
    number = -1
    for found in _SIGN.finditer(text):
        sign, start, end = found[0], found.start(), found.end()
        if sign[0] == "\\":
            continue
        here = paragraphs.number(start)
        if here != number:
            opened.clear()
            number = here
        if sign.endswith("`$"):
            if not ground.is_off(start):
                yield Code(Span(start, end), MARK)
            continue
        # Where code is found only once it matters: a sign of money needs no parsing.
        closes = sign in opened and _closes(text, sign, start)
        if closes and ground.is_off(start):
            continue
        if closes and ground.is_off(opened[sign]):
            closes = False
        if closes:
            span = Span(opened[sign], end)
            opened.clear()
            yield Code(span, BLANK if sign == "$$" and alone(text, span) else MARK)
        elif len(sign) <= 2 and "$$" not in opened:
            if sign in opened and ground.is_off(start):
                continue
            opened.pop(sign, None)
            if _opens(text, sign, start):
                opened[sign] = start


def _opens(text: str, sign: str, start: int) -> bool:
    before, after = text[start - 1 : start], text[start + len(sign) : start + len(sign) + 1]
    if sign == "$$":
        return True
    return bool(after) and not after.isspace() and not before.isalnum()


def _closes(text: str, sign: str, start: int) -> bool:
    before, after = text[start - 1 : start], text[start + len(sign) : start + len(sign) + 1]
    return sign == "$$" or not (before.isspace() or after.isalnum())


def find_certain(ground: Ground) -> Iterator[Code]:
    """Find what is mathematics in whatever dialect."""
    for code in find(ground):
        inner = code.span.of(ground.text).strip("$").strip()
        if code.fill == BLANK or _FORMULA.search(inner):
            yield code


MATH = Family("math", ("$",), find, Level.BLOCKS)
CERTAIN_MATH = Family("math", ("$",), find_certain, Level.BLOCKS)
