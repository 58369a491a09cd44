"""What a page of HTML says of its address and of its counterparts: declared edits of its head."""

from collections.abc import Iterator

from l10n.formats.counterparts import links, quoted
from l10n.formats.html.attributes import first, value
from l10n.formats.html.scan import HtmlKind, HtmlToken
from l10n.formats.html.stated import head_end
from l10n.formats.html.text import escape_value
from l10n.formats.html.tree import Page
from l10n.model.article import Edit, Span
from l10n.model.counterparts import Counterparts


def counterparts_linked(page: Page, counterparts: Counterparts) -> Iterator[Edit]:
    """Lead `canonical` and `og:url` to the page, and name its counterparts.

    What the article says of the same languages is taken out; other alternates stay. A fragment has
    no head.
    """
    if not page.whole or not counterparts.own:
        return
    tags = {tag.casefold() for tag, _url in counterparts.alternates}
    canonical = False
    for token in page.tokens:
        if token.kind is not HtmlKind.START or token.start not in page.elements:
            continue
        if token.name == "meta" and "og:url" in _names(page, token):
            yield from _set(page, token, "content", counterparts.own)
        if token.name != "link":
            continue
        kinds = value(page.source, token, "rel").lower().split()
        if "canonical" in kinds:
            canonical = True
            yield from _set(page, token, "href", counterparts.own)
        elif "alternate" in kinds and value(page.source, token, "hreflang").casefold() in tags:
            span = Span(token.start, token.end)
            if not page.masked.touches(span):
                yield Edit(span, "")
    own = "" if canonical else f'<link rel="canonical" href="{quoted(counterparts.own)}">'
    place = head_end(page)
    yield Edit(Span(place, place), own + links(counterparts.alternates))


def _names(page: Page, token: HtmlToken) -> tuple[str, ...]:
    return tuple(value(page.source, token, each).lower() for each in ("property", "name"))


def _set(page: Page, token: HtmlToken, name: str, url: str) -> Iterator[Edit]:
    found = first(token, name)
    if found is None or found.quote is None:
        return
    span = Span(found.start, found.end)
    if not page.masked.touches(span):
        yield Edit(span, escape_value(url, found.quote))
