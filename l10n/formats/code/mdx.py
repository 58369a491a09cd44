"""MDX: imports and exports, components and expressions in Markdown (mdxjs.com, version 3).

What Docusaurus allows beside it: HTML comments, and `{#id}` at the end of a heading.
"""

from collections.abc import Iterator, Mapping

from l10n.dataclass import dataclass
from l10n.formats.code.code import BLANK, MARK, Code, Ground
from l10n.formats.code.fills import container, heading
from l10n.formats.code.javascript import JavaScript
from l10n.formats.code.jsx import Tag, tag_at
from l10n.formats.code.lines import (
    CodeSpans,
    Line,
    after_fence,
    backticks,
    column,
    fence_at,
    first_of,
    line_from,
)
from l10n.formats.code.values import attribute_block
from l10n.model.article import Block, PieceKind, Span
from l10n.regex import regex

_MODULE = regex(r"(?:import|export) ")
_HEADING = regex(r"#{1,6}[ \t]")
_HEADING_ID = regex(r"(?:\\?\{|&#123;)\\?#[^{}\r\n]*+\}(?=[ \t]*+(?:[\r\n]|\Z))")
_UNDERLINE = regex(r"(?:=++|-++)[ \t]*+(?=[\r\n]|\Z)")
_COMMENT_ID = regex(r"\{/\*(?:[^*\r\n]|\*(?!/))*+\*/\}(?=[ \t]*+(?:[\r\n]|\Z))")
_HOT = regex(r"[\\`{<&]")
_INDENT = regex(r"[ \t>]*+")
_ITEM_END = regex(r"[ \t]*+(?=[\r\n]|\Z)")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_OPAQUE = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea"))
"""Elements whose content is no text to translate."""
_IN_TEXT = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "del", "dfn", "em", "i", "ins", "label", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
SHOWN: Mapping[str, frozenset[str]] = {
    "*": frozenset(("alt", "title", "aria-label", "summary")),
    "Details": frozenset(("summary",)),
    "TabItem": frozenset(("label",)),
    "input": frozenset(("placeholder",)),
}
"""Attributes that readers see: of every element, of Docusaurus' own components, of HTML."""
_ROLES = {"alt": "alt", "title": "title"}
_ROLES_IN = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "subheading"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("button", "legend", "option", "summary"), "label"),
    "dd": "definition",
    "dt": "term",
    "li": "item",
}
"""What the text of an element is that has a line for itself, as in a page of HTML."""


def find(ground: Ground) -> Iterator[Code]:
    """Find the imports and exports, components, expressions and comments of an MDX text."""
    yield from _Scanner(ground).scan()


@dataclass(frozen=True, slots=True)
class _Token:
    """Something that MDX reads: a tag, an expression or a comment."""

    span: Span
    tag: Tag | None = None


