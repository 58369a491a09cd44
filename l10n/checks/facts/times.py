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
        zoned = _zoned(pair.source, mine) or _zoned(pair.target, theirs)
        yield replace(found, severity=Severity.HINT) if zoned else found
    yield from lost(pair, Kind.TIME, _named)
    yield from new(pair, Kind.TIME)


def _zoned(text: Text, fact: Fact) -> bool:
    """True for a time with its zone: a desk may have put it into its own."""
    rest = text.folded[fact.end : fact.end + _ROOM].lstrip(" .,(").replace("’", "")
    return rest.startswith(text.table.words("dates", "zones") or ("\0",))


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
