"""What Obsidian has beyond CommonMark: links between notes, highlights, comments, block ids, tags.

Obsidian's help: "Internal links", "Embed files", "Basic formatting syntax", "Tags".
"""

import re
from collections.abc import Iterator

from l10n.formats.code.code import BLANK, INLINE, MARK, Code, Family, Ground, Level
from l10n.formats.code.stretches import Paragraphs, alone, lines
from l10n.model.article import PieceKind, Span
from l10n.regex import regex

_LINK = regex(
    r"(?<!\[)!?\[\[(?P<page>[^\[\]|\r\n]++)(?:(?P<bar>\|)(?P<text>(?:[^\[\]\r\n]|\[(?!\[)|\](?!\]))*+))?\]\](?![(\]])"
)
_MARKUP = regex(r"[<\[\]`|]")
"""What makes of the text of a link more than words in some reader."""
_DEFINED = regex(r"^[ \t>]*+\[((?:[^\[\]\\]|\\.)++)\]:", re.MULTILINE)
_SIZE = regex(r"[0-9]+(?:x[0-9]+)?\Z")
_EQUALS = regex(r"\\[\s\S]|=++")
_COMMENT = regex(r"(?<![\w%])%%(?:[^%]|%(?!%))*+%%")
_BLOCK_ID = regex(r"(?:\A|(?<=[ \t]))\^[A-Za-z0-9-]++[ \t]*+\Z")
_ANY_ID = regex(r"(?:\A|(?<=[ \t\r\n>]))\^[A-Za-z0-9-]++[ \t]*+(?=[\r\n]|\Z)")
_STARTS_BLOCK = regex(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]|#{1,6}[ \t]|[>`~|$]|\Z")
_TAG = regex(r"#(?<!\S#)(?=[\w/-]*[^\W\d_])[\w/-]++")
GUARD = r"=(?==)|%(?=%)|(?<!\S)#(?=[\w/-]*[^\W\d_])|\[(?=\\?\[)|\^(?=[A-Za-z0-9-]+\s*\Z)"
"""What would be a highlight, a comment, a tag, a link or the id of a block."""


def find_links(ground: Ground) -> Iterator[Code]:
    """Find links and embeds; the text that a reader sees in their place is no code.

    Obsidian takes it as it stands, others as Markdown: a text that would differ is not translated.
    """
    for found in _LINK.finditer(ground.text):
        start, end = found.span()
        if ground.is_off(start) or (start and ground.text[start - 1] == "\\"):
            continue
        text = found["text"] or ""
        if not text.strip() or _MARKUP.search(text) or (found[0][0] == "!" and _SIZE.match(text)):
            yield Code(Span(start, end))
            continue
        yield Code(Span(start, found.start("text")), MARK, "link", PieceKind.OPEN)
        yield Code(Span(*found.span("text")), verbatim=True)
        yield Code(Span(end - 2, end), MARK, "link", PieceKind.CLOSE)


def find_certain_links(ground: Ground) -> Iterator[Code]:
    """Find links but for those that are references of CommonMark in brackets."""
    defined = {found[1].lower() for found in _DEFINED.finditer(ground.text)}
    for code in find_links(ground):
        page = code.span.of(ground.text).strip("![]|").lower()
        if code.half is PieceKind.EMPTY and page in defined:
            continue
        yield code


def _highlights(ground: Ground, *, in_words: bool) -> Iterator[Code]:
    text = ground.text
    paragraphs = Paragraphs(text)
    opened = number = -1
    for found in _EQUALS.finditer(text):
        start, end = found.span()
        if found[0] != "==" or ground.is_off(start):
            continue
        here = paragraphs.number(start)
        opened, number = (-1 if here != number else opened), here
        before, after = text[start - 1 : start], text[end : end + 1]
        if opened >= 0 and not before.isspace() and (in_words or not after.isalnum()):
            yield Code(Span(opened, opened + 2), MARK, "highlight", PieceKind.OPEN)
            yield Code(Span(start, end), MARK, "highlight", PieceKind.CLOSE)
            opened = -1
        elif after and not after.isspace() and (in_words or not before.isalnum()):
            opened = start


def find_highlights(ground: Ground) -> Iterator[Code]:
    """Find `==highlights==`."""
    return _highlights(ground, in_words=True)


def find_certain_highlights(ground: Ground) -> Iterator[Code]:
    """Find highlights of whole words."""
    return _highlights(ground, in_words=False)


def find_comments(ground: Ground) -> Iterator[Code]:
    """Find `%%comments%%`, which no reader sees."""
    for found in _COMMENT.finditer(ground.text):
        span = Span(*found.span())
        if not ground.is_off(span.start):
            yield Code(span, BLANK if alone(ground.text, span) else INLINE)


def find_block_ids(ground: Ground) -> Iterator[Code]:
    """Find the ids by which other notes link to a block: at its end, or on the line below it."""
    if not _ANY_ID.search(ground.text):
        return
    waiting: Code | None = None
    for line in lines(ground.text):
        if waiting is not None and _STARTS_BLOCK.match(line.rest):
            yield waiting
        found = _BLOCK_ID.search(line.rest)
        waiting = None
        if found and not ground.is_off(line.start + found.start()):
            waiting = Code(Span(line.start + found.start(), line.end), BLANK)
    if waiting is not None:
        yield waiting


def find_tags(ground: Ground) -> Iterator[Code]:
    """Find `#tags`, by which notes are found: they are the same in all languages."""
    for found in _TAG.finditer(ground.text):
        if not ground.is_off(found.start()):
            yield Code(Span(*found.span()))


LINKS = Family("wiki links", ("[[",), find_links, Level.INLINE)
CERTAIN_LINKS = Family("wiki links", ("[[",), find_certain_links, Level.INLINE)
HIGHLIGHTS = Family("highlights", ("==",), find_highlights, Level.INLINE)
CERTAIN_HIGHLIGHTS = Family("highlights", ("==",), find_certain_highlights, Level.INLINE)
COMMENTS = Family("comments", ("%%",), find_comments, Level.BLOCKS)
BLOCK_IDS = Family("block ids", ("^",), find_block_ids, Level.BLOCKS)
TAGS = Family("tags", ("#",), find_tags, Level.INLINE)
