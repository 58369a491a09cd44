"""Coverage: what is translated and sound of every article, and what of that fails the gate."""

from dataclasses import replace

from l10n.desk.desk import Desk, Progress, Wanted
from l10n.jobs.coverage.gates import failures, gated, nothing_to_count
from l10n.jobs.coverage.report import CoverageReport
from l10n.jobs.coverage.snapshot import Snapshot
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
    report = _report(desk, wanted, since, progress)
    if not gated(gate, desk.workflows):
        return report
    found = failures(report.covered, gate, desk.workflows)
    if not report.covered and not gate.none and not since:
        found = (nothing_to_count(), *found)
    return replace(report, failures=found, gated=True)


def _report(desk: Desk, wanted: Wanted, since: str, progress: Progress) -> CoverageReport:
    if since or wanted != Wanted():
        return _counted(desk, wanted, since, progress, {})
    snapshot = Snapshot(desk)
    try:
        report = snapshot.report()
        if report is None and snapshot.changed.exact:
            report = snapshot.report(
                _counted(desk, snapshot.changed, since, progress, snapshot.outside)
            )
        if report is None:
            report = _counted(desk, wanted, since, progress, snapshot.outside)
        snapshot.keep(report)
    finally:
        snapshot.close()
    return report


def _counted(
    desk: Desk, wanted: Wanted, since: str, progress: Progress, outside: dict[str, bool]
) -> CoverageReport:
    """Read and count; `outside` takes up what addresses lead to that is not among the articles."""
    # What judges takes longer to import than it takes to tell an unchanged desk again.
    from l10n.jobs.coverage.judged import count_all, count_changed

    agenda = desk.agenda(wanted)
    if since:
        return count_changed(desk, agenda, progress, since=since)
    return count_all(desk, agenda, progress, outside)
