"""How well a run of words of a translation begins and ends, beside that of its source."""

from collections.abc import Sequence
from itertools import pairwise
from math import log

from l10n.dataclass import dataclass
from l10n.language.function_words import Small, small_words
from l10n.regex import regex
from l10n.tags.aligning import Alignment, SpannedWord, words

_BREAK = regex(r"[,.;:!?…()–—]|\s-\s")
_TORN = 0.8
"""A small word without the word that it leans on."""
_UNASKED = 0.3
"""A preposition within, where the source has none."""
_PAUSE = 0.3
"""A comma or a dash within, where the source has none."""
_UNEQUAL, _UNEQUAL_NAME = 0.18, 0.4
"""For each power of e by which the numbers of words differ; a name has as many as its source."""


@dataclass(frozen=True, slots=True)
class BoundaryCosts:
    """What is small on both sides of an alignment; the source's words, then the translation's."""

    before: tuple[bool, ...]
    """Whether each word of the source is a preposition."""
    articles: tuple[bool, ...]
    cases: tuple[bool, ...]
    prepositions: tuple[bool, ...]
    joined: tuple[tuple[bool, ...], tuple[bool, ...]]
    """Whether each word of the source, and of the translation, is a conjunction."""
    pauses: tuple[tuple[bool, ...], tuple[bool, ...]]
    """Whether a pause in the sentence follows each word of the source, and of the translation."""
    leaning: tuple[bool, ...]
    """Whether each word of the translation is small in any way."""
    anchors: frozenset[tuple[int, int]]
    """Words of translation and source that must stand for each other."""
    same: frozenset[int]
    """Words of the source that stand in the translation as they are."""
    theirs: Small

    @classmethod
    def of(
        cls, alignment: Alignment, texts: tuple[str, str], locales: tuple[str, str]
    ) -> "BoundaryCosts":
        """Look up the words of both sides; the locales may be unknown."""
        mine, theirs = map(small_words, locales)
        here = [word.text.casefold() for word in alignment.source]
        there = [word.text.casefold() for word in alignment.target]
        return cls(
            before=tuple(word in mine.prepositions or word in mine.cases for word in here),
            articles=tuple(word in theirs.articles for word in there),
            cases=tuple(word in theirs.cases for word in there),
            prepositions=tuple(word in theirs.prepositions for word in there),
            joined=(
                tuple(word in mine.conjunctions for word in here),
                tuple(word in theirs.conjunctions for word in there),
            ),
            pauses=(_pauses(texts[0], alignment.source), _pauses(texts[1], alignment.target)),
            leaning=tuple(word in theirs.all for word in there),
            anchors=alignment.anchored,
            same=frozenset(
                i for j, i in alignment.anchored if here[i] == there[j] or here[i][0].isdigit()
            ),
            theirs=theirs,
        )

    def cost(self, first: int, last: int, start: int, end: int) -> float:
        """Cost of taking words `start` to `end` for the source's words `first` to `last`."""
        cost = 0.0
        if all(i in self.same for i in range(first, last)):
            cost += 0.3 * sum(self.articles[start:end])
        elif start and self.articles[start - 1]:
            cost += _TORN
        if self.leaning[end - 1] and not self.before[last - 1]:
            cost += _TORN
        cost += self._lead(first, last, start, end)
        mine, theirs = self.pauses
        more = sum(theirs[start : end - 1]) - sum(mine[first : last - 1])
        cost += _PAUSE * max(0, more)
        held, taken = self.counts(first, last, start, end)
        weight = _UNEQUAL_NAME if self.named(first, last) else _UNEQUAL
        return cost + weight * abs(log((taken + 0.3) / (held + 0.3)))

    def counts(self, first: int, last: int, start: int, end: int) -> tuple[int, int]:
        """Count the words that are not small: of the source, of the translation."""
        joined = self.joined[0]
        return (
            sum(not (self.before[i] or joined[i]) for i in range(first, last)),
            sum(not small for small in self.leaning[start:end]),
        )

    def named(self, first: int, last: int) -> bool:
        """True if each of some words of the source must stand in the translation."""
        return len({i for _j, i in self.anchors if first <= i < last}) == last - first

    def unasked(self, first: int, start: int) -> bool:
        """True if a preposition stands at the beginning of a run and none in the source."""
        if self.before[first] or (first and self.before[first - 1]):
            return False
        return (
            self.prepositions[start]
            or self.cases[start]
            or bool(start and self.prepositions[start - 1])
        )

    def _lead(self, first: int, last: int, start: int, end: int) -> float:
        """Compare the prepositions at the beginning: within on one side, within on the other."""
        if self.joined[1][start] and not self.joined[0][first]:
            return 2 * _TORN
        leads = self.prepositions[start] or self.cases[start]
        left = bool(start) and (self.prepositions[start - 1] or self.cases[start - 1])
        if self.before[first]:
            fewer = sum(self.prepositions[start:end]) < sum(self.before[first:last])
            if self.cases[start]:
                return _UNASKED / 2
            return _TORN if left and not leads and fewer else 0.0
        if first and self.before[first - 1]:
            return 2 * _TORN if leads else 0.0
        if leads:
            if self.named(first, last):
                return _TORN
            return _UNASKED if self.cases[start] else 0.0
        return _UNASKED if left and self.prepositions[start - 1] else 0.0

    def trust(self, first: int, last: int, alone: str) -> float:
        """How far a translation of some words alone is to be trusted, by their numbers."""
        small = self.theirs.all
        given = sum(not small for small in self.before[first:last])
        made = sum(word.text.casefold() not in small for word in words(alone))
        return min(1.0, (given + 0.5) / (made + 0.5), (made + 0.5) / (given + 0.5))


def _pauses(text: str, found: Sequence[SpannedWord]) -> tuple[bool, ...]:
    return tuple(
        bool(_BREAK.search(text, word.end, after.start))
        for word, after in pairwise((*found, SpannedWord(len(text), len(text), "")))
    )
