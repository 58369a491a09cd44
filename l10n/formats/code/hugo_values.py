"""The values of a shortcode's parameters: how Hugo reads them, and how text is written as one."""

import re
from dataclasses import replace

from l10n.formats.code.site import CodeSite
from l10n.model.article import Block, Piece, PieceKind, Span
from l10n.regex import regex

WRITING = "hugo value"
WRITING_MARKDOWN = "hugo markdown"
WRITING_PLAIN = "hugo plain"
"""A text without markup in a value that is Markdown to its reader."""
MARKDOWN = frozenset((("details", "summary"), ("figure", "attr"), ("figure", "caption")))
"""Parameters that Hugo's own shortcodes read as Markdown."""
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])?+|([\"`])")
_MARKUP = regex(
    r"""
      [!"\#$&()*+<=>@\[\\\]^_`{|}~] | \A[-:] | (?<=-)- | (?<=\ )-(?=\ )
    | (?<=[0-9])[.)] | (?<=www)\. | :(?=\S)
    """,
    re.VERBOSE,
)
_REFERENCE = regex(r"&\#([0-9]{1,7});")
_ROLES = {"alt": "alt", "caption": "caption", "title": "title"}


def value_block(token: str, span: Span, shortcode: str, parameter: str) -> Block | None:
    """The text of a parameter's value, quotes included in `token`; None if there is none.

    A value stands in double quotes, in backquotes, or bare. It is written anew as a whole, since
    one quote in it decides how all of it has to be written.
    """
    quote = token[0] if token[0] in '"`' else ""
    role = _ROLES.get(parameter, "label")
    context = parameter if parameter.isalpha() else None
    if quote and (shortcode, parameter) in MARKDOWN:
        inner = Span(span.start + 1, span.end - 1)
        piece = Piece(PieceKind.TEXT, inner, token[1:-1])
        site = CodeSite(WRITING_MARKDOWN, quote, markdown=True)
        return Block(role, (piece,), context, site) if token[1:-1].strip() else None
    text = read(token)
    if not text.strip():
        return None
    piece = Piece(PieceKind.TEXT, span, text)
    return Block(role, (piece,), context, CodeSite(WRITING, quote))


def read(token: str) -> str:
    """Read a value as Hugo's lexer does.

    In double quotes a backslash is one, unless there is a quote with a backslash before it: then
    all backslashes go (`ignoreEscapesAndEmit`).
    """
    if token[0] == "`":
        return token[1:-1]
    if token[0] != '"':
        return token
    inner = token[1:-1]
    return inner.replace("\\", "") if '\\"' in inner else inner


def dropped(raw: str, site: CodeSite) -> frozenset[int]:
    """Where backslashes stand in Markdown between the quotes of a value that Hugo drops."""
    if site.quote != '"' or '\\"' not in raw:
        return frozenset()
    return frozenset(number for number, char in enumerate(raw) if char == "\\")


def write_value(text: str, site: CodeSite) -> str:
    """Write a value, quotes included.

    A text with a double quote, a backquote and a backslash can be written in no way; what is
    written loses the backslash, and does not read back.
    """
    if "`" not in text and (site.quote == "`" or not _fits_double(text)):
        return f"`{text}`"
    if _fits_double(text):
        return f'"{text}"'
    return '"' + text.replace("\\", "").replace('"', '\\"') + '"'


def write_markdown(text: str, site: CodeSite) -> str:
    """Write Markdown between the quotes of a value: references for backslashes and quotes.

    Hugo would drop some backslashes, and Markdown takes a reference for no markup.
    """
    return _ESCAPED.sub(lambda found: f"&#{ord(found[0][-1])};", text)


def plain_block(block: Block, site: CodeSite, raw: str) -> Block | None:
    """A text of Markdown read as words and references; None where it may hold anything else."""
    pieces: list[Piece] = []
    position, first = 0, block.span.start
    for found in (*_REFERENCE.finditer(raw), None):
        start, end = found.span() if found else (len(raw), len(raw))
        if _MARKUP.search(raw, position, start):
            return None
        if position < start:
            span = Span(first + position, first + start)
            pieces.append(Piece(PieceKind.TEXT, span, raw[position:start]))
        if found:
            span = Span(first + start, first + end)
            pieces.append(Piece(PieceKind.TEXT, span, chr(min(int(found[1]), 0x10FFFF))))
        position = end
    return replace(block, pieces=tuple(pieces), site=CodeSite(WRITING_PLAIN, site.quote))


def write_plain(text: str, site: CodeSite) -> str:
    """Write a text between the quotes of a value, so that Markdown reads it as text."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)


def _fits_double(text: str) -> bool:
    return '"' not in text and "\\`" not in text and not text.endswith("\\")
