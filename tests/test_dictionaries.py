"""simplemma's dictionaries, read by our own way in: they say what simplemma itself says."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest
from simplemma import is_known, lemmatize
from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries import (
    LOW_MEMORY_DICTIONARY_FACTORY,
    dictionary_factory,
    stream_dictionary_factory,
)
from simplemma.strategies.dictionaries.frontcode import _MAGIC, _iter_records, _read_header

from l10n.language import dictionaries

ODD = ("я" * 300, "\U0010ffff", "", "a", "A", "сім'я", "сім’я", "зв’язок", "п'ять", "don't", "42")
BACKWARDS = "sw"
"""The one language whose words stand in the order of their ends: five million of them."""
FIRST = 200_000
"""Of these, as many as are read where not all are."""
WHOLE = pytest.param(BACKWARDS, None, marks=pytest.mark.sampled(0), id=f"{BACKWARDS}, whole")


@pytest.fixture
def number(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int | None]:
    """Both readers have so many words of a dictionary, or all; for these they begin anew."""
    wanted: int | None = request.param
    read = dictionary_factory._read_decompressed

    def cut(language: str) -> bytes:
        data = read(language)
        _backwards, _count, start = _read_header(data)
        end = next(islice(_iter_records(data, start), wanted, None))[0]
        return data[: len(_MAGIC) + 1] + _count_of(wanted or 0) + data[start:end]

    if wanted is None:
        yield wanted
        return
    for module in (dictionaries, stream_dictionary_factory):
        monkeypatch.setattr(module, "_read_decompressed", cut)
    _forget()
    yield wanted
    _forget()


def _count_of(number: int) -> bytes:
    """A number as their header has it: seven bits a byte, the last ones first."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*found, number))


def _forget() -> None:
    for factory in (dictionaries._dictionaries, LOW_MEMORY_DICTIONARY_FACTORY):
        factory._get_dictionary.cache_clear()


@cache
def _words(language: str, wanted: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Some 480 words from everywhere in a dictionary, and 60."""
    words = [*LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)]
    assert wanted in (None, len(words))
    many = (*words[:40], *words[-40:], *words[:: len(words) // 400])
    return many, tuple(words[:: len(words) // 60])


@pytest.mark.parametrize(
    ("language", "number"),
    [("uk", None), ("en", None), ("se", None), (BACKWARDS, FIRST), WHOLE],
    indirect=["number"],
)
def test_every_word_has_the_lemma_that_it_has_in_simplemma(
    language: str, number: int | None
) -> None:
    listed = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY).exact_lemma
    some = {*_words(language, number)[0], *ODD}
    some |= {word[:-1] for word in some} | {word + "а" for word in some}
    for word in some:
        assert dictionaries.listed(word, language) == (listed(word, language) or "")


@pytest.mark.parametrize(
    ("language", "number"),
    [("uk", None), ("en", None), (BACKWARDS, FIRST), WHOLE],
    indirect=["number"],
)
def test_what_simplemma_makes_of_a_word_is_the_same(language: str, number: int | None) -> None:
    words = _words(language, number)[1]
    some = [*words, *(each for each in ODD if each), "Невідомщина", "unseens"]
    for word in (*some, *map(str.capitalize, some), *(f"{each}х" for each in some)):
        assert dictionaries.lemma(word, language) == lemmatize(word, language, low_memory=True)
        assert dictionaries.is_known(word, language) == is_known(word, language, low_memory=True)
