"""WordPress: comments that part the blocks of an article, with what readers see of their JSON.

Sources: packages/block-serialization-default-parser and packages/blocks (`serializeAttributes`) of
Gutenberg; wp-includes/post-template.php (`get_the_content`, on `<!--more-->`).
"""

from collections.abc import Iterator

from l10n.formats.code.code import AS_IT_IS, Code, Family, Ground
from l10n.formats.code.site import CodeSite
from l10n.formats.code.values import value_pieces
from l10n.formats.code.wordpress_json import json_blocks
from l10n.formats.jsonscan import JsonError, strings
from l10n.model.article import Block, Span
from l10n.regex import regex

WRITING_MORE = "more"
ANY = "wp:*"
"""The name under which the table has what readers see of every block."""

_BLOCK = regex(
    r"<!--\s+/?wp:(?P<name>(?:[a-z][a-z0-9_-]*+/)?[a-z][a-z0-9_-]*+)\s+(?P<rest>\{|/?-->)"
)
_END = regex(r"\}\s+/?\Z")
_MARGIN = 40
"""Characters between the JSON of a block and the end of its comment; WordPress writes one."""
_PAGES = regex(r"<!--(?:(?P<more>more)|(?:nextpage|noteaser)(?=-->))")
_BLANKS = " \t\r\n"
_MORE = regex("[\u2028\u2029]|" r"[&<>\[\]]|\A-|-(?=-|\Z)|(?<=-)-")


def comments(ground: Ground) -> Iterator[Code]:
    """Find the comments of blocks, and those that part a teaser or pages from what follows."""
    found = [*_blocks(ground), *_pages(ground)]
    yield from sorted(found, key=lambda code: code.span)


def _blocks(ground: Ground) -> Iterator[Code]:
    text = ground.text
    position = 0
    while found := _BLOCK.search(text, position):
        position = found.end()
        texts: tuple[Block, ...] = ()
        if found["rest"] == "{":
            end = text.find("-->", position)
            if end < 0:
                return
            closed = _END.search(text, max(position - 1, end - _MARGIN), end)
            start, position = position - 1, end + len("-->")
            if closed is None:
                continue
            texts = tuple(_texts(ground, found["name"], Span(start, closed.start() + 1)))
        yield Code(Span(found.start(), position), AS_IT_IS, texts=texts)


def _texts(ground: Ground, name: str, span: Span) -> Iterator[Block]:
    shown = ground.shown.get(ANY, frozenset()) | ground.shown.get(f"wp:{name}", frozenset())
    try:
        found = strings(ground.text, span.start, span.end)
    except JsonError:
        return
    for string in found:
        if string.key in shown or ".".join(string.keys) in shown:
            yield from json_blocks(ground.text, string)


def _pages(ground: Ground) -> Iterator[Code]:
    position = 0
    while found := _PAGES.search(ground.text, position):
        position = ground.text.find("-->", found.end())
        if position < 0:
            return
        texts: tuple[Block, ...] = ()
        more = ground.text[found.end() : position]
        if found["more"] and more.strip(_BLANKS):
            start = found.end() + len(more) - len(more.lstrip(_BLANKS))
            span = Span(start, start + len(more.strip(_BLANKS)))
            found_pieces = value_pieces(ground.text, span)
            texts = (Block("label", found_pieces, "label", CodeSite(WRITING_MORE)),)
        position += len("-->")
        yield Code(Span(found.start(), position), AS_IT_IS, texts=texts)


def write_more(text: str, site: CodeSite) -> str:
    """Write the words of a link to the rest of an article, which stand in a comment."""
    return _MORE.sub(lambda found: f"&#{ord(found[0])};", text)


FAMILY = Family("blocks", ("<!--",), comments)
