"""Coverage as a report for people and other programs."""

from collections.abc import Iterable
from datetime import datetime

from l10n.checks import Check
from l10n.desk.reporting import Frame, put_together
from l10n.jobs.coverage.report import CoverageReport
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
    catalogs = ((each.catalog_path, each) for each in found.covered)
    return put_together(workspace, catalogs, checks, frame)
