"""Sync: bring catalogs up to date with their articles, and draft what is empty."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from l10n import __version__
from l10n.desk.desk import Desk, Job, Wanted
from l10n.desk.engine_settings import check_installed
from l10n.desk.engines import candidate, close, digest
from l10n.desk.orphans import Stray, orphans, strays
from l10n.desk.reading import Source, read_catalog, read_glossary, read_source
from l10n.engines.chain import Candidate, Chain
from l10n.errors import EngineError, L10nError
from l10n.exchange.po.file import (
    dump,
    extracted,
    merged_headers,
    new_headers,
    without_dates,
)
from l10n.glossary.finding import Finder, FoundTerms, find_terms
from l10n.model.article import Problem
from l10n.model.catalog import Catalog, DraftRecord
from l10n.model.workflow import Workflow
from l10n.steps.merge import Changes, merge
from l10n.steps.note import with_notes
from l10n.steps.pretranslate import Counts, Pretranslated, Work, ask, fill
from l10n.store import index, journal
from l10n.store.document import Document, stamp
from l10n.store.drafts import dump_drafts, load_drafts
from l10n.store.former import move_former
from l10n.store.workspace import Workspace

BATCH = 2_000
"""Segments of articles that are drafted together: enough to fill the batches of engines, few enough
for flat memory."""

Progress = Callable[[int, int | None], None]
"""Told the articles done and the articles in all."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What happened to one article in one locale."""

    article: str
    locale: str
    written: bool
    changes: Changes
    drafts: Counts
    segments: int = 0
    """Of the article; 0 where it holds no text to translate."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a sync did."""

    synced: tuple[Synced, ...] = ()
    """Articles that were looked at because something about them had changed."""
    unchanged: int = 0
    problems: tuple[tuple[str, Problem], ...] = ()
    """Blocks left as they are, with the article's name."""
    errors: tuple[L10nError, ...] = ()
    """Articles and catalogs that need a person; each was left exactly as it was."""
    failures: tuple[EngineError, ...] = ()
    """Engines that could not work."""
    unclaimed: tuple[str, ...] = ()
    """Articles that no workflow claims."""
    strays: tuple[Stray, ...] = ()
    """Catalogs whose article is gone."""
    pages: tuple[tuple[str, str], ...] = ()
    """Published pages, by name and locale, whose article is gone."""
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""


@dataclass(slots=True)
class _Prepared:
    job: Job
    source: Source
    before: Document | None
    old: Catalog | None
    drafts_before: Document | None
    records: tuple[DraftRecord, ...]
    merged: Catalog
    changes: Changes
    terms: FoundTerms


@dataclass(slots=True)
class _Gathered:
    synced: list[Synced] = field(default_factory=list)
    unchanged: int = 0
    problems: dict[tuple[str, Problem], None] = field(default_factory=dict)
    errors: list[L10nError] = field(default_factory=list)
    failures: dict[str, EngineError] = field(default_factory=dict)
    own: list[tuple[str, str]] = field(default_factory=list)


def sync(
    desk: Desk,
    wanted: Wanted,
    *,
    now: datetime,
    draft: bool = True,
    progress: Progress = lambda done, total: None,
    batch: int = BATCH,
) -> Report:
    """Sync every wanted article that has changed since the last time.

    Machine output only fills what is empty. With `draft` off no engine is asked. An article or a
    catalog that cannot be read is reported and left as it is; the rest goes on. `now` dates new
    catalogs.
    """
    if draft:
        for workflow in desk.workflows:
            check_installed(workflow)
    with desk.workspace.locked():
        run = _Run(desk, now, draft, batch, named=bool(wanted.articles))
        run.gathered.errors += move_former(desk.workspace)
        agenda = desk.agenda(wanted)
        jobs = agenda.jobs
        run.gathered.errors += agenda.errors
        run.progress = lambda done: progress(done, len(jobs))
        try:
            for number, job in enumerate(jobs, 1):
                run.take(job)
                progress(number - run.held(), len(jobs))
            run.finish()
            if draft and not wanted.articles and not wanted.locales:
                run.forget()
        finally:
            run.close()
        progress(len(jobs), len(jobs))
    gathered = run.gathered
    everything = not wanted.articles and not wanted.locales
    return Report(
        tuple(sorted(gathered.synced, key=lambda each: (each.article, each.locale))),
        gathered.unchanged,
        tuple(gathered.problems),
        tuple(gathered.errors),
        tuple(gathered.failures.values()),
        desk.unclaimed() if everything else (),
        strays(desk, [each.article for each in gathered.synced]) if everything else (),
        orphans(desk) if everything else (),
        agenda.without_other_target(gathered.own),
    )


