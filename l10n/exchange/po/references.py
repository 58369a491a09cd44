"""The places of an entry, `#: path:line`, and paths in them without white space."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from l10n.model.catalog import Reference
from l10n.regex import regex

_UNSAFE = regex(
    "%(?=[0-9A-Fa-f]{2})|[\\s\x00-\x1f\x7f-\x9f\u2060-\u206f\u200b-\u200f\ufeff\ud800-\udfff]"
)

_KNOWN = 1 << 14
"""References that are kept while a file is read."""


def quote_path(path: str, *, spaces: bool = False) -> str:
    """Percent-encode what would break a `#:` line or a header: white space, control characters.

    A `%` that reads as such a code is encoded too. With `spaces`, a plain space stands as it is.
    """
    if not _UNSAFE.search(path):
        return path

    def encoded(match: re.Match[str]) -> str:
        if spaces and match[0] == " ":
            return match[0]
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape"))

    return _UNSAFE.sub(encoded, path)


def unquote_path(text: str) -> str:
    """Undo `quote_path`."""
    if "%" not in text:
        return text
    return unquote(text, errors="surrogateescape")


def read_reference(text: str) -> Reference:
    """Read one reference; one without a line has line 0."""
    path, _colon, line = text.rpartition(":")
    if path and line.isascii() and line.isdecimal() and len(line) < 10:
        return Reference(unquote_path(path), int(line))
    return Reference(unquote_path(text), 0)


def reference_reader() -> Callable[[str], Reference]:
    """`read_reference` for one file, where many entries stand in one place: that is read once."""
    known: dict[str, Reference] = {}

    def read(text: str) -> Reference:
        found = known.get(text)
        if found is None:
            if len(known) >= _KNOWN:
                known.clear()
            found = known[text] = read_reference(text)
        return found

    return read
