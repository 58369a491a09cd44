"""Engines of a workflow on a cluster: made here as ever, and stood for by one that asks it."""

from l10n import plugins
from l10n.desk.engines import close, made, models
from l10n.engines import Engine
from l10n.engines.cluster.cluster import Cluster
from l10n.engines.cluster.engine import ClusterEngine
from l10n.engines.cluster.identity import Identity, identity, needed
from l10n.engines.cluster.settings import ClusterSettings
from l10n.engines.cluster.wire import Recipe
from l10n.engines.cluster.worker import Made, answered
from l10n.errors import EngineError
from l10n.model.workflow import Workflow


def cluster(settings: ClusterSettings) -> Cluster:
    """A cluster that drafts what engines of workflows would; nothing is reached yet."""
    return Cluster(settings, draft_slice)


def on_cluster(engine: Engine, workflow: Workflow, name: str, there: Cluster) -> Engine:
    """Stand for an engine of a workflow: its texts go to a cluster."""
    plugin = workflow.plugin(name)
    recipe = Recipe(plugin, name, workflow.settings(name))
    return ClusterEngine(engine, recipe, there, _identity(engine, plugin))


def draft_slice(data: bytes) -> bytes:
    """Draft a slice; what runs on the workers."""
    from distributed import get_worker

    return answered(data, _made, get_worker())


def _made(recipe: Recipe) -> Made:
    """Make an engine on a worker, with what this process is; raises EngineError."""
    engine = made(recipe.plugin, recipe.name, recipe.settings)
    try:
        # Why models cannot be told is why this worker gets nothing: the client hears it.
        return Made(engine, _known(models(engine), engine, recipe.plugin))
    except BaseException:
        close(engine)
        raise


def _identity(engine: Engine, plugin: str) -> Identity:
    try:
        found = models(engine)
    except EngineError:
        found = ()
    return _known(found, engine, plugin)


def _known(found: tuple[str, ...], engine: Engine, plugin: str) -> Identity:
    return identity(found or None, (*needed(engine), *plugins.packages(plugins.ENGINES, plugin)))
