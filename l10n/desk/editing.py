"""Editing: what a person changes in one entry of a catalog, put into its file and nowhere else.

A translator may save the same file from a PO editor at any moment. So an entry is changed only as
long as it is what the person was shown; of the rest of the file no byte moves.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from l10n.dataclass import dataclass
from l10n.desk.orphans import Where
from l10n.desk.whole import Catalogs
from l10n.errors import CatalogError, ConflictError
from l10n.exchange.po import file as po
from l10n.exchange.po.splicing import rewritten
from l10n.lines import kept_lines
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.segment import Key
from l10n.store.document import Document
from l10n.store.drafts import load_drafts
from l10n.store.workspace import Workspace

TRIES = 5
"""How often a catalog may be saved in the moment of a write before an edit is given up."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of an entry; None leaves that part as it is."""

    target: str | None = None
    state: State | None = None
    """Of a target that is empty, nothing but EMPTY is meant."""
    comment: str | None = None

    def of(self, entry: Entry) -> Entry:
        """The entry as it is to be.

        A target has the normal form of targets: no blanks at the ends of its lines, no empty ones.
        What is translated has no previous text any more, as msgmerge and Poedit have it.
        """
        target = entry.target if self.target is None else kept_lines(self.target)
        state = entry.state if self.state is None else self.state
        if target and state is State.EMPTY:
            state = State.DRAFT
        made = entry.with_target(target, state)
        if self.comment is not None:
            lines = self.comment.replace("\r\n", "\n").replace("\r", "\n")
            made = replace(made, comment=lines.strip("\n"))
        if made.state is State.TRANSLATED:
            made = replace(made, previous=None, previous_plural=None)
        return made


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit has done."""

    before: Entry
    after: Entry
    catalog: Catalog
    """The whole catalog as it is now."""
    document: Document
    """Its file."""


class Editing:
    """Changes entries of catalogs for one person."""

    def __init__(
        self,
        workspace: Workspace,
        catalogs: Catalogs,
        translator: str,
        now: Callable[[], datetime],
    ) -> None:
        """`translator` is `Name <mail>`, for the header of a catalog; `now` dates what is saved."""
        self._workspace = workspace
        self._catalogs = catalogs
        self._translator = translator
        self._now = now

    def edit(self, where: Where, shown: Entry, edit: Edit) -> Edited:
        """Change an entry that a person was shown, and note them as the last translator.

        Raises ConflictError where it is not as it was shown any more: nothing is overwritten, and
        the person looks again; L10nError for what cannot be read or written.
        """
        return self.put(where, shown, edit.of(shown))

    def put(self, where: Where, shown: Entry, wanted: Entry) -> Edited:
        """Put an entry as a whole into the place of the one that a person was shown, as `edit`."""
        if wanted.target != shown.target and shown.plurals is not None:
            raise CatalogError(
                _("an entry with plural forms is not changed here"),
                code="EDIT-003",
                path=self._shown(where),
                remedy=_("change it in a PO editor"),
            )
        for _try in range(TRIES):
            done = self._tried(where, shown, wanted)
            if done is not None:
                return done
        raise ConflictError(
            _("changed again and again while it was worked on; left as it is"),
            code="WS-018",
            path=self._shown(where),
            remedy=_("run the command again"),
        )

    def _tried(self, where: Where, shown: Entry, wanted: Entry) -> Edited | None:
        """One attempt; None where somebody else saved the file in its midst."""
        with self._workspace.locked():
            document, catalog = self._catalogs.read(*where)
            current = None if catalog is None else catalog.by_key().get(shown.key)
            if document is None or catalog is None or current is None:
                raise ConflictError(
                    _("the entry is not in the catalog any more"),
                    code="EDIT-002",
                    path=self._shown(where),
                    remedy=_("run `l10n sync`"),
                )
            if not is_same(current, shown):
                raise ConflictError(
                    _("the entry was changed elsewhere meanwhile; nothing was overwritten"),
                    code="EDIT-001",
                    path=self._shown(where),
                    remedy=_("look at it again"),
                )
            # What the tool itself notes may have changed, and stays.
            made = replace(wanted, note=current.note, references=current.references)
            if made == current:
                return Edited(current, current, catalog, document)
            new = self._signed(_with(catalog, made))
            try:
                data = rewritten(document.data, document.path, new)
            except CatalogError as error:
                raise error.at(path=self._shown(where)) from error
            try:
                written = self._workspace.write(document.path, data, document)
            except ConflictError:
                return None
            if written is not None:
                path = self._workspace.drafts_path(where[1], where[0])
                _file, drafts = load_drafts(self._workspace, path)
                self._catalogs.note_written(where, written, new, drafts)
                self._catalogs.save()
        return Edited(current, made, new, written or document)

    def _signed(self, catalog: Catalog) -> Catalog:
        """The catalog with headers that say who changed it last, and when; one without has none."""
        if not catalog.headers:
            return catalog
        values = {
            "PO-Revision-Date": po.header_date(self._now()),
            "Last-Translator": self._translator,
        }
        headers = tuple((name, values.pop(name, value)) for name, value in catalog.headers)
        return replace(catalog, headers=(*headers, *values.items()))

    def _shown(self, where: Where) -> str:
        return self._workspace.shown(self._workspace.catalog_path(where[1], where[0]))


def is_same(one: Entry, other: Entry) -> bool:
    """True for two entries in which a person reads and writes the same; notes are the tool's."""
    return _bare(one) == _bare(other)


def _bare(entry: Entry) -> Entry:
    return replace(entry, note="", references=())


def _with(catalog: Catalog, entry: Entry) -> Catalog:
    key: Key = entry.key
    entries = tuple(
        entry if each.key == key and not each.obsolete else each for each in catalog.entries
    )
    return replace(catalog, entries=entries)
