"""Where the elements of a page name its language or direction, and what they have to name next."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from l10n.errors import UsageError
from l10n.formats.html.attributes import first, value
from l10n.formats.html.names import BLOCKS, VOID
from l10n.formats.html.scan import Attribute, HtmlKind, HtmlToken
from l10n.formats.html.site import ValueSite
from l10n.formats.html.text import decode, escape_value
from l10n.formats.html.tree import Element, Page
from l10n.language.claims import differ
from l10n.language.locales import direction
from l10n.model.article import Edit, Named, NamedKind, Span
from l10n.regex import regex

_TAG = regex(r"<[^>]*(?:>|\Z)")
_DIR = regex(r"\sdir\s*+=", re.IGNORECASE)
_GLANCE = 2_000
"""Characters in which a letter is looked for."""
_STYLED = frozenset(("span", "font"))


def tag(locale: str) -> str:
    """Write a locale as HTML does: `pt-BR`."""
    return locale.replace("_", "-")


def fits(own: str, locale: str) -> bool:
    """True if a tag names a locale, or it more closely."""
    own, locale = tag(own).lower(), tag(locale).lower()
    return own == locale or own.startswith(locale + "-")


def named(page: Page) -> Iterator[Named]:
    """Find the languages and directions of what is read, `<html>` of a document left aside.

    What is left alone keeps them, and needs the direction that the page had. The language of an
    inline element stays where its words do: it may name them, and not the page.
    """
    for token, element in _read(page):
        for name in ("lang", "xml:lang"):
            attribute = first(token, name)
            own = value(page.source, token, name)
            if attribute is not None and own and page.language:
                words = _words(page, token, element, own)
                yield from _place(page, attribute, NamedKind.LANGUAGE, element, words)
        attribute = first(token, "dir")
        own = value(page.source, token, "dir").lower()
        if attribute is not None and own in ("ltr", "rtl") and _is_turned(page, token, element):
            yield from _place(page, attribute, NamedKind.DIRECTION, element)
    for passage in passages(page):
        at = passage.span.start + len("<") + len(passage.name)
        opening = _TAG.match(page.source, passage.span.start)
        says = opening is None or _DIR.search(opening[0])
        if passage.name in BLOCKS and not passage.translated and not says:
            around = page.language
            yield Named(NamedKind.PASSAGE, Span(at, at), passage.language, around, neutral="")


class Passage(NamedTuple):
    """An element in another language than its article."""

    span: Span
    name: str
    language: str
    """As it says."""
    translated: str
    """From which it is translated; empty if it is left alone."""


def passages(page: Page) -> Iterator[Passage]:
    """Find the outermost elements in another language that have an end of their own."""
    position = 0
    for token in page.tokens:
        if token.kind is not HtmlKind.START or token.start < position:
            continue
        element = page.elements.get(token.start)
        if element is None or element.end is None:
            continue
        if not element.reading.foreign and not element.reading.language:
            continue
        position = element.end[1]
        own = value(page.source, token, "lang") or value(page.source, token, "xml:lang")
        span = Span(token.start, position)
        yield Passage(span, token.name, own, element.reading.language)


def _read(page: Page) -> Iterator[tuple[HtmlToken, Element]]:
    for token in page.tokens:
        if token.kind is not HtmlKind.START or not token.attributes:
            continue
        if page.whole and token.name == "html":
            continue
        element = page.elements.get(token.start)
        if element is not None and not element.reading.closed:
            yield token, element


def _place(
    page: Page, attribute: Attribute, kind: NamedKind, element: Element, words: Span | None = None
) -> Iterator[Named]:
    span = Span(attribute.start, attribute.end)
    own = decode(page.source, span.start, span.end).strip()
    own = own.lower() if kind is NamedKind.DIRECTION else own
    around = element.reading.language or page.language
    if attribute.quote is not None and not page.masked.touches(span):
        neutral = escape_value(around, attribute.quote)
        site = ValueSite(attribute.quote)
        yield Named(kind, span, own, around, neutral=neutral, site=site, words=words)


def _words(page: Page, token: HtmlToken, element: Element, own: str) -> Span | None:
    """The words of an inline element that says it is in the page's language."""
    if token.name in BLOCKS or token.name in _STYLED or element.end is None:
        return None
    return None if differ(own, page.language) else Span(token.end, element.end[0])


def _is_turned(page: Page, token: HtmlToken, element: Element) -> bool:
    """True if an element holds words of the page: a number or an address may stand apart in it."""
    if token.name == "bdo":
        return False
    if token.name in BLOCKS:
        return True
    end = element.end[0] if element.end is not None else token.end
    inner = _TAG.sub(" ", page.source[token.end : min(end, token.end + _GLANCE)])
    return any(char.isalpha() for char in inner)


def turned(places: Iterable[Named], locale: str) -> Iterator[Edit]:
    """Let places name a locale and its direction.

    A direction is turned where it is that of the language which the article leaves.
    """
    wanted = direction(locale)
    for place in places:
        quote = place.site.quote if isinstance(place.site, ValueSite) else '"'
        if place.kind is NamedKind.LANGUAGE:
            if not fits(place.own, locale):
                yield Edit(place.span, escape_value(tag(locale), quote), place.words)
        elif place.kind is NamedKind.PASSAGE:
            before = direction(place.around) if place.around else "ltr"
            if before != wanted and not _is_read(place.own, wanted):
                yield Edit(place.span, f' dir="{before}"')
        elif place.own != wanted and (not place.around or direction(place.around) == place.own):
            yield Edit(place.span, escape_value(wanted, quote))


def _is_read(language: str, way: str) -> bool:
    """True for a language that is known to be read that way."""
    try:
        return direction(language) == way
    except UsageError:
        return False


def directed(page: Page, locale: str) -> Iterator[Edit]:
    """Write the direction of a locale into a fragment that is read the other way than its own.

    Each of its blocks says it, or one around all where words stand in none.
    """
    wanted = direction(locale)
    if page.whole or wanted == (direction(page.language) if page.language else "ltr"):
        return
    heads: list[HtmlToken] = []
    for token, bare in _top(page):
        if bare:
            yield Edit(Span(page.start, page.start), f'<div dir="{wanted}">')
            yield Edit(Span(len(page.source), len(page.source)), "</div>")
            return
        if first(token, "dir") is None:
            heads.append(token)
    for token in heads:
        at = token.start + 1 + len(token.name)
        yield Edit(Span(at, at), f' dir="{wanted}"')


def _top(page: Page) -> Iterator[tuple[HtmlToken, bool]]:
    """The blocks of a fragment that are in no other, and, marked, words that are in none."""
    position, inside = 0, False
    for token in page.tokens:
        if token.start < position:
            continue
        element = page.elements.get(token.start)
        if token.kind is HtmlKind.TEXT:
            if not inside and any(map(str.isalpha, page.source[token.start : token.end])):
                yield token, True
        elif token.kind is HtmlKind.END and token.name in BLOCKS:
            inside = False
        elif token.kind is HtmlKind.START and element is not None and token.name not in VOID:
            block = token.name in BLOCKS
            inside = (inside and not block) or (block and element.end is None)
            position = token.end if element.end is None else element.end[1]
            if element.reading.closed:
                continue
            if block:
                yield token, False
            elif not inside and _is_turned(page, token, element):
                yield token, True
