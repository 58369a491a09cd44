"""Relative days: yesterday stays yesterday, or becomes the day that it was; last is not next."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import changed, missing
from l10n.language.facts.fact import Fact, Kind
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    table = pair.target.table

    def named(fact: Fact, _locale: str) -> str:
        return next(iter(table.mapping("dates", "relative").get(str(fact.value), ())), fact.text)

    yield from changed(pair, Kind.RELATIVE_DAY, named)
    yield from _periods(pair)
    for fact in pair.dating.lost(Kind.RELATIVE_DAY):
        yield missing(pair, fact, named(fact, table.locale), Severity.HINT)


def _periods(pair: Pair) -> Iterator[Found]:
    """Last week may have become this week by the day of publication, but not next week."""
    for mine, theirs in pair.dating.changes(Kind.PERIOD):
        yield Found(
            message(
                N_("the source says “{source}”, the target “{target}”"),
                source=mine.text,
                target=theirs.text,
            ),
            source=(pair.source.span(mine.start, mine.end),),
            target=(pair.target.span(theirs.start, theirs.end),),
            severity=None if _direction(mine) * _direction(theirs) < 0 else Severity.HINT,
        )


def _direction(fact: Fact) -> int:
    """-1 for what is over, 1 for what is to come."""
    match fact.value:
        case (str(), int() as count):
            return count
    return 0


relative_days = EntryCheck(
    About(
        "relative-days",
        Family.FACTS,
        Severity.WARNING,
        N_("Yesterday and tomorrow, last year and next are not taken for one another."),
        fires=example("Він прилетів учора.", "He flew in today."),
        passes=example("Він прилетів учора.", "He flew in on Monday."),
    ),
    _look,
)
