"""In which line of a TOML text each key stands; the parsers in use do not tell."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

Keys = tuple[str | int, ...]
"""A path of keys; the elements of an array have their index at its end."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_PATH = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_PATH})[ \t]*\]\]?")
_KEY = re.compile(rf"[ \t]*({_PATH})[ \t]*=")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[^\s\"'\#\[\]{}=,]+"
    r"|.",
    re.DOTALL,
)


def key_lines(text: str) -> Mapping[Keys, int]:
    """Give the line, from 1, of each key, table and array element of a valid TOML text.

    Keys inside inline tables are left out; they stand where their table does, as a rule.
    """
    lines: dict[Keys, int] = {}
    table: Keys = ()
    position, number = 0, 1
    while position < len(text):
        header = _HEADER.match(text, position)
        key = None if header else _KEY.match(text, position)
        path: Keys | None = None
        if header:
            table = _parts(header[1])
            lines.setdefault(table, number)
            position = header.end()
        elif key:
            path = (*table, *_parts(key[1]))
            lines.setdefault(path, number)
            position = key.end()
        position, number = _skip(text, position, number, path, lines)
    return lines


def _skip(
    text: str, position: int, number: int, path: Keys | None, lines: dict[Keys, int]
) -> tuple[int, int]:
    """Pass over the rest of a statement, and note its array elements."""
    depth = index = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            break
        token, position = match[0], match.end()
        if path is not None and depth == 1 and not token.isspace() and token[0] not in "#],}":
            lines.setdefault((*path, index), number)
        number += token.count("\n")
        if token == "\n" and depth == 0:
            break
        if token in ("[", "{"):
            depth += 1
        elif token in ("]", "}"):
            depth -= 1
        elif token == "," and depth == 1:
            index += 1
    return position, number


def _parts(path: str) -> Keys:
    return tuple(
        str(tomllib.loads(f"x = {part}")["x"]) if part[0] in "\"'" else part
        for part in re.findall(_PART, path)
    )


def dotted(keys: Keys) -> str:
    """Show a path of keys as TOML writes it, without indexes."""
    return ".".join(str(key) for key in keys if isinstance(key, str))


def written(value: Any) -> str:
    """Show a value as it is written in TOML, if it is not too long."""
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
    return shown if len(shown) <= 60 else shown[:60] + "…"
