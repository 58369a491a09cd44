"""What a sync knows before it reads anything; where nothing has changed, that is all it needs."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Union

from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Wanted
from l10n.desk.last_look import LastLook, told_of
from l10n.desk.problems import unpacked_problems
from l10n.jobs.sync.means import Means
from l10n.jobs.sync.report import SyncReport
from l10n.model.article import Problem
from l10n.store import journal
from l10n.store.index import digest

if TYPE_CHECKING:
    from l10n.engines.cluster.cluster import Cluster

PROBLEMS = "problems"
"""In an answer of the index: what of the article could not be taken in; of a look, by article."""
JOBS, UNCLAIMED, UNREAD, ORPHANS, PAGES = "jobs", "unclaimed", "unread", "orphans", "pages"
"""Of a look: the number of catalogs, then what is told of files that are nobody's."""

Drafting = Union[bool, "Cluster"]
"""Whether memory and engines are asked, and the cluster where engines draft."""


class Before:
    """What one sync works with, and what has changed since the last one."""

    def __init__(self, desk: Desk, wanted: Wanted, *, draft: Drafting, minor: bool = False) -> None:
        """Look at all files, where no more is asked for than what has changed; read none."""
        self.desk = desk
        self.wanted = wanted
        self.draft = draft is not False
        self.claims = desk.workspace.claims()
        self.checkings = Checkings(desk, strict=False)
        self.means = Means(
            self.checkings,
            draft=self.draft,
            cluster=None if isinstance(draft, bool) else draft,
            threads=desk.threads,
        )
        self.last = LastLook(
            desk,
            f"sync {self.draft}",
            told_of(desk) if wanted == Wanted() and not minor else (),
            digest([self.means.settings(each) for each in desk.workflows]),
        )

    def nothing_to_do(self) -> SyncReport | None:
        """The report of a sync for which nothing is to be done; None where something may be."""
        said = self.last.said
        if self.last.articles != frozenset() or said is None or said[ORPHANS]:
            return None
        agenda = self.desk.agenda(self.last.wanted)
        if agenda.jobs:
            return None
        if self.draft and not agenda.errors and not self.means.failures:
            self._forget_drafts()
        return SyncReport(
            unchanged=said[JOBS],
            problems=told_again(said[PROBLEMS]),
            errors=agenda.errors,
            warnings=self.means.warnings,
            failures=tuple(self.means.failures.values()),
            unclaimed=tuple(said[UNCLAIMED]),
            unread=said[UNREAD],
        )

    def _forget_drafts(self) -> None:
        """All drafts stand in their catalogs; a run that was killed may have left some behind."""
        path = self.desk.workspace.journal_path
        if os.path.lexists(path):
            left = journal.load(path, self.claims)
            left.clear()
            left.close()

    def close(self) -> None:
        """Close the engines and all files."""
        self.last.close()
        self.means.close()
        self.claims.close()


def told_again(kept: Mapping[str, object]) -> tuple[tuple[str, Problem], ...]:
    """The problems that an earlier sync found, in the order of articles and lines."""
    found = {
        (name, problem): None for name, some in kept.items() for problem in unpacked_problems(some)
    }
    return tuple(sorted(found, key=by_line))


def by_line(said: tuple[str, Problem]) -> tuple[str, int]:
    """The order of problems."""
    name, problem = said
    return name, problem.line
