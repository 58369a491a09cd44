"""What a language calls days, months, hours and years: its table (`[dates]`), compiled once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum, IntEnum
from functools import cache
from typing import NamedTuple, TypeVar

from l10n.dataclass import dataclass
from l10n.language.facts.lexicon import Lexicon, lexicon
from l10n.language.facts.lexicon import Role as NumberRole
from l10n.language.facts.tokens import HEAD, Phrases, Words, phrase_parts
from l10n.language.tables import Section, Table

T = TypeVar("T")
HOURS, MINUTES, SPELT_MINUTES = "{", "}", "~"
"""The slots of a way to say a time."""


class Role(Enum):
    """What a word does in a date or a time."""

    MONTH = "month"
    """1 to 12."""
    WEEKDAY = "weekday"
    """1 to 7."""
    CENTURY = "century"
    """Centuries are counted by it."""
    DECADE = "decade"
    """The tens of a decade in words: 90 for `nineties`."""


class Use(IntEnum):
    """Which finder looks at a word."""

    MONTH = 0
    WEEKDAY = 1
    YEAR = 2
    """Decades and centuries too."""
    NAMED = 3
    RELATIVE = 4
    VAGUE = 5
    PERIOD = 6
    TIME = 7


_USES = {
    Role.MONTH: Use.MONTH,
    Role.WEEKDAY: Use.WEEKDAY,
    Role.CENTURY: Use.YEAR,
    Role.DECADE: Use.YEAR,
}


class Mark(NamedTuple):
    """One meaning of a word."""

    role: Role
    value: int
    short: bool = False
    """True for an abbreviation, which counts with a point or beside the rest of a date."""


class Said(NamedTuple):
    """A way to say a time: its words, with slots for an hour and for minutes, and its worth."""

    words: tuple[str, ...]
    hours: int
    """To be added to the hour that is named."""
    minute: int
    """A minute; or 1 or -1 for the minutes named, after or before the hour."""
    named: bool
    """True if the minutes are named."""


_SETS = (
    *("doubtful", "company", "not_before", "ordinal_endings", "of", "the", "joins", "to"),
    *("year", "years", "year_before", "short_century", "decade_endings", "not_decades"),
    *("at", "near", "clock_before", "nights"),
)
_SWITCHES = (
    *("capitals", "month_first", "point_dates", "ordinal_point", "bare_years", "ordinal_hours"),
    *("ordinal_tens", "whole_day"),
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of a language for dates and times, in lower case."""

    words: Words[Mark]
    sets: Mapping[str, frozenset[str]]
    """Little words by what they are for: the lists of words of the table."""
    switches: frozenset[str]
    """What is true of the language: `month_first`."""
    order: str
    """How dates in digits are written: `dmy`, `mdy`, or empty where both are usual."""
    relative: Phrases[int]
    vaguely: Phrases[int]
    """Phrases that often stand for a day, and often go without."""
    periods: Phrases[tuple[str, int]]
    """Weeks, months and years counted from this one."""
    parts: Phrases[str]
    """Parts of the day: `am`, `pm`, `day`, `night`."""
    moments: Phrases[tuple[int, int]]
    """Hours that have names."""
    clock: Mapping[str, frozenset[int]]
    """What stands behind an hour, and with which numbers it would count hours."""
    times: Mapping[str, tuple[Said, ...]]
    """By the longest of their words; those of more words first."""
    eras: Phrases[int]
    """-1 for years before the common era, 1 for those of it."""
    named: Phrases[tuple[int, int]]
    """Dates that have names: month and day."""
    known: Words[Use]
    """All words at which a finder has to look."""
    openers: Words[bool]
    """Words of which one at least stands in a text that says something of time without digits."""
    heads: frozenset[str]
    """How these begin."""


