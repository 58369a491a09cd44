"""Consistency of an article: one source with two targets, two sources with one target."""

from collections import defaultdict
from collections.abc import Callable, Iterator

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
from l10n.glossary.renderings import in_one_form
from l10n.glossary.terms import Kind, Term
from l10n.lines import printable
from l10n.messages import N_, message
from l10n.model.segment import Key

_ENDS = " .!?…:;,"
_LEAST_WORDS = 3
"""Words of a target that no two sources have by chance."""
_CLEARLY = 60
"""Likeness, in percent, below which two sources are different texts."""
_SHOWN = 60
_COMPARED = 400
"""Characters of two sources that are compared."""


def _words(text: str) -> str:
    return " ".join(text.strip(_ENDS).split())


def _groups(subject: Subject, of: Callable[[Pair], str]) -> Iterator[list[Pair]]:
    """Entries that have something in common, each group in the order of the article."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in subject.entries:
        if not pair.omitted and (same := of(pair)):
            found[same].append(pair)
    return (group for group in found.values() if len(group) > 1)


def _two_targets(subject: Subject) -> Iterator[tuple[Key, Found]]:
    for first, *others in _groups(subject, lambda pair: _words(pair.source.folded)):
        said = _words(first.target.folded)
        for other in others:
            if _words(other.target.folded) != said and _settled(other) != _settled(first):
                text = message(
                    N_("the same text is “{other}” elsewhere in this article"),
                    other=_short(first.target.normal),
                )
                yield other.entry.key, Found(text)


def _settled(pair: Pair) -> str:
    """What a target says, with one form for each term of the glossary: who is introduced once is
    called by the short name elsewhere, and allowed renderings say the same.
    """
    text = pair.target.normal
    for term in {hit.term for hit in pair.terms}:
        text = in_one_form(term, text, pair.target.table.locale)
    return _words(text.lower())


def _two_sources(subject: Subject) -> Iterator[tuple[Key, Found]]:
    for group in _groups(subject, lambda pair: _words(pair.target.folded)):
        if len(group[0].target.words) < _LEAST_WORDS or group[0].pseudo:
            continue
        first = group[0]
        for other in group[1:]:
            if _differ(first.source.folded, other.source.folded):
                text = message(
                    N_("“{other}” has the same target: was it pasted into the wrong place?"),
                    other=_short(first.source.normal),
                )
                yield other.entry.key, Found(text)


def _differ(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(one[:_COMPARED], other[:_COMPARED], score_cutoff=_CLEARLY) == 0


def _short(text: str) -> str:
    return printable(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


_PERSON = Term("Лев Гай", "Lev Hai", kind=Kind.PERSON, aliases=("Гай",))
same_source = ArticleCheck(
    About(
        "same-source",
        Family.TERMS,
        Severity.HINT,
        N_("One text is translated in one way within an article, in a title as elsewhere."),
        fires=Example(
            (
                Line("Порт закрито", "The port is closed", role="title"),
                Line("Порт закрито.", "The harbour has been shut."),
            )
        ),
        passes=Example(
            (
                Line("Порт закрито", "The port is closed", role="title"),
                Line("Порт закрито.", "The port is closed."),
                Line("Там Гай", "Hai is there", role="title"),
                Line("Там Гай.", "Lev Hai is there."),
            ),
            terms=(_PERSON,),
        ),
    ),
    _two_targets,
)
same_target = ArticleCheck(
    About(
        "same-target",
        Family.TERMS,
        Severity.WARNING,
        N_("Two different texts of an article do not have the same target."),
        fires=Example(
            (
                Line("Порт закрили через лід.", "The port was closed by ice."),
                Line("Міська рада збереться у вівторок.", "The port was closed by ice."),
            )
        ),
        passes=Example(
            (
                Line("Порт закрили через лід.", "The port was closed by ice."),
                Line("Через лід порт закрили.", "The port was closed by ice."),
            )
        ),
    ),
    _two_sources,
)
