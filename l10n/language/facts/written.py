"""Numbers written in digits: groups, decimal marks, fractions, and what they may mean."""

from fractions import Fraction
from unicodedata import decimal, numeric

from l10n.dataclass import dataclass
from l10n.regex import regex

_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
PATTERN = (
    # 1 500 000,25
    r"(?!0)\d{1,3}(?P<mark>[ .,’])\d{3}(?!\d)(?:(?P=mark)\d{3}(?!\d))*+(?:[.,]\d++)?"
    # 1/2, 2 1/2
    r"|(?:\d{1,3} )?[1-9]\d?/[1-9]\d{0,2}(?![\d/])"
    rf"|\d++(?:[.,]\d++)?(?: ?[{_VULGAR}])?|[{_VULGAR}]"
)
"""A number that begins where no digit stands before."""
WRITTEN = regex(PATTERN)
_VALUES = {char: Fraction(numeric(char)).limit_denominator(10) for char in _VULGAR}
_LONGEST = 30
"""Digits of a number that are read; Python reads no more than 4,300, and takes its time."""
_FRACTION = regex(r"(?:(\d+) )?(\d+)/(\d+)")
_MARK = regex("[ .,’]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What digits say."""

    value: int | Fraction | str
    others: tuple[int | Fraction, ...] = ()
    """What they say in a language with the other decimal mark."""


def read(written: str, mark: str) -> Reading:
    """Read what `PATTERN` matches; `mark` is the decimal mark of the language, empty if unknown."""
    if written.isdigit():
        return _whole(written)
    if len(written) > _LONGEST:
        return Reading("".join(filter(str.isdigit, written)))
    if not written.isascii():
        written = "".join(str(decimal(char, char)) for char in written)
    more: int | Fraction = 0
    if written[-1] in _VULGAR:
        more = _VALUES[written[-1]]
        written = written[:-1].rstrip()
        if not written:
            return Reading(more)
    fraction = _FRACTION.fullmatch(written)
    if fraction:
        whole, over, under = fraction.groups(default="0")
        return Reading(_plain(int(whole) + Fraction(int(over), int(under))))
    found = _marked(written, mark)
    if not more or isinstance(found.value, str):
        return found
    return Reading(found.value + more)


def _marked(written: str, mark: str) -> Reading:
    marks = _MARK.findall(written)
    if not marks:
        return _whole(written)
    last = marks[-1]
    whole, _last, rest = written.rpartition(last)
    if last in " ’" or (len(marks) > 1 and len(set(marks)) == 1):
        return _whole(_MARK.sub("", written))
    digits = _MARK.sub("", whole) + rest
    fraction = _plain(Fraction(int(digits), 10 ** len(rest)))
    if len(marks) > 1 or len(rest) != 3 or len(whole) > 3 or whole[0] == "0":
        return Reading(fraction)
    grouped = int(digits)
    if rest == "000":
        # Nobody writes one and three noughts behind the mark.
        return Reading(grouped)
    if mark == last:
        return Reading(fraction, (grouped,))
    return Reading(grouped, (fraction,))


def _whole(digits: str) -> Reading:
    if len(digits) > _LONGEST:
        return Reading(digits)
    return Reading(int(digits))


def _plain(value: Fraction | int) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value
