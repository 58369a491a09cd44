"""Whole catalogs: what a command reads, unless it is half-written or cut off.

A PO file that ends between two entries reads as a catalog, and what is missing of it would be gone
for good once a command has written it back.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Self

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Wanted
from l10n.desk.orphans import Where
from l10n.desk.reading import Recent, parse_catalog, read_catalog, read_source
from l10n.errors import CatalogError, L10nError
from l10n.exchange.po.contents import shown
from l10n.exchange.po.file import ends_in_string
from l10n.exchange.po.references import unquote_path
from l10n.messages import _, ngettext
from l10n.model.catalog import Catalog, DraftRecord
from l10n.model.sighting import Sighting
from l10n.shell import shell_words
from l10n.steps.losses import Losses, grown, losses, sighting_of
from l10n.store.document import Document
from l10n.store.drafts import load_drafts
from l10n.store.git import Git, names
from l10n.store.settled import Patience, read_settled
from l10n.store.sightings import Sightings
from l10n.store.translated_texts import TranslatedTexts


@dataclass(frozen=True, slots=True)
class _Found:
    """A catalog as it was read."""

    where: Where
    document: Document
    catalog: Catalog

    @property
    def name(self) -> str:
        return self.where[0]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of catalogs, on its way to the process that keeps it."""

    sightings: Mapping[Where, str]
    texts: Mapping[Where, tuple[int, ...]]


