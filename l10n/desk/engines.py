"""Engines: make those of a workflow, and say which of them can work now."""

import contextlib
import hashlib
import json
from dataclasses import dataclass

from l10n import __version__, plugins
from l10n.desk.desk import Desk
from l10n.engines import Engine
from l10n.engines.chain import Candidate, renamed
from l10n.errors import EngineError
from l10n.language.locales import covers
from l10n.messages import _
from l10n.model.conditions import Conditions
from l10n.model.workflow import Workflow


def make(workflow: Workflow, name: str) -> Engine:
    """Make an engine of a workflow; raises EngineError, whatever goes wrong in it."""
    plugin = workflow.plugin(name)
    made = plugins.find(plugins.ENGINES, plugin)
    try:
        engine: Engine = made(workflow.settings(name))
    except EngineError:
        raise
    except (Exception, SystemExit) as error:
        raise EngineError(
            _("the engine {name} cannot be made: {why}").format(
                name=plugin, why=f"{type(error).__name__}: {error}"
            ),
            path=workflow.path,
            remedy=_("look at its settings in [engine.{name}]").format(name=name),
        ) from error
    return engine


def candidate(workflow: Workflow, name: str, terms: str = "") -> Candidate:
    """Make an engine with its conditions and all that decides on its drafts.

    `terms` names the glossary. Raises EngineError.
    """
    engine = make(workflow, name)
    try:
        models = sorted(_models(engine))
    except EngineError:
        models = []
    settings = sorted(workflow.settings(name).items())
    identity = digest([__version__, workflow.plugin(name), settings, models, terms])
    return Candidate(engine, workflow.when(name), identity, name)


def _models(engine: Engine) -> tuple[str, ...]:
    """Ask an engine for its models; whatever goes wrong in it is an EngineError."""
    try:
        models = tuple(engine.models())
        if not all(isinstance(each, str) for each in models):
            raise TypeError("a model is no str")
        return models
    except EngineError:
        raise
    except (Exception, SystemExit) as error:
        raise EngineError(
            _("the engine {name} failed: {why}").format(
                name=engine.name, why=f"{type(error).__name__}: {error}"
            )
        ) from error


def digest(value: object) -> str:
    """Name a value that JSON can write: the first 24 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:24]


def close(engine: Engine) -> None:
    """Let an engine give back what it holds, if it can; the run is over, whatever it says."""
    closing = getattr(engine, "close", None)
    if closing is not None:
        with contextlib.suppress(Exception, SystemExit):
            closing()


@dataclass(frozen=True, slots=True)
class Standing:
    """One engine of one workflow, and what it can do now."""

    workflow: str
    name: str
    plugin: str
    when: Conditions
    models: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Those of the workflow that it can translate, as far as its conditions let it."""
    error: EngineError | None = None


def engines(desk: Desk) -> tuple[Standing, ...]:
    """Ask every engine of every workflow what it has; none of them translates anything."""
    return tuple(
        _standing(workflow, name) for workflow in desk.workflows for name in workflow.engines
    )


def _standing(workflow: Workflow, name: str) -> Standing:
    when = workflow.when(name)
    shown = Standing(workflow.name, name, workflow.plugin(name), when)
    try:
        engine = make(workflow, name)
    except EngineError as error:
        return _failed(shown, error)
    try:
        known = engine.pairs()
        wanted = ((workflow.source, target) for target in workflow.targets)
        pairs = tuple(
            (source, target)
            for source, target in wanted
            if when.take_pair(source, target)
            and ((source, target) in known or _covered(known, source, target))
        )
        return Standing(workflow.name, name, shown.plugin, when, _models(engine), pairs)
    except EngineError as error:
        return _failed(shown, error)
    except (Exception, SystemExit) as error:
        said = _("the engine {name} failed: {why}").format(
            name=name, why=f"{type(error).__name__}: {error}"
        )
        return _failed(shown, EngineError(said))
    finally:
        close(engine)


def _covered(known: frozenset[tuple[str, str]], source: str, target: str) -> bool:
    """Say whether an engine's pair of languages serves a pair of their regions."""
    return any(covers(one, source) and covers(other, target) for one, other in known)


def _failed(shown: Standing, error: EngineError) -> Standing:
    renamed(error, shown.plugin, shown.name)
    return Standing(shown.workflow, shown.name, shown.plugin, shown.when, error=error)
