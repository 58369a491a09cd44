"""One sync, from its agenda to its report."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from l10n.desk.desk import Agenda, Job, Progress
from l10n.desk.leads import LEADS, Led
from l10n.desk.memories import Memories
from l10n.desk.orphans import Orphan, Where, orphaned, orphans
from l10n.desk.problems import pressing, unpacked_problems
from l10n.desk.translations_elsewhere import vanished
from l10n.desk.whole import Catalogs
from l10n.desk.workers.crew import Crew, Kind, Outcome, ended
from l10n.desk.workers.desks import Opened, Places
from l10n.desk.workers.tasks import Lost, Work
from l10n.engines.chain import Chain
from l10n.errors import L10nError
from l10n.jobs.sync.apart import MAKER, Apart, Orders, There, written_there
from l10n.jobs.sync.batches import Batches
from l10n.jobs.sync.before import (
    JOBS,
    ORPHANS,
    PAGES,
    PROBLEMS,
    UNCLAIMED,
    UNREAD,
    Before,
    by_line,
)
from l10n.jobs.sync.commit import Committer
from l10n.jobs.sync.keeping import Here, Kept, Looked, kept_of
from l10n.jobs.sync.planning import Plan, Planner
from l10n.jobs.sync.report import MinorEdits, Synced, SyncReport
from l10n.jobs.sync.told import Told, conflicts, fitting_dialects
from l10n.model.segment import Key
from l10n.steps.pretranslate import Answers, ask, wanting
from l10n.store import index, journal
from l10n.store.former import move_former
from l10n.store.index import Basis

if TYPE_CHECKING:
    from l10n.desk.workers.pool import Process

BATCH = 2_000
"""Segments of articles that are drafted together: enough to fill the batches of engines, few enough
for flat memory."""

AROUND = 50
"""Catalogs that are looked into before they are synced themselves, for texts that were moved."""


class SyncRun:
    """One sync: what it works with, and what it has found so far."""

    def __init__(self, before: Before, now: datetime) -> None:
        """Nothing is read yet; `now` dates new catalogs."""
        desk, wanted = before.desk, before.wanted
        self.before = before
        self.desk = desk
        self.wanted = wanted
        self.draft = before.draft
        self.everything = not wanted.articles and not wanted.locales
        self.named = bool(wanted.articles)
        """Articles that a person names are looked at, changed or not."""
        workspace = desk.workspace
        self.claims = before.claims
        self.checkings = before.checkings
        self.means = before.means
        self.catalogs = Catalogs(desk, wanted.removals)
        self.planner = Planner(desk, self.means, self.catalogs)
        self.committer = Committer(workspace, self.planner, self.checkings, now)
        self.batches: Batches[Plan | Apart] = Batches(BATCH, self.means.room)
        self.places = Places(desk)
        # Engines and the memory are asked by one process.
        number = 1 if self.draft else desk.jobs
        self.crew: Crew[Looked] = Crew(number, self.orders, workspace.watch.add)
        self.removals, self.now = wanted.removals, now
        self.index = index.load(workspace.index_path, "sync")
        self.led = Led(workspace)
        self.journal = journal.load(workspace.journal_path, self.claims)
        self.memories = Memories(desk)
        """What was translated before, for texts that are empty."""
        self.last = before.last
        self.told = Told(desk, self.planner, self.last)
        self.candidates: dict[Where, frozenset[Key]] | None = None
        """New articles, each of which may be the new name of one that is gone, if any is."""
        known = self.last.said
        if self.everything and (orphaned(desk) if known is None else known[ORPHANS]):
            self.candidates = {}
        self.planner.look_around = self.look_around
        self.jobs: Sequence[Job] = ()
        self.planned = 0
        """Of these, how many are read already, but perhaps the last."""
        self.looked = False
        self.synced: dict[Where, Synced] = {}
        self.minor: dict[Where, MinorEdits] = {}
        self.unchanged = 0
        self.settled: dict[str, int] = {}
        """By article, in how many locales it is as it was."""
        self.busy: list[Job] = []
        self.errors: list[L10nError] = []
        self.own: list[Where] = []
        self.sound = True
        """Every draft that was made stands in a catalog."""

    def tidy(self) -> None:
        """Put away what earlier versions of the tool left beside the catalogs."""
        workspace = self.desk.workspace
        if self.last.said is not None:
            # None was there at the last look, and none has come.
            return
        if any(any(workspace.former_records(each)) for each in workspace.catalog_locales()):
            with workspace.locked():
                self.errors += move_former(workspace)

    def orders(self) -> Work:
        """What other processes are told once there is enough for them to do."""
        opened = Opened.of(self.desk)
        return Work(MAKER, Orders(opened, self.removals, self.now))

    def all(self, jobs: Sequence[Job], progress: Progress) -> None:
        """Take all articles, and those that another sync had in hand once more."""
        self.jobs, seen = jobs, 0

        def advance(batch: int, done: int, total: int) -> None:
            before = seen - self.batches.articles - batch
            progress(before + batch * done // total, len(jobs))

        kind: Kind[Looked] = Kind(
            "read",
            weigh=lambda looked: looked.weight,
            packed=lambda looked: self.places.of(looked.job),
            here=lambda looked: self.plan(looked.job),
            reference=lambda looked: self.desk.workspace.reference(looked.job.name),
        )
        for seen, outcome in enumerate(self.crew.outcomes(map(self.look, jobs), kind), 1):
            self.planned = seen
            self.take(outcome, advance)
            progress(seen - self.batches.articles, len(jobs))
        self.finish(advance)
        late, self.busy = self.busy, []
        for job in late:
            looked = self.look(job)
            self.take(Outcome(looked, self.plan(job) if looked.weight else None), advance)
        self.finish(advance)
        troubles = (self.busy, self.errors, self.means.failures)
        if self.draft and self.everything and self.sound and not any(troubles):
            self.journal.clear()

    def look(self, job: Job) -> Looked:
        """Look at one article in one locale without reading it; take it in hand if it changed."""
        basis = self.planner.basis(job)
        if not self.named:
            known = self.index.answer(job.name, job.locale, basis)
            if known is not None and self.led.as_before(job.name, known):
                return Looked(job, known=known)
        if not self.claims.take(*_claim(job)):
            return Looked(job)
        return Looked(job, weight=max(1, sum(each.size for each in basis.files if each)))

    def plan(self, job: Job) -> Here | L10nError:
        """Read an article and merge it, in this process."""
        try:
            return Here(self.planner.plan(job))
        except L10nError as error:
            return error.kept()

    def take(self, outcome: Outcome[Looked], advance: "_Advance") -> None:
        """Go on with one article in one locale; draft when a batch is full."""
        looked, result = outcome.of, outcome.result
        job = looked.job
        if looked.known is not None:
            problems = unpacked_problems(looked.known.get(PROBLEMS, ()))
            self.planner.tell(job.name, pressing(problems))
            self.unchanged += 1
            self.settled[job.name] = self.settled.get(job.name, 0) + 1
            return
        if not looked.weight:
            self.busy.append(job)
            return
        if isinstance(result, There) and outcome.process is not None:
            result = self.read_there(job, result, outcome.process)
        if isinstance(result, L10nError):
            self.errors.append(result)
        elif result.plan is None:
            self.own.append((job.name, job.locale))
        else:
            plan = result.plan
            if isinstance(plan, Plan):
                self.means.expect(partial(self.asks, plan))
            full = self.batches.add(plan)
            if full:
                self.run(full, advance)
            return
        self.claims.give_back(*_claim(job))

    def read_there(self, job: Job, there: There, process: "Process") -> Here | L10nError:
        """Go on with what another process has read, where it waits."""
        self.planner.tell(job.name, there.remarks)
        if there.families:
            self.planner.families[job.workflow.name, job.name] = there.families
        self.catalogs.take_over(there.seen)
        if there.error is not None or there.group is None:
            return there.error or Here(None)
        if there.unknown.keys:
            self.look_around()
        found = self.planner.elsewhere(job, there.unknown)
        self.planner.note_gone(there.gone)
        return Here(Apart(job, there.group, there.size, found, process))

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
            if workspace.is_file(workspace.catalog_path(job.locale, job.name))
            and self.index.answer(job.name, job.locale, self.planner.basis(job)) is None
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

    def run(self, plans: tuple[Plan | Apart, ...], advance: "_Advance") -> None:
        """Draft some articles of one workflow and pair together, then write one by one."""
        apart = [each for each in plans if isinstance(each, Apart)]
        heirs = self.candidates is not None
        there = written_there(self.crew, self.desk.workspace, self.places, apart, heirs=heirs)
        here = [each for each in plans if isinstance(each, Plan)]
        answers = self.answers(here, advance) if here else None
        done: list[Kept] = []
        for plan in plans:
            if isinstance(plan, Plan):
                assert answers is not None
                kept = self.commit(plan, answers)
            else:
                kept = self.found_there(plan, there[plan.where])
            if isinstance(kept, Kept):
                self.keep(plan.job, kept)
                done.append(kept)
            else:
                self.sound = False
                self.errors += [] if kept is None else [kept]
            self.claims.give_back(*_claim(plan.job))
        self.memories.feed(each.known for each in done)
        if self.sound:
            self.journal.settle()
        self.index.save()
        self.catalogs.save()

    def asks(self, plan: Plan) -> bool:
        """True if engines have to be asked for an article."""
        return wanting(plan.work(), self.chain(plan))

    def chain(self, plan: Plan) -> Chain:
        """The engines of an article's workflow, for its pair of locales."""
        _workflow, source, target = plan.group
        return Chain(self.means.engines(plan.job.workflow), source, target, self.journal)

    def answers(self, plans: Sequence[Plan], advance: "_Advance") -> Answers:
        """What engines give for the texts of all these together."""
        chain = replace(
            self.chain(plans[0]),
            progress=lambda done, total: advance(len(plans), done, total),
        )
        answers = ask([plan.work() for plan in plans], chain, rules=self.draft)
        for failure in answers.failures:
            self.means.fail(failure.error)
        return answers

    def commit(self, plan: Plan, answers: Answers) -> Kept | L10nError | None:
        """Write one article in this process; None where there is nothing left to do it for."""
        try:
            done = self.committer.commit(plan, answers)
        except L10nError as error:
            return error.kept()
        return None if done is None else kept_of(done, heirs=self.candidates is not None)

    def found_there(self, plan: Apart, result: object) -> Kept | L10nError | None:
        """What another process has written; what was lost with one is done in this process."""
        if not isinstance(result, Lost):
            assert isinstance(result, Kept | L10nError | None)
            return result
        if result.why:
            return ended(self.desk.workspace.reference(plan.job.name), result.why)
        planned = self.plan(plan.job)
        if isinstance(planned, L10nError):
            return planned
        if not isinstance(planned.plan, Plan):
            return None
        return self.commit(planned.plan, self.answers([planned.plan], lambda *_all: None))

    def keep(self, job: Job, kept: Kept) -> None:
        """Remember what was written, for the report and for the next sync."""
        where = (job.name, job.locale)
        self.synced[where] = kept.synced
        if kept.minor is not None:
            self.minor[where] = kept.minor
        if self.candidates is not None and kept.keys is not None:
            self.candidates[where] = kept.keys
        if kept.seen is not None:
            self.catalogs.take_over(kept.seen)
        if kept.problems is not None:
            self.led.note(kept.leads)
            basis = Basis(self.means.settings(job.workflow), kept.stamps)
            self.index.note(
                job.name, job.locale, basis, {PROBLEMS: kept.problems, LEADS: kept.leads}
            )

    def report(self, agenda: Agenda) -> SyncReport:
        """Put together what the run has found, and what was found the last time of all others."""
        order = [(job.name, job.locale) for job in agenda.jobs]
        whole = self.everything
        orphaned = tuple(self._orphans()) if whole else ()
        told = self.told.of(agenda, orphaned) if whole else None
        others = 0 if told is None else told[JOBS] - len(agenda.jobs)
        report = SyncReport(
            synced=tuple(self.synced[where] for where in order if where in self.synced),
            unchanged=self.unchanged + others,
            busy=tuple((job.name, job.locale) for job in self.busy),
            problems=tuple(sorted(self.planner.problems, key=by_line)),
            dialects=fitting_dialects(self.planner.families),
            errors=(*self._errors(), *conflicts(self.desk, len(self.busy))),
            warnings=self._warnings(),
            failures=tuple(self.means.failures.values()),
            unclaimed=tuple(told[UNCLAIMED]) if told else (),
            unread=told[UNREAD] if told else {},
            orphans=orphaned,
            pages=tuple((name, locale) for name, locale in told[PAGES]) if told else (),
            minor=tuple(self.minor[where] for where in order if where in self.minor),
            own=agenda.without_other_target(self.own),
        )
        if told is not None:
            self.last.outside.update(self.led.outside)
            self.told.keep(agenda, told, self.settled)
        return report

    def _orphans(self) -> Iterable[Orphan]:
        """The catalogs whose article is gone."""
        if self.last.said is not None and not self.last.said[ORPHANS]:
            return ()
        return orphans(self.desk, self.candidates or {}, self.catalogs.glance)

    def _errors(self) -> tuple[L10nError, ...]:
        """What needs a person, each once: a closed folder stands in the way of many articles."""
        errors = [*self.errors]
        if self.everything and self.last.said is None:
            errors += self.told.unwalked()
        return tuple({str(error): error for error in errors}.values())

    def _warnings(self) -> tuple[L10nError, ...]:
        """What is wrong with the memory or a cluster, and is not among the errors."""
        known = {str(error) for error in self.errors}
        found = (*self.memories.problems, *self.means.warnings)
        return tuple(each for each in found if str(each) not in known)

    def close(self) -> None:
        """End other processes; close the engines and all files, as they are."""
        self.crew.close()
        self.journal.close()
        self.catalogs.save()
        self.catalogs.close()
        self.memories.close()


_Advance = Callable[[int, int, int], None]
"""Told the articles of a batch, and its texts that are done and in all."""


def _claim(job: Job) -> tuple[str, ...]:
    return ("sync", job.locale, job.name)
