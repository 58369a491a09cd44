"""Links that name a heading by its words, which a translation changes.

Obsidian's help: "Link to a heading in a note"; Pandoc: `implicit_header_references`.
"""

import re
from collections.abc import Iterator

from l10n.messages import N_, message
from l10n.model.article import Article, PieceKind, Problem, line_at, line_starts
from l10n.regex import regex

BY_WORDS = N_("the link “{text}” goes by the words of a heading, which change")
_WIKI = regex(r"!?\[\[(?P<text>[^\[\]|\r\n]*#(?!\^)[^\[\]|^\r\n]+)")
_REFERENCE = regex(r"(?<![!\\])\[(?P<text>[^\[\]\r\n]{1,200})\](?:\[\])?(?![(\[{:])")
_DEFINED = regex(r"^[ \t>]*+\[((?:[^\[\]\\\r\n]|\\.)++)\]:", re.MULTILINE)
_SHOWN = 60
"""Characters of a link that are told."""


def by_words(article: Article) -> Iterator[Problem]:
    """Name the links that lead to a heading by its words."""
    found = list(_wiki(article))
    if article.parsed.ids == "pandoc":
        found += _references(article)
    starts = line_starts(article.source) if found else ()
    for offset, text in found:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        yield Problem(line_at(starts, offset), message(BY_WORDS, text=shown))


def _wiki(article: Article) -> Iterator[tuple[int, str]]:
    for code in article.parsed.code:
        found = _WIKI.match(article.source, code.span.start)
        if found:
            yield code.span.start, found["text"]


def _references(article: Article) -> Iterator[tuple[int, str]]:
    """References in brackets that nothing defines but a heading."""
    parsed = article.parsed
    places = {each.block for each in parsed.headings}
    if not places:
        return
    words = {
        _plain("".join(piece.text for piece in block.pieces if piece.kind is PieceKind.TEXT))
        for block in parsed.blocks
        if block.span in places
    }
    defined = {_plain(found[1]) for found in _DEFINED.finditer(article.source)}
    for found in _REFERENCE.finditer(article.source):
        text = _plain(found["text"])
        if text in words and text not in defined:
            yield found.start(), found["text"]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
