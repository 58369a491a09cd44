"""Units of a translation memory as TMX 1.4b, one after another as they come."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import TextIO

from l10n import __version__
from l10n.exchange.tmx.terms import (
    AFTER,
    ARTICLE,
    BEFORE,
    CHARACTER,
    DESK,
    MACHINE,
    ROLE,
    STATE,
    TOOL,
    TYPES,
    character_name,
    holdable,
)
from l10n.model.markup import Tagged, Token, TokenKind, write
from l10n.model.unit import Unit
from l10n.regex import regex
from l10n.store.xml_writing import UNHELD, XmlWriter, escaped, quoted

_GRAMMAR = "tmx14.dtd"
_DATE = regex(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z", re.ASCII)
_UNHELD = regex(f"({UNHELD.pattern})")


More = Callable[[Unit], Iterable[tuple[str, str]]]
"""What else is said of a unit, as types and values of properties."""


def nothing_more(unit: Unit) -> Iterable[tuple[str, str]]:
    """Nothing besides."""
    return ()


def write_units(
    file: TextIO, units: Iterable[Unit], *, now: datetime, more: More = nothing_more
) -> int:
    """Write units as one file, valid by tmx14.dtd; returns how many.

    The file is opened as UTF-8 with `newline="\\n"`; `now` carries a time zone. The source locale
    of the first unit is the file's; those of another say theirs themselves.
    """
    rest = iter(units)
    first = next(rest, None)
    source_locale = first.source_locale if first else "en"
    writer = XmlWriter(file)
    writer.doctype("tmx", _GRAMMAR)
    writer.open("tmx", {"version": "1.4"})
    header = {
        "creationtool": TOOL,
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": TOOL,
        "adminlang": "en",
        "srclang": source_locale,
        "datatype": "plaintext",
        "creationdate": f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    }
    writer.leaf("header", attributes=header)
    writer.open("body")
    written = 0
    for unit in chain([first] if first else [], rest):
        _write_unit(writer, unit, source_locale, more(unit))
        written += 1
    writer.close()
    writer.close()
    return written


def _write_unit(
    writer: XmlWriter, unit: Unit, source_locale: str, more: Iterable[tuple[str, str]]
) -> None:
    other = unit.source_locale != source_locale
    writer.open("tu", {"srclang": unit.source_locale} if other else {})
    if unit.note:
        text, attributes = holdable(unit.note)
        writer.leaf("note", text, attributes)
    for kind, value in chain(_properties(unit), more):
        text, attributes = holdable(value)
        writer.leaf("prop", text, {"type": kind, **attributes})
    places = _places(unit.source)
    _write_variant(writer, unit.source_locale, _Inline(unit.source, places).of(unit.source.text))
    by = _origin(unit)
    _write_variant(writer, unit.target_locale, _Inline(unit.source, places).of(unit.target), by)
    writer.close()


def _properties(unit: Unit) -> Iterator[tuple[str, str]]:
    yield STATE, unit.standing.name.lower()
    if unit.context is not None:
        yield ROLE, unit.context
    if unit.machine:
        yield MACHINE, "yes"
    for kind, value in (
        (BEFORE, unit.before),
        (AFTER, unit.after),
        (DESK, unit.desk),
        (ARTICLE, unit.article),
    ):
        if value:
            yield kind, value


def _origin(unit: Unit) -> dict[str, str]:
    """When and by whom a translation was last worked on."""
    found: dict[str, str] = {}
    if match := _DATE.fullmatch(unit.date):
        year, month, day, hour, minute, second = match.groups()
        found["changedate"] = f"{year}{month}{day}T{hour}{minute}{second}Z"
    if unit.who:
        found["changeid"] = unit.who
    return found


def _write_variant(
    writer: XmlWriter, locale: str, content: str, by: dict[str, str] | None = None
) -> None:
    writer.open("tuv", {"xml:lang": locale, **(by or {})})
    writer.raw("seg", content)
    writer.close()


def _places(source: Tagged) -> dict[str, int]:
    """The number of each tag by which it is found in the other language, from 1."""
    names = [token.text for token in source.tokens() if token.kind is not TokenKind.TEXT]
    every = (*names, *sorted(source.names))
    return {name: place for place, name in enumerate(dict.fromkeys(every), 1)}


class _Inline:
    """One text of a unit in the inline elements of TMX (1.4b, section 2.5)."""

    def __init__(self, of: Tagged, places: dict[str, int]) -> None:
        self.of_source = of
        self.places = places

    def of(self, text: str) -> str:
        """The content of its `seg`: pairs of tags are `bpt` and `ept`, single ones `ph` or `it`."""
        tokens = Tagged(text, self.of_source.pairs, self.of_source.empties).tokens()
        if len(tokens) == 1 and tokens[0].kind is TokenKind.TEXT and not UNHELD.search(text):
            return escaped(text)
        partners = _partners(tokens)
        parts: list[str] = []
        for place, token in enumerate(tokens):
            if token.kind is TokenKind.TEXT:
                parts += self._text(token.text)
            else:
                parts.append(self._tag(token, partners.get(place)))
        return "".join(parts)

    def _text(self, text: str) -> Iterator[str]:
        for place, part in enumerate(_UNHELD.split(text)):
            if place % 2:
                yield f'<ph type="{CHARACTER}">{character_name(part)}</ph>'
            else:
                yield escaped(part)

    def _tag(self, token: Token, partner: int | None) -> str:
        kind = token.text.rstrip("0123456789")
        known = f' x="{self.places[token.text]}" type={quoted(TYPES.get(kind, f"x-{kind}"))}'
        content = escaped(write([token]))
        if token.kind is TokenKind.EMPTY:
            return f"<ph{known}>{content}</ph>"
        if partner is None:
            pos = "begin" if token.kind is TokenKind.OPEN else "end"
            return f'<it pos="{pos}"{known}>{content}</it>'
        if token.kind is TokenKind.OPEN:
            return f'<bpt i="{partner}"{known}>{content}</bpt>'
        return f'<ept i="{partner}">{content}</ept>'


def _partners(tokens: tuple[Token, ...]) -> dict[int, int]:
    """The places of opening and closing tags that belong together, each with a number from 1."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    pairs = 0
    for place, token in enumerate(tokens):
        if token.kind is TokenKind.OPEN:
            waiting.setdefault(token.text, []).append(place)
        elif token.kind is TokenKind.CLOSE and waiting.get(token.text):
            pairs += 1
            found[waiting[token.text].pop()] = found[place] = pairs
    return found
