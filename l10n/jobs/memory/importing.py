"""Import: a file of another tool is checked, and put into the folder of the memory as it is."""

import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import UTC, datetime
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Progress, nobody_told
from l10n.desk.memory_file import UnitFile
from l10n.errors import ConflictError, FileError, L10nError, UsageError
from l10n.language.inflection import language_of
from l10n.language.locales import known
from l10n.messages import _
from l10n.model.unit import Unit
from l10n.store.document import Document, read_document
from l10n.store.memory_files import SUFFIXES, memory_files
from l10n.store.places import MEMORY
from l10n.store.regular import reading
from l10n.store.replacing.new_file import putting
from l10n.store.replacing.writing import unwritable
from l10n.store.text_file import file_errors
from l10n.store.workspace import Workspace, fault_of_name

CATALOG = ".po"
_PIECE = 1 << 20
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a file that is made of a catalog without one, so that it is made the same again."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What a person says of a file besides."""

    name: str = ""
    """What it is to be called in the folder; empty for its own name."""
    source: str = ""
    """Of a PO file, the locale of its originals."""
    target: str = ""
    """Of a PO file, that of its translations, where its header does not say it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    file: str
    """As it was named."""
    place: str
    """Where it is now, from the root of the workspace."""
    added: bool
    """False where the same file was there already."""
    pairs: Counter[Pair] = field(default_factory=Counter)
    """How many translations there are in it, by languages."""
    problems: tuple[L10nError, ...] = ()
    """What was left out of it."""
    more: int = 0
    """How much else was left out, without a word on each."""

    @property
    def units(self) -> int:
        """All translations."""
        return sum(self.pairs.values())


def import_file(
    desk: Desk, path: Path, wish: ImportWish, progress: Progress = nobody_told
) -> Imported:
    """Check a file and put it into `memory/`: a PO file as TMX, all others as they are.

    Raises UsageError where another file has that name, and FileError for what cannot be read, or
    holds nothing for this newsroom. Then nothing has changed.
    """
    suffix = path.suffix.lower()
    if suffix == CATALOG:
        return _catalog(desk, path, wish)
    if suffix not in SUFFIXES:
        raise UsageError(
            _("this is no file of translations that can be read"),
            code="MEM-021",
            path=path,
            remedy=_("known are: {names}").format(names=", ".join((*SUFFIXES, CATALOG))),
        )
    if wish.source or wish.target:
        raise UsageError(
            _("the file says itself which languages it is in"),
            code="MEM-022",
            path=path,
            remedy=_("--source and --target are for PO files"),
        )
    before = _digest(path)
    size = os.stat(path).st_size
    read = UnitFile(path, str(path), tuple({each.source for each in desk.workflows}))
    pairs = _counted(read.units(lambda done: progress(done, size)))
    progress(size, size)
    _check_languages(desk, path, pairs)
    place = _place(desk.workspace, wish.name or path.name, suffix)
    same = _same(desk, size, before)
    if not same:
        _put(desk.workspace, place, _Copy(path, before))
    return Imported(
        file=str(path),
        place=same or place,
        added=not same,
        pairs=pairs,
        problems=tuple(read.problems),
        more=read.more,
    )


def _catalog(desk: Desk, path: Path, wish: ImportWish) -> Imported:
    from l10n.exchange.tmx.writing import write_units

    document = read_document(path)
    units = list(_units_of_catalog(desk, document, wish))
    pairs = _counted(units)
    _check_languages(desk, path, pairs)
    place = _place(desk.workspace, wish.name or f"{path.stem}.tmx", ".tmx")
    dates = (each.date for each in units if each.date)
    newest = max(dates, default="")
    written = io.StringIO(newline="\n")
    write_units(written, units, now=datetime.fromisoformat(newest) if newest else _EVER)
    data = written.getvalue().encode()
    same = _same(desk, len(data), hashlib.sha256(data).hexdigest())
    if not same:
        _put(desk.workspace, place, [data])
    return Imported(file=str(path), place=same or place, added=not same, pairs=pairs)


def _units_of_catalog(desk: Desk, document: Document, wish: ImportWish) -> Iterator[Unit]:
    """The finished translations of a catalog from elsewhere."""
    from l10n.exchange.po.file import parse_bytes
    from l10n.steps.units import Provenance, units

    catalog = parse_bytes(document.data, document.path)
    sources = {each.source for each in desk.workflows}
    own = catalog.header("X-Source-Language") or (sources.pop() if len(sources) == 1 else "")
    source = _locale(wish.source or own, document.path, "--source")
    target = _locale(wish.target or catalog.header("Language") or "", document.path, "--target")
    # In other catalogs a text may have several lines, and its outer blanks may count.
    entries = tuple(
        replace(each, source=" ".join(each.source.split()), target=each.target.strip())
        for each in catalog.entries
    )
    made = Provenance(source, target, desk="", article="")
    return (
        each
        for each in units(replace(catalog, entries=entries), made, {}, ())
        if each.source.text and each.target
    )


def _locale(tag: str, path: Path, option: str) -> str:
    tag = tag.strip().replace("_", "-")
    if not tag:
        raise UsageError(
            _("nobody can tell from the file which languages it is in"),
            code="MEM-023",
            path=path,
            remedy=_("say it: {option}").format(option=option),
        )
    try:
        return known(tag)
    except UsageError as reason:
        raise reason.at(path=path) from None


def _counted(units: Iterable[Unit]) -> Counter[Pair]:
    return Counter((each.source_locale, each.target_locale) for each in units)


def _check_languages(desk: Desk, path: Path, pairs: Counter[Pair]) -> None:
    """Refuse a file that no article could ever be filled from."""
    if not pairs:
        raise FileError(
            _("there are no translations in it"),
            code="MEM-007",
            path=path,
            remedy=_("export it once more from the program that it comes from"),
        )
    wanted = {
        (language_of(workflow.source), language_of(target))
        for workflow in desk.workflows
        for target in workflow.targets
    }
    if not any((language_of(source), language_of(target)) in wanted for source, target in pairs):
        raise FileError(
            _("it is in other languages than this newsroom translates: {pairs}").format(
                pairs=", ".join(f"{source} → {target}" for source, target in sorted(pairs))
            ),
            code="MEM-008",
            path=path,
            remedy=_("add the language to `targets` of a workflow, or take another file"),
        )


def _place(workspace: Workspace, name: str, suffix: str) -> str:
    """Where a file of that name is to be, from the root; raises UsageError."""
    fault = fault_of_name(name)
    if fault is None and "/" in name:
        fault = _("its name has a folder in it")
    if fault is None and not name.lower().endswith(suffix):
        fault = _("its name has to end in {suffix}").format(suffix=suffix)
    if fault is not None:
        raise UsageError(
            _("this cannot be the name of a file of the memory: {why}").format(why=fault),
            code="MEM-024",
            path=name,
            remedy=_("give it another: --as NAME{suffix}").format(suffix=suffix),
        )
    return f"{MEMORY}/{name}"


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with file_errors(path), reading(path) as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _same(desk: Desk, size: int, digest: str) -> str:
    """The file of the memory that holds the same bytes; empty where there is none."""
    workspace = desk.workspace
    patterns = [each for workflow in desk.workflows for each in workflow.memory.files]
    for name in memory_files(workspace, [*patterns, f"{MEMORY}/**"]):
        path = workspace.root / name
        try:
            if os.stat(path).st_size == size and _digest(path) == digest:
                return name
        except (OSError, L10nError):
            continue
    return ""


@dataclass(frozen=True, slots=True)
class _Copy:
    """The bytes of a file, if they still are what was checked."""

    path: Path
    digest: str

    def __iter__(self) -> Iterator[bytes]:
        found = hashlib.sha256()
        with file_errors(self.path), reading(self.path) as file:
            while piece := file.read(_PIECE):
                found.update(piece)
                yield piece
        if found.hexdigest() != self.digest:
            raise ConflictError(
                _("changed while it was read; nothing was imported"),
                code="MEM-009",
                path=self.path,
                remedy=_("run the command again"),
            )


def _put(workspace: Workspace, place: str, pieces: Iterable[bytes]) -> None:
    """Write a new file of the memory, over no other."""
    path = workspace.root / place
    workspace.guard(path)
    with workspace.locked():
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritable(f"{MEMORY}/", error) from None
        try:
            if os.path.lexists(path):
                raise FileExistsError
            with putting(path) as file:
                for piece in pieces:
                    file.write(piece)
        except FileExistsError:
            raise UsageError(
                _("another file of that name is there already, and stays as it is"),
                code="MEM-025",
                path=place,
                remedy=_("give yours another name: --as NAME"),
            ) from None
        except OSError as error:
            raise unwritable(place, error) from None
