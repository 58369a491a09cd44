"""Looking at an article in one locale: which files decide on it, and how they look."""

from pathlib import Path

from l10n.desk.desk import Job
from l10n.jobs.sync.means import Means
from l10n.store.document import stamp
from l10n.store.index import Basis
from l10n.store.workspace import Workspace

CATALOG = 1
"""Which of these is the catalog."""


def paths(workspace: Workspace, job: Job) -> tuple[Path, ...]:
    """The files that a sync reads: article, catalog, records, drafts as made, questions."""
    return (
        workspace.article_path(job.name),
        workspace.catalog_path(job.locale, job.name),
        workspace.drafts_path(job.locale, job.name),
        workspace.machine_path(job.locale, job.name),
        workspace.questions_path(job.locale, job.name),
    )


def basis(workspace: Workspace, means: Means, job: Job) -> Basis:
    """All that decides on what a sync would do, without reading a file."""
    return Basis(means.settings(job.workflow), tuple(map(stamp, paths(workspace, job))))
