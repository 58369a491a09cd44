"""Sync: bring catalogs up to date with their articles, and draft what is empty.

Articles are read and merged (`planning`), the engines are asked for many of them together, and the
drafts are written (`commit`). Engines may take hours: no lock is held meanwhile.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Union

from l10n.desk.checking import Checkings
from l10n.desk.desk import Agenda, Desk, Job, Progress, Wanted, nobody_told
from l10n.desk.engine_settings import check_installed
from l10n.desk.feeding import Known
from l10n.desk.memories import Memories
from l10n.desk.orphans import Where, orphaned, orphaned_pages, orphans
from l10n.desk.problems import packed_problems, pressing, unpacked_problems
from l10n.desk.signing import Signer
from l10n.desk.translations_elsewhere import vanished
from l10n.desk.whole import Catalogs
from l10n.engines.chain import Chain
from l10n.errors import ConflictError, L10nError
from l10n.formats.dialects.table import fitting
from l10n.jobs.sync.commit import Committed, Committer
from l10n.jobs.sync.means import Means
from l10n.jobs.sync.planning import CATALOG, Batches, Plan, Planner
from l10n.jobs.sync.report import MinorEdits, Synced, SyncReport
from l10n.messages import _, ngettext
from l10n.model.article import Problem
from l10n.model.segment import Key
from l10n.steps.pretranslate import ask
from l10n.store import index, journal
from l10n.store.former import move_former
from l10n.store.index import Basis

if TYPE_CHECKING:
    from l10n.engines.cluster.cluster import Cluster

__all__ = ["SyncProgress", "SyncReport", "Synced", "sync", "sync_minor"]

BATCH = 2_000
"""Segments of articles that are drafted together: enough to fill the batches of engines, few enough
for flat memory."""

AROUND = 50
"""Catalogs that are looked into before they are synced themselves, for texts that were moved."""


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
    draft: "Drafting" = True,
    progress: SyncProgress = UNSEEN,
) -> SyncReport:
    """Sync every wanted article that has changed since the last time.

    Memory and engines only fill what is empty. With `draft` off neither is asked; with a cluster,
    engines draft there. An article or a catalog that cannot be read is reported and left as it is;
    the rest goes on. What another sync has in hand is left to it. `now` dates new catalogs.
    """
    _check_engines(desk, draft=draft)
    run = _SyncRun(desk, wanted, now=now, draft=draft)
    return _done(run, progress)


def sync_minor(
    desk: Desk,
    wanted: Wanted,
    signer: Signer,
    *,
    draft: "Drafting" = True,
    progress: SyncProgress = UNSEEN,
) -> SyncReport:
    """Sync every wanted article, changed or not, as `sync` does; its edits are declared trifles.

    Where an edit of a sentence is one, its translation stays as finished as it was, and a signature
    says who declared it. Raises what `sync` raises.
    """
    _check_engines(desk, draft=draft)
    run = _SyncRun(desk, wanted, now=signer.date, draft=draft)
    run.named = True
    run.planner.declarer = signer.person
    run.committer.signer = signer
    return _done(run, progress)


def _check_engines(desk: Desk, *, draft: "Drafting") -> None:
    if draft is not False:
        for workflow in desk.workflows:
            check_installed(workflow)


def _done(run: "_SyncRun", told: SyncProgress) -> SyncReport:
    progress = told.articles
    try:
        run.memories = Memories(run.desk, told.memory)
        run.planner.memories = run.memories if run.draft else None
        agenda = run.desk.agenda(run.wanted)
        jobs = agenda.jobs
        progress(0, len(jobs))
        run.tidy()
        run.errors += agenda.errors
        run.all(jobs, progress)
        progress(len(jobs), len(jobs))
        return run.report(agenda)
    finally:
        run.close()


class _SyncRun:
    """One sync: what it works with, and what it has found so far."""

    def __init__(self, desk: Desk, wanted: Wanted, *, now: datetime, draft: "Drafting") -> None:
        self.desk = desk
        self.wanted = wanted
        self.draft = draft is not False
        self.everything = not wanted.articles and not wanted.locales
        self.named = bool(wanted.articles)
        """Articles that a person names are looked at, changed or not."""
        workspace = desk.workspace
        self.claims = workspace.claims()
        self.checkings = Checkings(desk, strict=False)
        self.means = Means(
            self.checkings, draft=self.draft, cluster=None if isinstance(draft, bool) else draft
        )
        self.catalogs = Catalogs(desk, wanted.removals)
        self.planner = Planner(desk, self.means, self.catalogs)
        self.committer = Committer(workspace, self.planner, self.checkings, now)
        self.batches = Batches(BATCH, self.means.room)
        self.index = index.load(workspace.index_path, "sync")
        self.journal = journal.load(workspace.journal_path, self.claims)
        self.memories = Memories(desk)
        """What was translated before, for texts that are empty."""
        self.candidates: dict[Where, frozenset[Key]] | None = None
        """New articles, each of which may be the new name of one that is gone, if any is."""
        if self.everything and orphaned(desk):
            self.candidates = {}
        self.planner.look_around = self.look_around
        self.jobs: Sequence[Job] = ()
        self.planned = 0
        """Of these, how many are read already, but perhaps the last."""
        self.looked = False
        self.synced: dict[Where, Synced] = {}
        self.minor: dict[Where, MinorEdits] = {}
        self.unchanged = 0
        self.busy: list[Job] = []
        self.errors: list[L10nError] = []
        self.own: list[Where] = []
        self.sound = True
        """Every draft that was made stands in a catalog."""

    def tidy(self) -> None:
        """Put away what earlier versions of the tool left beside the catalogs."""
        workspace = self.desk.workspace
        if any(any(workspace.former_records(each)) for each in workspace.catalog_locales()):
            with workspace.locked():
                self.errors += move_former(workspace)

    def all(self, jobs: Sequence[Job], progress: Progress) -> None:
        """Take all articles, and those that another sync had in hand once more."""
        self.jobs, seen = jobs, 0

        def advance(batch: int, done: int, total: int) -> None:
            before = seen - self.batches.articles - batch
            progress(before + batch * done // total, len(jobs))

        for seen, job in enumerate(jobs, 1):
            self.planned = seen
            self.take(job, advance)
            progress(seen - self.batches.articles, len(jobs))
        self.finish(advance)
        late, self.busy = self.busy, []
        for job in late:
            self.take(job, advance)
        self.finish(advance)
        troubles = (self.busy, self.errors, self.means.failures)
        if self.draft and self.everything and self.sound and not any(troubles):
            self.journal.clear()

    def take(self, job: Job, advance: "_Advance") -> None:
        """Look at one article in one locale; draft when a batch is full."""
        if not self.named:
            known = self.index.answer(job.name, job.locale, self.planner.basis(job))
            if known is not None:
                kept = unpacked_problems(known.get(_PROBLEMS, ()))
                self.planner.tell(job.name, pressing(kept))
                self.unchanged += 1
                return
        if not self.claims.take(*_claim(job)):
            self.busy.append(job)
            return
        try:
            plan = self.planner.plan(job)
        except L10nError as error:
            self.errors.append(error)
            plan = None
        else:
            if plan is None:
                self.own.append((job.name, job.locale))
        if plan is None:
            self.claims.give_back(*_claim(job))
            return
        full = self.batches.add(plan)
        if full:
            self.run(full, advance)

    def look_around(self) -> None:
        """See, once, what has gone from articles that may have lost a text to a new place.

        What commands have seen of catalogs tells of all others; these may have been saved since:
        those of articles that have changed as well, and those whose article is gone.
        """
        if self.looked:
            return
        self.looked = True
        workspace = self.desk.workspace
        changed = (
            job
            for job in self.jobs[self.planned :]
            if self.index.answer(job.name, job.locale, self.planner.basis(job)) is None
            and workspace.is_file(workspace.catalog_path(job.locale, job.name))
        )
        gone = orphaned(self.desk) if self.candidates is not None else ()
        places: list[Where | Job] = list(islice(chain(gone, changed), AROUND + 1))
        for place in places if len(places) <= AROUND else ():
            where = (place.name, place.locale) if isinstance(place, Job) else place
            catalog = self.catalogs.glance(where)
            if catalog is not None:
                with contextlib.suppress(L10nError):
                    texts = self.planner.texts(place) if isinstance(place, Job) else ()
                    self.planner.note_gone(vanished(where, catalog, texts))

    def finish(self, advance: "_Advance") -> None:
        """Draft and write what is still held."""
        for plans in self.batches.rest():
            self.run(plans, advance)
        self.index.save()

    def run(self, plans: tuple[Plan, ...], advance: "_Advance") -> None:
        """Draft some articles of one workflow and pair together, then write one by one."""
        workflow = plans[0].job.workflow
        _workflow, source, target = plans[0].group
        chain = Chain(
            self.means.engines(workflow),
            source,
            target=target,
            journal=self.journal,
            progress=lambda done, total: advance(len(plans), done, total),
        )
        answers = ask([plan.work() for plan in plans], chain, rules=self.draft)
        for failure in answers.failures:
            self.means.fail(failure.error)
        written: list[Committed] = []
        for plan in plans:
            try:
                done = self.committer.commit(plan, answers)
            except L10nError as error:
                self.errors.append(error)
                self.sound = False
            else:
                if done is None:
                    self.sound = False
                else:
                    self.keep(done)
                    written.append(done)
            self.claims.give_back(*_claim(plan.job))
        self.memories.feed(_known(each) for each in written)
        if self.sound:
            self.journal.settle()
        self.index.save()
        self.catalogs.save()

    def keep(self, done: Committed) -> None:
        """Remember what was written, for the report and for the next sync."""
        job, result = done.plan.job, done.result
        where = (job.name, job.locale)
        self.synced[where] = Synced(
            job.name,
            job.locale,
            written=done.written,
            changes=done.plan.merged.changes,
            drafts=result.counts,
            memory=done.plan.memory,
            segments=done.plan.size,
            unasked=result.unasked,
        )
        if done.plan.carried or done.plan.refused:
            plan = done.plan
            self.minor[where] = MinorEdits(*where, plan.carried, plan.refused)
        # What had a catalog before has translations of its own, or had the chance to.
        if self.candidates is not None and done.plan.old is None:
            keys = frozenset(segment.key for segment in done.plan.source.segments)
            self.candidates[where] = keys
        # A dead link is told each time, and may come to lead to something while the article stays.
        again = result.counts.transient or result.unasked or done.plan.source.links
        if not result.failures and not again:
            basis = Basis(self.means.settings(job.workflow), done.stamps)
            problems = packed_problems(done.plan.source.problems)
            self.index.note(job.name, job.locale, basis, {_PROBLEMS: problems})

    def report(self, agenda: Agenda) -> SyncReport:
        """Put together what the run has found."""
        order = [(job.name, job.locale) for job in agenda.jobs]
        whole = self.everything
        return SyncReport(
            synced=tuple(self.synced[where] for where in order if where in self.synced),
            unchanged=self.unchanged,
            busy=tuple((job.name, job.locale) for job in self.busy),
            problems=tuple(sorted(self.planner.problems, key=_by_line)),
            dialects=_fitting(self.planner.families),
            errors=(*self._errors(), *self._conflicts()),
            warnings=self._warnings(),
            failures=tuple(self.means.failures.values()),
            unclaimed=self.desk.unclaimed() if whole else (),
            unread=self.desk.unread() if whole else {},
            orphans=tuple(orphans(self.desk, self.candidates or {}, self.catalogs.glance))
            if whole
            else (),
            pages=orphaned_pages(self.desk) if whole else (),
            minor=tuple(self.minor[where] for where in order if where in self.minor),
            own=agenda.without_other_target(self.own),
        )

    def _errors(self) -> tuple[L10nError, ...]:
        """What needs a person, each once: a closed folder stands in the way of many articles."""
        errors = [*self.errors]
        if self.everything:
            workspace = self.desk.workspace
            errors += workspace.catalogs().problems + workspace.page_names().problems
        return tuple({str(error): error for error in errors}.values())

    def _warnings(self) -> tuple[L10nError, ...]:
        """What is wrong with the memory or a cluster, and is not among the errors."""
        known = {str(error) for error in self.errors}
        found = (*self.memories.problems, *self.means.warnings)
        return tuple(each for each in found if str(each) not in known)

    def _conflicts(self) -> tuple[ConflictError, ...]:
        number = len(self.busy)
        if not number:
            return ()
        return (
            ConflictError(
                ngettext(
                    "another sync is at work on {n} catalog",
                    "another sync is at work on {n} catalogs",
                    number,
                ).format(n=number),
                code="WS-017",
                path=str(self.desk.workspace.root),
                remedy=_(
                    "wait for it to end; if entries are still empty then, run the command again"
                ),
            ),
        )

    def close(self) -> None:
        """Close the engines and all files, as they are."""
        self.journal.close()
        self.catalogs.save()
        self.catalogs.close()
        self.memories.close()
        self.means.close()
        self.claims.close()


def _known(done: Committed) -> Known:
    """What a commit has left on the disk, for the memory."""
    job = done.plan.job
    return Known(
        where=(job.name, job.locale),
        catalog=done.result.catalog,
        stamp=done.stamps[CATALOG],
        source_locale=done.plan.source.article.locale,
    )


def _by_line(said: tuple[str, Problem]) -> tuple[str, int]:
    name, problem = said
    return name, problem.line


def _fitting(
    families: Mapping[str, Iterable[Collection[str]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By workflow, the dialects that fit; those that nothing fits are left out."""
    found = ((workflow, fitting(each)) for workflow, each in families.items())
    return tuple((workflow, fit) for workflow, fit in found if fit)


Drafting = Union[bool, "Cluster"]
"""Whether memory and engines are asked, and the cluster where engines draft."""
_PROBLEMS = "problems"
"""In an answer of the index: what of the article could not be taken in."""
_Advance = Callable[[int, int, int], None]
"""Told the articles of a batch, and its texts that are done and in all."""


def _claim(job: Job) -> tuple[str, ...]:
    return ("sync", job.locale, job.name)
