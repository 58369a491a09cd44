"""Scores: results of matches keep their numbers in their order."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import changed
from l10n.language.facts.fact import Kind
from l10n.messages import N_

_SCORES = frozenset((Kind.SCORE,))


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _SCORES)


scores = EntryCheck(
    About(
        "scores",
        Family.FACTS,
        Severity.ERROR,
        N_("Results of matches keep their numbers in their order."),
        fires=example("Гості виграли 3:1.", "The visitors won 1-3."),
        passes=example("Гості виграли 3:1.", "The visitors won 3–1."),
    ),
    _look,
)
