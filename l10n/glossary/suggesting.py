"""Candidates for the glossary: what texts and their translations say together, by counting. Pure.

A candidate of the source is held against all that its translations say. What goes with it by Dice's
coefficient (twice the units with both, by the units with either) is its rendering. Counts are of
units. Memory is bounded: what was seen once goes when there is too much.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace

from l10n.dataclass import dataclass
from l10n.glossary.candidates import (
    Candidate,
    Key,
    dictionary_form,
    names_and_phrases,
    sequences,
)
from l10n.glossary.romanized import fold
from l10n.language.inflection import language_of
from l10n.language.names import romanized
from l10n.model.unit import Unit

_MOST_CANDIDATES = 100_000
_TRIED = 2_000
"""Candidates that renderings are looked for, the most frequent ones."""
_SAMPLE = 100
"""Units of one candidate that are looked at for its renderings."""
_SEQUENCES = 12
"""Sequences of each candidate that are counted in all units."""
_LEAST_DICE = 0.4
_LEAST_SHARE = 0.15
"""Of the units of a candidate, for a rendering beside the usual one."""
_EXAMPLES = 2
_NEAR = 60
"""Percent of likeness from which on a word is a name in other letters."""

Units = Callable[[], Iterable[tuple[str, Unit]]]
"""All units of a pair, each with what its place is called; read more than once."""


@dataclass(frozen=True, slots=True)
class Example:
    """A unit in which a candidate stands."""

    place: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """What translations say for a candidate."""

    text: str
    units: int
    desks: tuple[tuple[str, int], ...] = ()
    """Which desks say so, and in how many units."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that the glossary may want."""

    term: str
    units: int
    """In how many units it stands."""
    renderings: tuple[Rendering, ...]
    """The usual one first."""
    strength: float
    """How well it goes with the usual one, from 0 to 1."""
    name: bool
    examples: tuple[Example, ...] = ()

    @property
    def disagreement(self) -> bool:
        """Desks have different usual renderings."""
        usual: dict[str, tuple[int, str]] = {}
        for each in self.renderings:
            for desk, units in each.desks:
                usual[desk] = max(usual.get(desk, (0, "")), (units, each.text))
        return len({text for _units, text in usual.values()}) > 1


@dataclass(slots=True)
class _Tried:
    key: Key
    name: bool
    units: int
    forms: Counter[str]
    together: Counter[Key] = field(default_factory=Counter)
    seen: list[tuple[str, frozenset[Key]]] = field(default_factory=list)
    """The desk of each unit that was looked at, and what its target says."""
    examples: list[Example] = field(default_factory=list)


def suggestions(
    units: Units, pair: tuple[str, str], known: Callable[[str], bool], least: int = 3
) -> list[Suggestion]:
    """What the glossary may want of a pair, the best first; three times all units are gone through.

    `known` says whether the glossary has a term already. A candidate has to stand in `least` units.
    """
    tried = _frequent(units, pair[0], least)
    target_forms = _look(units, pair, tried)
    for each in tried.values():
        each.together = Counter(dict(each.together.most_common(4 * _SEQUENCES)))
    totals = _totals(units, pair[1], {key for each in tried.values() for key in each.together})
    found = (
        _suggestion(each, totals, target_forms, pair) for each in tried.values() if each.together
    )
    chosen = [each for each in found if each is not None and not known(each.term)]
    return _without_parts(sorted(chosen, key=_rank))


def _rank(each: Suggestion) -> tuple[float, str]:
    weight = each.strength * min(each.units, 20) ** 0.5
    return (-weight * (1.5 if each.name else 1), each.term)


def _frequent(units: Units, source: str, least: int) -> dict[Key, _Tried]:
    counts: Counter[tuple[Key, bool]] = Counter()
    dropped = 0
    for _place, unit in units():
        counts.update({(each.key, each.name) for each in _in_source(unit, source)})
        if len(counts) > _MOST_CANDIDATES:
            dropped += 1
            counts = Counter({key: number for key, number in counts.items() if number > dropped})
    tried: dict[Key, _Tried] = {}
    for (key, name), number in counts.most_common(2 * _TRIED):
        if number >= least and key not in tried and len(tried) < _TRIED:
            tried[key] = _Tried(key, name, number, Counter())
    return tried


def _in_source(unit: Unit, source: str) -> Iterator[Candidate]:
    return names_and_phrases(unit.source.plain(), source)


