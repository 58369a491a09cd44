"""Search: what the memory has that is like a text, with what differs."""

from collections.abc import Iterator

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, no_target
from l10n.desk.memories import Memories
from l10n.errors import UsageError
from l10n.language.inflection import language_of
from l10n.memory import Match, Memory, Query
from l10n.messages import _
from l10n.steps.words_diff import Change, word_diff
from l10n.tags.renumbering import tagged

LEAST, MOST = 60, 10
"""The least similarity in percent, and how many matches are shown, unless a person says else."""


Pair = tuple[str, str]


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

    Raises UsageError where there is nothing to look for, and for a locale of no workflow that
    nothing is found in: a file of another tool may hold more languages than the desk translates.
    """
    text = " ".join(wish.text.split("\n")).strip()
    if not text:
        raise UsageError(
            _("there is no text to look for"),
            code="MEM-020",
            remedy=_("write it in quotes behind the command, or give it to it on a pipe"),
        )
    found: dict[Match, None] = {}
    for memory, pairs in _asked(desk, memories, wish):
        queries = [
            Query(tagged(text), *pair, context=wish.role, least=wish.least, most=wish.most)
            for pair in pairs
        ]
        found |= dict.fromkeys(match for answer in memory.search(queries) for match in answer)
    languages = {language_of(each) for each in desk.targets}
    strange = [each for each in wish.targets if language_of(each) not in languages]
    if strange and not found:
        raise no_target(desk, strange[0])
    # Stable: of matches that are as good the first pair's goes first, and in each pair the best.
    best = sorted(
        found,
        key=lambda match: (match.grade, match.similarity),
        reverse=True,
    )
    return tuple(
        Found(match, word_diff(match.unit.source.text, text)) for match in best[: wish.most]
    )


def _asked(desk: Desk, memories: Memories, wish: Wish) -> Iterator[tuple[Memory, list[Pair]]]:
    """The memories of all desks, each with the pairs of languages that it is asked for, once."""
    seen: set[tuple[int, Pair]] = set()
    for workflow in desk.workflows:
        # A desk that uses no memory may still look into that of the others.
        memory = memories.of(workflow) or memories.own()
        pairs = [
            (source, target)
            for source in wish.sources or (workflow.source,)
            for target in wish.targets or workflow.targets
            if source != target and (id(memory), (source, target)) not in seen
        ]
        seen.update((id(memory), pair) for pair in pairs)
        yield memory, pairs
