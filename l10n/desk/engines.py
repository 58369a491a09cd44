"""Engines of a workflow: making them, asking for their models, closing them."""

import contextlib
import inspect
from collections.abc import Callable, Mapping

from l10n import __version__, plugins
from l10n.desk.engine_settings import check_settings
from l10n.engines import Engine
from l10n.engines.candidate import Candidate, engine_failure
from l10n.errors import EngineError, exception_words
from l10n.messages import _
from l10n.model.engine_settings import Value
from l10n.model.workflow import Workflow
from l10n.store.index import digest

Around = Callable[[Engine, Workflow, str], Engine]
"""Gives an engine that stands for one of a workflow, by its name there."""


def make(workflow: Workflow, name: str) -> Engine:
    """Make an engine of a workflow; raises EngineError, whatever goes wrong in it.

    Raises WorkflowError, with its place, for a mistake in its table.
    """
    check_settings(workflow, name)
    try:
        return made(workflow.plugin(name), name, workflow.settings(name))
    except EngineError as error:
        if error.code != "L10N-ENG-001" or workflow.path is None:
            raise
        raise error.at(path=workflow.path) from error.__cause__


def made(plugin: str, name: str, settings: Mapping[str, Value]) -> Engine:
    """Make an engine that a workflow calls `name`; whatever goes wrong in it is an EngineError."""
    factory: Callable[..., Engine] = plugins.find(plugins.ENGINES, plugin)
    try:
        engine = factory(settings, name=name) if _takes_name(factory) else factory(settings)
        if not isinstance(engine.name, str):
            raise TypeError("its name is no str")
    except (EngineError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise EngineError(
            _("the engine {name} cannot be made: {why}").format(
                name=plugin, why=exception_words(error)
            ),
            code="ENG-001",
            remedy=_("look at its settings in [engine.{name}]").format(name=name),
        ) from error
    return engine


def _takes_name(factory: Callable[..., Engine]) -> bool:
    """True for an engine that wants to know what the workflow calls it."""
    try:
        return "name" in inspect.signature(factory).parameters
    except (TypeError, ValueError):
        return False


def candidate(
    workflow: Workflow,
    name: str,
    terms: str = "",
    around: "Around | None" = None,
    threads: int = 0,
) -> Candidate:
    """Make an engine with its conditions and all that decides on its drafts.

    `terms` names the glossary; `around` gives what stands for the engine; `threads` are the most
    that it may draft with, 0 for as many as it likes. Raises EngineError.
    """
    engine = make(workflow, name)
    if threads:
        _use_threads(engine, threads)
    if around is not None:
        engine = around(engine, workflow, name)
    try:
        found = sorted(models(engine))
    except EngineError:
        found = []
    settings = sorted(workflow.settings(name).items())
    identity = digest([__version__, workflow.plugin(name), settings, found, terms])
    return Candidate(engine, workflow.when(name), identity)


def _use_threads(engine: Engine, most: int) -> None:
    """Tell an engine that computes here how many threads it may have; raises EngineError."""
    use = getattr(engine, "use_threads", None)
    if use is None:
        return
    try:
        use(most)
    except (EngineError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise engine_failure(engine.name, error) from error


def models(engine: Engine) -> tuple[str, ...]:
    """Ask an engine for its models; whatever goes wrong in it is an EngineError."""
    try:
        found = tuple(engine.models())
        if not all(isinstance(each, str) for each in found):
            raise TypeError("a model is no str")
        return found
    except (EngineError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise engine_failure(engine.name, error) from error


def close(engine: Engine) -> None:
    """Let an engine give back what it holds, if it can; the run is over, whatever it says."""
    closing = getattr(engine, "close", None)
    if closing is not None:
        with contextlib.suppress(Exception, SystemExit, GeneratorExit):
            closing()
