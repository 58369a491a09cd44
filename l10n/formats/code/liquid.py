"""Liquid, the template language of Jekyll: `{{ page.title }}`, `{% if … %}`, `{% include … %}`."""

import re
from collections.abc import Iterator, Sequence

from l10n.dataclass import dataclass
from l10n.formats.code.alone import Lines
from l10n.formats.code.code import INLINE, MARK, Code, Family, Ground
from l10n.formats.code.liquid_values import value_block
from l10n.model.article import Block, PieceKind, Span
from l10n.regex import regex

OPAQUE = frozenset(
    (
        *("comment", "doc", "highlight", "javascript", "katex", "mermaid", "plantuml"),
        *("schema", "style", "stylesheet"),
    )
)
"""Tags whose content is no text: code, diagrams, what is not shown at all."""

_START = regex(r"\{[{%]")
_CLOSERS = {"{%": "%}", "{{": "}"}
_NAME = regex(r"\{%-?\s*+(\w+|#)")
_WORD = regex(r"\{%-?\s*+\w+\s++([^\s\"'={}%]++)")
_PARAMETER = regex(
    r"""(?<![\w-])([\w-]+)\s*+=\s*+("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag or a variable."""

    span: Span
    name: str = ""
    """Of a tag; empty for a variable."""
    trims: bool = False
    """It takes the white space around it away, line ends too."""


def find(ground: Ground) -> Iterator[Code]:
    """Find tags and variables, with the parameters of includes that readers see.

    Tokens are those of Liquid 5 (`TemplateParser`): quotes protect nothing. What stands in
    `{% raw %}` is shown as it is; it is kept as code is, and the words around it are text.
    """
    text = ground.text
    tokens = list(_tokens(text))
    lines = Lines(text, [token.span for token in tokens])
    partners = _partners(tokens)
    number = 0
    while number < len(tokens):
        token, last = tokens[number], partners.get(number, number)
        if last > number and _is_opaque(text, tokens, number, last):
            span = Span(token.span.start, tokens[last].span.end)
            yield Code(span, lines.fill(span))
            number = last + 1
            continue
        half = PieceKind.EMPTY
        if last != number:
            half = PieceKind.OPEN if last > number else PieceKind.CLOSE
        name = token.name.removeprefix("end")
        fill = INLINE if half is PieceKind.EMPTY else MARK
        if token.name and not token.trims:
            fill = lines.fill(token.span, fill)
        yield Code(token.span, fill, f"liquid {name}", half, tuple(_texts(ground, token)))
        number += 1


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    unclosed: set[str] = set()
    while found := _START.search(text, position):
        start, sign = found.start(), found[0]
        position = start + 2
        closer = _CLOSERS[sign]
        end = -1 if sign in unclosed else text.find(closer, position)
        if end < 0:
            unclosed.add(sign)
            continue
        stop = end + len(closer)
        if sign == "{{":
            # A variable ends at the first brace, and is an error if there is but one.
            position = stop
            if not text.startswith("}", stop):
                continue
            stop += 1
        position = stop
        name = _NAME.match(text, start, stop) if sign == "{%" else None
        if sign == "{{" or name:
            trims = text[start + 2] == "-" or text[stop - 3] == "-"
            yield _Token(Span(start, stop), name[1] if name else "", trims)


def _partners(tokens: Sequence[_Token]) -> dict[int, int]:
    """The index of the other half of each tag that encloses something."""
    partners: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    verbatim = ""
    for number, token in enumerate(tokens):
        name = token.name
        if verbatim and name != f"end{verbatim}":
            continue
        verbatim = ""
        if name.startswith("end") and waiting.get(name[3:]):
            other = waiting[name[3:]].pop()
            partners[other], partners[number] = number, other
        elif name:
            waiting.setdefault(name, []).append(number)
            verbatim = name if name in ("comment", "raw") else ""
    return partners


def _is_opaque(text: str, tokens: Sequence[_Token], first: int, last: int) -> bool:
    """True if no text of the article stands between two halves."""
    if tokens[first].name in OPAQUE:
        return True
    if tokens[first].name != "raw":
        return False
    # Code that is shown to readers, with no word around it.
    position = tokens[first].span.end
    for token in tokens[first + 1 : last + 1]:
        if any(char.isalnum() for char in text[position : token.span.start]):
            return False
        position = token.span.end
    return True


def _texts(ground: Ground, token: _Token) -> Iterator[Block]:
    """What readers see of the parameters of an include, or of a tag of a plug-in."""
    if not token.name or "=" not in (text := token.span.of(ground.text)):
        return
    word = _WORD.match(text)
    name = token.name
    if name.startswith("include") and word:
        name = word[1].rpartition("/")[2].partition(".")[0]
    shown = ground.shown.get(name, frozenset()) | ground.shown.get("*", frozenset())
    for found in _PARAMETER.finditer(text):
        if found[1] in shown:
            start = token.span.start + found.start(2)
            block = value_block(found[2], start, found[1])
            if block is not None:
                yield block


LIQUID = Family("liquid", ("{{", "{%"), find)
