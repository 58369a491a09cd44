"""A feed of what was published in one language: Atom (RFC 4287). Pure."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from l10n.dataclass import dataclass
from l10n.regex import regex

_NO_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no document of XML 1.0 can hold."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A page in a feed."""

    id: str
    """A URI that never changes, whatever the article is called later."""
    url: str
    title: str
    updated: str
    """ISO 8601, UTC."""
    published: str
    authors: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of one locale."""

    url: str
    """Its own address."""
    site: str
    """That of the site."""
    title: str
    locale: str
    updated: str
    entries: tuple[FeedEntry, ...] = ()


def atom(feed: Feed, head: str) -> str:
    """Write a feed; `head` is a comment for whoever opens the file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<!-- {head} -->",
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.locale)}>',
        f"  <id>{_text(feed.url)}</id>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <updated>{_text(feed.updated)}</updated>",
        f'  <link rel="self" type="application/atom+xml" href={_quoted(feed.url)}/>',
        f'  <link rel="alternate" type="text/html" href={_quoted(feed.site)}/>',
        f"  <author><name>{_text(feed.title)}</name></author>",
        "  <generator>l10n</generator>",
    ]
    for entry in feed.entries:
        lines += ["  <entry>", *(f"    {line}" for line in _entry(entry, feed)), "  </entry>"]
    return "\n".join((*lines, "</feed>", ""))


def _entry(entry: FeedEntry, feed: Feed) -> Iterable[str]:
    yield f"<id>{_text(entry.id)}</id>"
    yield f"<title>{_text(entry.title)}</title>"
    yield f'<link rel="alternate" href={_quoted(entry.url)} hreflang={_quoted(feed.locale)}/>'
    yield f"<published>{_text(entry.published)}</published>"
    yield f"<updated>{_text(entry.updated)}</updated>"
    for name in entry.authors:
        yield f"<author><name>{_text(name)}</name></author>"
    yield f"<summary>{_text(entry.summary)}</summary>"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))
