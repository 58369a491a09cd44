"""Merge driver: git hands over three versions of a catalog, and gets one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.errors import CatalogError, L10nError
from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog
from l10n.steps.kept_beside import kept_beside
from l10n.steps.merge_catalogs import Sides, merge_catalogs
from l10n.store.clone import repository_of
from l10n.store.document import Document
from l10n.store.merging import (
    ATTRIBUTES,
    MARKER_SIZE,
    Place,
    define_driver,
    defined_driver,
    drafts_on_branches,
    merged_by_lines,
    missing_lines,
    overwrite,
)
from l10n.store.text_file import read_bytes
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Versions:
    """What git gives to a merge driver: names of files in the folder in which it starts it."""

    base: str
    """An empty file where the two sides go back to none (`%O`)."""
    ours: str
    """The result is written here too (`%A`)."""
    theirs: str
    """`%B`"""
    place: PurePosixPath
    """The path of the file in the repository (`%P`)."""
    marker_size: int = MARKER_SIZE


@dataclass(frozen=True, slots=True)
class DriverReport:
    """What became of a merge."""

    conflicts: int = 0
    """Entries that were translated on both sides, each a draft with both texts now."""
    fault: L10nError | None = None
    """Why it was not merged by entries: a version cannot be read. git merged it by lines then."""
    clean: bool = True
    """False where a person has to decide something before it is committed."""


def merge_versions(versions: Versions, folder: Path) -> DriverReport:
    """Merge three versions of a catalog, and write the result where git looks for it.

    `folder` is that in which git starts a driver: the one of the working tree.

    What is no catalog is merged as git itself does it, with its conflict markers; where git cannot,
    ours stays, as git leaves a binary file. Raises FileError where a file cannot be read or
    written, and then nothing has changed.
    """
    files = [folder / each for each in (versions.base, versions.ours, versions.theirs)]
    place = Place(versions.place, folder)
    try:
        merged = merge_catalogs(
            _read(*files), partial(drafts_on_branches, place), kept=_kept_in_language_of(place)
        )
        data = po.dump(merged.catalog).encode()
    except CatalogError as error:
        shown = error.at(path=versions.place.as_posix())
        return replace(_by_lines(files, versions.marker_size), fault=shown)
    overwrite(folder / versions.ours, data)
    return DriverReport(len(merged.conflicts), clean=not merged.conflicts)


def _read(base: Path, ours: Path, theirs: Path) -> Sides:
    mine, other = _catalog(ours), _catalog(theirs)
    try:
        return Sides(_catalog(base), mine, other)
    except CatalogError:
        # Then both sides are compared with nothing, and whatever differs is kept twice.
        return Sides(Catalog(), mine, other)


def _catalog(path: Path) -> Catalog:
    return po.parse_bytes(read_bytes(path), path)


def _by_lines(files: Sequence[Path], marker_size: int) -> DriverReport:
    base, ours, theirs = files
    found = merged_by_lines(base, ours, theirs, marker_size)
    if found is None:
        return DriverReport(clean=False)
    data, clean = found
    overwrite(ours, data)
    try:
        po.parse_bytes(data, ours)
    except CatalogError:
        clean = False
    return DriverReport(clean=clean)


def _kept_in_language_of(place: Place) -> Callable[[str], str]:
    """What makes comments in the language of an article's notes."""

    @cache
    def language() -> str:
        from l10n.desk.desk import open_desk

        try:
            workflow = open_desk(Workspace(place.root)).workflow_of(place.article)
        except L10nError:
            return "en"
        return "en" if workflow is None else workflow.notes

    return lambda text: kept_beside(text, language())


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done so that git merges catalogs by entry."""

    driver: bool
    """True if the driver was defined; False if it was so already."""
    attributes: tuple[str, ...] = ()
    """Lines that were added to `.gitattributes`."""
    missing: tuple[str, ...] = ()
    """Lines that are not there, and were not added."""


def install(workspace: Workspace, command: str) -> Installed:
    """Have git merge the catalogs of a workspace by entry, in this clone.

    Raises L10nError where git refuses, or `.gitattributes` cannot be written.
    """
    added = _add_attributes(workspace)
    if defined_driver(workspace.root) == command:
        return Installed(driver=False, attributes=added)
    define_driver(workspace.root, command)
    return Installed(driver=True, attributes=added)


def prepare(workspace: Workspace, command: str) -> Installed | None:
    """The same for a new workspace, where nothing that is there already is changed.

    None outside a repository. Raises L10nError where git refuses.
    """
    if repository_of(workspace.root) is None:
        return None
    there = workspace.read_if_there(workspace.root / ATTRIBUTES)
    missing = tuple(missing_lines(there))
    if defined_driver(workspace.root):
        return Installed(driver=False, missing=missing)
    define_driver(workspace.root, command)
    return Installed(driver=True, missing=missing)


def _add_attributes(workspace: Workspace) -> tuple[str, ...]:
    path = workspace.root / ATTRIBUTES
    with workspace.locked():
        before = workspace.read_if_there(path)
        lines = missing_lines(before)
        if lines:
            workspace.write(path, _with_lines(before, lines), before)
    return tuple(lines)


def _with_lines(before: Document | None, lines: list[str]) -> str:
    text = "" if before is None else before.text()
    end = "\n" if text and not text.endswith("\n") else ""
    return text + end + "".join(f"{line}\n" for line in lines)
