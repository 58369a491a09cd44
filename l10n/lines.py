"""Texts on one line: the form that segments have, and the form in which a text is shown."""

import unicodedata
from collections.abc import Callable

from l10n.regex import regex
from l10n.unseen import is_suspect, unseen

_LINE_END = regex(r"\r\n|[\r\n]")
_CONTROL = regex("[\x00-\x1f\x7f-\x9f]")
_KEPT = regex(r"([\n\t])")
_ORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""All that changes the order of what stands beside it, and is not seen itself."""


def one_line(text: str) -> str:
    """The normal form of a segment and of its target.

    A line end, CR LF too, is one space; blanks at both ends go. All else stays as it is: no-break
    spaces, U+2028 and two spaces in a row are the writer's.
    """
    if "\n" in text or "\r" in text:
        text = _LINE_END.sub(" ", text)
    return text.strip(" \t")


def kept_lines(text: str) -> str:
    """The normal form of a target whose line breaks stay: `one_line`, with LF between its lines."""
    found = (line.strip(" \t") for line in _LINE_END.split(text))
    return "\n".join(line for line in found if line)


def without_line_ends(text: str) -> str:
    """A text of several lines as one; blanks at line ends go, those between words stay."""
    found = (line.strip(" \t") for line in _LINE_END.split(text))
    return " ".join(line for line in found if line)


def collapsed(text: str) -> str:
    """A text by which words are compared: all white space between two of them is one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """A text in which a person sees every character, so that no file or server steers a terminal.

    Control characters, line separators, marks and overrides of direction, what Unicode gives no
    meaning, and what nobody sees and is not at home where it stands become escapes (`\\x1b`,
    `\\u202e`). Joiners in Persian or in an emoji stay, and so do all spaces and the soft hyphen.
    Letters that are written from right to left stay as they are: unlike what is escaped, they are
    seen, and turn round no more than themselves with the signs and numbers beside them.
    """
    if text.isascii() and text.isprintable():
        return text
    return _escaped(text, lambda character: ascii(character)[1:-1])


def masked(text: str) -> str:
    """A text of the same length whose unseen and steering characters are all U+FFFD.

    For where each character has to stay in its place, as under a cursor.
    """
    return _escaped(text, lambda character: "\ufffd")


def printable_lines(text: str) -> str:
    """The same of a text of our own that has several lines, and perhaps tabs."""
    parts = _KEPT.split(text)
    return "".join(part if _KEPT.fullmatch(part) else printable(part) for part in parts)


def printable_json(text: str) -> str:
    """The same JSON with what `printable` escapes in the escapes of JSON (RFC 8259, section 7).

    Outside of its strings, which are all of one line, JSON holds ASCII alone.
    """
    return "\n".join(_escaped(line, _of_json) for line in text.split("\n"))


def has_control(text: str) -> bool:
    """True for a text with a control character (category Cc), line ends and tabs among them."""
    return _CONTROL.search(text) is not None


def is_plain_line(text: str, *, rtl: bool = False) -> bool:
    """True for one line in which there is something to see, and nothing that is not seen.

    `rtl` tells that its language is written from right to left: see `unseen.unseen`.
    """
    hidden = ("Cc", "Cn", "Cs", "Zl", "Zp")
    if any(unicodedata.category(character) in hidden for character in text):
        return False
    seen = any(unicodedata.category(character)[0] not in "CZ" for character in text)
    return seen and not unseen(text, rtl=rtl)


def display_line(text: str) -> str:
    """A text as one line of a message or a note: white space collapsed, controls as escapes."""
    return printable(collapsed(text))


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    suspect = is_suspect(text)
    if text.isprintable() and not suspect:
        return text
    strange = {each.place for each in unseen(text)} if suspect else frozenset[int]()
    return "".join(
        escape(character) if place in strange or _steers(character) else character
        for place, character in enumerate(text)
    )


def _of_json(character: str) -> str:
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))


def _steers(character: str) -> bool:
    """True for what is not printed as itself wherever it stands."""
    if character.isprintable():
        return False
    category = unicodedata.category(character)
    return category not in ("Zs", "Cf") or character in _ORDERING
