"""How long a source text is, in words."""

import re

from l10n.regex import regex

_TAG = regex(r"<(/?)[a-z]+[0-9]+(/?)>")
_WORD = regex(r"[^\W_]++(?:[\u0300-\u036f\u00ad]++[^\W_]*+|['’\-\u2010\u2011](?=[^\W_])[^\W_]++)*")


def words(text: str) -> int:
    """Count the words of a source text.

    A word is a run of letters and digits, with apostrophes, hyphens and accents inside it. Tags
    are not counted; an empty one (`<br1/>`) parts words, a paired one does not.
    """
    return len(_WORD.findall(_TAG.sub(_gap, text) if "<" in text else text))


def _gap(match: re.Match[str]) -> str:
    return " " if match[2] else ""
