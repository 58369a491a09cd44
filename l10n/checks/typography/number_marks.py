"""Number marks: decimals and thousands marked as the language of the target does."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.language.scripts import scripts_of
from l10n.language.tables import Table
from l10n.messages import N_, message
from l10n.regex import regex

_NUMBER = regex(r"(?<![\w.,:/+\-–])\d{1,9}(?:[.,]\d{1,9})++(?![\w/]|[.,:]\d)")
"""A number with a mark in it: neither a time, a version, nor a part of a code."""
_WORD_BEFORE = regex(r"([^\W\d_]++)[ +.]*+$")
"""A name before a number, of which it is the version (`Web 2.0`), or of a figure that it counts."""
_AROUND = 40
"""Characters in which that word is looked for."""
_DIGIT = regex(r"\d")
_MARK = regex(r"[.,]")
_HOURS, _MINUTES, _MONTHS = 31, 60, 12
"""What no hour and no day of a month, no minute, and no month is above."""
_GROUP = 3


class _Marks(NamedTuple):
    """How a language marks numbers."""

    decimal: str
    thousands: str


def _look(pair: Pair) -> Iterator[Found]:
    target = pair.target
    text = target.normal
    marks = _marks(target.table)
    if not marks.decimal or not _DIGIT.search(text):
        return
    source, theirs = pair.source.normal, _marks(pair.source.table)
    for match in _NUMBER.finditer(text):
        number = match.group()
        at = source.find(number)
        should = _written(number, marks, theirs if at >= 0 else None)
        severity = _severity(target, match)
        is_time = _MARK.sub(":", number) in source
        if should == number or severity is None or is_time:
            continue
        yield Found(
            message(N_("“{number}” is written {should} here"), number=number, should=should),
            (pair.source.span(at, at + len(number)),) if at >= 0 else (),
            (target.span(*match.span()),),
            severity,
        )


@cache
def _marks(table: Table) -> _Marks:
    section = table.section("typography")
    return _Marks(str(section.get("decimal-mark", "")), str(section.get("thousands-mark", "")))


def _written(number: str, marks: _Marks, theirs: _Marks | None) -> str:
    """A number with the marks of the target; a date or a version stays.

    `theirs` are the marks of a source that has the number just so: what reads as thousands there
    may read as a decimal here.
    """
    whole, *parts = _MARK.split(number)
    signs = set(_MARK.findall(number))
    grouped = len(signs) == 1 and len(whole) <= _GROUP and all(len(p) == _GROUP for p in parts)
    if grouped and (len(parts) > 1 or (theirs and signs == {theirs.thousands})):
        return marks.thousands.join((whole, *parts))
    if len(parts) > 1 or signs == {marks.decimal} or (grouped and signs == {marks.thousands}):
        return number
    return marks.decimal.join((whole, *parts))


def _severity(target: Text, match: re.Match[str]) -> Severity | None:
    """None for a version; a hint where it may be a time or a day (`15.30`, `24.02`)."""
    whole, *parts = _MARK.split(match.group())
    if "." not in match.group():
        return Severity.WARNING
    found = _WORD_BEFORE.search(target.normal, max(match.start() - _AROUND, 0), match.start())
    before = found[1] if found else ""
    named = before[:1].isupper() and found is not None and found.start(1) > 0
    if before.isascii() and before and (named or "LATIN" not in scripts_of(target.table.locale)):
        return None
    may_be_time = len(parts) == 1 and _may_be_time(whole, parts[0])
    timed = not before or before.lower() in target.table.words("typography", "time-words")
    if named or (may_be_time and (timed or int(parts[0]) <= _MONTHS)):
        return Severity.HINT
    return Severity.WARNING


def _may_be_time(whole: str, part: str) -> bool:
    return len(part) == len("30") and int(whole) <= _HOURS and int(part) < _MINUTES


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
