"""What a rule about sentences says, and how rules decide about one place."""

import re
from collections.abc import Mapping
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.regex import regex

NEAR = 48
"""How many characters before a place a rule looks at."""
SHORT = 240
"""How long the beginning of a sentence may be for rules that look at all of it."""
NUMBER = "0"
"""Stands in a table for every word that begins with a digit."""
INITIAL = "A"
"""Stands in a table for every single capital letter."""

CONSONANTS = "—"
"""Stands in a table for every short word without a vowel."""

OPENED = regex(r"[«„“\"(]")
"""What opens a quotation or bracket."""
_VOWEL = regex(r"[aeiouyаеєиіїоуюя]")
_MARKS = '«"„“”‘([—–-'


@dataclass(frozen=True, slots=True)
class Rule:
    """A place between two texts, described by what stands before and after it."""

    before: re.Pattern[str]
    """Found at the end of what stands before the place, white space included."""
    after: re.Pattern[str]
    """Matched at the place."""
    whole: bool = False
    """`before` sees the sentence from its beginning (`\\A`), and never a long one."""


Words = Mapping[str, tuple[Rule, ...]]
"""Rules by the word that stands before the full stop before the place; a few are tried there where
all would cost more than SRX does."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language, or of all; they say where SRX is wrong."""

    joins: tuple[Rule, ...] = ()
    """SRX breaks here, and the sentence goes on."""
    opened: tuple[Rule, ...] = ()
    """The same, where a quotation or bracket was opened in the sentence."""
    goes_on: Words = field(default_factory=dict)
    """The same, after such words."""
    cuts: tuple[Rule, ...] = ()
    """SRX does not break here, and a sentence ends."""
    ends: Words = field(default_factory=dict)
    """The same, after such words."""

    def __or__(self, other: "Rules") -> "Rules":
        """Both together."""
        return Rules(
            joins=self.joins + other.joins,
            opened=self.opened + other.opened,
            goes_on={**self.goes_on, **other.goes_on},
            cuts=self.cuts + other.cuts,
            ends={**self.ends, **other.ends},
        )

    def go_on(self, text: str, start: int, place: int) -> bool:
        """True if the sentence that begins at `start` goes on at `place`, whatever SRX says."""
        rules = self.joins
        if self.opened and OPENED.search(text, max(start, place - SHORT), place):
            rules += self.opened
        return hold(rules, self.goes_on, text, start, place)

    def end(self, text: str, start: int, place: int) -> bool:
        """True if the sentence that begins at `start` ends before `place`, whatever SRX says."""
        return hold(self.cuts, self.ends, text, start, place)


def rule(before: str, after: str = "", *, whole: bool = False) -> Rule:
    """A rule of two patterns; that before the place is anchored at its end."""
    return Rule(regex(rf"(?:{before})\Z"), regex(after), whole)


def words(*listed: tuple[str, Rule]) -> dict[str, tuple[Rule, ...]]:
    """A table of words, divided by blanks, each group with its rule."""
    table: dict[str, tuple[Rule, ...]] = {}
    for names, each in listed:
        for word in names.split():
            table[word] = (*table.get(word, ()), each)
    return table


def followed(after: str) -> Rule:
    """A rule that looks at what stands after the place alone."""
    return rule("", after)


def hold(rules: tuple[Rule, ...], table: Words, text: str, start: int, place: int) -> bool:
    """True if one of the rules, or of those that a table has for the word, holds at a place."""
    near = text[max(start, place - NEAR) : place]
    if table:
        word = _word(near)
        if word not in table and _is_consonants(word):
            word = CONSONANTS
        rules = (*table.get(word, ()), *rules)
    whole = text[start:place] if place - start <= SHORT else None
    for each in rules:
        if not each.after.match(text, place):
            continue
        before = whole if each.whole else near
        if before is not None and each.before.search(before):
            return True
    return False


def _word(near: str) -> str:
    """The word before a full stop at the end, as the tables have it; empty where none is."""
    last = near.split()[-1:]
    if not last or last[0][-1] != ".":
        return ""
    word = last[0][:-1].lstrip(_MARKS)
    if word[:1].isdigit():
        return NUMBER
    if len(word) == 1 and word.isupper():
        return INITIAL
    return word


def _is_consonants(word: str) -> bool:
    return 1 < len(word) < 5 and word.isalpha() and word.islower() and not _VOWEL.search(word)
