"""The folder tree of a newsroom: finding and reading files, writing them whole, one at a time."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path, PurePosixPath

from l10n.errors import ConflictError, FileError, L10nError
from l10n.messages import _
from l10n.store.claims import Claims, open_claims
from l10n.store.document import Document, read_document
from l10n.store.writing import replace_file, unwritable

ARTICLES = "articles"
CATALOGS = "catalogs"
RECORDS = "records"
PUBLISHED = "published"
WORKFLOWS = "workflows"
GLOSSARY = "glossary.csv"
CACHE = ".l10n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places of one newsroom's files below one root folder."""

    root: Path

    def article_path(self, name: str) -> Path:
        """Where an article's source stands."""
        return self.root / ARTICLES / name

    def catalog_path(self, locale: str, name: str) -> Path:
        """Where the catalog of an article stands."""
        return self.root / CATALOGS / locale / f"{name}.po"

    def drafts_path(self, locale: str, name: str) -> Path:
        """Where the record of machine drafts stands."""
        return self.root / RECORDS / locale / f"{name}.drafts.jsonl"

    def sent_path(self, locale: str, name: str) -> Path:
        """Where the record of what was sent out stands."""
        return self.root / RECORDS / locale / f"{name}.sent.jsonl"

    def former_path(self, path: Path) -> Path:
        """Where earlier versions of the tool kept a file of `records/`: beside the catalog."""
        return self.root / CATALOGS / path.relative_to(self.root / RECORDS)

    def published_path(self, locale: str, name: str) -> Path:
        """Where the current version stands."""
        return self.root / PUBLISHED / locale / name

    def versions_path(self, locale: str, name: str) -> Path:
        """Where the record of all versions stands."""
        return self.root / PUBLISHED / locale / f"{name}.versions.jsonl"

    def earlier_path(self, locale: str, name: str, number: int) -> Path:
        """Where the text of an earlier version stands."""
        return self.root / PUBLISHED / locale / f"{name}.v{number}"

    @property
    def glossary_path(self) -> Path:
        """Where the glossary stands."""
        return self.root / GLOSSARY

    @property
    def journal_path(self) -> Path:
        """Where drafts wait for their catalog."""
        return self.root / CACHE / "drafts.jsonl"

    @property
    def index_path(self) -> Path:
        """Where commands keep what they found out about articles."""
        return self.root / CACHE / "index.sqlite"

    def shown(self, path: Path) -> str:
        """Name a path as a person in the workspace would."""
        with contextlib.suppress(ValueError):
            return path.relative_to(self.root).as_posix()
        return str(path)

    def reference(self, name: str) -> str:
        """Name an article in `#:` lines."""
        return f"{ARTICLES}/{name}"

    def workflow_files(self) -> tuple[Path, ...]:
        """All workflow files, by name."""
        folder = self.root / WORKFLOWS
        return tuple(sorted(path for path in folder.glob("*.toml") if path.is_file()))

    def article_names(self) -> Iterator[str]:
        """Every file under `articles/` as a relative name, sorted; hidden ones are left out."""
        yield from _names(self.root / ARTICLES)

    def catalog_locales(self) -> tuple[str, ...]:
        """The locales that have a folder of catalogs."""
        try:
            entries = list(os.scandir(self.root / CATALOGS))
        except OSError:
            return ()
        return tuple(sorted(e.name for e in entries if _is_folder(e) and _shown(e.name)))

    def catalog_names(self, locale: str) -> Iterator[str]:
        """The articles that have a catalog in a locale, sorted."""
        for name in _names(self.root / CATALOGS / locale):
            if name.endswith(".po"):
                yield name.removesuffix(".po")

    def page_names(self) -> Iterator[tuple[str, str]]:
        """The locale and article of every page that has a record of versions, sorted.

        Other files under `published/` are none of the tool's business.
        """
        root = self.root / PUBLISHED
        for record in sorted(root.glob("*/**/*.versions.jsonl")):
            locale, *parts = record.relative_to(root).parts
            yield locale, "/".join(parts).removesuffix(".versions.jsonl")

    def former_records(self, locale: str) -> Iterator[tuple[str, str]]:
        """The record files that still stand beside the catalogs of a locale: article and kind."""
        for name in _names(self.root / CATALOGS / locale):
            for kind in ("drafts", "sent"):
                if name.endswith(f".{kind}.jsonl"):
                    yield name.removesuffix(f".{kind}.jsonl"), kind

    def read(self, path: Path) -> Document:
        """Read a whole file; raises FileError for what cannot be read or leads out of the tree."""
        self.guard(path)
        if path.is_symlink() and not path.exists():
            raise self._leads_nowhere(path)
        return read_document(path)

    def read_if_there(self, path: Path) -> Document | None:
        """Read a whole file; None where there is none."""
        if not path.exists() and not path.is_symlink():
            return None
        return self.read(path)

    def guard(self, path: Path) -> None:
        """Refuse a path that leads out of the workspace, by `..` or by a symbolic link."""
        try:
            inside = path.resolve().is_relative_to(self.root.resolve())
        except RuntimeError:
            # What Python before 3.13 makes of a link that leads back to itself.
            raise self._leads_nowhere(path) from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise FileError(
                _("the link cannot be followed: {why}").format(why=why),
                code="WS-008",
                path=self.shown(path),
            ) from None
        if not inside:
            raise FileError(
                _("leads out of the workspace"),
                code="WS-009",
                path=self.shown(path),
                remedy=_("replace the link by the file itself"),
            )

    def _leads_nowhere(self, path: Path) -> FileError:
        return FileError(
            _("the symbolic link leads nowhere"),
            code="WS-010",
            path=self.shown(path),
            remedy=_("replace the link by the file itself"),
        )

    def write(self, path: Path, data: str | bytes, before: Document | None) -> Document | None:
        """Write a file whole or not at all; the file as it is now, None where it was so already.

        `before` is the file as it was read, None where there was none. A link stays one: the file
        that it leads to is written. Raises ConflictError where the file has changed since, so that
        nobody's work is overwritten.
        """
        new = data.encode("utf-8") if isinstance(data, str) else data
        self.guard(path)
        if before is not None and before.data == new and path.exists():
            return None
        try:
            place = path.resolve() if path.is_symlink() else path
            place.parent.mkdir(parents=True, exist_ok=True)
            written = replace_file(place, new, before, self._scratch(place.parent))
        except OSError as error:
            raise unwritable(self.shown(path), error) from None
        except ConflictError as error:
            raise error.at(path=self.shown(path)) from error
        return Document(path, new, written)

    def remove(self, document: Document) -> bool:
        """Remove a file that still is as it was read; True if it is gone now."""
        self.guard(document.path)
        try:
            if document.path.read_bytes() != document.data:
                return False
            document.path.unlink()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise FileError(
                _("cannot be removed: {why}").format(why=error.strerror),
                code="WS-012",
                path=self.shown(document.path),
            ) from None
        return True

    def _scratch(self, folder: Path) -> Path:
        """Where a file is written before it is renamed into a folder.

        That is below the cache, where what a crash leaves behind is out of everybody's way; the
        folder itself if it lies on another file system, since a rename cannot cross that.
        """
        scratch = self._own(self.root / CACHE / "new")
        return scratch if scratch.stat().st_dev == folder.stat().st_dev else folder

    def _own(self, folder: Path) -> Path:
        """Make a folder of the cache; raises FileError where something else stands there.

        A link is refused: what a repository brings along must not lead the tool elsewhere.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            if not folder.exists():
                raise unwritable(self.shown(folder), error) from None
        if folder.is_symlink() or not folder.is_dir():
            raise FileError(
                _("is a link or a file where a folder belongs"),
                code="WS-013",
                path=self.shown(folder),
                remedy=_("remove it; it is only a cache"),
            )
        return folder

    def claims(self) -> Claims:
        """What this process takes in hand; raises FileError where the cache cannot be written."""
        path = self._own(self.root / CACHE) / "claims"
        try:
            return open_claims(path)
        except OSError as error:
            raise unwritable(self.shown(path), error) from None

    @contextlib.contextmanager
    def locked(self, wait: float = 10) -> Iterator[None]:
        """Keep other l10n processes from writing here; `wait` is in seconds."""
        from filelock import FileLock, Timeout

        folder = self._own(self.root / CACHE)
        lock = FileLock(folder / "lock", timeout=wait)
        try:
            lock.acquire()
        except Timeout:
            raise ConflictError(
                _("another l10n command is at work here"),
                code="WS-014",
                path=str(self.root),
                remedy=_("wait for it to end, then try again"),
            ) from None
        except OSError as error:
            raise unwritable(self.shown(folder / "lock"), error) from None
        try:
            for left in self._own(folder / "new").glob(".l10n-*"):
                if left.is_file() and not left.is_symlink():
                    left.unlink(missing_ok=True)
            yield
        finally:
            lock.release()


def _shown(name: str) -> bool:
    return not name.startswith(".")


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """True for a folder; what cannot be followed is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _names(folder: Path) -> Iterator[str]:
    """Walk a folder in the order of the full relative names, without hidden files."""
    waiting = [("", folder)]
    while waiting:
        name, path = waiting.pop()
        if name and not name.endswith("/"):
            yield name
            continue
        try:
            entries = list(os.scandir(path))
        except OSError:
            continue
        found = [
            (entry.name + "/" if _is_folder(entry) else entry.name, entry)
            for entry in entries
            if _shown(entry.name)
        ]
        # A stack gives last what was put first.
        for inner, entry in sorted(found, key=itemgetter(0), reverse=True):
            if not (inner.endswith("/") and entry.is_symlink()):
                waiting.append((name + inner, Path(entry.path)))


