"""Judging: what checks find in the catalogs of a desk, kept as long as nothing has changed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from l10n import __version__
from l10n.checks import Finding
from l10n.checks.glance import is_checked
from l10n.checks.ignoring import ignored
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.judged import Judged, LocatedFinding, kept, restored
from l10n.desk.leads import LEADS, Leads, Led
from l10n.desk.reading import Reader, Recent, Source
from l10n.desk.whole import Catalogs, Seen
from l10n.errors import CheckError, L10nError
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.counts import Counts, Tally, count
from l10n.model.draft_records import from_memory, records_by_entry
from l10n.model.source_words import words
from l10n.steps.approval import approvals
from l10n.steps.coverage import cover_of
from l10n.steps.verdict import Verdict
from l10n.store.document import stamp
from l10n.store.drafts import load_drafts
from l10n.store.index import Answer, Basis, Index, digest, load
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.checks.terms.desk import Rendered, Spot

FORM = 5
"""Number of the shape of answers, to be raised when something else is kept."""
PURPOSE = "check"
"""Under which the index keeps them, for all commands."""
TEXTS = "check texts"
"""Under which it keeps what a desk's translations are compared by."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An article in one locale, and what earlier commands have found out about it."""

    job: Job
    basis: Basis
    known: bool
    """It is as it was, so that it need not be read."""
    judged: Judged | None = None
    """None, if it is known, where it is in that locale already."""

    @property
    def weight(self) -> int:
        """Bytes that are to be read; 0 where it is known."""
        if self.known:
            return 0
        return max(1, sum(each.size for each in self.basis.files if each is not None))


@dataclass(frozen=True, slots=True)
class Fresh:
    """What reading an article and its catalog gave."""

    judged: Judged | None
    """None where the article is in the locale already."""
    leads: Leads = field(default_factory=dict)
    """What stood where the addresses of the article lead."""
    texts: tuple[tuple[int, int, int], ...] | None = None
    """By number of the entry, what a desk's translations are compared by; None if not asked for."""
    seen: Seen | None = None
    """What another process has seen of the catalog."""


