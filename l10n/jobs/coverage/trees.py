"""PO files without a workspace: any folder of them is counted, whoever made it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from l10n.desk.workers.crew import Crew, Kind
from l10n.desk.workers.tasks import Work
from l10n.errors import CatalogError, L10nError, UsageError
from l10n.exchange.po.counting import Counted, count_po
from l10n.jobs.coverage.gates import failures, nothing_to_count
from l10n.jobs.coverage.report import CoverageReport, Covered
from l10n.language.locales import known
from l10n.messages import _
from l10n.model.counts import Cover
from l10n.model.gate import NO_GATE, Gate
from l10n.regex import regex
from l10n.store.replacing.displaced import Rescue
from l10n.store.text_file import read_bytes
from l10n.store.walking import walk

SUFFIX = ".po"
Result = Counted | L10nError
_MAKER = f"{__name__}:CountingHand"
_TAG = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
"""What a locale of a language with a code of its own looks like."""


def count_tree(
    paths: Iterable[Path],
    locales: Sequence[str] = (),
    gate: Gate = NO_GATE,
    *,
    jobs: int = 1,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> CoverageReport:
    """Count the PO files among some files and folders; nothing is judged, nothing is changed.

    `jobs` is how many processes may be at work. `locales` leaves out the files of all others; the
    gate goes by what is translated. Raises UsageError for what is neither a folder nor a PO file.
    """
    found: dict[Path, None] = {}
    errors: list[L10nError] = []
    for path in paths:
        files, problems = _files(path)
        found.update(dict.fromkeys(files))
        errors += problems
    covered: list[Covered] = []
    for number, (path, result) in enumerate(_results(list(found), jobs)):
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
        workflow="",
        there=True,
        current=True,
        counts=counts,
        cover=Cover(counts.total, counts.translated),
        catalog_path=path.as_posix(),
    )


class CountingHand:
    """Counts PO files for another process."""

    def __init__(self, _nothing: None) -> None:
        """A path is all that has to be known of a file."""

    def count(self, path: Path) -> Result:
        """Count one file, or tell why it cannot be read."""
        return _count_file(path)

    def rescues(self) -> tuple[Rescue, ...]:
        """None: nothing is written."""
        return ()


def _count_file(path: Path) -> Result:
    try:
        return count_po(read_bytes(path, error=CatalogError), path)
    except L10nError as error:
        return error.kept()


def _results(paths: Sequence[Path], jobs: int) -> Iterator[tuple[Path, Result]]:
    """What each file holds, in their order; by several processes where there are many."""
    kind: Kind[Path] = Kind(
        "count",
        weigh=lambda path: 1,
        packed=lambda path: path,
        here=_count_file,
        reference=str,
    )
    with Crew[Path](jobs, lambda: Work(_MAKER, None)) as crew:
        for outcome in crew.outcomes(paths, kind):
            yield outcome.of, outcome.result


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
