"""simplemma's dictionaries, read by our own way in: they say what simplemma itself says."""

import pytest
from simplemma import is_known, lemmatize
from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from l10n.language import dictionaries

ODD = ("я" * 300, "\U0010ffff", "", "a", "A", "сім'я", "сім’я", "зв’язок", "п'ять", "don't", "42")


@pytest.mark.parametrize("language", ["uk", "en", "sw", "se"])
def test_every_word_has_the_lemma_that_it_has_in_simplemma(language: str) -> None:
    listed = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY).exact_lemma
    words = [*LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)]
    some = {*words[:40], *words[-40:], *words[:: len(words) // 400], *ODD}
    some |= {word[:-1] for word in some} | {word + "а" for word in some}
    for word in some:
        assert dictionaries.listed(word, language) == (listed(word, language) or "")


@pytest.mark.parametrize("language", ["uk", "en", "sw"])
def test_what_simplemma_makes_of_a_word_is_the_same(language: str) -> None:
    words = [*LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)]
    some = [*words[:: len(words) // 60], *(each for each in ODD if each), "Невідомщина", "unseens"]
    for word in (*some, *map(str.capitalize, some), *(f"{each}х" for each in some)):
        assert dictionaries.lemma(word, language) == lemmatize(word, language, low_memory=True)
        assert dictionaries.is_known(word, language) == is_known(word, language, low_memory=True)