def find(start: Path) -> Workspace:
    """Find the workspace that a folder lies in; raises L10nError where it lies in none.

    A folder with a workflow is one, since git keeps no empty folders: a desk that was cloned
    before its first article has no `articles/`. So is one with both folders and no workflow yet.
    """
    try:
        start = start.absolute()
    except OSError as error:
        raise FileError(
            _("cannot be read: {reason}").format(reason=error.strerror),
            code="WS-003",
            path=str(start),
        ) from None
    for folder in (start, *start.parents):
        workspace = Workspace(folder)
        laid_out = (folder / WORKFLOWS).is_dir() and (folder / ARTICLES).is_dir()
        if laid_out or workspace.workflow_files():
            return workspace
    raise L10nError(
        _("this folder is not in a workspace"),
        code="WS-016",
        path=str(start),
        remedy=_("run `l10n init` to lay one out here, or go to the folder that has workflows/"),
    )


def fault_of_name(name: str) -> str | None:
    """Why a file's name cannot be an article's; None where it can."""
    if any(ord(character) < 32 or ord(character) == 127 for character in name):
        return _("its name holds a control character")
    if any("\ud800" <= character <= "\udfff" for character in name):
        return _("its name is not UTF-8")
    parts = PurePosixPath(name).parts
    if any(part in ("..", "/") for part in parts) or name.startswith("/"):
        return _("its name leads out of articles/")
    if any(len(part.encode()) > 200 for part in parts):
        return _("its name is longer than 200 bytes")
    if "\\" in name:
        return _("its name holds a backslash")
    return None
