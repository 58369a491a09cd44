"""Feeding: the index of the translation memory is held to the files that it is made from.

Of each file a stamp is kept with its units, so that what has not changed is not read. A file that
cannot be read leaves what was known of it; the rest goes on.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Progress, nobody_told
from l10n.desk.unreadable import Unreadable
from l10n.errors import L10nError
from l10n.language.locales import normal
from l10n.memory import Memory, Place
from l10n.model.catalog import Catalog, State
from l10n.model.unit import Standing, Unit
from l10n.model.workflow import Workflow
from l10n.store.document import Stamp, stamp
from l10n.store.index import SETTLED, Basis, digest
from l10n.store.memory_files import memory_files
from l10n.store.workspace import Workspace

FORM = 1
"""Number of the way in which units are made of files, to be raised when it changes."""
_UNSETTLED = "?"
"""The end of the stamp of what may have been saved once more in the same moment."""
_LANGUAGE = (b"lang", b"locale")
"""What stands in every article that names its language, in small letters."""

Where = tuple[str, str]
"""An article's name and a locale."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What became of a memory."""

    put: int = 0
    """Places that were read."""
    removed: int = 0
    """Places that are gone."""
    problems: tuple[L10nError, ...] = ()
    """Files that could not be read, each once; what was known of them before is there still."""


@dataclass(frozen=True, slots=True)
class Known:
    """A catalog that a command has in hand as it stands on the disk."""

    where: Where
    catalog: Catalog
    stamp: Stamp | None
    """How its file looked when it was read or written."""
    source_locale: str
    units: tuple[Unit, ...] | None = None
    """What another process has made of the catalog, which is then an empty one here."""


class _Source(Protocol):
    """A place as its files are now."""

    @property
    def place(self) -> Place: ...
    @property
    def stamps(self) -> tuple[Stamp | None, ...]: ...
    @property
    def settings(self) -> tuple[object, ...]: ...
    def units(self) -> Iterable[Unit]: ...


@dataclass(frozen=True, slots=True)
class _CatalogSource:
    """A catalog with the records beside it."""

    workspace: Workspace
    where: Where
    workflow: Workflow | None
    """None where no workflow claims its article."""
    source: str
    """The locale of the articles of its desk."""
    stamps: tuple[Stamp | None, ...]
    known: Known | None = None

    @property
    def place(self) -> Place:
        return Place("catalog", *self.where)

    @property
    def desk(self) -> str:
        return self.workflow.name if self.workflow else ""

    @property
    def settings(self) -> tuple[object, ...]:
        return (FORM, self.desk, self.source)

    def units(self) -> Iterable[Unit]:
        """Read all of it; raises L10nError."""
        # A command that looks something up has a few hundredths of a second for all of its imports.
        from l10n.steps.approval import approvals
        from l10n.steps.units import Provenance, units
        from l10n.store.machine_drafts import load_machine_drafts
        from l10n.store.reviews import load_reviews

        if self.known and self.known.units is not None:
            return self.known.units
        name, locale = self.where
        workspace = self.workspace
        catalog = self.known.catalog if self.known else self._read()
        if not any(entry.state is State.TRANSLATED for entry in catalog.entries):
            return ()
        _file, signatures = load_reviews(workspace, workspace.reviews_path(locale, name))
        _file, machine = load_machine_drafts(workspace, workspace.machine_path(locale, name))
        source = self.known.source_locale if self.known else self._source_locale()
        if source == locale:
            return ()
        signed = approvals(catalog.entries, signatures)
        return units(catalog, Provenance(source, locale, self.desk, name), signed, machine)

    def _read(self) -> Catalog:
        from l10n.desk.reading import parse_catalog

        document = self.workspace.read_if_there(self.workspace.catalog_path(*reversed(self.where)))
        return Catalog() if document is None else parse_catalog(self.workspace, document)

    def _source_locale(self) -> str:
        """The locale of the article, which may name its own; that of the desk where it is gone."""
        workflow, name = self.workflow, self.where[0]
        if workflow is None:
            return self.source
        try:
            document = self.workspace.read_if_there(self.workspace.article_path(name))
            if document is None:
                return self.source
            small = document.data.lower()
            if not any(each in small for each in _LANGUAGE):
                return self.source
            from l10n import plugins

            conventions = replace(workflow.conventions, language=workflow.source)
            format = plugins.format_for(name, conventions)
            parsed = format.parse(document.text(), workflow.fields) if format else None
            return normal(parsed.locale) if parsed and parsed.locale else self.source
        except L10nError:
            # What is wrong with the article is said where it is synced.
            return self.source


