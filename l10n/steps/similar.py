"""Finding the text that another one was before somebody edited it."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile

from l10n.model.markup import TAG
from l10n.model.segment import Key

THRESHOLD = 60
"""Least similarity in percent. 87 of the 1,996 sentences of NTREX-128 in Ukrainian have another
one above it, most of them the same news in other words; an edited sentence seldom falls below."""
SHORT = ((15, 80), (30, 70))
"""(length, least similarity) for texts below that length: in a short text little is much."""

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Match:
    """A text that resembles another."""

    key: Key
    score: float
    """Similarity in percent: twice the length of the longest common subsequence, by the sum of
    both lengths (rapidfuzz `ratio`), tags left out."""


class Pool:
    """Texts among which others are looked for; made once, asked often."""

    def __init__(self, keys: Iterable[Key]) -> None:
        """Take the texts in an order that decides between equals."""
        self._keys = tuple(keys)
        plain = [_plain(text) for _context, text in self._keys]
        self._letters = _Letters(plain)
        self._texts = [text.translate(self._letters) for text in plain]

    def best(self, key: Key, distance: Callable[[Key], float] = lambda key: 0) -> Match | None:
        """Find the text that resembles a key's most; None where none resembles it enough.

        Between equals the one with the same context is preferred, then the one at the least
        `distance`, then the first. A text without letters (a number, a date) resembles nothing.
        """
        from rapidfuzz import fuzz, process

        plain = _plain(key[1])
        if not self._texts or len(_LETTER.findall(plain)) < 3:
            return None
        least = next((score for length, score in SHORT if len(plain) < length), THRESHOLD)
        # Best first, says rapidfuzz, and of equals the first.
        found = process.extract(
            plain.translate(self._letters),
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
        return Match(self._keys[index], score)


class _Letters(dict[int, int]):
    """Other characters for those of a pool, told apart all the same.

    rapidfuzz looks characters below 256 up in a table and all others in a hash map: Cyrillic
    texts are compared five times as fast when they are rewritten with such characters.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        for character in sorted({character for text in texts for character in text}):
            self[ord(character)] = len(self) + 1

    def __missing__(self, character: int) -> int:
        """Write all characters that no text of the pool has as one that none has."""
        return 0


def best(key: Key, candidates: Collection[Key]) -> Key | None:
    """Find the candidate that resembles a key's text most, by the rules of `Pool.best`."""
    match = Pool(candidates).best(key)
    return None if match is None else match.key


def _plain(text: str) -> str:
    return TAG.sub("", text)
