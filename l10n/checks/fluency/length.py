"""Length: a target so short or so long that it cannot be the translation of its source."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.expansion import lengths
from l10n.messages import N_, message

_SHORT, _LONG = 0.2, 5.0
"""Of the expected length. No good translation of the corpora is beyond them."""
_SOURCE_OF_SHORT, _SOURCE_OF_LONG = 40, 12
"""Letters of a source that says enough for that."""


def misfit(pair: Pair) -> tuple[int, int, int] | None:
    """The lengths of source and target and what is expected, where they cannot belong together."""
    source, expected, target = lengths(pair.source, pair.target)
    if (source >= _SOURCE_OF_SHORT and target < _SHORT * expected) or (
        source >= _SOURCE_OF_LONG and target > _LONG * expected
    ):
        return round(source), round(target), round(expected)
    return None


def _look(pair: Pair) -> Iterator[Found]:
    found = misfit(pair)
    if found is None:
        return
    source, target, expected = found
    if not target:
        return
    text = N_(
        "the target has {target} characters and its source {source}: about {expected} are expected"
    )
    yield Found(message(text, target=target, source=source, expected=expected))


length = EntryCheck(
    About(
        "length",
        Family.FLUENCY,
        Severity.ERROR,
        N_("The target is about as long as such a text is in its language."),
        fires=example("Уряд затвердив бюджет на наступний рік після тривалих дебатів.", "ok"),
        passes=example("Уряд затвердив бюджет на наступний рік після дебатів.", "Budget adopted."),
    ),
    _look,
)
