"""What a Ukrainian form may be: of which words, and in which cases.

simplemma's dictionary names one word for each form. The others are found by taking endings off and
asking whether what is left, with an ending of a dictionary form, stands in the dictionary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from l10n.language.inflection import is_entry, lemma, listed_lemma
from l10n.language.uk.cases import EVERY, NONE, Cases, adjective_cases, noun_cases
from l10n.language.uk.forms import full_adjective_forms, noun_forms, plain

_ENDINGS = ("", *"аяоеєьйиії", "ий", "ій", "їй", "ти", "тися")
"""What dictionary forms end in."""
_LONGEST_ENDING = 3
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
    for cut in range(min(_LONGEST_ENDING + 1, len(form) - 1)):
        stem = form[: len(form) - cut]
        found |= dict.fromkeys(
            stem + ending for ending in _ENDINGS if is_entry(stem + ending, "uk")
        )
    for ending in _PAST:
        if form.endswith(ending) and is_entry(form[: -len(ending)] + "ти", "uk"):
            found[form[: -len(ending)] + "ти"] = None
    made = (each for word in found for each in _of_word(word, form, word == listed))
    others = [Reading(form, Class.OTHER, listed=True)] if form in _ADVERBS else []
    return (*made, *others)


@lru_cache(maxsize=1 << 14)
def is_adjective(word: str) -> bool:
    """True if the dictionary declines a word in its dictionary form as an adjective."""
    ending = {"ий": "ого", "ій": "ього", "їй": "його"}.get(word[-2:])
    return ending is not None and plain(lemma(word[:-2] + ending, "uk")) == word


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
        plain(lemma(stem + ending + back, "uk")) == word for ending in ("ла", "є", "ють", "ли")
    )
