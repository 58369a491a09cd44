"""Engines: which of each workflow can work now, and what each has."""

from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.engines import close, make, models
from l10n.engines.candidate import engine_failure
from l10n.errors import EngineError, L10nError, WorkflowError
from l10n.language.locales import covers
from l10n.model.conditions import Conditions
from l10n.model.workflow import Workflow


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """One engine of one workflow, and what it can do now."""

    workflow: str
    name: str
    plugin: str
    when: Conditions
    models: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Those of the workflow that it can translate, as far as its conditions let it."""
    error: L10nError | None = None


def engines(desk: Desk) -> tuple[EngineStatus, ...]:
    """Ask every engine of every workflow what it has; none of them translates anything."""
    return tuple(
        _status(workflow, name) for workflow in desk.workflows for name in workflow.engines
    )


def _status(workflow: Workflow, name: str) -> EngineStatus:
    when = workflow.when(name)
    shown = EngineStatus(workflow.name, name, plugin=workflow.plugin(name), when=when)
    try:
        engine = make(workflow, name)
    except EngineError as error:
        return _failed(shown, error)
    except WorkflowError as error:
        return replace(shown, error=error)
    try:
        known = engine.pairs()
        wanted = ((workflow.source, target) for target in workflow.targets)
        pairs = tuple(
            (source, target)
            for source, target in wanted
            if when.take_pair(source, target)
            and ((source, target) in known or _covered(known, source, target))
        )
        return replace(shown, models=models(engine), pairs=pairs)
    except EngineError as error:
        return _failed(shown, error)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _failed(shown, engine_failure(name, error))
    finally:
        close(engine)


def _covered(known: frozenset[tuple[str, str]], source: str, target: str) -> bool:
    """True if one of an engine's pairs of languages serves a pair of their regions."""
    sources = {one for one, _other in known if covers(one, source)}
    return any(one in sources and covers(other, target) for one, other in known)


def _failed(shown: EngineStatus, error: EngineError) -> EngineStatus:
    return replace(shown, error=error)
