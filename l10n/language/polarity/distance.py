"""What a text says of how far off something is: “within reach”, «ще далеко»."""

from collections.abc import Iterator, Sequence
from functools import cache

from l10n.dataclass import dataclass
from l10n.language.phrases import Index, Phrase
from l10n.language.polarity.words import DENYING, lexicon_of
from l10n.language.spelt import Spelt
from l10n.language.tables import Table

_BEFORE = 5
"""Words before an idiom among which a denial turns it round: “no end was in sight”."""
NEAR, FAR = "near", "far"


@dataclass(frozen=True, slots=True)
class Distance:
    """An idiom of distance; places are numbers of words."""

    pole: str
    """NEAR or FAR, denials reckoned in."""
    first: int
    last: int


@cache
def idioms(table: Table) -> Index:
    """What a language says of distance."""
    return Index(
        Phrase(tuple(written.split("_")), sense=pole)
        for pole, written_idioms in table.mapping("polarity", "distance").items()
        for written in written_idioms.split()
    )


def distances(words: Sequence[Spelt], table: Table) -> Iterator[Distance]:
    """The idioms of distance in a text, in order."""
    known = idioms(table)
    folded = [word.folded for word in words]
    if not any(map(known.tells, folded)):
        return
    number = 0
    while number < len(folded):
        phrase = next((p for p in known.of(folded[number]) if p.stands_at(folded, number)), None)
        if phrase is None:
            number += 1
            continue
        first, number = number, number + len(phrase.words)
        pole = phrase.sense
        if pole == NEAR and _is_denied(folded[max(0, first - _BEFORE) : first], table):
            pole = FAR
        yield Distance(pole, first, number - 1)


def _is_denied(words: Sequence[str], table: Table) -> bool:
    phrases = lexicon_of(table).phrases
    return any(p.kind in DENYING and len(p.words) == 1 for word in words for p in phrases(word))
