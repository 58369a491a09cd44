"""The first part of a sync: an article, its catalog and its records read and merged.

No lock is held; `Plan.current` tells later whether all that was read is still so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job
from l10n.desk.draft_settings import may_stand_in
from l10n.desk.memories import Memories
from l10n.desk.reading import Source, read_source
from l10n.desk.translations_elsewhere import (
    Sought,
    Vanished,
    sought,
    translations_elsewhere,
    vanished,
)
from l10n.desk.whole import Catalogs
from l10n.engines import Earlier
from l10n.glossary.finding import FoundTerms, find_terms
from l10n.jobs.sync.looking import basis, paths
from l10n.jobs.sync.means import Means
from l10n.jobs.sync.remarks import Remarks
from l10n.messages import N_, message
from l10n.model.catalog import Catalog, DraftRecord
from l10n.model.machine_draft import MachineDraft
from l10n.model.person import Person
from l10n.model.question import QuestionRecord
from l10n.model.segment import Key
from l10n.steps.elsewhere import Elsewhere, with_elsewhere
from l10n.steps.leverage import (
    NOTHING,
    Leveraged,
    MemoryCounts,
    leverage,
    queries,
    rejected_by,
    with_memory,
)
from l10n.steps.memory_offers import Policy
from l10n.steps.merge import Merged, merge
from l10n.steps.minor import Carried, Declared, NotCarried, declared_minor
from l10n.steps.pretranslate import CatalogWork
from l10n.steps.relatives import from_relative
from l10n.store.document import Document, stamp
from l10n.store.drafts import load_drafts
from l10n.store.index import Basis
from l10n.store.machine_drafts import load_machine_drafts
from l10n.store.questions import load_questions
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace

GONE = 5_000
"""Entries that are remembered whose text has gone from its article."""

Group = tuple[str, str, str]
"""What is drafted together: the name of the workflow, source locale, target locale."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One article in one locale, with the files as they were read."""

    job: Job
    source: Source
    old: Catalog | None
    """None where there is no catalog yet."""
    catalog_file: Document | None
    records: tuple[DraftRecord, ...]
    records_file: Document | None
    machine: tuple[MachineDraft, ...]
    """What the machine wrote into the catalog earlier."""
    machine_file: Document | None
    questions: tuple[QuestionRecord, ...]
    """What editors have asked."""
    questions_file: Document | None
    merged: Merged
    terms: FoundTerms
    memory: MemoryCounts = NOTHING
    """What the translation memory gave."""
    settings: str = ""
    """What drafts that are kept in the record are made with; empty where none are."""
    revises: bool = False
    """The first engine can change an earlier translation as its source was changed."""
    carried: tuple[Carried, ...] = ()
    """Translations that stand, since somebody declared the edit of their source a trifle."""
    refused: tuple[NotCarried, ...] = ()
    """Edits that were declared so and are none."""

    @property
    def group(self) -> Group:
        """What it is drafted together with."""
        return (self.job.workflow.name, self.source.article.locale, self.job.locale)

    @property
    def size(self) -> int:
        """Segments of the article."""
        return len(self.source.segments)

    def work(self) -> CatalogWork:
        """What the engines are asked to draft."""
        return CatalogWork(
            self.merged.catalog,
            self.source.segments,
            self.records,
            terms=self.terms,
            settings=self.settings,
            stands_in=may_stand_in(self.job.workflow),
            revises=self.revises,
            earlier={
                key: Earlier(made.source, made.target)
                for key, made in self.merged.drafted_before.items()
            },
        )

    def current(self, workspace: Workspace) -> bool:
        """True if every file still holds what was read; one that looks the same is not opened.

        Raises FileError.
        """
        return all(
            _unchanged(workspace, path, document)
            for path, document in zip(paths(workspace, self.job), self.files, strict=True)
        )

    @property
    def files(self) -> tuple[Document | None, ...]:
        """All that was read, in the order of `paths`."""
        records = (self.records_file, self.machine_file, self.questions_file)
        return (self.source.document, self.catalog_file, *records)


