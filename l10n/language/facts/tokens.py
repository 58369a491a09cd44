"""Words, numbers and signs of a text, and what a language's words mean to a finder of facts."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from l10n.regex import regex

_TOKEN = regex(r"\d+|[^\W\d_]+(?:’[^\W\d_]+)*|[^\w\s]|_")
_LONGEST = 4
"""Digits of a number that is read: none of a date has more."""
_REMEMBERED = 1 << 13
"""Words whose meaning is kept: texts say the same ones again and again."""
HEAD = 3
"""Letters by which words are looked up: stems have as many or more."""

V = TypeVar("V", bound=Hashable)


class Tokens(NamedTuple):
    """Runs of letters, runs of digits, and single signs of a text, side by side."""

    texts: list[str]
    folded: list[str]
    """The same in lower case."""
    starts: list[int]
    """Where each begins, in characters of the text."""

    def end(self, at: int) -> int:
        """The place behind a token."""
        return self.starts[at] + len(self.texts[at])

    def number(self, at: int) -> int | None:
        """What short digits are worth; None for anything else, and beyond both ends."""
        if 0 <= at < len(self.texts):
            text = self.texts[at]
            if len(text) <= _LONGEST and text.isdecimal():
                return int(text)
        return None


def tokens(text: str) -> Tokens:
    """Take a normalized text apart; blanks are what is left between."""
    texts = _TOKEN.findall(text)
    starts: list[int] = []
    end = 0
    for each in texts:
        start = text.index(each, end)
        starts.append(start)
        end = start + len(each)
    return Tokens(texts, [each.lower() for each in texts], starts)


class Words(Generic[V]):
    """What words mean: `квітня` itself, `квітнев*` with any ending."""

    def __init__(self, meanings: Iterable[tuple[str, V]]) -> None:
        """Take words in lower case with their meanings."""
        self._exact: dict[str, list[V]] = {}
        self._stems: dict[str, list[tuple[str, V]]] = {}
        self._short: list[tuple[str, V]] = []
        for word, meaning in meanings:
            stem = word.removesuffix("*")
            if stem != word and len(stem) < HEAD:
                self._short.append((stem, meaning))
            elif stem != word:
                self._stems.setdefault(stem[:HEAD], []).append((stem, meaning))
            else:
                self._exact.setdefault(word, []).append(meaning)
        for stems in self._stems.values():
            stems.extend(self._short)
            stems.sort(key=lambda each: -len(each[0]))
        self.of = lru_cache(_REMEMBERED)(self._of)
        """What a word in lower case means, by its longest stem first; nothing for most."""

    @property
    def heads(self) -> frozenset[str]:
        """How its words begin."""
        return frozenset(word[:HEAD] for word in (*self._exact, *self._stems))

    def _of(self, folded: str) -> tuple[V, ...]:
        exact = self._exact.get(folded)
        stems = self._stems.get(folded[:HEAD], self._short)
        if not stems:
            return () if exact is None else tuple(exact)
        begun = [meaning for stem, meaning in stems if folded.startswith(stem)]
        return tuple(dict.fromkeys([*(exact or ()), *begun]))


class Phrases(Generic[V]):
    """What several words in a row mean: `the day before yesterday`."""

    def __init__(self, meanings: Mapping[str, V]) -> None:
        """Take phrases in lower case; `*` ends a stem. The longest is found first."""
        parts = ((phrase_parts(phrase), meaning) for phrase, meaning in meanings.items())
        longest = sorted((part for part in parts if part[0]), key=lambda each: -len(each[0]))
        self._by_first: Words[tuple[tuple[str, ...], V]] = Words(
            (sequence[0], (sequence[1:], meaning)) for sequence, meaning in longest
        )
        self._begun = lru_cache(_REMEMBERED)(self._beginning)
        self.firsts = tuple(sequence[0] for sequence, _meaning in longest)
        """The word that each phrase begins with."""
        self.telling = tuple(max(reversed(each), key=len) for each, _meaning in longest)
        """The longest word of each phrase, the last of several: the rest are commoner."""

    def at(self, folded: Sequence[str], index: int) -> tuple[V, int] | None:
        """The meaning of what begins at a token, and the token behind it."""
        if index >= len(folded):
            return None
        following = folded[index + 1] if index + 1 < len(folded) else ""
        for rest, meaning in self._begun(folded[index], following):
            end = index + 1 + len(rest)
            if end <= len(folded) and all(map(_alike, folded[index + 1 : end], rest)):
                return meaning, end
        return None

    def _beginning(self, first: str, second: str) -> tuple[tuple[tuple[str, ...], V], ...]:
        """What is behind the first word of the phrases that may begin with two words, and their
        meaning.
        """
        begun = self._by_first.of(first)
        return tuple(each for each in begun if not each[0] or _alike(second, each[0][0]))


def phrase_parts(phrase: str) -> tuple[str, ...]:
    """A phrase of a table as tokens, `*` kept at its stem."""
    parts: list[str] = []
    for token in tokens(phrase).folded:
        if token == "*" and parts:
            parts[-1] += "*"
        else:
            parts.append(token)
    return tuple(parts)


def _alike(folded: str, part: str) -> bool:
    return folded.startswith(part[:-1]) if part.endswith("*") else folded == part
