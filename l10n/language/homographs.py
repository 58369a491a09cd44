"""Whether a word of a text is the word that somebody looks for, or another that is spelt alike."""

from l10n.dataclass import dataclass
from l10n.language.certainty import Certainty
from l10n.language.en import homographs as english
from l10n.language.inflection import is_name, listed_lemma
from l10n.language.passage import Passage
from l10n.language.uk import homographs as ukrainian
from l10n.language.uk.forms import plain

_NOUNS_WITH_CAPITALS = frozenset(("de", "lb"))


@dataclass(frozen=True, slots=True)
class Sought:
    """One word that is looked for."""

    text: str
    """As it stands in a dictionary."""
    language: str
    part: str = ""
    """Its part of speech: noun, proper noun, verb, adjective, adverb, other; empty if none."""


def certainty(sought: Sought, passage: Passage, index: int) -> Certainty:
    """Whether a word of a passage, which is spelt as a form of the one sought, is one.

    Capitals are looked at in every language, part of speech and neighbours in Ukrainian and
    English; in the rest what is not decided by capitals is taken for sure.
    """
    if len(sought.text) > 1 and sought.text.isupper():
        return Certainty.SURE
    if sought.text[:1].isupper():
        return _as_name(sought, passage, index)
    by_capitals = _by_capitals(sought, passage, index)
    if by_capitals is not Certainty.SURE:
        return by_capitals
    if sought.language == "uk":
        return ukrainian.certainty(sought.text, sought.part, passage, index)
    if sought.language == "en":
        return english.certainty(sought.text, sought.part, passage, index)
    return Certainty.SURE


def is_certain(sought: Sought, written: str) -> bool:
    """True for a word that is the one sought wherever it stands: nothing else is spelt so."""
    if written[:1].isupper() or sought.text[:1].isupper():
        return False
    if sought.language == "uk":
        return ukrainian.has_no_rival(sought.text, sought.part, written)
    return sought.language != "en" or english.has_no_rival(sought.text, sought.part, written)


def _as_name(sought: Sought, passage: Passage, index: int) -> Certainty:
    """A name where any word has a capital may be that word: May, Turkey, Рада."""
    written, small = passage.written(index), passage.word(index)
    if sought.language in _NOUNS_WITH_CAPITALS:
        return Certainty.SURE
    known = listed_lemma(written, sought.language)
    if known == written and small != plain(sought.text):
        # It is a name of its own: Ольга, which might be a form of Олег.
        return Certainty.QUESTION
    if not passage.starts(index) and not passage.in_capitals(index):
        return Certainty.SURE
    if not _may_begin(small, plain(sought.text), sought.language):
        return Certainty.SURE
    return Certainty.SURE if passage.has_elsewhere(index) else Certainty.QUESTION


def _may_begin(word: str, own: str, language: str) -> bool:
    """True if a sentence may begin with a word in small letters: may, рада; not київ (of кий)."""
    listed = listed_lemma(word, language)
    if not listed[:1].islower():
        return False
    return language != "uk" or plain(listed) == own or ukrainian.may_begin(word)


def _by_capitals(sought: Sought, passage: Passage, index: int) -> Certainty:
    """A word with a capital where it need not have one may be a name: Зоря, Король."""
    written = passage.written(index)
    if not written[:1].isupper() or written.isupper():
        return Certainty.SURE
    if sought.language in _NOUNS_WITH_CAPITALS or passage.in_capitals(index):
        return Certainty.SURE
    if passage.starts(index):
        # Львів is no form of лев, whatever stands before it.
        named = listed_lemma(written, sought.language)[:1].isupper()
        alone = named and not listed_lemma(passage.word(index), sought.language)
        return Certainty.QUESTION if alone else Certainty.SURE
    before = passage.written(index - 1) if index and passage.joined(index - 1) else ""
    after = passage.written(index + 1) if passage.joined(index) else ""
    if before[:1].isupper() and is_name(plain(before), sought.language):
        return Certainty.QUESTION
    if sought.language == "en":
        # All words of a name have capitals, and it is rendered as a whole: State Department.
        return Certainty.QUESTION
    beside = before[:1].isupper() or after[:1].isupper()
    named = sought.language == "uk" and ukrainian.may_be_owner(plain(after))
    return Certainty.SURE if beside or named else Certainty.QUESTION
