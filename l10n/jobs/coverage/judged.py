"""Counting and judging the catalogs of a desk, all of them or what a branch has touched."""

from contextlib import closing

from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Job, Progress
from l10n.desk.judged import Judged
from l10n.desk.judging import Judging
from l10n.desk.judging_together import judged
from l10n.errors import L10nError
from l10n.jobs.coverage.changes import Changes
from l10n.jobs.coverage.report import CoverageReport, Covered


def count_all(
    desk: Desk, agenda: Agenda, progress: Progress, outside: dict[str, bool]
) -> CoverageReport:
    """All wanted catalogs; those that are as they were are not read again.

    `outside` takes up what addresses lead to that is not among the articles, as `Led` has it.
    """
    covered: list[Covered] = []
    own: list[tuple[str, str]] = []
    # An article that cannot be read is reported once, however many locales it has.
    errors = {(str(error), error.path): error for error in agenda.errors}
    judging = Judging(desk, Checkings(desk), keep=False)
    with closing(judged(desk, judging, agenda.jobs, keep=False)) as every:
        for number, (job, result) in enumerate(every):
            progress(number, len(agenda.jobs))
            if isinstance(result, L10nError):
                errors.setdefault((str(result), result.path), result)
            elif result is None:
                own.append((job.name, job.locale))
            else:
                covered.append(_covered(desk, job, result))
    judging.close()
    outside.update(judging.led.outside)
    progress(len(agenda.jobs), len(agenda.jobs))
    return CoverageReport(tuple(covered), tuple(errors.values()), agenda.without_other_target(own))


def count_changed(desk: Desk, agenda: Agenda, progress: Progress, *, since: str) -> CoverageReport:
    """What has changed in them since a branch left a revision; raises UsageError as `Changes`."""
    covered: list[Covered] = []
    own: list[tuple[str, str]] = []
    errors = {(str(error), error.path): error for error in agenda.errors}
    changes = Changes(desk, Checkings(desk), since)
    progress(0, None)
    for job, result in changes.counted(agenda.jobs):
        if isinstance(result, L10nError):
            errors.setdefault((str(result), result.path), result)
        elif result is None:
            own.append((job.name, job.locale))
        else:
            covered.append(result)
    changes.close()
    return CoverageReport(
        tuple(covered),
        tuple(errors.values()),
        agenda.without_other_target(own),
        since=since,
    )


def _covered(desk: Desk, job: Job, found: Judged) -> Covered:
    workspace = desk.workspace
    return Covered(
        article=found.article,
        locale=found.locale,
        counts=found.counts,
        current=found.current,
        there=found.there,
        cover=found.cover,
        workflow=found.workflow,
        source_path=workspace.reference(job.name),
        catalog_path=workspace.shown(workspace.catalog_path(job.locale, job.name)),
        findings=found.findings,
        problems=found.problems,
    )
