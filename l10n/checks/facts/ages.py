"""Ages: people are as old on both sides."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import changed
from l10n.language.facts.fact import Kind
from l10n.messages import N_

_AGES = frozenset((Kind.AGE,))


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _AGES)


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