class _Run:
    def __init__(self, desk: Desk, now: datetime, draft: bool, batch: int, *, named: bool) -> None:
        self.desk = desk
        self.workspace: Workspace = desk.workspace
        self.now = now
        self.draft = draft
        self.batch = batch
        self.named = named
        """Articles that a person names are looked at, changed or not."""
        self.index = index.load(self.workspace.index_path, "sync")
        self.gathered = _Gathered()
        self.glossary = read_glossary(self.workspace)
        self.finders: dict[tuple[str, str], Finder] = {}
        self.journal = journal.load(self.workspace.journal_path)
        self.candidates: dict[str, tuple[Candidate, ...]] = {}
        self.settings: dict[str, str] = {}
        self.pending: dict[tuple[str, str, str], list[_Prepared]] = {}
        self.last: tuple[str, str, Source] | None = None
        self.looked_at = 0
        self.sound = True
        """Every catalog that was drafted has been written."""
        self.waiting = 0
        """Segments held in all batches."""
        self.progress: Callable[[int], None] = lambda done: None

    def take(self, job: Job) -> None:
        """Look at one article in one locale; hold it until its batch is full."""
        self.looked_at += 1
        basis = self._basis(job)
        if not self.named and self.index.answer(job.name, job.locale, basis) is not None:
            self.gathered.unchanged += 1
            return
        try:
            prepared = self._prepare(job)
        except L10nError as error:
            self.gathered.errors.append(error)
            return
        if prepared is None:
            return
        key = (job.workflow.name, prepared.source.article.locale, job.locale)
        waiting = self.pending.setdefault(key, [])
        waiting.append(prepared)
        self.waiting += len(prepared.source.segments)
        if self.waiting >= self.batch:
            self._flush(max(self.pending, key=self._size))

    def _size(self, key: tuple[str, str, str]) -> int:
        return sum(len(each.source.segments) for each in self.pending[key])

    def held(self) -> int:
        """Count the articles that wait for their batch."""
        return sum(len(waiting) for waiting in self.pending.values())

    def finish(self) -> None:
        """Draft and write what is still held."""
        for key in list(self.pending):
            self._flush(key)
        self.index.save()

    def forget(self) -> None:
        """Forget what the journal still holds, if every article has been seen to."""
        if not self.gathered.errors and not self.gathered.failures:
            self.journal.clear()

    def close(self) -> None:
        """Close the engines, and the journal as it is."""
        self.journal.close()
        for candidates in self.candidates.values():
            for made in candidates:
                close(made.engine)

    def _basis(self, job: Job) -> index.Basis:
        workspace = self.workspace
        settings = self.settings.get(job.workflow.name)
        if settings is None:
            settings = digest(
                [
                    __version__,
                    repr(job.workflow),
                    self.draft,
                    [each.identity for each in self._candidates(job.workflow)],
                    self.glossary.digest,
                ]
            )
            self.settings[job.workflow.name] = settings
        files = (
            workspace.article_path(job.name),
            workspace.catalog_path(job.locale, job.name),
            workspace.drafts_path(job.locale, job.name),
        )
        return index.Basis(settings, tuple(map(stamp, files)))

    def _source(self, job: Job) -> Source:
        """Take an article apart once for all of its locales."""
        if self.last is None or self.last[:2] != (job.name, job.workflow.name):
            source = read_source(self.workspace, job.name, job.workflow)
            self.last = (job.name, job.workflow.name, source)
            for problem in source.problems:
                self.gathered.problems[job.name, problem] = None
        return self.last[2]

    def _prepare(self, job: Job) -> _Prepared | None:
        workspace = self.workspace
        source = self._source(job)
        if source.article.locale == job.locale:
            self.gathered.own.append((job.name, job.locale))
            return None
        path = workspace.catalog_path(job.locale, job.name)
        before, old = read_catalog(workspace, path)
        drafts_path = workspace.drafts_path(job.locale, job.name)
        drafts_before, records = load_drafts(workspace, drafts_path)
        merged = merge(
            source.segments,
            old,
            records,
            path=workspace.reference(job.name),
            language=job.workflow.notes,
        )
        return _Prepared(
            job=job,
            source=source,
            before=before,
            old=old,
            drafts_before=drafts_before,
            records=records,
            merged=merged.catalog,
            changes=merged.changes,
            terms=find_terms(source.segments, self._finder(source.article.locale, job.locale)),
        )

    def _finder(self, source: str, target: str) -> Finder:
        if (source, target) not in self.finders:
            self.finders[source, target] = Finder(self.glossary, source, target)
        return self.finders[source, target]

    def _candidates(self, workflow: Workflow) -> tuple[Candidate, ...]:
        if not self.draft:
            return ()
        if workflow.name not in self.candidates:
            made: list[Candidate] = []
            for name in workflow.engines:
                try:
                    made.append(candidate(workflow, name, self.glossary.digest))
                except EngineError as error:
                    self.gathered.failures.setdefault(str(error), error)
            self.candidates[workflow.name] = tuple(made)
        return self.candidates[workflow.name]

    def _flush(self, key: tuple[str, str, str]) -> None:
        size = self._size(key)
        waiting = self.pending.pop(key)
        self.waiting -= size
        _name, source, target = key
        workflow = waiting[0].job.workflow
        before = self.looked_at - self.held() - len(waiting)

        def shown(done: int, total: int) -> None:
            self.progress(before + len(waiting) * done // total)

        works = [
            Work(each.merged, each.source.segments, each.records, each.terms) for each in waiting
        ]
        chain = Chain(self._candidates(workflow), source, target, self.journal, shown)
        answers = ask(works, chain)
        for prepared, work in zip(waiting, works, strict=True):
            result = fill(work, answers)
            for failure in result.failures:
                self.gathered.failures.setdefault(str(failure.error), failure.error)
            try:
                self._write(prepared, result)
            except L10nError as error:
                self.gathered.errors.append(error)
                self.sound = False
        if self.sound:
            self.journal.settle()

    def _write(self, prepared: _Prepared, result: Pretranslated) -> None:
        job, workspace = prepared.job, self.workspace
        fresh = new_headers(job.locale, job.name, now=self.now)
        old = prepared.old
        catalog = with_notes(
            result.catalog,
            prepared.source.segments,
            result.records,
            prepared.terms,
            job.workflow.notes,
        )
        if old is None:
            catalog = replace(catalog, headers=fresh)
        else:
            changed = extracted(catalog) != extracted(old)
            headers = merged_headers(old.headers, fresh, changed=changed)
            catalog = replace(catalog, headers=headers)
        written = False
        records = dump_drafts(result.records)
        drafts_path = workspace.drafts_path(job.locale, job.name)
        # Records first: a draft without its record would count as a person's work.
        if records or prepared.drafts_before is not None:
            written = workspace.write(drafts_path, records, prepared.drafts_before) is not None
        if old is None or not _same(catalog, old):
            path = workspace.catalog_path(job.locale, job.name)
            written |= workspace.write(path, dump(catalog), prepared.before) is not None
        self.gathered.synced.append(
            Synced(
                job.name,
                job.locale,
                written,
                prepared.changes,
                result.counts,
                len(prepared.source.segments),
            )
        )
        if not result.failures and not result.counts.transient:
            self.index.note(job.name, job.locale, self._basis(job))


def _same(catalog: Catalog, old: Catalog) -> bool:
    """Say whether two catalogs differ in nothing but dates; then the file stays as it is."""
    if catalog.entries != old.entries:
        return False
    return without_dates(catalog.headers) == without_dates(old.headers)
