"""Values of MyST's options: a subset of YAML, each on one line (myst_parser.parsers.options)."""

import html
import json
import re

from l10n.formats.code.site import CodeSite
from l10n.formats.frontmatter.field import UNPRINTABLE
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

_DOUBLE = regex(r'"(?:[^"\\\r\n]|\\.)*+"[ \t]*\Z')
_SINGLE = regex(r"'(?:[^'\r\n]|'')*+'[ \t]*\Z")
_PLAIN = regex(r"[^\W_](?:[^#:\r\n]|:(?=\S)|(?<=\S)#)*+\Z")
_MARKUP = regex(r"[\\`*_\[\]<>{}&$~]")


def option_block(text: str, span: Span, role: str, *, markdown: bool) -> Block | None:
    """The text of an option; None where it is no text of one line, or has markup in it."""
    raw = span.of(text).rstrip(" \t")
    shown = _read(raw)
    if shown is None or not shown.strip():
        return None
    if markdown:
        shown = html.unescape(shown)
    site = CodeSite("option of markdown" if markdown else "option")
    piece = Piece(PieceKind.TEXT, Span(span.start, span.start + len(raw)), shown)
    return None if markdown and _has_markup(raw) else Block(role, (piece,), role, site)


def _has_markup(raw: str) -> bool:
    return _MARKUP.search(re.sub(r"&#[0-9]+;", "", raw)) is not None


def _read(raw: str) -> str | None:
    if _DOUBLE.match(raw):
        try:
            return str(json.loads(raw))
        except ValueError:
            return None
    if _SINGLE.match(raw):
        return raw.strip()[1:-1].replace("''", "'")
    return raw if _PLAIN.match(raw) else None


def written_option(text: str, _site: CodeSite) -> str:
    """Write the value of an option, between quotes where it does not stand alone."""
    if _PLAIN.match(text) and text == text.strip() and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # Alone, since YAML knows no halves of a character, as which JSON writes what is beyond U+FFFF.
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def written_markdown_option(text: str, site: CodeSite) -> str:
    """Write the value of an option that is read as Markdown: no sign in it means anything."""
    return written_option(_MARKUP.sub(lambda found: f"&#{ord(found[0])};", text), site)
