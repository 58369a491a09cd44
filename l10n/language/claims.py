"""Whether a text can be in the language that its markup claims.

Word processors name a language for proofreading, and often a wrong one; a page may name one for
all that was typed on a keyboard.
"""

import re

from l10n.language.function_words import small_words
from l10n.language.scripts import in_script, shares_script
from l10n.regex import regex

_WORD = regex(r"[^\W\d_]+")
_ENOUGH = 2
"""Small words of the other language by which a text is told, with none of the claimed one."""


def differ(one: str, other: str) -> bool:
    """True if two tags name different languages; `uk-UA` and `ukr` are both Ukrainian."""
    from babel.core import get_global

    aliases = get_global("language_aliases")
    first, second = (re.split("[-_]", tag.strip().lower())[0] for tag in (one, other))
    return str(aliases.get(first, first)) != str(aliases.get(second, second))


def is_credible(text: str, claimed: str, around: str) -> bool:
    """True if a text may be in the language that it claims, and not in that of its article.

    The letters tell, and where both languages have the same, their small words. A text without
    letters is in no language.
    """
    words = _WORD.findall(text)
    if not words:
        return False
    claimed, around = _usual(claimed), _usual(around)
    if not shares_script(text, claimed):
        return not shares_script(text, around)
    if not in_script(text, text, claimed) and in_script(text, text, around):
        return False
    of_claimed, of_around = small_words(claimed).all, small_words(around).all
    if not of_claimed or not of_around:
        return True
    lowered = [word.casefold() for word in words]
    here = sum(word in of_around and word not in of_claimed for word in lowered)
    return here < _ENOUGH or any(word in of_claimed and word not in of_around for word in lowered)


def _usual(tag: str) -> str:
    """A tag as CLDR knows it: Word writes `EN-US`."""
    language, *rest = re.split("[-_]", tag.strip())
    return "-".join((language.lower(), *rest))
