"""People's names in a text for Apertium, which takes Trump for a triumph and Rubio for no noun.

A name goes in as another that the dictionary knows as one, so that what stands around it is
translated as around a name, and comes out as it was.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from l10n_apertium.stream import Source, Word

STAND_INS = ("Johnson", "Martin", "Garcia", "Ivanov")
"""Names to try, in this order; a dictionary has to know the one that is used as a name only."""
_NAME = "<np>"
_FIRST_NAME = "<np><ant>"
_COMMON = re.compile(r"<(?:n|vblex|adj|adv)>")
_NOUN = re.compile(r"<(?:n|vblex)>")
_WITH_NOUN = re.compile(r"<(?:det|adj|num|predet|preadv|pos|gen)>")
_SENTENCE_END = frozenset(".!?:;…")
_OPENING = frozenset("“„‘«‹\"'([¿¡–—-")
_LONG = 5
"""Characters from which on a word has a capital in a headline of capitals."""
_SOME = 4
"""Words of this length that tell such a headline from a list of names."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with its words."""

    source: Source
    words: tuple[Word, ...]
    headline: bool = False
    """Whether all longer words begin with a capital, so that a capital means nothing."""

    @classmethod
    def of(cls, source: Source, words: tuple[Word, ...]) -> "SourceText":
        """Look whether a source is written as a headline."""
        long = [word for word in words if word.end - word.start >= _LONG]
        capitals = all(source.plain[word.start].isupper() for word in long)
        return cls(source, words, capitals and len(long) >= _SOME)

    def written(self, number: int) -> str:
        """A word as it stands in the source."""
        word = self.words[number]
        return self.source.plain[word.start : word.end]

    def capital(self, number: int) -> bool:
        """True if a word begins with a capital."""
        return 0 <= number < len(self.words) and self.written(number)[:1].isupper()

    def within(self, number: int) -> bool:
        """True if a word stands inside a sentence, where a capital means something."""
        before = self.source.plain[: self.words[number].start].rstrip()
        return bool(before) and before[-1] not in _SENTENCE_END | _OPENING

    def follows(self, number: int) -> bool:
        """True if nothing but one space is between a word and the one before it."""
        if not number:
            return False
        between = self.source.plain[self.words[number - 1].end : self.words[number].start]
        return between == " "


def stand_in(readings: Mapping[str, Sequence[str]]) -> str | None:
    """Choose a name that stands in for others, by what the dictionary says of each; None if none.

    One with another reading could be translated: Smith is a smith.
    """
    for name in STAND_INS:
        found = readings.get(name, ())
        if found and all(_NAME in reading for reading in found):
            return name
    return None


def names(texts: Iterable[SourceText], around: Iterable[str] = ()) -> frozenset[str]:
    """Find the words that are names in the texts of one article.

    A word is one where it has a capital, is not in the dictionary, and stands inside a sentence,
    beside another such word or in the genitive; or where it has a capital, follows a first name or
    such a word, and is a common word in the dictionary. `around` are texts that were not taken
    apart: capitals after small letters count in them.
    """
    found: set[str] = set()
    unknown: set[str] = set()
    parts = tuple(texts)
    for text in parts:
        for number, word in enumerate(text.words):
            if not text.capital(number) or not _one_word(text.written(number)):
                continue
            if not word.readings:
                unknown.add(text.written(number))
                if not text.headline and (
                    text.within(number) or _owns(text, number) or _with_another(text, number)
                ):
                    found.add(text.written(number))
    if unknown:
        for more in around:
            found |= unknown & set(re.findall(r"(?<=[a-zà-ÿа-яіїєґ,] )([^\W\d_][\w’'-]*)", more))
    for text in parts:
        if text.headline:
            continue
        for number in range(1, len(text.words)):
            word = text.words[number]
            if (
                common(text, number)
                and text.follows(number)
                and _leads(text, number - 1, found)
                and _one_word(text.written(number))
                and word.readings
            ):
                found.add(text.written(number))
    return frozenset(found)


def common(text: SourceText, number: int) -> bool:
    """True if a word has a capital and is in the dictionary, but as a common word only."""
    readings = text.words[number].readings
    return (
        text.capital(number)
        and bool(readings)
        and not any(_NAME in reading for reading in readings)
        and all(reading[:1].islower() and _COMMON.search(reading) for reading in readings)
    )


def perhaps_name(text: SourceText, number: int) -> bool:
    """True if a common word with a capital stands as a name does: alone, without an article."""
    written = text.written(number)
    return (
        not text.headline
        and common(text, number)
        and all(_NOUN.search(reading) for reading in text.words[number].readings)
        and text.within(number)
        and _one_word(written)
        and not written.isupper()
        and not text.capital(number - 1)
        and not text.capital(number + 1)
        and not any(_WITH_NOUN.search(reading) for reading in text.words[number - 1].readings)
    )


def _leads(text: SourceText, number: int, unknown: set[str]) -> bool:
    """True if a word is a first name, or one that the dictionary does not know."""
    readings = text.words[number].readings
    if readings:
        return any(_FIRST_NAME in reading for reading in readings) and text.capital(number)
    return text.written(number) in unknown


def _owns(text: SourceText, number: int) -> bool:
    """True if an English genitive follows a word."""
    end = text.words[number].end
    return text.source.plain[end : end + 2] in ("'s", "’s", "ʼs")


def _with_another(text: SourceText, number: int) -> bool:
    """True if another unknown word with a capital stands beside a word."""
    return any(
        0 <= other < len(text.words)
        and text.capital(other)
        and not text.words[other].readings
        and text.follows(max(number, other))
        and _one_word(text.written(other))
        for other in (number - 1, number + 1)
    )


def _one_word(written: str) -> bool:
    return written.replace("-", "").replace("'", "").replace("’", "").isalpha()
