"""A sync for which nothing is to be done: what it says is known, and nothing more is imported."""

import os

from l10n.desk.leads import Led
from l10n.desk.problems import pressing, unpacked_problems
from l10n.jobs.sync.before import JOBS, ORPHANS, PROBLEMS, UNCLAIMED, UNREAD, Before, by_line
from l10n.jobs.sync.looking import basis
from l10n.jobs.sync.remarks import Remarks
from l10n.jobs.sync.report import SyncReport
from l10n.jobs.sync.told import Told
from l10n.store import index, journal


def nothing_to_do(before: Before) -> SyncReport | None:
    """The report of a sync that finds every article as an earlier one left it; None for others.

    Those that the last look did not settle are looked at, and none is read.
    """
    desk, last = before.desk, before.last
    if last.articles is None or last.said is None or last.said[ORPHANS]:
        return None
    agenda = desk.agenda(last.wanted)
    if agenda.errors:
        return None
    remarks = Remarks()
    answers = index.load(desk.workspace.index_path, "sync")
    led = Led(desk.workspace)
    settled: dict[str, int] = {}
    for job in agenda.jobs:
        known = answers.answer(job.name, job.locale, basis(desk.workspace, before.means, job))
        if known is None or not led.as_before(job.name, known):
            return None
        remarks.tell(job.name, pressing(unpacked_problems(known.get(PROBLEMS, ()))))
        settled[job.name] = settled.get(job.name, 0) + 1
    if before.draft and not before.means.failures:
        _forget_drafts(before)
    told = Told(desk, remarks, last)
    said = told.of(agenda, ())
    last.outside.update(led.outside)
    told.keep(agenda, said, settled)
    return SyncReport(
        unchanged=said[JOBS],
        problems=tuple(sorted(remarks.problems, key=by_line)),
        warnings=before.means.warnings,
        failures=tuple(before.means.failures.values()),
        unclaimed=tuple(said[UNCLAIMED]),
        unread=said[UNREAD],
    )


def _forget_drafts(before: Before) -> None:
    """All drafts stand in their catalogs; a run that was killed may have left some behind."""
    path = before.desk.workspace.journal_path
    if os.path.lexists(path):
        left = journal.load(path, before.claims)
        left.clear()
        left.close()
