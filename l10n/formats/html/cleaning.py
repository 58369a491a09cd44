"""Cleaning exports of Word and Google Docs: what they hold for themselves, and no reader wants.

Libraries that clean HTML write a page anew and drop what they do not know; here the source stands
but for what is named, so that a person can look at each change.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from l10n.dataclass import dataclass
from l10n.formats.code.masking import Masked
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.html.attributes import first, value
from l10n.formats.html.bullets import LIST_MARK
from l10n.formats.html.looks import OFFICE, Look, Looks
from l10n.formats.html.names import BLOCKS, HEADINGS
from l10n.formats.html.scan import HtmlKind, HtmlToken
from l10n.formats.html.text import escape_value
from l10n.formats.html.tree import Page, read
from l10n.model.article import Edit, Span
from l10n.regex import regex

_CONDITIONS = ("<!--[if ", "<!--[endif]", "<!--StartFragment", "<!--EndFragment", "<![")
_COMMENT_CLASSES = frozenset(("MsoCommentReference", "msocomanchor", "msocomtxt", "msocomoff"))
_EXPORT = regex(
    r"""\bmso-|class=["']?Mso|\bSCXW[0-9]|docs-internal-guid|\blst-kix|\bdoc-content\b"""
    r"""|//www\.google\.com/url\?|content=["']?(?:Microsoft Word|LibreOffice|OpenOffice)""",
    re.IGNORECASE,
)
_LINE_END = regex(r"\n|</(?:p|li|div|td|h[1-6]|style)>", re.IGNORECASE)
_NEAR = 2_000
"""Characters between a comment's anchor and the ends of what goes with it at most."""
_BOX = 8
"""Tags between a comment's box and its anchor at most."""


