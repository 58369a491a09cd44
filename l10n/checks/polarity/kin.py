"""Which words of the two sides of an entry may render one another."""

from functools import lru_cache

from l10n.checks.text import Text
from l10n.language.polarity import lexicon_of
from l10n.language.tables import Table


class Kin:
    """The words of two texts, compared."""

    def __init__(self, one: Text, other: Text) -> None:
        """Take two sides of an entry."""
        self._one, self._mine = one.table, _words(one)
        self._other, self._theirs = other.table, _words(other)

    def known(self, number: int) -> bool:
        """True if anything is known of how a word of the first text is rendered."""
        return bool(_meanings(self._mine[number], self._one))

    def of(self, number: int) -> tuple[int, ...]:
        """The words of the second text that may render a word of the first."""
        meanings = _meanings(self._mine[number], self._one)
        return tuple(
            place
            for place, word in enumerate(self._theirs)
            if word and not meanings.isdisjoint(_meanings(word, self._other))
        )

    def back(self, number: int) -> tuple[int, ...]:
        """The words of the first text that may be rendered by a word of the second."""
        own = _meanings(self._theirs[number], self._other)
        return tuple(
            place
            for place, word in enumerate(self._mine)
            if word and not own.isdisjoint(_meanings(word, self._one))
        )


def _words(text: Text) -> list[str]:
    """The words of a text without what denies them; nothing for those that say little."""
    own = lexicon_of(text.table)
    return ["" if w.folded in own.light else own.bare(w.folded) for w in text.words]


@lru_cache(65536)
def _meanings(word: str, own: Table) -> frozenset[str]:
    """What a word means, by names that the tables share."""
    return lexicon_of(own).senses(word)
