"""Stale: published pages that are older than what they were made from, by content."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job, Progress, Wanted
from l10n.desk.placing import Address, standing
from l10n.desk.publishability import Assessments, catalog_digest, template_digest
from l10n.desk.relinking import Links, Readiness
from l10n.desk.targets import Finder
from l10n.errors import L10nError
from l10n.model.signature import DATE
from l10n.model.version import RETRACTION, Version
from l10n.store.first_change import Changes


class Cause(Enum):
    """What has changed since a page was published."""

    GONE = "article gone"
    """There is no article any more, and the page is still there."""
    ARTICLE = "article changed"
    TRANSLATION = "translation changed"
    GLOSSARY = "glossary changed"
    """The desk has settled other renderings of terms that the article has."""
    TEMPLATE = "template changed"
    """Label, addresses or metadata would be others now."""
    UNKNOWN = "unknown"
    """Its record does not tell what it was made from."""


@dataclass(frozen=True, slots=True)
class StalePage:
    """A published page, and what has changed since."""

    article: str
    locale: str
    version: int
    date: str
    """When it was published: ISO 8601, UTC, seconds."""
    causes: tuple[Cause, ...]
    since: str
    """When the first of that changed, likewise: by git's history, else as the files have it."""


@dataclass(frozen=True, slots=True)
class StaleReport:
    """All pages that are stale, those that have been so for longest first."""

    pages: tuple[StalePage, ...]
    errors: tuple[L10nError, ...] = ()


def stale(
    desk: Desk, wanted: Wanted, *, progress: Progress = lambda done, total: None
) -> StaleReport:
    """Hold every published page of the wanted articles against what it would be made from now.

    Contents are compared, not times; a page that was retracted is none. One article that cannot be
    read does not stop the others. Changes nothing. Raises L10nError where checks cannot be
    prepared, as `Checkings` says.
    """
    agenda = desk.agenda(wanted)
    run = _StaleRun(desk, {(job.name, job.locale): job for job in agenda.jobs})
    listing = desk.workspace.page_names()
    errors = {(str(error), error.path): error for error in (*listing.problems, *agenda.errors)}
    names = [
        (name, locale) for locale, name in listing if wanted.article(name) and wanted.locale(locale)
    ]
    pages: list[StalePage] = []
    for number, (name, locale) in enumerate(names):
        progress(number, len(names))
        try:
            pages += run.page(Address(name, locale))
        except L10nError as error:
            errors.setdefault((str(error), error.path), error)
    run.assessments.close()
    progress(len(names), len(names))
    pages.sort(key=lambda page: (page.since, page.date, page.article, page.locale))
    return StaleReport(tuple(pages), tuple(errors.values()))


class _StaleRun:
    def __init__(self, desk: Desk, jobs: Mapping[tuple[str, str], Job]) -> None:
        self.workspace = desk.workspace
        self.jobs = jobs
        self.assessments = Assessments(desk)
        self.ready = Readiness(desk, jobs.values(), self.assessments)
        self.finder = Finder(desk.workspace, desk.claims)
        self.changes = Changes(desk.workspace.root)

    def page(self, at: Address) -> Iterator[StalePage]:
        """The page of an article in a locale, if it is stale."""
        found = standing(self.workspace, at)
        if found.current is None or found.current.kind == RETRACTION or found.page is None:
            return
        version = found.history.made_from(found.current)
        causes = tuple(self._causes(at, version))
        if not causes:
            return
        moment = datetime.strptime(found.current.date, DATE).replace(tzinfo=UTC)
        files = {path for cause in causes for path in self._files(at, cause)}
        record = self.workspace.versions_path(at.locale, at.name)
        since = self.changes.since(record, version.id, sorted(files)) or moment
        yield StalePage(
            article=at.name,
            locale=at.locale,
            version=found.history.number(found.current),
            date=found.current.date,
            causes=causes,
            since=since.strftime(DATE),
        )

    def _causes(self, at: Address, version: Version) -> Iterator[Cause]:
        if self.workspace.is_gone(self.workspace.article_path(at.name)):
            yield Cause.GONE
            return
        job = self.jobs.get((at.name, at.locale))
        if job is None:
            return
        made = self.assessments.of(job)
        if not version.source or not version.catalog:
            yield Cause.UNKNOWN
            return
        texts = None
        if version.source != made.source.document.digest:
            texts = Cause.ARTICLE
        elif version.catalog != catalog_digest(made):
            texts = Cause.TRANSLATION
        if texts is not None:
            yield texts
        if version.glossary != self.assessments.glossary_digest(job, made):
            yield Cause.GLOSSARY
        if texts is not None:
            # The label and the addresses follow what the texts are, so that nothing is known of
            # what else was changed.
            return
        links = Links(job, self.ready, self.finder)
        if version.template != template_digest(made, links):
            yield Cause.TEMPLATE

    def _files(self, at: Address, cause: Cause) -> tuple[Path, ...]:
        """The files that a cause is looked for in."""
        workspace = self.workspace
        job = self.jobs.get((at.name, at.locale))
        if cause is Cause.TRANSLATION:
            return (workspace.catalog_path(at.locale, at.name),)
        if cause is Cause.GLOSSARY:
            return workspace.glossary_files().names
        if cause is Cause.TEMPLATE:
            more = (workspace.links_path, workspace.addenda_path(at.locale, at.name))
            there = tuple(path for path in more if workspace.is_file(path))
            return there if job is None else (job.workflow.path, *there)
        return (workspace.article_path(at.name),)
