"""Hugo: shortcodes, and the actions of Go templates in layouts."""

import re
from collections import deque
from collections.abc import Iterator, Sequence

from l10n.dataclass import dataclass
from l10n.formats.code.alone import Lines
from l10n.formats.code.code import INLINE, MARK, Code, Family, Ground
from l10n.formats.code.hugo_values import value_block
from l10n.model.article import Block, PieceKind, Span
from l10n.regex import regex

OPAQUE = frozenset(("comment", "highlight", "katex", "math", "mermaid", "plantuml", "rawhtml"))
"""Shortcodes whose content is no text: code, diagrams, what is not shown at all."""

_START = regex(r"\{\{[<%]")
_TOKEN = regex(
    r"""
      (?P<space>[ \t\r\n]++)
    | (?P<equals>=)
    | (?P<quoted>"(?:[^"\\\n]|\\"?+)*+")
    | (?P<escaped>\\"(?:[^"\\\n]|\\(?!["\n]))*+\\")
    | (?P<raw>`[^`]*+`)
    | (?P<word>(?:[^\s"`=<>{}\\/%]|/(?![\s>%]))++)
    | (?P<close>/)
    """,
    re.VERBOSE,
)
_ACTION = regex(
    r"""
    \{\{(?![<%])
    (?:
        [^"'`{}] | \}(?!\})
      | (?: "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | `[^`]*+` )
      | (?P<open> "(?:[^"\\\n]|\\.)*+ | '(?:[^'\\\n]|\\.)*+ | `[^`]*+ )
    )*+
    """,
    re.VERBOSE,
)
"""An action up to the braces that end it, if it is one: a quotation that stays open ends none."""
_MOST_READ = 16
"""How often all of a text is read for actions that are none, until no other is looked for."""
_REMARK = regex(r"\{\{(?:-[ \t\r\n])?/\*")
_REMARK_END = regex(r"\*/(?:[ \t\r\n]-)?\}\}")
_FIRST = regex(r"\{\{-?\s*+(\w+)")
_OPENING = frozenset(("block", "define", "if", "range", "with"))


@dataclass(frozen=True, slots=True)
class _Shortcode:
    """One shortcode between its braces."""

    span: Span
    name: str = ""
    closing: bool = False
    """`{{< /name >}}`."""
    single: bool = False
    """`{{< name />}}`, or a shortcode that is written about and not called."""
    texts: tuple[Block, ...] = ()

    @property
    def opaque(self) -> bool:
        """True if no text of the article stands between its halves."""
        return self.name in OPAQUE or self.name.endswith(".inline")


def shortcodes(ground: Ground) -> Iterator[Code]:
    """Find shortcodes, with the parameters that readers see.

    The rules are those of Hugo's own lexer (parser/pageparser/pagelexer_shortcode.go): a shortcode
    may span lines, a quoted value may hold what would end it, and `{{</* … */>}}` is a shortcode
    that is shown. What Hugo would stop at is no code.
    """
    found = list(_scan(ground))
    partners = _partners(found)
    lines = Lines(ground.text, [each.span for each in found])
    number = 0
    while number < len(found):
        each, last = found[number], partners.get(number, number)
        if each.opaque and last > number:
            span = Span(each.span.start, found[last].span.end)
            yield Code(span, lines.fill(span))
            number = last + 1
            continue
        half, fill = PieceKind.EMPTY, lines.fill(each.span)
        if number in partners:
            half = PieceKind.CLOSE if each.closing else PieceKind.OPEN
            fill = lines.fill(each.span, MARK)
        yield Code(each.span, fill, name=f"hugo {each.name}", half=half, texts=each.texts)
        number += 1


def _scan(ground: Ground) -> Iterator[_Shortcode]:
    text, position = ground.text, 0
    unclosed: set[str] = set()
    while start := _START.search(text, position):
        closer = ">}}" if text[start.end() - 1] == "<" else "%}}"
        position = start.end()
        if text.startswith("/*", position):
            end = -1 if closer in unclosed else text.find("*/" + closer, position + 2)
            if end < 0:
                unclosed.add(closer)
                continue
            position = end + 2 + len(closer)
            yield _Shortcode(Span(start.start(), position), single=True)
            continue
        made = _shortcode(ground, start.start(), closer)
        if made is not None:
            position = made.span.end
            yield made


