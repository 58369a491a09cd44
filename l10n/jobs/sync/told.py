"""What a sync tells of the whole desk, beside what it did; kept for the next one."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from l10n.desk.desk import Agenda, Desk
from l10n.desk.last_look import LastLook
from l10n.desk.orphans import Orphan, orphaned_pages
from l10n.desk.problems import packed_problems, pressing, unpacked_problems
from l10n.errors import ConflictError, L10nError
from l10n.jobs.sync.before import JOBS, ORPHANS, PAGES, PROBLEMS, UNCLAIMED, UNREAD
from l10n.jobs.sync.remarks import Remarks
from l10n.messages import _, ngettext
from l10n.model.article import Problem


class Told:
    """What is told of all articles, of those too that are as they were at the last look."""

    def __init__(self, desk: Desk, remarks: Remarks, last: LastLook) -> None:
        """Nothing is looked at yet."""
        self._desk = desk
        self._remarks = remarks
        self._last = last

    def of(self, agenda: Agenda, orphaned: Collection[Orphan]) -> dict[str, Any]:
        """What is to be said of the whole desk; the problems of those left alone are told too."""
        said = self._last.said
        if said is not None:
            for name, kept in said[PROBLEMS].items():
                if not self._last.wanted.article(name):
                    self._remarks.tell(name, unpacked_problems(kept))
            return dict(said)
        return {
            JOBS: len(agenda.jobs),
            UNCLAIMED: self._desk.unclaimed(),
            UNREAD: self._desk.unread(),
            ORPHANS: len(orphaned),
            PAGES: orphaned_pages(self._desk),
        }

    def keep(self, agenda: Agenda, told: dict[str, Any], settled: Mapping[str, int]) -> None:
        """Keep for the next sync what was found of the articles that are as they were.

        `settled` has by article in how many locales it is so.
        """
        if agenda.errors or (self._last.said is None and self.unwalked()) or told[PAGES]:
            # Whether a page is still told of is looked up in its record.
            return
        wanted = Counter(job.name for job in agenda.jobs)
        again = [name for name, count in wanted.items() if settled.get(name) != count]
        problems: dict[str, list[Problem]] = {}
        for name, problem in self._remarks.problems:
            problems.setdefault(name, []).append(problem)
        packed = {
            name: packed_problems(pressing(some))
            for name, some in problems.items()
            if name not in again
        }
        if again or self._last.articles != frozenset():
            self._last.keep(again, {**told, PROBLEMS: packed})

    def unwalked(self) -> tuple[L10nError, ...]:
        """What of the folders could not be looked into."""
        workspace = self._desk.workspace
        return workspace.catalogs().problems + workspace.page_names().problems


def conflicts(desk: Desk, number: int) -> tuple[ConflictError, ...]:
    """What is told of catalogs that another sync has in hand."""
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
            path=str(desk.workspace.root),
            remedy=_("wait for it to end; if entries are still empty then, run the command again"),
        ),
    )


def fitting_dialects(
    families: Mapping[tuple[str, str], Collection[str]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By workflow, the dialects that fit; those that nothing fits are left out."""
    if not families:
        return ()
    from l10n.formats.dialects.table import fitting

    by_workflow: dict[str, list[Collection[str]]] = {}
    for (workflow, _name), each in families.items():
        by_workflow.setdefault(workflow, []).append(each)
    found = ((workflow, fitting(each)) for workflow, each in by_workflow.items())
    return tuple((workflow, fit) for workflow, fit in found if fit)
