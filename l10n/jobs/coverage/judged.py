"""Counting and judging the catalogs of a desk, all of them or what a branch has touched."""

from contextlib import closing

from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Progress
from l10n.desk.judged import Judged
from l10n.desk.judging import Judging
from l10n.desk.judging_together import judged
from l10n.desk.outcomes import outcomes
from l10n.jobs.coverage.report import CoverageReport, Covered


def count_all(
    desk: Desk, agenda: Agenda, progress: Progress, outside: dict[str, bool]
) -> CoverageReport:
    """All wanted catalogs; those that are as they were are not read again.

    `outside` takes up what addresses lead to that is not among the articles, as `Led` has it.
    """
    judging = Judging(desk, Checkings(desk), keep=False)
    with closing(judged(desk, judging, agenda.jobs, keep=False)) as every:
        found = outcomes(agenda, every, progress)
    judging.close()
    outside.update(judging.led.outside)
    progress(len(agenda.jobs), len(agenda.jobs))
    covered = tuple(_covered(desk, each) for each in found.results)
    return CoverageReport(covered, found.errors, found.own)


def count_changed(desk: Desk, agenda: Agenda, progress: Progress, *, since: str) -> CoverageReport:
    """What has changed in them since a branch left a revision; raises UsageError as `Changes`."""
    from l10n.jobs.coverage.changes import Changes

    changes = Changes(desk, Checkings(desk), since)
    progress(0, None)
    found = outcomes(agenda, changes.counted(agenda.jobs))
    changes.close()
    return CoverageReport(found.results, found.errors, found.own, since=since)


def _covered(desk: Desk, found: Judged) -> Covered:
    workspace = desk.workspace
    return Covered(
        article=found.article,
        locale=found.locale,
        counts=found.counts,
        current=found.current,
        there=found.there,
        cover=found.cover,
        workflow=found.workflow,
        source_path=workspace.reference(found.article),
        catalog_path=workspace.shown(workspace.catalog_path(found.locale, found.article)),
        findings=found.findings,
        problems=found.problems,
    )
