"""Places where a sentence may begin: what rules can hold there, and which have to be tried."""

from typing import Any

from l10n.dataclass import dataclass
from l10n.language.sentences.languagetool import SrxRule
from l10n.language.sentences.marks import needed
from l10n.language.sentences.possible import State, settled, walked
from l10n.language.sentences.regions import region
from l10n.language.sentences.rules import Rule, Words
from l10n.language.sentences.srx import FAR, compiled, exception
from l10n.language.sentences.syntax import Chars, Group, Repeat, Sequence, UnreadableError, parse
from l10n.regex import regex

NEAR, AHEAD = 24, 2
"""How many characters before and after a run of marks decide which rules are tried."""
MANY_WORDS = 4_000
"""Words that are kept for one place."""
_POSSESSIVE = regex(r"[*+?}]\+")
_ANYTHING: Sequence = (Repeat(Chars(vague=True), 0, None),)


def pattern_tree(pattern: str) -> Sequence:
    """A pattern as a tree; one that cannot be read holds anything."""
    try:
        return parse(pattern)
    except UnreadableError:
        return _ANYTHING


def _is_sure(nodes: Sequence) -> bool:
    for node in nodes:
        if isinstance(node, Group) and not all(map(_is_sure, node.options)):
            return False
        long = isinstance(node, Repeat) and (node.most is None or node.most > FAR[1])
        if long or (isinstance(node, Repeat) and not _is_sure((node.item,))):
            return False
    return True


class Excepted:
    """An exception of SRX, with what must stand in a text for it to hold."""

    __slots__ = ("_patterns", "_rule", "after", "before", "is_sure", "region")

    def __init__(self, rule: SrxRule) -> None:
        """Keep the rule; its pattern is compiled when it is first tried."""
        self._rule = rule
        self._patterns: dict[int, Any] = {}
        before, after = pattern_tree(rule.before), pattern_tree(rule.after)
        self.before, self.after = needed(before), needed(after)
        self.region = region(before, after)
        self.is_sure = _is_sure(before) and not _POSSESSIVE.search(rule.before + rule.after)
        """What the automata are sure of holds: a part that repeats is as short as `srx` has it."""

    def holds(self, text: str, place: int, far: int) -> bool:
        """True if the exception holds at a place of a paragraph."""
        if self.before and text.find(self.before, 0, place) < 0:
            return False
        if self.after and text.find(self.after, place) < 0:
            return False
        pattern = self._patterns.get(far)
        if pattern is None:
            pattern = self._patterns[far] = compiled(exception(self._rule, far))
        return pattern.match(text, place) is not None


Tried = tuple[tuple[Rule, ...], Words]
"""Rules that are tried at a place, and the table of those that go by the word before it."""


@dataclass(frozen=True, slots=True)
class Break:
    """A rule of SRX that breaks."""

    number: int
    bit: int
    rule: SrxRule
    excepted: int
    """Bits of the exceptions before it."""
    flat: Sequence
    """Its part before the place where that is a row of marks; else empty."""
    anchored: bool
    """It breaks only after what begins a paragraph."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be tried at a place."""

    breaks: tuple[tuple[Break, bool, tuple[Excepted, ...]], ...]
    """Rules that may break, in order, with True for one that surely does, and their exceptions."""
    clear: bool
    """The first rule breaks, and no exception can hold."""
    goes_on: Tried
    """Rules that may join, where the sentence would end."""
    opened: tuple[tuple[Rule, str], ...]
    """The same, where a quotation was opened; each with marks of which one must follow."""
    ends: Tried
    """Rules that may end a sentence that would go on."""
    plain: bool
    """It is clear, and nothing can join."""


class Side:
    """A place within a run of marks, and what words on both sides let rules do there."""

    __slots__ = (
        "_allowed",
        "_certain",
        "_left",
        "_right",
        "_shift",
        "_sure",
        "nexts",
        "offset",
        "words",
    )

    def __init__(
        self, offset: int, states: tuple[State, State], bits: tuple[int, int, int, int]
    ) -> None:
        """Begin with the states of both automata, and with what the marks alone decide.

        The bits are those of rules that the marks allow, of those that they make certain, how far
        to shift what is certain, and of rules that hold where the automata are sure of it.
        """
        self.offset = offset
        self._left, self._right = states
        self._allowed, self._certain, self._shift, self._sure = bits
        self.words: dict[str, int] = {}
        self.nexts: dict[str, int] = {}

    def word(self, word: str) -> int:
        """Bits of what may hold after a word with the blank before it, and of what surely does.

        A short one without a blank begins a paragraph: it is as if one stood there, but no more
        is sure.
        """
        state = walked(self._left, reversed(word))
        begins = len(word) < NEAR and word[:1] != " " and not state.done
        mask = state[" "].mask | state.ended if begins else state.mask
        if len(self.words) > MANY_WORDS:
            self.words.clear()
        bits = self.words[word] = self._bits(mask, state.sure)
        return bits

    def ending(self, chars: str) -> int:
        """The same after the last characters of a word; what stands before them is not known."""
        state = walked(self._left, reversed(chars))
        return self._bits(state.mask, state.sure)

    def _bits(self, mask: int, sure: int) -> int:
        return mask & self._allowed | (self._certain | sure & self._sure) << self._shift

    def next(self, ahead: str) -> int:
        """The same before the first characters of a word; without any, at the end of a text."""
        state = settled(self._right, ahead)
        if len(self.nexts) > MANY_WORDS:
            self.nexts.clear()
        possible = state.mask if ahead else state.ended
        bits = self.nexts[ahead] = possible | state.sure << self._shift
        return bits


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sentence may begin after a run of marks."""

    offset: int
    own: Side
    """The place itself, which tables look at."""
    candidates: tuple[Side, ...]
    """Places of SRX with nothing but white space between them and this one."""
    stop: bool
    """A table may end a sentence here."""
