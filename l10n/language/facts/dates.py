"""Dates, weekdays and days counted from today, in words and in digits."""

import re
from collections.abc import Iterator
from dataclasses import replace

from l10n.language.facts.calendar import Calendar, Mark, Role, Use, calendar_of
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.lexicon import lexicon
from l10n.language.facts.reading import Reading, reading
from l10n.language.facts.times import times
from l10n.language.facts.tokens import HEAD
from l10n.language.facts.years import year_after, years
from l10n.language.tables import Table
from l10n.regex import regex

_LETTERS = regex(r"[^\W\d_]++(?:’[^\W\d_]++)*+")
_NUMERAL = regex(r"(?<!\w)[IVXІХ]{1,6}(?!\w)")
_DIGIT = regex(r"\d")
_ISO = regex(r"(?<![\w.,/-])([12]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d/-]|[.,]\d)")
_NUMERIC = regex(
    r"(?<![\w.,/:-])(\d{1,2})(?:\. ?(\d{1,2})\. ?|([/-])(\d{1,2})\3)(\d{4}|\d\d)(?![\w/:-]|[.,]\d)"
)
_DAY_AND_MONTH = regex(
    r"(?<![\w.,/:-])(\d{1,2})(?:\.(\d\d|\d(?=\.))(?!\d)\.?|/(\d{1,2}))(?![\w/:%-]|[.,]\d)"
)
_LAST_WORD = regex(r"(?<!\w)([^\W\d_]+) $")
_NEXT_WORD = regex(r" ([^\W\d_]+) ")
_NOUN = regex(r" ?[^\W\d_]{2}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LIST = 6
"""Days that are named together before one month."""


def find(text: str, table: Table) -> Iterator[Fact]:
    """Dates, times, years, decades, centuries, weekdays and days counted from today."""
    calendar = calendar_of(table)
    if calendar is None:
        return
    if not _DIGIT.search(text) and not _opens(text, calendar):
        return
    read = reading(text, calendar, lexicon(table))
    yield from _named_dates(read)
    yield from _dates_in_digits(read)
    yield from _dates(read)
    yield from times(read)
    yield from years(read)
    yield from _weekdays(read)
    yield from _relative_days(read)
    yield from _periods(read)


def _opens(text: str, calendar: Calendar) -> bool:
    """True for a text with a word that has to do with time."""
    heads, openers = calendar.heads, calendar.openers
    for word in _LETTERS.findall(text.lower()):
        if word[:HEAD] in heads and openers.of(word):
            return True
    return bool(calendar.sets["short_century"]) and _NUMERAL.search(text) is not None


def _named_dates(read: Reading) -> Iterator[Fact]:
    """`9/11`."""
    for at in read.places[Use.NAMED]:
        if named := read.calendar.named.at(read.tokens.folded, at):
            (month, day), end = named
            yield read.fact(Kind.DATE, (None, month, day), at, end - 1)


def _dates_in_digits(read: Reading) -> Iterator[Fact]:
    text, order = read.text, read.calendar.order
    if not read.figured:
        return
    for match in _ISO.finditer(text):
        year, month, day = map(int, match.groups())
        if day <= _DAYS[month - 1]:
            yield _in_digits(match, [(year, month, day)])
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[2] or match[4]), int(match[5])
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        dates = _either(first, second, year, "dmy" if match[2] else order)
        if dates and len(match.group()) > len("1.2.03"):
            yield _in_digits(match, dates)
    for match in _DAY_AND_MONTH.finditer(text):
        pointed = match[2] is not None
        first, second = int(match[1]), int(match[2] or match[3])
        dates = _either(first, second, None, "dmy" if pointed else order)
        if dates and _is_date(read, match, pointed):
            yield _in_digits(match, dates)


def _in_digits(match: re.Match[str], dates: list[Value]) -> Fact:
    return Fact(Kind.DATE, dates[0], *match.span(), match.group(), others=tuple(dates[1:]))


def _either(first: int, second: int, year: int | None, order: str) -> list[Value]:
    """The date that two numbers make by an order, or both where no order is given."""
    readings: list[Value] = []
    for day, month, by in ((first, second, "dmy"), (second, first, "mdy")):
        if order in (by, "") and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]:
            readings.append((year, month, day))
    if not readings and order == "mdy":
        return _either(first, second, year, "dmy")
    return list(dict.fromkeys(readings))


