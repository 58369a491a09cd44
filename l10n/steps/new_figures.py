"""New figures: a translation gets the figures and dates of a text that differs in these alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.language.facts.aligning import amounts
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.written import PATTERN, read
from l10n.language.figures import rewritten
from l10n.language.locales import figure_style, plural_category
from l10n.language.tables import Table
from l10n.model.article import Span
from l10n.model.markup import Tagged
from l10n.regex import regex

if TYPE_CHECKING:
    from l10n.checks.text import Text

_NUMBER = regex(PATTERN)
_DIGITS = regex(r"\d++")
_WORD = regex(r"[^\W\d_]++(?:’[^\W\d_]++)*+")
_ENDING = regex(r"-?(?P<ending>[^\W\d_]{1,3}+)(?![^\W_]|-)")
"""Letters right behind a number that make an ordinal of it: `12th`, `5-го`."""
_NOUN = regex(r"[ -]?[^\W\d_]")
"""What is counted, right behind a number."""
_COUNTED = (Kind.NUMBER, Kind.MONEY, Kind.UNIT, Kind.AGE, Kind.RANGE, Kind.POINTS)
"""Kinds whose noun has a form that goes by the number."""
_NAMES = {Kind.DATE: ("months", "short_months"), Kind.WEEKDAY: ("weekdays", "short_weekdays")}
_ALIKE = 2
"""Forms of a name that tables have in one order: as it stands alone, and beside a number."""
_OF_ONE_GENDER = ("de", "en")
"""Languages in which one day of the week takes the place of any other, in the same form."""
_MONTH = 1
"""Where the month stands in the value of a date."""


@dataclass(frozen=True, slots=True)
class NewFigures:
    """A translation with other figures."""

    text: str
    """With its tags, which stand where they stood."""
    changes: tuple[tuple[str, str], ...]
    """What was replaced, and by what, as they read in the translation."""


@dataclass(frozen=True, slots=True)
class Languages:
    """A pair of locales, and what is known of their languages."""

    source: Table
    target: Table
    pair: tuple[str, str]


def with_new_figures(
    former: Tagged, text: Tagged, target: str, languages: Languages
) -> NewFigures | None:
    """The translation of a former text with the figures of a text, written as its language does.

    Figures are found by value. None where one of them cannot be placed surely: it is said in words,
    or twice with two new values, its noun would take another form, or the whole does not say the
    same afterwards. The target has the tags of the former text.
    """
    from l10n.checks.text import Text

    old, new = (Text(each.text, each, languages.source) for each in (former, text))
    before = Text(target, former, languages.target)
    wanted = _wanted(old, new)
    if wanted is None:
        return None
    edits: list[tuple[Span, str]] = []
    for change in wanted:
        places = _places(before.facts, change)
        if places is None:
            return None
        for place in places:
            found = _Writer(change, place, before, new, languages).edits()
            if found is None:
                return None
            edits += found
    made = _edited(target, edits)
    after = Text(made, former, languages.target)
    if made == target or _values(after.facts) != _expected(before.facts, wanted):
        return None
    changes = dict.fromkeys(_shown(target, edits))
    return NewFigures(made, tuple(changes))


@dataclass(frozen=True, slots=True)
class _Change:
    """A fact of the former text, what stands in its place, and how often."""

    old: Fact
    new: Fact
    times: int

    @property
    def old_value(self) -> tuple[Kind, Value]:
        """What the former text says."""
        return self.old.kind, self.old.value


def _wanted(old: "Text", new: "Text") -> Sequence[_Change] | None:
    """What changed from one text to the other; None where that cannot be told by facts."""
    mine, theirs = old.facts, new.facts
    if [fact.kind for fact in mine] != [fact.kind for fact in theirs]:
        return None
    if _outside(old) != _outside(new):
        return None
    became: dict[tuple[Kind, Value], list[tuple[Fact, Fact]]] = {}
    for one, other in zip(mine, theirs, strict=True):
        became.setdefault((one.kind, one.value), []).append((one, other))
    found: list[_Change] = []
    for pairs in became.values():
        first, second = pairs[0]
        if any(other.value != second.value for _one, other in pairs):
            return None
        if first.value != second.value:
            found.append(_Change(first, second, len(pairs)))
    return found or None


def _outside(text: "Text") -> list[str]:
    """The digits that are in no fact."""
    parts: list[str] = []
    end = 0
    for fact in text.facts:
        parts.append(text.normal[end : fact.start])
        end = fact.end
    parts.append(text.normal[end:])
    return _DIGITS.findall("\0".join(parts))


def _places(facts: Sequence[Fact], change: _Change) -> Sequence[Fact] | None:
    """The facts of a translation that say what changed; None where these are fewer or more.

    The same number of something else will do where nothing says it of the same.
    """
    exact = [each for each in facts if (each.kind, each.value) == change.old_value]
    found = exact or [each for each in facts if _amount(each) == _amount(change.old)]
    return found if len(found) == change.times else None


def _amount(fact: Fact) -> Value:
    return amounts(fact)[0]


def _values(facts: Iterable[Fact]) -> Counter[Value]:
    return Counter(map(_amount, facts))


def _expected(facts: Iterable[Fact], wanted: Iterable[_Change]) -> Counter[Value]:
    became = {_amount(each.old): _amount(each.new) for each in wanted}
    return Counter(became.get(_amount(fact), _amount(fact)) for fact in facts)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one fact of a translation anew."""

    change: _Change
    place: Fact
    before: "Text"
    """The translation."""
    text: "Text"
    """The new text of the source."""
    languages: Languages

    def edits(self) -> Sequence[tuple[Span, str]] | None:
        """Stretches of the translation, each with what is to stand there; None if unsure."""
        old, new = _numbers(self.change.old), _numbers(self.change.new)
        if len(old) != len(new):
            return None
        found: list[tuple[Span, str]] = []
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            if one == other:
                continue
            if not isinstance(one, int | Fraction) or not isinstance(other, int | Fraction):
                return None
            if self._is_name(index):
                edit = self._name(int(one), int(other))
            else:
                edit = self._number(Fraction(one), Fraction(other))
            if edit is None:
                return None
            found.append(edit)
        return found

    def _is_name(self, index: int) -> bool:
        kind = self.place.kind
        return kind is Kind.WEEKDAY or (kind is Kind.DATE and index == _MONTH)

    def _number(self, old: Fraction, new: Fraction) -> tuple[Span, str] | None:
        """The digits of a number, where just one of the fact's numbers says it."""
        source, target = (figure_style(each) for each in self.languages.pair)
        if source is None or target is None:
            return None
        here = self._said(self.place, old, target.decimal)
        there = self._said(self.change.new, new, source.decimal)
        if here is None or there is None or here.times != there.times:
            return None
        written = rewritten(there.match[0], self.languages.pair)
        if written is None:
            return None
        start, end = (self.place.start + each for each in here.match.span())
        behind = self.before.normal[end : end + 40]
        ending = _ENDING.match(behind)
        text = written.text
        if ending and self.place.kind is not Kind.TIME and not self._is_unit(ending["ending"]):
            suffix = self._ordinal(here.number, there.number, ending["ending"])
            if suffix is None:
                return None
            end += ending.end()
            text += suffix
        elif self.place.kind in _COUNTED and _NOUN.match(behind):
            locale = self.languages.pair[1]
            if plural_category(here.number, locale) != plural_category(there.number, locale):
                return None
        return self.before.span(start, end), text

    def _is_unit(self, letters: str) -> bool:
        """True for letters behind a number that are in the fact for a unit: `5km`, `$5m`."""
        return self.place.kind in (Kind.UNIT, Kind.MONEY, Kind.PERCENT)

    def _said(self, fact: Fact, value: Fraction, mark: str) -> "_Digits | None":
        """The one number in digits of a fact that says a value, perhaps in thousands."""
        found: list[_Digits] = []
        for match in _NUMBER.finditer(fact.text):
            number = read(match[0], mark).value
            if isinstance(number, str) or (not number and value):
                continue
            times = value / number if number else Fraction(1)
            if times in (1, 10**3, 10**6, 10**9, 10**12):
                found.append(_Digits(match, Fraction(number), times))
        return found[0] if len(found) == 1 else None

    def _ordinal(self, old: Fraction, new: Fraction, ending: str) -> str | None:
        """What makes an ordinal of the new number; None where that is not known."""
        if self.languages.pair[1].split("-")[0] != "en" or new.denominator != 1:
            return None
        if ending.lower() != _english(int(old)):
            return None
        made = _english(int(new))
        return made.upper() if ending.isupper() else made

    def _name(self, old: int, new: int) -> tuple[Span, str] | None:
        """The name of a month or a day of the week, in the form that stands there."""
        weekday = self.place.kind is Kind.WEEKDAY
        if weekday and self.languages.pair[1].split("-")[0] not in _OF_ONE_GENDER:
            return None
        for key in _NAMES[self.place.kind]:
            forms = self.languages.target.mapping("dates", key)
            before, after = (str(forms.get(str(each), "")).split()[:_ALIKE] for each in (old, new))
            names = dict(zip(before, after, strict=False))
            for match in _WORD.finditer(self.place.text):
                written = names.get(match[0].lower())
                if written is None:
                    continue
                if match[0][0].isupper():
                    written = written.upper() if match[0].isupper() else _capital(written)
                start, end = (self.place.start + each for each in match.span())
                return self.before.span(start, end), written
        return None


def _numbers(fact: Fact) -> tuple[Value | None, ...]:
    """What the value of a fact is made of: the day, the month and the year of a date."""
    return fact.value if isinstance(fact.value, tuple) else (fact.value,)


@dataclass(frozen=True, slots=True)
class _Digits:
    """A number in digits, as it stands in the words of a fact."""

    match: re.Match[str]
    number: Fraction
    times: Fraction
    """What a word behind it multiplies it by: a million."""


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _english(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _edited(target: str, edits: Iterable[tuple[Span, str]]) -> str:
    made = target
    for span, text in sorted(edits, key=lambda edit: -edit[0].start):
        made = made[: span.start] + text + made[span.end :]
    return made


def _shown(target: str, edits: Iterable[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
    for span, text in sorted(edits, key=lambda edit: edit[0].start):
        yield target[span.start : span.end], text