@dataclass(frozen=True, slots=True)
class _FileSource:
    """A file of another tool."""

    workspace: Workspace
    name: str
    sources: tuple[str, ...]
    """The locales that the desks translate from."""
    stamps: tuple[Stamp | None, ...]
    told: Callable[[int], None]
    """Told how many bytes of it have been read."""
    left_out: Callable[[Iterable[L10nError]], None]
    """Told what single translations make no sense, some of them."""

    @property
    def place(self) -> Place:
        return Place("file", self.name)

    @property
    def settings(self) -> tuple[object, ...]:
        return (FORM, *self.sources)

    def units(self) -> Iterator[Unit]:
        """Read it a few at a time, all imported, whatever it says; raises L10nError."""
        from l10n.desk.memory_file import UnitFile

        path = self.workspace.root / self.name
        self.workspace.guard(path)
        file = UnitFile(path, self.name, self.sources)
        for unit in file.units(self.told):
            yield replace(unit, standing=Standing.IMPORTED)
        self.left_out(file.problems)


def units_of(desk: Desk, known: Known) -> tuple[Unit, ...]:
    """What a memory keeps of a catalog; nothing where its records cannot be read."""
    try:
        workflow = desk.workflow_of(known.where[0])
        if workflow is None:
            return ()
        made = _CatalogSource(desk.workspace, known.where, workflow, workflow.source, (), known)
        return tuple(made.units())
    except L10nError:
        return ()


