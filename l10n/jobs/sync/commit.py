"""The last part of a sync: drafts put into a catalog and written, under the lock.

While the engines were at work the files may have changed. What was read is looked at again; where
it is no longer so, it is read and merged anew, and the drafts go into what is still empty.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from l10n.checks import Finding
from l10n.dataclass import dataclass
from l10n.desk.checking import Checkings
from l10n.desk.judging import verdict_of
from l10n.desk.signing import Signer
from l10n.errors import CheckError, ConflictError, FileError, L10nError
from l10n.exchange.po.file import dump, extracted, merged_headers, new_headers, without_dates
from l10n.jobs.sync.looking import paths
from l10n.jobs.sync.planning import Plan, Planner
from l10n.messages import _
from l10n.model.catalog import Catalog, DraftRecord
from l10n.model.machine_draft import MachineDraft
from l10n.model.question import QuestionRecord
from l10n.model.signature import shown_date
from l10n.steps.note import with_findings, with_notes
from l10n.steps.pretranslate import Answers, Pretranslated, fill
from l10n.steps.questions import moved, questions, with_questions
from l10n.steps.remembering import inherited_drafts, new_drafts
from l10n.store.document import Document, Stamp
from l10n.store.drafts import dump_drafts
from l10n.store.machine_drafts import append_machine_drafts, load_machine_drafts
from l10n.store.questions import append_questions
from l10n.store.reviews import append_reviews, load_reviews
from l10n.store.workspace import Workspace

WAIT = 600
"""Seconds that another command may hold the workspace before drafts are left to the next sync."""
TRIES = 5
"""How often files may be saved in the moment of a write before the catalog is given up."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What was written of one article in one locale."""

    plan: Plan
    """As it was last read."""
    result: Pretranslated
    written: bool
    stamps: tuple[Stamp | None, ...]
    """Of all that a sync reads (`planning.paths`), as it is now."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is to be written; None where the file stays as it is."""

    records: str | None
    machine: tuple[MachineDraft, ...]
    """Drafts that are to be remembered as the machine wrote them; none where all are."""
    moves: tuple[QuestionRecord, ...]
    """Where questions go whose texts were edited."""
    catalog: str | None
    content: Catalog
    """What the text of the catalog holds."""

    @property
    def new(self) -> bool:
        """True if any file is to be written."""
        return bool(self.told or self.machine or self.moves)

    @property
    def told(self) -> bool:
        """True if anything is to be written that a person is told of."""
        return self.records is not None or self.catalog is not None


