"""What the checks of names share: which names of an article are lost, and what came instead."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.checks.check import Pair, Subject
from l10n.language.counterparts import Counterpart, counterparts
from l10n.language.proper import Proper, naming
from l10n.language.sounds import difference, spoken

_SHORT = 0.75
"""Consonants that differ less in a name and what is short for it."""
_TOLD = 2
"""Entries that must have a name, spelt by its sound, before a common word is taken for one."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Names that stand together in a source and of which the target has nothing."""

    names: tuple[Proper, ...]
    intruder: Proper | None
    """A name of the target that the source does not have."""
    part: bool
    """Another part of the same name is there: a given name without its surname."""


def names_of(subject: Subject) -> frozenset[str]:
    """Stems of words that are names in this article, though they may be common words too."""
    count: Counter[str] = Counter()
    for pair in subject.entries:
        words = naming(pair.source.table)
        count.update(
            {
                words.stem(each.name.folded)
                for each in pair.named
                if each.exact and each.said and each.said.capital
            }
        )
    return frozenset(word for word, times in count.items() if times >= _TOLD)


def lost(pair: Pair, known: frozenset[str]) -> Iterator[Lost]:
    """The names of an entry that its target lacks; `known` are stems of `names_of`."""
    named = pair.named
    if all(each.alike for each in named):
        return
    words = naming(pair.source.table)
    missing = [
        not each.alike and (each.name.sure or words.stem(each.name.folded) in known)
        for each in named
    ]
    intruders = _intruders(pair) if any(missing) else []
    for start, end in _runs(named):
        gone = tuple(named[i].name for i in range(start, end) if missing[i])
        if gone:
            part = any(named[i].alike for i in range(start, end))
            fitting = (each for each in intruders if each.chained or not part)
            yield Lost(gone, next((each for each in fitting if _is_other(each, gone)), None), part)


def _runs(named: tuple[Counterpart, ...]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(named) + 1):
        if index == len(named) or not named[index].name.chained:
            yield start, index
            start = index


def _is_other(intruder: Proper, names: tuple[Proper, ...]) -> bool:
    """False for what may be short for a name, or its whole form: Gus, Густаво."""
    for name in names:
        length = min(len(intruder.folded), len(name.folded))
        if difference(spoken(intruder.folded[:length]), spoken(name.folded[:length])) < _SHORT:
            return False
    return True


def _intruders(pair: Pair) -> list[Proper]:
    """Names of the target that the source does not have, or not so often."""
    back = counterparts(pair.target, pair.source)
    strange = [each.name for each in back if each.name.sure and not each.alike]
    times = Counter(each.said.start for each in back if each.said and each.exact)
    words = naming(pair.source.table)
    own = Counter(words.stem(each.folded) for each in pair.source.said)
    doubled = [
        each.name
        for each in back
        if each.said and each.exact and times[each.said.start] > own[words.stem(each.said.folded)]
    ]
    return strange or doubled[-1:]
