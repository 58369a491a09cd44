"""The date that a line of a page shows: read in its language, written in another.

What is read are the dates that facts know (`language/facts`): those of languages with a table.
"""

import re
import unicodedata
from datetime import date

from l10n.dataclass import dataclass
from l10n.language.facts import dates
from l10n.language.facts.fact import Fact, Kind
from l10n.language.locales import (
    DATE_FORMATS,
    format_clock,
    format_month_day,
    join_date_and_time,
    write_date,
)
from l10n.language.tables import table_of
from l10n.regex import regex

_LONGEST = 80
"""Characters of a date, with its weekday and time."""
_ISO = regex(r"\d{4}-\d\d(?:-\d\d(?:[T ][\d:.,+\-Z ]*)?)?\Z", re.ASCII)
"""ISO 8601: written for machines."""
_CLOCK = regex(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:.])")
_BETWEEN = regex(r"[\s,;|·•/()–—-]+|(?:о|об|at|on|um|o|godz\.?|року|р\.|roku|r\.|Uhr)(?!\w)")
_SAME = str.maketrans({"\u00a0": " ", "\u202f": " ", "'": "’", "ʼ": "’"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """A day, or a month, with what is said beside it."""

    year: int | None
    month: int
    day: int | None
    time: tuple[int, int] | None = None
    weekday: bool = False


def read_dateline(text: str, locale: str) -> Dateline | None:
    """The date that a text is, and nothing else; None for any other text.

    One that may be read in two ways is none, nor is one in the form of machines.
    """
    text = unicodedata.normalize("NFC", text).translate(_SAME).strip()
    if len(text) > _LONGEST or is_iso_date(text):
        return None
    found: dict[Kind, Fact] = {}
    taken: list[tuple[int, int]] = []
    for fact in dates.find(text, table_of(locale)):
        if fact.kind not in (Kind.DATE, Kind.TIME, Kind.WEEKDAY):
            continue
        if fact.kind in found or (fact.kind is Kind.DATE and fact.others):
            return None
        found[fact.kind] = fact
        taken.append((fact.start, fact.end))
    said = found.get(Kind.DATE)
    if said is None or not isinstance(said.value, tuple):
        return None
    clock = found.get(Kind.TIME)
    time = _pair(clock) if clock is not None else None
    if time is None:
        outside = _without(text, taken)
        digits = _CLOCK.search(outside)
        if digits is not None:
            time = int(digits[1]), int(digits[2])
            taken.append(digits.span())
    if _BETWEEN.sub("", _without(text, taken)):
        return None
    year, month, day = said.value
    made = Dateline(_number(year), _number(month) or 0, _number(day), time, Kind.WEEKDAY in found)
    return made if _is_sound(made) else None


def is_iso_date(text: str) -> bool:
    """True for a date or moment in the form of machines (ISO 8601)."""
    return len(text) <= _LONGEST and _ISO.match(text) is not None


def write_dateline(said: Dateline, locale: str, form: str) -> str:
    """Write a date as a language does, by CLDR; `form` is for whole ones."""
    if said.year and said.day:
        form = "full" if said.weekday and form in DATE_FORMATS else form
        text = write_date(date(said.year, said.month, said.day), form, locale)
    else:
        text = format_month_day(said.year, said.month, said.day, locale)
    return join_date_and_time(text, format_clock(*said.time, locale), locale) if said.time else text


def _without(text: str, taken: list[tuple[int, int]]) -> str:
    """A text, blanks in the place of what was read of it."""
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _pair(fact: Fact) -> tuple[int, int] | None:
    value = fact.value
    if isinstance(value, tuple) and len(value) == 2 and all(type(each) is int for each in value):
        return value[0], value[1]  # type: ignore[return-value]
    return None


def _number(value: object) -> int | None:
    return value if type(value) is int else None


def _is_sound(said: Dateline) -> bool:
    if not 1 <= said.month <= 12 or (said.day is None and said.year is None):
        return False
    if said.weekday and not (said.year and said.day):
        return False
    try:
        date(said.year or 2000, said.month, said.day or 1)
    except ValueError:
        return False
    return True
