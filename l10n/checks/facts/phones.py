"""Telephone numbers: each digit as in the source."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import changed
from l10n.language.facts.fact import Kind
from l10n.messages import N_, message

_PHONES = frozenset((Kind.PHONE,))


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _PHONES)
    for fact in pair.facts.missing:
        if fact.kind is Kind.PHONE:
            text = message(N_("the telephone number “{source}” is missing"), source=fact.text)
            yield Found(text, (pair.source.span(fact.start, fact.end),), severity=Severity.WARNING)


phones = EntryCheck(
    About(
        "phones",
        Family.FACTS,
        Severity.ERROR,
        N_("Telephone numbers have the digits of the source."),
        fires=example("Телефон: 044 123-45-67.", "Call 044 123-45-76."),
        passes=example("Телефон: (044) 123-45-67.", "Call 044-123-45-67."),
    ),
    _look,
)