class Feeder:
    """Brings the memory of one workspace up to date, for one command."""

    def __init__(self, desk: Desk, memory: Memory) -> None:
        """Begin with nothing read."""
        self._desk = desk
        self._workspace = desk.workspace
        self._memory = memory
        self._unreadable = Unreadable(desk.workspace)
        self._problems: dict[str, L10nError] = {}
        self.left_out: list[L10nError] = []
        """Translations of files that were read, and make no sense; their files are fine."""

    def refresh(self, progress: Progress = nobody_told) -> Fed:
        """Read every file that has changed, and take out what is gone.

        `progress` is told of bytes.
        """
        there = self._memory.places()
        catalogs = self._workspace.catalogs()
        files = memory_files(self._workspace, self._patterns())
        done = _Done(progress)
        sources: list[_Source] = [*self._catalog_sources(catalogs.names)]
        sources += (self._file_source(name, done) for name in files)
        for problem in (*catalogs.problems, *files.problems):
            self._tell(problem)
        changed = [each for each in sources if not _is_there(each, there)]
        # What lies in a folder that cannot be looked into is not gone.
        closed = {"catalog": bool(catalogs.problems), "file": bool(files.problems)}
        present = {each.place for each in sources}
        gone = [each for each in there if each not in present and not closed[each.kind]]
        if gone:
            self._memory.remove(gone)
        return replace(self._put(changed, done), removed=len(gone))

    def feed(self, known: Iterable[Known]) -> Fed:
        """Take in some catalogs that a command has in hand."""
        by_place = {(each.where[1], each.where[0]): each for each in known}
        sources = [
            replace(each, known=by_place[each.where[1], each.where[0]])
            for each in self._catalog_sources(by_place)
        ]
        return self._put([_with_known_stamp(each) for each in sources], _Done(nobody_told))

    def _put(self, changed: Collection[_Source], done: "_Done") -> Fed:
        done.begin(sum(map(_size, changed)))
        put = 0
        for source in changed:
            failed = self._unreadable.of(source.place, _basis(source))
            if failed is None:
                # The stamp was taken before anything is read, so a later save is seen.
                stamped = _stamp(source)
                try:
                    self._memory.put(source.place, source.units(), stamped)
                    put += 1
                except L10nError as error:
                    failed = error.at(path=self._shown(error.path or source.place.name))
                    self._unreadable.note(source.place, _basis(source), failed)
            if failed is not None:
                self._tell(failed)
            done.next(_size(source))
        self._unreadable.save()
        return Fed(put=put, problems=tuple(self._problems.values()))

    def _shown(self, path: object) -> str:
        return self._workspace.shown(Path(str(path)))

    def _tell(self, problem: L10nError) -> None:
        self._problems.setdefault(str(problem), problem)

    def _patterns(self) -> list[str]:
        workflows = self._desk.workflows
        return [each for workflow in workflows for each in workflow.memory.files]

    def _catalog_sources(self, every: Iterable[tuple[str, str]]) -> Iterator[_CatalogSource]:
        """What the catalogs of some locales and articles are now; those of desks that use none are
        left out.
        """
        workspace, only_source = self._workspace, self._only_source()
        locales = cache(_is_locale)
        for locale, name in every:
            workflow = self._claiming(name)
            if (workflow is not None and not workflow.memory.use) or not locales(locale):
                continue
            source = workflow.source if workflow else only_source
            if not source:
                continue
            stamps = tuple(map(stamp, workspace.memory_basis(locale, name)))
            if stamps[0] is not None:
                yield _CatalogSource(workspace, (name, locale), workflow, source, stamps)

    def _claiming(self, name: str) -> Workflow | None:
        try:
            return self._desk.workflow_of(name)
        except L10nError:
            # That two workflows claim it is said where it is synced.
            return None

    def _only_source(self) -> str:
        """The locale of all articles; empty where there are several."""
        sources = {each.source for each in self._desk.workflows}
        return sources.pop() if len(sources) == 1 else ""

    def _file_source(self, name: str, done: "_Done") -> _FileSource:
        path = self._workspace.root / name
        sources = tuple(sorted({each.source for each in self._desk.workflows}))
        return _FileSource(
            self._workspace, name, sources, (stamp(path),), done.within, self.left_out.extend
        )


class _Done:
    """Tells of bytes that were read, of one place after another."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._before, self._total = 0, 0

    def begin(self, total: int) -> None:
        """There are so many in all."""
        self._total = total
        if total:
            self._progress(0, total)

    def within(self, done: int) -> None:
        """So many of the place in hand are read."""
        self._progress(min(self._before + done, self._total), self._total)

    def next(self, size: int) -> None:
        """A place of so many bytes is done."""
        self._before += size
        self._progress(self._before, self._total)


def _with_known_stamp(source: _CatalogSource) -> _CatalogSource:
    """The same, if its catalog still is what the command has in hand; else it is read."""
    known = source.known
    if known is None or known.stamp != source.stamps[0]:
        return replace(source, known=None)
    return source


def _size(source: _Source) -> int:
    first = source.stamps[0]
    return max(first.size, 0) if first else 0


def _is_there(source: _Source, there: Mapping[Place, str]) -> bool:
    return there.get(source.place) == _named(source)


def _stamp(source: _Source) -> str:
    """How a place looks now, as the memory keeps it."""
    settled = _basis(source).newest() < time.time_ns() - SETTLED
    return _named(source) if settled else _named(source) + _UNSETTLED


def _named(source: _Source) -> str:
    return digest(_basis(source).text())


def _basis(source: _Source) -> Basis:
    return Basis(repr(source.settings), source.stamps)


def _is_locale(folder: str) -> bool:
    try:
        return normal(folder) == folder
    except L10nError:
        return False
