"""Looking after the glossary: what contradicts itself, is never used, or is overruled."""

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.memories import Memories
from l10n.desk.terms import read_glossary
from l10n.glossary.looking_after import Contradiction, Use, contradictions, uses
from l10n.jobs.glossary.suggest import MOST_UNITS, Pair, some_units


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found for one pair."""

    pair: Pair
    units: int
    """Translated texts that were gone through."""
    contradictions: tuple[Contradiction, ...]
    unused: tuple[Use, ...]
    """Terms that stand in none of them."""
    overruled: tuple[Use, ...]
    """Terms for which translators write something else as often as not."""

    @property
    def sound(self) -> bool:
        """Nothing contradicts itself or is overruled."""
        return not self.contradictions and not self.overruled


def check(desk: Desk, memories: Memories, pair: Pair) -> Checked:
    """Look at the terms of a pair; raises GlossaryError for a glossary with mistakes."""
    glossary = read_glossary(desk.workspace)
    terms = glossary.for_pair(*pair)
    memory = memories.own()
    total = sum(1 for _each in memory.units(*pair)) if terms else 0
    step = -(-total // MOST_UNITS) or 1
    units = ((place.name, unit) for place, unit in some_units(memory, pair, step))
    found = uses(terms, units, pair) if terms else []
    overruled = sorted(
        (use for use in found if use.is_overruled),
        key=lambda use: (-use.overruled, use.term.term),
    )
    return Checked(
        pair,
        -(-total // step),
        tuple(contradictions(term for term in glossary.terms if term.serves(*pair))),
        tuple(use for use in found if not use.used),
        tuple(overruled),
    )
