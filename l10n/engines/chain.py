"""Ask the engines of a workflow, in its order: requests -> what became of each text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from itertools import count
from typing import Protocol, cast

from l10n.dataclass import dataclass
from l10n.engines import Draft, Engine, Request, check
from l10n.engines.accept import Rejected, accept
from l10n.engines.candidate import Candidate, engine_failure
from l10n.errors import EngineError
from l10n.messages import N_, Message, _, joined, message
from l10n.model.catalog import digest_of
from l10n.model.markup import Tagged

Progress = Callable[[int, int], None]
"""Told the texts done and the texts known so far, while a batch of articles is drafted."""


class DraftJournal(Protocol):
    """Remembers drafts that are not in a catalog yet, so that a killed run does not lose them.

    `asked` says all that decides on a draft besides its text.
    """

    def recall(self, asked: str, text: Tagged) -> Draft | None:
        """The draft that is remembered of a text, if any."""
        ...

    def knows(self, asked: str, text: Tagged) -> bool:
        """True if a draft of a text is remembered, which nobody takes yet."""
        ...

    def note(self, asked: str, text: Tagged, draft: Draft) -> None:
        """Remember a draft."""
        ...

    def withdraw(self, asked: str, texts: Sequence[Tagged]) -> None:
        """Forget the drafts of some texts."""
        ...


class NoJournal:
    """Remembers nothing."""

    def recall(self, asked: str, text: Tagged) -> Draft | None:
        """None, always."""

    def knows(self, asked: str, text: Tagged) -> bool:
        """False, always."""
        return False

    def note(self, asked: str, text: Tagged, draft: Draft) -> None:
        """Do nothing."""

    def withdraw(self, asked: str, texts: Sequence[Tagged]) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An engine that could not work, or not go on, and why."""

    engine: str
    error: EngineError


@dataclass(frozen=True, slots=True)
class TextOutcome:
    """What the engines made of one text."""

    engine: str = ""
    """Who made the draft; where there is none, all that were asked: `argos, openai`."""
    draft: Draft | None = None
    reason: Message | None = None
    """Why there is no draft."""
    transient: bool = False
    """The reason may pass."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The engines in the order in which they are asked, and the pair of locales."""

    candidates: tuple[Candidate, ...]
    source: str
    target: str
    journal: DraftJournal = field(default_factory=NoJournal)
    progress: Progress | None = None

    def ask(
        self, requests: Mapping[Tagged, Request]
    ) -> tuple[dict[Tagged, TextOutcome], tuple[Failure, ...]]:
        """Ask for all texts: the first engine for those it is for, the next for what is left.

        An engine that fails keeps what it has given, and the next is asked for the rest.
        """
        outcomes: dict[Tagged, TextOutcome] = {}
        failures: list[Failure] = []
        for candidate in self.candidates:
            if not candidate.when.take_pair(self.source, self.target):
                continue
            todo = [
                request
                for text, request in requests.items()
                if (text not in outcomes or outcomes[text].draft is None)
                and candidate.when.take(text)
            ]
            try:
                self._ask(candidate, todo, outcomes)
            except EngineError as error:
                failures.append(Failure(candidate.engine.name, error))
        if self.candidates and not failures:
            nobody = TextOutcome(reason=message(N_("no engine of the workflow is for such a text")))
            for text in requests:
                outcomes.setdefault(text, nobody)
        return outcomes, tuple(failures)

    def wants(self, request: Request) -> bool:
        """True if the first engine that is for a text has to be asked: no draft is remembered."""
        for candidate in self.candidates:
            when = candidate.when
            if when.take_pair(self.source, self.target) and when.take(request.text):
                return not self.journal.knows(self._asked(candidate, request), request.text)
        return False

    def _ask(
        self, candidate: Candidate, todo: list[Request], outcomes: dict[Tagged, TextOutcome]
    ) -> None:
        """Ask one engine for what the journal does not remember of it."""
        engine = candidate.engine
        unknown: list[Request] = []
        for request in todo:
            known = self.journal.recall(self._asked(candidate, request), request.text)
            if known is None:
                unknown.append(request)
            else:
                _take(outcomes, request.text, self._outcome(engine, request, known))
        recalled, number = len(todo) - len(unknown), 0
        given = drafted(engine, unknown, self.source, self.target)
        for number, (place, draft) in enumerate(given, 1):
            if number > len(unknown):
                break
            request = unknown[place]
            if draft.text:
                self.journal.note(self._asked(candidate, request), request.text, draft)
            _take(outcomes, request.text, self._outcome(engine, request, draft))
            if self.progress:
                self.progress(recalled + number, len(todo))
        if number != len(unknown):
            # Which text a draft belongs to is anybody's guess then.
            for request in unknown:
                self.journal.withdraw(self._asked(candidate, request), [request.text])
                outcomes.pop(request.text, None)
            raise miscounted(engine.name, given=number, asked=len(unknown))

    def _asked(self, candidate: Candidate, request: Request) -> str:
        """All that decides on a draft besides its text, for the journal."""
        engine = candidate.engine
        asked = f"{engine.name} {candidate.identity} {self.source}>{self.target}"
        if request.earlier is None or not revises(engine):
            return asked
        return f"{asked} {digest_of(request.earlier.source, request.earlier.target)}"

    def _outcome(self, engine: Engine, request: Request, draft: Draft) -> TextOutcome:
        """What becomes of a draft, raw as the engine or the journal gave it."""
        words = bool(getattr(engine, "translates", True))
        verdict = accept(request, draft, (self.source, self.target), words=words)
        if isinstance(verdict, Rejected):
            return TextOutcome(engine.name, None, verdict.reason, draft.transient)
        return TextOutcome(engine.name, verdict.draft)


