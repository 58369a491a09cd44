"""Phrases of the tables: words and stems (`refus*`), found by their first word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

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
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            first = phrase.words[0]
            by = self._stems if first.endswith("*") else self._exact
            by.setdefault(first.rstrip("*"), []).append(phrase)
        self._sizes = tuple({len(stem) for stem in self._stems})
        self.of = lru_cache(_FEW)(self._of)

    def __bool__(self) -> bool:
        """True if there are any."""
        return bool(self._exact or self._stems)

    def _of(self, word: str) -> tuple[Phrase, ...]:
        """Those that may begin with a word, the longest first."""
        found = list(self._exact.get(word, ()))
        for size in self._sizes:
            if size <= len(word):
                found += self._stems.get(word[:size], ())
        return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))
