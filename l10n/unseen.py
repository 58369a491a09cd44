"""Characters that nobody sees: which are at home where they stand, and what the others may do.

Most of them belong to some language or sign: a joiner to Persian, a zero-width space to Thai, tags
to the flag of Scotland. So they are told by their neighbours, not by a list alone. Spaces and the
soft hyphen are a typographer's, and are not meant; nor are control characters, which no target may
hold at all. Sources: Unicode Standard 15, chapter 23; UAX #9 (marks of direction), UTS #51 (emoji);
Unicode's UTS #55 (what orders and hides in source code, and may do so in a sentence).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

SOFT_HYPHEN = "\u00ad"
_SUSPECT = re.compile(
    "[\u0085\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BREAKS = frozenset("\u0085\u2028\u2029")
_MARKS = frozenset("\u061c\u200e\u200f")
_OVERRIDES = frozenset("\u202d\u202e")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069"}
_OPENS |= {"\u2068": "\u2069"}
_ORDERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RTL = re.compile(
    "[\u05d0-\u05f4\u0608-\u060d\u061b-\u064a\u066d-\u06d5\u06e5-\u06ef\u06fa-\u08e1\ufb1d-\ufdff"
    "\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters and signs that are written from right to left."""
_JOINING = re.compile(
    "[\u05d0-\u0e00\u1000-\u109f\u1700-\u1aff\u1b00-\u1c7f\u1cd0-\u1cff\ua800-\ua82f\ua840-\uaa7f"
    "\uaae0-\uaaff\uabc0-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Scripts whose letters join, or part, at an unseen sign."""
_SPACELESS = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u3040-\u30ff\u3400-\u9fff\uaa00-\uaadf]"
)
"""Scripts that part words by an unseen space, or by none."""
_VARYING = re.compile(
    "[\u1000-\u109f\u1800-\u18af\u3400-\u9fff\ua840-\ua877\uf900-\ufaff\U00010ac0-\U00010aff"
    "\U00013000-\U0001345f\U00020000-\U0003ffff\u2139]"
)
"""Letters with variants that a sign after them chooses."""
_NEAR = {
    "\u115f": re.compile("[\u1100-\u11ff]"),
    "\u1160": re.compile("[\u1100-\u11ff]"),
    "\u17b4": re.compile("[\u1780-\u17ff]"),
    "\u17b5": re.compile("[\u1780-\u17ff]"),
    "\u180b": re.compile("[\u1800-\u18af]"),
    "\u180c": re.compile("[\u1800-\u18af]"),
    "\u180d": re.compile("[\u1800-\u18af]"),
    "\u180e": re.compile("[\u1800-\u18af]"),
    "\u180f": re.compile("[\u1800-\u18af]"),
    "\u2800": re.compile("[\u2801-\u28ff]"),
}
"""What such a character stands beside where it is at home."""
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
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
    balanced embeddings are at home without a letter of that language too.
    """
    if not is_suspect(text):
        return ()
    look = _Look(text, rtl or _RTL.search(text) is not None)
    return tuple(look.strange())


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
class _Look:
    """A text that is looked at, character by character."""

    text: str
    rtl: bool

    def strange(self) -> Iterator[Unseen]:
        flags = {place for match in _FLAG.finditer(self.text) for place in range(*match.span())}
        balanced = self._balanced()
        for match in _SUSPECT.finditer(self.text):
            place, character = match.start(), match.group()
            if place in flags or (self.rtl and place in balanced):
                continue
            if not self._at_home(place, character):
                yield Unseen(place, character, self._harm(place, character))

    def _harm(self, place: int, character: str) -> Harm:
        if character in _ORDERS:
            return Harm.ORDERS
        beside = (self._before(place), self._after(place))
        if _is_tag(character) or (_is_variation(character) and any(map(_is_variation, beside))):
            return Harm.HIDES
        return Harm.SHOWS_NOTHING

    def _at_home(self, place: int, character: str) -> bool:
        before, after = self._before(place), self._after(place)
        if character in _MARKS:
            return self.rtl
        if character in "\u200c\u200d":
            letters = bool(_JOINING.match(before) or _JOINING.match(after))
            return letters or (character == "\u200d" and _is_sign(before) and _is_sign(after))
        if character == "\u200b":
            return bool(_SPACELESS.match(before) or _SPACELESS.match(after))
        if character == "\u2060":
            return _is_punctuation(before) or _is_punctuation(after)
        if character == "\u034f":
            return unicodedata.category(after or " ") == "Mn" and not _is_variation(after)
        if character in _NEAR:
            near = _NEAR[character]
            return bool(near.match(before) or near.match(after))
        return _is_variation(character) and _varies(before)

    def _before(self, place: int) -> str:
        return self.text[place - 1 : place]

    def _after(self, place: int) -> str:
        return self.text[place + 1 : place + 2]

    def _balanced(self) -> frozenset[int]:
        """The places of embeddings and isolates that are closed in their order; no overrides."""
        if not self.rtl:
            return frozenset()
        waiting: list[tuple[int, str]] = []
        closed: set[int] = set()
        for place, character in enumerate(self.text):
            if character in _OVERRIDES:
                waiting.append((place, ""))
            elif character in _OPENS:
                waiting.append((place, _OPENS[character]))
            elif character in "\u202c\u2069" and waiting:
                opened, wanted = waiting.pop()
                if wanted == character:
                    closed |= {opened, place}
        return frozenset(closed)


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
