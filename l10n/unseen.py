"""Characters that nobody sees: which are at home where they stand, and what the others may do.

Most of them belong to some language or sign: a joiner to Persian, a zero-width space to Thai, tags
to the flag of Scotland. So they are told by their neighbours, not by a list alone. Spaces and the
soft hyphen are a typographer's, and are not meant; nor are control characters, which no target may
hold at all. Sources: Unicode Standard 15, chapter 23; UAX #9 (marks of direction), UTS #51 (emoji);
Unicode's UTS #55 (what orders and hides in source code, and may do so in a sentence).
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache

from l10n.dataclass import dataclass
from l10n.regex import regex

_SUSPECT = regex(
    "[\u0085\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_RUN = regex(f"{_SUSPECT.pattern}+")
_MARKS = frozenset("\u061c\u200e\u200f")
_OVERRIDES = frozenset("\u202d\u202e")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069"}
_OPENS |= {"\u2068": "\u2069"}
_ORDERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ORDERING = regex(f"[{''.join(sorted(_ORDERS))}]")
_BACKWARD = frozenset("\u202b\u2067")
"""What does nothing, open or closed, in a text that is written from right to left anyway."""
_ENDS = frozenset("\u202c\u2069")
"""What does nothing where there is nothing to end."""
_MANY = 8
"""Suspect characters in a row that no language needs."""
_QUOTED = 500
"""Characters that a quotation in another direction may have."""
_RTL = regex(
    "[\u05d0-\u05f4\u0608-\u060d\u061b-\u064a\u066d-\u06d5\u06e5-\u06ef\u06fa-\u08e1\ufb1d-\ufdff"
    "\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters and signs that are written from right to left."""
