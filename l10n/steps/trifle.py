"""Trifles: edits of a text after which its translation still stands, and why another is none.

An editor declares what they meant; held against it is what the checks can tell of two texts in one
language: numbers and dates, denials, names, addresses, and how many words have changed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from l10n.checks.text import Text
from l10n.language.inflection import is_common, lemma
from l10n.language.tables import Table
from l10n.messages import N_, Message, message
from l10n.model.markup import Tagged
from l10n.regex import regex
from l10n.steps.source_change import said
from l10n.steps.words_diff import as_note, word_diff
from l10n.tags.renumbering import tagged

MOST = 2
"""Words that may have been misspelt."""
SLIPS = ((8, 2), (4, 1))
"""(letters, signs): how many signs of a word may be other ones, from so many letters on. In a
shorter word one letter makes another word."""

_BESIDE = 3
"""Words beside a denial that it may be about: a comma there decides."""
_BREAK = regex(r"[,;:.!?…–—()]")
_BEGINS = regex(r"(?:^|[.!?…:\n])[\s\"'’«»„“”(\[—–-]*$")
"""What stands before a word that any rule gives a capital."""


def objection(old: str, new: Tagged, table: Table, *, most: int | None = MOST) -> Message | None:
    """Why an edit is no trifle, in words for the editor; None where nothing speaks against it.

    `table` is that of the language of both texts. At most `most` words may have been misspelt, None
    for any number: several edits together mend more than each of them.
    """
    before, after = Text(old, tagged(old), table), Text(new.text, new, table)
    return (
        _facts(before, after)
        or _names(before, after)
        or _kept(before, after)
        or _denials(before, after)
        or _words(before, after, most)
    )


def _facts(before: Text, after: Text) -> Message | None:
    one, other = (
        Counter((fact.kind, fact.value) for fact in text.facts) for text in (before, after)
    )
    if one == other:
        return None
    gone, new = one - other, other - one
    return message(
        N_("a number, a date or an amount was changed: {old} → {new}"),
        old=_listed(each.text for each in before.facts if (each.kind, each.value) in gone),
        new=_listed(each.text for each in after.facts if (each.kind, each.value) in new),
    )


def _names(before: Text, after: Text) -> Message | None:
    gone, new = _missing(before, after), _missing(after, before)
    if not gone and not new:
        return None
    return message(N_("a name was changed: {old} → {new}"), old=_listed(gone), new=_listed(new))


def _missing(text: Text, other: Text) -> list[str]:
    """The names of a text that the other one has not as they are."""
    there = {word.text for word in other.words}
    sure = {name.start for name in text.proper if name.first and name.sure}
    return [
        word.text
        for word in text.words
        if word.text not in there
        and (_has_capital(text, word.start, word.text) or word.start in sure)
    ]


def _has_capital(text: Text, start: int, word: str) -> bool:
    """True for a word that has a capital of its own, and not as the first of a sentence."""
    if any(map(str.isupper, word[1:])):
        return True
    return word[:1].isupper() and not _BEGINS.search(text.normal[max(0, start - 8) : start])


def _kept(before: Text, after: Text) -> Message | None:
    one, other = ([each.text for each in text.kept] for text in (before, after))
    if one == other:
        return None
    words = N_("what stays as it is was changed: {old} → {new}")
    return message(words, old=_listed(one), new=_listed(other))


def _words(before: Text, after: Text, most: int | None) -> Message | None:
    one, other = _once(said(before.plain)), _once(said(after.plain))
    changed = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    slips = all(_is_slip(*pair, before.table.language) for pair in changed)
    few = most is None or len(changed) <= most
    if len(one) == len(other) and few and slips:
        return None
    changes = as_note(word_diff(before.plain, after.plain))
    return message(N_("more was changed than a trifle: {changes}"), changes=changes)


def _once(words: Sequence[str]) -> list[str]:
    """Words without those that only say the one before them again."""
    return [word for number, word in enumerate(words) if not number or words[number - 1] != word]


def _is_slip(one: str, other: str, language: str) -> bool:
    """True for two forms of which one is the other misspelt, and no other word of a dictionary."""
    from rapidfuzz.distance import OSA

    if not (one.isalpha() and other.isalpha()):
        return False
    shorter = min(len(one), len(other))
    signs = next((signs for letters, signs in SLIPS if shorter >= letters), 0)
    if OSA.distance(one, other, score_cutoff=signs) > signs:
        return False
    both = is_common(one, language) and is_common(other, language)
    return not both or lemma(one, language) == lemma(other, language)


def _denials(before: Text, after: Text) -> Message | None:
    # Places of denials are numbers of words, and so are those of what they are about.
    placed = len(before.words) == len(after.words)
    if _denied(before, placed=placed) == _denied(after, placed=placed):
        return None
    changes = as_note(word_diff(before.plain, after.plain))
    return message(N_("what is denied was changed: {changes}"), changes=changes)


def _denied(text: Text, *, placed: bool) -> object:
    """What a text denies; if `placed`, also where, and which words are in one clause with it."""
    found = text.polarity
    if not placed:
        senses = Counter(each.sense for each in found.denials)
        return senses, Counter(sense for sense, _at in found.opposites)
    breaks = {
        place
        for each in found.denials
        for place in range(max(1, each.first - _BESIDE), each.last + _BESIDE + 1)
        if place < len(text.words) and _BREAK.search(_between(text, place))
    }
    return found.denials, found.opposites, found.open, breaks


def _between(text: Text, place: int) -> str:
    """What stands before a word, and behind the one before it."""
    return text.normal[text.words[place - 1].end : text.words[place].start]


def _listed(words: Iterable[str]) -> str:
    # Without quotation marks: which ones is for the language in which it is read.
    return ", ".join(dict.fromkeys(words)) or "—"
