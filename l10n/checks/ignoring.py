"""Ignoring: a translator's comment tells which checks have nothing to say of its entry."""

import re

from l10n.regex import regex

_IGNORE = regex(r"l10n-ignore\b:?([^\n]*)", re.IGNORECASE)
_NAME = regex(r"\w+(?:[.-]\w+)*")


def ignored(comment: str) -> frozenset[str]:
    """The names, in lower case, of the checks that a translator's comment silences for its entry.

    `l10n-ignore: numbers, quotes` stands on a line of its own or behind other words.
    """
    return frozenset(name for names in ignored_lines(comment) for name in names)


def without_silence(comment: str) -> str:
    """The same comment for another text, of which nobody has said that a finding is none."""
    if not ignored(comment):
        return comment
    lines = (_IGNORE.sub("", line).rstrip() for line in comment.split("\n"))
    return "\n".join(line for line in lines if line)


def ignored_lines(comment: str) -> list[list[str]]:
    """The same, by line."""
    if not comment:
        return []
    return [_NAME.findall(line.lower()) for line in _IGNORE.findall(comment)]
