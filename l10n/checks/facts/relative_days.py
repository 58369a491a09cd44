"""Relative days: yesterday stays yesterday, or becomes the day that it was."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import changed, missing
from l10n.language.facts.fact import Fact, Kind
from l10n.messages import N_


def _look(pair: Pair) -> Iterator[Found]:
    table = pair.target.table

    def named(fact: Fact, _locale: str) -> str:
        return next(iter(table.mapping("dates", "relative").get(str(fact.value), ())), fact.text)

    yield from changed(pair, Kind.RELATIVE_DAY, named)
    for fact in pair.dating.lost(Kind.RELATIVE_DAY):
        yield missing(pair, fact, named(fact, table.locale), Severity.HINT)


relative_days = EntryCheck(
    About(
        "relative-days",
        Family.FACTS,
        Severity.WARNING,
        N_("Yesterday, today and tomorrow are not taken for one another."),
        fires=example("Він прилетів учора.", "He flew in today."),
        passes=example("Він прилетів учора.", "He flew in on Monday."),
    ),
    _look,
)
