"""Text in HTML: character references read and written, white space folded."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from l10n.formats import Edge, Run
from l10n.formats.code.code import Code
from l10n.formats.code.masking import Masked
from l10n.formats.html.site import TextSite, ValueSite
from l10n.model.article import Piece, PieceKind, Site, Span
from l10n.regex import regex

BOM = "\ufeff"
_BREAKS = regex(
    r"(?P<space>[\t\n\f\r ]{2,}|[\t\n\f\r])|(?P<nul>\0+)"
    r"|&(?:#(?P<decimal>[0-9]+);?|#[xX](?P<hex>[0-9A-Fa-f]+);?|(?P<name>[A-Za-z][A-Za-z0-9]*;?))"
)
_LONGEST = max(map(len, html5))
_SPACES = frozenset("\t\n\f\r ")
_UNWRITABLE = regex("[\0-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_MARKUP = regex("[&<>]")
_IN_QUOTES = {'"': regex('[&<>"]'), "'": regex("[&<>']")}
_NO_WORD = regex(r"\W")
_BARE = regex(r"[&<>\"'`=]|(?!\x85)\s")
"""More white space than ends a value in HTML: other readers take any. U+0085 has no reference."""
_PUNCTUATION = regex("[ -/:-@\\[-`{-~]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class Bit(NamedTuple):
    """A stretch of text that reads as one thing."""

    start: int
    end: int
    text: str


def bits(source: str, start: int, end: int, *, attribute: bool = False) -> Iterator[Bit]:
    """Cut text into verbatim stretches, references, and white space that reads as one space.

    References as in the standard, 13.2.5.72–80: names without their semicolon where history
    allows them, windows-1252 for 128–159, U+FFFD for what is no character.
    """
    position = start
    for found in _BREAKS.finditer(source, start, end):
        text, stop = found["nul"] or " ", found.end()
        if not found["space"] and not found["nul"]:
            stop, text = _reference(source, found, end, attribute)
            if not text:
                continue
        if found.start() > position:
            yield Bit(position, found.start(), source[position : found.start()])
        yield Bit(found.start(), stop, text)
        position = stop
    if position < end:
        yield Bit(position, end, source[position:end])


def pieces(masked: Masked, start: int, end: int, *, attribute: bool = False) -> Iterator[Piece]:
    """Cut text into verbatim stretches, references, white space, and the code in it as tags."""
    for code in masked.beginning(start, end):
        if not code.fill or code.verbatim:
            continue
        yield from _text_pieces(masked, start, code.span.start, attribute=attribute)
        yield code_piece(masked, code)
        start = code.span.end
    yield from _text_pieces(masked, start, end, attribute=attribute)


def code_piece(masked: Masked, code: Code) -> Piece:
    """Code in a text, as a tag."""
    return Piece(PieceKind.EMPTY, code.span, "code", code.shown(masked.source))


def _text_pieces(masked: Masked, start: int, end: int, *, attribute: bool) -> Iterator[Piece]:
    for bit in bits(masked.text, start, end, attribute=attribute):
        yield Piece(PieceKind.TEXT, Span(bit.start, bit.end), bit.text)


def decode(source: str, start: int, end: int, *, attribute: bool = True) -> str:
    """Read a stretch of text, its references resolved, its white space folded."""
    return "".join(bit.text for bit in bits(source, start, end, attribute=attribute))


def _reference(source: str, found: re.Match[str], end: int, attribute: bool) -> tuple[int, str]:
    if not found["name"]:
        digits = found["decimal"] or found["hex"]
        code = int(digits.lstrip("0")[:8] or "0", 10 if found["decimal"] else 16)
        text = _character(code)
        return found.end(), " " if text in _SPACES else text
    name = found["name"]
    if name not in html5:
        name = name[:_LONGEST]
        while name and name not in html5:
            name = name[:-1]
    stop = found.start() + 1 + len(name)
    if not name:
        return stop, ""
    if attribute and not name.endswith(";") and stop < end:
        following = source[stop]
        if following == "=" or (following.isascii() and following.isalnum()):
            return stop, ""
    text = html5[name]
    return stop, " " if text in _SPACES else text


def _character(code: int) -> str:
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if 0x80 <= code <= 0x9F:
        try:
            return bytes((code,)).decode("cp1252")
        except UnicodeDecodeError:
            pass
    return chr(code)


def escape(run: Run, site: Site, *, strict: bool) -> str:
    """Write text so that a browser reads just this text at a site, and no markup.

    Characters that HTML cannot express (NUL, control characters, lone surrogates) are written as
    U+FFFD, line ends and tabs as spaces; U+FEFF, which would be a byte-order mark at the start of
    a file, as a reference. A space at the edge of a block or beside a hard break,
    which a browser would drop, is written `&#32;`. A value without quotes gets them as soon as it
    is more than a word, since kramdown takes no more for one. Where template code stands in it, it
    stays without: what would end it becomes a reference, and no part depends on the rest.
    """
    if isinstance(site, ValueSite) and site.whole and not site.quote:
        quoted = _NO_WORD.search(run.text) is not None or not run.text
        site = ValueSite('"')
        return f'"{escape(run, site, strict=strict)}"' if quoted else run.text
    text, before, after = run.text, run.before, run.after
    if not text.isprintable():
        text = _UNWRITABLE.sub("\ufffd", re.sub("[\t\n\f\r]", " ", text))
    if strict:
        return _guarded(_PUNCTUATION.sub(_numeric, text).replace(BOM, "&#65279;"))
    head = len(text) - len(text.lstrip(" ")) if before is Edge.LINE else 0
    tail = len(text.rstrip(" ")) if after is Edge.LINE else len(text)
    body = text[head : max(tail, head)]
    if not isinstance(site, ValueSite):
        written = _MARKUP.sub(_named, body)
    elif site.quote:
        written = _IN_QUOTES[site.quote].sub(_named, body)
    else:
        written = _BARE.sub(_numeric, body)
    written = written.replace(BOM, "&#65279;")
    written = "&#32;" * head + written + "&#32;" * (len(text) - max(tail, head))
    loose = isinstance(site, TextSite) and site.loose
    return _guarded(written) if loose and before is not Edge.TAG else written


def _guarded(written: str) -> str:
    """Write a first letter or digit as a reference: what stands before it may be `<` or `&copy`."""
    first = written[:1]
    if first.isascii() and first.isalnum():
        return f"&#{ord(first)};{written[1:]}"
    return written


def escape_value(text: str, quote: str) -> str:
    """Write the whole of an attribute's value within its quotes, or with them if it needs some."""
    return escape(Run(text, Edge.TEXT, Edge.TEXT), ValueSite(quote, whole=True), strict=False)


def _numeric(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _named(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or _numeric(found)
