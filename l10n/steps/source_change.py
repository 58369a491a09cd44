"""What kind of edit made one text of another: spaces alone, quotation marks alone, or words."""

import re
import unicodedata
from enum import Enum

from l10n.messages import N_, Message, message
from l10n.model.markup import TAG
from l10n.regex import regex
from l10n.steps.words_diff import as_note, word_diff


class Extent(Enum):
    """How far an edit goes; what is further down changes more."""

    NOTHING = "nothing"
    MARKUP = "markup"
    """Tags alone."""
    SPACES = "spaces"
    """Kinds and numbers of blanks, and what nobody sees."""
    QUOTATION_MARKS = "quotation marks"
    """Their forms, apostrophes among them, and perhaps spaces."""
    CAPITALS = "capitals"
    PUNCTUATION = "punctuation"
    """Signs between words: no sign that belongs to a number, and no question."""
    WORDS = "words"


_SAID = {
    Extent.MARKUP: N_("Only markup was changed in the original: {changes}"),
    Extent.SPACES: N_("Only spaces were changed in the original: {changes}"),
    Extent.QUOTATION_MARKS: N_("Only quotation marks were changed in the original: {changes}"),
    Extent.CAPITALS: N_("Only capital letters were changed in the original: {changes}"),
    Extent.PUNCTUATION: N_("Only punctuation was changed in the original: {changes}"),
    Extent.WORDS: N_("Changed in the original: {changes}"),
}
_UNSEEN = regex("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = "\"'`´‘’‚‛“”„‟‹›«»ʼ′″＂＇「」『』"
_MARKS = str.maketrans(dict.fromkeys(_QUOTES, '"'))
_ALIKE = str.maketrans({**dict.fromkeys(_QUOTES, '"'), **dict.fromkeys("–−‒\u2010\u2011", "-")})
_PUNCTUATION = frozenset('.,;:!¡…()[]-—―·•"')
"""Signs that say nothing by themselves; one that is part of a number is not by itself."""
_PART = regex(r"[-+±]?+\d(?:[\d.,: ]*\d)?|[^\W\d_]++|\S")
"""A number with its signs, a word, or a sign."""


def extent(old: str, new: str) -> Extent:
    """How far an edit goes that made one text of the other."""
    if old == new:
        return Extent.NOTHING
    one, other = (TAG.sub("", text) for text in (old, new))
    if one == other:
        return Extent.MARKUP
    if _spaced(one) == _spaced(other):
        return Extent.SPACES
    if _quoted(one) == _quoted(other):
        return Extent.QUOTATION_MARKS
    if _quoted(one).casefold() == _quoted(other).casefold():
        return Extent.CAPITALS
    if said(one) == said(other):
        return Extent.PUNCTUATION
    return Extent.WORDS


def change_message(old: str, new: str) -> Message:
    """What was changed in a text, in words, with the words that changed."""
    kind = extent(old, new)
    if kind is Extent.NOTHING:
        return message(N_("The original says the same, in another place"))
    return message(_SAID[kind], changes=as_note(word_diff(old, new)))


def _spaced(text: str) -> str:
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def _quoted(text: str) -> str:
    """A text with one kind of quotation marks, and no spaces inside of them."""
    marked = _spaced(text).translate(_MARKS)
    return re.sub(r'" | "', '"', re.sub('"+', '"', marked))


def said(text: str) -> list[str]:
    """The words, numbers and telling signs of a text, in small letters."""
    parts = _PART.findall(_spaced(text).casefold().translate(_ALIKE))
    return [part for part in parts if part not in _PUNCTUATION]
