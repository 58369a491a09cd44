"""Scripts of letters: whether a draft is written in the script of its locale."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from l10n.regex import regex

_NAMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        script: frozenset(names.split())
        for script, names in {
            "Arab": "ARABIC",
            "Armn": "ARMENIAN",
            "Beng": "BENGALI",
            "Cyrl": "CYRILLIC",
            "Deva": "DEVANAGARI",
            "Geor": "GEORGIAN",
            "Grek": "GREEK",
            "Hans": "CJK",
            "Hant": "CJK",
            "Hebr": "HEBREW",
            "Jpan": "CJK HIRAGANA KATAKANA",
            "Kore": "HANGUL CJK",
            "Latn": "LATIN",
            "Thai": "THAI",
        }.items()
    }
)
"""By code (ISO 15924), the words with which Unicode's names of its letters begin."""
_KNOWN = frozenset(name for names in _NAMES.values() for name in names)
_DENSE = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
_FOREIGN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "be": frozenset("иїєґщъИЇЄҐЩЪ"),
        "ru": frozenset("іїєґўІЇЄҐЎ"),
        "uk": frozenset("ыэъёўЫЭЪЁЎ"),
    }
)
"""Letters of the script that a language does not have, and its neighbours do."""
_WORD = regex(r"[^\W\d_]+")
_MAYBE_DENSE = regex("[\u1100-\u1fff\u2e80-\uffff\U00010000-\U0010ffff]")
_SENTENCE = 3
"""Words in lower case from which a text is no mere name."""
_WEIGHT = 3.0
"""Letters of an alphabet that one of a script of syllables or words stands for, roughly."""


_SIGNS = "\u0000-@\\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2010-\u205e\u20a0-\u20bf"
_LETTERS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "LATIN": regex(f"[{_SIGNS}A-Za-z\u00c0-\u024f]*"),
        "CYRILLIC": regex(f"[{_SIGNS}\u0400-\u0481\u048a-\u04ff]*"),
    }
)
"""Texts in the letters of one script alone, with the usual signs."""
_BESIDE_LATIN: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "LATIN": regex("[^\\W\\d_A-Za-z\u00c0-\u024f]"),
        "CYRILLIC": regex("[^\\W\\d_A-Za-z\u00c0-\u024f\u0400-\u052f]"),
    }
)
"""By script, a letter that is neither of it nor Latin."""


def in_script(source: str, target: str, locale: str) -> bool:
    """True if most of a translation is in the script of its locale, names left aside.

    Words that the source has too count only where they are not Latin: other scripts write foreign
    names in Latin letters, and not the other way. True for locales whose script is not known.
    """
    own = scripts_of(locale)
    if not own or _only(target, own):
        return True
    copied = frozenset(_WORD.findall(source)) if "LATIN" not in own else frozenset()
    ours = theirs = lower = 0
    for word in _WORD.findall(target):
        names = _of(word)
        if names & own:
            ours += 1
        elif names & _KNOWN:
            lower += _is_lower(word)
            theirs += not (word in copied and names == {"LATIN"})
    return theirs <= ours and not (ours == 0 and lower >= _SENTENCE)


def strange_words(source: str, target: str, locale: str) -> tuple[str, ...]:
    """Words with letters that a locale does not use: Cyrillic in English, Ы in Ukrainian.

    Latin words in other scripts are names as a rule; one that mixes Latin with another is not.
    """
    own = scripts_of(locale)
    if not own:
        return ()
    foreign = _FOREIGN.get(re.split("[-_]", locale)[0], frozenset())
    if _only(target, own) and foreign.isdisjoint(target):
        return ()
    there = frozenset(_WORD.findall(source))
    found: dict[str, None] = {}
    for word in _WORD.findall(target):
        names = _of(word) & _KNOWN
        strange = names - own
        name = strange == {"LATIN"} and (names == strange or bool(own & _DENSE))
        borrowed = word in there or foreign.isdisjoint(word)
        if (strange and not name) or not borrowed:
            found[word] = None
    return tuple(found)


def is_at_home(text: str, locale: str) -> bool:
    """True for a text in which a glance finds no letter but those of the locale, and Latin ones.

    Words that mix the two are not looked for.
    """
    beside, foreign = _at_home(locale)
    return beside is not None and not beside.search(text) and foreign.isdisjoint(text)


@cache
def _at_home(locale: str) -> tuple[re.Pattern[str] | None, frozenset[str]]:
    """What finds letters of no script of a locale, and the letters that its language lacks."""
    own = scripts_of(locale)
    beside = next((_BESIDE_LATIN[name] for name in own if name in _BESIDE_LATIN), None)
    return beside, _FOREIGN.get(re.split("[-_]", locale)[0], frozenset())


def is_prose(text: str) -> bool:
    """True if a text has so many words in lower case that it is more than names."""
    return sum(map(_is_lower, _WORD.findall(text))) >= _SENTENCE


def shares_script(text: str, locale: str) -> bool:
    """True if a text has a letter of the script of a locale, or the script is not known."""
    own = scripts_of(locale)
    return not own or any(_of(word) & own for word in _WORD.findall(text))


@lru_cache(8)
def weight(text: str) -> float:
    """The length of a text in letters of an alphabet, white space left out."""
    dense = sum(script_of(char) in _DENSE for char in _MAYBE_DENSE.findall(text))
    return len("".join(text.split())) + (_WEIGHT - 1) * dense


def _only(text: str, own: frozenset[str]) -> bool:
    """True for a text whose letters are all of one script, as far as a glance tells."""
    return any(name in own and pattern.fullmatch(text) for name, pattern in _LETTERS.items())


def _is_lower(word: str) -> bool:
    return len(word) > 1 and word[0].islower()


@lru_cache(1 << 14)
def _of(word: str) -> frozenset[str]:
    return frozenset(script_of(char) for char in word if char.isalpha())


def script_of(char: str) -> str:
    """The word with which Unicode's names of the letters of a script begin: `CYRILLIC`."""
    if char < "\x80":
        return "LATIN"
    return unicodedata.name(char, "").split(" ")[0].split("-")[0]


@cache
def scripts_of(locale: str) -> frozenset[str]:
    """Unicode's words for the likely script of a locale, by CLDR; none where it is not known."""
    from babel.core import get_global

    parts = re.split("[-_]", locale)
    given = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if given:
        return _NAMES.get(given, frozenset())
    likely = get_global("likely_subtags")
    for tag in ("_".join(parts[:2]), parts[0]):
        full = str(likely.get(tag, "")).split("_")
        if len(full) > 1:
            return _NAMES.get(full[1], frozenset())
    return frozenset()