class Catalogs:
    """The catalogs that one command reads, with what was last seen of each."""

    def __init__(
        self,
        desk: Desk,
        removals: Iterable[str] = (),
        *,
        keep: bool = True,
        patience: Patience | None = None,
    ) -> None:
        """`removals` are names or patterns of articles whose catalogs may have lost entries.

        Without `keep`, what is read is not remembered for later commands.
        """
        self._desk = desk
        self._workspace = desk.workspace
        self._removals = Wanted(tuple(removals))
        self._keep = keep
        self._patience = patience or Patience()
        self._sightings = Sightings(desk.workspace.sightings_path)
        self.texts = TranslatedTexts(desk.workspace.translated_path, self._sightings)
        """Where which texts are translated."""
        self._glances: Recent[Where, Catalog | None] = Recent()
        self._git = Git()
        self._last: tuple[Document, Catalog] | None = None
        """What was read or written last: a session works on one catalog again and again."""

    def read(self, name: str, locale: str) -> tuple[Document | None, Catalog | None]:
        """Read a catalog together with its bytes; both None where there is none.

        One that somebody is writing is waited for. One that has lost entries or translations since
        it was last seen is read again, and refused if it stays so: CatalogError. Accepted are those
        of `removals`, and what git has put there. Raises ConflictError for what is written all the
        time, and FileError for what cannot be read.
        """
        path = self._workspace.catalog_path(locale, name)
        seen = self._sightings.of(name, locale)
        document = self._document(path, seen)
        while document is not None:
            found = _Found((name, locale), document, self._parsed(document))
            if seen is not None and document.digest == seen.digest:
                return document, found.catalog
            missing = Losses() if seen is None else self._missing(seen, found)
            if not missing:
                if self._keep:
                    self.note(found.where, document, found.catalog)
                return document, found.catalog
            self._patience.still(path)
            again = self._document(path, seen)
            if again is not None and again.data == document.data:
                raise self._refusal(found, missing)
            document = again
        return None, None

    def glance(self, where: Where) -> Catalog | None:
        """A catalog as it is, whole or not, to look something up in; None if it cannot be read.

        It may be what an earlier look has found. Which texts it has translations of is noted.
        """
        return self._glances.get(where, lambda: self._glance(where))

    def _glance(self, where: Where) -> Catalog | None:
        name, locale = where
        try:
            path = self._workspace.catalog_path(locale, name)
            document, catalog = read_catalog(self._workspace, path)
        except L10nError:
            return None
        if document is not None and catalog is not None:
            self.texts.note(*where, self._sighting(_Found(where, document, catalog)))
        return catalog

    def note(
        self,
        where: Where,
        document: Document,
        catalog: Catalog,
        records: Collection[DraftRecord] | None = None,
    ) -> None:
        """Remember a catalog as whole: one that a person has saved, or that is new.

        `records` are those of its drafts; they are read where they are not at hand.
        """
        self._note(where, self._sighting(_Found(where, document, catalog), records))

    def note_written(
        self,
        where: Where,
        document: Document,
        catalog: Catalog,
        records: Collection[DraftRecord],
    ) -> None:
        """Remember what a command has made of a catalog that it had read."""
        new = self._sighting(_Found(where, document, catalog), records)
        old = self._sightings.of(*where)
        self._note(where, new if old is None else grown(new, old))
        self._last = (document, catalog)

    def note_moved(self, old: Where, new: Where) -> None:
        """Remember that a catalog which was read stands in another place."""
        seen = self._sightings.of(*old)
        if seen is not None:
            self._note(new, seen)

    def _note(self, where: Where, sighting: Sighting) -> None:
        self._sightings.note(*where, sighting)
        self.texts.note(*where, sighting)

    def handed_on(self) -> Seen:
        """What was seen, for the process that this one works for; nothing of it is kept here."""
        return Seen(self._sightings.handed_on(), self.texts.handed_on())

    def take_over(self, seen: Seen) -> None:
        """Keep what another process has seen as one's own."""
        self._sightings.take_over(seen.sightings)
        self.texts.take_over(seen.texts)

    def save(self) -> None:
        """Keep for later commands what was seen."""
        self._sightings.save()
        self.texts.save()

    def close(self) -> None:
        """Close the file that has what was seen."""
        self._sightings.close()
        self.texts.close()

    def __enter__(self) -> Self:
        """Begin a command."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """End it: what was seen is kept if nothing went wrong."""
        if kind is None:
            self.save()
        self.close()

    def _parsed(self, document: Document) -> Catalog:
        if self._last is None or self._last[0] != document:
            self._last = (document, parse_catalog(self._workspace, document))
        return self._last[1]

    def _document(self, path: Path, seen: Sighting | None) -> Document | None:
        """The file once nobody is writing it; None where there is none."""
        document = read_settled(self._workspace, path, self._patience, seen.digest if seen else "")
        if document is None and seen is not None and seen.by_hand:
            # Some editors move the old file away before they write the new one.
            self._patience.still(path.parent)
            document = read_settled(self._workspace, path, self._patience)
        return document

    def _sighting(self, found: _Found, records: Collection[DraftRecord] | None = None) -> Sighting:
        known = self._records(*found.where) if records is None else records
        document = found.document
        return sighting_of(found.catalog, known, digest=document.digest, blobs=names(document.data))

    def _missing(self, seen: Sighting, found: _Found) -> Losses:
        """What a catalog has lost that neither a person nor git is known to have taken out."""
        lost = self._losses(seen, found)
        if not lost or self._accepted(found.name):
            return Losses()
        folder = found.document.path.parent
        if self._git.on_record(folder, names(found.document.data)):
            return Losses()
        if not self._git.on_record(folder, seen.blobs):
            return lost
        # What was seen is safe in git. A switch may have put another in its place, and a person has
        # worked on that since; so it is what git has there now that nothing may be missing of.
        base = self._staged(found)
        if base is None or self._losses(self._sighting(base), found):
            return lost
        return Losses()

    def _staged(self, found: _Found) -> _Found | None:
        """The catalog as the index of git has it; None where it has none that can be read."""
        data = self._git.staged(found.document.path)
        if data is None:
            return None
        document = Document(found.document.path, data)
        try:
            return _Found(found.where, document, parse_catalog(self._workspace, document))
        except L10nError:
            return None

    def _losses(self, seen: Sighting, found: _Found) -> Losses:
        def sources() -> Collection[str]:
            header = found.catalog.header("X-L10n-Article")
            # A catalog that was moved here was never the one that was seen.
            foreign = header is not None and unquote_path(header) != found.name
            return () if foreign else self._sources(*found.where)

        broken = ends_in_string(found.document.data)
        return losses(seen, found.catalog, sources, broken=broken)

    def _sources(self, name: str, locale: str) -> Collection[str]:
        """The texts that an article has for a locale; none where it cannot be read."""
        try:
            workflow = self._desk.workflow_of(name)
            if workflow is None:
                return ()
            source = read_source(self._workspace, name, workflow).into(locale)
        except L10nError:
            return ()
        return frozenset(segment.key[1] for segment in source.segments)

    def _records(self, name: str, locale: str) -> Collection[DraftRecord]:
        try:
            return load_drafts(self._workspace, self._workspace.drafts_path(locale, name))[1]
        except L10nError:
            # Whoever needs the records says what is wrong with them.
            return ()

    def _accepted(self, name: str) -> bool:
        return bool(self._removals.articles) and self._removals.article(name)

    def _argument(self, name: str) -> str:
        """An article as the value of an option: by its path where its name reads as an option."""
        return self._workspace.reference(name) if name.startswith("-") else name

    def _refusal(self, found: _Found, lost: Losses) -> CatalogError:
        command = ("l10n", "sync", "--accept-removals", self._argument(found.name))
        entries = ngettext("{n} entry", "{n} entries", lost.entries).format(n=lost.entries)
        targets = ngettext("{n} translation", "{n} translations", lost.targets)
        counted = [entries] if lost.entries else []
        if lost.targets:
            counted.append(_named(targets.format(n=lost.targets), lost))
        return CatalogError(
            _("has lost {lost} since it was last seen; left as it is").format(
                lost=", ".join(counted)
            ),
            code="PO-022",
            path=self._workspace.shown(found.document.path),
            remedy=_(
                "save it again in the editor, or take it back from git; if they were removed on "
                "purpose: {command}"
            ).format(command=shell_words(command)),
        )


def _named(counted: str, lost: Losses) -> str:
    """How many translations are missing, with the text of the first that was emptied."""
    if not lost.emptied:
        return counted
    text = _("{lost} (“{text}”)") if lost.targets == 1 else _("{lost} (“{text}”, …)")
    return text.format(lost=counted, text=shown(lost.emptied))
