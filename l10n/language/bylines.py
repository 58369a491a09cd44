"""The names in a byline, written in another language: by the desk, else by the official rules."""

import re
import unicodedata
from collections.abc import Mapping

from l10n.language.inflection import language_of
from l10n.language.locales import format_list, script
from l10n.language.names import romanized
from l10n.regex import regex

_LONGEST = 200
"""Characters of a byline."""
_BETWEEN = regex(r"(\s*[,;/|]\s*|\s+(?:та|і|й|and|und|i|oraz|y|et|e)\s+)")
_WORD = regex(r"(?:[^\W\d_]\.)+|[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*\.?")
_INITIAL = regex(r"(?:[^\W\d_]\.)+")
_CYRILLIC = regex(r"[\u0400-\u04ff]")
_MOST = 4
"""Words of a name."""


def is_byline(text: str, own: Mapping[str, object]) -> bool:
    """True for names of people in a row, and nothing else; `own` has those that a desk knows."""
    if len(text) > _LONGEST:
        return False
    names = _BETWEEN.split(text.strip())[::2]
    return all(name in own or folded(name) in own or _is_name(name) for name in names)


def write_byline(text: str, source: str, target: str, own: Mapping[str, str]) -> str | None:
    """A byline in another language; None where nobody knows how a name of it is written there.

    `own` has the desk's spellings in the target, by `folded` name; they go before the romanization
    of Ukrainian by the Cabinet's resolution 55/2010. Between languages of one script names stay.
    """
    parts = _BETWEEN.split(text.strip())
    names: list[str] = []
    for name in parts[::2]:
        written = own.get(folded(name)) or _written(name, source, target)
        if written is None:
            return None
        names.append(written)
    between = parts[1::2]
    if any(any(map(str.isalpha, each)) for each in between) and len(names) > 1:
        return format_list(names, target)
    return "".join(f"{name}{mark}" for name, mark in zip(names, [*between, ""], strict=True))


def folded(name: str) -> str:
    """A name in the one form that the desk's spellings are found by."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    return re.sub("['ʼ]", "’", name).casefold()


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _MOST
        and all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
        and not all(_INITIAL.fullmatch(word) for word in words)
    )


def _written(name: str, source: str, target: str) -> str | None:
    if script(source) == script(target):
        return name
    if not _CYRILLIC.search(name):
        return name if script(target) == "Latn" else None
    if language_of(source) != "uk" or script(target) != "Latn" or _is_acronym(name):
        return None
    return romanized(name)


def _is_acronym(name: str) -> bool:
    return any(len(word) > 1 and word.isupper() and "." not in word for word in name.split())
