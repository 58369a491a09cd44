"""The last count of a whole desk: what has not changed since is told again as it was.

Articles and catalogs are not read then; where nothing has changed, nothing that reads or checks
them is imported.
"""

import hashlib
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from l10n import __version__
from l10n.desk.desk import Desk, Wanted
from l10n.desk.judged import kept_findings, restored_findings
from l10n.desk.last_look import LastLook, others_take_part, worked_on
from l10n.desk.problems import packed_problems, unpacked_problems
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.model.counts import Counts, Cover, Tally
from l10n.store.document import stamp
from l10n.store.index import SETTLED, Answer
from l10n.store.places import CATALOGS

FORM = 4
"""Number of the shape of what is kept."""
PURPOSE = "coverage"

Row = list[Any]
"""What is kept of one catalog, as JSON can write it."""


class Snapshot:
    """The report of all articles and locales, of those at least whose files look the same."""

    def __init__(self, desk: Desk) -> None:
        """Look at all files; none is read."""
        self._desk = desk
        settings = _settings(desk)
        rooms = () if settings is None else worked_on(desk)
        self._last = LastLook(desk, PURPOSE, rooms, settings or "")

    @property
    def changed(self) -> Wanted:
        """The articles that have changed since the last count; all where that is not known."""
        return self._last.wanted

    @property
    def outside(self) -> dict[str, bool]:
        """What addresses lead to that is not among the articles, as the last look keeps it."""
        return self._last.outside

    def report(self, found: CoverageReport | None = None) -> CoverageReport | None:
        """What was counted the last time, with what was `found` of articles that have changed.

        None where all have to be counted.
        """
        changed = self._last.articles
        if changed is None or (changed and found is None) or self._last.said is None:
            return None
        try:
            before = _restored(self._desk, self._last.said)
        except (LookupError, TypeError, ValueError):
            # The index is a cache, and somebody changed it by hand.
            return None
        return before if found is None else _together(before, found, changed)

    def keep(self, report: CoverageReport) -> None:
        """Keep a report in which nothing had to be left out."""
        changed = self._last.articles
        if report.errors or others_take_part() or changed == frozenset():
            return
        before = self._last.said["covered"] if changed and self._last.said else ()
        known = {(row[0], row[1]): row for row in before if row[0] not in (changed or ())}
        self._last.keep((), _kept(report, known))

    def close(self) -> None:
        """Close the file."""
        self._last.close()


def _together(
    before: CoverageReport, found: CoverageReport, changed: frozenset[str]
) -> CoverageReport | None:
    """A report with the articles that have changed as they are now; None where one has no place."""
    new: dict[str, list[Covered]] = {}
    for each in found.covered:
        new.setdefault(each.article, []).append(each)
    covered: list[Covered] = []
    for each in before.covered:
        covered += new.pop(each.article, ()) if each.article in changed else (each,)
    own = {name for name, _locale in (*before.own, *found.own)}
    if new or own & changed:
        return None
    return CoverageReport(tuple(covered), found.errors, before.own)


def _settings(desk: Desk) -> str | None:
    """How all files look that decide on every article; None where a folder cannot be read."""
    workspace = desk.workspace
    # Whoever installs a package changes a folder of those; to ask for all packages takes long.
    installed = [stamp(Path(folder)) for folder in sys.path]
    seen = hashlib.sha256(repr([each and each.modified for each in installed]).encode())
    horizon = time.time_ns() - SETTLED
    try:
        glossaries = workspace.glossary_files()
        for path in (*workspace.workflow_files(), *glossaries, *workspace.table_files()):
            found = stamp(path)
            if found is not None and found.changed >= horizon:
                # It may have been saved once more in the same moment.
                return None
            seen.update(f"{path}\0{found}\n".encode("utf-8", "surrogateescape"))
    except OSError:
        return None
    return None if glossaries.problems else f"{__version__} {FORM} {seen.hexdigest()}"


def _kept(report: CoverageReport, known: Mapping[tuple[str, str], Row]) -> Answer:
    """A report as it is kept; `known` are the rows that need not be made."""
    rows = (known.get((each.article, each.locale)) or _row(each) for each in report.covered)
    return {"own": report.own, "covered": list(rows)}


def _row(each: Covered) -> Row:
    counts, cover = each.counts, each.cover
    return [
        each.article,
        each.locale,
        each.workflow,
        each.current,
        each.there,
        [*_tallies(counts.empty, counts.draft, counts.translated), counts.left],
        [
            *_tallies(cover.needed, cover.covered),
            cover.older,
            *_tallies(cover.approved, cover.from_memory),
        ],
        kept_findings(each.findings) if each.findings else [],
        packed_problems(each.problems) if each.problems else [],
    ]


def _tallies(*tallies: Tally) -> Iterator[int]:
    for each in tallies:
        yield each.entries
        yield each.words


def _restored(desk: Desk, answer: Answer) -> CoverageReport:
    """The report that was kept; raises LookupError, TypeError or ValueError for none."""
    own = tuple((str(name), str(locale)) for name, locale in answer["own"])
    known = {each.name for each in desk.workflows}
    covered = []
    # Many catalogs have the same few numbers.
    counts_of, cover_of = cache(_counts), cache(_cover)
    for row in answer["covered"]:
        article, locale, workflow, current, there, counts, cover, findings, problems = row
        if workflow not in known:
            raise LookupError(workflow)
        covered.append(
            Covered(
                article,
                locale,
                workflow,
                there=there,
                current=current,
                counts=counts_of(*counts),
                cover=cover_of(*cover),
                source_path=desk.workspace.reference(article),
                catalog_path=f"{CATALOGS}/{locale}/{article}.po",
                findings=restored_findings(findings) if findings else (),
                problems=unpacked_problems(problems) if problems else (),
            )
        )
    return CoverageReport(tuple(covered), own=own)


def _counts(*kept: int) -> Counts:
    empty, empty_words, draft, draft_words, done, done_words, left = kept
    return Counts(
        Tally(empty, empty_words), Tally(draft, draft_words), Tally(done, done_words), left
    )


def _cover(*kept: int) -> Cover:
    needed, needed_words, covered, covered_words, older, *others = kept
    approved, approved_words, memory, memory_words = others
    return Cover(
        Tally(needed, needed_words),
        Tally(covered, covered_words),
        older,
        Tally(approved, approved_words),
        Tally(memory, memory_words),
    )
