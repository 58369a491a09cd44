"""PO files without a workspace: any folder of them is counted, whoever made it."""

import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

from l10n.errors import CatalogError, L10nError, UsageError
from l10n.exchange.po.counting import Counted, count_po
from l10n.jobs.coverage.gates import failures, nothing_to_count
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.language.locales import known
from l10n.messages import _
from l10n.model.counts import Cover
from l10n.model.gate import NO_GATE, Gate
from l10n.store.text_file import read_bytes
from l10n.store.walking import walk

SUFFIX = ".po"
MANY = 400
"""Files for which it pays to start other processes."""
_BATCH = 100
"""Files that a process is given at a time."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
"""What a locale of a language with a code of its own looks like."""

Result = Counted | L10nError


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
    rest = 0
    if len(paths) >= MANY and (workers := _processors()) > 1:
        try:
            for found in _together(paths, workers):
                yield from zip(paths[rest:], found, strict=False)
                rest += len(found)
        except (BrokenProcessPool, OSError):
            # Where no other process can be had, or the system ends one, this one does the rest.
            pass
    for path in paths[rest:]:
        yield path, _counted(path)


def _together(paths: Sequence[Path], workers: int) -> Iterator[list[Result]]:
    batches = [paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH)]
    methods = multiprocessing.get_all_start_methods()
    # A thread that draws a bar may hold a lock in the moment of a fork.
    method = "forkserver" if "forkserver" in methods else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, initializer=_quietly) as pool:
        try:
            yield from pool.map(_batch, batches)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _quietly() -> None:
    """An interruption is told by the process that a person started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _batch(paths: Sequence[Path]) -> list[Result]:
    return list(map(_counted, paths))


def _counted(path: Path) -> Result:
    try:
        return count_po(read_bytes(path, error=CatalogError), path)
    except L10nError as error:
        return error


def _locale(path: Path, language: str) -> str:
    """What a file says, else its name (`uk.po`), else the nearest folder; empty if none is one."""
    parts = PurePosixPath(path.as_posix()).parts[:-1]
    names = (language, path.stem, *reversed(parts))
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
