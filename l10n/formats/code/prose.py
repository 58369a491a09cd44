"""Telling text that readers see from names and classes, where no table tells."""

import re

from l10n.lines import display_line
from l10n.regex import regex

_MACHINES = regex(
    r"(?:aria-(?!label)|data-|on[A-Z])|(?:.*[_-])?"
    r"(?:class(?:name)?|id|key|style|src|href|url|link|path|file|page|format|sizes?|type|lang|ref)\Z",
    re.IGNORECASE,
)
"""Names of values that are for machines, whatever they read like."""
_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST, _MANY = 2, 3
"""Words in Latin letters that a text has at least; so many are one where nothing else tells."""
_SHOWN = 60
"""Characters of a text that are told."""


def for_machines(name: str) -> bool:
    """True for the name of a value that is for machines, whatever it reads like."""
    return _MACHINES.match(name) is not None


def cut(value: str) -> str:
    """A value as a message shows it: on one line, and not longer than a person would read."""
    shown = display_line(" ".join(value.split()))
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def is_prose(value: str) -> bool:
    """True for words of a language: classes and names of files are none."""
    parts = value.split()
    words = [part for part in parts if _WORD.fullmatch(part.strip(".,:;!?…()«»„“”\"'"))]
    if not words or len(words) * 2 < len(parts):
        return False
    foreign = any(not word.isascii() for word in words)
    if len(words) < _LEAST:
        return foreign and value.strip()[0].isupper()
    return foreign or value.strip()[0].isupper() or len(words) >= _MANY
