"""Damage to numbers: digits, words, magnitudes, money, measures."""

import re
from collections.abc import Mapping
from random import Random

from benchmarks.damage.kind import Good, Kind, by_words, put

_FIGURE = re.compile(r"(?<![\w.,:/@#-])\d[\d.,\u00a0 :]*(?<=\d)(?![\w/@])|(?<![\w@#])\d+(?=-)")
_PLAIN = re.compile(r"(?<![\w.,:/@#\u00a0-])(?<!\d )\d{1,3}(?![\w:/\u00a0-]|[.,]\d| \d)")
_ROUND = re.compile(
    r"(?<![\w.,:/@#-])(?<!\d[ \u00a0])(\d{1,2})0(?=[,\u00a0 ]\d{3}|(?![\w:/-]|[.,]\d))"
)
_DECIMAL = {
    "en": re.compile(r"(?<![\w.,:/])\d{1,4}\.\d{1,2}(?![\w:/]|[.,]\d)"),
    "uk": re.compile(r"(?<![\w.,:/])\d{1,4},\d{1,2}(?![\w:/]|[.,]\d)"),
}
_MARKS = {"en": (".", ","), "uk": (",", ".")}

EN_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
]
_UK_ROWS = """
два три чотири п’ять шість сім вісім дев’ять десять
двох трьох чотирьох п’яти шести семи восьми дев’яти десяти
двом трьом чотирьом п’ятьом шістьом сімом вісьмом
двома трьома чотирма п’ятьма шістьма сьома вісьмома
двоє троє четверо п’ятеро шестеро
двадцять тридцять сорок п’ятдесят шістдесят
"""


def _rows(rows: str) -> dict[str, list[str]]:
    """Each word with the others of its row, apostrophes of either kind."""
    found: dict[str, list[str]] = {}
    for row in rows.strip().splitlines():
        words = row.split()
        for word in words:
            others = [other for other in words if other != word]
            for sign in "’'ʼ":
                found[word.replace("’", sign)] = others
    return found


NUMBER_WORDS: Mapping[str, dict[str, list[str]]] = {
    "en": {word: [other for other in EN_WORDS if other != word] for word in EN_WORDS},
    "uk": _rows(_UK_ROWS) | {"дві": ["три", "чотири", "п’ять"]},
}
_EN_ORDINALS = [
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "twelfth",
]
_UK_ORDINALS = ["четверт", "п’ят", "шост", "сьом", "восьм", "дев’ят", "десят", "одинадцят"]
_UK_HARD = ["ий", "а", "е", "ого", "ої", "ому", "ій", "у", "им", "ою", "і", "их", "ими"]
_ORDINALS: Mapping[str, dict[str, list[str]]] = {
    "en": {word: [other for other in _EN_ORDINALS if other != word] for word in _EN_ORDINALS},
    "uk": {
        stem.replace("’", sign) + end: [other + end for other in _UK_ORDINALS if other != stem]
        for stem in _UK_ORDINALS
        for end in _UK_HARD
        for sign in "’'ʼ"
    },
}
_FRACTIONS = {
    "en": {
        "half of": "a third of",
        "half the": "a third of the",
        "a quarter": "a third",
        "one-third": "one-half",
        "one third": "one half",
        "a third of": "a quarter of",
        "two-thirds": "three-quarters",
        "two thirds": "three quarters",
        "three-quarters": "two-thirds",
    },
    "uk": {"половин" + end: "третин" + end for end in ("а", "и", "у", "ою", "і")}
    | {"третин" + end: "половин" + end for end in ("а", "и", "у", "ою", "і")},
}
_AGE = {
    "en": re.compile(
        r"(\d{1,2})(?=[- ]years?[- ]olds?\b)|(?<=\baged )(\d{1,2})\b|(?<=, )(\d{2})(?=,)"
    ),
    "uk": re.compile(
        r"\b(\d{1,2})(?=-?(?:ти|и|літн|річн|ох|ма))|(?<=віці )(\d{1,2})\b|(?<=, )(\d{2})(?=,)"
    ),
}
_OLD = re.compile(r"years?[- ]old|\baged?\b|, \d\d,|\d-?(?:річн|літн)|віці \d|років", re.IGNORECASE)
_PLAYED = re.compile(
    r"\b(?:w[io]n|lost|led|lead|score|goal|victory)|рахун|гол[иуі]|перем|програ", re.I
)
_SCORE = re.compile(r"(?<![\w.,:/–-])(\d{1,2})([:–-])(\d{1,2})(?![\w.,:/–-])")


