"""Weekdays: a Monday stays a Monday, or becomes a date."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import changed, lost, new
from l10n.language.facts.fact import Fact, Kind
from l10n.language.locales import format_weekday
from l10n.messages import N_


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, Kind.WEEKDAY, _named)
    yield from lost(pair, Kind.WEEKDAY, _named, Severity.HINT)
    yield from new(pair, Kind.WEEKDAY)


def _named(fact: Fact, locale: str) -> str:
    return format_weekday(fact.value, locale) if isinstance(fact.value, int) else ""


weekdays = EntryCheck(
    About(
        "weekdays",
        Family.FACTS,
        Severity.WARNING,
        N_("A weekday is the same one on both sides."),
        fires=example("Рада збереться в понеділок.", "The Rada meets on Tuesday."),
        passes=example("Рада збереться в понеділок.", "The Rada meets on April 21."),
    ),
    _look,
)
