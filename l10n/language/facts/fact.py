"""A fact: what a stretch of text says that has a value, comparable across languages."""

from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from l10n.dataclass import dataclass

Value: TypeAlias = int | Fraction | str | tuple["Value | None", ...]
"""Exact and hashable; equal values are equal facts, in whatever words."""


class Kind(Enum):
    """What a fact is about, and with it the shape of its value."""

    NUMBER = "number"
    """A bare number: int or Fraction."""
    ORDINAL = "ordinal"
    """A place in an order: int."""
    RANGE = "range"
    """From one number to another: a pair."""
    PERCENT = "percent"
    """Hundredths: 5 for 5 %."""
    POINTS = "points"
    """Percentage points."""
    MONEY = "money"
    """An amount and its currency by ISO 4217."""
    UNIT = "unit"
    """A number and the name that all languages' tables have for its unit."""
    SCORE = "score"
    """Two or more ints, in their order."""
    PHONE = "phone"
    """A telephone number: its digits."""
    AGE = "age"
    """Years of a person or a thing: int."""
    DATE = "date"
    """(year, month, day), None for what is not said."""
    WEEKDAY = "weekday"
    """1 for Monday to 7 for Sunday, as ISO 8601 counts."""
    RELATIVE_DAY = "relative day"
    """Days from today: -1 for yesterday."""
    PERIOD = "relative period"
    """(unit, how many from this one): ("year", -1) for last year, ("ago", -1) for any number."""
    TIME = "time"
    """(hour, minute), by 24 hours."""
    YEAR = "year"
    """A year, or a decade as (first, last)."""
    CENTURY = "century"
    """The number of the century."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact, and where it stands in the normalized text, half-open."""

    kind: Kind
    value: Value
    start: int
    end: int
    text: str
    """Its words."""
    vague: bool = False
    """True for one that may as well be something else: `one` as a pronoun, the 16 of a name."""
    others: tuple[Value, ...] = ()
    """What it may mean besides: 1,500 or 1.5 where both marks are in use."""

    loose: bool = False
    """True for a word that only may say a number: `both`, `another`; vague as well."""

    @property
    def digits(self) -> bool:
        """True if it is written in digits, with or without words."""
        return any(map(str.isdigit, self.text))