def _is_date(read: Reading, match: re.Match[str], pointed: bool) -> bool:
    """True for a day and a month in digits that are not likely to be something else."""
    before = _LAST_WORD.search(read.text, max(0, match.start() - 16), match.start())
    word = before[1].lower() if before else ""
    sets = read.calendar.sets
    if pointed and ("point_dates" not in read.calendar.switches or word in sets["at"]):
        return False
    if _NOUN.match(read.text, match.end()):
        return False
    if word in sets["company"] or word in sets["near"]:
        return True
    after = _NEXT_WORD.match(read.text, match.end())
    timed = after is not None and after[1].lower() in sets["at"]
    return timed or (not pointed and "0" in match.group())


def _dates(read: Reading) -> Iterator[Fact]:
    for at in read.places[Use.MONTH]:
        month = read.mark(at, Role.MONTH)
        if month is not None:
            yield from _date(read, at, month)


def _date(read: Reading, at: int, month: Mark) -> Iterator[Fact]:
    """The dates around the name of a month: `17–18 квітня 2025 року`, `April 17 and 18`."""
    if "capitals" in read.calendar.switches and not read.is_capital(at):
        return
    behind = at + 1
    if month.short and read.folded(behind) == "." and read.touches(behind):
        behind += 1
    first, days = _days_before(read, at, _DAYS[month.value - 1])
    if not days and _may_lead(read, at):
        behind, days = _days_behind(read, behind, _DAYS[month.value - 1])
    year, end = year_after(read, behind)
    if not days:
        fact = read.fact(Kind.DATE, (year, month.value, None), at, end - 1)
        if year is not None or _is_month(read, at, month):
            yield fact
        elif "capitals" in read.calendar.switches and not month.short:
            yield replace(fact, vague=True)
        return
    # The month stands with the nearest day, the year with the last.
    starts = [day[1] for day in days]
    stops = [*(day[2] for day in days[:-1]), end]
    if first >= at:
        starts[0] = at
    for (day, _start, _stop), start, stop in zip(days, starts, stops, strict=True):
        fact = read.fact(Kind.DATE, (year, month.value, day), start, stop - 1)
        others = _eve(year, month.value, day) if _has_night(read, start) else ()
        # A street or a square is named `8 Березня`, where months have no capital.
        name = "capitals" not in read.calendar.switches and read.is_capital(at)
        yield replace(fact, others=others, vague=name) if others or name else fact


def _has_night(read: Reading, first: int) -> bool:
    """True for a day whose night before is meant: `у ніч на четвер, 18 квітня`.

    Other languages name the day on which such a night begins.
    """
    at = first - 1 if read.folded(first - 1) == "," else first
    if read.mark(at - 1, Role.WEEKDAY):
        at -= 1
    elif at < first:
        return False
    return f"{read.folded(at - 2)} {read.folded(at - 1)}" in read.calendar.sets["nights"]


def _eve(year: int | None, month: int, day: int) -> tuple[Value, ...]:
    """The date before another; both that may be before the first of March."""
    if day > 1:
        return ((year, month, day - 1),)
    before = month - 1 or 12
    last = (28, 29) if before == 2 else (_DAYS[before - 1],)
    return tuple((year if month > 1 else None, before, each) for each in last)


_Day = tuple[int, int, int]
"""A day, its first token, and the token behind it."""


def _may_lead(read: Reading, at: int) -> bool:
    """True for a month whose day may follow it: not `in March 20 people`, nor `March’s 4-1`."""
    return (
        "month_first" in read.calendar.switches
        and not read.is_in(at - 1, "not_before")
        and "’" not in read.folded(at)
    )


def _is_month(read: Reading, at: int, month: Mark) -> bool:
    """True for the name of a month that stands alone and can be nothing else."""
    others = [at + 2] if _joins(read, at + 1) or read.is_hyphen(at + 1) else []
    others += [at - 2] if _joins(read, at - 1) or read.is_hyphen(at - 1) else []
    if any(read.mark(each, Role.MONTH) for each in others):
        return True
    before = at - 2 if read.is_hyphen(at - 1) else at - 1
    beside = read.is_in(before, "company")
    capitals = "capitals" in read.calendar.switches
    if month.short:
        return beside and capitals and read.folded(at + 1) == "."
    if capitals and read.is_capital(at + 1):
        # April Smith is somebody.
        return beside and not read.is_in(before, "joins")
    return beside or not read.is_in(at, "doubtful")


