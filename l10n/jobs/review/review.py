"""What a person decides under review, done: entries changed, signed, and put back.

Everything is written at once, so a session may end at any moment. Nothing is overwritten: what is
not in the file as it was shown is read anew, and the person decides again.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime

from l10n.dataclass import dataclass
from l10n.desk.asking import Asker, Asking
from l10n.desk.desk import Desk, Job
from l10n.desk.editing import Edit, Edited, Editing, is_same
from l10n.desk.entry_addresses import EntryAddress
from l10n.desk.orphans import Where
from l10n.desk.questions import notes_language
from l10n.desk.signing import Outcome, Signer, Signing, check_reason, role_of
from l10n.desk.whole import Catalogs
from l10n.errors import L10nError
from l10n.jobs.review.item import Item
from l10n.jobs.review.reading import Reading, ReviewReader
from l10n.jobs.review.session import Session, Show, opened
from l10n.jobs.review.told import NOTHING, Told, of_error, of_outcome, unacceptable
from l10n.lines import one_line
from l10n.messages import N_, message
from l10n.model.catalog import Entry, State
from l10n.model.person import Person
from l10n.model.question import Question
from l10n.model.segment import Key


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews."""

    person: Person
    now: Callable[[], datetime]
    role: str = ""

    def signer(self, job: Job) -> Signer:
        """The person as one who signs now, in the role that the desk of an article has for them.

        Raises UsageError where they have none, or several.
        """
        return Signer(self.person, self.now(), role_of(job.workflow, self.person, self.role))

    def asker(self) -> Asker:
        """The person as one who asks now."""
        return Asker(self.person, self.now())


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that was done, and can be undone."""

    where: Where
    edit: tuple[Entry, Entry] | None = None
    """The entry before and after it was changed."""
    signed: Entry | None = None
    """The entry as it was signed."""
    asked: Question | None = None
    """The question that was asked."""

    @property
    def key(self) -> Key:
        """The entry that it was done to."""
        if self.asked is not None:
            return self.asked.keys[-1]
        entry = self.signed or (self.edit and self.edit[0])
        assert entry
        return entry.key


@dataclass
class _Memory:
    """What a session remembers beside the files."""

    steps: list[_Step] = field(default_factory=list)
    unsaved: dict[tuple[Where, Key], str] = field(default_factory=dict)


class Review:
    """A session over one or several articles; one of them is open."""

    def __init__(
        self, desk: Desk, jobs: Sequence[Job], reviewer: Reviewer, address: EntryAddress
    ) -> None:
        """`jobs` are walked in their order; raises L10nError where checks cannot be prepared.

        `address` names the lines that are wanted of the only article.
        """
        self.jobs = tuple(jobs)
        self.number = 0
        """Which of them is open, from 0."""
        self.session = Session()
        self.reading: Reading | None = None
        """The article that is open; None where it could not be read."""
        self.error: L10nError | None = None
        """Why it could not be read."""
        self._address = address
        self._workspace = desk.workspace
        self._catalogs = Catalogs(desk)
        self._reader = ReviewReader(desk, self._catalogs)
        self._editing = Editing(desk.workspace, self._catalogs, reviewer.person.shown, reviewer.now)
        self._asking = Asking(
            desk.workspace, self._catalogs, lambda name: notes_language(desk, name)
        )
        self._signing = Signing(desk.workspace, self._catalogs)
        self._reviewer = reviewer
        self._memory = _Memory()
        self.errors: dict[int, L10nError] = {}
        """Why articles could not be read, by their numbers; one that can be read again has none."""

    @property
    def place(self) -> str:
        """The article that is open, as people name it."""
        return self._workspace.reference(self.jobs[self.number].name)

    @property
    def item(self) -> Item | None:
        """The entry that is shown; None as long as its article cannot be read."""
        return None if self.reading is None else self.session.current

    @property
    def unsaved(self) -> int:
        """Texts that were typed and not saved."""
        return len(self._memory.unsaved)

    def open_article(self, number: int) -> None:
        """Open an article; one that cannot be read is `error`, and has no entries."""
        self.number = number
        self._read(opened)

    def close(self) -> None:
        """Keep for later commands what was seen of catalogs."""
        self._catalogs.save()
        self._catalogs.close()

    def refresh(self) -> Told | None:
        """Read the article again if a file of it has changed; what is told then, else None."""
        before = None if self.reading is None else self.reading.stamps
        if before == self._reader.stamps(self.jobs[self.number]):
            return None
        shown = self.item
        self._read(self.session.with_items if self.session.items else opened)
        now = self.item
        if shown is None or now is None or (now.key == shown.key and now.entry == shown.entry):
            return Told(message(N_("the files have changed; they were read again")))
        return Told(message(N_("this entry was changed elsewhere, and is shown as it is now")))

    def accept(self) -> Told:
        """Take the flag off the entry that is shown: it is translated."""
        item = self.item
        if item is None:
            return NOTHING
        refusal = unacceptable(item)
        if refusal is not None:
            return refusal
        if item.entry.state is State.TRANSLATED:
            return Told(message(N_("it is translated already")))
        return self._changed(Edit(state=State.TRANSLATED), N_("accepted as translated"))

    def mark_fuzzy(self) -> Told:
        """Mark the entry that is shown: it needs work."""
        item = self.item
        if item is None:
            return NOTHING
        if item.entry.state is not State.TRANSLATED:
            return Told(message(N_("it is not translated")), refused=True)
        return self._changed(Edit(state=State.DRAFT), N_("marked as fuzzy"))

    def comment(self, text: str) -> Told:
        """Write another translator's comment, or none."""
        if self.item is None:
            return NOTHING
        done = N_("the comment is written") if text.strip() else N_("the comment is gone")
        return self._changed(Edit(comment=text.rstrip()), done)

    def ask(self, text: str) -> Told:
        """Ask the translator about the entry, on record and in its note."""
        item, reading = self.item, self.reading
        if item is None or reading is None:
            return NOTHING
        try:
            question, new = self._asking.ask(
                reading.where, item.entry, text, self._reviewer.asker()
            )
        except L10nError as error:
            self._give_up(reading.where, None, item.key)
            return of_error(error)
        self._read(self.session.with_items)
        if not new:
            return Told(message(N_("this is asked already")))
        self._memory.steps.append(_Step(reading.where, asked=question))
        return Told(message(N_("asked; the translator finds it in the note of the entry")))

    def save(self, text: str) -> Told:
        """Save another target: translated, unless checks find an error in it.

        An error is told, and the text saved as the person wrote it, but fuzzy.
        """
        item = self.item
        if item is None or self.reading is None:
            return NOTHING
        if not item.multiline:
            text = one_line(text)
        wanted = Edit(text, State.TRANSLATED).of(item.entry)
        where = self.reading.where
        self._memory.unsaved[(where, item.key)] = text
        if self.reading.with_entry(wanted).wrong(item.key):
            told = self._changed(
                Edit(text, State.DRAFT), N_("saved as fuzzy, since checks find an error in it")
            )
        else:
            empty = wanted.state is State.EMPTY
            done = N_("the translation is empty now") if empty else N_("saved as translated")
            told = self._changed(Edit(text, State.TRANSLATED), done)
        if not told.refused:
            self._memory.unsaved.pop((where, item.key), None)
        return told

    def keep_unsaved(self, text: str) -> Told:
        """Remember what was typed for the entry that is shown, and is not to be saved yet."""
        item = self.item
        if item is None or self.reading is None or text == item.entry.target:
            self._forget()
            return Told(message(N_("nothing was changed")))
        self._memory.unsaved[(self.reading.where, item.key)] = text
        return Told(message(N_("not saved; what you typed is there when you edit again")))

    def typed(self) -> str:
        """What an editor begins with: what was typed and not saved, else the target."""
        item = self.item
        if item is None or self.reading is None:
            return ""
        return self._memory.unsaved.get((self.reading.where, item.key), item.entry.target)

    def copy_source(self) -> Told:
        """Copy the source into an entry that has no translation, as a draft."""
        item = self.item
        if item is None:
            return NOTHING
        if item.entry.target:
            return Told(message(N_("it has a translation already; edit that")), refused=True)
        return self._changed(
            Edit(item.entry.source, State.DRAFT), N_("the source was copied, as fuzzy")
        )

    def approve(self) -> Told:
        """Sign the entry that is shown; one that is fuzzy is accepted first."""
        item = self.item
        if item is None or self.reading is None:
            return NOTHING
        refusal = unacceptable(item)
        if refusal is not None:
            return refusal
        where = self.reading.where
        edit: tuple[Entry, Entry] | None = None
        try:
            signer = self._reviewer.signer(self.reading.job)
            if item.entry.state is not State.TRANSLATED:
                edited = self._edited(item.entry, Edit(state=State.TRANSLATED))
                edit = (edited.before, edited.after)
            entry = edit[1] if edit else item.entry
            outcome = self._signing.approve(where, [entry], signer)[0].outcome
        except L10nError as error:
            self._give_up(where, edit, item.key)
            return of_error(error)
        if outcome.refused:
            self._give_up(where, edit, item.key)
        else:
            self._signed_anew(item.key)
        if outcome is Outcome.SIGNED:
            self._memory.steps.append(_Step(where, edit, entry))
        return of_outcome(outcome, N_("approved"), N_("you have approved it already"))

    def reject(self, reason: str) -> Told:
        """Reject the entry that is shown; it becomes fuzzy and keeps its target."""
        item = self.item
        if item is None or self.reading is None:
            return NOTHING
        where = self.reading.where
        try:
            check_reason(reason)
            signer = self._reviewer.signer(self.reading.job)
            outcome = self._signing.reject(where, [item.entry], signer, reason)[0].outcome
        except L10nError as error:
            self._give_up(where, None, item.key)
            return of_error(error)
        self._read(self.session.with_items)
        now = next((each.entry for each in self.session.items if each.key == item.key), None)
        if outcome is Outcome.SIGNED:
            edit = None if now is None or is_same(now, item.entry) else (item.entry, now)
            self._memory.steps.append(_Step(where, edit, item.entry))
        return of_outcome(outcome, N_("rejected"), N_("you have rejected it already"))

    def undo(self) -> Told:
        """Take back what was done last: a change is put back, a signature withdrawn by a line."""
        if not self._memory.steps:
            return Told(message(N_("there is nothing to undo")), refused=True)
        step = self._memory.steps.pop()
        self._go_to(step)
        try:
            if step.asked is not None:
                self._asking.close(step.where, [step.asked.id], self._reviewer.asker())
            if step.signed is not None:
                signer = self._reviewer.signer(self.jobs[self.number])
                self._signing.withdraw(step.where, step.signed, signer)
            if step.edit is not None:
                before, after = step.edit
                self._editing.put(step.where, after, before)
        except L10nError as error:
            self._read(self.session.with_items)
            return of_error(error)
        self._read(self.session.with_items)
        self.session = self.session.going_to(step.key)
        if step.signed is not None or step.asked is not None:
            return Told(message(N_("undone; that you took it back is recorded")))
        return Told(message(N_("undone")))

    def move(self, to: Callable[[Session], Session]) -> Told | None:
        """Go to another entry; what is told where there is none."""
        before = self.session
        self.session = to(before)
        if self.session.at == before.at:
            return Told(message(N_("there is no other entry; ] goes to the next article")))
        return None

    def showing(self, show: Show) -> None:
        """Walk entries of another state."""
        self.session = self.session.showing(show)

    def searching(self, text: str) -> None:
        """Walk entries in which a text stands."""
        self.session = self.session.searching(text)

    def _changed(self, edit: Edit, done: str) -> Told:
        """Make an edit of the entry that is shown."""
        item, reading = self.item, self.reading
        if item is None or reading is None:
            return NOTHING
        try:
            edited = self._edited(item.entry, edit)
        except L10nError as error:
            self._give_up(reading.where, None, item.key)
            return of_error(error)
        if edited.before == edited.after:
            return Told(message(N_("nothing was changed")))
        self._memory.steps.append(_Step(reading.where, (edited.before, edited.after)))
        return Told(message(done))

    def _edited(self, shown: Entry, edit: Edit) -> Edited:
        """Change an entry in its file, and show what came of it."""
        reading = self.reading
        assert reading is not None
        edited = self._editing.edit(reading.where, shown, edit)
        # What other entries are by now is seen as well, since the file was read for the write.
        others = reading.catalog.by_key()
        same = all(
            others.get(each.key) == each
            for each in edited.catalog.active()
            if each.key != shown.key
        )
        if same:
            self.reading = reading.with_catalog(edited.catalog, shown.key, edited.document.stamp)
            self._signed_anew(shown.key)
        else:
            self._read(self.session.with_items)
        return edited

    def _signed_anew(self, key: Key) -> None:
        """Show what a signature has made of an entry."""
        reading = self.reading
        assert reading is not None
        self.reading = self._reader.with_people(reading)
        self.session = self.session.with_item(self.reading.item(key))

    def _give_up(self, where: Where, edit: tuple[Entry, Entry] | None, key: Key) -> None:
        """Take back what was done of a step that failed, and show how things are."""
        if edit is not None:
            # Where somebody has changed it since, it is theirs.
            with contextlib.suppress(L10nError):
                self._editing.put(where, edit[1], edit[0])
        self._read(self.session.with_items)
        self.session = self.session.going_to(key)

    def _go_to(self, step: _Step) -> None:
        names = [(job.name, job.locale) for job in self.jobs]
        if self.reading is None or self.reading.where != step.where:
            self.open_article(names.index(step.where))

    def _forget(self) -> None:
        if self.item is not None and self.reading is not None:
            self._memory.unsaved.pop((self.reading.where, self.item.key), None)

    def _read(self, into: Callable[[tuple[Item, ...]], Session]) -> None:
        """Read the open article, and make its entries a session."""
        self.error = None
        try:
            reading = self._reader.read(self.jobs[self.number], self._address)
            items = reading.items()
        except L10nError as error:
            self.reading, self.error = None, error
            self.errors[self.number] = error.kept()
            if into is opened:
                self.session = Session()
            return
        self.reading, self.session = reading, into(items)
        self.errors.pop(self.number, None)