class _Scanner:
    def __init__(self, ground: Ground) -> None:
        self._text = ground.text
        self._shown = ground.shown
        self._script = JavaScript(ground.text)
        self._spans = CodeSpans(ground.text)
        self._unclosed: set[str] = set()
        """What was looked for up to the end of the text, and is not there."""

    def scan(self) -> Iterator[Code]:
        """Find all code, line by line; `apart` is true where no paragraph goes on."""
        text = self._text
        position, apart = 0, True
        while position < len(text):
            line = line_from(text, position)
            if line.is_blank:
                position, apart = line.after, True
                continue
            fence = fence_at(text, line.first)
            if fence:
                position, apart = after_fence(text, line.after, fence), True
                continue
            if apart and line.first == line.start and _MODULE.match(text, position):
                end = self._script.module_end(position)
                yield Code(Span(position, end), BLANK)
                position = end
                continue
            flow = self._flow(line)
            if flow:
                yield from self._flow_codes(line, flow)
                position, apart = line_from(text, flow[-1].span.end).after, True
                continue
            element = self._line_element(line) if apart else ()
            if element:
                yield from element
                position = line.after
                continue
            found, position = self._inline(line)
            yield from found
            apart = bool(_HEADING.match(text, line.first))

    def _token(self, place: int) -> _Token | None:
        """The tag, expression or comment that begins at a place."""
        text = self._text
        if text.startswith("<!--", place):
            closed = self._closed("-->", place + 4)
            return None if closed is None else _Token(Span(place, closed))
        if text.startswith("{", place):
            if text.startswith(("{#", "{."), place):
                return None
            end = self._script.expression_end(place)
            return None if end is None else _Token(Span(place, end))
        tag = tag_at(text, place, self._script) if text.startswith("<", place) else None
        if tag is None:
            return None
        if tag.name.lower() in _OPAQUE and not tag.closes and not tag.empty:
            closed = self._closed(f"</{tag.name}>", tag.span.end)
            if closed is not None:
                return _Token(Span(place, closed))
        return _Token(tag.span, tag)

    def _closed(self, mark: str, start: int) -> int | None:
        """Just behind the next such mark; None where there is none up to the end of the text."""
        if mark in self._unclosed:
            return None
        found = self._text.find(mark, start)
        if found < 0:
            self._unclosed.add(mark)
            return None
        return found + len(mark)

    def _flow(self, line: Line) -> list[_Token]:
        """What stands in lines that hold nothing else; none where there is something else."""
        found: list[_Token] = []
        place = line.first
        while True:
            token = self._token(place)
            if token is None:
                return []
            found.append(token)
            end = _ITEM_END.match(self._text, token.span.end)
            if end:
                return found
            place = first_of(self._text, token.span.end)

    def _flow_codes(self, line: Line, flow: list[_Token]) -> Iterator[Code]:
        inside = self._indent_of_content(line, flow[-1].span.end)
        for number, token in enumerate(flow):
            fill = ""
            opens = token.tag is not None and not token.tag.closes and not token.tag.empty
            if opens and number == 0 and inside > 0:
                fill = container(_size(token.span), inside)
            yield Code(token.span, fill or BLANK, texts=self._texts(token.tag))

    def _indent_of_content(self, line: Line, end: int) -> int:
        """By how many columns the next line with text stands further in than a line."""
        following = line_from(self._text, line_from(self._text, end).after)
        while following.is_blank and following.after > following.start:
            following = line_from(self._text, following.after)
        if following.is_blank:
            return 0
        # The mark of an item belongs to what is inside.
        first = _INDENT.match(self._text, following.start)
        place = first.end() if first else following.first
        return column(self._text, following, place) - column(self._text, line)

    def _line_element(self, line: Line) -> tuple[Code, ...]:
        """An element with its text that has a line for itself: `<td>Text</td>`."""
        token = self._token(line.first)
        tag = token.tag if token else None
        if tag is None or tag.closes or tag.empty or tag.span.end > line.end:
            return ()
        if tag.name in _IN_TEXT or tag.name in _VOID:
            return ()
        close = f"</{tag.name}>"
        rest = self._text[tag.span.end : line.end].rstrip(" \t")
        if not rest.endswith(close) or rest.count(close) > 1:
            return ()
        last = tag.span.end + len(rest) - len(close)
        inner, _end = self._codes(tag.span.end, last)
        fill = heading(_size(tag.span))
        closing = Code(Span(last, last + len(close)), BLANK)
        role = _ROLES_IN.get(tag.name, "paragraph")
        opening = Code(tag.span, fill, texts=self._texts(tag), role=role)
        return (opening, *inner, closing)

    def _inline(self, line: Line) -> tuple[list[Code], int]:
        """Find the code in a line of text, and where the next line begins."""
        below = line_from(self._text, line.after).first
        titled = bool(_HEADING.match(self._text, line.first) or _UNDERLINE.match(self._text, below))
        found, end = self._codes(line.first, line.end, heading=titled)
        after = line if end <= line.end else line_from(self._text, end)
        return found, after.after

    def _codes(self, start: int, end: int, *, heading: bool = False) -> tuple[list[Code], int]:
        """Find the code in a stretch, and where it ends: the last may end behind the stretch."""
        text, place = self._text, start
        found: list[Code] = []
        while mark := _HOT.search(text, place, end):
            place = mark.start()
            if heading and (identifier := _identifier(text, place)):
                found.append(Code(identifier, BLANK))
                place = identifier.end
                continue
            if mark[0] == "\\":
                place += 2
                continue
            if mark[0] == "`":
                size = backticks(text, place)
                place = self._spans.end(place, size) or place + size
                continue
            token = self._token(place)
            if token is None:
                place += 1
                continue
            found.append(self._code(token))
            place = token.span.end
        return found, place

    def _code(self, token: _Token) -> Code:
        tag = token.tag
        if tag is None or tag.empty or tag.name in _VOID:
            return Code(token.span, MARK, texts=self._texts(tag))
        half = PieceKind.CLOSE if tag.closes else PieceKind.OPEN
        return Code(token.span, MARK, tag.name, half, self._texts(tag))

    def _texts(self, tag: Tag | None) -> tuple[Block, ...]:
        """The attributes of a tag that readers see."""
        if tag is None or not tag.attributes:
            return ()
        names = self._shown.get("*", frozenset()) | self._shown.get(tag.name, frozenset())
        blocks = (
            attribute_block(self._text, each.value, each.quote, _ROLES.get(each.name, "label"))
            for each in tag.attributes
            if each.name in names
        )
        return tuple(block for block in blocks if block is not None)


def _identifier(text: str, place: int) -> Span | None:
    """The identifier that ends a heading; Docusaurus takes an escaped one for it too."""
    found = _HEADING_ID.match(text, place) or _COMMENT_ID.match(text, place)
    return Span(*found.span()) if found else None


def _size(span: Span) -> int:
    return span.end - span.start
