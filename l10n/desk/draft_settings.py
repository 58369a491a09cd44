"""What decides on machine drafts, by a name that a draft in the record is held against.

No engine is made for it, so that `publish` and `status` can tell as well as `sync`.
"""

from l10n.model.workflow import Workflow
from l10n.store.index import digest


def draft_settings(workflow: Workflow, source: str, glossary: str) -> str:
    """Name what a draft in the record has to be made with, for a version to be made of it.

    Empty where no machine draft may stand in a version.
    """
    return drafting(workflow, source, glossary) if may_stand_in(workflow) else ""


def may_stand_in(workflow: Workflow) -> bool:
    """True if a version may be made of machine drafts."""
    return workflow.publish.require == "draft"


def drafting(workflow: Workflow, source: str, glossary: str) -> str:
    """Name the engines of a workflow with their settings, an article's locale and the glossary.

    Empty where there are no engines. `glossary` is the digest of its file. Models are left out: an
    ordinary draft stays what it was as well when a newer one is installed.
    """
    if not workflow.engines:
        return ""
    engines = [
        [
            name,
            workflow.plugin(name),
            sorted(workflow.settings(name).items()),
            repr(workflow.when(name)),
        ]
        for name in workflow.engines
    ]
    return digest([engines, source, glossary])
