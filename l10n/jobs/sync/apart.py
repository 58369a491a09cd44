"""The part of a sync that another process does: it reads articles, and writes their catalogs.

It is asked twice. In between, the first process looks up, in the order of the articles, what other
articles have for texts that are new; so all comes out as if one process had done it.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Job
from l10n.desk.feeding import units_of
from l10n.desk.orphans import Where
from l10n.desk.translations_elsewhere import NOTHING_SOUGHT, Sought, Vanished, sought
from l10n.desk.whole import Catalogs, Seen
from l10n.desk.workers.desks import DeskHand, Opened, Place, Places
from l10n.engines.chain import Chain
from l10n.errors import L10nError
from l10n.jobs.sync.commit import WAIT, Committer
from l10n.jobs.sync.keeping import Kept, kept_of
from l10n.jobs.sync.means import Means
from l10n.jobs.sync.planning import Group, Planner, Read
from l10n.model.article import Problem
from l10n.model.catalog import Catalog
from l10n.model.segment import Key
from l10n.steps.elsewhere import Elsewhere
from l10n.steps.pretranslate import ask
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.desk.workers.crew import Crew
    from l10n.desk.workers.pool import Process
    from l10n.jobs.sync.keeping import Looked

MAKER = f"{__name__}:SyncHand"


@dataclass(frozen=True, slots=True)
class Orders:
    """How another process syncs."""

    opened: Opened
    removals: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class There:
    """One article in one locale as another process has read it, where it waits."""

    seen: Seen
    remarks: tuple[Problem, ...] = ()
    families: tuple[str, ...] = ()
    error: L10nError | None = None
    group: Group | None = None
    """None where there is nothing to go on with."""
    size: int = 0
    unknown: Sought = NOTHING_SOUGHT
    gone: tuple[Vanished, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """A plan in another process."""

    job: Job
    group: Group
    size: int
    found: Mapping[Key, Elsewhere]
    """What other articles have for its new texts."""
    process: "Process"

    @property
    def where(self) -> Where:
        """The article and the locale."""
        return (self.job.name, self.job.locale)


@dataclass(frozen=True, slots=True)
class Writing:
    """What another process is told of an article that it has read."""

    place: Place
    found: Mapping[Key, Elsewhere]
    heirs: bool
    """An article is gone, so that new ones may be it."""


def written_there(
    crew: "Crew[Looked]",
    workspace: Workspace,
    places: Places,
    plans: Sequence[Apart],
    *,
    heirs: bool,
) -> Mapping[Where, object]:
    """Have the processes that have read some articles write them, under the lock of this one.

    They read without it, so that others can work here meanwhile.
    """
    of: dict[Process, list[Apart]] = {}
    for plan in plans:
        of.setdefault(plan.process, []).append(plan)
    found: dict[Where, object] = {}
    try:
        with workspace.locked(WAIT) if of else contextlib.nullcontext() as lock:
            try:
                tickets = [
                    crew.ask(
                        process,
                        "write",
                        [Writing(places.of(e.job), e.found, heirs=heirs) for e in some],
                        lock,
                    )
                    for process, some in of.items()
                ]
                for ticket, some in zip(tickets, of.values(), strict=True):
                    results = crew.wait_for(ticket)
                    found |= zip((each.where for each in some), results, strict=True)
            except BaseException:
                # Nobody of this command writes here once the lock is somebody else's.
                crew.close()
                raise
    except L10nError as error:
        return {each.where: error for each in plans}
    return found


class SyncHand(DeskHand):
    """Reads articles for another process, and writes their catalogs while that holds the lock."""

    def __init__(self, orders: Orders) -> None:
        """Open the desk; nothing is read yet."""
        super().__init__(orders.opened)
        checkings = Checkings(self.desk, strict=False)
        self._catalogs = Catalogs(self.desk, orders.removals)
        self._planner = Planner(self.desk, Means(checkings, draft=False), self._catalogs)
        workspace = self.desk.workspace
        self._committer = Committer(workspace, self._planner, checkings, orders.now)
        self._waiting: dict[Place, tuple[Read, Seen]] = {}

    def read(self, place: Place) -> There:
        """Read and merge one article in one locale; it waits until it is to be written."""
        job, planner = self.job(place), self._planner
        read, failed = None, None
        try:
            read = planner.read(job)
        except L10nError as error:
            failed = error.kept()
        seen = self._catalogs.handed_on()
        remarks = tuple(problem for _name, problem in planner.problems)
        families = planner.families.get((job.workflow.name, job.name), ())
        planner.problems.clear()
        planner.families.clear()
        if read is None:
            return There(seen, remarks, families, error=failed)
        self._waiting[place] = (read, seen)
        return There(
            seen,
            remarks,
            families,
            group=(job.workflow.name, read.source.article.locale, job.locale),
            size=len(read.source.segments),
            unknown=sought(read.unknown) if read.unknown else NOTHING_SOUGHT,
            gone=tuple(read.gone),
        )

    def write(self, writing: Writing) -> Kept | L10nError | None:
        """Write what waits; None where there is nothing left to do it for."""
        read, seen = self._waiting.pop(writing.place)
        self._catalogs.take_over(seen)
        plan = self._planner.finish(read, writing.found)
        _workflow, source, target = plan.group
        answers = ask([plan.work()], Chain((), source, target=target), rules=False)
        try:
            done = self._committer.commit(plan, answers)
        except L10nError as error:
            self._catalogs.handed_on()
            return error.kept()
        if done is None:
            self._catalogs.handed_on()
            return None
        kept = kept_of(done, heirs=writing.heirs)
        # Units of the memory are fewer than what they are made of.
        units = units_of(self.desk, kept.known)
        known = replace(kept.known, catalog=Catalog(), units=units)
        return replace(kept, known=known, seen=self._catalogs.handed_on())
