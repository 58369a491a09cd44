"""Years, decades and centuries."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.language.facts.calendar import Role, Use
from l10n.language.facts.fact import Fact, Kind
from l10n.language.facts.reading import Reading

_FIRST, _LAST = 1000, 2199
"""Years that are told by their four digits."""
_MOST = 9999
"""The last that is told by the word for years, or by its date."""
_NEAR = 6
"""Tokens in which the word for years is looked for: `60-х і 70-х років`."""
_CENTURIES = 30
_LIST = 4
"""Centuries that are named together before one word."""


def year_after(read: Reading, at: int) -> tuple[int | None, int]:
    """The year behind a date, and the token behind it: `2025 року`, `, 2025`, `of 2025`."""
    start = at
    if read.folded(at) == "," or read.is_in(at, "of") or read.is_in(at, "year"):
        start += 1
    year = read.number(start)
    if year is None or not _FIRST <= year <= _MOST or not _is_year(read, start):
        return None, at
    end = _behind_year(read, start)
    # A year that nobody lives to see is a slip, if nothing is there that it could count.
    counts = end == start + 1 and read.folded(end)[:1].isalnum()
    return (None, at) if year > _LAST and counts else (year, end)


def _behind_year(read: Reading, at: int) -> int:
    """The token behind a year with its ending, its word, and the point of an abbreviation."""
    end = read.behind_ordinal(at)
    if read.is_in(end, "year"):
        end += 1
        if len(read.folded(end - 1)) == 1 and read.folded(end) == "." and read.touches(end):
            end += 1
    return end


def _is_year(read: Reading, at: int) -> bool:
    """True if digits stand for themselves, or with the ending of an ordinal."""
    if len(read.tokens.texts[at]) != 4 or read.is_joined(at, ".,:"):
        return False
    behind = read.behind_ordinal(at)
    if behind == at + 1 and read.touches(behind) and read.folded(behind)[:1].isalnum():
        return False
    if behind == at + 1 and read.is_hyphen(behind) and read.touches(behind):
        # `2000-meter` is no year, `2018-2019` is two.
        return not (read.touches(behind + 1) and read.folded(behind + 1)[:1].isalpha())
    return not (read.touches(at) and read.folded(at - 1)[-1:].isalnum())


def years(read: Reading) -> Iterator[Fact]:
    """Years, decades and centuries, in this order of claims."""
    for at in read.places[Use.YEAR]:
        if read.number(at) is not None:
            fact = _decade(read, at) or _year(read, at)
            if fact is not None:
                yield fact
                if fact.kind is Kind.YEAR and not fact.vague:
                    yield from _short_year(read, at)
        elif (tens := read.value(at, Role.DECADE)) is not None:
            yield from _decade_in_words(read, at, tens)
        if read.mark(at, Role.CENTURY) or read.is_in(at, "short_century"):
            yield from _centuries(read, at)


def _decade_in_words(read: Reading, at: int, tens: int) -> Iterator[Fact]:
    """`the nineties`, `дев’яності роки`; without the word for years only perhaps."""
    first = 1900 + tens if tens >= 30 else 2000 + tens
    fact = read.fact(Kind.YEAR, (first, first + 9), at, at)
    if read.calendar.sets["years"]:
        if any(read.is_in(each, "years") for each in (at - 1, at + 1)):
            yield fact
        else:
            yield replace(fact, vague=True)
    elif not read.is_in(at - 1, "not_decades"):
        yield fact


def _decade(read: Reading, at: int) -> Fact | None:
    """`1990s`, `’90s`, `90-х`, `lata 90.`: the years that belong to it."""
    number, text = read.number(at), read.tokens.texts[at]
    if (
        number is None
        or number % 10
        or len(text) not in (2, 4)
        or read.is_in(at - 1, "not_decades")
    ):
        return None
    if len(text) == 4 and not _FIRST <= number <= _LAST:
        return None
    end = at + 1
    if read.touches(end) and (read.is_hyphen(end) or read.folded(end) == "’"):
        end += 1
    ended = read.touches(end) and read.is_in(end, "decade_endings")
    near = (*range(at - _NEAR, at), *range(end + 1, end + 1 + _NEAR))
    counted = any(read.is_in(each, "years") for each in near)
    pointed = "ordinal_point" in read.calendar.switches and read.folded(at + 1) == "."
    beside = read.is_in(at - 1, "years") or (
        read.is_in(at - 1, "joins") and read.is_in(at - 4, "years")
    )
    if not ended and not (pointed and beside):
        return None
    if len(text) == 2 and not counted and read.calendar.sets["years"]:
        return None
    first = number if len(text) == 4 else 1900 + number if number >= 30 else 2000 + number
    last = end if ended else at
    told = len(text) == 4 or counted or read.folded(at - 1) == "’"
    return replace(read.fact(Kind.YEAR, (first, first + 9), at, last), vague=not told)


def _year(read: Reading, at: int) -> Fact | None:
    number = read.number(at)
    if number is None or number < 1:
        return None
    end = _behind_year(read, at)
    era, behind = _era(read, end)
    if era and not read.is_joined(at):
        return read.fact(Kind.YEAR, era * number, at, behind - 1)
    if at and _era(read, at - 1) == (1, at) and not read.is_joined(at):
        return read.fact(Kind.YEAR, number, at - 1, at)
    worded = read.is_in(end - 1, "year") or read.folded(end - 1) == "."
    before = read.is_in(at - 1, "year")
    if 100 <= number < _FIRST and worded and end > at + 1 and not read.is_joined(at):
        return read.fact(Kind.YEAR, number, at, end - 1)
    last = _MOST if worded and end > at + 1 else _LAST
    if not _FIRST <= number <= last or not _is_year(read, at):
        return None
    many = read.is_in(end, "years")
    ended = end > at + 1
    sure = worded or before or ended or many or _between_years(read, at)
    if not sure and _counts(read, end):
        return None
    sure = sure or read.is_in(at - 1, "year_before") or "bare_years" in read.calendar.switches
    return replace(read.fact(Kind.YEAR, number, at, end - 1), vague=not sure)


def _counts(read: Reading, at: int) -> bool:
    """True if digits seem to count what follows them, where years have a word of their own."""
    token = read.folded(at)
    counted = token[:1].isalpha() and not read.is_capital(at)
    if "bare_years" in read.calendar.switches:
        before = read.is_in(at - 2, "year_before") or read.is_in(at - 2, "the")
        return counted and (read.number(at - 1) or 1) % 100 == 0 and not before
    return counted and len(token) > 3


def _between_years(read: Reading, at: int) -> bool:
    """True for one end of a range of years, or for a year in brackets."""
    for sign, other in ((at - 1, at - 2), (at + 1, at + 2)):
        number = read.number(other)
        if read.is_hyphen(sign) and number is not None and _FIRST <= number <= _LAST:
            return True
    if any(_short_year(read, at)):
        return True
    return read.folded(at - 1) == "(" and read.folded(at + 1) in (")", ",", "-", "–")


def _short_year(read: Reading, at: int) -> Iterator[Fact]:
    """The second year of `2018–19` and `2018/19`."""
    number, short = read.number(at) or 0, read.number(at + 2)
    if short is None or len(read.tokens.texts[at + 2]) != 2 or not read.touches(at + 2):
        return
    if (read.is_hyphen(at + 1) or read.folded(at + 1) == "/") and number % 100 < short:
        yield read.fact(Kind.YEAR, number - number % 100 + short, at + 2, at + 2)


def _era(read: Reading, at: int) -> tuple[int, int]:
    """1 or -1 for the era that begins at a token, and the token behind it; 0 for none."""
    found = read.calendar.eras.at(read.tokens.folded, at)
    if found is None:
        return 0, at
    letters = found[1] == at + 1 and len(read.folded(at)) == 2
    return (0, at) if letters and not read.tokens.texts[at].isupper() else found


def _centuries(read: Reading, at: int) -> Iterator[Fact]:
    """The centuries before their word: `XX ст.`, `the 19th and 20th centuries`."""
    end = at - 1 if read.is_hyphen(at - 1) and read.touches(at) else at
    era, behind = _era(read, at + 2 if read.folded(at + 1) == "." else at + 1)
    last = behind - 1 if era else at
    for nearest in (True, *[False] * (_LIST - 1)):
        found = _century(read, end)
        if found is None or (nearest and not _sure(read, found[1], end, at)):
            return
        number, first = found
        yield read.fact(Kind.CENTURY, number * (era or 1), first, last if nearest else end - 1)
        between = first - 1
        if not (
            read.is_hyphen(between) or read.is_in(between, "joins") or read.is_in(between, "to")
        ):
            return
        end = between


def _century(read: Reading, end: int) -> tuple[int, int] | None:
    at = end - 1
    if read.is_in(at, "ordinal_endings") and read.is_hyphen(at - 1):
        at -= 2
    if at >= 0 and (number := read.roman(at)) is not None:
        return number, at
    return read.ordinal_before(end, _CENTURIES)


def _sure(read: Reading, first: int, end: int, at: int) -> bool:
    """False for the number of an article of a law before `ст.`."""
    return bool(read.mark(at, Role.CENTURY)) or read.roman(first) is not None or end - first > 1
