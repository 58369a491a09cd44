"""Search: what the memory has that is like a text, with what differs."""

from collections.abc import Iterable
from dataclasses import dataclass

from l10n.desk.desk import Desk
from l10n.desk.memories import Memories
from l10n.errors import UsageError
from l10n.memory import Match, Query
from l10n.messages import _
from l10n.steps.words_diff import Change, word_diff
from l10n.tags.renumbering import tagged

LEAST, MOST = 60, 10
"""The least similarity in percent, and how many matches are shown, unless a person says else."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for."""

    text: str
    sources: tuple[str, ...] = ()
    """Locales of originals; empty for those of all desks."""
    targets: tuple[str, ...] = ()
    """Locales of translations, likewise."""
    role: str | None = None
    least: int = LEAST
    """Percent."""
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and what becomes of its text to make it the one that was looked for."""

    match: Match
    changes: tuple[Change, ...]


def search(desk: Desk, memories: Memories, wish: Wish) -> tuple[Found, ...]:
    """The best matches in all pairs of languages that are wanted, the best first.

    Raises UsageError where there is nothing to look for.
    """
    text = " ".join(wish.text.split("\n")).strip()
    if not text:
        raise UsageError(
            _("there is no text to look for"),
            code="MEM-020",
            remedy=_("write it in quotes behind the command, or give it to it on a pipe"),
        )
    queries = [
        Query(tagged(text), source, target, context=wish.role, least=wish.least, most=wish.most)
        for source, target in _pairs(desk, wish)
    ]
    answers = memories.all().search(queries)
    # Stable: of matches that are as good the first pair's goes first, and in each pair the best.
    best = sorted(
        dict.fromkeys(match for answer in answers for match in answer),
        key=lambda match: (match.grade, match.similarity),
        reverse=True,
    )
    return tuple(
        Found(match, word_diff(match.unit.source.text, text)) for match in best[: wish.most]
    )


def _pairs(desk: Desk, wish: Wish) -> Iterable[tuple[str, str]]:
    return dict.fromkeys(
        (source, target)
        for workflow in desk.workflows
        for source in wish.sources or (workflow.source,)
        for target in wish.targets or workflow.targets
        if source != target
    )
