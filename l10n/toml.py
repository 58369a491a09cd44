"""Reading TOML, and where its keys, tables and values stand, which its parsers do not tell."""

import re
import tomllib
from collections.abc import Generator, Iterator, Mapping
from typing import Any

from l10n.dataclass import dataclass
from l10n.regex import regex

Keys = tuple[str | int, ...]
"""A path of keys; an element of an array has its index (from 0) at the end of its path."""

_BLANK = regex(r"(?:[ \t\r\n]|#[^\r\n]*)*+")
_SPACE = regex(r"[ \t]*+")
# Not possessive: Python 3.11.2 gets a possessive repeat with a choice of lengths wrong.
_ENDS = {
    '"""': regex(r'\\[\s\S]|"{3,5}'),
    "'''": regex(r"'{3,5}"),
    '"': regex(r'\\.|["\r\n]'),
    "'": regex(r"['\r\n]"),
}
"""By the quotes of a string, what may end it: an escape does not, nor may a newline."""
_BARE_KEY = regex(r"[A-Za-z0-9_-]++")
_OTHER = regex(r"[^,\]}#\r\n]++")
_NUMBER = regex(r"[+-]?(?:0[xob])?[0-9A-Fa-f_]++")
_WHOLE = range(-(2**63), 2**63)
"""The whole numbers that TOML has; what is beyond is an error by its specification."""
DEEPEST = 32
"""Tables and arrays within one another, the parts of a dotted key among them.

`tomllib` takes time with the square of a key's parts; no person nests as deep.
"""
_MANY_DOTS = regex(rf"^(?:[^.\r\n]*+\.){{{DEEPEST}}}", re.MULTILINE)
_SHOWN = 60
"""Characters of a value that a message shows at most."""


class ScanError(ValueError):
    """The text is not the valid TOML that it was said to be."""

    def __init__(self, offset: int) -> None:
        """`offset` is where it ends to be TOML, in characters."""
        super().__init__(f"no TOML at character {offset}")
        self.offset = offset


class NumberError(ValueError):
    """A whole number is beyond those of TOML; Python reads some, and no more than 4,300 digits."""

    def __init__(self, line: int | None) -> None:
        """`line` is where it stands, from 1."""
        super().__init__("a number of more than 64 bits")
        self.line = line


def load(text: str) -> dict[str, Any]:
    """The values of a TOML text.

    Raises tomllib.TOMLDecodeError for what is none, NumberError, and RecursionError for what is
    nested deeper than DEEPEST.
    """
    if _MANY_DOTS.search(text):
        _check_keys(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise NumberError(_line_of_number(text)) from None
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict | list):
            if depth > DEEPEST:
                raise RecursionError
            inner = value.values() if isinstance(value, dict) else value
            waiting += ((each, depth + 1) for each in inner)
        elif type(value) is int and value not in _WHOLE:
            raise NumberError(_line_of_number(text))
    return data


def _check_keys(text: str) -> None:
    """Raise RecursionError for a key of too many parts; a text that is no TOML passes."""
    try:
        for _place in scan(text):
            pass
    except ValueError:
        return


