"""The queue: which articles an editor is shown where none was named, the most worrying first."""

from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Job, Progress
from l10n.desk.judged import Judged
from l10n.desk.judging import Judging
from l10n.desk.reading import read_catalog
from l10n.errors import L10nError
from l10n.steps.approval import approvals
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for an editor."""

    jobs: tuple[Job, ...]
    errors: tuple[L10nError, ...] = ()
    """Articles that cannot be read, each once."""
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    without_catalog: tuple[Job, ...] = ()


def queue(
    desk: Desk,
    agenda: Agenda,
    *,
    named: bool,
    progress: Progress = lambda done, total: None,
) -> Queue:
    """Sort articles: by errors, by warnings, by entries that are no translation yet, by name.

    What has not changed is not read again, as in `check`. Where no article was `named`, those are
    left out of which all is approved.
    """
    judging = Judging(desk, Checkings(desk))
    errors = {str(error): error for error in agenda.errors}
    own: list[tuple[str, str]] = []
    missing: list[Job] = []
    found: list[tuple[tuple[int, int, int], int, Job]] = []
    for number, job in enumerate(agenda.jobs):
        progress(number, len(agenda.jobs))
        try:
            judged = judging.judged(job)
            if judged is None:
                own.append((job.name, job.locale))
            elif not judged.there:
                missing.append(job)
            elif named or _waits(desk.workspace, job, judged):
                found.append((_urgency(judged), number, job))
        except L10nError as error:
            errors[str(error)] = error.kept()
    judging.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return Queue(
        tuple(job for _urgency, _number, job in sorted(found, key=lambda each: each[:2])),
        tuple(errors.values()),
        agenda.without_other_target(own),
        tuple(missing),
    )


def _urgency(judged: Judged) -> tuple[int, int, int]:
    """What articles are sorted by: less comes first."""
    counts, findings = judged.counts, judged.finding_counts
    unfinished = counts.empty + counts.draft
    return (-findings.errors, -findings.warnings, -unfinished.entries)


def _waits(workspace: Workspace, job: Job, judged: Judged) -> bool:
    """True where anything of an article is not approved."""
    if (judged.counts.empty + judged.counts.draft).entries:
        return True
    path = workspace.reviews_path(job.locale, job.name)
    _document, signatures = load_reviews(workspace, path)
    if not signatures:
        return True
    _file, catalog = read_catalog(workspace, workspace.catalog_path(job.locale, job.name))
    active = () if catalog is None else catalog.active()
    signed = approvals(active, signatures)
    return not all(each.key in signed and signed[each.key].approved for each in active)
