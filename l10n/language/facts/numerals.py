"""Numbers of a text by value: digits in all forms, words, Roman numerals, and both together."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from l10n.dataclass import dataclass
from l10n.language.facts.compounds import Compound, compound
from l10n.language.facts.lexicon import Lexicon, NumberWord, Role, lexicon
from l10n.language.facts.written import WRITTEN, read
from l10n.language.tables import Table
from l10n.regex import regex

_ROMAN = regex(r"(?=[IVX]{2}|[VX])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LATIN = str.maketrans("ІХ", "IX")
"""Cyrillic letters that stand for Latin ones."""
_SIGNS = '.,:;!?…()[]«»“”„"–—-\n'
"""Around a word."""
_GAPS = (" ", "-")
_REFERENCES = ("&#", "&#x")
"""What a number of HTML begins with, which is no number of the text: `&#39;` is an apostrophe."""
_ENDLESS = 10**30
"""More than any word says."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, and where it stands in the text, half-open."""

    value: int | Fraction | str
    """A string of digits where it is longer than anybody counts."""
    start: int
    end: int
    others: tuple[int | Fraction, ...] = ()
    """What it may mean besides: `1,500` in a language with a decimal comma."""
    digits: bool = False
    """True if it is written in digits, with or without words."""
    ordinal: bool = False
    loose: bool = False
    """True for what may stand for something else: `both`, a Roman numeral."""
    bare: bool = False
    """True for a power of ten alone: `thousands`."""
    scale: int = 1
    """The power of ten that ends it: a million of `5 млн`."""
    rest: str = ""
    """What a compound word counts: `річний` of `п’ятирічний`; it ends at `end`."""


@lru_cache(maxsize=4)
def numerals(text: str, table: Table) -> tuple[Numeral, ...]:
    """The numbers of a normalized text, in its order.

    What finds dates and what finds quantities read the same ones: the last few texts are kept.
    """
    words = lexicon(table)
    found: list[Numeral] = []
    open_number: _Open | None = None
    for token in _tokens(text, words):
        if open_number is not None:
            if open_number.takes(token):
                continue
            found.append(open_number.closed())
        open_number = None
        if isinstance(token, Numeral):
            found.append(token)
        else:
            open_number = _Open(text, words, token)
    if open_number is not None:
        found.append(open_number.closed())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    role: Role
    value: int | Fraction
    others: tuple[int | Fraction, ...] = ()
    digits: bool = False

    @property
    def scales(self) -> bool:
        """True for a power of ten that multiplies what stands before it."""
        return self.role is Role.MAGNITUDE


def _tokens(text: str, words: Lexicon) -> Iterator[_Token | Numeral]:
    """The digits and the words of numbers, in order.

    Most pieces between spaces are words that no number begins with: these are told at a glance.
    """
    lower = folded(text)
    heads, pattern = words.heads, words.tokens
    after = taken = 0
    for piece in lower.split(" "):
        start, after = after, after + len(piece) + 1
        if (core := piece).isalpha() or (core := piece.strip(_SIGNS)).isalpha():
            if core[:3] in heads and start >= taken:
                found = _word(text, core, start + piece.index(core), words)
                if found is not None:
                    yield found
            continue
        if not core:
            continue
        end = after - 1
        start = max(start, taken)
        while start < end and (match := pattern.search(lower, start, end)) is not None:
            begin = match.start()
            if lower[max(0, begin - 3) : begin].endswith(_REFERENCES):
                start = match.end()
                continue
            if match.lastgroup == "digits":
                # A number may go on in the next piece: 1 500.
                match = WRITTEN.match(lower, begin) or match
                yield _digits(match, words)
            elif (found := _word(text, match.group(), begin, words)) is not None:
                yield found
            start = taken = match.end()


def _digits(match: re.Match[str], words: Lexicon) -> _Token | Numeral:
    start, end = match.span()
    reading = read(match.group(), words.decimal)
    if isinstance(reading.value, str):
        return Numeral(reading.value, start, end, digits=True)
    if isinstance(reading.value, Fraction) and reading.value > 1 and "/" in match.group():
        # No fraction: 24/7, 9/11.
        return Numeral(reading.value, start, end, digits=True, loose=True)
    return _Token(start, end, Role.CARDINAL, reading.value, reading.others, digits=True)


