"""A text as finders of dates and times read it: its tokens, and what each of them may mean."""

from collections.abc import Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.language.facts.calendar import Calendar, Mark, Role, Use
from l10n.language.facts.compounds import compound
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.lexicon import Lexicon
from l10n.language.facts.lexicon import Role as NumberRole
from l10n.language.facts.tokens import HEAD, Tokens, tokens
from l10n.regex import regex

_FIGURED = regex(r"\d[:./-] ?\d")
_LONG = 4
"""Digits of a time that is one number: `0230 UTC`."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}
"""Digits of centuries, also in the Cyrillic letters that many type for them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart. Places beyond its ends are no tokens, and nothing is true of them."""

    text: str
    tokens: Tokens
    marks: Mapping[int, tuple[Mark, ...]]
    """What tokens mean, by their places."""
    places: Sequence[Sequence[int]]
    """The tokens to look at by `Use`: words that the calendar knows; numbers, for years, and
    long ones for times."""
    figured: bool
    """True if a sign stands between digits."""
    calendar: Calendar
    lexicon: Lexicon
    """Its words for numbers."""

    def mark(self, at: int, role: Role) -> Mark | None:
        """A token's meaning of a kind."""
        return next((mark for mark in self.marks.get(at, ()) if mark.role is role), None)

    def value(self, at: int, role: Role) -> int | None:
        """What a token is worth in a role."""
        mark = self.mark(at, role)
        return None if mark is None else mark.value

    def number(self, at: int) -> int | None:
        """What a token in digits is worth."""
        return self.tokens.number(at)

    def folded(self, at: int) -> str:
        """A token in lower case; empty beyond both ends."""
        folded = self.tokens.folded
        return folded[at] if 0 <= at < len(folded) else ""

    def is_in(self, at: int, name: str) -> bool:
        """True for a token that is in one of the calendar's lists of words."""
        return self.folded(at) in self.calendar.sets[name]

    def ends(self, at: int) -> bool:
        """True where no noun follows, which a number before it would count."""
        names = ("company", "near", "joins", "to", "at", "the")
        return not self.folded(at)[:1].isalpha() or any(self.is_in(at, name) for name in names)

    def is_hyphen(self, at: int) -> bool:
        """True for a hyphen or a dash."""
        return self.folded(at) in ("-", "–", "—", "−")

    def touches(self, at: int) -> bool:
        """True if a token follows the one before it without a blank."""
        starts = self.tokens.starts
        return 0 < at < len(starts) and starts[at] == self.tokens.end(at - 1)

    def is_capital(self, at: int) -> bool:
        """True for a token that begins with a capital letter."""
        return at < len(self.tokens.texts) and self.tokens.texts[at][:1].isupper()

    def fact(self, kind: Kind, value: Value, first: int, last: int) -> Fact:
        """A fact from one token to another, both included."""
        start, end = self.tokens.starts[first], self.tokens.end(last)
        return Fact(kind, value, start, end, self.text[start:end])

    def ordinal_before(self, end: int, most: int) -> tuple[int, int] | None:
        """A number up to `most` that ends before a token, and its first token.

        In digits, with or without what makes them an ordinal (`17`, `17-го`, `17th`, `17.`), or an
        ordinal in words (`twenty-first`).
        """
        at = end - 1
        if self.folded(at) == "." and "ordinal_point" in self.calendar.switches:
            at -= self.touches(at)
        elif self.is_in(at, "ordinal_endings") and self.touches(at):
            at -= 2 if self.is_hyphen(at - 1) and self.touches(at - 1) else 1
            if self.number(at) is None:
                at = end - 1
        number = self.number(at)
        if number is not None:
            return (number, at) if 1 <= number <= most and not self.is_joined(at) else None
        return self._ordinal_in_words(at, most)

    def _ordinal_in_words(self, at: int, most: int) -> tuple[int, int] | None:
        value, first = self.ordinal_word(at), at
        if value is not None and value < 10:
            before = at - 2 if self.is_hyphen(at - 1) else at - 1
            tens = self._tens(before)
            if tens:
                value, first = value + tens, before
        return (value, first) if value is not None and value <= most else None

    def ordinal_at(self, at: int, most: int) -> tuple[int, int] | None:
        """A number up to `most` that begins at a token, and the token behind it; as above."""
        number = self.number(at)
        if number is not None:
            if not 1 <= number <= most or self.is_joined(at):
                return None
            return number, self.behind_ordinal(at)
        tens = self._tens(at)
        if tens:
            behind = at + 2 if self.is_hyphen(at + 1) else at + 1
            unit = self.ordinal_word(behind)
            if unit is not None and unit < 10 and tens + unit <= most:
                return tens + unit, behind + 1
        value = self.ordinal_word(at)
        return (value, at + 1) if value is not None and value <= most else None

    def ordinal_word(self, at: int) -> int | None:
        """The value of an ordinal in one word."""
        folded = self.folded(at)
        if folded[:HEAD] not in self.lexicon.heads:
            return None
        known = self.lexicon.numbers.find(folded)
        if known is not None:
            return int(known.value) if known.role is NumberRole.ORDINAL else None
        whole = compound(folded, self.lexicon)
        return int(whole.value) if whole is not None and whole.ordinal else None

    def cardinal_word(self, at: int) -> int | None:
        """The value of a whole number in one word."""
        folded = self.folded(at)
        if folded[:HEAD] not in self.lexicon.heads:
            return None
        known = self.lexicon.numbers.find(folded)
        if known is not None:
            return int(known.value) if known.role is NumberRole.CARDINAL else None
        whole = compound(folded, self.lexicon)
        return int(whole.value) if whole is not None and not (whole.ordinal or whole.rest) else None

    def _tens(self, at: int) -> int:
        """20 or 30 before an ordinal from first to ninth; 0 for anything else."""
        value = self.cardinal_word(at)
        if value is None and "ordinal_tens" in self.calendar.switches:
            value = self.ordinal_word(at)
        return value if value in (20, 30) else 0

    def behind_ordinal(self, at: int) -> int:
        """The token behind digits and the ending that makes an ordinal of them."""
        hyphen = self.is_hyphen(at + 1) and self.touches(at + 1)
        ending = at + 2 if hyphen else at + 1
        if self.touches(ending) and self.is_in(ending, "ordinal_endings"):
            return ending + 1
        return at + 1

    def is_joined(self, at: int, signs: str = ".,:/") -> bool:
        """True for digits that are part of a larger figure: `3.5`, `1,200`, `10:45`, `€5`, `5%`."""
        before, after = self.folded(at - 1), self.folded(at + 1)
        if self.touches(at):
            if before in signs and self.touches(at - 1) and self.number(at - 2) is not None:
                return True
            if before in "$€£₴#№+" or before == "_":
                return True
        if self.touches(at + 1):
            if after in signs and self.touches(at + 2) and self.number(at + 2) is not None:
                return True
            if after in "%°$€£₴":
                return True
        return False

    def roman(self, at: int) -> int | None:
        """What a token in capitals is worth as a Roman numeral up to 39."""
        texts = self.tokens.texts
        text = texts[at] if 0 <= at < len(texts) else ""
        digits = [_ROMAN.get(letter, 0) for letter in text]
        if not digits or len(digits) > 6 or 0 in digits:
            return None
        value = 0
        for digit, following in zip(digits, [*digits[1:], 0], strict=True):
            value += -digit if digit < following else digit
        return value if 0 < value < 40 else None


def reading(text: str, calendar: Calendar, lexicon: Lexicon) -> Reading:
    """Take a normalized text apart."""
    found = tokens(text)
    known, words = calendar.known.of, calendar.words.of
    marks: dict[int, tuple[Mark, ...]] = {}
    places: list[list[int]] = [[] for _use in Use]
    year, time = Use.YEAR, Use.TIME
    for at, folded in enumerate(found.folded):
        uses = known(folded)
        for use in uses:
            places[use].append(at)
        if folded.isdecimal():
            if year not in uses:
                places[year].append(at)
            if len(folded) == _LONG and time not in uses:
                places[time].append(at)
        elif uses and (mine := words(folded)):
            marks[at] = mine
    figured = _FIGURED.search(text) is not None
    return Reading(text, found, marks, places, figured, calendar, lexicon)
