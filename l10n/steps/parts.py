"""Parts of sentences found again in others, wherever these stand: what was cut out, or put in."""

from collections.abc import Collection, Iterable, Sequence

from l10n.steps.similar import Letters, plain

LEAST = 85
"""Least similarity, in percent, of a part with the best stretch of its length in the whole."""
SHORTEST = 16
"""Letters of a part; fewer are found almost anywhere."""
SHARE = 0.75
"""Least share of a part's letters in words that its whole has too."""
STEM = 5
"""Letters by which words of two texts are taken for the same: endings change with a sentence."""
PAIRS = 10**10
"""Pairs of letters that are compared for one article, about two seconds."""


class Wholes:
    """Texts that others may be parts of; made once, asked often."""

    def __init__(self, texts: Iterable[str], pairs: int = PAIRS) -> None:
        """`pairs` is how many pairs of letters may be compared in all."""
        plains = [plain(text) for text in texts]
        self._letters = Letters(plains)
        self._texts = [text.translate(self._letters) for text in plains]
        self._stems = [stems(text) for text in plains]
        self._length = sum(map(len, plains))
        self._left = pairs

    def of(self, part: str) -> int | None:
        """The number of the text that holds most of a part, if it is longer; None if none does."""
        from rapidfuzz import fuzz, process

        text = plain(part)
        self._left -= len(text) * self._length
        if len(text) < SHORTEST or self._left < 0:
            return None
        able: Sequence[str | None] = [
            whole if len(whole) > len(text) and share(text, own) >= SHARE else None
            for whole, own in zip(self._texts, self._stems, strict=True)
        ]
        best = process.extractOne(
            text.translate(self._letters), able, scorer=fuzz.partial_ratio, score_cutoff=LEAST
        )
        return None if best is None else int(best[2])


def stems(*texts: str) -> frozenset[str]:
    """The beginnings of all words of some texts."""
    return frozenset(stem for text in texts for stem in _words(text))


def share(text: str, of: Collection[str]) -> float:
    """The share of a text's letters in words that begin as some others do."""
    words = _words(text)
    letters = sum(map(len, words))
    return sum(len(word) for word in words if word in of) / letters if letters else 0


def _words(text: str) -> list[str]:
    letters = "".join(char if char.isalnum() else " " for char in text.casefold())
    return [word[:STEM] for word in letters.split()]
