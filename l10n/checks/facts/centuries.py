"""Centuries: XX, 20th and twentieth."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dated import missing, new
from l10n.language.facts.fact import Kind
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    for mine, theirs in pair.dating.changes(Kind.CENTURY):
        yield Found(
            message(
                N_("the source says “{source}”, the target “{target}”"),
                source=mine.text,
                target=theirs.text,
            ),
            source=(pair.source.span(mine.start, mine.end),),
            target=(pair.target.span(theirs.start, theirs.end),),
        )
    for fact in pair.dating.lost(Kind.CENTURY):
        yield missing(pair, fact, fact.text)
    yield from new(pair, Kind.CENTURY)


centuries = EntryCheck(
    About(
        "centuries",
        Family.FACTS,
        Severity.WARNING,
        N_("Centuries are the same, in Roman numerals, digits or words."),
        fires=example("Церкву збудували у XVII ст.", "The church was built in the 18th century."),
        passes=example("Церкву збудували у XVII ст.", "The church is seventeenth-century."),
    ),
    _look,
)
