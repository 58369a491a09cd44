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
        rest = _REST.match(source, block.span.end)
        line = rest[0] if rest else ""
        end = block.span.end + len(line.rstrip())
        yield Heading(block.span, explicit_id(line), end)
