"""A page of HTML that needs no other file: pictures and styles in it, and no network.

Source: Content Security Policy Level 3; a browser loads nothing that the policy does not name, so
scripts and addresses elsewhere are not reached, whatever the article holds.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

from l10n.formats.code.masking import Masked
from l10n.formats.html.attributes import value
from l10n.formats.html.format import Html
from l10n.formats.html.scan import HtmlKind
from l10n.formats.html.tree import read
from l10n.language.locales import direction
from l10n.regex import regex

POLICY = (
    "default-src 'none'; img-src data:; media-src data:; font-src data:; "
    "style-src 'unsafe-inline' data:; form-action 'none'; base-uri 'none'"
)
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}"
    "img,video{max-width:100%;height:auto}table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.3rem .6rem}pre{white-space:pre-wrap}"
)
_TAKES_IN = regex(r"<(?:img|source|video|audio|image|input|link)\b", re.IGNORECASE)
"""How an element begins that takes a file in, as far as it may have an address."""

_HINTS = frozenset(
    ("dns-prefetch", "modulepreload", "preconnect", "prefetch", "preload", "prerender")
)
"""What `<link>` asks a browser to do before anybody follows it."""

Embed = Callable[[str], str | None]
"""From an address to a `data:` address; None for what cannot be had."""


def standing_alone(text: str, embed: Embed) -> str:
    """A whole page with what it refers to in it."""
    made = Html()
    parsed = made.parse(text)
    gone = dict(_reaching_out(text))
    edits = [(start, end, "") for start, end in gone.items()]
    for link in parsed.links:
        opening = text.rfind("<", 0, link.span.start)
        if opening < 0 or opening in gone or not _TAKES_IN.match(text, opening):
            continue
        url = embed(link.url)
        if url is not None:
            edits.append((link.span.start, link.span.end, _whole(made.relink(link, url))))
    place = _behind_head(text)
    edits.append((place, place, f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _whole(address: str) -> str:
    """A `data:` address with its comma, which ends no address of a list inside of it."""
    return address.replace(";base64%2C", ";base64,")


def _reaching_out(text: str) -> Iterator[tuple[int, int]]:
    """Elements that no policy stops: names looked up beforehand, another page after a while."""
    page = read(Masked(text, text), 0)
    for token in page.tokens:
        if token.kind is not HtmlKind.START:
            continue
        if token.name == "link":
            if _HINTS & {*value(text, token, "rel").lower().split()}:
                yield token.start, token.end
        elif token.name == "meta" and value(text, token, "http-equiv").lower() == "refresh":
            yield token.start, token.end


def is_whole(text: str) -> bool:
    """True for a document; a fragment has no head of its own."""
    return read(Masked(text, text), 0).whole


def framed(body: str, title: str, locale: str) -> str:
    """A document around a fragment of HTML."""
    rtl = ' dir="rtl"' if direction(locale) == "rtl" else ""
    heading = "" if re.search(r"<h1\b", body, re.IGNORECASE) else f"<h1>{escape(title)}</h1>\n"
    return (
        f'<!doctype html>\n<html lang="{locale}"{rtl}>\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main>\n{heading}{body}</main></body>\n</html>\n"
    )


def _behind_head(text: str) -> int:
    page = read(Masked(text, text), 0)
    starts = [token for token in page.tokens if token.kind is HtmlKind.START]
    for name in ("head", "html"):
        found = next((token for token in starts if token.name == name), None)
        if found is not None:
            return found.end
    return next((t.end for t in page.tokens if t.kind is HtmlKind.DOCTYPE), page.start)
