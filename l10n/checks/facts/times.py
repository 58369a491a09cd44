"""Times: 15:30 is 3:30 p.m., half past three, and nothing else."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import changed, lost, new
from l10n.language.facts.fact import Fact, Kind
from l10n.language.locales import format_clock
from l10n.messages import N_


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, Kind.TIME, _named)
    yield from lost(pair, Kind.TIME, _named)
    yield from new(pair, Kind.TIME)


def _named(fact: Fact, locale: str) -> str:
    """A time as it is written there; the first where it may be two."""
    match fact.value:
        case (int() as hour, int() as minute):
            return format_clock(hour, minute, locale)
    return fact.text


times = EntryCheck(
    About(
        "times",
        Family.FACTS,
        Severity.WARNING,
        N_("Times of the day are the same by either clock."),
        fires=example("Тривога тривала до 15:30.", "The alert lasted until 5:30 p.m."),
        passes=example("Тривога тривала до пів на четверту.", "The alert lasted until 3:30 p.m."),
    ),
    _look,
)