class Committer:
    """Writes catalogs and records."""

    def __init__(
        self, workspace: Workspace, planner: Planner, checkings: Checkings, now: datetime
    ) -> None:
        """`now` dates new catalogs."""
        self.signer: Signer | None = None
        """Who declares edits of articles trifles, if anybody does."""
        self._checkings = checkings
        self._workspace = workspace
        self._planner = planner
        self._catalogs = planner.catalogs
        self._now = now

    def commit(self, plan: Plan, answers: Answers) -> Committed | None:
        """Put what the engines answered into a catalog, and write it with its records.

        None where there is nothing left to do it for: the article is gone, or in another language
        now. Raises L10nError for what cannot be read or written; then nothing has changed.
        """
        current: Plan | None = plan
        for _try in range(TRIES):
            if current is None:
                return None
            result = fill(current.work(), answers)
            texts = self._texts(current, result)
            if not texts.new and not current.carried:
                return Committed(current, result, written=False, stamps=_stamps(current))
            stamps = self._written(current, texts, result.records)
            if stamps is not None:
                return Committed(current, result, written=texts.told, stamps=stamps)
            current = self._read_again(current)
        raise ConflictError(
            _("changed again and again while it was worked on; left as it is"),
            code="WS-018",
            path=self._workspace.shown(
                self._workspace.catalog_path(plan.job.locale, plan.job.name)
            ),
            remedy=_("run the command again"),
        )

    def _read_again(self, plan: Plan) -> Plan | None:
        try:
            return self._planner.plan(plan.job)
        except FileError:
            if self._workspace.is_gone(self._workspace.article_path(plan.job.name)):
                return None
            raise

    def _texts(self, plan: Plan, result: Pretranslated) -> _Texts:
        records: str | None = dump_drafts(result.records)
        if records == ("" if plan.records_file is None else _text(plan.records_file)):
            records = None
        date = shown_date(self._now)
        drafts = (
            *new_drafts(
                result.catalog, result.records, former=plan.records, known=plan.machine, date=date
            ),
            *inherited_drafts(
                result.catalog, result.records, self._machine_of(plan), known=plan.machine
            ),
        )
        asked = questions(plan.questions)
        moves = tuple(moved(asked, plan.merged, plan.old, date))
        segments, language = plan.source.segments, plan.job.workflow.notes
        catalog = with_notes(
            result.catalog, segments, records=result.records, terms=plan.terms, language=language
        )
        catalog = with_findings(catalog, self._findings(plan, catalog), language)
        catalog = with_questions(catalog, questions((*plan.questions, *moves)), language)
        fresh = new_headers(plan.job.locale, plan.job.name, now=self._now)
        old = plan.old
        if old is None:
            catalog = replace(catalog, headers=fresh)
            return _Texts(records, drafts, moves, catalog=dump(catalog), content=catalog)
        changed = extracted(catalog) != extracted(old)
        catalog = replace(catalog, headers=merged_headers(old.headers, fresh, changed=changed))
        text = None if _same(catalog, old) else dump(catalog)
        return _Texts(records, drafts, moves, catalog=text, content=catalog)

    def _machine_of(self, plan: Plan) -> Callable[[str], tuple[MachineDraft, ...]]:
        """The drafts that are remembered of another article, each file read once."""

        @cache
        def remembered(article: str) -> tuple[MachineDraft, ...]:
            path = self._workspace.machine_path(plan.job.locale, article)
            try:
                return load_machine_drafts(self._workspace, path)[1]
            except L10nError:
                # What is wrong with that file is said where its article is synced.
                return ()

        return remembered

    def _sign(self, plan: Plan) -> None:
        """Put on record who declared which edits trifles, before a catalog goes by it."""
        if self.signer is None or not plan.carried:
            return
        path = self._workspace.reviews_path(plan.job.locale, plan.job.name)
        _record, signatures = load_reviews(self._workspace, path)
        # A command that was cut short has signed already.
        known = {(each.signed, each.declared) for each in signatures}
        made = [self.signer.carry(each.former, each.entry) for each in plan.carried]
        new = [each for each in made if (each.signed, each.declared) not in known]
        append_reviews(self._workspace, path, new)

    def _findings(self, plan: Plan, catalog: Catalog) -> tuple[Finding, ...]:
        """What translators are told of their texts; a check that fails is for others to report."""
        try:
            verdict = verdict_of(self._workspace, plan.job, plan.source, catalog, self._checkings)
        except CheckError:
            return ()
        return verdict.findings

    def _written(
        self, plan: Plan, texts: _Texts, drafts: Collection[DraftRecord]
    ) -> tuple[Stamp | None, ...] | None:
        """Write, and look how the files are now; None if they are no longer what was read."""
        job, workspace = plan.job, self._workspace
        written: dict[Path, Document | None] = {}
        place = (job.locale, job.name)
        with workspace.locked(WAIT):
            if not plan.current(workspace):
                return None
            try:
                self._sign(plan)
                # Records first: a draft without its record would count as a person's work.
                path = workspace.machine_path(*place)
                written[path] = append_machine_drafts(workspace, path, texts.machine)
                path = workspace.questions_path(*place)
                written[path] = append_questions(workspace, path, texts.moves)
                if texts.records is not None:
                    path = workspace.drafts_path(*place)
                    written[path] = workspace.write(path, texts.records, plan.records_file)
                if texts.catalog is not None:
                    path = workspace.catalog_path(*place)
                    done = workspace.write(path, texts.catalog, plan.catalog_file)
                    written[path] = done
                    if done is not None:
                        first = plan.old is None
                        note = self._catalogs.note if first else self._catalogs.note_written
                        note((job.name, job.locale), done, texts.content, drafts)
            except ConflictError:
                # An editor knows no lock, and has saved since the look a moment ago.
                return None
        return tuple(
            stamp if (new := written.get(path)) is None else new.stamp
            for path, stamp in zip(paths(workspace, job), _stamps(plan), strict=True)
        )


def _stamps(plan: Plan) -> tuple[Stamp | None, ...]:
    return tuple(None if document is None else document.stamp for document in plan.files)


def _text(document: Document) -> str | None:
    try:
        return document.data.decode()
    except UnicodeDecodeError:
        return None


def _same(catalog: Catalog, old: Catalog) -> bool:
    """True if two catalogs differ in nothing but dates; then the file stays as it is."""
    if catalog.entries != old.entries:
        return False
    return without_dates(catalog.headers) == without_dates(old.headers)
