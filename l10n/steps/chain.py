"""Ask the engines of a workflow, in its order: requests -> what became of each text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from l10n.conditions import ALWAYS, Conditions
from l10n.engines import Draft, Engine, Request
from l10n.errors import EngineError
from l10n.markup import OMIT, Tagged, faults
from l10n.messages import N_, Message, _, message, packed, unpacked
from l10n.protected import kept, lost, restored

BATCH = 2_000
"""Distinct texts per engine call: enough for full batches, few enough for flat memory."""

Progress = Callable[[int, int], None]
"""Told the texts done and the texts known so far, while a batch of articles is drafted."""


class Journal(Protocol):
    """Remembers drafts that are not in a catalog yet, so that a killed run does not lose them.

    `asked` says all that decides on a draft besides its text.
    """

    def recall(self, asked: str, text: Tagged) -> Draft | None:
        """Give the draft that is remembered of a text, if any."""
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
        """Give None."""

    def note(self, asked: str, text: Tagged, draft: Draft) -> None:
        """Do nothing."""

    def withdraw(self, asked: str, texts: Sequence[Tagged]) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine of a workflow, and the texts it is for."""

    engine: Engine
    when: Conditions = ALWAYS
    identity: str = ""
    """Settings and models, for the journal: with others the engine's drafts may be others."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An engine that could not work, or not go on, and why."""

    engine: str
    error: EngineError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engines made of one text."""

    engine: str = ""
    draft: Draft | None = None
    reason: Message | None = None
    """Why there is no draft."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The engines in the order in which they are asked, and the pair of locales."""

    candidates: tuple[Candidate, ...]
    source: str
    target: str
    journal: Journal = field(default_factory=NoJournal)
    batch: int = BATCH
    progress: Progress | None = None

    def ask(
        self, requests: Mapping[Tagged, Request]
    ) -> tuple[dict[Tagged, Outcome], tuple[Failure, ...]]:
        """Ask for all texts: the first engine for those it is for, the next for what is left.

        An engine that fails keeps what it has given, and the next is asked for the rest.
        """
        outcomes: dict[Tagged, Outcome] = {}
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
                for start in range(0, len(todo), self.batch):
                    self._part(candidate, todo, start, outcomes)
            except EngineError as error:
                failures.append(Failure(candidate.engine.name, error))
        if self.candidates and not failures:
            nobody = Outcome(reason=message(N_("no engine of the workflow is for such a text")))
            for text in requests:
                outcomes.setdefault(text, nobody)
        return outcomes, tuple(failures)

    def _part(
        self, candidate: Candidate, todo: list[Request], start: int, outcomes: dict[Tagged, Outcome]
    ) -> None:
        """Ask one engine for one batch; what the journal remembers is not asked for again."""
        engine = candidate.engine
        asked = f"{engine.name} {candidate.identity} {self.source}>{self.target}"
        part = todo[start : start + self.batch]
        unknown: list[Request] = []
        for request in part:
            known = self.journal.recall(asked, request.text)
            if known is None:
                unknown.append(request)
            else:
                _take(outcomes, request.text, _judged(engine.name, request.text, known))
        done, number = start + len(part) - len(unknown), 0
        for number, draft in enumerate(_given(engine, unknown, self.source, self.target), 1):
            if number <= len(unknown):
                text = unknown[number - 1].text
                self.journal.note(asked, text, draft)
                _take(outcomes, text, _judged(engine.name, text, draft))
                if self.progress:
                    self.progress(done + number, len(todo))
        if number != len(unknown):
            # Which text a draft belongs to is anybody's guess then.
            texts = [request.text for request in unknown]
            self.journal.withdraw(asked, texts)
            for text in texts:
                outcomes.pop(text, None)
            raise EngineError(
                _("the engine {name} gave {given} drafts for {asked} texts").format(
                    name=engine.name, given=number, asked=len(unknown)
                )
            )


def _given(
    engine: Engine, requests: Sequence[Request], source: str, target: str
) -> Iterator[Draft]:
    """Ask an engine; whatever goes wrong in one that somebody else wrote is an EngineError."""
    if not requests:
        return
    try:
        for draft in engine.translate(requests, source, target):
            if not isinstance(draft, Draft):
                raise TypeError(f"{type(draft).__name__} instead of Draft")
            for said in (draft.reason, *draft.remarks):
                if said is not None:
                    unpacked(packed(said))
            yield draft
    except (EngineError, GeneratorExit):
        raise
    except Exception as error:
        raise EngineError(
            _("the engine {name} failed: {why}").format(
                name=engine.name, why=f"{type(error).__name__}: {error}"
            ),
            remedy=_("tell those who made it, or take it out of `engines`"),
        ) from error


def _take(outcomes: dict[Tagged, Outcome], text: Tagged, outcome: Outcome) -> None:
    """Keep a draft before a reason, and the first reason before later ones."""
    if outcome.draft is not None or text not in outcomes:
        outcomes[text] = outcome


def _judged(engine: str, text: Tagged, draft: Draft) -> Outcome:
    """Take a draft only if a catalog can hold it and nothing of it is lost, whoever made it.

    Tags must be those of the source. An address, a name with @ or # must be there unchanged, or
    there is no draft; a figure that was rewritten makes it doubtful.
    """
    if not draft.text.strip():
        return Outcome(engine, None, draft.reason or message(N_("the engine gave no text")))
    if draft.text == OMIT:
        return Outcome(engine, None, message(N_("the draft reads as a sentence left out")))
    if any(map(_forbidden, draft.text)):
        return Outcome(engine, None, message(N_("the draft holds a control character")))
    wrong = faults(text, draft.text)
    if wrong:
        return Outcome(engine, None, wrong[0])
    source = text.plain() if text.names else text.text
    found = kept(source)
    if found:
        mended = restored(source, draft.text)
        if mended is not None and not faults(text, mended):
            return Outcome(engine, replace(draft, text=mended))
        figures = {each.text for each in found if each.figure}
        missing = lost(source, draft.text)
        said = message(N_("what may not change is not in it: {items}"), items=", ".join(missing))
        if not figures.issuperset(missing):
            return Outcome(engine, None, said)
        return Outcome(engine, replace(draft, doubtful=True, reason=draft.reason or said))
    return Outcome(engine, draft)


def _forbidden(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff"
