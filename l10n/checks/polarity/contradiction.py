"""What one side of an entry denies and the other seems to say."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum

from l10n.checks.polarity.kin import Kin
from l10n.checks.text import Text
from l10n.dataclass import dataclass
from l10n.language.glances import DENIES
from l10n.language.polarity import JOINED, WITHOUT, Denial, lexicon_of

_FAR = 0.25
"""How far apart words of both sides may stand to be about one thing: a part of their text."""
_WORDS = 4
"""The like in words."""
_DENIED = 6
"""Words between a denial and a “with” that it may be about: “is not built with support”."""
_SHORT = 12
"""Words of a text in which everything is near."""
_MOST = 24
"""So many denials of a text are looked at; no sentence has more."""


class Clue(Enum):
    """Why a denial seems to be missing."""

    SAID = "said"
    """The other side says what is denied."""
    STRESSED = "stressed"
    """The other side has an auxiliary that seems to have lost its denial: “they do want”."""
    MISSING = "missing"
    """The other side has nothing that could be a denial."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A denial of one side without its like on the other; places are numbers of words."""

    clue: Clue
    denial: Denial
    head: int | None = None
    """What is denied."""
    said: int | None = None
    """What the other side says instead."""
    doubtful: bool = False
    """Good translations may read like this."""


def contradiction(one: Text, other: Text) -> Contradiction | None:
    """The surest sign that one side denies what the other says; None where there is none."""
    if not one.glance & DENIES:
        return None
    if not lexicon_of(other.table):
        return None
    mine, theirs = one.polarity, other.polarity
    fewer = not mine.full or len(mine.full) > len(theirs.full)
    denials = [each for each in mine.denials[:_MOST] if fewer or each.sense == WITHOUT]
    if not denials:
        return None
    sides = _Sides(one, other)
    found = [each for denial in denials for each in sides.signs(denial)]
    return min(found, key=_rank, default=None)


def _rank(found: Contradiction) -> tuple[bool, int]:
    return found.doubtful, list(Clue).index(found.clue)


class _Sides:
    """The side that denies, and the other."""

    def __init__(self, one: Text, other: Text) -> None:
        self._one = one
        self._other = other
        self._kin = Kin(one, other)
        excess = Counter(sense for sense, _ in other.polarity.opposites)
        excess.subtract(sense for sense, _ in one.polarity.opposites if sense != JOINED)
        self._excess = excess
        """How many more opposites of a sense the other side has."""
        self._excuses = tuple(
            number for sense, number in other.polarity.opposites if excess[sense] > 0
        )

    def signs(self, denial: Denial) -> Iterator[Contradiction]:
        """Why a denial seems to be missing on the other side; none for one that stands as it is."""
        theirs = self._other.polarity
        alone = not theirs.full
        if self._one.words[denial.last].folded in self._other.folded_words:
            return
        if denial.sense == WITHOUT:
            if self._excess[WITHOUT] >= 0:
                return
            yield from self._with(denial)
        if not denial.full and (not alone or theirs.idle or self._one.polarity.full):
            return
        if self._near(denial.first, (*self._excuses, *theirs.idle)):
            return
        beside = self._near(denial.first, tuple(each.first for each in theirs.full))
        heads = tuple(self._heads(denial))
        if any(not theirs.open.isdisjoint(akin) for _head, akin in heads):
            return
        for head, akin in heads:
            said = next((n for n in akin if self._near(head, (n,)) and self._own(n)), None)
            if said is not None:
                sure = denial.sense not in (JOINED, WITHOUT)
                doubtful = beside or denial.contrast or not sure
                yield Contradiction(Clue.SAID, denial, head, said, doubtful)
        if not denial.full or not alone:
            return
        for number in theirs.stressed:
            if self._near(denial.first, (number,)):
                yield Contradiction(Clue.STRESSED, denial, said=number)
        if not self._near(denial.first, theirs.soft):
            doubtful = denial.negative or denial.contrast or denial.asked
            yield Contradiction(Clue.MISSING, denial, doubtful=doubtful)

    def _near(self, place: int, places: Iterable[int]) -> bool:
        """True if one of some places of the other side is about where a place of this one is."""
        mine, theirs = len(self._one.words), len(self._other.words)
        if max(mine, theirs) <= _SHORT:
            return bool(tuple(places))
        return any(
            abs(place / mine - other / theirs) <= _FAR
            or abs(place * theirs / mine - other) <= _WORDS
            for other in places
        )

    def _heads(self, denial: Denial) -> Iterator[tuple[int, tuple[int, ...]]]:
        """What is denied, each with the words of the other side that may render it."""
        for group in denial.heads:
            head = next((number for number in group if self._kin.known(number)), None)
            if head is not None:
                yield head, self._kin.of(head)

    def _with(self, denial: Denial) -> Iterator[Contradiction]:
        """“With” on the other side before what this one has “without”, or one more near by."""
        places = _companions(self._other)
        denials = [each.first for each in self._other.polarity.full]
        beside = [
            place
            for place in places
            if self._near(denial.first, (place,))
            and not any(place - _DENIED <= number < place for number in denials)
        ]
        if not beside:
            return
        more = len(places) > len(_companions(self._one))
        if more and not self._near(denial.first, denials):
            yield Contradiction(Clue.SAID, denial, said=beside[0])
        for head, akin in self._heads(denial):
            for number in akin:
                close = [place for place in beside if 0 < number - place <= _WORDS]
                if close and number not in self._other.polarity.open:
                    yield Contradiction(Clue.SAID, denial, head, close[-1])

    def _own(self, number: int) -> bool:
        """True for a word of the other side that renders no word of this one but a denied one."""
        denied = self._one.polarity.open
        return all(mine in denied for mine in self._kin.back(number))


def _companions(text: Text) -> list[int]:
    """Where a text says “with”."""
    companions = lexicon_of(text.table).companions
    return [number for number, word in enumerate(text.words) if word.folded in companions]
