"""What stands in attributes: text to translate, and addresses."""

from collections.abc import Iterator

from l10n.formats import Edge, Run
from l10n.formats.code.masking import Masked
from l10n.formats.code.prose import cut, for_machines, is_prose
from l10n.formats.html.attributes import first, value
from l10n.formats.html.names import words
from l10n.formats.html.scan import SPACE, Attribute, HtmlKind, HtmlToken
from l10n.formats.html.site import ValueSite
from l10n.formats.html.text import decode, escape, escape_value, pieces
from l10n.formats.html.tree import Page
from l10n.messages import N_, Message, message
from l10n.model.article import Block, Link, PieceKind, Span
from l10n.regex import regex

_ANY = frozenset(("*",))
_TEXTS: dict[str, tuple[frozenset[str], str]] = {
    "alt": (_ANY, "alt"),
    "title": (_ANY, "title"),
    "aria-label": (_ANY, "label"),
    "aria-description": (_ANY, "label"),
    "aria-placeholder": (_ANY, "label"),
    "aria-roledescription": (_ANY, "label"),
    "aria-valuetext": (_ANY, "label"),
    "placeholder": (frozenset(("input", "textarea")), "label"),
    "label": (frozenset(("optgroup", "option", "track")), "label"),
    "value": (frozenset(("input",)), "label"),
    "abbr": (frozenset(("th",)), "label"),
    "summary": (frozenset(("table",)), "label"),
}
"""Attributes that hold text (the standard, 3.2.6.2, "translatable attributes"): their elements,
and the role and context of their blocks."""
_BUTTONS = frozenset(("button", "submit", "reset"))
_UNTITLED = frozenset(("link", "style"))

FIELDS = words("""
    abstract application-name apple-mobile-web-app-title author description keywords news_keywords
    subject og:title og:description og:site_name og:image:alt article:section article:tag
    twitter:title twitter:description twitter:image:alt twitter:label1 twitter:data1 twitter:label2
    twitter:data2 dc.title dc.description dc.subject headline alternativeheadline
    """)
"""Names of `<meta>` whose content readers see: of HTML, Open Graph, Twitter, Dublin Core, Google
News, schema.org."""
_VALUE_OF = N_("“{text}” stands in “{name}” and is not translated")
_NAMING = ("name", "property", "itemprop")

_ADDRESSES: dict[str, frozenset[str]] = {
    "href": frozenset(("a", "area", "link", "image", "use")),
    "src": words("img image input script iframe embed video audio source track frame"),
    "srcset": frozenset(("img", "source")),
    "imagesrcset": frozenset(("link",)),
    "poster": frozenset(("video",)),
    "data": frozenset(("object",)),
    "cite": frozenset(("blockquote", "q", "ins", "del")),
    "action": frozenset(("form",)),
    "formaction": frozenset(("button", "input")),
    "background": frozenset(("body", "table", "td", "th")),
    "longdesc": frozenset(("img", "iframe")),
    "xlink:href": _ANY,
    "data-src": _ANY,
    "data-srcset": _ANY,
}
"""Attributes that hold addresses, and the elements on which they do."""
_AMP = frozenset(("src", "srcset", "poster"))
"""What the elements of AMP (`<amp-img>`) hold addresses in, as those of HTML do."""
_SETS = frozenset(("srcset", "imagesrcset", "data-srcset"))
_KEPT = frozenset(("canonical", "alternate", "shortlink", "amphtml"))
_CANDIDATE = regex(r"[^\t\n\f\r ,][^\t\n\f\r ]*")
_DESCRIPTOR = regex(r"(?:[^,(]|\([^)]*\)?)*")
_NOTE = 200


def shorten(text: str) -> str:
    """Make a note of a text: on one line, and not longer than a person would read."""
    text = " ".join(text[: _NOTE * 4].split())
    return text if len(text) <= _NOTE else text[: _NOTE - 1] + "…"


def value_blocks(masked: Masked, token: HtmlToken, *, html: bool = True) -> Iterator[Block]:
    """Find the blocks in the attributes of a tag; those of SVG and MathML know `aria-*` alone."""
    source = masked.text
    if token.name == "meta":
        yield from _field(masked, token)
        return
    seen: set[str] = set()
    for attribute in token.attributes:
        known = _TEXTS.get(attribute.name)
        if known is None or attribute.name in seen:
            continue
        seen.add(attribute.name)
        if not html and not attribute.name.startswith("aria-"):
            continue
        elements, role = known
        if elements is not _ANY and token.name not in elements:
            continue
        if attribute.name == "title" and token.name in _UNTITLED:
            continue
        if attribute.name == "value" and value(source, token, "type").lower() not in _BUTTONS:
            continue
        yield from _block(masked, attribute, role, role)


