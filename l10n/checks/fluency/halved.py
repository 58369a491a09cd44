"""Halved: the beginning or the end of a text was not translated."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.fluency.gaps import cut_off, dropped
from l10n.messages import N_, message

_LEAST_WORDS = 8
"""Words of a source whose missing part is more than a hint."""


def _look(pair: Pair) -> Iterator[Found]:
    gap = cut_off(pair)
    if gap is None:
        return
    clauses = dropped(pair)
    if clauses is None or clauses.run.evidence <= gap.run.evidence:
        text = N_("a part seems to be missing: nothing in the target answers to “{words}”")
        # Headlines and short sentences are rendered freely.
        severity = Severity.WARNING if len(pair.source.words) >= _LEAST_WORDS else Severity.HINT
        yield Found(message(text, words=gap.text), source=(gap.span,), severity=severity)


halved = EntryCheck(
    About(
        "halved",
        Family.FLUENCY,
        Severity.WARNING,
        N_("The target has the beginning and the end of its source."),
        fires=example(
            "Міська рада виділила гроші на ремонт дороги, але підрядник досі не почав роботу.",
            "The city council allocated money",
        ),
        passes=example(
            "Міська рада виділила гроші на ремонт дороги, але підрядник досі не почав роботу.",
            "The city council funded the road repair; the contractor has yet to start work.",
        ),
    ),
    _look,
)