def _shortcode(ground: Ground, start: int, closer: str) -> _Shortcode | None:
    """Read a shortcode from its first brace on; None where Hugo would not."""
    text, position = ground.text, start + 3
    name = parameter = ""
    positions = 0
    closing = single = valued = False
    shown: frozenset[str] = frozenset()
    texts: list[Block] = []
    while not text.startswith(closer, position):
        token = _TOKEN.match(text, position)
        if token is None:
            return None
        kind, position = token.lastgroup, token.end()
        if kind == "space":
            continue
        if kind == "equals":
            valued = True
        elif kind == "close":
            closing, single = not name, bool(name)
        elif not name:
            if kind != "word":
                return None
            closing = closing or token[0].startswith("/")
            name = token[0].removeprefix("/")
            shown = _shown(ground, name)
        elif valued or not _is_name(text, position):
            if not valued:
                parameter, positions = str(positions), positions + 1
            if parameter in shown and kind != "escaped":
                block = value_block(token[0], Span(*token.span()), name, parameter)
                texts += [block] if block is not None else []
            valued = False
        else:
            parameter = token[0]
    if not name:
        return None
    return _Shortcode(Span(start, position + 3), name, closing, single, tuple(texts))


def _is_name(text: str, position: int) -> bool:
    """True if what ends at a position is the name of a parameter."""
    return text.startswith("=", position)


def _shown(ground: Ground, name: str) -> frozenset[str]:
    return ground.shown.get(name, frozenset()) | ground.shown.get("*", frozenset())


def _partners(found: Sequence[_Shortcode]) -> dict[int, int]:
    """The index of the other half of each shortcode that encloses something."""
    partners: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    opened: list[int] = []
    for number, each in enumerate(found):
        if each.single or not each.name:
            continue
        if not each.closing:
            waiting.setdefault(each.name, []).append(number)
            opened.append(number)
            continue
        if not waiting.get(each.name):
            continue
        # What was opened inside and has no end of its own encloses nothing.
        while True:
            last = opened.pop()
            waiting[found[last].name].pop()
            if found[last].name == each.name:
                break
        partners[last], partners[number] = number, last
    return partners


def _actions(text: str) -> Iterator[Span]:
    position, remarks_end = 0, True
    left = _MOST_READ * len(text)
    while left > 0 and (start := text.find("{{", position)) >= 0:
        position = start + 2
        end = -1
        if _REMARK.match(text, start):
            found = _REMARK_END.search(text, position) if remarks_end else None
            remarks_end = found is not None
            end = found.end() if found else -1
        elif found := _ACTION.match(text, start):
            left -= found.end() - start
            if found["open"] is None and text.startswith("}}", found.end()):
                end = found.end() + 2
        if end >= 0:
            position = end
            yield Span(start, position)


def actions(ground: Ground) -> Iterator[Code]:
    """Find the actions of Go templates in a layout: `{{ .Title }}`, `{{- if … -}}`, `{{ end }}`.

    The syntax is that of text/template; strings may hold braces.
    """
    found = list(_actions(ground.text))
    lines = Lines(ground.text, found)
    halves = [PieceKind.EMPTY] * len(found)
    opened: deque[int] = deque()
    for number, span in enumerate(found):
        first = _FIRST.match(ground.text, span.start, span.end)
        word = first[1] if first else ""
        if word in _OPENING:
            opened.append(number)
        elif word == "end" and opened:
            halves[opened.pop()] = PieceKind.OPEN
            halves[number] = PieceKind.CLOSE
    for span, half in zip(found, halves, strict=True):
        fill = INLINE if half is PieceKind.EMPTY else lines.fill(span, MARK)
        yield Code(span, fill, "go", half)


SHORTCODES = Family("hugo", ("{{<", "{{%"), shortcodes)
ACTIONS = Family("go", ("{{",), actions)
