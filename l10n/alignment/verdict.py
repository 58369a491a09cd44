"""Whether two articles are translations of one another at all."""

from collections.abc import Sequence
from enum import Enum

from l10n.alignment.bead import Bead
from l10n.alignment.sides import Side
from l10n.dataclass import dataclass
from l10n.language.claims import is_credible
from l10n.language.lexicon import lexicon

SURE = 0.89
"""The least confidence of a pair that goes into a memory without a person having seen it."""
SURE_UNKNOWN = 0.97
"""The same where no list says which words of the two languages render one another: confidence
was measured on a pair that has one, and is too high there."""
LEAST = 0.4
"""The share of the shorter article, in letters, that pairs have to cover for the two to be one."""
_LIKELY = 0.5
"""The least confidence of a pair that counts for that."""
_READ = 20_000
"""Characters by which the language of an article is told."""


def sure(source: Side, target: Side) -> float:
    """The least confidence of a pair of two articles that nobody has to look at."""
    known = lexicon(source.table.language, target.table.language)
    return SURE if known else SURE_UNKNOWN


class Fault(Enum):
    """Why two articles are not aligned."""

    EMPTY = "empty"
    """One has no text."""
    SWAPPED = "swapped"
    """Each is in the language of the other."""
    SAME_LANGUAGE = "same language"
    """Both are in the language of one of the two."""
    STRANGERS = "strangers"
    """Neither says what the other says."""


def language_fault(source: Side, target: Side) -> Fault | None:
    """What is wrong with the languages of two articles, told before they are aligned."""
    if not len(source) or not len(target):
        return Fault.EMPTY
    ours, theirs = _seems(source, target.locale), _seems(target, source.locale)
    if ours is theirs is False:
        return Fault.SWAPPED
    if not (ours and theirs) or _same(source, target):
        return Fault.SAME_LANGUAGE
    return None


def _seems(side: Side, other: str) -> bool:
    """True if a side may be in its language, as far as that can be told from that of the other."""
    size, texts = 0, []
    for text in side.texts:
        texts.append(text.plain)
        size += len(text.plain)
        if size > _READ:
            break
    read = " ".join(texts)
    return is_credible(read, side.locale, other) or not is_credible(read, other, side.locale)


def _same(source: Side, target: Side) -> bool:
    """True where most of what one says stands in the other letter for letter."""
    ours = {text.normal for text in source.texts}
    theirs = {text.normal for text in target.texts}
    size = sum(map(len, ours & theirs))
    return size * 2 > min(sum(map(len, ours)), sum(map(len, theirs)))


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of each article has a counterpart, from 0 to 1."""

    source: float
    target: float

    @property
    def most(self) -> float:
        """The share of the one of which more has a counterpart: the other may say more."""
        return max(self.source, self.target)


def cover(source: Side, target: Side, beads: Sequence[Bead], least: float = _LIKELY) -> Cover:
    """What the pairs of at least some confidence cover."""
    pairs = [bead for bead in beads if bead.is_pair and bead.confidence >= least]
    return Cover(
        _part(source, [at for bead in pairs for at in bead.source]),
        _part(target, [at for bead in pairs for at in bead.target]),
    )


def _part(side: Side, places: Sequence[int]) -> float:
    sizes = [len(text.normal) for text in side.texts]
    return sum(sizes[at] for at in places) / max(1, sum(sizes))


def are_strangers(source: Side, target: Side, beads: Sequence[Bead]) -> bool:
    """True for articles of which neither says what the other does."""
    return cover(source, target, beads).most < LEAST
