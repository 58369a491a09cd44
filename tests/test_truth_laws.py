"""The law of publishing: whatever people, tools and writers do, a page says what its article says.

Every text names the source that it was written for, so a page can be held against its article.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import Draft, Request
from l10n.engines.chain import Candidate, Chain
from l10n.glossary.finding import FoundTerms
from l10n.messages import message
from l10n.model.article import Span
from l10n.model.catalog import Catalog, DraftRecord, Entry, State
from l10n.model.draft_records import authorship, records_by_entry
from l10n.model.segment import Place, Segment
from l10n.steps.merge import merge
from l10n.steps.offered import offered
from l10n.steps.pretranslate import CatalogWork, ask, fill
from l10n.steps.proofread import proofread
from l10n.steps.publish import Policy, choose
from tests.conftest import LONG

TEXTS = tuple(
    f"Рада {what} {number} мільйонів гривень на дороги міста."
    for what in ("виділила", "не виділила")
    for number in (78, 87, 8, 7)
)
NO_TERMS = FoundTerms("uk", "en")


def theirs(source: str, number: int) -> str:
    """What a person writes for a source."""
    return f"Person {number}: {source}"


def machines(source: str) -> str:
    """What the engine makes of a source."""
    return f"Machine: {source}"


class Engine:
    """Drafts what it is told to."""

    name = "engine"
    translates = False

    def __init__(self, refuses: str) -> None:
        self.refuses = refuses

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return ("m",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        for request in requests:
            if self.refuses and self.refuses in request.text.text:
                yield Draft("", "m", message("no"))
            else:
                yield Draft(machines(request.text.text), "m")


@dataclass
class Desk:
    """An article with its catalog and records, in the hands of many."""

    article: tuple[str, ...] = TEXTS[:3]
    catalog: Catalog | None = None
    records: tuple[DraftRecord, ...] = ()
    typed: set[str] = field(default_factory=set)
    number: int = 0

    @property
    def segments(self) -> tuple[Segment, ...]:
        texts = dict.fromkeys(self.article)
        return tuple(
            Segment(None, text, Place(0, Span(0, 1), line, "paragraph"))
            for line, text in enumerate(texts, 1)
        )

    def edit(self, place: int, text: int) -> None:
        """A writer puts another sentence into the article."""
        there = list(self.article)
        there[place % len(there)] = TEXTS[text % len(TEXTS)]
        self.article = tuple(there)

    def sync(self, place: int, text: int) -> None:
        """The tool merges, and asks an engine that may refuse, with one of two settings."""
        found = merge(self.segments, self.catalog, self.records, path="articles/a.md")
        again = merge(self.segments, found.catalog, self.records, path="articles/a.md")
        assert again.catalog == found.catalog
        settings = ("", "a", "b")[place % 3]
        work = CatalogWork(
            found.catalog, self.segments, self.records, NO_TERMS, settings, stands_in=True
        )
        engine = Engine(("", "78", "не")[text % 3])
        answers = ask([work], Chain((Candidate(engine),), "uk", "en"))
        done = fill(work, answers)
        self.catalog, self.records = done.catalog, done.records
        shown = [f"{entry.target}\n{entry.comment}" for entry in self.catalog.entries]
        assert all(any(text in each for each in shown) for text in self.typed)

    def type(self, place: int, text: int) -> None:
        """A translator translates what the catalog shows, and may leave it fuzzy."""
        self.number += 1
        state = State.TRANSLATED if text % 2 else State.DRAFT
        self._change(
            place, lambda entry: entry.with_target(theirs(entry.source, self.number), state)
        )

    def mark(self, place: int, text: int) -> None:
        """Somebody marks a text as unfinished; the previous text may get lost in a tool."""
        self._change(
            place,
            lambda entry: replace(
                entry.with_target(entry.target, State.DRAFT),
                previous=None if text % 2 else entry.previous,
            ),
        )

    def spread(self, place: int, text: int) -> None:
        """Another tool offers the text of one entry to another, as msgmerge does."""
        if self.catalog is None:
            return
        other = self.catalog.entries[text % len(self.catalog.entries)]
        previous = other.key if text % 2 else None
        self._change(
            place,
            lambda entry: (
                replace(entry.with_target(other.target, State.DRAFT), previous=previous)
                if not entry.target
                else entry
            ),
        )

    def empty(self, place: int, text: int) -> None:
        """A translator takes a text out on purpose."""
        self._change(place, lambda entry: entry.with_target("", State.EMPTY))

    def forget(self, place: int, text: int) -> None:
        """Records get lost."""
        if text % 4 == 0:
            self.records = ()

    def _change(self, place: int, change: Callable[[Entry], Entry]) -> None:
        if self.catalog is None:
            return
        entries = list(self.catalog.entries)
        number = place % len(entries)
        if entries[number].obsolete:
            return
        old, entries[number] = entries[number], change(entries[number])
        self.typed.discard(old.target)
        kept = {entry.target for entry in entries}
        if old.target in kept:
            self.typed.add(old.target)
        if entries[number].target.startswith("Person"):
            self.typed.add(entries[number].target)
        self.catalog = replace(self.catalog, entries=tuple(entries))

    def published(self, policy: Policy, settings: str) -> None:
        """Hold what a version would be made of against the article."""
        catalog = self.catalog or Catalog()
        texts = offered(catalog, self.records, settings)
        findings = proofread(self.segments, texts.catalog, "uk", "en")
        choice = choose(self.segments, texts, findings, policy)
        entries, records = catalog.by_key(), records_by_entry(self.records)
        for index, target in choice.targets:
            segment = self.segments[index]
            entry: Entry = entries[segment.key]
            if target == machines(segment.text):
                assert policy.drafts or entry.state is State.TRANSLATED
            else:
                assert entry.state is State.TRANSLATED
                assert target == entry.target
                assert not authorship(entry, records).unfinished
            assert target.endswith(segment.text)
        shown = {self.segments[index].key for index, _target in choice.targets}
        drafts = {key for key in shown if texts.catalog.by_key()[key].state is State.DRAFT}
        assert (choice.draft, choice.translated) == (len(drafts), len(shown) - len(drafts))
        assert choice.empty == len({segment.key for segment in self.segments} - shown)


Operation = Callable[[Desk, int, int], None]
OPERATIONS: tuple[Operation, ...] = (
    Desk.edit,
    Desk.sync,
    Desk.type,
    Desk.mark,
    Desk.spread,
    Desk.empty,
    Desk.forget,
)
STEPS = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 7), st.integers(0, 7)), max_size=25
)


@pytest.mark.campaign
@hypothesis.settings(max_examples=10_000 if LONG else 50, deadline=None)
@given(STEPS)
def test_no_text_of_another_source_is_ever_published(
    steps: list[tuple[Operation, int, int]],
) -> None:
    desk = Desk()
    for operation, place, text in steps:
        operation(desk, place, text)
        for drafts, settings in ((False, ""), (True, ""), (True, "a")):
            desk.published(Policy(drafts, source_for_missing=True), settings)
