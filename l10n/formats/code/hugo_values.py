"""The values of a shortcode's parameters: how Hugo reads them, and how text is written as one."""

import re

from l10n.formats.code.site import CodeSite
from l10n.model.article import Block, Piece, PieceKind, Span

WRITING = "hugo value"
WRITING_MARKDOWN = "hugo markdown"
MARKDOWN = frozenset((("figure", "attr"), ("figure", "caption")))
"""Parameters that Hugo's own shortcodes read as Markdown."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])?+|([\"`])")
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


def _fits_double(text: str) -> bool:
    return '"' not in text and "\\`" not in text and not text.endswith("\\")
