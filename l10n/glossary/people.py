"""Whose name it is: a surname beside another's given name is somebody else's."""

from l10n.glossary.terms import Term
from l10n.language.certainty import Certainty
from l10n.language.inflection import is_common, is_name, word_of
from l10n.language.names import gender_of, is_given
from l10n.language.passage import Passage
from l10n.language.uk.forms import plain

_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "st",
    "sir", "dame", "lord", "lady", "herr", "frau",
))  # fmt: skip
"""What stands before a surname and is no given name."""
_MONTHS = frozenset(("april", "august", "june", "march", "may"))
_OF_TIME = frozenset((
    "by", "during", "early", "every", "from", "in", "last", "late", "mid", "next", "of", "since",
    "this", "through", "until",
))  # fmt: skip
"""What stands before a month in English, and seldom before a person."""


def whose(term: Term, passage: Passage, index: int, language: str) -> Certainty:
    """Whether a word of a passage, which may be a person's surname, is theirs.

    OTHER beside a given name that is not theirs (`Іван Гай`, where the glossary has Лев Гай), a
    QUESTION beside a word with a capital that no dictionary explains.
    """
    if passage.in_capitals(index):
        return Certainty.SURE
    if language == "en" and _is_no_name(term, passage, index):
        return Certainty.OTHER
    found = Certainty.SURE
    for other, joined in ((index - 1, index - 1), (index + 1, index)):
        written = passage.written(other)
        if not written[:1].isupper() or not passage.joined(joined):
            continue
        if _is_own(term, written, language):
            continue
        if other < index and language == "uk" and is_given(written):
            return Certainty.OTHER
        # In English two words with capitals are one name: Rivers Casino.
        if (other > index and language == "en") or not _is_explained(written, language):
            found = Certainty.QUESTION
    return found


def is_theirs(term: Term, name: str, written: str, language: str) -> bool:
    """False for a form of a surname that only somebody of the other sex has.

    In Ukrainian Зеленська is no form of a man's Зеленський, nor Шевченка of a woman's Шевченко,
    which never changes. `name` is the one of the person's names of which `written` is a form.
    """
    if language != "uk":
        return True
    gender = gender_of(term.term.split()[0])
    own, form = (plain(text.split()[-1]) for text in (name, written))
    if gender == "m" and own.endswith(("ий", "ій")):
        return form.endswith(_OF_MEN) or not own.endswith("ий")
    if gender == "f" and not own.endswith(("а", "я")):
        return form == own
    return gender != "f" or not form.endswith(_OF_MEN)


_OF_MEN = ("ий", "ого", "ому", "им", "ім")
"""Endings of surnames that are adjectives, of a man."""


def _is_no_name(term: Term, passage: Passage, index: int) -> bool:
    """True for a month, or a word that begins another name: May 30, in March, West Virginia."""
    small, before = passage.word(index), passage.word(index - 1)
    beside = passage.joined(index - 1)
    if small in _MONTHS and (
        (beside and before in _OF_TIME) or passage.written(index + 1).isdigit()
    ):
        return True
    after = passage.written(index + 1) if passage.joined(index) else ""
    if not after[:1].isupper() or _is_own(term, after, "en"):
        return False
    own = beside and _is_own(term, passage.written(index - 1), "en")
    return not own and not (beside and before in _TITLES) and is_common(small, "en")


def _is_own(term: Term, written: str, language: str) -> bool:
    """True for a word of one of the person's names."""
    words = {word for name in term.names for word in name.split()}
    return any(word_of(word, language).accepts(written) for word in words)


def _is_explained(written: str, language: str) -> bool:
    """True for a word that may stand beside a surname and be no part of the name."""
    small = plain(written)
    if small in _TITLES or written.isupper() or is_common(small, language):
        return True
    # In Ukrainian nothing parts a place from whoever is there: у Вашингтоні Гай.
    return language == "uk" and is_name(small, language)
