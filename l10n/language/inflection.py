"""Which words may be forms of one another: by Ukrainian endings, by lemmas, or by their start."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from l10n.language.uk.forms import adjective_forms, new_noun_forms, plain
from l10n.regex import regex

_LEMMAS = frozenset((
    "ast", "bg", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "fi", "fr", "ga",
    "gd", "gl", "hu", "hy", "id", "is", "it", "ka", "la", "lb", "lt", "lv", "mk", "ms", "nb",
    "nl", "nn", "pl", "pt", "ro", "ru", "se", "sk", "sl", "sq", "sv", "sw", "tl", "tr", "uk",
))  # fmt: skip
"""The languages in which simplemma's dictionaries are of use here; those that are written without
spaces between words, or without vowels, are left out."""
_CODES: Mapping[str, str] = MappingProxyType(
    {"no": "nb", "hr": "hbs", "sr": "hbs", "bs": "hbs", "sh": "hbs"}
)
"""What simplemma calls a language."""
_LEAST = 4
"""Letters that a word needs before it may have endings in a language without lemmas."""
_LONGEST_ENDING = 3
_ES = regex(r"(?:s|x|z|ch|sh)$")
_LAST_WORD = regex(r"[^\W\d_]+$")
_PLURALS: Mapping[str, str] = MappingProxyType(
    {
        **{"child": "children", "man": "men", "person": "people", "foot": "feet"},
        **{"tooth": "teeth", "mouse": "mice", "wife": "wives", "life": "lives", "half": "halves"},
        **{"knife": "knives", "leaf": "leaves", "wolf": "wolves", "thief": "thieves"},
        "shelf": "shelves",
    }
)
_REGULAR = frozenset(("german", "human", "norman", "ottoman", "roman", "shaman", "talisman"))
_UNCHANGED = frozenset(
    ("aircraft", "fish", "headquarters", "means", "news", "police", "series", "sheep", "species")
)
_IES = regex(r"[^aeiou]y$")


@lru_cache(maxsize=1024)
def language_of(locale: str) -> str:
    """The language of a locale: `en` of `en-GB`."""
    return re.split("[-_]", locale, maxsplit=1)[0].lower()


class Word:
    """One word of a term, and the question whether another is a form of it."""

    __slots__ = ("_capital", "_guess", "_language", "_lemma", "acronym", "forms", "text")

    def __init__(self, text: str, language: str, *, attribute: bool = False) -> None:
        """Take a word as it stands in a dictionary, and its language: `uk`.

        An attribute is one with another word after it, so that it may be an adjective.
        """
        self.text = text
        self.acronym = len(text) > 1 and text.isupper()
        self._capital = text[:1].isupper()
        self._language = language
        self._lemma: str | None = None
        self.forms: tuple[str, ...] = (plain(text),)
        """The forms that are known beforehand, in small letters, each once. Tuples, since the
        collector of garbage goes through each set of a large glossary again and again."""
        self._guess: tuple[str, ...] = ()
        if self.acronym:
            return
        if language == "uk":
            sure, guess = new_noun_forms(text)
            if attribute:
                sure |= adjective_forms(text)
            # A name has no plural as a rule, and with one Ольга would become Олег.
            if not (self._capital and text[-1] in "аяоеє"):
                self._guess = tuple(guess - sure if attribute else guess)
            self.forms = (*sure, *self._guess)
        elif language == "en":
            self.forms = tuple(dict.fromkeys((*self.forms, plural(plain(text)))))

    def accepts(self, word: str) -> bool:
        """True if a word may be a form of this one.

        A word written with a capital has only forms with a capital, and an abbreviation in capitals
        none but itself, with an ending in small letters.
        """
        if self.acronym:
            return word == self.text or _acronym(word) == self.text
        if self._capital and not word[:1].isupper():
            return False
        small = plain(word)
        if small in self._guess:
            return not self._is_other(word, small)
        return small in self.forms or (self._language != "uk" and self._related(word, small))

    def _is_other(self, word: str, small: str) -> bool:
        """True if the dictionary knows a guessed form as a form of another word: лоса, ліс."""
        if small == plain(self.text):
            return False
        found = {plain(lemma(word, "uk")), plain(lemma(small, "uk"))} - {small}
        return bool(found) and self._own() not in found and plain(self.text) not in found

    def _own(self) -> str:
        if self._lemma is None:
            self._lemma = plain(lemma(self.text, self._language))
        return self._lemma

    def _related(self, word: str, small: str) -> bool:
        mine = plain(self.text)
        if has_lemmas(self._language):
            # simplemma takes every word apart; where the first letters differ it seldom is right.
            if small[:1] != mine[:1]:
                return False
            found = {plain(lemma(word, self._language)), plain(lemma(small, self._language))}
            return self._own() in found or mine in found
        return (
            len(mine) >= _LEAST
            and small.startswith(mine)
            and len(small) - len(mine) <= _LONGEST_ENDING
        )


@lru_cache(maxsize=4096)
def word_of(text: str, language: str, attribute: bool = False) -> Word:
    """Make a Word, or give the one that was made before."""
    return Word(text, language, attribute=attribute)


def has_lemmas(language: str) -> bool:
    """True if a dictionary of lemmas is used for a language."""
    return language in _LEMMAS or language in _CODES


@lru_cache(maxsize=32768)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word by simplemma; the word itself where it knows none.

    So too in a language that it does not know.
    """
    if not word or not has_lemmas(language):
        return word
    from l10n.language import dictionaries

    return dictionaries.lemma(word, _CODES.get(language, language))


@lru_cache(maxsize=1 << 16)
def listed_lemma(word: str, language: str) -> str:
    """What the dictionary itself says of a word as it is written; empty where it has none."""
    if not word or not has_lemmas(language):
        return ""
    from l10n.language import dictionaries

    return dictionaries.listed(word, _CODES.get(language, language))


def is_entry(word: str, language: str) -> bool:
    """True if the dictionary has a word in its dictionary form."""
    return listed_lemma(word, language) == word


@lru_cache(maxsize=32768)
def is_common(word: str, language: str) -> bool:
    """True if a dictionary knows a word in small letters, and not as a name."""
    if not has_lemmas(language):
        return False
    from l10n.language import dictionaries

    known = dictionaries.is_known(word, _CODES.get(language, language))
    return known and not is_name(word, language)


def is_name(word: str, language: str) -> bool:
    """True if a dictionary knows a word in small letters as a form of a name alone."""
    return has_lemmas(language) and lemma(word, language)[:1].isupper()


def plural(noun: str) -> str:
    """The plural of an English noun, or of several words that end in one."""
    last = _LAST_WORD.search(noun)
    word = last.group() if last else noun
    small = word.lower()
    if small in _UNCHANGED or re.search("[^su]s$", small):
        return noun
    for one, many in _PLURALS.items():
        if small.endswith(one) and (one == small or (one == "man" and small not in _REGULAR)):
            return noun[: len(noun) - len(one)] + noun[len(noun) - len(one)] + many[1:]
    if _IES.search(small):
        return noun[:-1] + "ies"
    return noun + ("es" if _ES.search(small) else "s")


def stem_of_acronym(word: str) -> str:
    """The capitals at the start of an abbreviation with an ending: `ЗАГС` of `ЗАГСу`."""
    return _acronym(word) or word


def _acronym(word: str) -> str | None:
    match = re.fullmatch(r"([^\W\d_]{2,}?)['’ʼ-]?([^\W\d_]{1,3})", word)
    if match and match[1].isupper() and match[2].islower():
        return match[1]
    return None
