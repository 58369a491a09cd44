"""Sync: bring catalogs up to date with their articles, and draft what is empty.

First it is seen what has changed (`before`); where nothing has, no more is imported or read.
Articles are read and merged (`planning`), the engines are asked for many of them together, and the
drafts are written (`commit`). Engines may take hours: no lock is held meanwhile.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Progress, Wanted, nobody_told
from l10n.desk.engine_settings import check_installed
from l10n.jobs.sync.before import Before, Drafting
from l10n.jobs.sync.report import Synced, SyncReport
from l10n.jobs.sync.unchanged import nothing_to_do

if TYPE_CHECKING:
    from l10n.desk.signing import Signer
    from l10n.jobs.sync.run import SyncRun

__all__ = ["Drafting", "SyncProgress", "SyncReport", "Synced", "sync", "sync_minor"]


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """Who is told how far a sync is."""

    articles: Progress = nobody_told
    memory: Progress = nobody_told
    """Of bytes of files that the memory is made of, when it is brought up to date."""


UNSEEN = SyncProgress()


def sync(
    desk: Desk,
    wanted: Wanted,
    *,
    now: datetime,
    draft: Drafting = True,
    progress: SyncProgress = UNSEEN,
) -> SyncReport:
    """Sync every wanted article that has changed since the last time.

    Memory and engines only fill what is empty. With `draft` off neither is asked; with a cluster,
    engines draft there. An article or a catalog that cannot be read is reported and left as it is;
    the rest goes on. What another sync has in hand is left to it. `now` dates new catalogs.
    """
    _check_engines(desk, draft=draft)
    before = Before(desk, wanted, draft=draft)
    try:
        report = nothing_to_do(before)
        if report is not None:
            progress.articles(0, 0)
            return report
        from l10n.jobs.sync.run import SyncRun

        return _done(SyncRun(before, now), progress)
    finally:
        before.close()


def sync_minor(
    desk: Desk,
    wanted: Wanted,
    signer: "Signer",
    *,
    draft: Drafting = True,
    progress: SyncProgress = UNSEEN,
) -> SyncReport:
    """Sync every wanted article, changed or not, as `sync` does; its edits are declared trifles.

    Where an edit of a sentence is one, its translation stays as finished as it was, and a signature
    says who declared it. Raises what `sync` raises.
    """
    _check_engines(desk, draft=draft)
    # Whose signature counts is judged where it is written.
    alone = replace(desk, jobs=1)
    before = Before(alone, wanted, draft=draft, minor=True)
    try:
        from l10n.jobs.sync.run import SyncRun

        run = SyncRun(before, signer.date)
        run.named = True
        run.planner.declarer = signer.person
        run.committer.signer = signer
        return _done(run, progress)
    finally:
        before.close()


def _check_engines(desk: Desk, *, draft: Drafting) -> None:
    if draft is not False:
        for workflow in desk.workflows:
            check_installed(workflow)


def _done(run: "SyncRun", told: SyncProgress) -> SyncReport:
    from l10n.desk.memories import Memories

    progress = told.articles
    try:
        run.memories = Memories(run.desk, told.memory)
        run.planner.memories = run.memories if run.draft else None
        agenda = run.desk.agenda(run.wanted if run.last.articles is None else run.last.wanted)
        jobs = agenda.jobs
        progress(0, len(jobs))
        run.tidy()
        run.errors += agenda.errors
        run.all(jobs, progress)
        progress(len(jobs), len(jobs))
        return run.report(agenda)
    finally:
        run.close()
