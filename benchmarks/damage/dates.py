"""Damage to dates and times."""

import re
from collections.abc import Mapping
from random import Random

from benchmarks.damage.kind import Good, Kind, alternation, cased, exchanged, put

_EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_UK_MONTHS = [
    row.split()
    for row in """
січня січень січні січнем
лютого лютий лютому лютим
березня березень березні березнем
квітня квітень квітні квітнем
травня травень травні травнем
червня червень червні червнем
липня липень липні липнем
серпня серпень серпні серпнем
вересня вересень вересні вереснем
жовтня жовтень жовтні жовтнем
листопада листопад листопаді листопадом
грудня грудень грудні груднем
""".strip().splitlines()
]
_UK_WEEKDAYS = [
    row.split()
    for row in """
понеділок понеділка понеділку понеділком
вівторок вівторка вівторку вівторком
середу середи середі середою
четвер четверга четвергу четвергом
п’ятницю п’ятниці п’ятниці п’ятницею
суботу суботи суботі суботою
неділю неділі неділі неділею
""".strip().splitlines()
]
_EN_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _forms(rows: list[list[str]], far: int) -> dict[str, list[str]]:
    """Each form with the same form of the rows up to so many places away."""
    found: dict[str, list[str]] = {}
    for number, row in enumerate(rows):
        for form, word in enumerate(row):
            others = [
                rows[(number + step) % len(rows)][form] for step in range(-far, far + 1) if step
            ]
            for sign in "’'ʼ":
                found.setdefault(word.replace("’", sign), others)
    return found


_MONTHS = {"en": _forms([[m.lower()] for m in _EN_MONTHS], 4), "uk": _forms(_UK_MONTHS, 4)}
_WEEKDAYS = {"en": _forms([[d.lower()] for d in _EN_WEEKDAYS], 3), "uk": _forms(_UK_WEEKDAYS, 3)}
_EN_MONTH = "|".join(_EN_MONTHS)
_UK_MONTH = "|".join(row[0] for row in _UK_MONTHS)
_EN_DAY_BEHIND = re.compile(rf"\b(?:{_EN_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)")
_EN_DAY_BEFORE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?=(?:{_EN_MONTH})\b)")
_UK_DAY = re.compile(rf"(?<![\w.,:-])(\d{{1,2}})[ \u00a0](?=(?:{_UK_MONTH})\b)")
_YEAR = re.compile(
    r"(?<![\w.,:/$€£-])(?<!\d )(?:1[6-9]|20)\d\d(?![\d:/%]|[.,]\d| ?(?:км|м|кг|km|kg)\b)"
)
_TIME = re.compile(
    r"(?<![\w.,:/–-])([01]?\d|2[0-3])([:.])([0-5]\d)(?![\d:.–-])(?! ?(?:%|млн|million))"
)
_HOUR = {
    "en": re.compile(r"(?<![\w.,:])(\d{1,2})(?= ?[ap]\.?m\b)"),
    "uk": re.compile(r"(?<=\bо )(\d{1,2})(?= год)|(?<=\bоб )(11)(?= год)"),
}
_EN_HALF = re.compile(r"(?<=\d)( ?)([ap])(?=\.?m\b)", re.IGNORECASE)
_UK_HALF = re.compile(
    r"(?:(?<=\d )|(?<=год\. )|(?<=години )|(?<=годині ))(ранку|вечора|дня|ночі)\b"
)
_HALVES = {"ранку": "вечора", "вечора": "ранку", "дня": "ночі", "ночі": "дня"}
_RELATIVE = {
    "en": {
        "yesterday": ["tomorrow", "today"],
        "tomorrow": ["yesterday", "today"],
        "last week": "next week",
        "next week": "last week",
        "last month": "next month",
        "next month": "last month",
        "last year": "next year",
        "next year": "last year",
        "years ago": "years from now",
        "days ago": "days from now",
        "months ago": "months from now",
        "weeks ago": "weeks from now",
    },
    "uk": {
        "вчора": ["завтра", "сьогодні"],
        "учора": ["завтра", "сьогодні"],
        "завтра": ["вчора", "сьогодні"],
        "минулого тижня": "наступного тижня",
        "наступного тижня": "минулого тижня",
        "минулого місяця": "наступного місяця",
        "наступного місяця": "минулого місяця",
        "минулого року": "наступного року",
        "наступного року": "минулого року",
        "торік": "наступного року",
        "у минулому році": "у наступному році",
        "в минулому році": "в наступному році",
    },
}
_EN_CENTURY = re.compile(r"\b(\d{1,2})(st|nd|rd|th)(?=[ -]centur)")
_UK_CENTURY = re.compile(r"\b(X{0,2}(?:IX|IV|V?I{0,3}))(?=[ \u00a0](?:ст\.|століт))")
_ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
    "XXI",
]


