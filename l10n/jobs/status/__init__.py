"""Status: how far every article is, and what blocks publishing."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Progress, Wanted
from l10n.desk.last_look import LastLook, others_take_part, published_from
from l10n.desk.orphans import orphaned_pages
from l10n.desk.outcomes import outcomes, tried
from l10n.desk.page_settings import PageSettings
from l10n.desk.stray_addenda import stray_addenda
from l10n.jobs.status.kept import kept, restored
from l10n.jobs.status.report import (
    Details,
    EntryCounts,
    ListedComment,
    PageState,
    PublishedPage,
    Reviewed,
    Standing,
    StatusReport,
)
from l10n.store.index import digest
from l10n.store.places import PUBLISHED

if TYPE_CHECKING:
    from l10n.jobs.status.run import StatusRun

__all__ = [
    "Details",
    "EntryCounts",
    "ListedComment",
    "PageState",
    "PublishedPage",
    "Reviewed",
    "Standing",
    "StatusReport",
    "status",
]

FORM = 1
"""Number of the shape of what is kept of a whole desk."""


def status(
    desk: Desk,
    wanted: Wanted,
    *,
    details: bool = True,
    now: datetime | None = None,
    progress: Progress = lambda done, total: None,
) -> StatusReport:
    """Read every wanted article with its catalog, and weigh it; changes nothing.

    `now` decides on embargoes; by default it is the present.

    Without `details` an article that is as it was at the last status is not read again, and a desk
    that is as it was is told again as a whole. Raises L10nError where checks cannot be prepared, as
    `Checkings` says.
    """
    checkings = Checkings(desk)
    last = _last_look(desk, checkings, narrow=wanted == Wanted() and not details)
    try:
        report = _told_again(last)
        if report is None:
            # What reads and checks articles is imported once there is something for it to do.
            from l10n.jobs.status.run import StatusRun

            agenda = desk.agenda(wanted)
            run = StatusRun(desk, agenda, checkings, now, details=details)
            report = _weighed(run, wanted, agenda, progress)
            if not run.waits:
                last.outside.update(run.led.outside)
                _keep(last, report)
    finally:
        last.close()
    return report


def _weighed(run: "StatusRun", wanted: Wanted, agenda: Agenda, progress: Progress) -> StatusReport:
    agenda = replace(agenda, errors=(*agenda.errors, *stray_addenda(run.desk, wanted)))
    found = outcomes(agenda, tried(agenda.jobs, run.standing), progress)
    run.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return StatusReport(
        found.results,
        found.errors,
        found.own,
        tuple(each for each in orphaned_pages(run.desk) if not wanted.articles),
    )


def _last_look(desk: Desk, checkings: Checkings, *, narrow: bool) -> LastLook:
    """What has changed since all articles were weighed the last time, if that is asked for."""
    narrow = narrow and not others_take_part()
    settings = PageSettings(desk, checkings)
    return LastLook(
        desk,
        "status",
        # Records of earlier versions of the tool stand where pages were then.
        (*published_from(desk), PUBLISHED) if narrow else (),
        digest([FORM, *map(settings.of, desk.workflows)]),
    )


def _told_again(last: LastLook) -> StatusReport | None:
    """What was told the last time; None where anything may have changed since."""
    if not last.same or last.said is None:
        return None
    try:
        rows = (
            restored((article, locale), workflow, answer)
            for article, locale, workflow, answer in last.said["standings"]
        )
        own = tuple((str(name), str(locale)) for name, locale in last.said["own"])
        return StatusReport(tuple(rows), own=own)
    except (LookupError, TypeError, ValueError):
        # The file is a cache, and somebody changed it by hand.
        return None


def _keep(last: LastLook, report: StatusReport) -> None:
    """Keep a report for the next command, if nothing of it has to be looked into each time."""
    if report.errors or report.orphans:
        return
    rows = [[each.article, each.locale, each.workflow, kept(each)] for each in report.standings]
    last.keep((), {"own": report.own, "standings": rows})
