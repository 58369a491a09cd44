"""kramdown, the Markdown of Jekyll: attribute lists, extensions, math, abbreviations, tables."""

import html
import re
from collections.abc import Iterator

from l10n.formats.code.code import BLANK, INLINE, MARK, Code, Family, Ground, Level
from l10n.formats.code.kramdown_tables import rows
from l10n.formats.code.site import CodeSite
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

ABBREVIATION = "kramdown abbreviation"
"""How the meaning of an abbreviation is written."""

_ATTRIBUTES = r"\{:(?![:/])(?:[^{}\\\r\n]|\\.)++\}"
_BLOCK = regex(
    rf"""
    (?:\A|(?<=[\r\n])) [ \t>]*+
    (?:
        (?P<toc> (?:[-+*]|[0-9]++\.)[ \t][^\r\n]*+ (?:\r\n|[\r\n])
                 [ \t>]*+ (?P<place>\{{:[^{{}}\r\n]++\}}) )
      | (?P<attributes> {_ATTRIBUTES} )
      | (?P<hidden> \{{::(?P<name>comment|nomarkdown)(?:[ \t][^{{}}\r\n]*+)?\}} )
      | (?P<option> \{{:[:/][^{{}}\r\n]*+\}} )
      | (?P<end> \^ )
      | (?P<tag> </?(?P<element>[A-Za-z][A-Za-z0-9-]*+)(?:[ \t][^<>\r\n]*+)?> )
      | (?P<meaning> \*\[[^\[\]\r\n]++\]:[ \t]*+(?P<words>[^\r\n]*+) )
    )
    [ \t]*+ (?=[\r\n]|\Z)
    """,
    re.VERBOSE,
)
_INLINE = regex(
    rf"""
      \\(?![\\\r\n]) .
    | (?P<attributes> {_ATTRIBUTES} )
    | (?P<hidden> \{{::(?P<name>comment|nomarkdown)(?:[ \t][^{{}}\r\n]*+)?\}} )
    | (?P<option> \{{:[:/][^{{}}\r\n]*+\}} )
    | (?P<break> \\\\(?=[\r\n]) )
    | \\\\
    | (?P<math> \$\$ )
    """,
    re.VERBOSE,
)
_MARKDOWN = regex(r"\bmarkdown=([\"']?)(?:1|block|span)\1")
_CONTENTS = regex(r"\btoc\b")
_EMPTY_LINE = regex(r"(?:\r\n|[\r\n])[ \t]*+(?=[\r\n])")
_BEFORE = " \t>"
"""What may stand before a block on its line."""
_REST = regex(r"[ \t]*+(?=[\r\n]|\Z)")
_SIGN = regex(r"[{|]|&(?=[#A-Za-z])")


def blocks(ground: Ground) -> Iterator[Code]:
    """Find what stands on lines of its own.

    Attribute lists of blocks and their definitions, extensions, comments, the sign that ends a
    block, the meanings of abbreviations, the place of a table of contents, and tags of HTML whose
    content is Markdown (`markdown="1"`). Source: kramdown's page on its syntax, and its parser.
    """
    text, position = ground.text, 0
    stops = _Stops(text)
    elements: dict[str, list[bool]] = {}
    while found := _BLOCK.search(text, position):
        position = found.end()
        kind = found.lastgroup or ""
        kind = {"place": "toc", "name": "hidden", "element": "tag", "words": "meaning"}.get(
            kind, kind
        )
        span = Span(*found.span(kind))
        if ground.is_off(span.start):
            continue
        if kind == "toc" and not _CONTENTS.search(found["place"]):
            # What stands under the item is looked at by itself.
            position = found.start("place")
            yield Code(Span(*found.span("place")), BLANK)
            position = found.end()
        elif kind == "hidden":
            position = stops.after(found["name"], found.end())
            yield Code(Span(span.start, position), BLANK)
        elif kind == "tag":
            if _is_markdown(found[0], found["element"].lower(), elements):
                yield Code(span, BLANK)
        elif kind == "meaning":
            yield Code(span, BLANK, texts=_meaning(text, Span(*found.span("words"))))
        else:
            yield Code(span, BLANK)


