"""Asking: an editor's question to a translator, on record and in the note of its entry at once."""

from collections.abc import Callable, Collection
from datetime import datetime

from l10n.dataclass import dataclass
from l10n.desk.orphans import Where
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, ConflictError, UsageError
from l10n.exchange.po.splicing import rewritten
from l10n.messages import _
from l10n.model.catalog import Entry
from l10n.model.person import Person
from l10n.model.question import Event, Question, QuestionRecord, Standing, question_id
from l10n.model.signature import shown_date
from l10n.steps.questions import (
    LONGEST,
    entry_of,
    questions,
    standing,
    with_questions,
)
from l10n.store.drafts import load_drafts
from l10n.store.questions import append_questions, load_questions
from l10n.store.workspace import Workspace

TRIES = 20
"""How often a catalog may be saved in the moment of a write before its note waits for a sync."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks or ends a question, and when."""

    person: Person
    date: datetime


class Asking:
    """Asks and ends questions in the catalogs of one desk; each call takes the workspace's lock.

    The record is written first, then the note. A command that is cut short between both leaves the
    note to the next sync.
    """

    def __init__(
        self, workspace: Workspace, catalogs: Catalogs, language: Callable[[str], str]
    ) -> None:
        """`language` tells in which language an article's notes are."""
        self._workspace = workspace
        self._catalogs = catalogs
        self._language = language

    def ask(self, where: Where, entry: Entry, text: str, asker: Asker) -> tuple[Question, bool]:
        """Ask about an entry; the question, and False where the same one is open already.

        Raises UsageError for a text that is no question, ConflictError where the entry is not in
        the catalog any more, and L10nError for files that cannot be read or written.
        """
        check_question(text)
        language = self._language(where[0])
        with self._workspace.locked():
            _document, catalog = self._catalogs.read(*where)
            current = None if catalog is None else catalog.by_key().get(entry.key)
            if current is None:
                raise ConflictError(
                    _("the entry is not in the catalog any more"),
                    code="EDIT-002",
                    path=self._workspace.shown(self._workspace.catalog_path(where[1], where[0])),
                    remedy=_("run `l10n sync`"),
                )
            who, date = asker.person.shown, shown_date(asker.date)
            for each in self._questions(where):
                same = (each.asked.text, each.asked.who) == (text, who)
                if same and entry_of(each, {current.key: current}) is not None:
                    state = standing(each, current.comment)
                    if state is Standing.OPEN:
                        self._write_notes(where, language)
                        return each, False
            record = QuestionRecord(
                question_id(current.key, text, who, date),
                Event.ASKED.value,
                *current.key,
                who=who,
                date=date,
                text=text,
                comment=current.comment,
            )
            self._append(where, [record])
            self._write_notes(where, language)
        return Question(record, (record.key,)), True

    def close(self, where: Where, ids: Collection[str], asker: Asker) -> tuple[Question, ...]:
        """End some questions of a catalog; those that were not ended before."""
        with self._workspace.locked():
            found = tuple(
                each for each in self._questions(where) if each.id in ids and each.closed is None
            )
            date = shown_date(asker.date)
            self._append(
                where,
                [
                    QuestionRecord(
                        each.id,
                        Event.CLOSED.value,
                        *each.keys[-1],
                        who=asker.person.shown,
                        date=date,
                    )
                    for each in found
                ],
            )
            self._write_notes(where, self._language(where[0]))
        return found

    def _questions(self, where: Where) -> tuple[Question, ...]:
        path = self._workspace.questions_path(where[1], where[0])
        return questions(load_questions(self._workspace, path)[1])

    def _append(self, where: Where, records: Collection[QuestionRecord]) -> None:
        path = self._workspace.questions_path(where[1], where[0])
        append_questions(self._workspace, path, records)

    def _write_notes(self, where: Where, language: str) -> None:
        """Bring the notes of a catalog up to date with its questions, and nothing else of it."""
        name, locale = where
        asked = self._questions(where)
        for _trial in range(TRIES):
            document, catalog = self._catalogs.read(name, locale)
            if document is None or catalog is None:
                return
            made = with_questions(catalog, asked, language)
            if made == catalog:
                return
            try:
                data = rewritten(document.data, document.path, made)
                written = self._workspace.write(document.path, data, document)
            except CatalogError as error:
                raise error.at(path=self._workspace.shown(document.path)) from error
            except ConflictError:
                # An editor knows no lock, and has saved it in that moment.
                continue
            if written is not None:
                drafts = self._workspace.drafts_path(locale, name)
                _file, records = load_drafts(self._workspace, drafts)
                self._catalogs.note_written(where, written, made, records)
            return


def check_question(text: str) -> None:
    """Raise UsageError for a text that asks nothing, or that no note can hold."""
    if not text.strip():
        raise UsageError(
            _("the question is empty"), code="USE-090", remedy=_("write it in quotation marks")
        )
    if len(text) > LONGEST:
        raise UsageError(
            _("a question of {n} characters is too long").format(n=len(text)),
            code="USE-091",
            remedy=_("ask it in at most {n}").format(n=LONGEST),
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError(_("the question is not UTF-8"), code="USE-092", remedy=_("type it anew"))