def _words(tables: Mapping[str, Mapping[str, str | list[str]]], *, capitals: bool = False):
    patterns = {language: alternation(table) for language, table in tables.items()}

    def spoil(good: Good, chance: Random) -> str | None:
        language = good.language
        if not capitals or language != "en":
            return exchanged(good.target, patterns[language], tables[language], chance)
        found = [m for m in patterns["en"].finditer(good.target) if _is_date(good.target, m)]
        if not found:
            return None
        match = chance.choice(found)
        other = chance.choice(list(tables["en"][match[1].lower()]))
        return put(good.target, match.span(1), cased(other, "A"))

    return spoil


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Capitals; `May` and `March` only beside a figure or behind `in`, `last`, `since`."""
    if not match[1][0].isupper() or match[1].isupper():
        return False
    if match[1] not in ("May", "March"):
        return True
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" ,")
    return before[-1:].isdigit() or after[:1].isdigit() or before.split(" ")[-1:][0] in (
        "in", "last", "since", "until", "by", "of", "early", "late", "next",
    )  # fmt: skip


def _day_changed(good: Good, chance: Random) -> str | None:
    patterns = (_UK_DAY,) if good.language == "uk" else (_EN_DAY_BEHIND, _EN_DAY_BEFORE)
    found = [match for pattern in patterns for match in pattern.finditer(good.target)]
    if not found:
        return None
    match = chance.choice(found)
    day = int(match[1])
    other = chance.choice([number for number in range(4, 21) if number != day])
    return put(good.target, match.span(1), str(other))


def _day_dropped(good: Good, chance: Random) -> str | None:
    if good.language == "uk":
        found = list(_UK_DAY.finditer(good.target))
        return put(good.target, chance.choice(found).span(), "") if found else None
    found = list(_EN_DAY_BEHIND.finditer(good.target))
    if found:
        match = chance.choice(found)
        return put(good.target, match.span(), match.group().split(" ")[0])
    found = list(_EN_DAY_BEFORE.finditer(good.target))
    return put(good.target, chance.choice(found).span(), "") if found else None


def _year_shifted(good: Good, chance: Random) -> str | None:
    found = list(_YEAR.finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    year = int(match.group()) + chance.choice([-100, -10, -9, -3, -2, -1, 1, 2, 3, 9, 10])
    return put(good.target, match.span(), str(year))


def _time_changed(good: Good, chance: Random) -> str | None:
    other = {match.group(1, 3) for match in _TIME.finditer(good.source)}
    found = [match for match in _TIME.finditer(good.target) if other or match[2] == ":"]
    if good.language == "uk":
        found = [match for match in found if match[2] == ":" or match.group(1, 3) in other]
    hours = list(_HOUR[good.language].finditer(good.target))
    if found and (not hours or chance.random() < 0.5):
        match = chance.choice(found)
        hour, minute = int(match[1]), int(match[3])
        if chance.random() < 0.5:
            hour = (hour + chance.choice([1, 2, 3, 5])) % (12 if hour < 12 else 24) or 12
        else:
            minute = (minute + chance.choice([5, 10, 20, 30])) % 60
        return put(good.target, match.span(), f"{hour}{match[2]}{minute:02}")
    if not hours:
        return None
    match = chance.choice(hours)
    hour = (int(match.group()) + chance.choice([1, 2, 3, 5])) % 12 or 12
    return put(good.target, match.span(), str(hour))


def _half_of_day(good: Good, chance: Random) -> str | None:
    if good.language == "uk":
        found = list(_UK_HALF.finditer(good.target))
        if not found:
            return None
        match = chance.choice(found)
        return put(good.target, match.span(), _HALVES[match.group()])
    found = list(_EN_HALF.finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    other = {"a": "p", "p": "a", "A": "P", "P": "A"}[match[2]]
    return put(good.target, match.span(2), other)


def _century_shifted(good: Good, chance: Random) -> str | None:
    if good.language == "en":
        found = list(_EN_CENTURY.finditer(good.target))
        if not found:
            return None
        match = chance.choice(found)
        other = int(match[1]) + chance.choice([-1, 1])
        end = "th" if 4 <= other <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(other % 10, "th")
        return put(good.target, match.span(), f"{other}{end}")
    found = [match for match in _UK_CENTURY.finditer(good.target) if match[1] in _ROMAN]
    if not found:
        return None
    match = chance.choice(found)
    at = _ROMAN.index(match[1])
    return put(good.target, match.span(), _ROMAN[at - 1 if at else 1])


KINDS = (
    Kind(
        "month-shifted",
        "dates",
        "a month becomes one up to four away",
        _words(_MONTHS, capitals=True),
    ),
    Kind("day-changed", "dates", "the day of a date becomes another", _day_changed),
    Kind("day-dropped", "dates", "the day of a date is left out", _day_dropped),
    Kind(
        "weekday-swapped",
        "dates",
        "a day of the week becomes another",
        _words(_WEEKDAYS, capitals=True),
    ),
    Kind("year-shifted", "dates", "a year moves by 1 to 10, or 100", _year_shifted),
    Kind(
        "relative-day-swapped",
        "dates",
        "yesterday becomes tomorrow, last week next week",
        _words(_RELATIVE),
    ),
    Kind("time-changed", "dates", "the hour or the minutes of a time change", _time_changed),
    Kind(
        "half-day-swapped",
        "dates",
        "a.m. becomes p.m., morning evening, behind a time",
        _half_of_day,
    ),
    Kind("century-shifted", "dates", "a century becomes the one before or after", _century_shifted),
)