class Judging:
    """Judges the catalogs of one command; what was found out is kept for later commands."""

    def __init__(self, desk: Desk, checkings: Checkings, *, keep: bool = True) -> None:
        """Read what earlier commands found out; without `keep` nothing is kept for later ones."""
        self._workspace = desk.workspace
        self._checkings = checkings
        self._keep = keep
        self._catalogs = Catalogs(desk, keep=keep)
        self._reader = Reader(desk.workspace)
        self.led = Led(desk.workspace)
        self._settings: dict[str, str] = {}
        self._texts: Index | None = None
        self.comparing = False
        """What is judged from now on is to be compared across the desk."""
        self._again: Recent[tuple[str, str], tuple[object, Catalog | None]] = Recent()

    def with_texts(self) -> "Judging":
        """The same, but what it judges from now on can be compared across the desk."""
        self.comparing = True
        self._texts = load(self._workspace.index_path, TEXTS)
        return self

    @cached_property
    def _index(self) -> Index:
        return load(self._workspace.index_path, PURPOSE)

    def judged(self, job: Job) -> Judged | None:
        """One article in one locale; None where it is in that locale already.

        Raises L10nError for what cannot be read, for a catalog that is not whole, and for a check
        of another package that fails.
        """
        looked = self.look(job)
        if looked.known:
            return looked.judged
        fresh = self.fresh(job)
        self.take_in(looked, fresh)
        return fresh.judged

    def look(self, job: Job) -> Looked:
        """What is known of one article in one locale without reading it."""
        basis = self._basis(job)
        answer = self._index.answer(job.name, job.locale, basis)
        if answer is not None and (self._texts is None or self._known_texts(job, basis)):
            # The index is a cache, and somebody may have changed it by hand.
            with suppress(LookupError, TypeError, ValueError):
                if not self.led.as_before(job.name, answer):
                    return Looked(job, basis, known=False)
                return Looked(job, basis, known=True, judged=restored(job, answer))
        return Looked(job, basis, known=False)

    def take_in(self, looked: Looked, fresh: Fresh) -> None:
        """Keep what reading has given, from `close` on."""
        job = looked.job
        self.led.note(fresh.leads)
        answer = {**kept(fresh.judged), LEADS: fresh.leads}
        self._index.note(job.name, job.locale, looked.basis, answer)
        if self._texts is not None and fresh.texts is not None:
            self._texts.note(job.name, job.locale, looked.basis, {"texts": fresh.texts})
        if fresh.seen is not None:
            self._catalogs.take_over(fresh.seen)

    def rendered(self, job: Job) -> "Iterator[Rendered]":
        """The translated entries of an article that was judged, as small as a desk needs them."""
        from l10n.checks.terms.desk import Rendered, Spot

        answer = self._known_texts(job, self._basis(job)) or {}
        for number, source, target in answer.get("texts", ()):
            yield Rendered(Spot(job.name, job.locale, number), source, target)

    def entry(self, spot: "Spot") -> Entry:
        """The entry at a spot, read again; raises L10nError, LookupError where it has gone."""
        where = (spot.article, spot.locale)
        _document, catalog = self._again.get(where, lambda: self._catalogs.read(*where))
        if catalog is None:
            raise LookupError(where)
        return catalog.active()[spot.number]

    def _known_texts(self, job: Job, basis: Basis) -> Answer | None:
        return None if self._texts is None else self._texts.fresh(job.name, job.locale, basis)

    def _compared(self, job: Job, catalog: Catalog | None) -> tuple[tuple[int, int, int], ...]:
        from l10n.checks.terms.desk import Spot, rendered

        texts = []
        for number, entry in enumerate(catalog.active() if catalog else ()):
            if entry.state is State.TRANSLATED:
                made = rendered(Spot(job.name, job.locale, number), entry.key, entry.target)
                texts.append((number, made.source, made.target))
        return tuple(texts)

    def close(self) -> None:
        """Keep what was found out."""
        if self._keep:
            self._catalogs.save()
        self._index.save()
        if self._texts is not None:
            self._texts.save()
        self._catalogs.close()

    def _basis(self, job: Job) -> Basis:
        settings = self._settings.get(job.workflow.name)
        if settings is None:
            value = [__version__, FORM, self._checkings.stamps, repr(job.workflow)]
            settings = self._settings[job.workflow.name] = digest(value)
        files = self._workspace.judged_basis(job.locale, job.name)
        return Basis(settings, tuple(map(stamp, files)))

    def fresh(self, job: Job) -> Fresh:
        """Read and judge one article in one locale; raises what `judged` does."""
        source = self._reader.source(job.name, job.workflow).into(job.locale)
        if source.article.locale == job.locale:
            return Fresh(None)
        _document, catalog = self._catalogs.read(job.name, job.locale)
        texts = self._compared(job, catalog) if self.comparing else None
        return Fresh(self._judge(job, source, catalog), dict(source.leads), texts)

    def handed_on(self) -> Seen:
        """What was seen of catalogs, for the process that this one works for."""
        return self._catalogs.handed_on()

    def _judge(self, job: Job, source: Source, catalog: Catalog | None) -> Judged:
        if catalog is None:
            return Judged(
                job.name,
                job.locale,
                job.workflow.name,
                there=False,
                current=not source.segments,
                counts=Counts(left=source.untranslated),
                cover=cover_of(source.keys, None, Verdict(), left=source.untranslated),
                problems=source.remarks,
            )
        verdict = verdict_of(self._workspace, job, source, catalog, self._checkings)
        cover = cover_of(source.keys, catalog, verdict, left=source.untranslated)
        current = set(source.keys) == catalog.by_key().keys()
        return Judged(
            job.name,
            job.locale,
            job.workflow.name,
            there=True,
            current=current,
            counts=replace(count(catalog), left=source.untranslated),
            cover=replace(
                cover,
                approved=self._approved(job, source, catalog),
                from_memory=self._from_memory(job, catalog),
            ),
            findings=tuple(located(source, catalog, verdict)),
            problems=source.remarks,
        )

    def _approved(self, job: Job, source: Source, catalog: Catalog) -> Tally:
        """How many of the article's texts are signed for as they are."""
        path = self._workspace.reviews_path(job.locale, job.name)
        _file, signatures = load_reviews(self._workspace, path)
        if not signatures:
            return Tally()
        signed = approvals(catalog.entries, signatures)
        keys = [key for key in source.keys if key in signed and signed[key].approved]
        return Tally(len(keys), sum(words(key[1]) for key in keys))

    def _from_memory(self, job: Job, catalog: Catalog) -> Tally:
        """How many drafts stand as the memory gave them."""
        drafts = [each for each in catalog.active() if each.state is State.DRAFT]
        if not drafts:
            return Tally()
        try:
            path = self._workspace.drafts_path(job.locale, job.name)
            records = records_by_entry(load_drafts(self._workspace, path)[1])
        except L10nError:
            # Whoever drafts says what is wrong with the records; nothing is judged by them.
            return Tally()
        found = [words(each.source) for each in drafts if from_memory(each, records)]
        return Tally(len(found), sum(found))


