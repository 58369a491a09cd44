"""Currencies: an amount of money keeps its number and its currency."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import altered, changed, told
from l10n.language.facts.fact import Kind
from l10n.messages import N_

_MONEY = frozenset((Kind.MONEY,))


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _MONEY)
    for mine, theirs in altered(pair, _MONEY):
        text = N_("“{source}” is in another currency than “{target}”")
        yield told(pair, (mine, theirs), text)


currencies = EntryCheck(
    About(
        "currencies",
        Family.FACTS,
        Severity.ERROR,
        N_("An amount of money keeps its number and its currency."),
        fires=example("Квиток коштує 20 євро.", "A ticket costs $20."),
        passes=example("Квиток коштує 20 доларів.", "A ticket costs $20."),
    ),
    _look,
)
