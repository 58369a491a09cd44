"""What a Ukrainian form may be: of which words, and in which cases.

simplemma's dictionary names one word for each form. The others are found by taking endings off and
asking whether what is left, with an ending of a dictionary form, stands in the dictionary.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.language.inflection import is_entry, listed_lemma
from l10n.language.uk.cases import EVERY, NONE, Cases, adjective_cases, noun_cases
from l10n.language.uk.forms import VOWELS, full_adjective_forms, noun_forms, plain

_LEADING_BACK = """
а: - о е ий
я: - ь й е є ій
у: - а о е ий
ю: - я ь й е є ій
и: - а
і: - а я ь о е ий ій
ї: - я й є їй
е: - а ий ій
є: я й їй
о: а
ь: я
й: я
ій: ий ій
ою: а ий
ею: а я
єю: я
ом: - о и
ем: - ь е
єм: й є
ові: - о
еві: - ь
єві: й
ів: - о ь и і
їв: й ї
ей: - ь я і
ам: - а о и
ами: - а о и
ах: - а о и
ям: я ь е й і ї є
ями: я ь е й і ї є
ях: я ь е й і ї є
ого: ий е
ому: ий е
им: ий е і и
ими: ий і и
их: ий і
ої: ий а
ього: ій е є
його: їй
ьому: ій е є
йому: їй
ім: ій і
іми: ій і
іх: ій і
їм: їй ї
їми: їй ї
їх: їй ї
ьої: ій
йої: їй
ьою: ій
йою: їй
"""
"""Endings of forms, each with those of the dictionary forms that they may be of; `-` is none."""
_BEHIND_CONSONANTS = ("а", "о", "е", "и")
"""What a form without an ending may have had."""
_LONGEST_ENDING = 4
_INFINITIVES = ("ти", "тися", "тись")
_PLURAL_ENDINGS = ("ам", "ям", "ах", "ях", "их", "іх")
_PAST = ("в", "ла", "ло", "ли")
_CASE_ENDINGS = ("ом", "ем", "єм", "ами", "ями", "ів", "їв", "ою", "ею", "єю")
"""Endings that no noun has in its dictionary form but by chance."""
_SPELT_LIKE_NOUNS = """
бігом взимку влітку вночі вчора годі далі дарма доки дома додому завтра кругом
мимо місцями сьогодні учора часами часом шляхом слідом протягом рядом типу верхи
навколо коло край просто
"""
_ADVERBS = frozenset(_SPELT_LIKE_NOUNS.split())
"""Adverbs, prepositions and particles that are spelt like a form of a noun."""


def _leading_back() -> Mapping[str, tuple[str, ...]]:
    lines = (line.partition(": ") for line in _LEADING_BACK.strip().splitlines())
    return MappingProxyType(
        {ending: tuple(back.replace("-", "").split(" ")) for ending, _, back in lines}
    )


_BACK = _leading_back()


class Class(Enum):
    """What kind of word a form is taken for."""

    NOUN = "noun"
    ADJECTIVE = "adjective"
    """Participles and numbers such as `третій` too."""
    VERB = "verb"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One word that a form may be of."""

    lemma: str
    """Its dictionary form, in small letters."""
    kind: Class
    cases: Cases = NONE
    """Of a noun or an adjective."""
    listed: bool = False
    """It is the word that the dictionary names for the form."""


@lru_cache(maxsize=1 << 14)
def readings(form: str) -> tuple[Reading, ...]:
    """All that is known of a form in small letters, in a fixed order; nothing of an unknown one."""
    listed = plain(listed_lemma(form, "uk"))
    found = dict.fromkeys([listed] if listed else [])
    found |= dict.fromkeys(word for word in _possible(form) if is_entry(word, "uk"))
    made = (each for word in found for each in _of_word(word, form, word == listed))
    others = [Reading(form, Class.OTHER, listed=True)] if form in _ADVERBS else []
    return (*made, *others)


def _possible(form: str) -> Iterator[str]:
    """What the dictionary form of a form may be, by its ending."""
    yield form
    if form[-1:] not in VOWELS:
        yield from (form + ending for ending in _BEHIND_CONSONANTS)
    for size in range(1, min(_LONGEST_ENDING, len(form) - 2) + 1):
        for ending in _BACK.get(form[-size:], ()):
            yield form[:-size] + ending
    for ending in _PAST:
        if form.endswith(ending):
            yield form[: -len(ending)] + "ти"


@lru_cache(maxsize=1 << 14)
def is_adjective(word: str) -> bool:
    """True if the dictionary declines a word in its dictionary form as an adjective."""
    ending = {"ий": "ого", "ій": "ього", "їй": "його"}.get(word[-2:])
    return ending is not None and plain(listed_lemma(word[:-2] + ending, "uk")) == word


def _of_word(word: str, form: str, listed: bool) -> Iterator[Reading]:
    if is_adjective(word):
        if listed or form in full_adjective_forms(word):
            yield Reading(word, Class.ADJECTIVE, adjective_cases(form) or EVERY, listed)
        return
    if word.endswith(_INFINITIVES) and _is_verb(word):
        past = any(form == word[:-2] + ending for ending in _PAST)
        if listed or form == word or past:
            yield Reading(word, Class.VERB, NONE, listed)
        if word != "мати":
            return
    if form == word and (word.endswith(_CASE_ENDINGS) or _is_stray_plural(word)):
        return
    if word.endswith("о") and is_entry(word[:-1] + "ий", "uk") and not listed:
        if form == word:
            yield Reading(word, Class.OTHER)
        return
    if listed or form in noun_forms(word)[0]:
        yield Reading(word, Class.NOUN, noun_cases(word, form), listed)


def _is_stray_plural(word: str) -> bool:
    """True for a plural that the dictionary names by itself, and declines as another: ради."""
    return word[-1:] in "иії" and not any(
        plain(listed_lemma(word[:-1] + ending, "uk")) == word for ending in _PLURAL_ENDINGS
    )


def _is_verb(word: str) -> bool:
    stem = word.removesuffix("ся").removesuffix("сь")[:-2]
    back = word[len(stem) + 2 :]
    return any(
        plain(listed_lemma(stem + ending + back, "uk")) == word
        for ending in ("ла", "є", "ють", "ли")
    )
