"""Which names of people a draft in Latin letters does not hold: source, draft -> remarks. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from l10n.language.names import Name, names_in
from l10n.messages import N_, Message, message
from l10n.regex import regex

NEAR = 60
"""Least likeness, in percent, of a word with a name. Other romanizations stay above it (Kuleba,
Koulieba); a name that was translated as a word (Сорока, magpie) falls below."""

SHORT, NEAR_SHORT = 5, 76
"""The same for names of at most so many letters, of which half is found in many a word."""

_LETTER = regex(r"[^\W\d_]")
_LATIN = regex(r"[A-Za-zÀ-ɏ]")
_WORD = regex(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_FOLDS = (
    (r"['’ʼ-]", ""), (r"shch|sch|sh|ch|tch|cz|sz|zh|tz|ts|[csz]", "s"),
    (r"kh|gh|h|g|x", "h"), (r"ph", "f"), (r"ck|q|k", "k"), (r"w|v|ff|f|b", "v"),
    (r"oo|ou", "u"), (r"ee", "i"), (r"[iyj]+[aeou]?|[eu][iy]", "i"), (r"(.)\1+", r"\1"),
)  # fmt: skip
"""What is written in several ways: Igor, Ihor; Zelensky, Zelenskyy, Zelenskyi; Schewtschenko."""


def missing_names(
    source_text: str, draft: str, source: str, covered: Sequence[tuple[int, int]] = ()
) -> list[Message]:
    """Offer the romanized form of each name of which no word of the draft reminds.

    Only a Ukrainian source and a draft in Latin letters are looked at. `covered` are places of the
    source, half-open, that go by the glossary.
    """
    found = [
        name
        for name in names_in(source_text, source)
        if name.sure and not any(name.start < end and start < name.end for start, end in covered)
    ]
    if not found or not _is_latin(draft):
        return []
    words = {fold(word) for whole in _WORD.findall(draft) for word in _parts(whole)}
    return [
        message(
            N_("the draft lacks the name “{name}”: {romanized}"),
            name=name.text,
            romanized=name.romanized,
        )
        for name in found
        if not _is_there(name, words)
    ]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Write a Latin word so that its usual romanizations come out alike."""
    word = word.lower()
    for pattern, letters in _FOLDS:
        word = re.sub(pattern, letters, word)
    return word


def _is_there(name: Name, words: set[str]) -> bool:
    """True if a word is near the surname, or near one half of a double one."""
    from rapidfuzz import fuzz

    return any(
        fuzz.ratio(fold(part), word) >= (NEAR if len(part) > SHORT else NEAR_SHORT)
        or (len(part) > 3 and _sounds(part, word))
        for part in _parts(name.surname)
        for word in words
    )


def _sounds(part: str, word: str) -> bool:
    """True for two words with the same consonants."""
    bare = re.sub("[aeiou]", "", fold(part))
    return len(bare) > 1 and bare == re.sub("[aeiou]", "", word)


def _parts(word: str) -> Iterator[str]:
    yield word
    if "-" in word:
        yield from (part for part in word.split("-") if part)
    stripped = re.sub(r"['’]s?$", "", word)
    if stripped != word:
        yield stripped


def _is_latin(text: str) -> bool:
    letters = _LETTER.findall(text)
    return 2 * sum(1 for letter in letters if _LATIN.match(letter)) > len(letters)
