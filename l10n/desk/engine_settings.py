"""What a workflow says of its engines, held against what they are: each mistake in its place."""

from l10n import plugins
from l10n.errors import EngineError, WorkflowError
from l10n.messages import _
from l10n.model.engine_settings import SettingError, read
from l10n.model.workflow import Workflow
from l10n.store.workflow_values import near
from l10n.toml import Keys


def check_built_in(workflow: Workflow) -> None:
    """Raise WorkflowError for a mistake in the table of a built-in engine.

    No engine is imported for it, and no other package looked at.
    """
    for name in workflow.engines:
        plugin = workflow.plugin(name)
        if plugin != name and name in plugins.ENGINES.built_in:
            raise _error(
                workflow,
                ("engine", name, "use"),
                _("{name} is the name of a built-in engine").format(name=name),
                remedy=_("give it another name, in `engines` too"),
                code="WF-015",
            )
        if plugin in plugins.ENGINES.built_in:
            check_settings(workflow, name)


def check_installed(workflow: Workflow) -> None:
    """Raise WorkflowError for an engine that is not installed, or a mistake in its table.

    Only what drafts needs its engines: CI counts without them.
    """
    for name in workflow.engines:
        plugin = workflow.plugin(name)
        # The names of other packages' engines are looked up only if they are needed.
        if plugin in plugins.ENGINES.built_in:
            continue
        known = plugins.names(plugins.ENGINES)
        if plugin not in known:
            raise _unknown(workflow, name, known)
        check_settings(workflow, name)


def check_settings(workflow: Workflow, name: str) -> None:
    """Raise WorkflowError for a setting that an engine does not have, cannot use, or lacks.

    An engine that cannot be found or loaded is left to whoever makes it, and so is a declaration
    of another package's that is none.
    """
    try:
        declared = plugins.settings_of(workflow.plugin(name))
    except EngineError:
        return
    if declared is None:
        return
    try:
        read(declared, workflow.settings(name), name)
    except SettingError as error:
        keys: Keys = ("engine", name, error.key) if error.key else ("engine", name)
        # Without a table of its own, what is missing is shown where the engine is listed.
        place = keys if workflow.line(*keys) else _listed(workflow, name)
        raise _error(workflow, place, error.message, code=error.code, remedy=error.remedy) from None
    except Exception:
        if workflow.plugin(name) in plugins.ENGINES.built_in:
            raise


def _unknown(workflow: Workflow, name: str, known: tuple[str, ...]) -> WorkflowError:
    plugin = workflow.plugin(name)
    keys = _listed(workflow, name)
    if plugin != name:
        keys = ("engine", name, "use")
    return _error(
        workflow,
        keys,
        _("the engine {name} is not installed").format(name=plugin),
        remedy=near(plugin, known)
        or _("install the package that offers it, beside l10n; installed are: {names}").format(
            names=", ".join(known)
        ),
        code="WF-016",
    )


def _listed(workflow: Workflow, name: str) -> Keys:
    """Where a workflow names an engine; one that it does not name was asked for by a person."""
    if name not in workflow.engines:
        return ("engines",)
    return ("engines", workflow.engines.index(name))


def _error(
    workflow: Workflow, keys: Keys, message: str, *, code: str, remedy: str | None
) -> WorkflowError:
    line = workflow.line(*keys)
    return WorkflowError(message, code=code, path=workflow.path, line=line, remedy=remedy)
