"""Times: 15:30 is 3:30 p.m., half past three, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import changed, lost, new
from l10n.checks.text import Text
from l10n.language.facts.fact import Fact, Kind
from l10n.language.locales import format_clock
from l10n.messages import N_

_ROOM = 30
"""Characters in which a zone is named."""


def _look(pair: Pair) -> Iterator[Found]:
    for found, (mine, theirs) in zip(
        changed(pair, Kind.TIME, _named), pair.dating.changes(Kind.TIME), strict=True
    ):
        zones = _zone(pair.source, mine), _zone(pair.target, theirs)
        converted = all(zones) and zones[0] != zones[1]
        yield replace(found, severity=Severity.HINT) if converted else found
    yield from lost(pair, Kind.TIME, _named)
    yield from new(pair, Kind.TIME)


def _zone(text: Text, fact: Fact) -> str:
    """The zone that is named behind a time: a desk may have put it into its own."""
    rest = text.folded[fact.end : fact.end + _ROOM].lstrip(" .,(")
    for name, words in text.table.mapping("dates", "zones").items():
        if any(rest.startswith(word) for word in words):
            return name
    return ""


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
