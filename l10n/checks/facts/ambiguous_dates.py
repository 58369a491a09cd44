"""Ambiguous dates: a date in digits that one reader takes for April and another for March."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.dates import date_in_words
from l10n.language.facts.fact import Kind
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    locale = pair.target.table.locale
    for fact in pair.target.facts:
        if fact.kind is Kind.DATE and fact.others and not any(map(str.isalpha, fact.text)):
            yield Found(
                message(
                    N_("“{target}” may be {one} or {other}; a month in letters is plain"),
                    target=fact.text,
                    one=date_in_words(fact.value, locale),
                    other=date_in_words(fact.others[0], locale),
                ),
                target=(pair.target.span(fact.start, fact.end),),
            )


ambiguous_dates = EntryCheck(
    About(
        "ambiguous-dates",
        Family.FACTS,
        Severity.HINT,
        N_("A date in digits is read in one way only."),
        fires=example("Зустріч відбулася 3 квітня 2025 року.", "They met on 03/04/2025."),
        passes=example("Зустріч відбулася 18 квітня 2025 року.", "They met on 18/04/2025."),
    ),
    _look,
)
