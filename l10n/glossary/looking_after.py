"""What is wrong with a glossary: it contradicts itself, is not used, is overruled. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.glossary.finding import Names
from l10n.glossary.renderings import is_rendered
from l10n.glossary.terms import Status, Term
from l10n.glossary.untagged import Untagged
from l10n.language.uk.forms import plain
from l10n.model.unit import Unit

_PLACES = 3
OFTEN = 3
"""Units in which a term has to be overruled before that counts."""
SHARE = 0.5
"""Of the units of a term, likewise."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two terms that cannot both be followed."""

    name: str
    first: Term
    second: Term


@dataclass(slots=True)
class Use:
    """How one term fares in what people translated."""

    term: Term
    kept: int = 0
    """Units whose target says it as the desk wants it, or as it allows."""
    overruled: int = 0
    """Units whose target does not."""
    places: list[tuple[str, str, str]] = field(default_factory=list)
    """Where it is overruled, the first few: place, source, target."""

    @property
    def used(self) -> int:
        """Units in which the term is sure to stand."""
        return self.kept + self.overruled

    @property
    def is_overruled(self) -> bool:
        """Translators write something else as often as not."""
        return self.overruled >= OFTEN and self.overruled >= SHARE * self.used


def contradictions(terms: Iterable[Term]) -> Iterator[Contradiction]:
    """Terms of one pair that have a name in common, and no rendering.

    Terms of different parts of speech, or of different domains, may differ.
    """
    by_name: dict[str, list[Term]] = {}
    for term in terms:
        for name in term.names:
            by_name.setdefault(plain(name), []).append(term)
    told: set[tuple[str, str, str]] = set()
    for same in by_name.values():
        for index, first in enumerate(same):
            for second in same[index + 1 :]:
                key = (first.term, second.term, second.translation)
                if key not in told and _contradict(first, second):
                    told.add(key)
                    yield Contradiction(second.term, first, second)


def _contradict(first: Term, second: Term) -> bool:
    if first.part is not second.part and first.part and second.part:
        return False
    if first.domains and second.domains and first.domains != second.domains:
        return False
    if first.term[:1].isupper() != second.term[:1].isupper():
        return False
    if not (first.translation and second.translation):
        return False
    wanted = {plain(each) for each in first.renderings}
    refused = {plain(each) for each in first.forbidden}
    other = {plain(each) for each in second.renderings}
    forbidding = {plain(each) for each in second.forbidden}
    if plain(second.translation) in refused or plain(first.translation) in forbidding:
        return True
    free = {first.status, second.status} & {Status.ALLOWED, Status.FORBIDDEN}
    return not free and wanted.isdisjoint(other)


def uses(
    terms: Iterable[Term], units: Iterable[tuple[str, Unit]], pair: tuple[str, str]
) -> list[Use]:
    """How each term of a pair fares in the units of that pair; only sure finds count.

    Machine drafts that nobody changed say nothing of translators.
    """
    found = {term: Use(term) for term in terms}
    names = Names(found, pair[0])
    for place, unit in units:
        hits = Counter(hit.term for hit in names.find(unit.source.plain()))
        if not hits:
            continue
        target = Untagged(unit.target, unit.source).plain
        for term in hits:
            use = found.get(term)
            if use is None:
                continue
            if unit.machine or not term.renderings or is_rendered(term, target, pair[1]):
                use.kept += 1
                continue
            use.overruled += 1
            if len(use.places) < _PLACES:
                use.places.append((place, unit.source.plain(), target))
    return list(found.values())
