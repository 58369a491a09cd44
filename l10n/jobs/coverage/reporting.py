"""Coverage as a report for people and other programs."""

from collections.abc import Iterable
from datetime import datetime

from l10n.checks import Check
from l10n.desk.reporting import CatalogResult, Frame, put_together
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.messages import _
from l10n.reports.report import Moment, Report
from l10n.store.workspace import Workspace


def report_of(
    workspace: Workspace | None,
    found: CoverageReport,
    checks: Iterable[Check],
    now: datetime,
    trend: tuple[Moment, ...] = (),
) -> Report:
    """What was counted, with what fails the gate; `now` dates it. A tree has no workspace."""
    frame = Frame(
        _("Coverage"),
        now,
        failures=tuple(each.text() for each in found.failures),
        problems=tuple(str(error) for error in found.errors),
        trend=trend,
    )
    return put_together(workspace, map(_result, found.covered), checks, frame)


def _result(each: Covered) -> CatalogResult:
    return CatalogResult(
        each.catalog_path,
        each.article,
        each.locale,
        each.workflow,
        there=each.there,
        current=each.current,
        counts=each.counts,
        cover=each.cover,
        findings=each.findings,
    )
