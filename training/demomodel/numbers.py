"""Numbers, dates and times of day: categories without end, drawn at random."""

from __future__ import annotations

import random
from collections.abc import Callable

from demomodel.entries import Word, rows
from demomodel.inflect import ordinal

MONTH = [
    Word({"gen": gen, "loc": loc, "nom": nom}, {"": en})
    for nom, gen, loc, en in rows(
        """
        січень | січня | січні | January
        лютий | лютого | лютому | February
        березень | березня | березні | March
        квітень | квітня | квітні | April
        травень | травня | травні | May
        червень | червня | червні | June
        липень | липня | липні | July
        серпень | серпня | серпні | August
        вересень | вересня | вересні | September
        жовтень | жовтня | жовтні | October
        листопад | листопада | листопаді | November
        грудень | грудня | грудні | December
        """
    )
]
DAYS = {"February": 28, "April": 30, "June": 30, "September": 30, "November": 30}


def _same(text: str, count: int | None = None) -> Word:
    return Word({"": text}, {"": text}, "m", count, count != 1)


def _counted(number: int) -> Word:
    return _same(str(number), number)


def any_number(rng: random.Random) -> Word:
    """A whole number of 1 to 4 digits, each length as likely."""
    return _counted(rng.randint(*rng.choice(((2, 9), (10, 99), (100, 999), (1000, 9999)))))


def amount(rng: random.Random) -> Word:
    """A count of hundreds or a decimal with one digit, for sums in millions."""
    if rng.random() < 0.5:
        return _same(str(rng.randint(2, 99)))
    whole, tenth = rng.randint(1, 99), rng.randint(1, 9)
    return Word({"": f"{whole},{tenth}"}, {"": f"{whole}.{tenth}"})


def nth(rng: random.Random) -> Word:
    """The number of a minute of play: 12-й, 12th."""
    number = rng.randint(2, 90)
    return Word({"": f"{number}-й"}, {"": ordinal(number)})


def calendar_date(rng: random.Random) -> Word:
    """A day and a month: 12 березня, 12 March."""
    month = rng.choice(MONTH)
    day = rng.randint(1, DAYS.get(month.en[""], 31))
    return Word({"": f"{day} {month.uk['gen']}"}, {"": f"{day} {month.en['']}"})


def clock(rng: random.Random, first: int = 5, last: int = 23) -> Word:
    """A time of day by the full, half or any five minutes."""
    minutes = rng.choice(("00", "00", "00", "30", f"{5 * rng.randint(0, 11):02d}"))
    return _same(f"{rng.randint(first, last)}:{minutes}")


NUMBERS: dict[str, Callable[[random.Random], Word]] = {
    "num": any_number,
    "small": lambda rng: _counted(rng.randint(2, 99)),
    "degree": lambda rng: _counted(rng.choice((*range(5, 21), *range(22, 31)))),
    "fives": lambda rng: _counted(10 * rng.randint(1, 250) + rng.choice((0, *range(5, 10)))),
    "year": lambda rng: _same(str(rng.randint(1950, 2035))),
    "amount": amount,
    "percent": lambda rng: Word({"": (n := str(rng.randint(2, 99))) + " %"}, {"": n + "%"}),
    "score": lambda rng: _same(f"{rng.randint(1, 6)}:{rng.randint(0, 5)}"),
    "nth": nth,
    "date": calendar_date,
    "clock": clock,
    "early": lambda rng: clock(rng, 5, 12),
    "late": lambda rng: clock(rng, 13, 23),
}