def _line_of_number(text: str) -> int | None:
    """The line of the first number that is as long as one of more than 64 bits, from 1."""
    for place in scan(text):
        found = None if place.quote else _NUMBER.match(text, place.start)
        if found and len(found[0]) >= len("0xffffffffffffffff"):
            return text.count("\n", 0, place.start) + 1
    return None


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A table header, a key or a value, and where it stands."""

    keys: Keys
    start: int
    """In characters of the text; for a value that is an array or a table, its bracket."""
    end: int
    quote: str = ""
    """The quotes that a string stands in; empty for all that is no string."""
    text: str = ""
    """What a string says."""

    def heads(self, text: str) -> bool:
        """True for the head of a table or of one of an array of tables, in the text it is of."""
        return text[self.start] == "[" and self.end > self.start + 1

    @property
    def listed(self) -> bool:
        """True for an element of an array."""
        return bool(self.keys) and isinstance(self.keys[-1], int)


def scan(text: str) -> Iterator[KeyPlace]:
    """Walk a text that `tomllib` has read, in order; a key comes before its value.

    An array of tables (`[[name]]`) adds nothing to the path of its keys. Raises ScanError where the
    text is no TOML after all, RecursionError for a key of more than DEEPEST parts.
    """
    table: Keys = ()
    position = _blank(text, 0)
    while position < len(text):
        start = position
        if text[position] == "[":
            depth = 2 if text.startswith("[[", position) else 1
            table, position = _key(text, position + depth)
            yield KeyPlace(table, start, position + depth)
            position = _blank(text, position + depth)
            continue
        key, position = _key(text, position)
        keys = (*table, *key)
        yield KeyPlace(keys, start, position)
        position = yield from _value(text, position + 1, keys)
        position = _blank(text, position)


def key_lines(text: str) -> Mapping[Keys, int]:
    """The line, from 1, of each key, table and array element of a text that `tomllib` has read.

    What stands in an array of tables (`[[name]]`) has two paths: with the number of its table, and
    that of the first without.
    """
    lines: dict[Keys, int] = {}
    tables: dict[Keys, int] = {}
    array: Keys = ()
    at, number = 0, 1
    for place in scan(text):
        number += text.count("\n", at, place.start)
        at = place.start
        if place.heads(text):
            if text.startswith("[[", place.start):
                array = place.keys
                tables[array] = tables.get(array, -1) + 1
            elif place.keys[: len(array)] != array:
                array = ()
        if array:
            inside = place.keys[len(array) :]
            lines.setdefault((*array, tables[array], *inside), number)
        lines.setdefault(place.keys, number)
    return lines


def line_of(lines: Mapping[Keys, int], keys: Keys) -> int | None:
    """The line of a key; of the table or list around it where it has none of its own."""
    known = (keys[:length] for length in range(len(keys), 0, -1) if keys[:length] in lines)
    return next((lines[each] for each in known), None)


@dataclass(slots=True)
class _Level:
    """An array or inline table that is open."""

    closing: str
    keys: Keys
    index: int = 0
    """Of the next element of an array."""


def _value(text: str, position: int, keys: Keys) -> Generator[KeyPlace, None, int]:
    """Walk one value, whatever is nested in it; returns the place after it."""
    levels: list[_Level] = []
    while True:
        position = _blank(text, position) if levels else _space(text, position)
        char = text[position : position + 1]
        if levels and char == levels[-1].closing:
            levels.pop()
            position += 1
        elif levels and char == ",":
            position += 1
            continue
        else:
            here = keys
            if levels and levels[-1].closing == "}":
                start = position
                key, position = _key(text, position)
                here = (*levels[-1].keys, *key)
                yield KeyPlace(here, start, position)
                position = _space(text, position + 1)
                char = text[position : position + 1]
            elif levels:
                here = (*levels[-1].keys, levels[-1].index)
                levels[-1].index += 1
            if char in ("[", "{"):
                levels.append(_Level("]" if char == "[" else "}", here))
                yield KeyPlace(here, position, position + 1)
                position += 1
                continue
            place = _scalar(text, position, here)
            yield place
            position = place.end
        if not levels:
            return position


def _scalar(text: str, position: int, keys: Keys) -> KeyPlace:
    if text[position : position + 1] in ('"', "'"):
        return _string(text, position, keys)
    found = _OTHER.match(text, position)
    if found is None:
        raise ScanError(position)
    return KeyPlace(keys, position, found.end())


def _string(text: str, position: int, keys: Keys = ()) -> KeyPlace:
    for quote, pattern in _ENDS.items():
        if text.startswith(quote, position):
            for found in pattern.finditer(text, position + len(quote)):
                if found[0].startswith(quote):
                    value = tomllib.loads(f"x={text[position : found.end()]}")["x"]
                    return KeyPlace(keys, position, end=found.end(), quote=quote, text=str(value))
                if found[0] in ("\r", "\n"):
                    break
            break
    raise ScanError(position)


def _key(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """Read a dotted key; the place given is that of what follows it."""
    names: list[str] = []
    while True:
        position = _space(text, position)
        found = _BARE_KEY.match(text, position)
        if found:
            names.append(found[0])
            position = found.end()
        else:
            quoted = _string(text, position)
            names.append(quoted.text)
            position = quoted.end
        position = _space(text, position)
        if len(names) > DEEPEST:
            raise RecursionError
        if not text.startswith(".", position):
            return tuple(names), position
        position += 1


def _blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position


def _space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def dotted(keys: Keys) -> str:
    """A path of keys as TOML writes it, without indexes."""
    return ".".join(str(key) for key in keys if isinstance(key, str))


def written(value: Any) -> str:
    """A value as TOML writes it, cut where it is too long for a message."""
    if isinstance(value, bool):
        shown = str(value).lower()
    elif isinstance(value, str):
        shown = f'"{value}"'
    elif isinstance(value, list | tuple):
        shown = "[" + ", ".join(written(each) for each in value) + "]"
    elif isinstance(value, dict):
        shown = "{" + ", ".join(f"{key} = {written(each)}" for key, each in value.items()) + "}"
    else:
        shown = str(value)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
