"""One scan for all rules of a language: which can hold at a place, and which do without a look.

A place stands after marks, so a text is searched for these. What stands around a run of marks
leads through two automata, one backwards and one onwards, to the few rules that may hold there;
only those are tried as they stand. Most places need none.
"""

import re
from functools import cache

from l10n.language.sentences.english import ENGLISH
from l10n.language.sentences.everywhere import EVERYWHERE
from l10n.language.sentences.languagetool import SrxRule, srx_rules
from l10n.language.sentences.marks import (
    RAISED,
    closing_marks,
    first_mark,
    is_flat,
    match_ends,
)
from l10n.language.sentences.near import Deciding, Steps, sides
from l10n.language.sentences.places import (
    MANY_WORDS,
    Break,
    Excepted,
    Side,
    Spot,
    Verdict,
    pattern_tree,
)
from l10n.language.sentences.possible import State, States, walked
from l10n.language.sentences.regions import Region, Regions, region
from l10n.language.sentences.rules import CONSONANTS, INITIAL, NUMBER, Rule, Rules
from l10n.language.sentences.syntax import Sequence, backwards
from l10n.language.sentences.ukrainian import UKRAINIAN
from l10n.regex import regex

_OWN = {"en": ENGLISH, "uk": UKRAINIAN}

STOP = regex(r"[.!?…:;)](?:(?<=[.!?…])[\"'”’»“)\]]*+|(?<=[:;])-?[)(]++|(?<=\))\)++)\s+")
"""Where a table may end a sentence that SRX lets go on."""
OPENING = '«„“"('
"""What opens a quotation or bracket."""
_STOPS = r"(?<=[:;])(?=-?[)(])|(?<=\))(?=\))"
"""What is seen after the first mark of such a place, if that is no full stop or the like."""
LONGEST = 8
"""Longer runs of marks are left to the rules as they stand."""
MANY = 20_000
"""Steps of the automata that are kept, and runs of marks with the characters before them."""