class Dirt(Enum):
    """What is cleaned away."""

    SPANS = "spans"
    """Styled spans: what they say in bold or italics becomes an element of its own."""
    LINKS = "links"
    """Links that lead through google.com: they lead where they lead."""
    COMMENTS = "comments"
    """Comments of colleagues, and the marks in the text that lead to them."""
    TAGS = "tags"
    """Smart tags, empty paragraphs and conditions of Word: what they hold stays."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as it would be made."""

    dirt: Dirt
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What would be changed in a page."""

    source: str
    changes: tuple[Change, ...]

    def text(self) -> str:
        """The page as it would be."""
        return _applied(self.source, self._edits())

    def number(self, dirt: Dirt) -> int:
        """How many changes there are of one kind."""
        return sum(change.dirt is dirt for change in self.changes)

    def lines(self) -> Iterator[tuple[str, str]]:
        """The lines that change, before and after, in source order.

        Exports are one line: a line ends where a block does, too.
        """
        edits = self._edits()
        number = 0
        for line in _lines(self.source):
            inside: list[Edit] = []
            while number < len(edits) and edits[number].span.start < line.end:
                inside.append(edits[number])
                number += 1
            if inside:
                end = max(line.end, inside[-1].span.end)
                shifted = (
                    Edit(Span(e.span.start - line.start, e.span.end - line.start), e.text)
                    for e in inside
                )
                before = self.source[line.start : end]
                yield before.strip(), _applied(before, list(shifted)).strip()

    def _edits(self) -> list[Edit]:
        """All edits in source order; what lies in another is gone with it."""
        found: list[Edit] = []
        every = (edit for change in self.changes for edit in change.edits)
        for edit in sorted(every, key=lambda edit: (edit.span.start, -edit.span.end)):
            if found and edit.span.start < found[-1].span.end:
                continue
            found.append(edit)
        return _joined(found)


def _applied(source: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (source[position : edit.span.start], edit.text)
        position = edit.span.end
    parts.append(source[position:])
    return "".join(parts)


def _joined(edits: list[Edit]) -> list[Edit]:
    """Let two stretches in bold that stand side by side be one."""
    for number, (one, two) in enumerate(pairwise(edits)):
        ends = one.text.startswith("</") and one.text.replace("/", "") == _mirrored(two.text)
        if ends and one.span.end == two.span.start:
            edits[number] = Edit(one.span, "")
            edits[number + 1] = Edit(two.span, "")
    return edits


def _mirrored(tags: str) -> str:
    """Start tags in the order of their end tags."""
    return "".join(f"<{name}" for name in reversed(tags.split("<")[1:]))


def _lines(source: str) -> Iterator[Span]:
    start = 0
    for found in _LINE_END.finditer(source):
        yield Span(start, found.end())
        start = found.end()
    if start < len(source):
        yield Span(start, len(source))


def is_export(source: str) -> bool:
    """True for what looks as if a word processor had written it."""
    return _EXPORT.search(source) is not None


def clean(source: str, language: str) -> Cleaning:
    """Find what can be cleaned away; `language` is that of a page that declares none."""
    head = frontmatter.find(source, loose=True)
    page = read(Masked(source, source), head.end if head else 0, language=language)
    return Cleaning(source, tuple(_Finder(page).changes()))


class _Open(NamedTuple):
    """An element around a place."""

    token: HtmlToken
    end: int
    block: str
    """The block that it is or stands in."""
    linked: bool
    """It is a link or stands in one."""


class _Finder:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.source
        self.looks = Looks(page.source, page.tokens)
        self.around: list[_Open] = []
        self.gone = 0
        """Where what goes as a whole ends."""

    def changes(self) -> Iterator[Change]:
        for token in self.page.tokens:
            if token.start < self.gone:
                continue
            while self.around and self.around[-1].end <= token.start:
                self.around.pop()
            if token.kind in (HtmlKind.COMMENT, HtmlKind.BOGUS):
                if self.source.startswith(_CONDITIONS, token.start):
                    yield Change(Dirt.TAGS, (Edit(Span(token.start, token.end), ""),))
            elif token.kind is HtmlKind.START:
                change = self._start(token)
                if change is not None:
                    yield change

    def _start(self, token: HtmlToken) -> Change | None:
        element = self.page.elements.get(token.start)
        if element is None:
            return None
        if element.end is None:
            return self._alone(token)
        self._enter(token, element.end[1])
        box = self._comment(token, element.end[1])
        if box is not None:
            self.gone = box.end
            return Change(Dirt.COMMENTS, (Edit(box, ""),))
        halves = Span(token.start, token.end), Span(*element.end)
        if OFFICE.fullmatch(token.name):
            return Change(Dirt.TAGS, self._emptied(halves))
        look = None if self._is_list_mark(token) else self.looks.of(token)
        if look is not None:
            kept = value(self.source, token, "lang") if element.reading.foreign else ""
            return Change(Dirt.SPANS, self._unwrapped(halves, look, kept))
        return self._link(token) if token.name == "a" else None

    def _is_list_mark(self, token: HtmlToken) -> bool:
        return LIST_MARK.search(value(self.source, token, "style")) is not None

    def _enter(self, token: HtmlToken, end: int) -> None:
        outer = self.around[-1] if self.around else None
        block = token.name if token.name in BLOCKS else outer.block if outer else ""
        linked = token.name == "a" or (outer is not None and outer.linked)
        self.around.append(_Open(token, end, block, linked))

    def _alone(self, token: HtmlToken) -> Change | None:
        if OFFICE.fullmatch(token.name):
            return Change(Dirt.TAGS, (Edit(Span(token.start, token.end), ""),))
        return None

    def _emptied(self, halves: tuple[Span, Span]) -> tuple[Edit, ...]:
        """Take away an element of Word, with the blank that stands in an empty one."""
        start, end = halves
        inner = self.source[start.end : end.start]
        if not inner.replace("&nbsp;", "").strip(" \t\r\n\u00a0"):
            return (Edit(Span(start.start, end.end), ""),)
        return tuple(Edit(half, "") for half in halves)

    def _unwrapped(self, halves: tuple[Span, Span], look: Look, language: str) -> tuple[Edit, ...]:
        inner = self.source[halves[0].end : halves[0].end + 2].lower()
        tags = list(_tags(look, self.around[-1].block))
        if self.around[-1].linked or inner == "<a":
            tags = [name for name in tags if name != "u"]
        begin = "".join(f"<{name}>" for name in tags)
        end = "".join(f"</{name}>" for name in reversed(tags))
        if language:
            begin, end = f'<span lang="{escape_value(language, chr(34))}">{begin}', f"{end}</span>"
        return Edit(halves[0], begin), Edit(halves[1], end)

    def _comment(self, token: HtmlToken, end: int) -> Span | None:
        """What goes with a comment, or with the mark that leads to one."""
        if token.name == "a" and first(token, "href"):
            target = value(self.source, token, "href")
            if target.startswith("#cmnt_ref"):
                return self._outermost(("div", "p"), Span(token.start, end), whole=False)
            if target.startswith("#cmnt"):
                return self._outermost(("sup",), Span(token.start, end), whole=True)
        classes = value(self.source, token, "class").split() if token.attributes else []
        style = value(self.source, token, "style") if first(token, "style") else ""
        if _COMMENT_CLASSES & set(classes) or "mso-element:comment" in style.replace(" ", ""):
            return Span(token.start, end)
        return None

    def _outermost(self, names: tuple[str, ...], span: Span, *, whole: bool) -> Span:
        """The element of one of some names that begins with a comment's anchor.

        As a `whole` it holds nothing else.
        """
        found = span
        for each in reversed(self.around[-_BOX:]):
            if span.start - each.token.end > _NEAR or _words(
                self.source[each.token.end : span.start]
            ):
                break
            rest = self.source[span.end : min(each.end, span.end + _NEAR)]
            if each.token.name in names and not (whole and _words(rest)):
                found = Span(each.token.start, each.end)
        return found

    def _link(self, token: HtmlToken) -> Change | None:
        attribute = first(token, "href")
        if attribute is None or attribute.quote is None:
            return None
        parts = urlsplit(_sound(value(self.source, token, "href")))
        if parts.hostname not in ("www.google.com", "google.com") or parts.path != "/url":
            return None
        query = parse_qs(parts.query)
        target = next((query[name][0] for name in ("q", "url") if query.get(name)), "")
        if not target.startswith(("http://", "https://", "mailto:")):
            return None
        span = Span(attribute.start, attribute.end)
        return Change(Dirt.LINKS, (Edit(span, escape_value(target, attribute.quote)),))


def _sound(address: str) -> str:
    """An address that can be taken apart: brackets of a host that is none are refused."""
    return (
        ""
        if "[" in address.split("?", maxsplit=1)[0] or "]" in address.split("?", maxsplit=1)[0]
        else address
    )


def _words(markup: str) -> bool:
    """True if markup holds anything to read."""
    depth = 0
    for char in markup:
        if char == "<":
            depth = 1
        elif char == ">":
            depth = 0
        elif not depth and char.isalnum():
            return True
    return False


def _tags(look: Look, block: str) -> Iterator[str]:
    """The elements that say what a look says; a heading is bold by itself."""
    if look.get("font-weight") == "700" and block not in HEADINGS and block != "th":
        yield "b"
    if look.get("font-style") in ("italic", "oblique"):
        yield "i"
    decoration = look.get("text-decoration", "")
    if "underline" in decoration:
        yield "u"
    if "line-through" in decoration:
        yield "s"
    if look.get("background-color"):
        yield "mark"
    if look.get("vertical-align") in ("super", "sub"):
        yield {"super": "sup", "sub": "sub"}[look["vertical-align"]]
