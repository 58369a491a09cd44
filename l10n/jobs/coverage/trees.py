"""PO files without a workspace: any folder of them is counted, whoever made it."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from l10n.errors import L10nError, UsageError
from l10n.exchange.po.counting import Counted
from l10n.jobs.coverage.gates import failures, nothing_to_count
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.jobs.coverage.worker import Result, count_file
from l10n.jobs.coverage.workers import Workers
from l10n.language.locales import known
from l10n.messages import _
from l10n.model.counts import Cover
from l10n.model.gate import NO_GATE, Gate
from l10n.store.walking import walk

SUFFIX = ".po"
MANY = 400
"""Files for which it pays to start other processes."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
"""What a locale of a language with a code of its own looks like."""


def count_tree(
    paths: Iterable[Path],
    locales: Sequence[str] = (),
    gate: Gate = NO_GATE,
    *,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> CoverageReport:
    """Count the PO files among some files and folders; nothing is judged, nothing is changed.

    `locales` leaves out the files of all others; the gate goes by what is translated. Raises
    UsageError for what is neither a folder nor a PO file.
    """
    found: dict[Path, None] = {}
    errors: list[L10nError] = []
    for path in paths:
        files, problems = _files(path)
        found.update(dict.fromkeys(files))
        errors += problems
    covered: list[Covered] = []
    for number, (path, result) in enumerate(_results(list(found))):
        progress(number, len(found))
        if isinstance(result, L10nError):
            errors.append(result)
            continue
        locale = _locale(path, result.language)
        if not locales or locale in locales:
            covered.append(_covered(path, locale, result))
    progress(len(found), len(found))
    report = CoverageReport(tuple(covered), tuple(errors), judged=False)
    if gate.none:
        return report
    here = {each.locale for each in covered}
    missing = [locale for locale, _least in gate.by_locale if locale not in here]
    failed = [nothing_to_count(locale) for locale in missing]
    if not covered and not failed:
        failed = [nothing_to_count()]
    return replace(report, failures=(*failed, *failures(covered, gate)), gated=True)


def _files(path: Path) -> tuple[list[Path], tuple[L10nError, ...]]:
    """The PO files that a path stands for, and folders below it that could not be looked into."""
    if path.is_dir():
        listing = walk(path, path.as_posix())
        return [path / name for name in listing if name.endswith(SUFFIX)], listing.problems
    if path.suffix == SUFFIX:
        return [path], ()
    raise UsageError(
        _("this is neither a folder nor a PO file"),
        code="USE-020",
        path=path,
        remedy=_("name folders, or files that end in .po"),
    )


def _covered(path: Path, locale: str, found: Counted) -> Covered:
    counts = found.counts
    return Covered(
        path.as_posix(),
        locale,
        counts,
        current=True,
        there=True,
        cover=Cover(counts.total, counts.translated),
        catalog_path=path.as_posix(),
    )


def _results(paths: Sequence[Path]) -> Iterator[tuple[Path, Result]]:
    """What each file holds, in their order; on all processors where there are many."""
    done = 0
    if len(paths) >= MANY and (processors := _processors()) > 1:
        with Workers(processors) as workers:
            for results in workers.counted(paths):
                yield from zip(paths[done:], results, strict=False)
                done += len(results)
    # Where no other process can be had, or the system has ended one, this one does the rest.
    for path in paths[done:]:
        yield path, count_file(path)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _locale(path: Path, language: str) -> str:
    """What a file says, else its name (`uk.po`), else the nearest folder; empty if none is one."""
    locale = _tag(language)
    if locale:
        return locale
    names = (path.stem, *reversed(path.parts[:-1]))
    return next((locale for name in names if (locale := _tag(name))), "")


@cache
def _tag(name: str) -> str:
    """A locale as this tool writes it; empty for what is none."""
    plain = name.partition(".")[0].partition("@")[0]
    if _TAG.fullmatch(plain) is None:
        return ""
    try:
        return known(plain)
    except L10nError:
        return ""