class Scanner:
    """The rules of one language, ready to scan."""

    def __init__(self, language: str) -> None:
        """Read the rules of a language, and look at what each may match."""
        self.language = language
        self.rules = EVERYWHERE | _OWN.get(language, Rules())
        before: list[tuple[int, Sequence]] = []
        after: list[tuple[int, Sequence]] = []
        self.breaks, self._exceptions = _srx(srx_rules(language), before, after)
        self._own: list[tuple[int, str, Rule]] = []
        bit = 1 << len(before)
        for kind, rule, words in _own(self.rules):
            tree = _words(words, rule) if words else pattern_tree(rule.before.pattern)
            before.append((bit, backwards(tree)))
            after.append((bit, pattern_tree(rule.after.pattern)))
            self._own.append((bit, kind, rule))
            bit <<= 1
        self._closing = {
            rule: closing_marks(pattern_tree(rule.after.pattern)) for rule in self.rules.opened
        }
        self._opened = sum(bit for bit, kind, _ in self._own if kind == "opened")
        bounded = [(bit, each.region) for bit, each in self._exceptions if each.region]
        bounded += _bounded(self._own)
        self.regions = Regions(each for _, each in bounded)
        """Where the rules may hold that ask for marks around a place."""
        self.free = ~sum(bit for bit, _ in bounded)
        """Bits of all others."""
        self._all = bit - 1
        self._shift = bit.bit_length()
        self._sure = sum(bit for bit, each in self._exceptions if each.is_sure)
        self._breaking = sum(each.bit for each in self.breaks)
        self._before, self._after = before, after
        self.needs = self._needs()
        """Marks without which rules cannot hold, and the bits of all others."""
        self.marks = _marks(self.breaks)
        """None where a rule breaks after no mark: such a language is not scanned."""
        anchored = [(1, pattern_tree(each.rule.before)) for each in self.breaks if each.anchored]
        self.begins = States(anchored).start
        """Whether a rule may break after the first characters of a paragraph."""
        begins = "".join(map(re.escape, sorted((self.marks or frozenset()) | set(".!?…"))))
        self.at_once = self.marks is not None and not self.begins.mask
        """A text without marks is one sentence."""
        self.search = re.compile(rf"[{begins}:;)](?:(?<=[{begins}])|{_STOPS})[\W{RAISED}]*")
        self._renew()

    def _renew(self) -> None:
        self._left, self._right = States(self._before), States(self._after)
        self.runs: dict[str, tuple[Spot, ...] | None] = {}
        self.verdicts: dict[int, Verdict] = {}
        self.near: dict[str, Steps] = {}
        """What to do at marks, by these and the characters before them."""
        self._known: dict[tuple[str, tuple[int, ...]], Steps] = {}

    @property
    def kept(self) -> int:
        """Steps of the automata that are kept."""
        return self._left.size + self._right.size

    def steps(self, before: str, marks: str) -> Steps:
        """What to do at marks that end these characters, outside of all regions."""
        if self.kept > MANY:
            self._renew()
        elif len(self.near) > MANY:
            self.near.clear()
        spots = self.runs[marks] if marks in self.runs else self.run(marks)
        chars = before[: -len(marks)]
        alone = spots is not None and len(spots) == 1
        lefts = tuple(side.ending(chars) for side in sides(spots[0])) if spots and alone else ()
        steps = self._known.get((marks, lefts))
        if steps is None:
            deciding = Deciding(marks, spots, lefts, self.free, self.verdict)
            steps = self._known[marks, lefts] = Steps(deciding.step)
        self.near[before] = steps
        return steps

    def _needs(self) -> tuple[tuple[str, int], ...]:
        found: dict[str, int] = {}
        for bit, each in self._exceptions:
            mark = each.before or each.after
            if mark:
                found[mark] = found.get(mark, 0) | bit
        return tuple((mark, ~bits) for mark, bits in found.items())

    def live(self, paragraph: str) -> int:
        """Bits of all rules that can hold in a paragraph, for what marks are in it."""
        live = -1
        for mark, others in self.needs:
            if mark not in paragraph:
                live &= others
        if self._opened and not any(mark in paragraph for mark in OPENING):
            live &= ~self._opened
        return live

    def ends_with(self, marks: str) -> bool:
        """True for marks at the end of a text in which no sentence begins."""
        spots = self.runs.get(marks)
        return spots == () or bool(spots and len(spots) == 1 and spots[0].offset == len(marks))

    def run(self, marks: str) -> tuple[Spot, ...] | None:
        """The places after a run of marks; None for one that has to be left to the rules."""
        if self.kept > MANY or len(self.runs) > MANY // 10:
            self._renew()
        spots = self.runs[marks] = self._spots(marks) if len(marks) <= LONGEST else None
        return spots

    def _spots(self, marks: str) -> tuple[Spot, ...] | None:
        stops = {match.end() for match in STOP.finditer(marks)}
        found: dict[int, list[Side]] = {stop: [] for stop in stops}
        ends = {rule.bit: match_ends(rule.flat, marks) for rule in self.breaks if rule.flat}
        if any(each is None for each in ends.values()):
            return None
        for offset in range(1, len(marks) + 1):
            certain, allowed = 0, self._all
            for bit, places in ends.items():
                if offset in (places or ()):
                    certain |= bit
                else:
                    allowed &= ~bit
            states = self._states(marks, offset)
            if states[0].mask & states[1].mask & allowed & self._breaking:
                begins = len(marks) - len(marks[offset:].lstrip())
                side = Side(offset, states, (allowed, certain, self._shift, self._sure))
                found.setdefault(begins, []).append(side)
        return tuple(
            Spot(offset, self._own_side(marks, offset, sides), tuple(sides), offset in stops)
            for offset, sides in sorted(found.items())
        )

    def _own_side(self, marks: str, offset: int, sides: list[Side]) -> Side:
        own = [side for side in sides if side.offset == offset]
        bits = (self._all, 0, self._shift, self._sure)
        return own[0] if own else Side(offset, self._states(marks, offset), bits)

    def _states(self, marks: str, offset: int) -> tuple[State, State]:
        left = walked(self._left.start, reversed(marks[:offset]))
        return left, walked(self._right.start, marks[offset:])

    def verdict(self, bits: int) -> Verdict:
        """What is to be tried where the rules of a mask may hold."""
        if len(self.verdicts) > MANY_WORDS:
            self.verdicts.clear()
        certain = bits >> self._shift
        breaks: list[tuple[Break, bool, tuple[Excepted, ...]]] = []
        for rule in self.breaks:
            if bits & rule.bit:
                excepted = bits & rule.excepted
                surely = bool(certain & rule.bit)
                if surely and certain & rule.excepted:
                    break
                held = tuple(each for bit, each in self._exceptions if bit & excepted)
                breaks.append((rule, surely, held))
                if surely:
                    break
        clear = bool(breaks) and breaks[0][1] and not breaks[0][2]
        own = [(kind, rule) for bit, kind, rule in self._own if bit & bits]
        tables = {"goes_on": self.rules.goes_on, "ends": self.rules.ends}
        words = {kind: tables[kind] if (f"{kind} word") in dict(own) else {} for kind in tables}
        goes_on = tuple(rule for kind, rule in own if kind == "goes_on")
        opened = tuple((rule, self._closing[rule]) for kind, rule in own if kind == "opened")
        verdict = self.verdicts[bits] = Verdict(
            breaks=tuple(breaks),
            clear=clear,
            goes_on=(goes_on, words["goes_on"]),
            opened=opened,
            ends=(tuple(rule for kind, rule in own if kind == "ends"), words["ends"]),
            plain=clear and not (goes_on or opened or words["goes_on"]),
        )
        return verdict