def revises(engine: Engine) -> bool:
    """True for an engine that makes use of what a text was before an edit."""
    return getattr(engine, "revises", False) is True


def miscounted(name: str, *, given: int, asked: int) -> EngineError:
    """The error of an engine that gave more or fewer drafts than it was asked for."""
    return EngineError(
        _("the engine {name} gave {given} drafts for {asked} texts").format(
            name=name, given=given, asked=asked
        ),
        code="ENG-003",
    )


def drafted(
    engine: Engine, requests: Sequence[Request], source: str, target: str
) -> Iterator[tuple[int, Draft]]:
    """Ask an engine: drafts as they are made, each with the place (from 0) of its request.

    Whatever goes wrong in an engine that somebody else wrote is an EngineError. One that gives
    more drafts than it was asked for gets places beyond the last.
    """
    if not requests:
        return
    given: Iterator[object] = iter(())
    scattered = getattr(engine, "scattered", None)
    left = set(range(len(requests)))
    try:
        with _blaming(engine):
            given = iter((scattered or engine.translate)(requests, source, target))
        for number in count():
            with _blaming(engine):
                try:
                    found = next(given)
                except StopIteration:
                    return
                place, draft = cast(tuple[int, object], found) if scattered else (number, found)
                if not isinstance(draft, Draft):
                    raise TypeError(f"{type(draft).__name__} instead of Draft")
                check(draft)
                if scattered:
                    left.remove(place)
            # Outside of what is blamed on the engine: here the caller may stop.
            yield place, draft
    finally:
        _stop(given)


@contextmanager
def _blaming(engine: Engine) -> Iterator[None]:
    """Make an EngineError of whatever goes wrong, but for the person's own interruption."""
    try:
        yield
    except (EngineError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise engine_failure(engine.name, error) from error


def _stop(given: Iterator[object]) -> None:
    """Let an engine's generator end now; what it says to that is of no use to anybody."""
    closing = getattr(given, "close", None)
    if closing is not None:
        with suppress(Exception, SystemExit, GeneratorExit):
            closing()


def _take(outcomes: dict[Tagged, TextOutcome], text: Tagged, outcome: TextOutcome) -> None:
    """Keep a draft; where there is none, the reasons of all that were asked."""
    old = outcomes.get(text)
    if outcome.draft is not None or old is None:
        outcomes[text] = outcome
        return
    reasons = [each.reason for each in (old, outcome) if each.reason is not None]
    asked = ", ".join(filter(None, (old.engine, outcome.engine)))
    outcomes[text] = TextOutcome(asked, None, joined(reasons), old.transient or outcome.transient)
