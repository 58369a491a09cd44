"""Looks for a secret in whatever was printed or written, however it is encoded there.

It decodes and searches, over and over, with the decoders of the standard library; it knows nothing
of how the tool itself takes secrets out of texts.
"""

import base64
import binascii
import html
import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

LEAST = 8
"""Characters of a secret in a row that are a leak."""
_DEPTH = 3
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{11,}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){8,}")
_ESCAPED = re.compile(r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[0-7]{3}")
_WRAPPED = re.compile(r'"\s*\n\s*"|\n\s*#[.,:~|]?\s*"?|[\s\u200b-\u200f\u00ad\x00]+')


def leaks(text: str, secret: str) -> list[str]:
    """The pieces of a secret that can be read out of a text."""
    pieces = {secret[at : at + LEAST].casefold() for at in range(len(secret) - LEAST + 1)}
    found: list[str] = []
    seen = {text}
    layer = [text]
    for _depth in range(_DEPTH):
        for each in layer:
            flat = each.casefold()
            for form in (flat, _WRAPPED.sub("", flat), _WRAPPED.sub("", flat)[::-1]):
                found += [piece for piece in pieces if piece in form]
        layer = [new for each in layer for new in _decoded(each) if new not in seen]
        seen.update(layer)
    return sorted(set(found))


def leaks_in(folder: Path, secret: str) -> dict[str, list[str]]:
    """The pieces of a secret in the names and the contents of all files below a folder."""
    found: dict[str, list[str]] = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        data = path.read_bytes()
        pieces = leaks(str(path.relative_to(folder)), secret)
        pieces += leaks(data.decode("utf-8", "replace"), secret)
        pieces += leaks(data.decode("latin-1"), secret)
        if pieces:
            found[str(path.relative_to(folder))] = sorted(set(pieces))
    return found


def _decoded(text: str) -> Iterator[str]:
    flat = _WRAPPED.sub("", text)
    for each in dict.fromkeys((text, flat)):
        yield urllib.parse.unquote(each, errors="replace")
        yield html.unescape(each)
        yield _ESCAPED.sub(_escaped, each)
        for match in _BASE64.finditer(each):
            yield from _unbased(match.group())
        for match in _HEX.finditer(each):
            for start in (0, 1):
                digits = match.group()[start:]
                yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1")


def _escaped(match: re.Match[str]) -> str:
    text = match.group()
    if text[1] == "u":
        return str(json.loads(f'"{text}"'))
    return chr(int(text[2:], 16) if text[1] == "x" else int(text[1:], 8))


def _unbased(run: str) -> Iterator[str]:
    """A run of Base64 read from each of its four places."""
    usual = run.replace("-", "+").replace("_", "/")
    for start in range(4):
        part = usual[start:]
        try:
            yield base64.b64decode(part[: len(part) // 4 * 4]).decode("latin-1")
        except binascii.Error:
            continue
