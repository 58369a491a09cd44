"""Whether a Ukrainian form is of the word that it is taken for, or of another spelt alike."""

from functools import lru_cache

from l10n.dataclass import dataclass
from l10n.language.certainty import Certainty
from l10n.language.passage import Passage
from l10n.language.uk.cases import EVERY, Cases, adjective_cases, noun_cases
from l10n.language.uk.forms import full_adjective_forms, is_irregular, noun_forms, plain
from l10n.language.uk.neighbours import Left, before, has_its_noun
from l10n.language.uk.readings import Class, Reading, is_adjective, readings

_CALLED = frozenset(("mV", "fV", "nV", "pV"))
"""Cases of what is spoken to; of things a text holds none."""
_NOMINATIVE = frozenset(("mN", "fN", "nN", "pN"))
_OWN = ("noun", "proper noun")
"""Parts of speech that leave no adjective."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word that is looked for, and what else the form in the text may be."""

    word: str
    cases: Cases
    listed: bool
    """The dictionary names it for the form."""
    rivals: tuple[Reading, ...]
    exact: bool
    """The form is its dictionary form, letter for letter."""


def certainty(noun: str, part: str, passage: Passage, index: int) -> Certainty:
    """Whether a word of a passage, which may be a form of a noun, is one.

    `part` is the part of speech that the noun's owner names for it; empty if none.
    """
    asked = _asked(plain(noun), part, passage.word(index))
    if not asked.rivals:
        return Certainty.SURE
    left = before(passage, index)
    mine = left.left_of(asked.cases)
    rivals = [each for each in asked.rivals if _is_open(each, left, mine)]
    if not mine:
        if any(each.listed for each in rivals) or (rivals and not asked.listed):
            return Certainty.QUESTION if asked.exact else Certainty.OTHER
        return Certainty.SURE if asked.listed and not rivals else Certainty.QUESTION
    described = [each for each in rivals if _describes(each, left, passage, index)]
    if described:
        doubtful = asked.listed and not any(each.listed for each in described)
        return Certainty.QUESTION if doubtful or asked.exact else Certainty.OTHER
    rivals = [each for each in rivals if not _lacks_its_noun(each, left)]
    if not left.nominal:
        better, worse = _by_the_word_before(left.after, mine, rivals)
        if worse:
            return Certainty.QUESTION
        if better:
            return Certainty.SURE
    if (rivals and not asked.listed) or any(each.listed for each in rivals):
        return Certainty.QUESTION
    return Certainty.SURE


def has_no_rival(noun: str, part: str, written: str) -> bool:
    """True if nothing but a form of a noun is spelt like a word."""
    return not _asked(plain(noun), part, plain(written)).rivals


def may_be_owner(form: str) -> bool:
    """True for a form that a name of an institution goes on with: Рада безпеки."""
    return any(case[1] == "G" for each in readings(form)[:1] for case in each.cases)


def may_begin(form: str) -> bool:
    """True for a form in small letters that needs no word before it: a nominative, a verb."""
    return any(each.cases & _NOMINATIVE or not each.cases for each in readings(form))


@lru_cache(maxsize=1 << 14)
def _asked(word: str, part: str, form: str) -> _Asked:
    found = () if is_irregular(word, form) else readings(form)
    declined = is_adjective(word)
    cases = (adjective_cases(form) or EVERY) if declined else noun_cases(word, form)
    rivals = tuple(each for each in found if _is_rival(each, word, part, form))
    if any(each.listed for each in rivals) and cases - _CALLED:
        cases -= _CALLED
    own = word == form or any(each.lemma == word and each.listed for each in found)
    return _Asked(word, cases, own, rivals, word == form)


def _is_rival(each: Reading, word: str, part: str, form: str) -> bool:
    if each.lemma == word:
        if each.kind is Class.ADJECTIVE:
            return part in _OWN
        return each.kind is not Class.NOUN
    if word == form and each.listed and not _has_form(each, form):
        # The dictionary leads it back to what it is derived from: дашок, дах.
        return False
    if each.kind is not Class.NOUN:
        return True
    if word == form and not (each.cases != EVERY and each.cases - _CALLED):
        return False
    return bool(each.cases - _CALLED)


def _has_form(each: Reading, form: str) -> bool:
    if each.kind is Class.ADJECTIVE:
        return form in full_adjective_forms(each.lemma)
    return each.kind is not Class.NOUN or form in noun_forms(each.lemma)[0]


def _is_open(each: Reading, left: Left, mine: Cases) -> bool:
    """True if what stands before a form leaves a reading of it."""
    if each.kind in (Class.VERB, Class.OTHER):
        return not (left.nominal and mine)
    return bool(left.left_of(each.cases))


def _describes(each: Reading, left: Left, passage: Passage, index: int) -> bool:
    """True for an adjective with its noun behind it."""
    return each.kind is Class.ADJECTIVE and has_its_noun(passage, index, left.left_of(each.cases))


def _lacks_its_noun(each: Reading, left: Left) -> bool:
    """True for an adjective that stands alone in a case in which it needs a noun."""
    alone = left.left_of(each.cases)
    return each.kind is Class.ADJECTIVE and not any(case[1] == "N" for case in alone)


def _by_the_word_before(
    kind: Class | None, mine: Cases, rivals: list[Reading]
) -> tuple[bool, bool]:
    """Whether the word before speaks for a reading of one's own, and whether for another.

    A noun takes another in the genitive, a verb in the accusative.
    """
    wanted = {Class.NOUN: "G", Class.VERB: "A"}.get(kind) if kind else None
    if wanted is None:
        return False, False
    own = any(case[1] == wanted for case in mine)
    others = [any(case[1] == wanted for case in each.cases) for each in rivals]
    nouns = all(each.kind in (Class.NOUN, Class.ADJECTIVE) for each in rivals)
    return own and nouns and not any(others), not own and any(others)
