"""What a name of a source has become in its translation."""

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple, Protocol

from l10n.language.inflection import is_common
from l10n.language.proper import Proper, is_acronym, naming
from l10n.language.sounds import FAR, Spoken, difference, spoken
from l10n.language.spelt import Spelt
from l10n.language.tables import Table

_SAME = 0.26
"""Parts of a name's consonants that may differ in what is the same name in another language."""
_ALIKE = 0.42
"""The same in what may be meant for it."""
_SLIP = 1.0
"""What a letter counts that differs where all should be the same."""
_EXACT = 0.75
"""Consonants that differ in a name that is spelt as the other language spells it."""
_LEAST_SAME, _LEAST_ALIKE = 0.5, 1.4
"""Consonants that may differ at least, since short names have few."""


_LEAST_LETTERS = 5
"""Letters of a word without a capital that is made of a name."""
_MOST_NAMES, _MOST_WORDS = 50, 300
"""Names and words of one entry that are compared; a longer text is a list, or made to be slow."""


class Said(NamedTuple):
    """A word of a translation, or a part of a compound; half-open, in characters of its text."""

    start: int
    end: int
    folded: str
    capital: bool


_word_said: Callable[[tuple[int, int, str, bool]], Said] = partial(tuple.__new__, Said)
"""Makes one of its values in half the time of `Said(…)`."""


class Counterpart(NamedTuple):
    """A name, and the word that is most like it."""

    name: Proper
    said: Said | None
    """None where no word is like it at all, and for a place that another word stands for."""
    difference: float
    """In consonants that everybody hears."""
    clear: int
    """How many consonants everybody hears in the name."""

    @property
    def same(self) -> bool:
        """The name is there."""
        return self.difference <= max(_LEAST_SAME, _SAME * self.clear)

    @property
    def exact(self) -> bool:
        """The name is there, letter for letter as it is usually written."""
        return self.difference < _EXACT

    @property
    def alike(self) -> bool:
        """Something is there that may be meant for the name."""
        return self.difference <= max(_LEAST_ALIKE, _ALIKE * self.clear)


def words_said(words: Sequence[Spelt], table: Table, *, capitals: bool = False) -> tuple[Said, ...]:
    """The words of a translation, compounds in their parts; or those with a capital alone."""
    known = naming(table)
    shouted = all(word.text.isupper() for word in words)
    found = []
    for word in words:
        text, start = word.text, word.start
        if capitals and text.islower():
            continue
        if "-" not in text:
            folded = known.bare(word.folded)
            capital = text[0].isupper() and (shouted or not is_acronym(text))
            if capital or not capitals:
                found.append(_word_said((start, start + len(folded), folded, capital)))
            continue
        for part in text.split("-"):
            place = start - word.start
            folded = known.bare(word.folded[place : place + len(part)])
            if (capital := part[0].isupper()) or not capitals:
                found.append(_word_said((start, start + len(folded), folded, capital)))
            start += len(part) + 1
    return tuple(found)


class Side(Protocol):
    """One side of an entry, as far as names go."""

    @property
    def table(self) -> Table:
        """What is known of its language."""
        ...

    @property
    def proper(self) -> tuple[Proper, ...]:
        """Its names."""
        ...

    @property
    def said(self) -> tuple[Said, ...]:
        """Its words."""
        ...

    @property
    def capitals(self) -> tuple[Said, ...]:
        """Those with a capital."""
        ...


def counterparts(source: Side, target: Side) -> tuple[Counterpart, ...]:
    """Each name of the source with the word of the target that is most like it.

    None where one of the languages has no table of names.
    """
    if not source.proper or not naming(target.table).known:
        return ()
    search = _Search(source, target)
    found = [search.first(name) for name in source.proper[:_MOST_NAMES]]
    claimed = {each.said.start for each in found if each.said and each.exact}
    return tuple(
        each if each.exact else search.again(index, claimed) for index, each in enumerate(found)
    )


class _Search:
    """Looks for the names of one side among the words of the other."""

    def __init__(self, source: Side, target: Side) -> None:
        self._names = source.proper
        self._target = target
        self._capitals = target.capitals[:_MOST_WORDS]
        self._mine, self._theirs = naming(source.table), naming(target.table)

    @property
    def _said(self) -> tuple[Said, ...]:
        return self._target.said[:_MOST_WORDS]

    @cached_property
    def _places(self) -> frozenset[str]:
        """The places that words of the target stand for."""
        return frozenset().union(*(self._theirs.stands_for(each.folded) for each in self._said))

    def first(self, name: Proper) -> Counterpart:
        """A name among the words with a capital."""
        sound = self._mine.spoken(name.folded)
        if name.place and name.place in self._places:
            return Counterpart(name, None, 0.0, sound.clear)
        best = self._best(name, sound, self._capitals)
        if best.exact and self._is_slip(best):
            return best._replace(difference=max(best.difference, _SLIP))
        return best

    def _is_slip(self, found: Counterpart) -> bool:
        """True for another spelling than a table has, or than a word of another script has."""
        if found.said is None or found.said.folded == found.name.folded:
            return False
        if found.name.place and self._theirs.has_place(found.name.place):
            return True
        return (
            self._mine.is_foreign(found.name.folded)
            and found.name.folded.isascii()
            and found.said.folded.isascii()
            and not self._theirs.are_forms(found.name.folded, found.said.folded)
        )

    def again(self, index: int, claimed: Container[int]) -> Counterpart:
        """A name that was not found, among all words that are not another name.

        What only reminds of it has to be a name too.
        """
        name = self._names[index]
        sound = self._mine.spoken(name.folded)
        if not name.sure:
            return Counterpart(name, None, FAR, sound.clear)
        least = max(_LEAST_LETTERS, len(name.folded) - 1)
        free = [
            each
            for each in self._said
            if each.start not in claimed
            and (each.capital or len(each.folded) >= least or each.folded == name.folded)
        ]
        best = self._best(name, sound, free)
        if best.exact:
            return best
        joined = self._joined(name, sound, index)
        if joined.exact:
            return joined
        if best.said is None or self._is_name(best.said):
            return best
        return self._best(name, sound, [each for each in free if self._is_name(each)])

    def _is_name(self, said: Said) -> bool:
        return said.capital and not is_common(said.folded, self._theirs.language)

    def _best(self, name: Proper, sound: Spoken, said: Iterable[Said]) -> Counterpart:
        best, least = None, FAR
        first, same, endings = sound.first, name.folded, self._theirs.endings
        for each in said:
            folded = each.folded
            if folded == same:
                return Counterpart(name, each, 0.0, sound.clear)
            heard = spoken(folded, endings)
            # Most words begin otherwise, which is seen in less time than it takes to ask.
            if first & heard.first and (far := difference(sound, heard)) < least:
                best, least = each, far
        return Counterpart(name, best, least, sound.clear)

    @cached_property
    def _twos(self) -> list[Said]:
        """Two words with a capital that stand together, as one."""
        return [
            Said(one.start, other.end, one.folded + other.folded, capital=True)
            for one, other in pairwise(self._said)
            if one.capital and other.capital and other.start - one.end == 1
        ]

    def _joined(self, name: Proper, sound: Spoken, index: int) -> Counterpart:
        """Names of two words that are one in the other language: Hong Kong, Гонконг."""
        best = self._best(name, sound, self._twos)
        for first, second in pairwise(self._names[max(0, index - 1) : index + 2]):
            if second.start - first.end == 1:
                whole = self._mine.spoken(first.folded + second.folded)
                best = min(best, self._best(name, whole, self._said), key=_difference)
        return best


def _difference(found: Counterpart) -> float:
    return found.difference
