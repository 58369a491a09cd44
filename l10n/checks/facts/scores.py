"""Scores: results of matches keep their numbers in their order."""

from collections.abc import Iterator
from itertools import pairwise

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.facts.differences import changed
from l10n.checks.text import Text
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.messages import N_, message

_SCORES = frozenset((Kind.SCORE,))


def _look(pair: Pair) -> Iterator[Found]:
    yield from changed(pair, _SCORES)
    there = _ranges(pair.target)
    if there:
        here = _ranges(pair.source)
        for values, (first, last) in here.items():
            turned = there.get(values[::-1])
            if turned and values not in there and values[::-1] not in here:
                text = N_("the source says “{source}”, the target turns it round: “{target}”")
                words = pair.source.normal[first.start : last.end].strip()
                other = pair.target.normal[turned[0].start : turned[1].end].strip()
                yield Found(
                    message(text, source=words, target=other),
                    (pair.source.span(first.start, last.end),),
                    (pair.target.span(turned[0].start, turned[1].end),),
                    Severity.WARNING,
                )


def _ranges(text: Text) -> dict[tuple[Value, ...], tuple[Fact, Fact]]:
    """Measures that a dash joins: the 3 and the 4 of `3–4 months`."""
    return {
        (first.value, second.value): (first, second)
        for first, second in pairwise(text.facts)
        if first.kind is second.kind
        and second.start - first.end <= 3
        and text.normal[first.end : second.start].strip() in ("-", "–", "—")
        and first.value != second.value
    }


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
