"""What YAML, TOML and JSON front matter have in common: fields, faults, quoted strings."""

import re

from l10n.dataclass import dataclass
from l10n.formats.frontmatter.site import MatterSite
from l10n.messages import Message
from l10n.model.article import Span
from l10n.regex import regex

UNPRINTABLE = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What stands in no file as it is: control characters, what YAML 1.1 takes for the end of a line,
the byte-order mark, noncharacters."""
_OTHERS = "\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff"
_ESCAPED = regex(f'["\\\\{_OTHERS}]')
_SIGNS = regex(f"[!-/:-@\\[-`{{-~{_OTHERS}]")
_LONGEST_PATH = 1_000
"""Characters of names that lead to a value; what is longer is no field of any workflow."""
_WHITE = regex(r"(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*+")
"""A run of blanks is entered at its start only."""


@dataclass(frozen=True, slots=True)
class Field:
    """A string of the front matter."""

    path: str
    """The names that lead to it, joined by dots; a place in a list adds nothing."""
    span: Span
    """What a translation replaces, in characters of the front matter's content."""
    text: str
    """What it says, on one line."""
    site: MatterSite
    """How it is written there."""
    listed: bool = False
    """It stands in a list."""

    def moved(self, by: int) -> "Field":
        """The same so many characters further on."""
        span = Span(self.span.start + by, self.span.end + by)
        return Field(self.path, span, self.text, self.site, self.listed)


@dataclass(frozen=True, slots=True)
class Unlocated:
    """A string of the front matter whose place is not certain; it stays as it is."""

    path: str
    span: Span
    """About where it stands, in characters of the front matter's content."""
    text: str
    """What it says, on one line."""

    def moved(self, by: int) -> "Unlocated":
        """The same so many characters further on."""
        return Unlocated(self.path, Span(self.span.start + by, self.span.end + by), self.text)


class MatterError(Exception):
    """The front matter cannot be read; it stays as it is."""

    def __init__(self, reason: Message, offset: int | None = None) -> None:
        """`reason` says why; `offset` is a character of the content, None for all of it."""
        super().__init__(reason.template)
        self.reason = reason
        self.offset = offset


def joined_path(path: str, key: str | None) -> str:
    """The names that lead to what stands under a key; `?` where they are too long for any field."""
    joined = ".".join(part for part in (path, (key or "")[: _LONGEST_PATH + 1]) if part)
    # Each value below has it as the start of its own.
    return joined if len(joined) <= _LONGEST_PATH else "?"


def folded(text: str) -> str:
    """Put a value on one line: every line break, with the white space around it, is a space."""
    return _WHITE.sub(" ", text.strip(" \t\r\n"))


def double_quoted(text: str, *, strict: bool) -> str:
    """Write a string in double quotes, as YAML 1.2, TOML 1.0 and JSON alike read it.

    `strict` writes every ASCII punctuation character as `\\u00NN`.
    """
    return f'"{(_SIGNS if strict else _ESCAPED).sub(_numbered if strict else _quoted, text)}"'


def _quoted(found: re.Match[str]) -> str:
    return "\\" + found[0] if found[0] in '"\\' else _numbered(found)


def _numbered(found: re.Match[str]) -> str:
    return "\\t" if found[0] == "\t" else f"\\u{ord(found[0]):04X}"
