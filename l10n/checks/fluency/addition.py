"""Addition: a clause of the target has nothing in the source."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.fluency.gaps import added
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    gap = added(pair)
    if gap is not None:
        text = N_("nothing in the source answers to “{words}”")
        yield Found(message(text, words=gap.text), target=(gap.span,))


addition = EntryCheck(
    About(
        "addition",
        Family.FLUENCY,
        Severity.HINT,
        N_("Each clause of the target has its words in the source."),
        fires=example(
            "Пожежу в лікарні загасили за годину, повідомили рятувальники.",
            "The fire in the hospital was put out in an hour, rescuers said, although the owner "
            "of the factory had never bought any insurance.",
        ),
        passes=example(
            "Пожежу в лікарні загасили за годину, повідомили рятувальники.",
            "It took rescuers an hour to put out the fire in the hospital, they reported.",
        ),
    ),
    _look,
)
