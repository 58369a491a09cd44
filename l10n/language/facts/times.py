"""Times of the day, by either clock, in digits and in words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from l10n.language.facts.calendar import HOURS, MINUTES, SPELT_MINUTES, Role, Said, Use
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.reading import Reading
from l10n.regex import regex

_CLOCK = regex(r"(?<![\w.,:/-])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d%]|[.,:/]\d)")
_NOON = 12
_LONGEST = 3
"""Tokens of an hour: `10`, `-`, `ту`."""


def times(read: Reading) -> Iterator[Fact]:
    """The times of a text; one that either half of the day may have is a pair of both."""
    for match in _CLOCK.finditer(read.text) if read.figured else ():
        fact = _in_digits(read, match)
        if fact is not None:
            yield fact
    for at in read.places[Use.TIME]:
        moment = read.calendar.moments.at(read.tokens.folded, at)
        if moment is not None:
            yield read.fact(Kind.TIME, moment[0], at, moment[1] - 1)
        for said in read.calendar.times.get(read.folded(at), ()):
            yield from _in_words(read, at, said)
        for found in (_on_the_hour(read, at), _behind_word(read, at), _military(read, at)):
            if found is not None:
                yield found


def _in_digits(read: Reading, match: re.Match[str]) -> Fact | None:
    """`15:30`, where something else than its shape says that it is no score."""
    at = bisect_left(read.tokens.starts, match.start())
    hour, minute, pointed = int(match[1]), int(match[2]), match.group()[-3] == "."
    exact = len(match[1]) == 2 and match[1].startswith("0")
    part, end = _part(read, at + 3)
    clock = _behind_clock(read, at + 3, hour) if end == at + 3 else 0
    decimal = pointed and "point_dates" not in read.calendar.switches and not read.ends(at + 3)
    told = bool(part or clock) or (_before_clock(read, at) and not decimal)
    if not pointed and not told:
        told = _is_told(read, at) or (minute == 0 and hour > 0) or exact
    if not told or (read.is_hyphen(at - 1) and read.touches(at) and read.number(at - 2) is None):
        return None
    exact = exact or (hour == _NOON and "whole_day" in read.calendar.switches)
    return _time(read, _values(hour, minute, part, exact), at, max(end, clock, at + 3))


def _is_told(read: Reading, at: int) -> bool:
    """True for digits beside a word for a day or a zone, or beside another time."""
    return (
        read.is_in(at - 1, "near")
        or read.is_in(at + 3, "zones")
        or any(read.mark(each, Role.WEEKDAY) for each in (at - 1, at - 2, at + 3, at + 4))
        or _beside_another(read, at)
    )


def _beside_another(read: Reading, at: int) -> bool:
    """True for one end of `9:30–18:00`, where a clock has 24 hours and scores have no minutes."""
    for sign, other in ((at - 1, at - 4), (at + 3, at + 4)):
        if (
            read.is_hyphen(sign)
            and read.number(other) is not None
            and read.folded(other + 1) == ":"
        ):
            return True
    return False


def _before_clock(read: Reading, at: int) -> bool:
    before = at - 2 if read.folded(at - 1) == "." else at - 1
    return read.is_in(at - 1, "at") or read.is_in(before, "clock_before")


def _behind_clock(read: Reading, at: int, hour: int) -> int:
    """The token behind `Uhr` or `годині`; 0 for none, or one that counts hours."""
    counts = read.calendar.clock.get(read.folded(at))
    return at + 1 if counts is not None and hour not in counts else 0


def _part(read: Reading, at: int) -> tuple[str, int]:
    """The part of the day that begins at a token, and the token behind it."""
    found = read.calendar.parts.at(read.tokens.folded, at)
    return found or ("", at)


def _in_words(read: Reading, at: int, said: Said) -> Iterator[Fact]:
    """`half past three`, `о пів на четверту`, `halb vier`, around the longest of its words."""
    before = said.words[: said.words.index(max(said.words, key=len))]
    slots = sum(word in (HOURS, MINUTES, SPELT_MINUTES) for word in before)
    for start in range(at - len(before) - (_LONGEST - 1) * slots, at - len(before) + 1):
        found = _spelled(read, start, said)
        if found is not None:
            hour, minutes, end = found
            minute = said.minute
            if said.named:
                minute = minutes if minute > 0 else 60 - minutes
            part, end = _part(read, end)
            yield _time(read, _values((hour + said.hours) % 24, minute, part), start, end)
            return


def _spelled(read: Reading, at: int, said: Said) -> tuple[int, int, int] | None:
    """The hour and the minutes of a way to say a time, and the token behind it."""
    hour = minutes = 0
    for word in said.words:
        if word == HOURS:
            found = _hour(read, at)
        elif word in (MINUTES, SPELT_MINUTES):
            found = _minutes(read, at, spelt=word == SPELT_MINUTES)
        else:
            found = (0, at + 1) if read.folded(at) == word else None
        if found is None:
            return None
        value, at = found
        if word == HOURS:
            hour = value
        elif word in (MINUTES, SPELT_MINUTES):
            minutes = value
    return hour, minutes, at


def _hour(read: Reading, at: int) -> tuple[int, int] | None:
    if read.number(at) is not None or "ordinal_hours" in read.calendar.switches:
        return read.ordinal_at(at, 24)
    hour = read.cardinal_word(at)
    return (hour, at + 1) if hour is not None and 1 <= hour <= 24 else None


def _minutes(read: Reading, at: int, spelt: bool) -> tuple[int, int] | None:
    number = read.number(at)
    if number is not None:
        return (
            (number, at + 1) if not spelt and 0 < number < 60 and not read.is_joined(at) else None
        )
    minutes = read.cardinal_word(at)
    if minutes == 20:
        behind = at + 2 if read.is_hyphen(at + 1) else at + 1
        if read.cardinal_word(behind) == 5:
            return 25, behind + 1
    return (minutes, at + 1) if minutes is not None and 0 < minutes < 60 else None


def _on_the_hour(read: Reading, at: int) -> Fact | None:
    """`3 p.m.`, `о 15-й годині`, `seven in the evening`: an hour before a word that tells it."""
    part, behind = _part(read, at)
    counts = read.calendar.clock.get(read.folded(at))
    if not part and counts is None:
        return None
    found = _hour_before(read, at)
    if found is None:
        return None
    hour, first = found
    if counts is not None:
        if hour in counts:
            return None
        part, behind = _part(read, at + 1)
    return _time(read, _values(hour, 0, part), first, behind)


def _hour_before(read: Reading, at: int) -> tuple[int, int] | None:
    """The hour that ends before a token, and its first token."""
    if "ordinal_hours" in read.calendar.switches or read.number(at - 1) is not None:
        return read.ordinal_before(at, 24)
    hour = read.cardinal_word(at - 1)
    return (hour, at - 1) if hour is not None and 1 <= hour <= 24 else None


def _behind_word(read: Reading, at: int) -> Fact | None:
    """`o godz. 15`: an hour behind the word for it."""
    if not read.is_in(at, "clock_before"):
        return None
    start = at + 2 if read.folded(at + 1) == "." else at + 1
    found = _hour(read, start)
    if found is None:
        return None
    part, end = _part(read, found[1])
    return _time(read, _values(found[0], 0, part), start, end)


def _military(read: Reading, at: int) -> Fact | None:
    """`0230 UTC`."""
    number, text = read.number(at), read.tokens.texts[at]
    if number is None or len(text) != 4 or number % 100 > 59 or number > 2400:
        return None
    if not read.is_in(at + 1, "zones") or not read.tokens.texts[at + 1].isupper():
        return None
    return read.fact(Kind.TIME, (number // 100 % 24, number % 100), at, at)


def _values(hour: int, minute: int, part: str, exact: bool = False) -> list[Value]:
    """A time by 24 hours, or both times that it may be."""
    if part == "am" or (part == "day" and 9 <= hour < _NOON):
        hour = hour % _NOON if hour <= _NOON else hour
    elif part in ("pm", "day") or (part == "night" and 6 <= hour < _NOON):
        hour = hour % _NOON + _NOON if hour <= _NOON else hour
    elif part == "night":
        hour = hour % _NOON if hour <= _NOON else hour
    elif 0 < hour <= _NOON and not exact:
        return [(hour % _NOON, minute), (hour % _NOON + _NOON, minute)]
    return [(hour % 24, minute)]


def _time(read: Reading, values: list[Value], first: int, end: int) -> Fact:
    """A time from a token to the one before another, and what it may be besides."""
    return replace(read.fact(Kind.TIME, values[0], first, end - 1), others=tuple(values[1:]))
