"""Numbers within a word: `двадцятип’ятирічний`, `fünfundzwanzig`, `threefold`."""

from fractions import Fraction

from l10n.dataclass import dataclass
from l10n.language.facts.lexicon import Lexicon, Role

_SHORTEST = 3
"""Letters of what a word counts."""
_LONGEST = 90
"""Letters of a word that is looked into."""


@dataclass(frozen=True, slots=True)
class Compound:
    """A word that begins with a number."""

    value: int | Fraction
    ordinal: bool = False
    magnitude: int = 0
    """The power of ten that ends the number, as in `двомільйонний`."""
    rest: str = ""
    """What follows the number, and counts or is counted; empty where the word is a number alone."""


def compound(word: str, words: Lexicon) -> Compound | None:
    """Take a word in lower case apart; None where it is no number with what it counts."""
    if words.atoms is None or len(word) > _LONGEST or words.others.find(word) is not None:
        return None
    total: int | Fraction = 0
    group: int | Fraction = 0
    size = 0
    position = last = 0
    before: int | Fraction = 0
    unit_joined = False
    while match := words.atoms.match(word, position):
        atom = match.group()
        if atom == words.joint:
            if not 0 < group % 100 < 10:
                break
            unit_joined = True
        else:
            value = words.atom_values[atom]
            last, before = position, total + group
            if value == 100 and words.joint and 0 < group < 100:
                group *= 100
            elif value == 1000 and words.joint:
                total, group = (total + max(group, 1)) * 1000, 0
            elif position and not (_adds(group, value) or unit_joined):
                break
            else:
                group += value
                unit_joined = False
        size += 1
        position = match.end()
    if not size or unit_joined:
        return None
    value = total + group
    found = _with_rest(value, word[position:], words, parts=size)
    if found is not None or not before:
        return found
    # The last part may be inflected: hundertachte.
    number = words.numbers.find(word[last:])
    if number is not None and number.role is Role.ORDINAL and _adds(before, number.value):
        return Compound(before + number.value, ordinal=True)
    return None


def _adds(group: int | Fraction, value: int | Fraction) -> bool:
    """True if a part of a number may follow another: five after twenty, forty after a hundred."""
    if group == 0:
        return True
    for floor in (1000, 100, 10):
        if group % floor == 0:
            return value < floor
    return False


def _with_rest(value: int | Fraction, rest: str, words: Lexicon, *, parts: int) -> Compound | None:
    if not rest:
        return Compound(value) if parts > 1 else None
    number = words.numbers.find(rest)
    if number is not None and number.role is Role.MAGNITUDE:
        return Compound(value * number.value, magnitude=int(number.value))
    if number is not None and number.role is Role.ORDINAL and number.value >= 1000:
        return Compound(value * number.value, ordinal=True)
    if number is not None and number.role is Role.ORDINAL and _adds(value, number.value):
        return Compound(value + number.value, ordinal=True)
    if rest in words.ordinal_endings:
        return Compound(value, ordinal=True)
    if len(rest) < _SHORTEST:
        return None
    if words.followers.find(rest) is not None or words.counted.find(rest) is not None:
        return Compound(value, rest=rest)
    return None