def unread_values(source: str, token: HtmlToken) -> Iterator[tuple[int, Message]]:
    """Say which attributes of a tag read like prose and are in no table, with their offsets.

    Only what pages make of their own: those of custom elements, and other fields of `<meta>`.
    """
    if token.name == "meta":
        content = first(token, "content")
        name = next(filter(None, (value(source, token, each) for each in _NAMING)), "")
        if content and name and name.lower() not in FIELDS:
            yield from _prose(source, content, name)
    elif "-" in token.name:
        for attribute in token.attributes:
            name = attribute.name
            if name not in _TEXTS and name not in _ADDRESSES and not for_machines(name):
                yield from _prose(source, attribute, name)


def _prose(source: str, found: Attribute, name: str) -> Iterator[tuple[int, Message]]:
    text = "" if found.quote is None else decode(source, found.start, found.end).strip(SPACE)
    if is_prose(text):
        yield found.start, message(_VALUE_OF, name=name, text=cut(text))


def _field(masked: Masked, token: HtmlToken) -> Iterator[Block]:
    content = first(token, "content")
    if content is None:
        return
    for naming in _NAMING:
        name = value(masked.text, token, naming)
        if name.lower() in FIELDS:
            yield from _block(masked, content, "field", name)
            return


def _block(masked: Masked, attribute: Attribute, role: str, context: str) -> Iterator[Block]:
    if attribute.quote is None:
        return
    source, start, end = masked.source, attribute.start, attribute.end
    while start < end and source[start] in SPACE:
        start += 1
    while start < end and source[end - 1] in SPACE:
        end -= 1
    found = tuple(pieces(masked, start, end, attribute=True))
    if any(piece.kind is PieceKind.TEXT and piece.text.strip() for piece in found):
        whole = len(found) == 1 and found[0].kind is PieceKind.TEXT
        yield Block(role, found, context, ValueSite(attribute.quote, whole=whole))


def links(page: Page) -> tuple[Link, ...]:
    """Find the addresses of a page; none where a `<base href>` says what they are relative to."""
    found: list[Link] = []
    for token in page.tokens:
        if token.kind is not HtmlKind.START or not token.attributes:
            continue
        if token.name == "base" and first(token, "href") and token.start in page.elements:
            return ()
        found += token_links(page.masked, token)
    return tuple(found)


def token_links(masked: Masked, token: HtmlToken) -> Iterator[Link]:
    """Find the addresses of a tag that lead elsewhere than to the page itself.

    One with template code in it is none: what it will be is not known.
    """
    source = masked.text
    if token.name == "link" and _KEPT & set(value(source, token, "rel").lower().split()):
        return
    seen: set[str] = set()
    for attribute in token.attributes:
        elements = _ADDRESSES.get(attribute.name)
        if elements is None or attribute.name in seen or attribute.quote is None:
            continue
        seen.add(attribute.name)
        if masked.touches(Span(attribute.start, attribute.end)):
            continue
        amp = attribute.name in _AMP and token.name.startswith("amp-")
        if elements is _ANY or token.name in elements or amp:
            yield from _links(source, attribute)


def addresses(page: Page) -> Iterator[tuple[int, str]]:
    """Where a page names its own address, or that of the same page in another language.

    With each comes what it is called.
    """
    source = page.source
    for token in page.tokens:
        if token.kind is not HtmlKind.START or token.start not in page.elements:
            continue
        if token.name == "link":
            kinds = set(value(source, token, "rel").lower().split())
            if "canonical" in kinds:
                yield token.start, "canonical"
            elif "alternate" in kinds and first(token, "hreflang"):
                yield token.start, "alternate hreflang"
        elif token.name == "meta":
            names = {value(source, token, name).lower() for name in ("property", "name")}
            if "og:url" in names:
                yield token.start, "og:url"


def _links(source: str, attribute: Attribute) -> Iterator[Link]:
    quote = attribute.quote or ""
    if attribute.name in _SETS:
        for start, end in _candidates(source, attribute.start, attribute.end):
            yield Link(Span(start, end), decode(source, start, end), ValueSite(quote, True))
        return
    start, end = attribute.start, attribute.end
    while start < end and source[start] in SPACE:
        start += 1
    while start < end and source[end - 1] in SPACE:
        end -= 1
    if start < end:
        yield Link(Span(start, end), decode(source, start, end), ValueSite(quote))


def _candidates(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the addresses of a `srcset` (the standard, 4.8.4.2.1, "parsing a srcset attribute")."""
    position = start
    while found := _CANDIDATE.search(source, position, end):
        bare = found[0].rstrip(",")
        yield found.start(), found.start() + len(bare)
        position = found.end()
        if len(bare) == len(found[0]):
            descriptor = _DESCRIPTOR.match(source, position, end)
            position = descriptor.end() if descriptor else end


def relink(link: Link, url: str) -> str:
    """Write an address into the place of another."""
    site = link.site if isinstance(link.site, ValueSite) else ValueSite('"')
    if site.candidate:
        url = url.replace(" ", "%20").replace(",", "%2C")
        return escape(Run(url, Edge.TEXT, Edge.TEXT), site, strict=False)
    return escape_value(url, site.quote)
