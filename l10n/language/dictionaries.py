"""simplemma's dictionaries, read as they lie in memory.

simplemma has two ways: all words unpacked, which takes 85 MB in Ukrainian, or one entry point every
32 words, from which it decodes up to so many for each word that is asked for. Here there is one
every 8, in as little memory, and the way to them is made without decoding lemmas.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries.dictionary_factory import (
    CachingDictionaryFactory,
    DecodedStrMapping,
    _read_decompressed,
)
from simplemma.strategies.dictionaries.frontcode import _iter_records, _read_header, _read_varint
from simplemma.utils import CANON_LANGS, has_apostrophe, normalize_token

_EVERY = 8
"""Words from one entry point to the next, at least."""
_TOO_MANY = 16
"""Words with one lemma in a row behind which it is looked up for an entry point."""
_LONG = 0x80
"""From which on a number takes more than one byte."""
_SAME = 254
"""What stands for the lemma of the word before."""


class _Words(DecodedStrMapping):
    """The words of one language with their lemmas, sorted, each as what differs from the last."""

    __slots__ = ("_backwards", "_count", "_data", "_firsts", "_lemmas", "_places", "_start")

    def __init__(self, language: str) -> None:
        """Go through all words once; raises ValueError for a language that there is none of."""
        self._data = _read_decompressed(language)
        self._backwards, self._count, self._start = _read_header(self._data)
        self._firsts: list[bytes] = []
        self._places = array("I")
        self._lemmas: dict[int, bytes] = {}
        self._find_ways_in()

    def _find_ways_in(self) -> None:
        """Note words to begin at, with the place of each in the data.

        Of such a word the first bytes are known, so none before it is needed; its lemma is kept
        only where it is that of many words before.
        """
        data, place, end = self._data, self._start, len(self._data)
        firsts, places = self._firsts, self._places
        word, since, told = b"", _EVERY, (place, b"")
        while place < end:
            shared, length, rest = data[place], data[place + 1], place + 2
            if shared >= _LONG or length >= _LONG:
                shared, rest = _read_varint(data, place)
                length, rest = _read_varint(data, rest)
            after = rest + length
            word = word[:shared] + data[rest:after]
            since += 1
            if data[after] == _SAME:
                if since > _TOO_MANY:
                    since = 1
                    self._lemmas[len(firsts)] = next(_iter_records(data, *told))[2]
                    firsts.append(word)
                    places.append(place)
                place = after + 1
                continue
            told = place, word
            if since > _EVERY:
                since = 1
                firsts.append(word)
                places.append(place)
            size, after = data[after + 1], after + 2
            if size >= _LONG:
                size, after = _read_varint(data, after - 1)
            place = after + size

    def _lookup(self, key: str) -> str | None:
        wanted = key.encode()
        if self._backwards:
            wanted = wanted[::-1]
        way = bisect_right(self._firsts, wanted) - 1
        if way < 0:
            return None
        lemma = self._lemmas.get(way, b"")
        for _place, word, found in _iter_records(
            self._data, self._places[way], self._firsts[way], lemma
        ):
            if word >= wanted:
                if word != wanted:
                    return None
                return (found[::-1] if self._backwards else found).decode()
        return None

    def __iter__(self) -> Iterator[str]:
        for _place, word, _found in _iter_records(self._data, self._start):
            yield (word[::-1] if self._backwards else word).decode()

    def __len__(self) -> int:
        return self._count


class _Dictionaries(CachingDictionaryFactory):
    """The dictionaries of all languages, each read when it is first needed."""

    __slots__ = ()

    def _get_dictionary_uncached(self, lang: str) -> Mapping[str, str]:
        return _Words(lang)


_dictionaries = _Dictionaries()
_strategy = DictionaryLookupStrategy(_dictionaries)
_lemmatizer = Lemmatizer(
    # Whoever asks remembers the answers.
    cache_max_size=0,
    lemmatization_strategy=DefaultStrategy(dictionary_factory=_dictionaries),
)


def lemma(word: str, language: str) -> str:
    """The dictionary form of a word that is not empty, by all that simplemma tries."""
    return _lemmatizer.lemmatize(word, language)


def listed(word: str, language: str) -> str:
    """What the dictionary itself says of a word as it is written; empty where it has none."""
    found = _dictionaries.get_dictionary(language).get(word)
    if found is None and (has_apostrophe(word) or language in CANON_LANGS):
        found = _strategy.exact_lemma(word, language)
    return found or ""


def is_known(word: str, language: str) -> bool:
    """True if the dictionary has a word, its first letter large or small."""
    return _strategy.get_lemma(normalize_token(word), language) is not None
