"""One glance at each word of a text: which readers may find something in it, and need to look.

Most texts have no word that denies, none of an idiom of distance and none of a line around an
article. Each word is looked into once for all of these; the readers of the others return at once.
"""

from collections.abc import Iterable
from functools import cache

from l10n.language.phrases import Index, Phrase
from l10n.language.polarity.distance import idioms
from l10n.language.polarity.words import lexicon_of
from l10n.language.tables import Table

DENIES, DISTANT, INVITES = 1, 2, 4
"""What a word may begin: a denial, an idiom of distance, a line of furniture; bits of a sum."""
_REMEMBERED = 1 << 15
"""Words that are kept of a language."""
_LONGEST = 40
"""Letters of a word that is kept."""


class Glances:
    """What words of a language may begin; each is worked out once."""

    def __init__(self, table: Table) -> None:
        """Take the table of the language."""
        self._denies = lexicon_of(table).denies
        self._distant = idioms(table).tells
        self._invites = invitations(table).tells
        self._seen: dict[str, int] = {}

    def of(self, words: Iterable[str]) -> int:
        """What some words in lower case may begin, all together."""
        seen, found = self._seen, 0
        for word in words:
            bits = seen.get(word)
            found |= self._look(word) if bits is None else bits
        return found

    def _look(self, word: str) -> int:
        bits = DENIES * self._denies(word)
        bits += DISTANT * self._distant(word)
        bits += INVITES * self._invites(word)
        if len(word) <= _LONGEST:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[word] = bits
        return bits


@cache
def glances(table: Table) -> Glances:
    """What words of a table's language may begin."""
    return Glances(table)


@cache
def invitations(table: Table) -> Index:
    """What lines of the page around an article say: “read also”."""
    return Index(Phrase(tuple(w.split("_"))) for w in table.words("articles", "furniture"))
