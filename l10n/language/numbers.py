"""Numbers of a source and of its translation."""

import re
from collections import Counter
from unicodedata import decimal

from l10n.language.number_words import has_number_words, spelled_out
from l10n.regex import regex

_DIGITS = regex(r"\d+")
_GROUPED = regex(r"(?<=\d)[ \u00a0\u2009\u202f.,'’](?=\d{3}(?!\d))")
_AFTERNOON = regex(r"(?<!\d)(1[01]|0?[1-9])(?=(?:[:.]\d\d)?\s?p\.?\s?m\b)", re.IGNORECASE)
"""The hour of `3 p.m.`, which is 15 where the clock has 24 hours."""
_LONGEST = 30
"""Digits of a number that are read; Python reads no more than 4,300, and takes its time."""
_SPELLED = 12
"""Numbers up to twelve are often written as words, by people and by models."""


def other_numbers(source: str, target: str, pair: tuple[str, str] = ("", "")) -> tuple[str, ...]:
    """The numbers in digits that stand in only one of two texts, as runs of ASCII digits.

    Runs are compared one by one, so that `1,5` and `1.5`, `10 000` and `10,000` are the same, and
    with their groups joined, so that `10000` is too. A number may be spelled out on the other
    side, as far as there are number words of that locale (`pair` is those of source and target);
    where there are none, numbers up to twelve may be missing or come in, but not change.
    """
    if _different(source, target) is None:
        return ()
    source, target = _by_24_hours(source, target)
    apart = _different(source, target)
    if apart is None:
        return ()
    joined = _different(*(_GROUPED.sub("", text) for text in (source, target)))
    if joined is None:
        return ()
    found = [_unexplained(each, (source, target), pair) for each in (apart, joined)]
    return min(found, key=len)


_Difference = tuple[Counter[str], Counter[str]]
"""The runs that only the source has, and those that only the target has."""


def _different(source: str, target: str) -> _Difference | None:
    found = [_DIGITS.findall(text) for text in (source, target)]
    if found[0] == found[1]:
        return None
    mine, theirs = (Counter(map(_ascii, runs)) for runs in found)
    missing, added = mine - theirs, theirs - mine
    return (missing, added) if missing or added else None


def _by_24_hours(source: str, target: str) -> tuple[str, str]:
    """The two texts with the hours after noon as the other clock counts them, if one alone does."""
    found = _AFTERNOON.search(source), _AFTERNOON.search(target)
    if bool(found[0]) is bool(found[1]):
        return source, target
    later = [_AFTERNOON.sub(lambda hour: str(int(hour[1]) + 12), each) for each in (source, target)]
    return later[0], later[1]


def _unexplained(
    difference: _Difference, texts: tuple[str, str], pair: tuple[str, str]
) -> tuple[str, ...]:
    words = [spelled_out(text, locale) for text, locale in zip(texts, pair, strict=True)]
    left: list[list[str]] = []
    for side, runs in enumerate(difference):
        here, there = words[side], words[1 - side]
        left.append(
            [
                run
                for run, times in runs.items()
                # Noughts alone are thousands, which may be put into words.
                if _value(run) and not _spelled(_value(run), times, here, there)
            ]
        )
    both = all(any(_value(run) <= _SPELLED for run in runs) for runs in left)
    return tuple(
        run
        for side, runs in enumerate(left)
        for run in runs
        if _value(run) > _SPELLED or both or has_number_words(pair[1 - side])
    )


def _spelled(number: int, times: int, here: Counter[int], there: Counter[int]) -> bool:
    """True if the other text has so many more words for a number than this one."""
    # Articles and the names of thousands stand for one, and stand everywhere.
    return there[number] - (0 if number == 1 else here[number]) >= times


def _value(run: str) -> int:
    """The value of a run of digits; of one that nobody has words for, any that is as large."""
    digits = run.lstrip("0")
    return int(digits[:_LONGEST] or "0")


def _ascii(digits: str) -> str:
    return "".join(str(decimal(digit)) for digit in digits)
