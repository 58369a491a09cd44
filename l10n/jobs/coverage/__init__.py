"""Coverage: what is translated and sound of every article, and what of that fails the gate."""

from dataclasses import replace
from functools import partial

from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Job, Progress, Wanted
from l10n.desk.judged import Judged
from l10n.desk.judging import Judging
from l10n.errors import L10nError
from l10n.jobs.coverage.changes import Changes
from l10n.jobs.coverage.gates import failures, gated, nothing_to_count
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.model.gate import NO_GATE, Gate


def cover(
    desk: Desk,
    wanted: Wanted,
    gate: Gate = NO_GATE,
    *,
    since: str = "",
    progress: Progress = lambda done, total: None,
) -> CoverageReport:
    """Count and judge the catalog of every wanted article; changes nothing.

    What the workflows ask for is asked whether or not the command line asks for more. With `since`,
    a revision of git, no more is counted than what has changed after the branch left it. Raises
    L10nError where checks cannot be prepared, UsageError where git does not know the revision.
    """
    agenda = desk.agenda(wanted)
    count = partial(_changed, since=since) if since else _counted
    report = count(desk, agenda, progress)
    if not gated(gate, desk.workflows):
        return report
    found = failures(report.covered, gate, desk.workflows)
    if not report.covered and not gate.none and not since:
        found = (nothing_to_count(), *found)
    return replace(report, failures=found, gated=True)


def _counted(desk: Desk, agenda: Agenda, progress: Progress) -> CoverageReport:
    covered: list[Covered] = []
    own: list[tuple[str, str]] = []
    # An article that cannot be read is reported once, however many locales it has.
    errors = {(str(error), error.path): error for error in agenda.errors}
    judging = Judging(desk, Checkings(desk), keep=False)
    for number, job in enumerate(agenda.jobs):
        progress(number, len(agenda.jobs))
        try:
            judged = judging.judged(job)
        except L10nError as error:
            errors.setdefault((str(error), error.path), error)
            continue
        if judged is None:
            own.append((job.name, job.locale))
        else:
            covered.append(_covered(desk, job, judged))
    judging.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return CoverageReport(tuple(covered), tuple(errors.values()), agenda.without_other_target(own))


def _changed(desk: Desk, agenda: Agenda, progress: Progress, *, since: str) -> CoverageReport:
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


def _covered(desk: Desk, job: Job, judged: Judged) -> Covered:
    workspace = desk.workspace
    return Covered(
        article=judged.article,
        locale=judged.locale,
        counts=judged.counts,
        current=judged.current,
        there=judged.there,
        cover=judged.cover,
        workflow=judged.workflow,
        source_path=workspace.reference(job.name),
        catalog_path=workspace.shown(workspace.catalog_path(job.locale, job.name)),
        findings=judged.findings,
        problems=judged.problems,
    )
