"""Reading what is under review: an article, its catalog and its records become items."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from l10n.checks import Finding
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk, Job
from l10n.desk.entry_addresses import EntryAddress, entries_at
from l10n.desk.orphans import Where
from l10n.desk.questions import ListedQuestion, questions_of
from l10n.desk.reading import Source, read_source
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, CheckError
from l10n.glossary.finding import Finder, FoundTerms, find_terms
from l10n.jobs.review.item import Item
from l10n.messages import language
from l10n.model.approval import Approval
from l10n.model.catalog import Catalog, DraftRecord, Entry
from l10n.model.draft_records import RecordsByEntry, authorship, beside, record_of, records_by_entry
from l10n.model.question import Standing
from l10n.model.segment import Key, Segment
from l10n.steps.approval import approvals
from l10n.steps.note import with_notes
from l10n.steps.proof import Proof
from l10n.steps.verdict import Verdict
from l10n.steps.worry import prominences, uncertainty, worry
from l10n.store.document import Stamp, stamp
from l10n.store.drafts import load_drafts
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace

_CATALOG, _RECORDS = 1, 3
"""Places among the stamps of a reading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article in one locale as it was read, and what was made of it."""

    job: Job
    source: Source
    catalog: Catalog
    records: tuple[DraftRecord, ...]
    terms: FoundTerms
    proof: Proof
    verdict: Verdict
    approvals: Mapping[Key, Approval]
    questions: Mapping[Key, tuple[ListedQuestion, ...]]
    """Those that nobody has ended."""
    stamps: tuple[Stamp | None, ...]
    """Of all files that it was made from."""
    wanted: frozenset[Key]
    """The entries that were asked for."""
    prominences: Mapping[Key, float]

    @property
    def where(self) -> Where:
        """The article and the locale."""
        return (self.job.name, self.job.locale)

    @property
    def missing(self) -> int:
        """Texts of the article that have no entry yet."""
        there = self.catalog.by_key()
        return sum(key not in there for key in self.source.keys)

    def items(self) -> tuple[Item, ...]:
        """All entries that were asked for, in the order of the article."""
        maker, notes = _Maker(self), self._notes(self.catalog.active(), self.source.segments)
        entries = self.catalog.by_key()
        return tuple(
            maker.item(entries[key], notes[key])
            for key in self.source.keys
            if key in self.wanted and key in entries
        )

    def item(self, key: Key) -> Item:
        """One entry, as it is now."""
        entry = self.catalog.by_key()[key]
        # What a text has become may be several, and a note counts them.
        kin = tuple(
            each
            for each in self.catalog.active()
            if each.key == key or (each.previous is not None and each.previous == entry.previous)
        )
        keys = {each.key for each in kin}
        segments = tuple(each for each in self.source.segments if each.key in keys)
        return _Maker(self).item(entry, self._notes(kin, segments)[key])

    def _notes(
        self, entries: tuple[Entry, ...], segments: tuple[Segment, ...]
    ) -> Mapping[Key, str]:
        """What the tool tells of entries, in the person's language."""
        some = replace(self.catalog, entries=entries)
        noted = with_notes(some, segments, self.records, self.terms, language())
        return {key: entry.note for key, entry in noted.by_key().items()}

    def with_catalog(self, catalog: Catalog, key: Key, written: Stamp | None) -> "Reading":
        """The same after an edit of one entry: no other is judged again by itself.

        `written` is how the catalog looks now.
        """
        stamps = (*self.stamps[:_CATALOG], written, *self.stamps[_CATALOG + 1 :])
        verdict = self.proof.judge_again(self.verdict, key, catalog)
        return replace(self, catalog=catalog, verdict=verdict, stamps=stamps)

    def with_entry(self, entry: Entry) -> "Reading":
        """The same as it would be if an entry were as given."""
        entries = tuple(
            entry if each.key == entry.key and not each.obsolete else each
            for each in self.catalog.entries
        )
        catalog = replace(self.catalog, entries=entries)
        return self.with_catalog(catalog, entry.key, self.stamps[_CATALOG])

    def wrong(self, key: Key) -> bool:
        """True for an entry in which checks find an error."""
        return key in self.verdict.wrong


