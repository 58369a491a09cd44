"""A text as its words are looked at beside one another."""

from collections.abc import Sequence

from l10n.dataclass import dataclass
from l10n.language.uk.forms import plain

_BLANKS = ' \u00a0\u202f«»"„“”'
"""What may stand between words that belong together."""
_FAR = 64
"""Characters before a word that are looked at."""
_BEFORE_SENTENCES = " \u00a0\u202f\t*_#>–—-•"
"""What may stand between the end of a sentence and the next."""
_NEAR = 40
"""Words on each side that tell how a text uses capitals."""
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
    forms: Sequence[str]
    """The words as they stand."""
    language: str

    def word(self, index: int) -> str:
        """A word in small letters; empty beyond the ends."""
        return plain(self.written(index))

    def written(self, index: int) -> str:
        """A word as it stands; empty beyond the ends."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

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

    def has_elsewhere(self, index: int) -> bool:
        """True if a word has its capital at another place near it where it need not have one."""
        written = self.written(index)
        near = range(max(0, index - _NEAR), min(len(self.words), index + _NEAR))
        return any(self.written(place) == written and not self.starts(place) for place in near)

    def in_capitals(self, index: int) -> bool:
        """True where all is in capitals, and in an English headline in which most words are."""
        near = self.words[max(0, index - _NEAR) : index + _NEAR]
        if self.text[near[0][0] : near[-1][1]].isupper():
            return True
        if self.language != "en":
            return False
        long = [self.text[start] for start, end in near[1:] if end - start >= _LONG]
        return sum(first.isupper() for first in long) > _MOST_CAPITALS * len(long)
