"""Ask the engines of a workflow, in its order: requests -> what became of each text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from l10n.engines import Draft, Engine, Request, check, out_of_proportion
from l10n.errors import EngineError
from l10n.language.numbers import other_numbers
from l10n.language.protected import kept, lost, restored
from l10n.messages import N_, Message, _, joined, message
from l10n.model.conditions import ALWAYS, Conditions
from l10n.model.markup import OMIT, Tagged, faults

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CODE = ("{{", "{%", "{#", "<%", "<?", "<!--")
"""What site generators and servers run where it stands in a page."""

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
    name: str = ""
    """What the workflow calls it; empty for its own name."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An engine that could not work, or not go on, and why."""

    engine: str
    error: EngineError


@dataclass(frozen=True, slots=True)
class Outcome:
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
    journal: Journal = field(default_factory=NoJournal)
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
                self._ask(candidate, todo, outcomes)
            except EngineError as error:
                failures.append(
                    Failure(
                        candidate.engine.name, renamed(error, candidate.engine.name, candidate.name)
                    )
                )
        if self.candidates and not failures:
            nobody = Outcome(reason=message(N_("no engine of the workflow is for such a text")))
            for text in requests:
                outcomes.setdefault(text, nobody)
        return outcomes, tuple(failures)

    def _ask(
        self, candidate: Candidate, todo: list[Request], outcomes: dict[Tagged, Outcome]
    ) -> None:
        """Ask one engine for what the journal does not remember of it."""
        engine = candidate.engine
        asked = f"{engine.name} {candidate.identity} {self.source}>{self.target}"
        unknown: list[Request] = []
        for request in todo:
            known = self.journal.recall(asked, request.text)
            if known is None:
                unknown.append(request)
            else:
                _take(outcomes, request.text, _judged(engine.name, request.text, known))
        recalled, number = len(todo) - len(unknown), 0
        for number, draft in enumerate(_given(engine, unknown, self.source, self.target), 1):
            if number > len(unknown):
                break
            text = unknown[number - 1].text
            if draft.text:
                self.journal.note(asked, text, draft)
            _take(outcomes, text, _judged(engine.name, text, draft))
            if self.progress:
                self.progress(recalled + number, len(todo))
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
            check(draft)
            yield draft
    except (EngineError, GeneratorExit):
        raise
    except (Exception, SystemExit) as error:
        raise EngineError(
            _("the engine {name} failed: {why}").format(
                name=engine.name, why=f"{type(error).__name__}: {error}"
            ),
            remedy=_("tell those who made it, or take it out of `engines`"),
        ) from error


def renamed(error: EngineError, own: str, name: str) -> EngineError:
    """Let a remedy name the table of the workflow in which an engine's settings really stand."""
    if error.remedy and name:
        return error.with_remedy(error.remedy.replace(f"[engine.{own}]", f"[engine.{name}]"))
    return error


def _take(outcomes: dict[Tagged, Outcome], text: Tagged, outcome: Outcome) -> None:
    """Keep a draft; where there is none, the reasons of all that were asked."""
    old = outcomes.get(text)
    if outcome.draft is not None or old is None:
        outcomes[text] = outcome
        return
    reasons = [each.reason for each in (old, outcome) if each.reason is not None]
    asked = ", ".join(filter(None, (old.engine, outcome.engine)))
    outcomes[text] = Outcome(asked, None, joined(reasons), old.transient or outcome.transient)


def _judged(engine: str, text: Tagged, draft: Draft) -> Outcome:
    """Take a draft only if a catalog can hold it and nothing of it is lost, whoever made it.

    Tags must be those of the source. An address, a name with @ or # must be there unchanged, and
    code of templates only where the source has it, or there is no draft; a figure that was
    rewritten, and other numbers, make it doubtful.
    """
    fault = _fault(text, draft)
    if fault is not None:
        return Outcome(engine, None, fault, draft.transient)
    source = text.plain() if text.names else text.text
    missing = lost(source, _plain(text, draft.text))
    if missing:
        mended = restored(source, draft.text)
        if mended is not None and not faults(text, mended):
            draft = replace(draft, text=mended)
        else:
            items = ", ".join(missing)
            said = message(N_("what may not change is not in it: {items}"), items=items)
            figures = {each.text for each in kept(source) if each.figure}
            if not figures.issuperset(missing):
                return Outcome(engine, None, said)
            draft = replace(draft, doubtful=True, reason=draft.reason or said)
    if not draft.doubtful:
        numbers = other_numbers(source, _plain(text, draft.text))
        if numbers:
            said = message(
                N_("the numbers are not those of the source: {numbers}"),
                numbers=", ".join(numbers),
            )
            draft = replace(draft, doubtful=True, reason=said)
    return Outcome(engine, draft)


def _plain(text: Tagged, made: str) -> str:
    return Tagged(made, text.pairs, text.empties).plain() if text.names else made


def _fault(text: Tagged, draft: Draft) -> Message | None:
    """Say why a draft cannot be one, whatever its words."""
    made = draft.text
    if not made.strip():
        return draft.reason or message(N_("the engine gave no text"))
    if made == OMIT:
        return message(N_("the draft reads as a sentence left out"))
    if _FORBIDDEN.search(made):
        return message(N_("the draft holds a control character"))
    if out_of_proportion(text.text, made):
        return message(N_("the draft is far too long for its source"))
    for code in _CODE:
        if made.count(code) > text.text.count(code):
            return message(N_("the draft holds code that its source lacks: {code}"), code=code)
    wrong = faults(text, made)
    return wrong[0] if wrong else None
