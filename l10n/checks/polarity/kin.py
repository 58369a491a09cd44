"""Which words of the two sides of an entry may render one another."""

from functools import lru_cache

from l10n.checks.text import Text
from l10n.language.lexicon import lexicon
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
        return bool(_given(self._mine[number], self._one, self._other))

    def of(self, number: int) -> tuple[int, ...]:
        """The words of the second text that may render a word of the first."""
        meanings = _given(self._mine[number], self._one, self._other)
        return tuple(
            place
            for place, word in enumerate(self._theirs)
            if word and not meanings.isdisjoint(_taken(word, self._other, self._one))
        )

    def back(self, number: int) -> tuple[int, ...]:
        """The words of the first text that may be rendered by a word of the second."""
        own = _taken(self._theirs[number], self._other, self._one)
        return tuple(
            place
            for place, word in enumerate(self._mine)
            if word and not own.isdisjoint(_given(word, self._one, self._other))
        )


def _words(text: Text) -> list[str]:
    """The words of a text without what denies them; nothing for those that say little."""
    own = lexicon_of(text.table)
    return ["" if w.folded in own.light else own.bare(w.folded) for w in text.words]


@lru_cache(65536)
def _given(word: str, own: Table, other: Table) -> frozenset[str]:
    """What may render a word in another language: stems of it, and senses that tables share."""
    known = lexicon(own.language, other.language)
    return _senses(word, own) | known.renderings(known.stems(word)[:1])


@lru_cache(65536)
def _taken(word: str, own: Table, other: Table) -> frozenset[str]:
    """What a word may render of another language, in the same terms."""
    known = lexicon(own.language, other.language)
    return _senses(word, own).union(known.stems(word)[:1])


def _senses(word: str, own: Table) -> frozenset[str]:
    return frozenset(f"={sense}" for sense in lexicon_of(own).senses(word))
