"""What the checks of names share: which names of an article are lost, and what came instead."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.check import Pair, Subject
from l10n.dataclass import dataclass
from l10n.language.counterparts import Counterpart, counterparts
from l10n.language.proper import Proper, naming
from l10n.language.sounds import difference, spoken

_TOLD = 2
"""Entries that must have a name, spelt by its sound, before a common word is taken for one."""
_SHORT = 0.75
"""Consonants that differ less in a name and what is short for it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words that are names in an article, though they may be common words too; by their stems."""

    source: frozenset[str]
    target: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lost:
    """Names that stand together in a source and of which the target has nothing."""

    names: tuple[Proper, ...]
    intruder: Proper | None
    """A name of the target that the source does not have."""
    confirmed: bool
    """It is surely another: a place for a place, or a name that the article has elsewhere."""
    part: bool
    """Another part of the same name is there: a given name without its surname."""


def known_names(subject: Subject) -> Known:
    """The names that entries of an article have on both sides, spelt by their sound."""
    source: Counter[str] = Counter()
    target: set[str] = set()
    mine, theirs = naming(subject.rules.source), naming(subject.rules.target)
    for pair in subject.entries:
        here = [each for each in pair.named if each.exact and each.said and each.said.capital]
        source.update({mine.stem(each.name.folded) for each in here})
        target.update(
            theirs.stem(each.said.folded) for each in here if each.said and each.name.sure
        )
    return Known(
        frozenset(word for word, times in source.items() if times >= _TOLD), frozenset(target)
    )


def lost(pair: Pair, known: Known) -> Iterator[Lost]:
    """The names of an entry that its target lacks, but those that the glossary has."""
    named = pair.named
    words = naming(pair.source.table)
    missing = [
        not each.alike
        and (each.name.sure or words.stem(each.name.folded) in known.source)
        and not any(hit.start < each.name.end and each.name.start < hit.end for hit in pair.terms)
        for each in named
    ]
    if not any(missing):
        return
    intruders = _intruders(pair, known)
    for start, end in _runs(named):
        gone = tuple(named[i].name for i in range(start, end) if missing[i])
        if not gone:
            continue
        part = any(named[i].alike for i in range(start, end))
        other = _fitting(intruders, gone, pair, alone=not part)
        # A given name is often left out behind the first mention, which has a check of its own.
        if other is not None or not part or missing[end - 1]:
            yield Lost(gone, other, other is not None and _is_swap(gone, other, pair, known), part)


def _is_swap(gone: tuple[Proper, ...], other: Proper, pair: Pair, known: Known) -> bool:
    """True for one place of the tables instead of another, or a name that the article has too."""
    if other.place:
        return all(each.place for each in gone)
    return naming(pair.target.table).stem(other.folded) in known.target


def only_ends_differ(one: str, other: str) -> bool:
    """True for a name and what is short for it, or its whole form: Gus, Густаво."""
    short, long = sorted((one, other), key=len)
    return any(
        difference(spoken(short), spoken(long[:end])) < _SHORT
        for end in range(len(short) - 1, len(short) + 2)
    )


def _runs(named: tuple[Counterpart, ...]) -> Iterator[tuple[int, int]]:
    """Names that stand together."""
    start = 0
    for index in range(1, len(named) + 1):
        if index == len(named) or not named[index].name.chained:
            yield start, index
            start = index


def _fitting(
    intruders: list[Proper], gone: tuple[Proper, ...], pair: Pair, *, alone: bool
) -> Proper | None:
    """The first name that may stand in the place of others; beside a name, if they did so."""
    before_others = {name.start - 1 for name in pair.target.proper if name.chained}
    for each in intruders:
        beside = each.chained or each.end in before_others
        if (alone or beside) and not any(only_ends_differ(each.folded, x.folded) for x in gone):
            return each
    return None


def _intruders(pair: Pair, known: Known) -> list[Proper]:
    """Names of the target that the source does not have, or not so often."""
    back = counterparts(pair.target, pair.source)
    words, theirs = naming(pair.source.table), naming(pair.target.table)
    strange = [
        each.name
        for each in back
        if not each.alike and (each.name.sure or theirs.stem(each.name.folded) in known.target)
    ]
    if strange:
        return strange
    times = Counter(each.said.start for each in back if each.said and each.exact)
    own = Counter(words.stem(each.folded) for each in pair.source.said)
    doubled = [
        each.name
        for each in back
        if each.said and each.exact and times[each.said.start] > own[words.stem(each.said.folded)]
    ]
    return doubled[-1:]