@dataclass(frozen=True, slots=True)
class Read:
    """One article in one locale, read and merged; other articles were not asked for its texts."""

    job: Job
    source: Source
    old: Catalog | None
    files: tuple[Document | None, ...]
    """Of the catalog, of records of drafts, of drafts as the machine made them, of questions."""
    records: tuple[DraftRecord, ...]
    machine: tuple[MachineDraft, ...]
    questions: tuple[QuestionRecord, ...]
    merged: Merged
    terms: FoundTerms
    given: Leveraged
    """What the memory gave."""

    @property
    def unknown(self) -> tuple[Key, ...]:
        """Texts that nothing is known of here."""
        return self.merged.unknown

    @property
    def gone(self) -> Iterator[Vanished]:
        """Entries whose text has gone from the article."""
        if self.old is None:
            return iter(())
        keys = {part.key for part in self.source.segments}
        return vanished((self.job.name, self.job.locale), self.old, keys)


def _unchanged(workspace: Workspace, path: Path, document: Document | None) -> bool:
    now = stamp(path)
    if document is None or now is None:
        return document is None and now is None
    if document.stamp == now:
        return True
    found = workspace.read_if_there(path)
    return found is not None and found.data == document.data


class Planner(Remarks):
    """Makes plans; an article is taken apart once for all of its locales."""

    def __init__(self, desk: Desk, means: Means, catalogs: Catalogs) -> None:
        """Plan nothing yet."""
        super().__init__()
        self.families: dict[tuple[str, str], tuple[str, ...]] = {}
        """By workflow and article, the kinds of code in an article of no named dialect."""
        self.catalogs = catalogs
        self._workspace = desk.workspace
        self._means = means
        self.look_around: Callable[[], None] = lambda: None
        """Called before other articles are asked for a text."""
        self.gone: list[Vanished] = []
        """Entries whose text has gone from its article: it may be in another now."""
        self.memories: Memories | None = None
        """What is asked for the translations of empty entries; None where nothing is drafted."""
        self.declarer: Person | None = None
        """Who declares the edits of articles trifles; None where nobody does."""
        self._last: tuple[str, str, Source] | None = None

    def basis(self, job: Job) -> Basis:
        """All that decides on what a sync would do, without reading a file."""
        return basis(self._workspace, self._means, job)

    def plan(self, job: Job) -> Plan | None:
        """Read and merge; None where the article is in the target locale already.

        Raises L10nError for what cannot be read, and for a catalog that is not whole.
        """
        read = self.read(job)
        if read is None:
            return None
        if read.unknown:
            self.look_around()
        found = {**self._of_relative(read), **self.elsewhere(job, sought(read.unknown))}
        self.note_gone(read.gone)
        return self.finish(read, found)

    def read(self, job: Job) -> Read | None:
        """The first part of it, which asks nothing of other articles; raises as `plan` does."""
        workspace = self._workspace
        source = self._source(job).into(job.locale)
        self.tell(job.name, source.remarks)
        if source.article.locale == job.locale:
            return None
        catalog_file, old = self.catalogs.read(job.name, job.locale)
        drafts_path = workspace.drafts_path(job.locale, job.name)
        records_file, records = load_drafts(workspace, drafts_path)
        machine_path = workspace.machine_path(job.locale, job.name)
        machine_file, machine = load_machine_drafts(workspace, machine_path)
        questions_path = workspace.questions_path(job.locale, job.name)
        questions_file, questions = load_questions(workspace, questions_path)
        merged = merge(
            source.segments,
            old,
            records,
            path=workspace.reference(job.name),
            language=job.workflow.notes,
        )
        finder = self._means.finder(job.workflow, source.article.locale, job.locale)
        terms = find_terms(source.segments, finder)
        given = self._leverage(job, source, merged.catalog, terms)
        return Read(
            job=job,
            source=source,
            old=old,
            files=(catalog_file, records_file, machine_file, questions_file),
            records=records,
            machine=machine,
            questions=questions,
            merged=with_memory(merged, given),
            terms=terms,
            given=given,
        )

    def elsewhere(self, job: Job, unknown: Sought) -> Mapping[Key, Elsewhere]:
        """Where texts that nothing is known of are translated in other articles."""
        here = (job.name, job.locale)
        return translations_elsewhere(self.catalogs, here, unknown, self.gone)

    def finish(self, read: Read, found: Mapping[Key, Elsewhere]) -> Plan:
        """The last part of it, with what was `found` elsewhere."""
        job, source, given, records = read.job, read.source, read.given, read.records
        merged, origins = with_elsewhere(read.merged, source.segments, found)
        declared = Declared(merged)
        if self.declarer is not None:
            table = self._means.table(source.article.locale)
            reviews_path = self._workspace.reviews_path(job.locale, job.name)
            _reviews, signatures = load_reviews(self._workspace, reviews_path)
            known = (*records, *given.records)
            decided = declared_minor(merged, source.segments, known, table, signatures)
            declared = self._by_who_may(decided, declared, job)
        catalog_file, records_file, machine_file, questions_file = read.files
        return Plan(
            job=job,
            source=source,
            old=read.old,
            catalog_file=catalog_file,
            records=(*records, *given.records, *origins),
            records_file=records_file,
            machine=read.machine,
            machine_file=machine_file,
            questions=read.questions,
            questions_file=questions_file,
            merged=declared.merged,
            terms=read.terms,
            memory=given.counts,
            settings=self._means.draft_settings(job.workflow, source.article.locale),
            revises=self._means.revises(job.workflow),
            carried=declared.carried,
            refused=declared.refused,
        )

    def _leverage(self, job: Job, source: Source, catalog: Catalog, terms: FoundTerms) -> Leveraged:
        """What the memory gives the empty entries of a merged catalog; it is opened for these."""
        settings, pair = job.workflow.memory, (source.article.locale, job.locale)
        if self.memories is None or not settings.use:
            return Leveraged(catalog)
        asked = queries(catalog, source.segments, pair, settings.least)
        memory = self.memories.of(job.workflow) if asked else None
        if memory is None:
            return Leveraged(catalog)
        from l10n.steps.new_figures import Languages

        found = dict(zip(asked, memory.search([*asked.values()]), strict=True))
        path = self._workspace.reviews_path(job.locale, job.name)
        _reviews, signatures = load_reviews(self._workspace, path)
        rules = job.workflow.publish.signing
        policy = Policy(
            job.workflow.name,
            settings,
            Languages(self._means.table(pair[0]), self._means.table(pair[1]), pair),
            terms,
            article=job.name,
            # Whose work it is could not be told, and so neither whether two people saw it.
            takes_context=settings.in_context == "translated" and not rules.two_pairs_of_eyes,
        )
        return leverage(catalog, asked, found, policy, rejected_by(signatures))

    def _of_relative(self, read: Read) -> Mapping[Key, Elsewhere]:
        """What texts that nothing is known of came from in an article that this one tells anew."""
        name, keys = read.given.relative, read.unknown
        catalog = self.catalogs.glance((name, read.job.locale)) if keys and name else None
        if catalog is None:
            return {}
        return from_relative(read.source.segments, name, catalog, keys)

    def _by_who_may(self, found: Declared, before: Declared, job: Job) -> Declared:
        """What was declared, if by a person whose signature counts; else all is as `before`."""
        who = self.declarer
        if who is None or not found.carried or job.workflow.publish.signing.may_declare(who):
            return found
        reason = message(N_("{who} may not sign here (publish.approvers)"), who=who.shown)
        refused = (NotCarried(each.entry, reason) for each in found.carried)
        return replace(before, refused=(*refused, *found.refused))

    def note_gone(self, found: Iterable[Vanished]) -> None:
        """Remember entries whose text has gone from its article, some thousands at most."""
        self.gone += islice(found, max(0, GONE - len(self.gone)))

    def texts(self, job: Job) -> frozenset[Key]:
        """The texts of an article that is to be planned; raises L10nError."""
        return frozenset(part.key for part in self._source(job).into(job.locale).segments)

    def _source(self, job: Job) -> Source:
        path = self._workspace.article_path(job.name)
        if self._last is not None:
            name, workflow, source = self._last
            known = (name, workflow) == (job.name, job.workflow.name)
            if known and source.document.stamp == stamp(path):
                return source
        source = read_source(self._workspace, job.name, job.workflow)
        self._last = (job.name, job.workflow.name, source)
        if families := source.article.parsed.families:
            self.families[job.workflow.name, job.name] = families
        return source
