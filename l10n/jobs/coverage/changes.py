"""What a branch touches: the entries of catalogs that are not as they were where it began."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from l10n.checks.ignoring import ignored
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.judging import located, verdict_of
from l10n.desk.reading import Reader, Source, parse_catalog, take_apart
from l10n.desk.whole import Catalogs
from l10n.errors import L10nError
from l10n.jobs.coverage.report import Covered
from l10n.model.catalog import Catalog, Entry
from l10n.model.counts import Counts, count
from l10n.model.markup import OMIT
from l10n.model.segment import Key
from l10n.steps.coverage import cover_of
from l10n.store.document import Document
from l10n.store.revision import Revision, branch_point

_BATCH = 50
"""Articles whose former files are in hand at a time."""

Result = Covered | L10nError | None
"""What was counted, why it could not be; None for an article that is in that locale already."""


@dataclass(frozen=True, slots=True)
class _Before:
    """An article and its catalog where the branch began; None for what could not be read."""

    source: Source | None
    catalog: Catalog | None

    @property
    def keys(self) -> Collection[Key]:
        return () if self.source is None else self.source.keys


class Changes:
    """Counts of articles and catalogs no more than what a branch has changed in them."""

    def __init__(self, desk: Desk, checkings: Checkings, since: str) -> None:
        """Ask git; raises UsageError where it has no answer."""
        workspace = desk.workspace
        rooms = (workspace.article_path("x").parent, workspace.catalog_path("x", "x").parent.parent)
        self._workspace = workspace
        self._checkings = checkings
        self._revision: Revision = branch_point(workspace.root, since, rooms)
        self._reader = Reader(workspace)
        self._catalogs = Catalogs(desk, keep=False)
        self._unchanged: dict[Path, bool] = {}

    def counted(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
        """Each article and locale that the branch touches, with what it has changed there."""
        touched = (job for job in jobs if self._touches(job))
        batch: list[Job] = []
        for job in touched:
            batch.append(job)
            if len(batch) == _BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def close(self) -> None:
        """Close what was opened."""
        self._catalogs.close()

    def _paths(self, job: Job) -> tuple[Path, Path]:
        workspace = self._workspace
        return workspace.article_path(job.name), workspace.catalog_path(job.locale, job.name)

    def _touches(self, job: Job) -> bool:
        return not all(map(self._is_as_it_was, self._paths(job)))

    def _is_as_it_was(self, path: Path) -> bool:
        known = self._unchanged.get(path)
        if known is None:
            try:
                document = self._workspace.read_if_there(path)
                known = self._revision.holds(path, None if document is None else document.data)
            except L10nError:
                # What is wrong with it is said when it is counted.
                known = False
            self._unchanged[path] = known
        return known

    def _batch(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
        paths = dict.fromkeys(path for job in jobs for path in self._paths(job))
        named = {path: found for path in paths if (found := self._revision.object_of(path))}
        blobs = dict(self._revision.blobs(named.values()))
        former = {path: blobs[name] for path, name in named.items() if name in blobs}
        for job in jobs:
            try:
                yield job, self._covered(job, self._before(job, former))
            except L10nError as error:
                yield job, error

    def _before(self, job: Job, former: dict[Path, bytes]) -> _Before:
        article, catalog = self._paths(job)
        source, old = None, None
        try:
            if article in former:
                document = Document(article, former[article])
                source = take_apart(self._workspace, job.name, job.workflow, document)
                source = source.into(job.locale)
        except L10nError:
            pass
        try:
            if catalog in former:
                old = parse_catalog(self._workspace, Document(catalog, former[catalog]))
        except L10nError:
            pass
        return _Before(source, old)

    def _covered(self, job: Job, before: _Before) -> Covered | None:
        workspace = self._workspace
        source = self._reader.source(job.name, job.workflow).into(job.locale)
        if source.article.locale == job.locale:
            return None
        _document, catalog = self._catalogs.read(job.name, job.locale)
        now = Catalog() if catalog is None else catalog
        verdict = verdict_of(workspace, job, source, now, self._checkings)
        changed = _changed(source, now, before)
        bumped = _bumped(now, before.catalog) & changed
        left = _more_left(source, before.source)
        asked = [key for key in source.keys if key in changed]
        cover = cover_of(asked, now, verdict, left=left, older=bumped)
        some = Catalog(entries=tuple(each for each in now.active() if each.key in changed))
        counts = count(some)
        return Covered(
            job.name,
            job.locale,
            job.workflow.name,
            there=catalog is not None,
            current=set(source.keys) == now.by_key().keys(),
            counts=Counts(counts.empty, counts.draft, counts.translated, left),
            cover=cover,
            findings=tuple(each for each in located(source, now, verdict) if each.key in changed),
            problems=source.remarks,
            source_path=workspace.reference(job.name),
            catalog_path=workspace.shown(workspace.catalog_path(job.locale, job.name)),
        )


def _changed(source: Source, now: Catalog, before: _Before) -> frozenset[Key]:
    """The texts whose translations are not as they were, and those that are new or have lost it."""
    entries = now.by_key()
    old = {} if before.catalog is None else before.catalog.by_key()
    texts = before.keys
    found = {key for key in set(source.keys) - entries.keys() if key in old or key not in texts}
    found |= {key for key, entry in entries.items() if _tells(entry) != _tells(old.get(key))}
    return frozenset(found)


def _tells(entry: Entry | None) -> object:
    """What of an entry decides whether it counts."""
    if entry is None:
        return None
    return entry.state, entry.target, entry.plurals, ignored(entry.comment)


def _bumped(now: Catalog, before: Catalog | None) -> frozenset[Key]:
    """Entries whose source text alone was exchanged: the target is still that of the former text.

    What `sync` brings up to date leaves the former text as an obsolete entry.
    """
    if before is None:
        return frozenset()
    known = {entry.key for entry in now.entries}
    lost = Counter(
        (entry.context, entry.target)
        for entry in before.active()
        if entry.target not in ("", OMIT) and entry.key not in known
    )
    there = {entry.key for entry in before.entries}
    return frozenset(
        entry.key
        for entry in now.active()
        if entry.key not in there and lost[entry.context, entry.target]
    )


def _more_left(source: Source, before: Source | None) -> int:
    """How many parts more than before are in no catalog."""
    return max(0, source.untranslated - (0 if before is None else before.untranslated))
