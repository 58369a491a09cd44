"""Years: 2019 is not 2091, and the nineties are no eighties."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import missing, new
from l10n.language.facts.fact import Kind
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    for mine, theirs in pair.dating.changes(Kind.YEAR):
        decades = isinstance(mine.value, tuple)
        yield Found(
            message(
                N_("the source says “{source}”, the target “{target}”"),
                source=mine.text,
                target=theirs.text,
            ),
            source=(pair.source.span(mine.start, mine.end),),
            target=(pair.target.span(theirs.start, theirs.end),),
            severity=Severity.WARNING if decades else None,
        )
    for fact in pair.dating.lost(Kind.YEAR):
        yield missing(pair, fact, fact.text, Severity.WARNING)
    yield from new(pair, Kind.YEAR)


years = EntryCheck(
    About(
        "years",
        Family.FACTS,
        Severity.ERROR,
        N_("Years and decades are the same on both sides."),
        fires=example("Угоду підписали 2019 року.", "The deal was signed in 2091."),
        passes=example("Угоду підписали у 1990-х.", "The deal was signed in the ’90s."),
    ),
    _look,
)
