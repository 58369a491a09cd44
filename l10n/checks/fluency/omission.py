"""Omission: a clause of the source has nothing in the target."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.fluency.gaps import cut_off, dropped
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    gap = dropped(pair)
    if gap is None:
        return
    cut = cut_off(pair)
    if cut is None or cut.run.evidence < gap.run.evidence:
        text = N_("nothing in the target answers to “{words}”")
        yield Found(message(text, words=gap.text), source=(gap.span,))


omission = EntryCheck(
    About(
        "omission",
        Family.FLUENCY,
        Severity.WARNING,
        N_("Each clause of the source is translated."),
        fires=example(
            "Депутати, які вже двічі відкладали голосування через нестачу голосів, підтримали "
            "новий закон про освіту в першому читанні.",
            "Deputies backed the new education law at first reading.",
        ),
        passes=example(
            "Депутати, які вже двічі відкладали голосування через нестачу голосів, підтримали "
            "новий закон про освіту в першому читанні.",
            "Having twice put off the vote for want of votes, deputies backed the new education "
            "law at first reading.",
        ),
    ),
    _look,
)