class _Stops:
    """Finds where extensions end that hide what they hold."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._none: set[str] = set()

    def after(self, name: str, start: int) -> int:
        """Just behind the end of an extension; `start` where nothing ends it."""
        if name in self._none:
            return start
        found = re.compile(rf"\{{:/(?:{name})?\}}").search(self._text, start)
        if found is None:
            self._none.add(name)
            return start
        return found.end()


def _is_markdown(raw: str, name: str, elements: dict[str, list[bool]]) -> bool:
    """True for a tag around Markdown; `elements` are those that are open, by name."""
    opened = elements.setdefault(name, [])
    if "</" in raw:
        return bool(opened) and opened.pop()
    found = bool(_MARKDOWN.search(raw))
    if not raw.rstrip().endswith("/>"):
        opened.append(found)
    return found


def _meaning(text: str, span: Span) -> tuple[Block, ...]:
    raw = span.of(text).rstrip(" \t\x0b\x0c")
    if not raw:
        return ()
    span = Span(span.start, span.start + len(raw))
    piece = Piece(PieceKind.TEXT, span, html.unescape(raw))
    return (Block("title", (piece,), "title", CodeSite(ABBREVIATION)),)


def write_meaning(text: str, _site: CodeSite) -> str:
    """Write the meaning of an abbreviation: all of its line, and the value of an attribute."""
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};", text)


def spans(ground: Ground) -> Iterator[Code]:
    """Find attribute lists, extensions, line breaks and math in the text of a block."""
    text, position = ground.text, 0
    stops = _Stops(text)
    while found := _INLINE.search(text, position):
        position = found.end()
        kind = found.lastgroup
        if kind is None or ground.is_off(found.start()):
            continue
        start = found.start()
        if kind == "math":
            end = _math_end(text, start)
            if end < 0:
                continue
            position = end
            yield Code(Span(start, end), _math_fill(text, start, end))
        elif kind == "hidden":
            position = stops.after(found["name"], found.end())
            yield Code(Span(start, position))
        elif kind == "break":
            # Two blanks at the end of a line are a hard break to CommonMark too.
            yield Code(Span(start, position), BLANK)
        else:
            attached = kind == "attributes"
            yield Code(Span(start, position), MARK if attached else INLINE, attached=attached)


def _math_end(text: str, start: int) -> int:
    """Just behind the math that begins here; -1 where it does not end in its paragraph."""
    end = text.find("$$", start + 2)
    if end <= start + 2:
        return -1
    if _EMPTY_LINE.search(text, start, end) and not _is_block(text, start, end + 2):
        return -1
    return end + 2


def _math_fill(text: str, start: int, end: int) -> str:
    return BLANK if _is_block(text, start, end) else INLINE


def _is_block(text: str, start: int, end: int) -> bool:
    while start and text[start - 1] in _BEFORE:
        start -= 1
    first = start == 0 or text[start - 1] in "\r\n"
    return first and bool(_REST.match(text, end))


def certain(ground: Ground) -> Iterator[Code]:
    """Find attribute lists and extensions, which are code in whatever dialect."""
    found = list(blocks(ground))
    yield from (code for code in found if code.span.of(ground.text).startswith("{:"))
    inside = [code.span for code in found]
    number = 0
    for code in spans(ground):
        while number < len(inside) and inside[number].end <= code.span.start:
            number += 1
        outside = number == len(inside) or code.span.end <= inside[number].start
        if outside and code.span.of(ground.text).startswith("{:"):
            yield code


CERTAIN = Family("kramdown", ("{:",), certain, Level.INLINE)
FAMILIES = (
    Family("kramdown", ("{:", "*[", "markdown=", "^", "toc"), blocks, Level.BLOCKS),
    Family("kramdown table", ("|",), rows, Level.BLOCKS),
    Family("kramdown span", ("{:", "$$", "\\\\"), spans, Level.INLINE),
)
"""In the order in which they are found."""
