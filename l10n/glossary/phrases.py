"""Phrases of one or more words, found in texts of a language in any inflected form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from l10n.language.inflection import Word, has_lemmas, language_of, lemma, stem_of_acronym, word_of
from l10n.language.uk.forms import plain
from l10n.lines import collapsed

_WORDS = re.compile(r"\w[\w\u0300-\u036f]*")
_JOINED_WORDS = re.compile(r"\w[\w\u0300-\u036f]*(?:['’ʼ]\w[\w\u0300-\u036f]*)*")
"""Words whose apostrophe is a letter of the word, as in Ukrainian."""
_APOSTROPHE_JOINS = frozenset(("be", "rue", "uk"))
_HYPHENS = "-\u2010\u2011"
_GAP = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'", "ʼ": "'"})
_MOST = 65536
"""Different words that `Phrases` remembers: some 8 MiB."""


class PhraseHit(NamedTuple):
    """A place where a phrase stands, half-open, in characters."""

    number: int
    """Which phrase, in the order in which they were given."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[Word, ...]
    gaps: tuple[str, ...]


class Phrases:
    """Finds phrases of one or more words in texts of a language, in any inflected form."""

    def __init__(self, texts: Iterable[str], locale: str) -> None:
        """Take the phrases in their dictionary form."""
        self._language = language_of(locale)
        self._pattern = _JOINED_WORDS if self._language in _APOSTROPHE_JOINS else _WORDS
        self._by_lemma = has_lemmas(self._language) and self._language != "uk"
        self._phrases = tuple(self._phrase(text) for text in texts)
        self._starts: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            if phrase.words:
                for key in self._keys(phrase.words[0]):
                    self._starts.setdefault(key, []).append(number)
        self._seen: dict[str, tuple[int, ...]] = {}

    def find(self, text: str) -> tuple[PhraseHit, ...]:
        """The phrases of a text in order; where two overlap the longer, and of equals the first."""
        if not self._starts:
            return ()
        seen = self._seen
        for word in self._pattern.findall(text):
            found = seen.get(word)
            if found is None:
                found = self._learn(word)
            if found:
                break
        else:
            return ()
        return _longest(self.all(text))

    def all(self, text: str) -> Iterator[PhraseHit]:
        """Every phrase of a text, those that overlap too."""
        matches = list(self._pattern.finditer(text))
        for index, match in enumerate(matches):
            word = match.group()
            numbers = self._seen.get(word)
            for number in self._learn(word) if numbers is None else numbers:
                phrase = self._phrases[number]
                last = index + len(phrase.words) - 1
                if last >= len(matches) or not self._follows(phrase, matches, index, text):
                    continue
                start, end = match.start(), matches[last].end()
                if self._is_whole(text, start, end):
                    yield PhraseHit(number, start, end)

    def _phrase(self, text: str) -> _Phrase:
        found = list(self._pattern.finditer(text))
        gaps = tuple(_gap(text[one.end() : two.start()]) for one, two in pairwise(found))
        words = tuple(
            word_of(match.group(), self._language, place < len(found))
            for place, match in enumerate(found, 1)
        )
        return _Phrase(words, gaps)

    def _keys(self, word: Word) -> set[str]:
        """All that a form of a word may be looked up by."""
        keys = set(word.forms)
        if self._by_lemma and not word.acronym:
            small = plain(word.text)
            keys |= {plain(lemma(word.text, self._language)), plain(lemma(small, self._language))}
        return keys

    def _learn(self, word: str) -> tuple[int, ...]:
        """Find the phrases that may begin with a word, and remember them."""
        small = plain(word)
        keys = [small, plain(stem_of_acronym(word))]
        if self._by_lemma:
            keys += [plain(lemma(word, self._language)), plain(lemma(small, self._language))]
        elif not has_lemmas(self._language):
            keys += [small[:-cut] for cut in (1, 2, 3)]
        numbers: dict[int, None] = {}
        for key in keys:
            numbers.update(dict.fromkeys(self._starts.get(key, ())))
        found = tuple(n for n in numbers if self._phrases[n].words[0].accepts(word))
        if len(self._seen) >= _MOST:
            self._seen.clear()
        self._seen[word] = found
        return found

    def _follows(
        self, phrase: _Phrase, matches: list[re.Match[str]], index: int, text: str
    ) -> bool:
        for step, gap in enumerate(phrase.gaps, 1):
            before, after = matches[index + step - 1], matches[index + step]
            if _gap(text[before.end() : after.start()]) != gap:
                return False
            if not phrase.words[step].accepts(after.group()):
                return False
        return True

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """False for a part of a compound, such as `Франківськ` in `Івано-Франківськ`.

        English joins words by a hyphen freely: `Kiev-based`.
        """
        if self._language == "en":
            return True
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        return not (
            (len(before) == 2 and before[1] in _HYPHENS and before[0].isalpha())
            or (len(after) == 2 and after[0] in _HYPHENS and after[1].isalpha())
        )


def _longest(found: Iterable[PhraseHit]) -> tuple[PhraseHit, ...]:
    ranked = sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.number))
    chosen: list[PhraseHit] = []
    taken: set[int] = set()
    for hit in ranked:
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            chosen.append(hit)
    return tuple(sorted(chosen, key=lambda hit: hit.start))


def _gap(text: str) -> str:
    return collapsed(text).translate(_GAP) if text.strip() else " " if text else ""
