"""Check: what checks find in the catalogs of all wanted articles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches

from l10n.checks import Check
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Progress, Wanted
from l10n.desk.judging import FindingCounts, Judged, Judging, counted
from l10n.desk.reporting import Frame, report_judged
from l10n.errors import L10nError, UsageError
from l10n.messages import _
from l10n.reports.report import Report
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in all wanted articles."""

    judged: tuple[Judged, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
    checks: tuple[Check, ...] = ()
    """All that there are."""

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

    `only` names the checks whose findings are told, none all of them. Raises L10nError where checks
    cannot be prepared, UsageError for a check that nobody offers.
    """
    checkings = Checkings(desk)
    known_checks(only, checkings.checks)
    judging = Judging(desk, checkings)
    agenda = desk.agenda(wanted)
    # An article that cannot be read is reported once, however many locales it has.
    errors = {(str(error), error.path): error for error in agenda.errors}
    found: list[Judged] = []
    own: list[tuple[str, str]] = []
    for number, job in enumerate(agenda.jobs):
        progress(number, len(agenda.jobs))
        try:
            judged = judging.judged(job)
        except L10nError as error:
            errors.setdefault((str(error), error.path), error)
            continue
        if judged is None:
            own.append((job.name, job.locale))
        elif only:
            some = tuple(each for each in judged.findings if each.check in only)
            found.append(replace(judged, findings=some))
        else:
            found.append(judged)
    judging.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return CheckReport(
        tuple(found),
        tuple(errors.values()),
        agenda.without_other_target(own),
        checkings.checks,
    )


def report_of(workspace: Workspace, found: CheckReport, now: datetime) -> Report:
    """What was found, as a report; `now` dates it."""
    problems = tuple(str(error) for error in found.errors)
    frame = Frame(_("Checks"), now, problems=problems)
    return report_judged(workspace, found.judged, found.checks, frame)


def known_checks(names: Collection[str], checks: Sequence[Check]) -> None:
    """Raise UsageError for a name that no check has."""
    known = [each.name for each in checks]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise UsageError(
                _("there is no check named {name}").format(name=name),
                code="USE-014",
                remedy=_("did you mean “{name}”?").format(name=near[0])
                if near
                else _("`l10n check --list` names all checks"),
            )
