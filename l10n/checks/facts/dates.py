"""Dates: every day and month of the source is the same one in the target."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import changed, missing, new
from l10n.language.facts.fact import Fact, Kind
from l10n.language.locales import format_month_day
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, Kind.DATE, named)
    lost = pair.dating.lost(Kind.DATE)
    for fact in pair.dating.missing:
        if fact.kind is not Kind.DATE:
            continue
        expected = named(fact, pair.target.table.locale)
        month = _month_alone(pair, fact)
        if month is not None:
            yield _dayless(pair, fact, expected, month)
        elif fact in lost:
            yield missing(pair, fact, expected)
    yield from new(pair, Kind.DATE)


def _dayless(pair: Pair, fact: Fact, expected: str, month: Fact) -> Found:
    template = N_("“{source}” is {expected}; the target names no day")
    return Found(
        message(template, source=fact.text, expected=expected),
        source=(pair.source.span(fact.start, fact.end),),
        target=(pair.target.span(month.start, month.end),),
    )


def named(fact: Fact, locale: str) -> str:
    """A date in words."""
    return date_in_words(fact.value, locale)


def date_in_words(value: object, locale: str) -> str:
    """The value of a date in words."""
    match value:
        case (int() | None as year, int() as month, int() | None as day):
            return format_month_day(year, month, day, locale)
    return str(value)


def _month_alone(pair: Pair, fact: Fact) -> Fact | None:
    """The month of a date where the target names it without a day."""
    for other in pair.target.facts:
        match fact.value, other.value:
            case (_, int() as month, int()), (_, int() as same, None) if month == same:
                return other
    return None


dates = EntryCheck(
    About(
        "dates",
        Family.FACTS,
        Severity.WARNING,
        N_("Dates are the same on both sides, in whatever form."),
        fires=example("Переговори почалися 18 квітня.", "The talks began on May 18."),
        passes=example("Переговори почалися 18 квітня.", "The talks began on the 18th of April."),
    ),
    _look,
)
