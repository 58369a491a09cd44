"""Damage to quantities: magnitudes, money, measures, shares."""

import re
from collections.abc import Mapping
from random import Random

from benchmarks.damage.kind import Good, Kind, alternation, by_words, exchanged, put
from benchmarks.damage.numbers import EN_WORDS, NUMBER_WORDS

_GROUPED = re.compile(
    r"(?<![\w.,:/-])(?<!\d[ \u00a0])\d{1,3}[,\u00a0 ]\d{3}(?![\w:/-]|[.,\u00a0 ]\d)"
)
_UK_ENDS = ("", "а", "и", "ів", "у", "ом", "ам", "ами", "ах", "і")
_MAGNITUDES = {
    "en": {
        "million": "billion",
        "billion": "million",
        "trillion": "billion",
        "thousand": "million",
        "millions": "billions",
        "billions": "millions",
    },
    "uk": {"мільйон" + end: "мільярд" + end for end in _UK_ENDS}
    | {"мільярд" + end: "мільйон" + end for end in _UK_ENDS}
    | {"трильйон" + end: "мільярд" + end for end in _UK_ENDS}
    | {"млн": "млрд", "млрд": "млн", "тисяч": "мільйонів", "тис": "млн"},
}
_MONEY = {
    "en": {
        "dollars": ["euros", "pounds"],
        "dollar": ["euro", "pound"],
        "euros": ["dollars"],
        "euro": ["dollar"],
        "pounds": ["euros"],
        "hryvnias": ["dollars"],
        "hryvnia": ["dollars", "roubles"],
        "rubles": ["hryvnias"],
        "roubles": ["hryvnias"],
        "yen": ["euros"],
        "cents": ["pence"],
    },
    "uk": {
        "доларів": ["євро", "гривень", "фунтів"],
        "долари": ["фунти"],
        "долара": ["фунта"],
        "євро": ["доларів"],
        "фунтів": ["євро", "доларів"],
        "гривень": ["доларів", "євро"],
        "грн": ["доларів"],
        "рублів": ["гривень"],
        "центів": ["копійок"],
    },
}
_MONEY_SIGNS = {"$": "€", "€": "$", "£": "€"}
_UNITS = {
    "en": {
        "km": "m",
        "kilometers": "meters",
        "kilometres": "metres",
        "kilometer": "meter",
        "kilometre": "metre",
        "meters": "kilometers",
        "metres": "kilometres",
        "meter": "kilometer",
        "miles": "yards",
        "mile": "yard",
        "mph": "km/h",
        "feet": "inches",
        "kg": "g",
        "kilograms": "tons",
        "tons": "kilograms",
        "tonnes": "kilograms",
        "liters": "gallons",
        "acres": "hectares",
        "hectares": "acres",
        "GB": "MB",
        "cm": "mm",
    },
    "uk": {
        "км": "м",
        "кілометрів": "метрів",
        "кілометри": "метри",
        "метрів": "кілометрів",
        "метри": "кілометри",
        "м": "км",
        "миль": "метрів",
        "милі": "метри",
        "футів": "дюймів",
        "кг": "т",
        "кілограмів": "тонн",
        "тонн": "кілограмів",
        "літрів": "галонів",
        "акрів": "гектарів",
        "гектарів": "акрів",
        "см": "мм",
        "мм": "см",
    },
}
_PERIODS = {
    "en": {
        "years": ["months", "weeks"],
        "year": ["month"],
        "months": ["years", "weeks"],
        "weeks": ["months", "days"],
        "days": ["weeks", "months"],
        "hours": ["minutes", "days"],
        "minutes": ["hours", "seconds"],
        "seconds": ["minutes"],
    },
    "uk": {
        "років": ["місяців", "тижнів"],
        "роки": ["місяці"],
        "місяців": ["років", "тижнів"],
        "місяці": ["роки"],
        "тижнів": ["місяців", "днів"],
        "тижні": ["місяці"],
        "днів": ["тижнів", "місяців"],
        "дні": ["тижні"],
        "годин": ["хвилин", "днів"],
        "години": ["хвилини"],
        "хвилин": ["годин", "секунд"],
        "хвилини": ["години"],
        "секунд": ["хвилин"],
    },
}
_COUNTED = {
    "en": rf"(?<=\d)[ \u00a0-]?|(?:{'|'.join(EN_WORDS)})[ -]",
    "uk": rf"(?<=\d)[ \u00a0]|(?:{'|'.join(sorted(NUMBER_WORDS['uk'], key=len, reverse=True))}) ",
}
_PERCENT = {
    "en": re.compile(r"(?<=\d)(?: ?%| per ?cent\b)|(?<=\w )per ?cent\b"),
    "uk": re.compile(r"(?<=\d)(?:[ \u00a0]?%|[ \u00a0]відсот\w+)|(?<=\w )відсотк(?:ів|и|а|ами)\b"),
}
_POINTS = {"en": " percentage points", "uk": " відсоткових пунктів"}
_MAGNITUDE_WORD = {
    "en": re.compile(r"(?<=[\d\w])[ \u00a0-](?:thousand|million|billion|trillion)\b"),
    "uk": re.compile(r"(?<=\d)[ \u00a0](?:тисяч\w?\b|тис\.|мільйон\w*|млн|мільярд\w*|млрд)"),
}


