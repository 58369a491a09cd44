"""Phrases of the tables: words and stems (`refus*`), found by their first word."""

from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from l10n.dataclass import dataclass

_FEW = 65536
"""Words of a language whose phrases are remembered."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a table, some of which may be stems, and what they mean."""

    words: tuple[str, ...]
    kind: Enum | None = None
    sense: str = ""

    def stands_at(self, words: Sequence[str], number: int) -> bool:
        """True if a text has its words, none of which is a gap, behind the first at a number."""
        return len(words) - number >= len(self.words) and all(
            word.startswith(part[:-1]) if part.endswith("*") else word == part
            for part, word in zip(
                self.words[1:], words[number + 1 : number + len(self.words)], strict=False
            )
        )


class Index:
    """Phrases by their first words, which may be stems."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Take the phrases."""
        every = tuple(phrases)
        self._first = _Words((phrase.words[0], phrase) for phrase in every)
        self._longest = _Words((max(phrase.words, key=len), phrase) for phrase in every)
        self._any = bool(every)
        self._whole: dict[str, list[frozenset[str]]] = {}
        """The words of phrases that are no stems, by the longest of them."""
        self._of_stems = False
        for phrase in every:
            whole = [word for word in phrase.words if not word.endswith("*")]
            if whole:
                self._whole.setdefault(max(whole, key=len), []).append(frozenset(whole))
            else:
                self._of_stems = True
        self._longest_whole = frozenset(self._whole)
        self.of = lru_cache(_FEW)(self._of)
        self.tells = lru_cache(_FEW)(self._tells)

    def __bool__(self) -> bool:
        """True if there are any."""
        return self._any

    def may_be_in(self, words: frozenset[str]) -> bool:
        """False for a text whose words are not all those of any phrase."""
        for word in self._longest_whole & words:
            if any(whole <= words for whole in self._whole[word]):
                return True
        return self._of_stems and any(map(self.tells, words))

    def _of(self, word: str) -> tuple[Phrase, ...]:
        """Those that may begin with a word, the longest first."""
        return tuple(sorted(self._first.of(word), key=lambda phrase: -len(phrase.words)))

    def _tells(self, word: str) -> bool:
        """True for the longest word of a phrase: a text without any has none of the phrases."""
        return bool(self._longest.of(word))


class _Words:
    """Phrases by one of their words."""

    def __init__(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for word, phrase in phrases:
            by = self._stems if word.endswith("*") else self._exact
            by.setdefault(word.rstrip("*"), []).append(phrase)
        self._sizes = tuple({len(stem) for stem in self._stems})

    def of(self, word: str) -> list[Phrase]:
        found = list(self._exact.get(word, ()))
        for size in self._sizes:
            if size <= len(word):
                found += self._stems.get(word[:size], ())
        return found
