"""Ages: people are as old on both sides."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import changed, name_of, told
from l10n.language.facts.fact import Kind
from l10n.language.facts.units import convertible
from l10n.messages import N_

_AGES = frozenset((Kind.AGE,))
_YEAR = "year"


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _AGES)
    for mine, theirs in pair.facts.altered:
        if {mine.kind, theirs.kind} == {Kind.AGE, Kind.UNIT}:
            name = name_of(mine) or name_of(theirs)
            if name != _YEAR and convertible(name, _YEAR):
                text = N_("“{source}” and “{target}” are not the same age")
                yield told(pair, (mine, theirs), text)


ages = EntryCheck(
    About(
        "ages",
        Family.FACTS,
        Severity.ERROR,
        N_("People are as old on both sides."),
        fires=example("Нагороду отримав 37-річний лікар.", "A 73-year-old doctor got the award."),
        passes=example("Лікареві тридцять сім років.", "The doctor is 37 years old."),
    ),
    _look,
)
