"""What the engines that draft with models on this machine have in common, whatever their kind."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Generic, Self, TypeVar

from l10n.engines import Draft, Request
from l10n.engines.decoder.drafting import Drafting
from l10n.engines.decoder.model import Model
from l10n.engines.packages.survey import Survey
from l10n.messages import _

M = TypeVar("M")


class ModelEngine(ABC, Generic[M]):
    """An engine whose models lie in folders: they are found when first needed, and kept.

    How texts are drafted with them is `Drafting`'s.
    """

    def __init__(self, drafting: Drafting, look: Callable[[], Survey[M]]) -> None:
        """`look` finds the models that are here."""
        self._drafting = drafting
        self._look = look
        self._survey: Survey[M] | None = None

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    def use_threads(self, most: int) -> None:
        """Compute with so many threads of the processor at most."""
        self._drafting.use_threads(most)

    def close(self) -> None:
        """Free the memory of all models, and look for models anew next time."""
        self._drafting.close()
        self._survey = None

    @abstractmethod
    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that models lead through; raises EngineError."""

    @abstractmethod
    def models(self) -> tuple[str, ...]:
        """The names of all models that may be asked, as drafts have them; raises EngineError."""

    @abstractmethod
    def _route(self, source: str, target: str) -> tuple[Model, ...]:
        """The models that lead from one locale to the other; raises EngineError for none."""

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order, as slices of them are done.

        Raises EngineError if no models lead from the source locale to the target locale, or,
        while the drafts are taken, if a model cannot be loaded or fails.
        """
        hops = self._route(source, target) if requests else ()
        if any(hop.limits.demonstration for hop in hops) and self._found().lost:
            # As for a place that cannot be read.
            raise self._found().lost[0].kept()
        return self._drafting.drafts(requests, hops, source)

    def _found(self) -> Survey[M]:
        if self._survey is None:
            self._survey = self._look()
        if self._survey.unreadable:
            # A full model may lie there: a demonstration is no substitute that nobody hears of.
            raise self._survey.unreadable[0].kept()
        return self._survey

    def _no_way(self, source: str, target: str) -> str:
        """That no models lead from one locale to the other, and what may be why."""
        why = _("no model translates from {source} to {target}").format(
            source=source, target=target
        )
        return "; ".join([why, *(str(error) for error in self._found().broken[:1])])
