"""TOML front matter: where its strings stand, and how another is written in their place."""

import re
import tomllib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

from l10n.formats.frontmatter.field import Field, MatterError, double_quoted, folded
from l10n.formats.frontmatter.site import TomlSite
from l10n.messages import N_, message
from l10n.model.article import Span

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*+")
_SPACE = re.compile(r"[ \t]*+")
# Not possessive: Python 3.11.2 gets a possessive repeat with a choice of lengths wrong.
_STRINGS = (
    ('"""', re.compile(r'"""(?:[^"\\]|\\[\s\S]|"(?!")|""(?!"))*"{3,5}')),
    ("'''", re.compile(r"'''(?:[^']|'(?!')|''(?!'))*'{3,5}")),
    ('"', re.compile(r'"(?:[^"\\\r\n]|\\.)*+"')),
    ("'", re.compile(r"'[^'\r\n]*+'")),
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_OTHER = re.compile(r"[^,\]}#\r\n]++")
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(slots=True)
class _Level:
    """An array or inline table that is open."""

    closing: str
    path: tuple[str, ...]


def fields(content: str) -> tuple[Field, ...]:
    """Find all strings with their places; raises MatterError where the TOML cannot be read."""
    try:
        data = tomllib.loads(content)
    except RecursionError:
        raise MatterError(
            message(N_("the front matter is nested too deeply; it was left out"))
        ) from None
    except ValueError as error:
        reason = message(
            N_("the front matter is not valid TOML ({problem}); it was left out"),
            problem=str(error).split(" (at ")[0],
        )
        raise MatterError(reason, _offset(content, str(error))) from None
    found = tuple(_scan(content))
    if sorted((item.path, item.text) for item in found) != sorted(_strings(data)):
        raise MatterError(message(N_("the strings of the front matter could not be located")))
    return found


def _offset(content: str, reason: str) -> int | None:
    place = _PLACE.search(reason)
    if not place:
        return len(content)
    offset = 0
    for _line in range(int(place[1]) - 1):
        offset = content.find("\n", offset) + 1
    return offset


def _strings(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[tuple[str, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, name), item) for name, item in value.items()]
        elif isinstance(value, list):
            waiting += [(path, item) for item in value]
        elif isinstance(value, str):
            yield ".".join(path), folded(value)


def _scan(content: str) -> Iterator[Field]:
    """Walk valid TOML and give its strings; the caller compares them with a parser's."""
    table: tuple[str, ...] = ()
    position = _blank(content, 0)
    while position < len(content):
        if content[position] == "[":
            depth = 2 if content.startswith("[[", position) else 1
            table, position = _key(content, position + depth)
            position = _blank(content, position + depth)
            continue
        key, position = _key(content, position)
        position = yield from _value(content, position + 1, (*table, *key))
        position = _blank(content, position)


def _blank(content: str, position: int) -> int:
    found = _BLANK.match(content, position)
    return found.end() if found else position


def _key(content: str, position: int) -> tuple[tuple[str, ...], int]:
    """Read a dotted key; the place given is that of what follows it."""
    names: list[str] = []
    while True:
        position = _spaces(content, position)
        found = _BARE_KEY.match(content, position)
        if found:
            names.append(found[0])
            position = found.end()
        else:
            _quote, span = _string(content, position)
            names.append(_decoded(span.of(content)))
            position = span.end
        position = _spaces(content, position)
        if not content.startswith(".", position):
            return tuple(names), position
        position += 1


def _spaces(content: str, position: int) -> int:
    found = _SPACE.match(content, position)
    return found.end() if found else position


def _string(content: str, position: int) -> tuple[str, Span]:
    for quote, pattern in _STRINGS:
        found = pattern.match(content, position)
        if found:
            return quote, Span(*found.span())
    raise MatterError(message(N_("the strings of the front matter could not be located")), position)


def _decoded(token: str) -> str:
    value = tomllib.loads(f"x={token}")["x"]
    return value if isinstance(value, str) else ""


def _value(content: str, position: int, path: tuple[str, ...]) -> Generator[Field, None, int]:
    """Yield the strings of one value; returns the place after it."""
    levels: list[_Level] = []
    while True:
        position = _blank(content, position) if levels else _spaces(content, position)
        char = content[position : position + 1]
        if levels and char == levels[-1].closing:
            levels.pop()
            position += 1
        elif levels and char == ",":
            position += 1
            continue
        else:
            here = levels[-1].path if levels else path
            if levels and levels[-1].closing == "}":
                key, position = _key(content, position)
                here = (*here, *key)
                position = _spaces(content, position + 1)
                char = content[position : position + 1]
            if char in ("[", "{"):
                levels.append(_Level("]" if char == "[" else "}", here))
                position += 1
                continue
            if char in ('"', "'"):
                quote, span = _string(content, position)
                text = folded(_decoded(span.of(content)))
                listed = bool(levels) and levels[-1].closing == "]"
                yield Field(".".join(here), span, text, TomlSite(quote), listed)
                position = span.end
            else:
                found = _OTHER.match(content, position)
                position = found.end() if found else len(content)
        if not levels:
            return position


def write(text: str, site: TomlSite, *, strict: bool) -> str:
    """Write a string in its own style where that can say it, else in double quotes."""
    quote = site.quote
    if strict or _CONTROL.search(text):
        return double_quoted(text, strict=strict)
    if quote == '"""':
        return f'""{double_quoted(text, strict=False)}""'
    if quote == "'" and "'" not in text:
        return f"'{text}'"
    if quote == "'''" and "''" not in text and not text.endswith("'"):
        return f"'''{text}'''"
    return double_quoted(text, strict=False)
