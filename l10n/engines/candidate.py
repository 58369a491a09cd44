"""An engine that a workflow may ask, before it is asked for anything."""

from l10n.dataclass import dataclass
from l10n.engines import Engine
from l10n.errors import EngineError, exception_words
from l10n.messages import _
from l10n.model.conditions import ALWAYS, Conditions


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine of a workflow, and the texts it is for."""

    engine: Engine
    when: Conditions = ALWAYS
    identity: str = ""
    """Settings and models, for the journal: with others the engine's drafts may be others."""


def engine_failure(name: str, error: BaseException) -> EngineError:
    """The error of an engine that somebody else wrote and that raised, or gave, what it may not."""
    return EngineError(
        _("the engine {name} failed: {why}").format(name=name, why=exception_words(error)),
        code="ENG-002",
        remedy=_("tell those who made it, or take it out of `engines`"),
    )
