"""What numbers count: per cent and points, money, units, ages, scores, telephone numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from l10n.dataclass import dataclass
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.lexicon import Follower, Lexicon, lexicon
from l10n.language.facts.numerals import Numeral, folded, numerals
from l10n.language.facts.phones import phones
from l10n.language.facts.units import ratio
from l10n.language.tables import Table
from l10n.regex import regex

_MONEY = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "₴": "hryvnia",
    "¥": "yen",
    "₽": "ruble",
    "₺": "lira",
    "₹": "rupee",
    "₩": "won",
    "₿": "bitcoin",
}
"""Signs of currencies, with the names that all tables have for them."""
_SIGNS = {
    **{sign: Follower(Kind.MONEY, name) for sign, name in _MONEY.items()},
    "%": Follower(Kind.PERCENT),
    "°": Follower(Kind.UNIT, "degree"),
}
_BEFORE = regex(r"(?:(?P<sign>[$€£₴¥₽₺₹₩₿])|(?<![^\W\d_])(?P<code>[A-Z]{3})) ?$")
_TIED = regex(r"[^\W\d_][-]?$")
_AFTER = regex(
    r"(?P<gap>(?<=[^\W\d_])\. |[ -]?)"
    r"(?:(?P<sign>[$€£₴¥₽₺₹₩₿%°])|(?P<word>[^\W\d_²³]{1,40}+(?:’[^\W\d_]{1,40}+)?+))"
)
_NEXT = regex(r"(?:\.? |-)(?P<word>[^\W\d_]{1,40}+)")
_RAISED = regex(r"[23²³](?![\d.,])")
_RAISES = {"square": "²", "2": "²", "²": "²", "cubic": "³", "3": "³", "³": "³"}


def find(text: str, table: Table) -> Iterator[Fact]:
    """The numbers and quantities of a normalized text; those of one kind are in its order."""
    found = numerals(text, table)
    if not found:
        return
    numbers = tuple(phones(text)) if any(each.digits for each in found) else ()
    yield from numbers
    if numbers:
        found = tuple(
            each
            for each in found
            if not any(phone.start < each.end and each.start < phone.end for phone in numbers)
        )
    reader = _Reader(text, folded(text), lexicon(table))
    yield from _facts(text, reader.counted(found))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number with what it counts."""

    numeral: Numeral
    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of a currency or a unit."""
    scale: int = 1
    """A power of ten that a letter says: the million of `$5m`."""
    others: tuple[int | Fraction, ...] = ()
    tied: bool = False
    """True for digits that belong to a name: `F-16`."""

    @property
    def plain(self) -> bool:
        """True if nothing says what it counts."""
        return self.kind is Kind.NUMBER and not self.tied

    def fact(self, text: str) -> Fact:
        """As others see it."""
        numeral = self.numeral
        number = numeral.value
        if not isinstance(number, str):
            number *= self.scale
        value: Value = (number, self.name) if self.name else number
        others: list[Value] = [*numeral.others, *self.others]
        if self.name:
            others = [(each, self.name) for each in others]
        loose = numeral.loose or (number == 1 and not numeral.digits)
        vague = loose or numeral.bare or self.tied
        written = text[self.start : self.end]
        return Fact(
            self.kind,
            value,
            self.start,
            self.end,
            written,
            vague=vague,
            others=tuple(others),
            loose=loose,
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what stands around the numbers of one text."""

    text: str
    folded: str
    words: Lexicon

    def counted(self, found: Sequence[Numeral]) -> list[_Counted]:
        """Numbers with what they count, which the last of a row says for all."""
        result: list[_Counted] = []
        for numeral in reversed(found):
            each = self._counted(numeral)
            if result and not each.tied:
                each = self._shared(each, result[-1])
            result.append(each)
        result.reverse()
        for index, (each, following) in enumerate(pairwise(result), 1):
            if each.kind is Kind.MONEY and following.plain and self._joined(each, following):
                result[index] = replace(following, kind=Kind.MONEY, name=each.name)
            elif each.numeral.bare and self.text[each.end : following.start] == " ":
                result[index] = self._about(each, following)
        return self._together(result)

    def _together(self, counted: list[_Counted]) -> list[_Counted]:
        """Measures in two units as one: 6 feet 2 inches, 1 година 15 хвилин."""
        result: list[_Counted] = []
        for each in counted:
            whole = self._sum(result[-1], each) if result and each.kind is Kind.UNIT else None
            if whole is None:
                result.append(each)
            else:
                result[-1] = whole
        return result

    def _sum(self, large: _Counted, small: _Counted) -> _Counted | None:
        part = ratio(small.name, large.name) if large.kind is Kind.UNIT else None
        whole, more = large.numeral.value, small.numeral.value
        if part is None or isinstance(whole, str) or isinstance(more, str) or more * part >= 1:
            return None
        gap = self.folded[large.end : small.start]
        joining = self.words.joining
        if gap not in (" ", ", ") and not (joining and joining.fullmatch(gap)):
            return None
        value = Fraction(whole) + more * part
        return replace(large, numeral=replace(large.numeral, value=value), end=small.end)

    @staticmethod
    def _about(power: _Counted, following: _Counted) -> _Counted:
        """A number behind its power of ten, as one says for about so many: «тисяч 100»."""
        value, scale = following.numeral.value, power.numeral.value
        if isinstance(value, str) or isinstance(scale, str):
            return following
        return replace(following, others=(*following.others, value * scale))

    def _joined(self, each: _Counted, following: _Counted) -> bool:
        gap = self.folded[each.end : following.start]
        return len(gap) <= 10 and bool(self.words.between.fullmatch(gap))

    def _shared(self, each: _Counted, following: _Counted) -> _Counted:
        if not self._joined(each, following):
            return each
        scale = following.numeral.scale * following.scale
        value = each.numeral.value
        if scale > 1 and each.numeral.scale * each.scale == 1 and not isinstance(value, str):
            each = replace(each, others=(value * scale,))
        if each.plain and following.kind in (Kind.PERCENT, Kind.POINTS, Kind.MONEY, Kind.UNIT):
            each = replace(each, kind=following.kind, name=following.name)
        return each

    def _counted(self, numeral: Numeral) -> _Counted:
        start, end = numeral.start, numeral.end
        before = self.text[max(start - 5, 0) : start]
        if numeral.rest:
            follower = self.words.followers.find(numeral.rest) or Follower(Kind.NUMBER)
            return _Counted(numeral, follower.kind, start, end, follower.name)
        money = self._money_before(before)
        after = _AFTER.match(self.folded, end)
        scale, others = self._short(numeral, after, money=money is not None)
        if scale > 1 and after is not None:
            end, after = after.end(), _AFTER.match(self.folded, after.end())
        if money is not None:
            return _Counted(numeral, Kind.MONEY, start - len(money[0]), end, money[1], scale=scale)
        if numeral.ordinal:
            return _Counted(numeral, Kind.ORDINAL, start, end)
        found = _Counted(
            numeral,
            Kind.NUMBER,
            start,
            end,
            scale=scale,
            others=others,
            tied=numeral.digits and bool(_TIED.search(before)),
        )
        if (
            numeral.bare
            and self.words.half_of
            and (of := self.words.half_of.match(self.folded, end))
        ):
            # Billions of dollars.
            counted = _AFTER.match(self.folded, of.end() - 1)
            if counted:
                whole = self._followed(replace(found, end=of.end() - 1), counted)
                return whole if whole.kind is not Kind.NUMBER else found
        found = self._followed(found, after) if after else found
        aged = self.words.age_before
        if found.plain and aged and aged.search(self.folded[max(start - 20, 0) : start]):
            return replace(found, kind=Kind.AGE)
        return found

    def _of(self, power: _Counted) -> _Counted:
        """A power of ten with what it is of: billions of dollars."""
        of = self.words.half_of.match(self.folded, power.end) if self.words.half_of else None
        after = _AFTER.match(self.folded, of.end() - 1) if of else None
        if of is None or after is None:
            return power
        whole = self._followed(replace(power, end=of.end() - 1), after)
        return power if whole.plain else whole

    def _money_before(self, before: str) -> tuple[str, str] | None:
        """The sign or code of a currency before a number, with the name of it."""
        sign = _BEFORE.search(before) if before else None
        if sign is None:
            return None
        if sign["sign"]:
            return sign.group(), _MONEY[sign["sign"]]
        code = self.words.followers.find(sign["code"].lower())
        return (sign.group(), code.name) if code and code.kind is Kind.MONEY else None

    def _short(
        self, numeral: Numeral, after: re.Match[str] | None, *, money: bool
    ) -> tuple[int, tuple[int | Fraction, ...]]:
        """The power of ten that letters behind digits say, and what else they may.

        A blank is before them in amounts of money alone: 5 m are metres.
        """
        value = numeral.value
        if after is None or not numeral.digits or isinstance(value, str):
            return 1, ()
        if after["gap"] and not (money and after["gap"] == " "):
            return 1, ()
        scale = self.words.short.get(after["word"] or "", 1)
        if scale == 1 or money:
            return scale, ()
        # A run of 5K; 1.2m are metres, or millions of cars.
        return (scale, (value,)) if scale == 1000 else (1, (value * scale,))

    def _followed(self, found: _Counted, after: re.Match[str]) -> _Counted:
        """A number by the words behind it."""
        words, folded = self.words, self.folded
        if after["sign"]:
            sign = _SIGNS[after["sign"]]
            return replace(found, kind=sign.kind, name=sign.name, end=after.end())
        phrase = words.phrases.match(folded, found.end) if words.phrases else None
        if phrase is not None and phrase.lastgroup == "basis":
            value = found.numeral.value
            part = value if isinstance(value, str) else Fraction(value, 100)
            numeral = replace(found.numeral, value=part, others=())
            return replace(found, numeral=numeral, kind=Kind.POINTS, end=phrase.end())
        if phrase is not None and phrase.lastgroup:
            return replace(found, kind=Kind(phrase.lastgroup), end=phrase.end())
        word, gap = after["word"], after["gap"]
        numbered = found.numeral.digits and gap in ("", "-") and word in words.ordinal_suffixes
        follower = words.followers.find(word)
        if numbered and (gap or follower is None):
            return replace(found, kind=Kind.ORDINAL, end=after.end())
        if follower is not None:
            return self._measured(found, follower, after.end())
        return self._distant(found, after)

    def _distant(self, found: _Counted, after: re.Match[str]) -> _Counted:
        """A number whose unit has a word before it: `square`, `US`."""
        words, folded = self.words, self.folded
        prefix = words.prefixes.match(folded, found.end) if words.prefixes else None
        if prefix is not None and prefix.lastgroup:
            unit = _AFTER.match(folded, prefix.end())
            follower = words.followers.find(unit["word"] or "") if unit else None
            if unit and follower is not None and follower.kind is Kind.UNIT:
                name = follower.name + _RAISES[prefix.lastgroup]
                return replace(found, kind=Kind.UNIT, name=name, end=unit.end())
        behind = _NEXT.match(folded, after.end())
        follower = words.followers.find(behind["word"]) if behind else None
        if behind and follower is not None and follower.kind is Kind.MONEY:
            return replace(found, kind=Kind.MONEY, name=follower.name, end=behind.end())
        return found

    def _measured(self, found: _Counted, follower: Follower, end: int) -> _Counted:
        name = follower.name
        if follower.kind is Kind.UNIT:
            raised = _RAISED.match(self.text, end)
            rate = self.words.rates.match(self.folded, end) if self.words.rates else None
            if raised:
                name, end = name + _RAISES[raised.group()], raised.end()
            elif rate and rate.lastgroup:
                name, end = f"{name}/{rate.lastgroup}", rate.end()
        return replace(found, kind=follower.kind, name=name, end=end)


