"""The last count of a whole desk: where no file has changed since, it is told again as it was.

Articles and catalogs are not read then, nor is anything that reads or checks them imported.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from l10n import __version__, plugins
from l10n.desk.desk import Desk
from l10n.desk.judged import kept_findings, restored_findings
from l10n.desk.problems import packed_problems, unpacked_problems
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.model.counts import Counts, Cover, Tally
from l10n.store.document import Stamp, stamp
from l10n.store.index import Answer, Basis, load
from l10n.store.places import CATALOGS

FORM = 3
"""Number of the shape of what is kept."""
PURPOSE = "coverage"


class Snapshot:
    """The report of all articles and locales, as long as every file of the desk looks the same."""

    def __init__(self, desk: Desk) -> None:
        """Look at all files; none is read."""
        self._desk = desk
        self._index = load(desk.workspace.index_path, PURPOSE)
        self._basis = _basis(desk)

    def report(self) -> CoverageReport | None:
        """What was counted the last time; None where something has changed since."""
        answer = self._index.answer("", "", self._basis) if self._basis else None
        if answer is None:
            return None
        try:
            return _restored(self._desk, answer)
        except (LookupError, TypeError, ValueError):
            # The index is a cache, and somebody changed it by hand.
            return None

    def keep(self, report: CoverageReport) -> None:
        """Keep a report in which nothing had to be left out, if no file changed meanwhile."""
        if self._basis is None or report.errors or _programs():
            return
        if _basis(self._desk) != self._basis:
            return
        self._index.note("", "", self._basis, _kept(report))
        self._index.save()


def _basis(desk: Desk) -> Basis | None:
    """How all files look that decide on a report; None where a folder cannot be looked into."""
    workspace = desk.workspace
    rooms = (
        workspace.article_path("x").parent,
        workspace.catalog_path("x", "x").parent.parent,
    )
    files = (*workspace.workflow_files(), *workspace.glossary_files(), *workspace.table_files())
    # Whoever installs a package changes a folder of those; to ask for all packages takes long.
    installed = [stamp(Path(folder)) for folder in sys.path]
    seen = hashlib.sha256(repr([each and each.modified for each in installed]).encode())
    newest = count = 0
    try:
        for path in files:
            found = stamp(path)
            seen.update(f"{path}\0{found}\n".encode("utf-8", "surrogateescape"))
            newest = max(newest, found.changed if found else 0)
        records = workspace.reviews_path("x", "x").parent.parent
        counted = _files((records,), only=(".reviews.jsonl", ".drafts.jsonl"))
        for name, status in (*_files(rooms), *counted):
            changed = status.st_ctime_ns
            line = f"{name}\0{status.st_size} {status.st_mtime_ns} {changed} {status.st_ino}\n"
            seen.update(line.encode("utf-8", "surrogateescape"))
            newest = max(newest, changed)
            count += 1
    except OSError:
        return None
    settings = f"{__version__} {FORM} {seen.hexdigest()}"
    # The newest of all tells whether a save may have fallen into the same moment.
    return Basis(settings, (Stamp(count, modified=0, changed=newest, inode=0),))


def _programs() -> bool:
    """True if other packages take part in a count: what they do may change without a file here."""
    return bool(plugins.foreign(plugins.CHECKS) or plugins.foreign(plugins.FORMATS))


def _files(
    rooms: tuple[Path, ...], only: str | tuple[str, ...] = ""
) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below some folders that ends so; raises OSError for what is no plain tree."""
    waiting = [str(room) for room in rooms if os.path.lexists(room)]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(only):
                    # A link to a folder is not followed, and told each time.
                    if entry.is_symlink() and not entry.is_file():
                        raise NotADirectoryError(entry.path)
                    yield entry.path, entry.stat()


def _kept(report: CoverageReport) -> Answer:
    return {
        "own": report.own,
        "covered": [
            [
                each.article,
                each.locale,
                each.workflow,
                each.current,
                each.there,
                [
                    *astuple(each.counts.empty),
                    *astuple(each.counts.draft),
                    *astuple(each.counts.translated),
                    each.counts.left,
                ],
                [
                    *astuple(each.cover.needed),
                    *astuple(each.cover.covered),
                    each.cover.older,
                    *astuple(each.cover.approved),
                    *astuple(each.cover.from_memory),
                ],
                kept_findings(each.findings),
                packed_problems(each.problems),
            ]
            for each in report.covered
        ],
    }


def _restored(desk: Desk, answer: Answer) -> CoverageReport:
    """The report that was kept; raises LookupError, TypeError or ValueError for none."""
    own = tuple((str(name), str(locale)) for name, locale in answer["own"])
    known = {each.name for each in desk.workflows}
    covered = []
    for row in answer["covered"]:
        article, locale, workflow, current, there, counts, cover, findings, problems = row
        if workflow not in known:
            raise LookupError(workflow)
        covered.append(
            Covered(
                article,
                locale,
                _counts(counts),
                current=current,
                there=there,
                cover=_cover(cover),
                workflow=workflow,
                source_path=desk.workspace.reference(article),
                catalog_path=f"{CATALOGS}/{locale}/{article}.po",
                findings=restored_findings(findings) if findings else (),
                problems=unpacked_problems(problems) if problems else (),
            )
        )
    return CoverageReport(tuple(covered), own=own)


def _counts(kept: list[Any]) -> Counts:
    empty, empty_words, draft, draft_words, done, done_words, left = kept
    return Counts(
        Tally(empty, empty_words), Tally(draft, draft_words), Tally(done, done_words), left
    )


def _cover(kept: list[Any]) -> Cover:
    needed, needed_words, covered, covered_words, older, *others = kept
    approved, approved_words, memory, memory_words = others
    return Cover(
        Tally(needed, needed_words),
        Tally(covered, covered_words),
        older,
        Tally(approved, approved_words),
        Tally(memory, memory_words),
    )