_JOINING = regex(
    "[\u05d0-\u0e00\u1000-\u109f\u1700-\u1aff\u1b00-\u1c7f\u1cd0-\u1cff\ua800-\ua82f\ua840-\uaa7f"
    "\uaae0-\uaaff\uabc0-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Scripts whose letters join, or part, at an unseen sign."""
_SPACELESS = regex(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u3040-\u30ff\u3400-\u9fff\uaa00-\uaadf]"
)
"""Scripts that part words by an unseen space, or by none."""
_VARYING = regex(
    "[\u1000-\u109f\u1800-\u18af\u3400-\u9fff\ua840-\ua877\uf900-\ufaff\U00010ac0-\U00010aff"
    "\U00013000-\U0001345f\U00020000-\U0003ffff\u2139]"
)
"""Letters with variants that a sign after them chooses."""
_NEAR = {
    "\u115f": regex("[\u1100-\u11ff]"),
    "\u1160": regex("[\u1100-\u11ff]"),
    "\u17b4": regex("[\u1780-\u17ff]"),
    "\u17b5": regex("[\u1780-\u17ff]"),
    "\u180b": regex("[\u1800-\u18af]"),
    "\u180c": regex("[\u1800-\u18af]"),
    "\u180d": regex("[\u1800-\u18af]"),
    "\u180e": regex("[\u1800-\u18af]"),
    "\u180f": regex("[\u1800-\u18af]"),
    "\u2800": regex("[\u2801-\u28ff]"),
}
"""What such a character stands beside where it is at home."""
_FLAG = regex("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flag of a region, such as Scotland: a black flag, the region's code in tags, an end."""


class Harm(Enum):
    """What a character that is not at home may do."""

    ORDERS = "orders"
    """It changes the order in which the letters around it are shown."""
    HIDES = "hides"
    """Several in a row can spell out a text that only programs read."""
    SHOWS_NOTHING = "shows nothing"


@dataclass(frozen=True, slots=True)
class Unseen:
    """One character that is not at home where it stands."""

    place: int
    """Its place in the text, in characters."""
    character: str
    harm: Harm

    @property
    def name(self) -> str:
        """What Unicode calls it: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
        return named(self.character)


def named(character: str) -> str:
    """A character by its number and its name in Unicode, as far as it has one."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{number} {name}" if name else number


def is_suspect(text: str) -> bool:
    """True for a text that holds any character that nobody sees, at home or not."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def unseen(text: str, *, rtl: bool = False) -> tuple[Unseen, ...]:
    """The characters of a text that nobody sees and that are not at home, in order.

    `rtl` tells that its language is written from right to left: there, marks of direction and
    embeddings are at home that elsewhere only letters of such a language bring along.
    """
    if not is_suspect(text):
        return ()
    return tuple(_Look(text, rtl).strange())


def added(source: str, target: str, *, rtl: bool = False) -> tuple[Unseen, ...]:
    """Those of a translation that its source does not have, or has fewer of."""
    found = unseen(target, rtl=rtl)
    if not found:
        return ()
    left = Counter(source)
    more: list[Unseen] = []
    for each in found:
        left[each.character] -= 1
        if left[each.character] < 0:
            more.append(each)
    return tuple(more)


@dataclass(frozen=True, slots=True)
class _Run:
    """Suspect characters in a row, and what stands before and after them."""

    start: int
    characters: str
    before: str
    after: str

    def beside(self, place: int) -> tuple[str, str]:
        """The characters right before and right after one of the run."""
        whole = self.before[-1:] + self.characters + self.after[:1]
        at = place - self.start + len(self.before[-1:])
        return whole[max(at - 1, 0) : at], whole[at + 1 : at + 2]


@dataclass(frozen=True, slots=True)
class _Look:
    """A text that is looked at, run by run."""

    text: str
    rtl: bool
    """Its language is written from right to left."""

    def strange(self) -> Iterator[Unseen]:
        """The characters that are not at home."""
        at_home = {
            place for match in _FLAG.finditer(self.text) for place in range(*match.span())
        } | self._paired()
        seen = _SUSPECT.sub("", self.text)
        mixed = self.rtl or _RTL.search(seen) is not None
        # Once for all: a text may hold as many of these characters as it is long.
        joins = {"\u200b": _SPACELESS.search(seen) is not None}
        joins["\u200c"] = joins["\u200d"] = _JOINING.search(seen) is not None
        for match in _RUN.finditer(self.text):
            start, end = match.span()
            run = _Run(start, match.group(), self.text[start - 1 : start], self.text[end : end + 1])
            for place, character in enumerate(run.characters, start):
                idle = (character in _MARKS and mixed) or (character in _BACKWARD and self.rtl)
                if not (idle or place in at_home or self._at_home(run, place, joins)):
                    yield Unseen(place, character, self._harm(run, place, character))

    def _harm(self, run: _Run, place: int, character: str) -> Harm:
        if character in _ORDERS - _ENDS:
            return Harm.ORDERS
        in_a_row = _is_variation(character) and any(map(_is_variation, run.beside(place)))
        if _is_tag(character) or in_a_row or len(run.characters) >= _MANY:
            return Harm.HIDES
        return Harm.SHOWS_NOTHING

    def _at_home(self, run: _Run, place: int, joins: Mapping[str, bool]) -> bool:
        before, after = run.beside(place)
        character = self.text[place]
        within_words = run.before.isalnum() and run.after.isalnum()
        if character in joins and len(run.characters) < _MANY:
            letters = _SPACELESS if character == "\u200b" else _JOINING
            near = letters.match(run.before) or letters.match(run.after)
            if near or (not within_words and joins[character]):
                return True
            return character == "\u200d" and _is_sign(before) and _is_sign(after)
        if character == "\u2060":
            return _is_punctuation(before) or _is_punctuation(after)
        if character == "\u034f":
            return unicodedata.category(after or " ") == "Mn" and not _is_variation(after)
        if character in _NEAR:
            near = _NEAR[character].match(before) or _NEAR[character].match(after)
            return near is not None
        return _is_variation(character) and _varies(before)

    def _paired(self) -> frozenset[int]:
        """The places of embeddings and isolates that are closed in their order; no overrides.

        In a text that is written from left to right, only of those whose letters all have the
        direction that they ask for: others can put whole words into another order.
        """
        waiting: list[tuple[int, str]] = []
        paired: set[int] = set()
        for match in _ORDERING.finditer(self.text):
            place, character = match.start(), match.group()
            if character in _OVERRIDES:
                waiting.append((place, ""))
            elif character in _OPENS:
                waiting.append((place, _OPENS[character]))
            elif waiting:
                opened, wanted = waiting.pop()
                if wanted == character and (self.rtl or self._of_one_direction(opened, place)):
                    paired |= {opened, place}
        return frozenset(paired)

    def _of_one_direction(self, opened: int, closed: int) -> bool:
        if closed - opened - 1 > _QUOTED:
            return False
        inner = self.text[opened + 1 : closed]
        if _ORDERING.search(inner):
            return False
        backward = _RTL.search(_SUSPECT.sub("", inner)) is not None
        forward = any(unicodedata.bidirectional(character) == "L" for character in inner)
        opener = self.text[opened]
        if opener == "\u2068":
            return not (backward and forward)
        return backward and not forward if opener in "\u202b\u2067" else not backward


@cache
def _is_sign(character: str) -> bool:
    """True for a part of an emoji sequence: a symbol, a colour of skin, a choice of its look."""
    category = unicodedata.category(character or " ")
    # Younger than what Python knows of Unicode.
    younger = category == "Cn" and "\U0001f000" <= character <= "\U0001faff"
    return character == "\ufe0f" or category in ("So", "Sk", "Sm") or younger


def _is_punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _is_variation(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_tag(character: str) -> bool:
    return character >= "\U000e0000" and not _is_variation(character)


def _varies(before: str) -> bool:
    """True for what may have a sign after it that chooses between its variants."""
    if not before or _SUSPECT.match(before):
        return False
    return unicodedata.category(before)[0] in "PSN" or _VARYING.match(before) is not None