def _look(units: Units, pair: tuple[str, str], tried: dict[Key, _Tried]) -> dict[Key, Counter[str]]:
    """Note for each candidate what its translations say; how target sequences are written."""
    written: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for place, unit in units():
        here = {each.key: each for each in _in_source(unit, pair[0]) if each.key in tried}
        wanted = [tried[key] for key in here if len(tried[key].seen) < _SAMPLE]
        for key, candidate in here.items():
            tried[key].forms[candidate.text] += 1
        if not wanted:
            continue
        said = {each.key: each for each in sequences(unit.target, pair[1])}
        keys = frozenset(said)
        for each in wanted:
            each.together.update(keys)
            each.seen.append((unit.desk, keys))
            if len(each.together) > 20 * _SAMPLE:
                each.together = Counter(dict(each.together.most_common(10 * _SAMPLE)))
            if len(each.examples) < _EXAMPLES:
                each.examples.append(Example(place, unit.source.plain(), unit.target))
        for key, candidate in said.items():
            if len(written) < _MOST_CANDIDATES or key in written:
                written[key][candidate.text] += 1
    return written


def _totals(units: Units, target: str, wanted: set[Key]) -> Counter[Key]:
    totals: Counter[Key] = Counter()
    for _place, unit in units():
        totals.update({each.key for each in sequences(unit.target, target) if each.key in wanted})
    return totals


def _suggestion(
    tried: _Tried,
    totals: Counter[Key],
    written: dict[Key, Counter[str]],
    pair: tuple[str, str],
) -> Suggestion | None:
    units = len(tried.seen)
    factor = tried.units / max(units, 1)

    def dice(key: Key, together: int) -> float:
        return min(1.0, 2 * together * factor / (tried.units + max(totals[key], together)))

    ranked = sorted(
        (
            (_weighted(tried, key, dice(key, together), pair), len(key), key, together)
            for key, together in tried.together.items()
            if together > 1 and (not tried.name or _is_name(written.get(key)))
        ),
        reverse=True,
    )
    if not ranked:
        return None
    best, strength = _longest(ranked), ranked[0][0]
    if strength < _LEAST_DICE:
        return None
    chosen = [best]
    left = [(desk, keys) for desk, keys in tried.seen if best not in keys]
    while left and len(chosen) < 4:
        others = Counter(key for _desk, keys in left for key in keys if key in tried.together)
        again = [
            (dice(key, number), len(key), key)
            for key, number in others.items()
            if number > 1
            and number >= _LEAST_SHARE * units
            and not any(_overlap(key, each) for each in chosen)
            and (not tried.name or _is_name(written.get(key)))
        ]
        if not again or max(again)[0] < _LEAST_DICE / 2:
            break
        chosen.append(max(again)[2])
        left = [(desk, keys) for desk, keys in left if chosen[-1] not in keys]
    renderings = tuple(
        Rendering(
            dictionary_form(key, dict(written[key]), pair[1], tried.name),
            sum(key in keys for _desk, keys in tried.seen),
            tuple(
                sorted(Counter(desk for desk, keys in tried.seen if key in keys and desk).items())
            ),
        )
        for key in chosen
        if key in written
    )
    if not renderings:
        return None
    term = dictionary_form(tried.key, dict(tried.forms), pair[0], tried.name)
    shown = tuple(tried.examples)
    return Suggestion(term, tried.units, renderings, min(strength, 1.0), tried.name, shown)


def _weighted(tried: _Tried, key: Key, dice: float, pair: tuple[str, str]) -> float:
    """Dice's coefficient, higher for a name that sounds alike in both languages."""
    if not tried.name or language_of(pair[0]) != "uk" or language_of(pair[1]) == "uk":
        return dice
    from rapidfuzz import fuzz

    ours = fold("".join(romanized(word) for word in tried.key))
    return dice * 1.3 if fuzz.ratio(ours, fold("".join(key))) >= _NEAR else dice


def _longest(ranked: Sequence[tuple[float, int, Key, int]]) -> Key:
    """The best, or what holds it and goes as well with the candidate."""
    best = ranked[0]
    for each in ranked:
        if each[1] > best[1] and each[0] >= 0.9 * ranked[0][0] and set(best[2]) <= set(each[2]):
            best = each
    return best[2]


def _overlap(one: Key, other: Key) -> bool:
    return bool(set(one) & set(other))


def _is_name(written: Counter[str] | None) -> bool:
    """True if something is written with a capital mostly."""
    if not written:
        return False
    capitals = sum(number for text, number in written.items() if _has_capitals(text))
    return 2 * capitals > written.total()


def _has_capitals(text: str) -> bool:
    return text[:1].isupper() and text.rpartition(" ")[2][:1].isupper()


def _without_parts(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Suggestions, without what nearly always stands in a longer one; each term once."""
    longer: dict[str, int] = {}
    for each in found:
        for word in each.term.split():
            if " " in each.term:
                longer[word] = max(longer.get(word, 0), each.units)
    kept: dict[str, Suggestion] = {}
    for each in found:
        if " " not in each.term and longer.get(each.term, 0) >= 0.8 * each.units:
            continue
        kept.setdefault(each.term.casefold(), replace(each))
    return list(kept.values())
