"""Another text: the target is the translation of a neighbour, or of something else altogether."""

from collections.abc import Iterator, Sequence

from l10n.checks.answers import OTHER, Words
from l10n.checks.check import (
    About,
    ArticleCheck,
    Example,
    Family,
    Found,
    Line,
    Pair,
    Severity,
    Subject,
)
from l10n.checks.fluency.gaps import quoted
from l10n.messages import N_, message
from l10n.model.segment import Key

_POOR, _POOR_PER_WORD, _BETTER = -4.0, -0.5, 6.0
"""Evidence from which a target may belong elsewhere, in all or by word, and by how much another
source has to fit better. With these 2 of 4,003 good translations of the even lines of the corpora
fit a neighbour better, and 94 % of those that are a neighbour's do."""
_SOUND = -0.75
"""Evidence by word of the source from which nobody has to look further."""
_FOREIGN = 9.5
"""Evidence from which a target has nothing to do with its source, whatever the others are."""
_NEIGHBOURS = 2
"""Entries before and behind whose sources are looked at."""
_LEAST_WORDS = 2
"""Words of each side that have to say something."""


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    entries = [pair for pair in subject.entries if not (pair.omitted or pair.pseudo)]
    for place, pair in enumerate(entries):
        found = _found(pair, entries[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])
        if found is not None:
            yield pair.entry.key, found


def _found(pair: Pair, neighbours: Sequence[Pair]) -> Found | None:
    answers = pair.answers
    if not answers.comparable:
        return None
    source, target = answers.source, answers.target
    own, words = source.strangeness(target), _telling(source)
    if own < _SOUND * words:
        return None
    own, words = own + target.strangeness(source), words + _telling(target)
    if own <= min(_POOR, _POOR_PER_WORD * words):
        return None
    if min(_telling(source), _telling(target)) < _LEAST_WORDS:
        return None
    for other in neighbours:
        if other is not pair and other.source.raw != pair.source.raw:
            elsewhere = other.answers.source
            fit = target.strangeness(elsewhere) + elsewhere.strangeness(target)
            if fit < 0 and own - fit > _BETTER:
                text = N_("the target fits another text of the article better: “{words}”")
                return Found(message(text, words=quoted(other.source.normal)))
    if own > _FOREIGN:
        text = N_("hardly a word of the target answers to the source")
        return Found(message(text), severity=Severity.WARNING)
    return None


def _telling(words: Words) -> int:
    kinds = [unit[0] for unit in words.asking]
    return len(kinds) - kinds.count(OTHER)


_FIRST = "Рятувальники загасили пожежу в лікарні за дві години."
_SECOND = "Депутати підтримали новий закон про вищу освіту."

another_text = ArticleCheck(
    About(
        "another-text",
        Family.FLUENCY,
        Severity.ERROR,
        N_("The target translates its own source, not that of a neighbour."),
        fires=Example(
            (
                Line(_FIRST, "Deputies backed a new law on higher education."),
                Line(_SECOND, "Deputies backed a new law on higher education."),
            )
        ),
        passes=Example(
            (
                Line(_FIRST, "Rescuers put out the fire in the hospital within two hours."),
                Line(_SECOND, "Deputies backed a new law on higher education."),
            )
        ),
    ),
    _look,
)