@cache
def calendar_of(table: Table) -> Calendar | None:
    """The calendar of a table; None for a language that has none."""
    section = table.section("dates")
    if not section:
        return None
    words = Words(_marks(table))
    relative, vaguely = (Phrases(_by_phrase(table, key, int)) for key in ("relative", "vaguely"))
    clock = {
        word: frozenset(map(int, counts.split()))
        for word, counts in table.mapping("dates", "clock").items()
    }
    moments = Phrases(_by_phrase(table, "moments", _pair))
    parts = Phrases(_by_phrase(table, "parts", str))
    times = tuple(_said(form, value) for form, value in table.mapping("dates", "times").items())
    by_word: dict[str, list[Said]] = {}
    for said in sorted(times, key=lambda said: -len(said.words)):
        by_word.setdefault(max(said.words, key=len), []).append(said)
    zones = table.mapping("dates", "zones")
    eras = Phrases(table.mapping("dates", "eras"))
    named = Phrases(_by_phrase(table, "named", _pair))
    periods = Phrases(_by_phrase(table, "periods", _period))
    phrases = (relative, vaguely, periods, parts, moments)
    uses: tuple[tuple[Use, Iterable[str]], ...] = (
        (Use.NAMED, named.firsts),
        (Use.RELATIVE, relative.firsts),
        (Use.VAGUE, vaguely.firsts),
        (Use.PERIOD, periods.firsts),
        (Use.TIME, (*moments.firsts, *parts.firsts, *clock, *by_word)),
        (Use.TIME, table.words("dates", "clock_before")),
        (Use.YEAR, table.words("dates", "short_century")),
    )
    known = Words(
        (
            *((form, _USES[mark.role]) for form, mark in _marks(table)),
            *((word, use) for use, words_of in uses for word in words_of),
        )
    )
    openers = Words(
        (word, True)
        for word in (
            *(form for form, mark in _marks(table) if not mark.short or _is_opener(mark, section)),
            *(
                word
                for word in (*clock, *by_word, *(word for each in phrases for word in each.telling))
                if len(word) >= HEAD
            ),
            *_minutes(lexicon(table)),
        )
    )
    return Calendar(
        words=words,
        sets={
            **{name: frozenset(table.words("dates", name)) for name in _SETS},
            "zones": frozenset(word for words in zones.values() for word in words),
        },
        switches=frozenset(name for name in _SWITCHES if section.get(name)),
        order=_order(table),
        relative=relative,
        vaguely=vaguely,
        periods=periods,
        parts=parts,
        moments=moments,
        clock=clock,
        times={word: tuple(ways) for word, ways in by_word.items()},
        eras=eras,
        named=named,
        known=known,
        openers=openers,
        heads=openers.heads,
    )


def _is_opener(mark: Mark, section: Section) -> bool:
    """True for the abbreviation of a month that may stand without a day: `until Oct.`"""
    return mark.role is Role.MONTH and bool(section.get("capitals"))


def _minutes(words: Lexicon) -> Iterator[str]:
    """The words for minutes that are named with an hour: ten past three."""
    for word, meant in words.numbers.whole.items():
        if meant.role is NumberRole.CARDINAL and meant.value in (5, 10, 20, 25):
            yield word


def _order(table: Table) -> str:
    """The order of the locale's region; without one that of the language, if all regions agree."""
    orders = table.mapping("dates", "orders")
    region = table.locale.replace("_", "-").split("-")[-1].upper()
    return str(orders.get(region, "" if orders else "dmy"))


def _marks(table: Table) -> Iterator[tuple[str, Mark]]:
    roles = (
        ("months", Role.MONTH, False),
        ("short_months", Role.MONTH, True),
        ("weekdays", Role.WEEKDAY, False),
        ("short_weekdays", Role.WEEKDAY, True),
        ("decades", Role.DECADE, False),
    )
    for key, role, short in roles:
        for value, forms in table.mapping("dates", key).items():
            for form in forms.split():
                yield form, Mark(role, int(value), short)
    for form in table.words("dates", "century"):
        yield form, Mark(Role.CENTURY, 100)


def _by_phrase(table: Table, key: str, read: Callable[[str], T]) -> dict[str, T]:
    return {
        phrase: read(value)
        for value, phrases in table.mapping("dates", key).items()
        for phrase in phrases
    }


def _pair(value: str) -> tuple[int, int]:
    """`12:00` and `9-11` as numbers."""
    first, second = value.replace("-", ":").split(":")
    return int(first), int(second)


def _period(value: str) -> tuple[str, int]:
    """`year -1`."""
    unit, count = value.split()
    return unit, int(count)


def _said(form: str, value: str) -> Said:
    """`half past {h}` and `h:30`; `h-1:60-m` is so many minutes before the hour."""
    hour, minute = value.split(":")
    slots = (("{h}", HOURS), ("{m}", MINUTES), ("{w}", SPELT_MINUTES))
    for name, slot in slots:
        form = form.replace(name, slot)
    words = phrase_parts(form)
    hours = int(hour[1:] or 0)
    if "m" in minute:
        return Said(words, hours, -1 if "-" in minute else 1, named=True)
    return Said(words, hours, int(minute), named=False)