def _facts(text: str, counted: Sequence[_Counted]) -> Iterator[Fact]:
    """Facts of numbers; two that a dash or a colon joins are one."""
    joined = False
    for index, each in enumerate(counted):
        if joined:
            joined = False
            continue
        following = counted[index + 1] if index + 1 < len(counted) else None
        pair = _pair(text, each, following) if following else None
        joined = pair is not None
        yield pair or each.fact(text)


def _pair(text: str, each: _Counted, following: _Counted) -> Fact | None:
    """A score or a range of bare numbers: `2:1`, `5–7`."""
    gap = text[each.end : following.start]
    if gap.strip() not in (":", "-", "–") or not (each.plain and following.plain):
        return None
    if not all(side.numeral.digits and side.numeral.scale == 1 for side in (each, following)):
        return None
    first, second = each.numeral.value, following.numeral.value
    if not (isinstance(first, int) and isinstance(second, int)):
        return None
    around = text[max(each.start - 1, 0) : each.start] + text[following.end : following.end + 1]
    if any(sign in around for sign in "-–:"):
        return None
    written = text[each.start : following.end]
    if first == second == 50:
        # Even chances.
        return Fact(Kind.RANGE, (first, second), each.start, following.end, written, vague=True)
    scored = (":" in gap or first > second) and max(first, second) < 200
    kind = Kind.SCORE if scored else Kind.RANGE
    return Fact(kind, (first, second), each.start, following.end, written)