def _days_before(read: Reading, at: int, most: int) -> tuple[int, list[_Day]]:
    """The days that are named before a month, and the first token of them."""
    days: list[_Day] = []
    end = at
    if read.is_in(end - 1, "of"):
        end -= 1
    while len(days) < _LIST and (found := read.ordinal_before(end, most)):
        day, first = found
        days.insert(0, (day, first, end))
        at = first
        end = first - 1 if read.is_in(first - 1, "the") else first
        listed = read.folded(end - 1) == "," and len(days) > 1
        slashed = read.folded(end - 1) == "/" and read.touches(end - 1)
        if not (listed or slashed or read.is_hyphen(end - 1) or _joins(read, end - 1)):
            break
        end -= 1
        before = read.ordinal_before(end, most)
        if (
            before
            and "month_first" in read.calendar.switches
            and read.mark(before[1] - 1, Role.MONTH)
        ):
            break
    return at, days


def _days_behind(read: Reading, at: int, most: int) -> tuple[int, list[_Day]]:
    """The days that are named behind a month, and the token behind them."""
    days: list[_Day] = []
    behind = at
    while len(days) < _LIST:
        start = behind
        if days:
            listed = read.folded(behind) == "," and _is_list(read, behind)
            if not (listed or read.is_hyphen(behind) or _joins(read, behind)):
                break
            start += 2 if listed and _joins(read, behind + 1) else 1
        if read.is_in(start, "the"):
            start += 1
        found = read.ordinal_at(start, most)
        if found is None or (days and not read.is_hyphen(behind) and not read.ends(found[1])):
            break
        days.append((found[0], start, found[1]))
        behind = found[1]
    return behind, days


def _is_list(read: Reading, comma: int) -> bool:
    """True for a comma between days that are counted up: `April 17, 18 and 19`."""
    return any(_joins(read, at) for at in range(comma + 1, comma + 5))


def _joins(read: Reading, at: int) -> bool:
    return read.is_in(at, "joins") or read.is_in(at, "to")


def _weekdays(read: Reading) -> Iterator[Fact]:
    for at in read.places[Use.WEEKDAY]:
        day = read.mark(at, Role.WEEKDAY)
        if day is None or ("capitals" in read.calendar.switches and not read.is_capital(at)):
            continue
        if not day.short or _is_weekday(read, at):
            fact = read.fact(Kind.WEEKDAY, day.value, at, at)
            night = _has_night(read, at)
            yield replace(fact, others=((day.value - 2) % 7 + 1,)) if night else fact


def _is_weekday(read: Reading, at: int) -> bool:
    """True for an abbreviation with a point or beside another one, a month or a number."""
    near = [*range(at - 2, at), *range(at + 1, at + 3)]
    days = [mark for each in near if (mark := read.mark(each, Role.WEEKDAY))]
    dated = any(read.mark(each, Role.MONTH) for each in near)
    if read.folded(at + 1) == "." and read.touches(at + 1):
        dated = dated or any(read.number(each) is not None for each in range(at + 2, at + 4))
        return dated or bool(days) or read.mark(at + 3, Role.MONTH) is not None
    if any(read.is_hyphen(each) for each in (at - 1, at + 1)):
        return bool(days)
    listed = any(read.folded(each) == "," for each in (at - 1, at + 1))
    return listed and (dated or any(day.short for day in days))


def _relative_days(read: Reading) -> Iterator[Fact]:
    calendar = read.calendar
    for phrases, use in ((calendar.relative, Use.RELATIVE), (calendar.vaguely, Use.VAGUE)):
        vague = use is Use.VAGUE
        for at in read.places[use]:
            if found := phrases.at(read.tokens.folded, at):
                yield replace(read.fact(Kind.RELATIVE_DAY, found[0], at, found[1] - 1), vague=vague)


def _periods(read: Reading) -> Iterator[Fact]:
    """`last year`; of `two years ago` the last word alone, since the number counts the years."""
    for at in read.places[Use.PERIOD]:
        if found := read.calendar.periods.at(read.tokens.folded, at):
            (unit, count), end = found
            first = end - 1 if unit == "ago" else at
            yield read.fact(Kind.PERIOD, (unit, count), first, end - 1)