def _digit_changed(good: Good, chance: Random) -> str | None:
    places = [
        at
        for match in _FIGURE.finditer(good.target)
        for at in range(*match.span())
        if good.target[at].isdigit()
    ]
    if not places:
        return None
    at = chance.choice(places)
    leading = at == 0 or not (good.target[at - 1].isdigit() or good.target[at - 1] in ".,")
    other = chance.choice([d for d in "0123456789"[leading:] if d != good.target[at]])
    return put(good.target, (at, at + 1), other)


def _digits_swapped(good: Good, chance: Random) -> str | None:
    text = good.target
    places = [
        at
        for match in _FIGURE.finditer(text)
        for at in range(match.start(), match.end() - 1)
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]
        if text[at + 1] != "0" or (at > match.start() and text[at - 1].isdigit())
    ]
    if not places:
        return None
    at = chance.choice(places)
    return put(text, (at, at + 2), text[at + 1] + text[at])


def _decimal_moved(good: Good, chance: Random) -> str | None:
    mark = _MARKS[good.language][0]
    found = [m for m in _DECIMAL[good.language].finditer(good.target) if m.group()[-3:] != ",00"]
    if not found:
        return None
    match = chance.choice(found)
    whole, part = match.group().split(mark)
    whole, part = whole + part[0], part[1:]
    moved = f"{whole}{mark}{part}" if part else whole
    return put(good.target, match.span(), moved.lstrip("0") or "0")


def _foreign_mark(good: Good, chance: Random) -> str | None:
    own, other = _MARKS[good.language]
    found = list(_DECIMAL[good.language].finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, match.span(), match.group().replace(own, other))


def _zero_added(good: Good, chance: Random) -> str | None:
    found = list(_PLAIN.finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, match.span(), match.group() + "0")


def _zero_dropped(good: Good, chance: Random) -> str | None:
    found = list(_ROUND.finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, match.span(), match.group(1))


def _age_changed(good: Good, chance: Random) -> str | None:
    if not _OLD.search(good.source):
        return None
    found = list(_AGE[good.language].finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    age = int(match.group())
    other = age + chance.choice([-9, -6, -3, -2, 2, 3, 6, 9])
    return put(good.target, match.span(), str(other if other > 0 else age + 5))


def _pairs(good: Good, *, scores: bool) -> list[re.Match[str]]:
    """Pairs of numbers that both sides have: those of scores, or those of ranges."""
    theirs = {match.group(1, 3): match for match in _SCORE.finditer(good.source)}
    played = bool(_PLAYED.search(good.source + good.target))
    return [
        match
        for match in _SCORE.finditer(good.target)
        if match[1] != match[3] and match.group(1, 3) in theirs and match[2] != ":"
        if scores is (played or theirs[match.group(1, 3)][2] == ":")
    ]


def _score_swapped(good: Good, chance: Random) -> str | None:
    return _turned(good, chance, _pairs(good, scores=True))


def _range_reversed(good: Good, chance: Random) -> str | None:
    return _turned(good, chance, _pairs(good, scores=False))


def _turned(good: Good, chance: Random, found: list[re.Match[str]]) -> str | None:
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, match.span(), match[3] + match[2] + match[1])


KINDS = (
    Kind("digit-changed", "numbers", "one digit of a number becomes another", _digit_changed),
    Kind("digits-swapped", "numbers", "two digits side by side change places", _digits_swapped),
    Kind(
        "decimal-moved", "numbers", "the decimal mark moves one digit to the right", _decimal_moved
    ),
    Kind("zero-added", "numbers", "a number of one to three digits gets a 0 more", _zero_added),
    Kind(
        "zero-dropped",
        "numbers",
        "a number loses its last 0, or that before its thousands",
        _zero_dropped,
    ),
    Kind(
        "number-word-changed",
        "numbers",
        "a number in words becomes another",
        by_words(NUMBER_WORDS),
    ),
    Kind("ordinal-changed", "numbers", "an ordinal in words becomes another", by_words(_ORDINALS)),
    Kind(
        "fraction-changed",
        "numbers",
        "half becomes a third, a third a quarter, and so on",
        by_words(_FRACTIONS),
    ),
    Kind("age-changed", "numbers", "an age changes by two to nine years", _age_changed),
    Kind("score-swapped", "numbers", "the numbers of a score change places", _score_swapped),
    Kind("range-reversed", "ranges", "the ends of a range change places", _range_reversed),
    Kind("foreign-decimal-mark", "signs", "the decimal mark of the other language", _foreign_mark),
)
