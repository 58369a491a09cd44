"""Finding the text that another one was before somebody edited it."""

from collections.abc import Callable, Iterable
from dataclasses import field
from itertools import islice, takewhile

from l10n.dataclass import dataclass
from l10n.model.markup import TAG
from l10n.model.segment import Key
from l10n.regex import regex

THRESHOLD = 60
"""Least similarity in percent. 87 of the 1,996 sentences of NTREX-128 in Ukrainian have another
one above it, most of them the same news in other words; an edited sentence seldom falls below."""
SHORT = ((15, 80), (30, 70))
"""(length, least similarity) for texts below that length: in a short text little is much."""

PAIRS = 4 * 10**12
"""Pairs of letters that are compared for one pool, about a minute: so many make ten thousand new
sentences of 130 letters among as many old ones."""
_WORD = 64
"""Letters that are compared at once, and so the least that a comparison costs."""

_LETTER = regex(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Match:
    """A text that resembles another."""

    key: Key
    score: float
    """Similarity in percent: twice the length of the longest common subsequence, by the sum of
    both lengths (rapidfuzz `ratio`), tags left out."""
    index: int = field(default=-1, compare=False)
    """Where it stands in its pool."""


class Pool:
    """Texts among which others are looked for; made once, asked often."""

    def __init__(self, keys: Iterable[Key], pairs: int = PAIRS) -> None:
        """Take the texts in an order that decides between equals.

        `pairs` is how many pairs of letters may be compared in all.
        """
        self._keys = tuple(keys)
        plains = [plain(text) for _context, text in self._keys]
        self._letters = Letters(plains)
        self._texts: list[str | None] = [text.translate(self._letters) for text in plains]
        self._length = sum(map(len, plains))
        self._left = pairs

    def drop(self, match: Match) -> None:
        """Leave a text that was found out of what is found from now on."""
        self._texts[match.index] = None

    def best(self, key: Key, distance: Callable[[Key], float] = lambda key: 0) -> Match | None:
        """Find the text that resembles a key's most; None where none resembles it enough.

        Between equals the one with the same context is preferred, then the one at the least
        `distance`, then the first. A text without letters (a number, a date) resembles nothing, nor
        does one whose letters, with those of all texts, make more than what is left of the pairs.
        """
        from rapidfuzz import fuzz, process

        text = plain(key[1])
        least = threshold(text)
        if not self._texts or least is None:
            return None
        pairs = (len(text) + _WORD) * (self._length + _WORD * len(self._texts))
        if pairs > self._left:
            return None
        self._left -= pairs
        # Best first, says rapidfuzz, and of equals the first.
        found = process.extract(
            text.translate(self._letters),
            self._texts,
            scorer=fuzz.ratio,
            score_cutoff=least,
            limit=None,
        )
        if not found:
            return None
        score = found[0][1]
        index = min(
            (each[2] for each in takewhile(lambda each: each[1] == score, found)),
            key=lambda index: (
                self._keys[index][0] != key[0],
                distance(self._keys[index]),
                index,
            ),
        )
        return Match(self._keys[index], score, index)


def likeness(texts: Iterable[str], other: str) -> float:
    """How much some texts together resemble another, in percent, as `Match.score` has it."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(" ".join(map(plain, texts)), plain(other)))


def threshold(text: str, usual: float = THRESHOLD) -> float | None:
    """What a text without tags has to resemble another by, in percent.

    None for one with next to no letters, which resembles nothing.
    """
    if len(list(islice(_LETTER.finditer(text), 3))) < 3:
        return None
    return next((score for length, score in SHORT if len(text) < length), usual)


class Letters(dict[int, int]):
    """Other characters for those of a pool, told apart all the same.

    rapidfuzz looks characters below 256 up in a table and all others in a hash map: Cyrillic
    texts are compared five times as fast when they are rewritten with such characters.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take all texts of a pool."""
        super().__init__()
        for character in sorted({character for text in texts for character in text}):
            self[ord(character)] = len(self) + 1

    def __missing__(self, character: int) -> int:
        """Write all characters that no text of the pool has as one that none has."""
        return 0


def plain(text: str) -> str:
    """A text without anything that reads as a tag."""
    return TAG.sub("", text)
