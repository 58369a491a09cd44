"""Number marks: decimals and thousands marked as the language of the target does."""

import re
from collections.abc import Iterator
from functools import cache

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.language.tables import Table
from l10n.messages import N_, message

_NUMBER = re.compile(r"(?<![\w.,:/+\-–])\d{1,9}(?:[.,]\d{1,9})++(?![\w/]|[.,:]\d)")
"""A number with a mark in it: neither a time, a version, nor a part of a code."""
_SPACED = re.compile(r"(?<![\w.,:/+\-] )(?<![\w.,:/+\-])\d{1,3}(?: \d{3}){1,4}(?![\w.,:/-]|[ ]\d)")
_WORD_BEFORE = re.compile(r"([^\W\d_]++)[ +.]*+$")
"""A name before a number, of which it is the version (`Web 2.0`), or of a figure that it counts."""
_AROUND = 40
"""Characters in which that word is looked for."""
_DIGITS = re.compile(r"\d")
_GROUP = 3


def _look(pair: Pair) -> Iterator[Found]:
    """Only a number that the source writes so too; another was thought about."""
    target = pair.target
    text = target.normal
    decimal, groups = _marks(target.table)
    if not decimal or not _DIGITS.search(text):
        return
    source = pair.source.normal
    for match in _NUMBER.finditer(text):
        number = match.group()
        if number not in source or _is_right(number, decimal, groups):
            continue
        severity = _severity(text, match)
        if severity is None:
            continue
        should = _written(number, decimal, groups)
        told = message(N_("“{number}” is written {should} here"), number=number, should=should)
        at = source.index(number)
        yield Found(
            told,
            (pair.source.span(at, at + len(number)),),
            (target.span(*match.span()),),
            severity,
        )


@cache
def _marks(table: Table) -> tuple[str, str]:
    """The decimal mark of a language, and the mark between thousands."""
    section = table.section("typography")
    return str(section.get("decimal-mark", "")), str(section.get("thousands-mark", ""))


def _is_right(number: str, decimal: str, groups: str) -> bool:
    """True for a number as the language writes it; a date (`24.02.2022`) is none."""
    marks = re.findall(r"[.,]", number)
    whole, *parts = re.split(r"[.,]", number)
    if len(marks) == 1 and marks[0] == decimal:
        return True
    grouped = 0 < len(whole) <= _GROUP and all(len(part) == _GROUP for part in parts)
    if set(marks) == {groups} and grouped:
        return True
    return len(marks) > 1 and not grouped


def _severity(text: str, match: re.Match[str]) -> Severity | None:
    """None for what is no number; a hint where it may be a time or a day (`15.30`, `24.02`)."""
    before = _WORD_BEFORE.search(text, max(match.start() - _AROUND, 0), match.start())
    if before and before[1].isascii():
        return None
    whole, *parts = re.split(r"[.,]", match.group())
    if before and before[1][0].isupper() and before.start():
        return Severity.HINT
    if "." in match.group() and len(parts) == 1 and len(parts[0]) == 2 and len(whole) <= 2:
        return Severity.HINT
    return Severity.WARNING


def _written(number: str, decimal: str, groups: str) -> str:
    """A number with the marks of the language; what had the same groups has them still."""
    marks = re.findall(r"[.,]", number)
    parts = re.split(r"[.,]", number)
    blank = groups or "\\u00a0"
    if len(marks) > 1 or (len(parts[-1]) == _GROUP and marks[0] != "."):
        return blank.join(parts)
    return decimal.join(parts)


number_marks = EntryCheck(
    About(
        "number-marks",
        Family.TYPOGRAPHY,
        Severity.WARNING,
        N_("Decimals and thousands have the marks of the language."),
        fires=example("1,5 млн гривень.", "1,5 million hryvnias."),
        passes=example("1,5 млн гривень.", "1.5 million hryvnias, 1,500,000."),
    ),
    _look,
)
