"""A text as its words are looked at beside one another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.language.uk.forms import plain

_BLANKS = ' \u00a0\u202f«»"„“”'
"""What may stand between words that belong together."""
_FAR = 64
"""Characters before a word that are looked at."""
_BEFORE_SENTENCES = " \u00a0\u202f\t*_#>–—-•"
"""What may stand between the end of a sentence and the next."""
_MOST_CAPITALS = 0.7
"""Share of long words with a capital from which on an English text is a headline."""
_LONG = 4
"""Letters from which on a headline writes a word with a capital."""
_STARTS = '.!?…:\n«»"„“”‘([;'
"""Behind these a word may have a capital anyway."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its words, half-open, in characters, in order."""

    text: str
    words: Sequence[tuple[int, int]]
    in_capitals: bool = False
    """A text in capitals, or an English headline in which most words have one."""
    names: frozenset[str] = frozenset()
    """Words that have a capital where they need not."""

    def word(self, index: int) -> str:
        """A word in small letters; empty beyond the ends."""
        return plain(self.written(index))

    def written(self, index: int) -> str:
        """A word as it stands; empty beyond the ends."""
        if not 0 <= index < len(self.words):
            return ""
        start, end = self.words[index]
        return self.text[start:end]

    def joined(self, left: int) -> bool:
        """True if nothing but blanks and quotation marks parts a word from the next."""
        between = self.between(left)
        return bool(between) and not between.strip(_BLANKS)

    def between(self, left: int) -> str:
        """What stands between a word and the next."""
        if not 0 <= left < len(self.words) - 1:
            return ""
        return self.text[self.words[left][1] : self.words[left + 1][0]]

    def starts(self, index: int) -> bool:
        """True for a word that may have a capital because of where it stands."""
        start = self.words[index][0]
        before = self.text[max(0, start - _FAR) : start].rstrip(_BEFORE_SENTENCES)
        return before[-1] in _STARTS if before else start <= _FAR


def passage(text: str, words: Sequence[tuple[int, int]], language: str) -> Passage:
    """A text of a language with its words, gone through once."""
    bare = Passage(text, words)
    if text.isupper():
        return replace(bare, in_capitals=True)
    long = [text[start] for start, end in words[1:] if end - start >= _LONG]
    capitals = sum(first.isupper() for first in long)
    names = frozenset(
        text[start:end]
        for index, (start, end) in enumerate(words)
        if text[start].isupper() and not bare.starts(index)
    )
    headline = language == "en" and capitals > _MOST_CAPITALS * len(long)
    return Passage(text, words, headline, names)
