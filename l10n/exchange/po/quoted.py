"""Texts in quotes, as a PO file has them: checked, and brought into the form that polib reads.

polib passes over escapes that it does not know, bytes by number among them, and loses the last
letter before a quote that is not closed. Errors made here know no place in a file.
"""

import re
from collections.abc import Iterator
from itertools import islice

import polib

from l10n.errors import CatalogError
from l10n.messages import _
from l10n.regex import regex

STRINGS = r'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[ \t]*+)++'
"""A pattern of one or more texts in quotes, with the blanks behind them."""
PLAIN = r'"([^"\\\x00-\x08\x0b-\x1f]*+)"'
"""A pattern of a text in quotes in which nothing has to be checked."""

_STRINGS = regex(STRINGS)
_STRING = regex(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"')
_ESCAPE = regex(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))")
_CONTROL = regex(r"[\x00-\x08\x0b-\x1f]")
_BYTE = regex(r"[\udc80-\udcff]")
_LETTERS = {letter: f"\\{letter}" for letter in '\\"ntrvbf'} | {"a": "\a"}
_BYTES = tuple(
    chr(0xDC00 + byte) if byte > 0x7F else polib.escape(chr(byte)) for byte in range(256)
)
"""By number: how polib reads an ASCII character, and the others as `surrogateescape` has them."""


def texts(quoted: str) -> Iterator[str]:
    """The texts on a line, each without its quotes and as polib reads it.

    Raises CatalogError, before the first, for what stands outside quotes, quotes that are not
    closed, control characters and escapes that mean nothing. An escape means what it does in C; of
    a number past 255 the last eight bits count, as in gettext.
    """
    sound = _STRINGS.match(quoted)
    end = sound.end() if sound else 0
    if end < len(quoted):
        if quoted[end] == '"':
            raise CatalogError(
                _("a quote is not closed"),
                code="PO-007",
                remedy=_('close it with " at the end of the line'),
            )
        raise outside()
    if found := _CONTROL.search(quoted):
        raise control(found[0])
    if "\\" in quoted:
        quoted = _letters(quoted)
    return (match[1] for match in _STRING.finditer(quoted))


def outside() -> CatalogError:
    """The error for what stands between or behind texts."""
    return CatalogError(
        _("there is something outside the quotes"),
        code="PO-008",
        remedy=_('write \\" for a quote inside the text, and nothing after the last one'),
    )


def control(character: str) -> CatalogError:
    """The error for a character that no PO file can hold."""
    return CatalogError(
        _("the control character U+{code} stands in the file").format(code=f"{ord(character):04X}"),
        code="PO-016",
        remedy=_("delete it"),
    )


def _letters(quoted: str) -> str:
    """Write escapes as polib reads them; bytes given by number become the letters they are."""
    text = _ESCAPE.sub(_escape, quoted)
    if not _BYTE.search(text):
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode()
    except UnicodeDecodeError as reason:
        before = reason.object[: reason.start].decode("utf-8", "surrogateescape")
        escapes = (match[0] for match in _ESCAPE.finditer(quoted) if (_number(match) or 0) > 0x7F)
        escape = next(islice(escapes, len(_BYTE.findall(before)), None), "\\")
        raise CatalogError(
            _("{escape} gives no letter in UTF-8").format(escape=escape[:20]),
            code="PO-010",
            remedy=_("write the letter itself"),
        ) from None


def _escape(match: re.Match[str]) -> str:
    number = _number(match)
    if number is None:
        written = _LETTERS.get(match[3])
        if written is None:
            raise CatalogError(
                _("\\{letter} means nothing here").format(letter=match[3]),
                code="PO-009",
                remedy=_("write \\\\ for a backslash"),
            )
        return written
    if number < 0x20 and chr(number) not in "\a\t\n\r":
        raise control(chr(number))
    return _BYTES[number]


def _number(match: re.Match[str]) -> int | None:
    """The byte that an escape gives by its number."""
    if match[1]:
        return int(match[1], 8) & 0xFF
    return int(match[2][-2:], 16) if match[2] else None