@cache
def scanner(language: str) -> Scanner:
    """The scanner of a language."""
    return Scanner(language)


def _srx(
    rules: tuple[SrxRule, ...],
    before: list[tuple[int, Sequence]],
    after: list[tuple[int, Sequence]],
) -> tuple[tuple[Break, ...], tuple[tuple[int, Excepted], ...]]:
    breaks: list[Break] = []
    exceptions: list[tuple[int, Excepted]] = []
    standing = 0
    last: dict[SrxRule, int] = {}
    for number, rule in enumerate(rules):
        if rule.breaks:
            last[rule] = standing
        else:
            standing |= 1 << number
    for number, rule in enumerate(rules):
        bit = 1 << number
        tree = pattern_tree(rule.before)
        before.append((bit, backwards(tree)))
        after.append((bit, pattern_tree(rule.after)))
        if rule.breaks:
            flat = tree if is_flat(tree) else ()
            anchored = rule.before.startswith("^") and len(tree) > 1
            breaks.append(Break(number, bit, rule, last[rule], flat, anchored))
        else:
            exceptions.append((bit, Excepted(rule)))
    return tuple(breaks), tuple(exceptions)


def _own(rules: Rules) -> list[tuple[str, Rule, list[str]]]:
    found: list[tuple[str, Rule, list[str]]] = [("goes_on", each, []) for each in rules.joins]
    found += [("opened", each, []) for each in rules.opened]
    found += [("ends", each, []) for each in rules.cuts]
    for kind, table in (("goes_on", rules.goes_on), ("ends", rules.ends)):
        listed: dict[Rule, list[str]] = {}
        for word, tried in table.items():
            for rule in tried:
                listed.setdefault(rule, []).append(word)
        found += [(f"{kind} word", rule, words) for rule, words in listed.items()]
    return found


def _bounded(own: list[tuple[int, str, Rule]]) -> list[tuple[int, Region]]:
    found = (
        (bit, region(pattern_tree(rule.before.pattern), pattern_tree(rule.after.pattern)))
        for bit, kind, rule in own
        if kind == "opened"
    )
    return [(bit, each) for bit, each in found if each]


def _words(words: list[str], rule: Rule) -> Sequence:
    """A pattern for the words of a table, each before a full stop."""
    special = {
        NUMBER: rule.before.pattern if len(rule.before.pattern) > len(r"(?:)\Z") else r"\d\S*\.\s*",
        INITIAL: r"\b\w\.\s*",
        CONSONANTS: r"\b[^\W\d_A-ZА-ЯІЇЄҐaeiouyаеєиіїоуюя]{2,4}\.\s*",
    }
    plain = "|".join(re.escape(word) for word in words if word not in special)
    options = [special[word] for word in words if word in special]
    options += [rf"\b(?:{plain})\.\s*"] if plain else []
    return pattern_tree("|".join(f"(?:{each})" for each in options))


def _marks(breaks: tuple[Break, ...]) -> frozenset[str] | None:
    """Characters of which one stands before every place, with marks and white space between."""
    found: set[str] = set()
    for each in breaks:
        if each.anchored:
            continue
        last = first_mark(pattern_tree(each.rule.before))
        if last is None:
            return None
        found |= last
    return frozenset(found)
