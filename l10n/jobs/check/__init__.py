"""Check: what checks find in the catalogs of all wanted articles."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from l10n import __version__
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Progress, Wanted
from l10n.desk.judged import FindingCounts, Judged, counted, kept, told
from l10n.desk.last_look import LastLook, others_take_part, worked_on
from l10n.errors import L10nError, UsageError
from l10n.messages import _
from l10n.store.index import digest
from l10n.store.workflow_values import near
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.checks import Check
    from l10n.reports.report import Report

FORM = 1
"""Number of the shape of what is kept of a whole desk."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in all wanted articles."""

    judged: tuple[Judged, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    checkings: Checkings | None = None
    """What it was judged by."""

    @property
    def checks(self) -> "tuple[Check, ...]":
        """All checks that there are."""
        return () if self.checkings is None else self.checkings.checks

    @property
    def counts(self) -> FindingCounts:
        """All findings."""
        return counted(finding for each in self.judged for finding in each.findings)


def check(
    desk: Desk,
    wanted: Wanted,
    only: Collection[str] = (),
    *,
    progress: Progress = lambda done, total: None,
) -> CheckReport:
    """Judge the catalog of every wanted article; changes nothing.

    `only` names the checks whose findings are told, none all of them. A desk that is as it was at
    the last check is not looked into again. Raises L10nError where checks cannot be prepared,
    UsageError for a check that nobody offers.
    """
    checkings = Checkings(desk)
    if only:
        known_checks(only, checkings.checks)
    last = _last_look(desk, checkings, narrow=wanted == Wanted() and not only)
    try:
        again = _told_again(last, checkings)
        if again is not None:
            progress(len(again.judged), len(again.judged))
            return again
        # What reads and checks catalogs is imported once there is something for it to do.
        from l10n.jobs.check.run import COMPARING, run

        compared = not wanted.articles and (not only or COMPARING in only)
        ran = run(desk, desk.agenda(wanted), checkings, progress, compared=compared)
        if ran.whole and not ran.errors:
            last.outside.update(ran.outside)
            last.keep((), _kept(ran.judged, ran.own))
    finally:
        last.close()
    found = ran.judged
    if only:
        found = tuple(
            replace(each, findings=tuple(one for one in each.findings if one.check in only))
            for each in found
        )
    return CheckReport(found, ran.errors, ran.own, checkings)


def _last_look(desk: Desk, checkings: Checkings, *, narrow: bool) -> LastLook:
    """What has changed since all catalogs were checked the last time, if that is asked for."""
    narrow = narrow and not others_take_part()
    settings = [__version__, FORM, checkings.stamps, *map(repr, desk.workflows)]
    return LastLook(desk, "check", worked_on(desk) if narrow else (), digest(settings))


def _told_again(last: LastLook, checkings: Checkings) -> CheckReport | None:
    """What was told the last time; None where anything may have changed since."""
    if not last.same or last.said is None:
        return None
    try:
        judged = tuple(told(where, answer) for where, answer in last.said["judged"])
        own = tuple((str(name), str(locale)) for name, locale in last.said["own"])
    except (LookupError, TypeError, ValueError):
        # The file is a cache, and somebody changed it by hand.
        return None
    return CheckReport(judged, own=own, checkings=checkings)


def _kept(judged: Iterable[Judged], own: Iterable[tuple[str, str]]) -> object:
    """A report in which nothing has to be looked into each time, for the next command."""
    rows = [[[each.article, each.locale, each.workflow], kept(each)] for each in judged]
    return {"own": [*own], "judged": rows}


def report_of(workspace: Workspace, found: CheckReport, now: datetime) -> "Report":
    """What was found, as a report; `now` dates it."""
    from l10n.desk.reporting import Frame, put_together

    problems = tuple(str(error) for error in found.errors)
    catalogs = (
        (workspace.shown(workspace.catalog_path(each.locale, each.article)), each)
        for each in found.judged
    )
    frame = Frame(_("Checks"), now, problems=problems)
    return put_together(workspace, catalogs, found.checks, frame)


def known_checks(names: Collection[str], checks: "Sequence[Check]") -> None:
    """Raise UsageError for a name that no check has."""
    known = [each.name for each in checks]
    for name in names:
        if name not in known:
            raise UsageError(
                _("there is no check named {name}").format(name=name),
                code="USE-014",
                remedy=near(name, known) or _("`l10n check --list` names all checks"),
            )
