"""Check: what checks find in the catalogs of all wanted articles."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches

from l10n.checks import Check, Finding
from l10n.checks.terms.desk import consistency, differing
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job, Progress, Wanted
from l10n.desk.judged import FindingCounts, Judged, counted
from l10n.desk.judging import Judging, in_order, located_in
from l10n.desk.judging_together import judged
from l10n.desk.reporting import CatalogResult, Frame, put_together
from l10n.errors import L10nError, UsageError
from l10n.messages import _
from l10n.model.catalog import Entry
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
    compared = not wanted.articles and (not only or consistency.name in only)
    if compared:
        judging.with_texts()
    agenda = desk.agenda(wanted)
    # An article that cannot be read is reported once, however many locales it has.
    errors = {(str(error), error.path): error for error in agenda.errors}
    found: list[Judged] = []
    own: list[tuple[str, str]] = []
    with closing(judged(desk, judging, agenda.jobs)) as every:
        for number, (job, result) in enumerate(every):
            progress(number, len(agenda.jobs))
            if isinstance(result, L10nError):
                errors.setdefault((str(result), result.path), result)
            elif result is None:
                own.append((job.name, job.locale))
            else:
                found.append(result)
    if compared:
        # What was saved in this very moment is compared by the next check.
        with suppress(LookupError, L10nError):
            found = list(_compared(judging, agenda.jobs, found, checkings))
    if only:
        found = [
            replace(each, findings=tuple(one for one in each.findings if one.check in only))
            for each in found
        ]
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
    catalogs = (
        CatalogResult(
            workspace.shown(workspace.catalog_path(each.locale, each.article)),
            each.article,
            each.locale,
            each.workflow,
            there=each.there,
            current=each.current,
            counts=each.counts,
            cover=each.cover,
            findings=each.findings,
        )
        for each in found.judged
    )
    frame = Frame(_("Checks"), now, problems=problems)
    return put_together(workspace, catalogs, found.checks, frame)


def _compared(
    judging: Judging, jobs: Sequence[Job], found: Sequence[Judged], checkings: Checkings
) -> Iterator[Judged]:
    """Add to what was judged the texts that other articles of the desk translate otherwise."""
    levels = {job.workflow.name: checkings.level(job.workflow, consistency) for job in jobs}
    asked = [job for job in jobs if levels[job.workflow.name] is not None]
    entries = (each for job in asked for each in judging.rendered(job))
    more: dict[tuple[str, str], list[tuple[Entry, Finding]]] = {}
    for spot, finding in differing(entries, judging.entry):
        more.setdefault((spot.article, spot.locale), []).append((judging.entry(spot), finding))
    for each in found:
        mine = more.get((each.article, each.locale), ())
        level = levels.get(each.workflow)
        extra = tuple(
            located_in(entry, replace(finding, severity=level or finding.severity))
            for entry, finding in mine
        )
        yield replace(each, findings=in_order((*each.findings, *extra))) if extra else each


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
