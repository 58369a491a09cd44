"""Linked data (JSON-LD) in scripts: what search engines show of a page, by the words of schema.org.

Sources: JSON-LD 1.1, 7 (embedding in HTML); schema.org; the standard's 4.12.1.3 on what a script
may hold.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from l10n.formats.code.masking import Masked
from l10n.formats.html.attributes import value
from l10n.formats.html.names import words
from l10n.formats.html.scan import HtmlKind, HtmlToken
from l10n.formats.html.text import code_piece
from l10n.formats.html.tree import Page
from l10n.formats.jsonscan import (
    JsonError,
    JsonString,
    JsonTextSite,
    decode,
    lines,
    pieces,
    strings,
)
from l10n.formats.visible import NOTHING_VISIBLE, Visible
from l10n.model.article import Block, Piece, Span
from l10n.model.metadata import Kind

NAMES = words("""
    abstract accessibilitySummary alternativeHeadline articleSection award caption creditText
    copyrightNotice description disambiguatingDescription genre headline jobTitle keywords name
    slogan
    """)
"""Properties that hold a short text for readers."""
PROSE = words("articleBody reviewBody text transcript")
"""Properties that hold paragraphs, which as a rule stand in the page too."""
LANGUAGE = "inLanguage"
ADDRESS = "mainEntityOfPage"
_TYPE = "application/ld+json"
_SITE = JsonTextSite("<>&{[")
"""What ends a script, begins a comment in it, or is code of template languages."""


class Data(NamedTuple):
    """A script of linked data."""

    start: int
    """Of its content."""
    strings: tuple[JsonString, ...] | None
    """None where it is no JSON."""
    text: str
    """The page, a number in the place of template code."""
    end: int


def scripts(page: Page) -> Iterator[Data]:
    """Find the scripts of linked data that may be translated.

    Template code in them stands for a number, or in a string.
    """
    masked: Masked | None = None
    before: HtmlToken | None = None
    for token in page.tokens:
        if token.kind is HtmlKind.RAW and token.name == "script" and before is not None:
            element = page.elements.get(before.start)
            kind = value(page.source, before, "type").lower().partition(";")[0].strip()
            if kind == _TYPE and element is not None and not element.reading.kept:
                masked = masked or page.masked.filled("1")
                yield _data(masked.text, token)
        before = token


def _data(text: str, token: HtmlToken) -> Data:
    found: tuple[JsonString, ...] | None = None
    with suppress(JsonError):
        found = strings(text, token.start, token.end)
    return Data(token.start, found, text, token.end)


def data_blocks(page: Page, visible: Visible = NOTHING_VISIBLE) -> Iterator[Block]:
    """Find the blocks of linked data; markup in a text is text, since only some readers take it.

    Sections and the names of authors go by tables where those of the page do.
    """
    kinds = visible.kinds
    for script in scripts(page):
        for string in script.strings or ():
            if string.key in NAMES | PROSE:
                kind = _kind(string)
                for block in _blocks(page.masked, string):
                    known = kind is not None and kind in kinds
                    yield visible.marked(block, kind, page.language) if kind and known else block


def _kind(string: JsonString) -> Kind | None:
    """What a string holds that a table may translate."""
    if string.key == "articleSection":
        return "section"
    if string.key == "name" and string.keys[-2:-1] in (("author",), ("creator",)):
        return "byline"
    return None


def _blocks(masked: Masked, string: JsonString) -> Iterator[Block]:
    role, context = ("paragraph", None) if string.key in PROSE else ("field", string.key)
    for line in lines(_pieces(masked, string.span)):
        yield Block(role, line, context, _SITE)


def _pieces(masked: Masked, span: Span) -> Iterator[Piece]:
    start = span.start
    for code in masked.beginning(span.start, span.end):
        yield from pieces(masked.source, Span(start, code.span.start))
        yield code_piece(masked, code)
        start = code.span.end
    yield from pieces(masked.source, Span(start, span.end))


def unread(page: Page) -> Iterator[int]:
    """Where scripts of linked data stand that are no JSON."""
    for script in scripts(page):
        if script.strings is None:
            yield script.start


def addresses(page: Page) -> Iterator[int]:
    """Where linked data names the address of the page."""
    for script in scripts(page):
        for string in script.strings or ():
            if ADDRESS in string.keys and string.key in (ADDRESS, "@id", "url"):
                yield string.span.start


def languages(page: Page) -> Iterator[tuple[Span, str]]:
    """Where linked data names the language of the page or of a part, and which."""
    for script in scripts(page):
        for string in script.strings or ():
            if string.key == LANGUAGE and not page.masked.touches(string.span):
                yield string.span, decode(page.source, string.span)
