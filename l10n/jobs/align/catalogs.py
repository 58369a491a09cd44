"""Catalogs from aligned articles: what is empty gets the translation that was published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from l10n.alignment.units import Aligned
from l10n.dataclass import dataclass
from l10n.desk.whole import Catalogs
from l10n.errors import ConflictError
from l10n.exchange.po import file as po
from l10n.jobs.align.report import AlignedArticle, FilledCatalog
from l10n.messages import _
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.draft_records import RecordsByEntry, records_by_entry, untouched
from l10n.model.markup import OMIT, faults
from l10n.model.segment import Key, Segment
from l10n.steps.figures import to_translate
from l10n.steps.merge import merge
from l10n.store.drafts import load_drafts
from l10n.store.workspace import Workspace

_TRIES = 5
_LIKELY = 0.5
"""The least confidence of what becomes a draft: a person has to read it, and not to guess."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What an entry may be filled with."""

    target: str
    state: State


def fillings(aligned: AlignedArticle) -> Mapping[Key, Filling]:
    """A translation for each text of an article that has one; the first place of a text decides.

    Where two texts became one, the first has it and the second is left out on purpose.
    """
    source = aligned.sides[0]
    found: dict[Key, Filling] = {}
    for each in aligned.units:
        some = source.segments[each.bead.source.start : each.bead.source.stop]
        for key, filling in zip(
            (one.key for one in some), _fillings(each, some, aligned.sure), strict=True
        ):
            if filling is not None:
                found.setdefault(key, filling)
    # A title that stands as a heading, too, is one text for readers.
    by_text = {key[1]: each for key, each in found.items() if key[0] and each.target != OMIT}
    for key in (one.key for one in source.segments if one.context):
        if key[1] in by_text:
            found.setdefault(key, by_text[key[1]])
    return found


def _fillings(each: Aligned, some: Sequence[Segment], sure: float) -> Sequence[Filling | None]:
    target = each.unit.target
    safe = each.bead.confidence >= sure
    if len(some) == 1:
        sound = safe and not faults(some[0].tagged, target)
        likely = each.bead.confidence >= _LIKELY
        return [Filling(target, State.TRANSLATED if sound else State.DRAFT) if likely else None]
    # The translation of several goes to the one that has the tags.
    tagged = [at for at, one in enumerate(some) if one.place.tags] or [0]
    if not safe or len(tagged) > 1 or faults(some[tagged[0]].tagged, target):
        # What of it belongs to which text is for a person to say.
        return [None] * len(some)
    found: list[Filling | None] = [Filling(OMIT, State.TRANSLATED)] * len(some)
    found[tagged[0]] = Filling(target, State.TRANSLATED)
    return found


class Filler:
    """Fills catalogs of one workspace."""

    def __init__(self, workspace: Workspace, catalogs: Catalogs, now: datetime) -> None:
        """`now` dates new catalogs."""
        self._workspace = workspace
        self._catalogs = catalogs
        self._now = now

    def fill(self, aligned: AlignedArticle, *, write: bool) -> FilledCatalog:
        """Put what was published into what is empty, or has a draft that nobody has touched.

        Whatever a person has written stays. Raises L10nError for what cannot be read or written.
        """
        for _try in range(_TRIES):
            done = self._tried(aligned, write=write)
            if done is not None:
                return done
        raise ConflictError(
            _("changed again and again while it was worked on; left as it is"),
            code="WS-018",
            path=self._workspace.shown(
                self._workspace.catalog_path(aligned.sides[1].locale, aligned.article)
            ),
            remedy=_("run the command again"),
        )

    def _tried(self, aligned: AlignedArticle, *, write: bool) -> FilledCatalog | None:
        name, locale = aligned.article, aligned.sides[1].locale
        with self._workspace.locked():
            document, catalog = self._catalogs.read(name, locale)
            path = self._workspace.drafts_path(locale, name)
            _file, records = load_drafts(self._workspace, path)
            new = catalog is None
            if catalog is None:
                catalog = self._new(aligned)
            grouped = records_by_entry(records)
            wanted = fillings(aligned)
            counts = _Counts()
            entries = tuple(
                counts.of(each, wanted.get(each.key), free=_is_free(each, grouped))
                for each in catalog.entries
            )
            made = replace(catalog, entries=entries)
            if write and (new or made != catalog):
                try:
                    done = self._workspace.write(
                        self._workspace.catalog_path(locale, name), po.dump(made), document
                    )
                except ConflictError:
                    return None
                if done is not None:
                    note = self._catalogs.note if new else self._catalogs.note_written
                    note((name, locale), done, made, records)
                    self._catalogs.save()
        return FilledCatalog(
            name,
            locale,
            finished=counts.finished,
            drafts=counts.drafts,
            kept=counts.kept,
            left=counts.left,
        )

    def _new(self, aligned: AlignedArticle) -> Catalog:
        """A catalog of an article that has none yet."""
        source, target = aligned.sides
        segments = to_translate(source.segments, (source.locale, target.locale))
        path = self._workspace.reference(aligned.article)
        catalog = merge(tuple(segments), None, path=path).catalog
        headers = po.new_headers(target.locale, aligned.article, now=self._now)
        return replace(catalog, headers=headers)


def _is_free(entry: Entry, records: RecordsByEntry) -> bool:
    """True for an entry in which nobody has written."""
    return entry.state is State.EMPTY or untouched(entry, records)


class _Counts:
    """Counts what becomes of entries."""

    def __init__(self) -> None:
        self.finished = self.drafts = self.kept = self.left = 0

    def of(self, entry: Entry, filling: Filling | None, *, free: bool) -> Entry:
        """An entry with its translation, where it may have one."""
        if entry.obsolete or entry.plurals is not None:
            return entry
        if not free:
            self.kept += 1
            return entry
        if filling is None or (filling.state is State.DRAFT and entry.state is State.DRAFT):
            self.left += entry.state is State.EMPTY
            return entry
        if filling.state is State.TRANSLATED:
            self.finished += 1
        else:
            self.drafts += 1
        return replace(
            entry.with_target(filling.target, filling.state), previous=None, previous_plural=None
        )
