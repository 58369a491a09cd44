"""XML files for other tools, written as they stream out: escaped, well-formed, UTF-8."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TextIO

from l10n.regex import regex

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
UNHELD = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML 1.0 file can hold, however it is written (section 2.2)."""

_TEXT = regex(r"[&<>\r]")
_VALUE = regex(r'[&<>"\t\n\r]')
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_INDENT = "  "


def escaped(text: str) -> str:
    """A text as it stands between tags; readers get it back to the letter.

    What no XML file can hold becomes U+FFFD: who has to keep it looks for UNHELD before.
    """
    held = UNHELD.sub("\ufffd", text)
    return _TEXT.sub(lambda match: _ESCAPES[match.group()], held)


def quoted(value: str) -> str:
    """An attribute's value with its quotes; as `escaped`."""
    held = UNHELD.sub("\ufffd", value)
    return f'"{_VALUE.sub(lambda match: _ESCAPES[match.group()], held)}"'


def start_tag(
    name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, *, empty: bool = False
) -> str:
    """The tag that an element begins with, or that it is."""
    written = "".join(f" {key}={quoted(value)}" for key, value in attributes.items())
    return f"<{name}{written}{'/' if empty else ''}>"


class XmlWriter:
    """Writes one document into a text file, each element on a line of its own.

    The file is opened with UTF-8 and `newline="\\n"`. Texts are never indented: an element that
    holds text is written by `leaf` or `raw`, one that holds elements by `open` and `close`.
    """

    def __init__(self, file: TextIO) -> None:
        """Begin with the XML declaration."""
        self._file = file
        self._open: list[str] = []
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def doctype(self, name: str, address: str) -> None:
        """Name the grammar of the document."""
        self._file.write(f"<!DOCTYPE {name} SYSTEM {quoted(address)}>\n")

    def open(self, name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> None:
        """Begin an element that holds elements."""
        self._line(start_tag(name, attributes))
        self._open.append(name)

    def close(self) -> None:
        """End the element that was opened last."""
        name = self._open.pop()
        self._line(f"</{name}>")

    def leaf(
        self, name: str, text: str = "", attributes: Mapping[str, str] = NO_ATTRIBUTES
    ) -> None:
        """Write an element that holds a text, or nothing."""
        if text:
            self.raw(name, escaped(text), attributes)
        else:
            self._line(start_tag(name, attributes, empty=True))

    def raw(self, name: str, content: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> None:
        """Write an element whose content is XML already."""
        self._line(f"{start_tag(name, attributes)}{content}</{name}>")

    def _line(self, line: str) -> None:
        self._file.write(f"{_INDENT * len(self._open)}{line}\n")
