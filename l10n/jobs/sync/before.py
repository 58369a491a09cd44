"""What a sync knows before it reads anything; where nothing has changed, that is all it needs."""

from typing import TYPE_CHECKING, Union

from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Wanted
from l10n.desk.last_look import LastLook, told_of
from l10n.jobs.sync.means import Means
from l10n.model.article import Problem
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

    def close(self) -> None:
        """Close the engines and all files."""
        self.last.close()
        self.means.close()
        self.claims.close()


def by_line(said: tuple[str, Problem]) -> tuple[str, int]:
    """The order of problems."""
    name, problem = said
    return name, problem.line
