"""What a page says of itself in `<meta>`, which a version adds to its head."""

from collections.abc import Iterator, Mapping

from l10n.formats.html.attributes import first, value
from l10n.formats.html.scan import HtmlKind, HtmlToken
from l10n.formats.html.text import escape_value
from l10n.formats.html.tree import Page
from l10n.model.article import Edit, Span

_NAMING = ("name", "property")


def stated(page: Page, said: Mapping[str, str]) -> Iterator[Edit]:
    """Set the content of `<meta>` of some names, or add them to the head of a document.

    A name with a colon is a property of RDFa, as Open Graph has it. A fragment has no head.
    """
    if not page.whole:
        return
    new = dict(said)
    for token in page.tokens:
        if token.kind is HtmlKind.START and token.name == "meta" and token.start in page.elements:
            names = (value(page.source, token, each) for each in _NAMING)
            name = next((each for each in names if each in said), None)
            content = first(token, "content")
            if name is not None and content is not None and content.quote is not None:
                new.pop(name, None)
                span = Span(content.start, content.end)
                yield Edit(span, escape_value(said[name], content.quote))
    if new:
        place = head_end(page)
        yield Edit(Span(place, place), "".join(_meta(name, text) for name, text in new.items()))


def _meta(name: str, text: str) -> str:
    naming = "property" if ":" in name else "name"
    content = escape_value(text, '"')
    return f'<meta {naming}="{name}" content="{content}">'


def head_end(page: Page) -> int:
    """Where the head ends; where nobody closes it, behind what names its charset, or its start."""
    starts = [
        token
        for token in page.tokens
        if token.kind is HtmlKind.START and token.start in page.elements
    ]
    head = next((token for token in starts if token.name == "head"), None)
    end = page.elements[head.start].end if head is not None else None
    if end is not None:
        return end[0]
    for wanted in (_is_charset, _is_head, _is_html):
        found = next((token for token in starts if wanted(token)), None)
        if found is not None:
            return found.end
    doctype = next((token for token in page.tokens if token.kind is HtmlKind.DOCTYPE), None)
    return page.start if doctype is None else doctype.end


def _is_charset(token: HtmlToken) -> bool:
    return token.name == "meta" and first(token, "charset") is not None


def _is_head(token: HtmlToken) -> bool:
    return token.name == "head"


def _is_html(token: HtmlToken) -> bool:
    return token.name == "html"
