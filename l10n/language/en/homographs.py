"""Whether an English word is the noun or the verb that it is taken for: report, state, book."""

from functools import lru_cache

from l10n.language.certainty import Certainty
from l10n.language.inflection import listed_lemma, plural
from l10n.language.passage import Passage
from l10n.language.uk.forms import plain

_DETERMINERS = """
a an the this that these those my your his her its our their whose no every each another any
some many few several both all
of in on at by for from with without about into over under after before during between against
through among amid per via toward towards upon within across
new first last next former main own other same such two three four five six
"""
_ARTICLES = frozenset(("a", "an", "the", "his", "its", "our", "their", "my", "your"))
_SINGULAR = frozenset(("that", "which", "who", "it", "he", "she"))
"""What a verb with -s stands behind."""
_POSSESSIVE = ("'", "’")
_FAR = 3
"""Words before one that are looked at for an article."""
_BEFORE_NOUNS = frozenset(_DETERMINERS.split())
_SUBJECTS = """
to will would can could may might must shall should cannot did does do don't doesn't didn't
won't wouldn't couldn't shouldn't can't not never let let's please
i you he she we they who it also always often ll d t re
"""
_BEFORE_VERBS = frozenset(_SUBJECTS.split())
_OBJECTS = """
the a an this that these those him her them me us it his their its our my your how why whether
"""
_AFTER_VERBS = frozenset(_OBJECTS.split())
_PREDICATES = """
of is was are were has had have will would said says that's by
"""
_AFTER_NOUNS = frozenset(_PREDICATES.split())


def certainty(base: str, part: str, passage: Passage, index: int) -> Certainty:
    """Whether a word of a passage, which may be a form of another, is one.

    `part` is the part of speech that its owner names for it: noun, verb, adjective, or nothing.
    """
    known, many = _alone(base, part, passage.written(index))
    if known is not None:
        return known
    leaning = _leaning(passage, index, many)
    if part == "verb":
        leaning = -leaning
    if leaning > 0:
        return Certainty.SURE
    return Certainty.OTHER if leaning < -1 and part else Certainty.QUESTION


@lru_cache(maxsize=1 << 14)
def _alone(base: str, part: str, written: str) -> tuple[Certainty | None, bool]:
    """How sure it is without a look at the neighbours, None where they count; and whether the word
    is a plural.
    """
    form, word = plain(written), plain(base)
    many = form != word and form in (plural(word), word + "s", word + "es")
    if form != word and not many:
        if part in ("", "adverb", "other"):
            return (Certainty.QUESTION if _is_verb(word) else Certainty.SURE), many
        return (Certainty.SURE if part in ("verb", "adjective") else Certainty.OTHER), many
    if not _is_verb(word) or part not in ("", "noun", "verb"):
        other = many and part in ("adjective", "adverb")
        return (Certainty.OTHER if other else Certainty.SURE), many
    return None, many


def has_no_rival(base: str, part: str, written: str) -> bool:
    """True for a word in its dictionary form, or for its plural, if it is no verb."""
    form, word = plain(written), plain(base)
    known = form == word or form in (plural(word), word + "s", word + "es")
    return known and part in ("", "noun") and not _is_verb(word)


def _leaning(passage: Passage, index: int, many: bool) -> int:
    """Above nothing where the neighbours make a word a noun, below where they make it a verb."""
    before = passage.word(index - 1) if index and passage.joined(index - 1) else ""
    after = passage.word(index + 1) if passage.joined(index) else ""
    if before in ("to", "that", "her") and after in _AFTER_VERBS:
        return -2
    if many and before in _SINGULAR:
        return -2
    if before in _BEFORE_VERBS:
        return 1 if after in _AFTER_NOUNS and before in ("to", "not", "it") else -2
    if before in _BEFORE_NOUNS:
        return 2
    if after in _AFTER_NOUNS:
        return 1
    if after in _AFTER_VERBS:
        return -1
    return 1 if not many and _is_described(passage, index) else 0


def _is_described(passage: Passage, index: int) -> bool:
    """True for a word with an article some words before it, and no plural between: the bat call."""
    for place in range(index - 1, max(-1, index - 1 - _FAR), -1):
        if not passage.joined(place) and passage.between(place) not in _POSSESSIVE:
            return False
        word = passage.word(place)
        if word in _ARTICLES or passage.between(place - 1) in _POSSESSIVE:
            return True
        if word in _BEFORE_VERBS or word in _AFTER_NOUNS or word.endswith("s"):
            return False
    return False


@lru_cache(maxsize=1 << 12)
def _is_verb(word: str) -> bool:
    """True if the dictionary has a past tense or a participle of a word."""
    stem = word.removesuffix("e")
    doubled = word + word[-1:]
    return any(
        listed_lemma(form, "en") == word for form in (stem + "ed", stem + "ing", doubled + "ing")
    )
