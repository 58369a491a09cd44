"""Distance: what is far off in the source is not near in the target."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.language.glances import DISTANT
from l10n.language.polarity import Distance, distances
from l10n.messages import N_, message
from l10n.model.article import Span


def _look(pair: Pair) -> Iterator[Found]:
    if not pair.source.glance & DISTANT:
        return
    source = tuple(distances(pair.source.words, pair.source.table))
    if not source:
        return
    target = tuple(distances(pair.target.words, pair.target.table))
    said, shown = {each.pole for each in source}, {each.pole for each in target}
    if len(said) == len(shown) == 1 and said != shown:
        here, there = _span(pair.source, source[0]), _span(pair.target, target[0])
        text = message(
            N_("the source says “{source}”, the target the contrary: “{target}”"),
            source=pair.source.raw[here.start : here.end],
            target=pair.target.raw[there.start : there.end],
        )
        yield Found(text, (here,), (there,))


def _span(text: Text, found: Distance) -> Span:
    return text.span(text.words[found.first].start, text.words[found.last].end)


distance = EntryCheck(
    About(
        "distance",
        Family.POLARITY,
        Severity.WARNING,
        N_("What is far off in the source is not near in the target, nor the other way round."),
        fires=example("До миру ще далеко.", "Peace is in sight."),
        passes=example("Миру ще не видно.", "Peace is not yet in sight."),
    ),
    _look,
)