class _Maker:
    """Makes items of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._records: RecordsByEntry = records_by_entry(reading.records)
        self._segments: dict[Key, list[Segment]] = {}
        for segment in reading.source.segments:
            self._segments.setdefault(segment.key, []).append(segment)
        self._findings: dict[Key, list[Finding]] = {}
        for each in reading.verdict.findings:
            self._findings.setdefault(each.key, []).append(each)

    def item(self, entry: Entry, note: str) -> Item:
        segments = self._segments[entry.key]
        author = authorship(entry, self._records)
        unfinished = author.unfinished
        record = beside(entry, self._records) if unfinished else record_of(entry, self._records)
        approval = self._reading.approvals.get(entry.key)
        findings = tuple(self._findings.get(entry.key, ()))
        doubt = uncertainty(entry, author, None if unfinished else record, approval)
        return Item(
            segment=segments[0],
            lines=tuple(dict.fromkeys(each.place.line for each in segments)),
            multiline=any(each.place.lines for each in segments),
            entry=entry,
            author=author,
            record=record,
            approval=approval,
            findings=findings,
            notes=tuple(note.splitlines()),
            questions=self._reading.questions.get(entry.key, ()),
            worry=worry(findings, doubt, self._reading.prominences[entry.key]),
        )


class ReviewReader:
    """Reads articles for one session."""

    def __init__(self, desk: Desk, catalogs: Catalogs) -> None:
        """Raises L10nError where checks cannot be prepared, as `Checkings` says."""
        self._desk = desk
        self._workspace = desk.workspace
        self._catalogs = catalogs
        self._checkings = Checkings(desk)

    def read(self, job: Job, address: EntryAddress) -> Reading:
        """Read an article with all that belongs to it; raises L10nError for what cannot be read.

        A catalog that is missing has no entries.
        """
        workspace, where = self._workspace, (job.name, job.locale)
        # Before anything is read, so that a save in the midst is seen.
        stamps = self.stamps(job)
        source = read_source(workspace, job.name, job.workflow).into(job.locale)
        _document, found = self._catalogs.read(*where)
        catalog = found or Catalog()
        wanted = _wanted(workspace, source, catalog, address)
        _document, records = load_drafts(workspace, workspace.drafts_path(job.locale, job.name))
        proof = Proof(
            source.segments,
            source.article.locale,
            job.locale,
            self._checkings.of(job.workflow),
        )
        finder = Finder(
            self._checkings.glossary_of(job.workflow), source.article.locale, job.locale
        )
        return Reading(
            job=job,
            source=source,
            catalog=catalog,
            records=records,
            terms=find_terms(source.segments, finder),
            proof=proof,
            verdict=self._at_catalog(job, lambda: proof.judge(catalog)),
            approvals=self._approvals(job, catalog),
            questions=self._questions(job, catalog),
            stamps=stamps,
            wanted=wanted,
            prominences=prominences(source.segments),
        )

    def with_people(self, reading: Reading) -> Reading:
        """The same with the signatures and questions of now; raises L10nError as `read`."""
        stamps = (*reading.stamps[:_RECORDS], *self.stamps(reading.job)[_RECORDS:])
        return replace(
            reading,
            approvals=self._approvals(reading.job, reading.catalog),
            questions=self._questions(reading.job, reading.catalog),
            stamps=stamps,
        )

    def _questions(self, job: Job, catalog: Catalog) -> Mapping[Key, tuple[ListedQuestion, ...]]:
        found: dict[Key, tuple[ListedQuestion, ...]] = {}
        for each in questions_of(self._desk, (job.name, job.locale), catalog):
            if each.standing is not Standing.CLOSED:
                found[each.key] = (*found.get(each.key, ()), each)
        return found

    def _approvals(self, job: Job, catalog: Catalog) -> Mapping[Key, Approval]:
        path = self._workspace.reviews_path(job.locale, job.name)
        return approvals(catalog.active(), load_reviews(self._workspace, path)[1])

    def stamps(self, job: Job) -> tuple[Stamp | None, ...]:
        """How the files look from which an article is read: itself, catalog, records."""
        workspace = self._workspace
        files = (
            workspace.article_path(job.name),
            workspace.catalog_path(job.locale, job.name),
            workspace.drafts_path(job.locale, job.name),
            workspace.reviews_path(job.locale, job.name),
            workspace.questions_path(job.locale, job.name),
        )
        return tuple(map(stamp, files))

    def _at_catalog(self, job: Job, judge: Callable[[], Verdict]) -> Verdict:
        try:
            return judge()
        except CheckError as error:
            path = self._workspace.catalog_path(job.locale, job.name)
            raise error.at(path=self._workspace.shown(path)) from error


def _wanted(
    workspace: Workspace, source: Source, catalog: Catalog, address: EntryAddress
) -> frozenset[Key]:
    if not address.lines:
        return frozenset(source.keys)
    reference = workspace.reference(source.article.name)
    try:
        found = entries_at(address, catalog, source.segments, reference)
    except CatalogError as error:
        raise error.at(path=reference) from error
    return frozenset(entry.key for entry in found)
