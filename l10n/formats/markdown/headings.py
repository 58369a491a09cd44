"""The headings of a Markdown document: which have an id, and where one can be written."""

from collections.abc import Iterable, Iterator

from l10n.formats.dialects.headings import explicit_id
from l10n.formats.markdown.site import TextSite
from l10n.model.article import Block, Heading
from l10n.regex import regex

_REST = regex(r"[^\r\n]*")


def headings(source: str, blocks: Iterable[Block]) -> Iterator[Heading]:
    """The headings among blocks; an id goes to the end of the line, behind closing hashes."""
    for block in blocks:
        if block.role != "heading" or not isinstance(block.site, TextSite):
            continue
        span = block.span
        rest = _REST.match(source, span.end)
        line = rest[0] if rest else ""
        yield Heading(span, explicit_id(line), span.end + len(line.rstrip()))