def _word(text: str, word: str, start: int, words: Lexicon) -> _Token | Numeral | None:
    """What a word in lower case is, if it is a number."""
    end = start + len(word)
    meaning = _meaning(word, words)
    if isinstance(meaning, NumberWord):
        return _Token(start, end, meaning.role, meaning.value)
    if meaning is not None:
        value, ordinal, rest = meaning.value, meaning.ordinal, meaning.rest
        if ordinal or rest or meaning.magnitude:
            scale = meaning.magnitude or 1
            return Numeral(value, start, end, ordinal=ordinal, scale=scale, rest=rest)
        return _Token(start, end, Role.CARDINAL, value)
    roman = text[start:end].translate(_LATIN)
    if _ROMAN.fullmatch(roman):
        return Numeral(_roman(roman), start, end, ordinal=True, loose=True)
    return None


@lru_cache(maxsize=1 << 13)
def _meaning(word: str, words: Lexicon) -> NumberWord | Compound | None:
    """What a word in lower case says whatever text it stands in: texts say the same ones again."""
    return words.numbers.find(word) or compound(word, words)


class _Open:
    """A number whose words are still coming."""

    def __init__(self, text: str, words: Lexicon, first: _Token) -> None:
        self._text = text
        self._words = words
        self._start, self._end = first.start, first.end
        self._total: int | Fraction = 0
        """What powers of ten have closed: the two million of `2 млн 300 тис.`."""
        self._scale: int | Fraction = _ENDLESS
        """The last power of ten."""
        self._group: int | Fraction | None = None
        """What the next power of ten multiplies."""
        self._floor: int | Fraction = _ENDLESS
        """Only less than this adds to the group."""
        self._digits = first.digits
        self._others = first.others
        self._done = False
        self._ordinal = self._loose = self._bare = False
        self._begin(first)

    def _begin(self, token: _Token) -> None:
        if token.scales:
            self._bare = True
            if token.value < 1000:
                self._group, self._floor = token.value, token.value
            else:
                self._total, self._scale, self._floor = token.value, token.value, token.value
            return
        self._group = token.value
        self._floor = 1 if token.digits else _room(token.value)
        self._loose = token.role is Role.LOOSE
        self._ordinal = token.role is Role.ORDINAL
        self._done = self._loose or self._ordinal

    def takes(self, token: _Token | Numeral) -> bool:
        """True if the next number word or digits belong to this number; it then has them."""
        if isinstance(token, Numeral) or (self._done and not self._second_ordinal(token)):
            return False
        if token.role is Role.FRACTION and self._half(token):
            return True
        gap = self._text[self._end : token.start]
        if gap not in _GAPS and (gap or not token.scales) and not self._joined(gap, token):
            return False
        if not self._adds(token):
            return False
        self._end = token.end
        return True

    def _second_ordinal(self, token: _Token) -> bool:
        """True for the fifth of `dwudziesty piąty`: languages differ in what they inflect."""
        both = self._ordinal and token.role is Role.ORDINAL and token.value < 10
        return both and self._floor == 10 and self._group is not None

    def _joined(self, gap: str, token: _Token) -> bool:
        if len(gap) > 16:
            return False
        words = self._words
        if token.scales:
            if gap == ". ":
                return self._digits
            of = words.half_of
            part = self._bare or isinstance(self._group, Fraction)
            return bool(part and of and of.fullmatch(gap))
        if token.digits:
            # 25 тис. 500 грн
            return gap == ". " and self._scale == 1000 and self._thousands(token)
        return bool(
            words.joining
            and words.joining.fullmatch(gap)
            and not token.digits
            and (self._floor == 100 or (self._group is None and self._total))
            and token.role in (Role.CARDINAL, Role.ORDINAL)
        )

    def _half(self, token: _Token) -> bool:
        """Add the half of `two and a half million` and of `a million and a half`."""
        more = self._words.half_more
        found = more.match(self._text, self._end) if more else None
        if found is None or found.end() != token.end or (self._group or 0) % 1:
            return False
        if self._group is None:
            self._total += token.value * self._scale
            self._done = True
        else:
            self._group += token.value
            self._floor = 1
        self._bare = False
        self._end = token.end
        return True

    def _adds(self, token: _Token) -> bool:
        if token.scales:
            return self._multiplies(token.value)
        if token.role is Role.LOOSE:
            return self._counts(token)
        if token.digits and self._scale == 1000 and self._thousands(token):
            self._group, self._floor, self._done = token.value, 1, True
            return True
        if token.digits:
            # The 300 of `2 млн 300 тис.`: its own power of ten has to follow.
            if self._group is not None or not self._digits or token.value >= 1000:
                return False
            after = self._text[token.end : token.end + 16].lstrip(" ")
            word = re.match(r"[^\W\d_]+", after)
            known = word and self._words.numbers.find(word.group().lower())
            if not known or known.role is not Role.MAGNITUDE or known.value >= self._scale:
                return False
            self._group, self._floor = token.value, 1
            return True
        if token.role is Role.ORDINAL and token.value >= 1000 and self._multiplies(token.value):
            # 20-мільйонний, двадцять тисяч п’ятсотий.
            self._ordinal = not self._digits
            self._done = True
            return True
        if token.role is Role.FRACTION or (
            token.role is Role.ORDINAL and token.value > 2 and not self._fits(token.value)
        ):
            return self._divides(token)
        if not self._fits(token.value) or (self._digits and self._group is not None):
            return False
        self._group = (self._group or 0) + token.value
        self._floor = _room(token.value)
        self._bare = False
        if token.role is Role.ORDINAL:
            self._ordinal = self._done = True
        return True

    def _thousands(self, token: _Token) -> bool:
        """True for the 500 of `25 тис. 500`."""
        size = token.end - token.start
        return self._digits and self._group is None and size == 3 and token.value >= 100

    def _counts(self, token: _Token) -> bool:
        """Two dozen, два десятки, two centuries."""
        if self._group is None or self._total or token.value < 10 or not 1 < self._group < 10:
            return False
        # A dozen here is a ten there; «два останні десятиліття» have their two alone.
        self._others = (self._group, self._group * 10)
        self._group *= token.value
        self._done = True
        return True

    def _fits(self, value: int | Fraction) -> bool:
        return 0 < value < (self._floor if self._group is not None else self._scale)

    def _divides(self, token: _Token) -> bool:
        """Two thirds, три чверті; but two hundredth is the ordinal of two hundred."""
        if self._group is None or self._total or self._digits or self._group > 20:
            return False
        if token.role is Role.ORDINAL and token.value >= 100:
            self._others = (self._group / Fraction(token.value),)
            self._group *= token.value
            self._ordinal = self._done = True
            return True
        share = token.value if token.role is Role.FRACTION else Fraction(1, int(token.value))
        self._group, self._floor = self._group * share, 1
        return True

    def _multiplies(self, scale: int | Fraction) -> bool:
        if scale < 1000:
            if self._group is None or not 0 < self._group < 100 or self._floor == scale:
                return False
            self._group, self._floor = self._group * scale, scale
            return True
        if self._group is not None:
            if scale >= self._scale:
                return False
            self._total += self._group * scale
            self._group = None
            self._others = tuple(each * scale for each in self._others)
        elif self._total and scale > self._scale:
            self._total *= scale
        elif self._total and scale < self._scale and not self._bare:
            # Два мільйони тисяча.
            self._total += scale
        else:
            return False
        self._scale = self._floor = scale
        return True

    def closed(self) -> Numeral:
        """The number as far as its words went."""
        value = self._total + (self._group or 0)
        if isinstance(value, Fraction) and value.denominator == 1:
            value = value.numerator
        return Numeral(
            value,
            self._start,
            self._end,
            self._others,
            digits=self._digits,
            ordinal=self._ordinal,
            loose=self._loose,
            bare=self._bare,
            scale=int(self._scale) if self._total and self._group is None else 1,
        )


def _room(value: int | Fraction) -> int | Fraction:
    """What may follow a part of a number must be less: five after twenty, forty after a hundred."""
    if isinstance(value, Fraction) or value == 0:
        return 1
    if value % 100 == 0:
        return 100
    return 10 if value % 10 == 0 and value > 10 else 1


def folded(text: str) -> str:
    """A text in lower case, each character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
