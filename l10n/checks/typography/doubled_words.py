"""Doubled words: one word written twice by a slip."""

from collections.abc import Iterator
from itertools import pairwise

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, message


def _look(pair: Pair) -> Iterator[Found]:
    """A word that the source doubles is meant so, and so is a name of two alike."""
    target = pair.target
    words = target.words
    twice = [(first, second) for first, second in pairwise(words) if first.folded == second.folded]
    if not twice:
        return
    allowed = frozenset(target.table.words("typography", "doubled-words"))
    for first, second in twice:
        between = target.normal[first.end : second.start]
        if between.strip() or first.folded in allowed or not first.text.replace("’", "").isalpha():
            continue
        if first.text[0].isupper() and second.text[0].isupper():
            continue
        if _is_doubled(pair):
            return
        span = target.span(first.start, second.end)
        yield Found(message(N_("“{word}” stands twice"), word=first.text), target=(span,))


def _is_doubled(pair: Pair) -> bool:
    words = pair.source.words
    return any(a.folded == b.folded for a, b in pairwise(words))


doubled_words = EntryCheck(
    About(
        "doubled-words",
        Family.TYPOGRAPHY,
        Severity.WARNING,
        N_("No word is written twice by a slip."),
        fires=example("Рада ухвалила закон.", "The Rada passed the the law."),
        passes=example("Він уже пішов.", "He had had to go."),
    ),
    _look,
)
