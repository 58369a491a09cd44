"""The declared edits of a published page: its language, direction, og:locale, and the label."""

from collections.abc import Iterator

from l10n.formats import Run
from l10n.formats.html.attributes import first, value
from l10n.formats.html.scan import Attribute, HtmlKind, HtmlToken
from l10n.formats.html.text import escape, escape_value
from l10n.formats.html.tree import Page
from l10n.formats.html.turning import directed, fits, tag, turned
from l10n.language.locales import direction, og_locale
from l10n.model.article import ANYWHERE, Edit, Parsed, Span
from l10n.regex import regex

_TAG = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*+")


def declared(page: Page) -> str | None:
    """The language that a page declares.

    It is that of `<html>`; for a fragment, that of the one element that holds all of it.
    """
    for token in _roots(page):
        found = value(page.source, token, "lang") or value(page.source, token, "xml:lang")
        if found:
            return found
    return None


def _roots(page: Page) -> list[HtmlToken]:
    tokens = page.tokens
    if page.whole:
        return [token for token in tokens if token.kind is HtmlKind.START and token.name == "html"]
    shown = [
        token
        for token in tokens
        if token.kind not in (HtmlKind.COMMENT, HtmlKind.BOGUS)
        and not (token.kind is HtmlKind.TEXT and not page.source[token.start : token.end].strip())
    ]
    if not shown or shown[0].kind is not HtmlKind.START:
        return []
    element = page.elements.get(shown[0].start)
    if element is None or element.end is None or element.end[0] != shown[-1].start:
        return []
    return [shown[0]]


def localize(
    page: Page, parsed: Parsed, locale: str, label: str, *, alone: bool = True
) -> tuple[Edit, ...]:
    """The edits, in source order.

    `alone` tells of a fragment that nothing is put around which would say a direction.
    """
    edits = [
        *(directed(page, locale) if alone else ()),
        *_root(page, locale),
        *turned(parsed.named, locale),
        *_open_graph(page, locale),
        *linked_languages(parsed, declared(page), locale),
    ]
    if label:
        edits += _label(page, locale, label)
    kept = (edit for edit in edits if not page.masked.touches(edit.span))
    return tuple(sorted(kept, key=lambda edit: edit.span))


def _root(page: Page, locale: str) -> Iterator[Edit]:
    """Set the language and direction of `<html>`, or add the tag where a document has none."""
    if not page.whole:
        return
    roots = _roots(page)
    rtl = direction(locale) == "rtl"
    if not roots:
        text = f'<html lang="{_quoted(tag(locale))}"{_rtl(rtl)}>'
        doctype = next((token for token in page.tokens if token.kind is HtmlKind.DOCTYPE), None)
        at = doctype.end if doctype else page.start
        yield Edit(Span(at, at), text)
        return
    added = ""
    with_lang = [token for token in roots if first(token, "lang")]
    if not with_lang:
        added = f' lang="{_quoted(tag(locale))}"'
    for name in ("lang", "xml:lang"):
        for token in [token for token in roots if first(token, name)][:1]:
            yield from _set(page, token, name, locale, tag(locale))
    with_direction = [token for token in roots if first(token, "dir")]
    for token in with_direction[:1]:
        yield from _turn(page, token, locale)
    if not with_direction:
        added += _rtl(rtl)
    if added:
        at = roots[0].start + len("<html")
        yield Edit(Span(at, at), added)


def _rtl(rtl: bool) -> str:
    return ' dir="rtl"' if rtl else ""


def _turn(page: Page, token: HtmlToken, locale: str) -> Iterator[Edit]:
    """Set a direction that contradicts the locale's."""
    found = value(page.source, token, "dir").lower()
    wanted = direction(locale)
    if first(token, "dir") and found not in ("auto", wanted):
        yield from _write(first(token, "dir"), wanted)


def _open_graph(page: Page, locale: str) -> Iterator[Edit]:
    for token in page.tokens:
        if token.kind is HtmlKind.START and token.name == "meta" and token.start in page.elements:
            names = (value(page.source, token, "property"), value(page.source, token, "name"))
            if "og:locale" in (name.lower() for name in names):
                yield from _set(page, token, "content", locale, og_locale(locale))


def linked_languages(parsed: Parsed, known: str | None, locale: str) -> Iterator[Edit]:
    """Set the languages that linked data names, where they are that of the page, if it is known."""
    for span, own in parsed.languages:
        same = known is None or fits(own, known) or fits(known, own)
        if same and _TAG.fullmatch(own) and not fits(own, locale):
            yield Edit(span, tag(locale))


def _set(page: Page, token: HtmlToken, name: str, locale: str, written: str) -> Iterator[Edit]:
    """Set an attribute that names a language, unless it names the locale, or it more closely."""
    if first(token, name) and not fits(value(page.source, token, name), locale):
        yield from _write(first(token, name), written)


def _write(attribute: Attribute | None, text: str) -> Iterator[Edit]:
    if attribute is None:
        return
    span = Span(attribute.start, attribute.end)
    if attribute.quote is None:
        yield Edit(span, f'="{_quoted(text)}"')
    else:
        yield Edit(span, escape_value(text, attribute.quote))


def _quoted(text: str) -> str:
    return escape_value(text, '"')


def _label(page: Page, locale: str, label: str) -> Iterator[Edit]:
    at = _label_place(page)
    if at is None:
        return
    text = escape(Run(label), ANYWHERE, strict=False)
    attributes = f'class="l10n-label" role="note" lang="{_quoted(tag(locale))}"'
    if direction(locale) == "rtl":
        attributes += ' dir="rtl"'
    yield Edit(Span(at, at), f"<p {attributes}>{text}</p>")


def _label_place(page: Page) -> int | None:
    """Find where readers meet the label: first in the only article, else in main, else in body."""
    starts = [
        token
        for token in page.tokens
        if token.kind is HtmlKind.START
        and (element := page.elements.get(token.start)) is not None
        and element.html
        and not (element.reading.frozen or element.reading.apart)
    ]
    for name in ("article", "main"):
        found = [token for token in starts if token.name == name]
        if len(found) == 1:
            return found[0].end
    if not page.whole:
        return page.start
    body = next((token for token in starts if token.name == "body"), None)
    if body is not None:
        return body.end
    if any(token.name == "frameset" for token in starts):
        return None
    return page.body if page.body is not None else len(page.source)
