"""Pipes above a line of hyphens: the head of a table to markdown-it, even if escaped."""

from l10n.formats.markdown.site import LineStart, TextSite, TitleSite
from l10n.model.article import Block
from l10n.regex import regex

_REST = regex(r"[^\r\n]*+(?:\r\n|\r|\n)[ \t>]*+(?=[:| \t]*-)[-:| \t]++(?=[\r\n]|\Z)")
_PIPE = regex(r"\\?\||\\.")


def off_rules(written: str, block: Block, source: str) -> str:
    """Write pipes as references in a block above a line that would make it the head of a table."""
    if "|" not in written or _in_cell(block) or not _REST.match(source, block.span.end):
        return written
    return _PIPE.sub(lambda found: "&#124;" if found[0][-1] == "|" else found[0], written)


def _in_cell(block: Block) -> bool:
    site = block.site
    if isinstance(site, TextSite):
        return site.line in (LineStart.CELL, LineStart.FIRST_CELL)
    return isinstance(site, TitleSite) and site.in_cell