def _counted(tables: Mapping[str, Mapping[str, str | list[str]]]):
    patterns = {
        language: alternation(
            table, before=f"(?:{_COUNTED[language]})", after=r"(?!\w)(?! (?:ранку|вечора|дня|ночі))"
        )
        for language, table in tables.items()
    }

    def spoil(good: Good, chance: Random) -> str | None:
        language = good.language
        table = {word.lower(): other for word, other in tables[language].items()}
        return exchanged(good.target, patterns[language], table, chance)

    return spoil


def _percent_to_points(good: Good, chance: Random) -> str | None:
    if re.search(r"пункт|\bpoint", good.source + good.target):
        return None
    found = list(_PERCENT[good.language].finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    points = _POINTS[good.language]
    return put(
        good.target,
        match.span(),
        points if match.start() and good.target[match.start() - 1].isdigit() else points[1:],
    )


_swap_money_word = by_words(_MONEY)


def _currency_swapped(good: Good, chance: Random) -> str | None:
    signs = [at for at, sign in enumerate(good.target) if sign in _MONEY_SIGNS]
    if signs:
        at = chance.choice(signs)
        return put(good.target, (at, at + 1), _MONEY_SIGNS[good.target[at]])
    return _swap_money_word(good, chance)


def _magnitude_dropped(good: Good, chance: Random) -> str | None:
    found = list(_MAGNITUDE_WORD[good.language].finditer(good.target))
    if not found:
        return None
    return put(good.target, chance.choice(found).span(), "")


def _thousands_cut(good: Good, chance: Random) -> str | None:
    found = list(_GROUPED.finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, match.span(), match.group()[:-4])


KINDS = (
    Kind(
        "percent-to-points", "quantities", "per cent becomes percentage points", _percent_to_points
    ),
    Kind(
        "currency-swapped",
        "quantities",
        "a currency, by sign or word, becomes another",
        _currency_swapped,
    ),
    Kind(
        "unit-swapped",
        "quantities",
        "a unit of measure behind a number becomes another",
        _counted(_UNITS),
    ),
    Kind(
        "period-swapped",
        "quantities",
        "years become months, hours minutes, and so on",
        _counted(_PERIODS),
    ),
    Kind(
        "magnitude-changed",
        "magnitudes",
        "million becomes billion, thousand million, and so on",
        by_words(_MAGNITUDES),
    ),
    Kind(
        "magnitude-dropped",
        "magnitudes",
        "the word thousand, million or billion behind a number is left out",
        _magnitude_dropped,
    ),
    Kind(
        "thousands-cut",
        "magnitudes",
        "a number in thousands loses its last three digits",
        _thousands_cut,
    ),
)
