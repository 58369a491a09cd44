"""Strings in JSON: where they stand, and how another is written in their place (RFC 8259)."""

import json
import re
from collections.abc import Iterable, Iterator

from l10n.dataclass import dataclass
from l10n.model.article import Piece, PieceKind, Site, Span
from l10n.regex import regex

DEEPEST = 200
"""Objects and lists that may lie in one another."""
_TOKEN = regex(
    r"""
    [ \t\n\r]*+ (?:
        "(?P<string>(?:[^"\\]|\\.)*+)"
      | (?P<sign>[{}\[\],:])
      | [^ \t\n\r"{}\[\],:]++
    )
    """,
    re.VERBOSE,
)
_ESCAPE = regex(r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)")
_LINE_END = regex(r"\r\n|[\r\n]")
_LINE_BREAKS = regex(r"[\t\n\f\r]")
_DASHES = regex(r"\A-|-(?=-|\Z)|(?<=-)-")
_PUNCTUATION = regex(r"[!-/:-@\[-`{-~]")
_ALWAYS = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class JsonError(ValueError):
    """It is no JSON, or is nested too deeply."""


@dataclass(frozen=True, slots=True)
class JsonTextSite(Site):
    """A string in JSON."""

    special: str = ""
    """Characters that are always written as `\\u00NN`, since they mean something around it."""
    dashes: bool = False
    """Two hyphens in a row too, which would end a comment."""


@dataclass(frozen=True, slots=True)
class JsonString:
    """A value that is a string."""

    keys: tuple[str, ...]
    """The names that lead to it; a place in a list adds nothing."""
    span: Span
    """Between the quotes."""
    listed: bool
    """It stands in a list."""

    @property
    def key(self) -> str:
        """The last of its names; empty if there is none."""
        return self.keys[-1] if self.keys else ""


@dataclass(slots=True)
class _Level:
    """An object or list that is open."""

    mapping: bool
    keys: tuple[str, ...]
    key: str | None = None


def strings(source: str, start: int, end: int) -> tuple[JsonString, ...]:
    """Find the values that are strings, in source order; raises JsonError."""
    try:
        # Numbers stay text: Python takes the square of one's digits to read it.
        json.loads(source[start:end], parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise JsonError(str(error)) from None
    return tuple(sound_strings(source, start, end))


def sound_strings(source: str, start: int, end: int) -> Iterator[JsonString]:
    """Find them in JSON that a reader takes; raises JsonError where it is nested too deeply."""
    levels: list[_Level] = []
    for found in _TOKEN.finditer(source, start, end):
        top = levels[-1] if levels else None
        sign = found["sign"]
        if sign in ("{", "["):
            keys = _keys(top)
            levels.append(_Level(sign == "{", keys))
            if len(levels) > DEEPEST:
                raise JsonError("nested too deeply")
        elif sign in ("}", "]"):
            levels.pop()
        elif sign == "," and top is not None:
            top.key = None
        elif found["string"] is not None:
            span = Span(*found.span("string"))
            if top is not None and top.mapping and top.key is None:
                top.key = decode(source, span)
            else:
                yield JsonString(_keys(top), span, top is not None and not top.mapping)


def _keys(top: _Level | None) -> tuple[str, ...]:
    if top is None:
        return ()
    return (*top.keys, top.key) if top.mapping and top.key is not None else top.keys


def decode(source: str, span: Span) -> str:
    """Read what stands between the quotes of a string."""
    return "".join(piece.text for piece in pieces(source, span))


def pieces(source: str, span: Span) -> Iterator[Piece]:
    """Cut what stands between the quotes into verbatim stretches and escapes."""
    position = span.start
    for found in _ESCAPE.finditer(source, span.start, span.end):
        if found.start() > position:
            yield _text(source, position, found.start())
        text: str = json.loads(f'"{found[0]}"')
        yield Piece(PieceKind.TEXT, Span(*found.span()), text)
        position = found.end()
    if position < span.end:
        yield _text(source, position, span.end)


def _text(source: str, start: int, end: int) -> Piece:
    return Piece(PieceKind.TEXT, Span(start, end), source[start:end])


def lines(found: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Cut the pieces of a string where its lines end; lines without text are left out."""
    line: list[Piece] = []
    for piece in found:
        if piece.text and _LINE_END.fullmatch(piece.text):
            yield from _filled(line)
            line = []
        else:
            line.append(piece)
    yield from _filled(line)


def _filled(line: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    if any(piece.kind is PieceKind.TEXT and piece.text.strip() for piece in line):
        yield tuple(line)


def write(text: str, site: JsonTextSite, *, strict: bool) -> str:
    """Write a text of one line between quotes; `strict` escapes every sign of ASCII."""
    text = _LINE_BREAKS.sub(" ", text)
    written = text.replace("\\", "\\u005c").replace('"', "\\u0022")
    if strict:
        written = _PUNCTUATION.sub(_escaped, text)
    elif site.special:
        written = re.sub(f"[{re.escape(site.special)}]", _escaped, written)
    if site.dashes and not strict:
        written = _DASHES.sub(_escaped, written)
    return _ALWAYS.sub(_escaped, written)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