def verdict_of(
    workspace: Workspace, job: Job, source: Source, catalog: Catalog, checkings: Checkings
) -> Verdict:
    """What the workflow's checks say of an article's catalog.

    Raises CheckError with the path of the catalog, and what reading the glossary raises.
    """
    entries = catalog.by_key().values()
    if not checkings.foreign and not is_checked(source.segments, entries):
        # Checks take long to import.
        checkings.glossary_of(job.workflow)
        return Verdict()
    from l10n.steps.proofread import judge

    checking = checkings.of(job.workflow)
    try:
        return judge(
            source.segments,
            catalog,
            source=source.article.locale,
            target=job.locale,
            checking=checking,
        )
    except CheckError as error:
        path = workspace.shown(workspace.catalog_path(job.locale, job.name))
        raise error.at(path=path) from error


def located(source: Source, catalog: Catalog, verdict: Verdict) -> Iterator[LocatedFinding]:
    """The findings of a verdict in the order of the article, with their places and texts."""
    lines = {each.key: each.place.line for each in reversed(source.segments)}
    order = {
        key: number for number, key in enumerate(dict.fromkeys(s.key for s in source.segments))
    }
    entries = catalog.by_key()
    every = [(each, False) for each in verdict.findings] + [
        (each, True) for each in verdict.silenced
    ]
    for finding, silenced in sorted(every, key=lambda each: order[each[0].key]):
        entry = entries.get(finding.key)
        yield LocatedFinding(
            check=finding.check,
            severity=finding.severity,
            message=finding.message,
            line=lines[finding.key],
            key=finding.key,
            target="" if entry is None else entry.target,
            state=State.EMPTY if entry is None else entry.state,
            source_spans=finding.source,
            target_spans=finding.target,
            silenced=silenced,
        )


def located_in(entry: Entry, finding: Finding) -> LocatedFinding:
    """A finding of an entry by itself; its line is that of the entry's first place."""
    return LocatedFinding(
        check=finding.check,
        severity=finding.severity,
        message=finding.message,
        line=entry.references[0].line if entry.references else 1,
        key=entry.key,
        target=entry.target,
        state=entry.state,
        source_spans=finding.source,
        target_spans=finding.target,
        silenced=finding.check in ignored(entry.comment),
    )


def in_order(findings: Iterable[LocatedFinding]) -> tuple[LocatedFinding, ...]:
    """Findings by line, those of one entry together."""
    return tuple(sorted(findings, key=lambda each: each.line))
