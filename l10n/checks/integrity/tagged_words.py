"""Tagged words: a pair of tags stands around the same words as in the source."""

from collections import Counter
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Example, Family, Found, Line, Pair, Severity
from l10n.checks.signs import TAGGED, in_source
from l10n.checks.text import Text
from l10n.language.function_words import small_words
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.model.markup import TAG
from l10n.regex import regex

_WORD = regex(r"[^\W_]++(?:[.,]\d++)*+")
"""A word or a number; decimal marks are those of either language."""
_SHORT = 2
"""Letters of a word that may be any word, in two languages of one script, at most."""


def _look(pair: Pair) -> Iterator[Found]:
    """Only words that are the same on both sides tell: numbers, names in the same letters."""
    pairs = pair.tagged.pairs
    if not pairs:
        return
    mine = _contents(pair.source, pairs)
    if not any(
        _may_stand(word, pair.target.raw) for words, _place in mine.values() for word in words
    ):
        return
    theirs = _contents(pair.target, pairs)
    shared = _shared(pair)
    for name, (words, place) in mine.items():
        if name not in theirs:
            continue
        inside, there = theirs[name]
        same = words & shared
        if same and inside and same.isdisjoint(inside):
            severity = None if all(map(_is_short, words - same)) else Severity.HINT
            named = pair.source.raw[place.start : place.end]
            told = N_("<{name}> stands around other words than “{words}”")
            yield Found(message(told, name=name, words=named), (place,), (there,), severity)


_Content = tuple[frozenset[str], Span]


def _contents(text: Text, names: frozenset[str]) -> dict[str, _Content]:
    """What words a pair holds, and where they stand in the text with tags."""
    opened: dict[str, int] = {}
    found: dict[str, _Content] = {}
    for match in TAG.finditer(text.raw):
        name = match["name"]
        if name not in names:
            continue
        if not match["close"]:
            opened[name] = match.end()
        elif name in opened and name not in found:
            place = Span(opened[name], match.start())
            found[name] = frozenset(_words(text.raw[place.start : place.end])), place
    return found


def _may_stand(word: str, target: str) -> bool:
    """True for a word that a target may hold: a decimal mark may be the other one there."""
    return word in target or "." in word


def _words(text: str) -> list[str]:
    """The words of a text with tags, each of which ends a word."""
    plain = TAG.sub(" ", text) if "<" in text else text
    return [word.replace(",", ".") for word in _WORD.findall(plain)]


def _shared(pair: Pair) -> frozenset[str]:
    """The words that stand once in the source, and in the target just so."""
    small = small_words(pair.source.table.locale).all | small_words(pair.target.table.locale).all
    mine, theirs = Counter(_words(pair.source.raw)), Counter(_words(pair.target.raw))
    return frozenset(
        word
        for word, times in mine.items()
        if times == 1
        and word in theirs
        and not _is_short(word)
        # A name may begin with a small word: The Hill.
        and (word.lower() not in small or (word[0].isupper() and theirs[word] == 1))
    )


def _is_short(word: str) -> bool:
    return len(word) <= _SHORT and not any(map(str.isdigit, word))


tagged_words = EntryCheck(
    About(
        "tagged-words",
        Family.INTEGRITY,
        Severity.WARNING,
        N_("A pair of tags stands around the same words as in the source."),
        fires=Example(
            (Line("У <a1>2019</a1> році ухвалили.", "It was <a1>passed</a1> in 2019."),),
            tags=(("a1", True),),
        ),
        passes=Example(
            (Line("У <a1>2019 році</a1> ухвалили.", "Passed <a1>in 2019</a1>."),),
            tags=(("a1", True),),
        ),
    ),
    _look,
    in_source((TAGGED,)),
)
