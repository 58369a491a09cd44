"""Coverage: what is translated of every article, and whether the catalogs are up to date."""

from dataclasses import dataclass, replace

from l10n.desk.desk import Desk, Progress, Wanted
from l10n.desk.reading import Reader
from l10n.desk.whole import Catalogs
from l10n.errors import L10nError
from l10n.model.article import Problem
from l10n.steps.coverage import Counts, count


@dataclass(frozen=True, slots=True)
class Covered:
    """One article in one locale."""

    article: str
    locale: str
    counts: Counts
    """Of the catalog as it stands, and of what the article has that is in no catalog."""
    current: bool
    """The catalog holds just the segments that the article has now."""
    there: bool
    """There is a catalog."""
    problems: tuple[Problem, ...] = ()
    """What of the article could not be carried into a page."""


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """The coverage of all wanted articles."""

    covered: tuple[Covered, ...]
    errors: tuple[L10nError, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""


def cover(
    desk: Desk, wanted: Wanted, *, progress: Progress = lambda done, total: None
) -> CoverageReport:
    """Count the catalog of every wanted article; changes nothing."""
    covered: list[Covered] = []
    own: list[tuple[str, str]] = []
    agenda = desk.agenda(wanted)
    reader = Reader(desk.workspace)
    catalogs = Catalogs(desk, keep=False)
    # An article that cannot be read is reported once, however many locales it has.
    errors = {str(error): error for error in agenda.errors}
    for number, job in enumerate(agenda.jobs):
        progress(number, len(agenda.jobs))
        try:
            source = reader.source(job.name, job.workflow).into(job.locale)
            if source.article.locale == job.locale:
                own.append((job.name, job.locale))
                continue
            _document, catalog = catalogs.read(job.name, job.locale)
        except L10nError as error:
            errors.setdefault(str(error), error)
            continue
        if catalog is None:
            covered.append(
                Covered(
                    job.name,
                    job.locale,
                    counts=Counts(left=source.untranslated),
                    current=not source.segments,
                    there=False,
                    problems=source.remarks,
                )
            )
            continue
        keys = {segment.key for segment in source.segments}
        current = keys == {entry.key for entry in catalog.active()}
        covered.append(
            Covered(
                job.name,
                job.locale,
                counts=replace(count(catalog), left=source.untranslated),
                current=current,
                there=True,
                problems=source.remarks,
            )
        )
    catalogs.close()
    progress(len(agenda.jobs), len(agenda.jobs))
    return CoverageReport(tuple(covered), tuple(errors.values()), agenda.without_other_target(own))
