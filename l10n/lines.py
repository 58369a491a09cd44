"""Texts on one line: the form that segments have, and the form in which a text is shown."""

import re

_LINE_END = re.compile(r"\r\n|[\r\n]")
_HARMLESS = "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
"""Spaces, hyphens, joiners and marks of direction that texts have."""


def one_line(text: str) -> str:
    """The normal form of a segment and of its target.

    A line end, CR LF too, is one space; blanks at both ends go. All else stays as it is: no-break
    spaces, U+2028 and two spaces in a row are the writer's.
    """
    return _LINE_END.sub(" ", text).strip(" \t")


def collapsed(text: str) -> str:
    """A text by which words are compared: all white space between two of them is one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """A text with control characters as escapes, so that no file can steer a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _HARMLESS else ascii(c)[1:-1] for c in text)


def display_line(text: str) -> str:
    """A text as one line of a message or a note: white space collapsed, controls as escapes."""
    return printable(collapsed(text))
