"""Candidates for the glossary out of the memory, and those that a person accepts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.memories import Memories
from l10n.desk.terms import read_glossary
from l10n.glossary.appending import appended
from l10n.glossary.finding import Finder
from l10n.glossary.suggesting import Suggestion, suggestions
from l10n.glossary.terms import Term
from l10n.glossary.writing import glossary_csv
from l10n.jobs.glossary.new_file import put_text
from l10n.lines import collapsed
from l10n.memory import Memory, Place
from l10n.model.unit import Unit

MOST_UNITS = 100_000
"""Units of one pair that are gone through; of more every n-th is."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was found for one pair."""

    pair: Pair
    units: int
    """Units that were gone through."""
    total: int
    """Units that there are."""
    suggestions: tuple[Suggestion, ...]

    def term(self, number: int) -> Term:
        """A suggestion as a term, with its usual rendering; counted from 1."""
        chosen = self.suggestions[number - 1]
        return Term(chosen.term, chosen.renderings[0].text, pair=self.pair)


def pairs_of(desk: Desk) -> list[Pair]:
    """The pairs that workflows name, each once."""
    found = [
        (workflow.source, target) for workflow in desk.workflows for target in workflow.targets
    ]
    return list(dict.fromkeys(found))


def suggest(desk: Desk, memories: Memories, pair: Pair, least: int, most: int) -> Suggested:
    """What the glossary may want of a pair; raises GlossaryError for a glossary with mistakes."""
    memory = memories.own()
    total = sum(1 for _each in memory.units(*pair))
    step = -(-total // MOST_UNITS) or 1
    finder = Finder(read_glossary(desk.workspace), *pair)

    def units() -> Iterator[tuple[str, Unit]]:
        return ((place.name, unit) for place, unit in some_units(memory, pair, step))

    def known(term: str) -> bool:
        hits = finder.search(term)
        return any(hit.start == 0 and hit.end == len(term) for hit in (*hits.sure, *hits.questions))

    found = suggestions(units, pair, known, least)[:most]
    return Suggested(pair, -(-total // step), total, tuple(found))


def some_units(memory: Memory, pair: Pair, step: int) -> Iterable[tuple[Place, Unit]]:
    """Every so many-th unit of a pair."""
    return islice(memory.units(*pair), 0, None, step)


def accept(desk: Desk, terms: Sequence[Term]) -> str:
    """Put terms behind the lines of `glossary.csv`, and give its name; nothing in it is changed.

    Raises GlossaryError where that would contradict it, ConflictError where it changed meanwhile.
    """
    workspace = desk.workspace
    path = workspace.glossary_path
    with workspace.locked():
        before = workspace.read_if_there(path)
        text = appended(path, before.data if before else None, terms)
        workspace.write(path, text, before)
    return workspace.shown(path)


def write_suggestions(place: Path, found: Iterable[Suggested]) -> int:
    """Write a new CSV file in the columns of the glossary; examples and counts are in the note.

    Raises UsageError for a file that is there already.
    """
    terms = [
        replace(each.term(number), note=_note(one))
        for each in found
        for number, one in enumerate(each.suggestions, 1)
    ]
    put_text(place, glossary_csv(terms))
    return len(terms)


def _note(each: Suggestion) -> str:
    """How often it stands, what else is said for it, and where."""
    others = [f"{one.text} ({one.units})" for one in each.renderings[1:]]
    parts = [f"{each.renderings[0].units}/{each.units}", *others]
    parts += [f"{one.place}: {one.source} → {one.target}" for one in each.examples]
    return collapsed("; ".join(parts))
