"""The folder tree of a newsroom: finding and reading files, writing them whole, one at a time."""

import contextlib
import errno
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.errors import ConflictError, FileError, L10nError
from l10n.messages import _
from l10n.regex import regex
from l10n.store.claims import Claims, open_claims
from l10n.store.document import Document, read_document
from l10n.store.inside import foreign_part, is_plainly_inside, leads_out
from l10n.store.places import (
    ADDENDA,
    CACHE,
    CATALOGS,
    GLOSSARIES,
    PUBLISHED,
    RECORD,
    RECORDS,
    TABLES,
    TEXTS,
    VERSIONS,
    WORKFLOWS,
    Places,
)
from l10n.store.regular import require_regular
from l10n.store.replacing.displaced import DISPLACED, Rescue, System, Watch, settle_all
from l10n.store.replacing.writing import Scratch, remove_file, unwritable, write_file
from l10n.store.walking import Listing, closed, folders, has_none, leads_nowhere, unfollowed, walk

_RECORDS = tuple(f".{kind}.jsonl" for kind in ("drafts", "sent", "machine", "reviews", "questions"))
"""What the names of records of an article end in, behind that of the article."""


@dataclass(frozen=True, slots=True)
class Workspace(Places):
    """The files of one newsroom, found, read and written."""

    system: System = field(default_factory=System, compare=False, repr=False)
    watch: Watch = field(default_factory=Watch, compare=False, repr=False)
    lent: bool = field(default=False, compare=False, repr=False)
    """Another process of the same command keeps the lock, and has this one write for it."""

    def glossary_files(self) -> Listing[Path]:
        """Every place of the glossary: `glossary.csv`, there or not, and what is in `glossary/`."""
        more = walk(self.glossaries_folder, GLOSSARIES)
        paths = (self.glossaries_folder / name for name in more)
        return Listing((self.glossary_path, *paths), more.problems)

    def addenda_names(self) -> Listing[tuple[str, str]]:
        """The locale and article of every file of addenda."""
        return self._in_locales(ADDENDA, ".toml")

    def table_files(self) -> tuple[Path, ...]:
        """The desk's own tables of languages, by name; none where no folder can be looked into."""
        folder = self.root / TABLES
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            return ()
        return tuple(folder / name for name in names if name.endswith(".toml"))

    def workflow_files(self) -> tuple[Path, ...]:
        """All workflow files, by name; raises FileError for a folder that cannot be read."""
        folder = self.root / WORKFLOWS
        try:
            names = sorted(os.listdir(folder))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise closed(self.shown(folder), error) from None
        # An editor's lock (`.#news.toml`) is a link to nothing.
        return tuple(
            folder / name
            for name in names
            if name.endswith(".toml") and (not name.startswith(".") or (folder / name).is_file())
        )

    def article_names(self) -> Listing[str]:
        """Every file under `articles/` as a relative name, sorted; hidden ones are left out.

        So are pages that are published there, by the pattern of pages or a record of versions.
        git keeps no empty folders, so a desk may have none yet; where there are catalogs, or no
        workflows any more, a folder that is missing is a problem.
        """
        folder, shown = self.articles_folder, self.layout.articles
        there = os.path.isdir(self.root / WORKFLOWS)
        if os.path.lexists(folder) or (there and not self.catalogs().names):
            return self._without_pages(walk(folder, shown))
        gone = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return Listing(problems=(closed(shown, gone),))

    def _without_pages(self, names: Listing[str]) -> Listing[str]:
        if not self.layout.pages:
            return names
        known = self.page_names()
        pages = {self.layout.page(locale, name) for locale, name in known}

        def article(name: str) -> str | None:
            own = self.layout.is_page(name) or self.layout.article(name) in pages
            return None if own else name

        return names.chosen(article)

    def fault_of_article(self, name: str) -> str | None:
        """Why a name cannot be an article's; None where it can."""
        if self.layout.is_page(name):
            return _("it is that of a page, as `[paths]` of the workflow has it")
        return fault_of_name(name)

    def fault_of_folder(self, folder: str) -> str | None:
        """Why no article can be put into a folder below `articles/`; None where one can."""
        path = self.articles_folder
        for part in PurePosixPath(folder).parts:
            path /= part
            if os.path.islink(path):
                return _("{path} is a symbolic link").format(path=self.shown(path))
            if os.path.lexists(path) and not os.path.isdir(path):
                return _("{path} is no folder").format(path=self.shown(path))
        return None

    def catalog_locales(self) -> Listing[str]:
        """The locales that have a folder of catalogs."""
        return folders(self.root / CATALOGS, CATALOGS)

    def catalog_names(self, locale: str) -> Listing[str]:
        """The articles that have a catalog in a locale, sorted."""
        return self._beside(CATALOGS, locale).chosen(lambda name: _before(name, ".po"))

    def catalogs(self) -> Listing[tuple[str, str]]:
        """The locale and article of every catalog, sorted."""
        return self._in_locales(CATALOGS, ".po")

    def page_names(self) -> Listing[tuple[str, str]]:
        """The locale and article of every page that has a record of versions, sorted.

        Other files under `published/` are none of the tool's business.
        """
        found = self._in_locales(VERSIONS, RECORD) + self.former_page_names()
        return Listing(tuple(sorted(set(found))), found.problems)

    def former_page_names(self) -> Listing[tuple[str, str]]:
        """Those whose record still stands where earlier versions of the tool kept it."""
        if has_none(self.root / PUBLISHED, RECORD):
            return Listing()
        return self._in_locales(PUBLISHED, RECORD)

    def record_names(self) -> Listing[tuple[str, str]]:
        """The locale and article of every file of records, each once."""
        locales = folders(self.root / RECORDS, RECORDS)
        found: Listing[tuple[str, str]] = Listing(problems=locales.problems)
        for locale in locales:
            names = self._beside(RECORDS, locale).chosen(_recorded)
            pairs = ((locale, name) for name in dict.fromkeys(names))
            found += Listing(tuple(pairs), names.problems)
        return found

    def question_names(self) -> Listing[tuple[str, str]]:
        """The locale and article of every record of questions."""
        return self._in_locales(RECORDS, ".questions.jsonl")

    def former_records(self, locale: str) -> Listing[tuple[str, str]]:
        """The record files that still stand beside the catalogs of a locale: article and kind."""
        return self._beside(CATALOGS, locale).chosen(_former)

    def _beside(self, room: str, locale: str) -> Listing[str]:
        return walk(self.root / room / locale, f"{room}/{locale}", enter=_holds_articles)

    def _in_locales(self, room: str, end: str) -> Listing[tuple[str, str]]:
        locales = folders(self.root / room, room)
        found: Listing[tuple[str, str]] = Listing(problems=locales.problems)
        for locale in locales:
            names = self._beside(room, locale).chosen(lambda name: _before(name, end))
            found += Listing(tuple((locale, name) for name in names), names.problems)
        return found

    def read(self, path: Path) -> Document:
        """Read a whole file; raises FileError for what cannot be read or leads out of the tree."""
        self.guard(path)
        self.is_gone(path)
        if os.path.islink(path) and not os.path.exists(path):
            raise leads_nowhere(self.shown(path))
        return read_document(path)

    def read_if_there(self, path: Path) -> Document | None:
        """Read a whole file; None where there is none."""
        return None if self.is_gone(path) else self.read(path)

    def is_gone(self, path: Path) -> bool:
        """True where nothing stands at a path, not even a link that leads nowhere.

        Raises FileError where a folder on the way cannot be looked into, so that nobody can tell.
        """
        try:
            os.lstat(path)
        except FileNotFoundError:
            return True
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return True
            raise self._closed(path, error) from None
        return False

    def is_file(self, path: Path) -> bool:
        """True for a file, and for a link to one; raises FileError where nobody can tell."""
        try:
            return stat.S_ISREG(os.stat(path).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
                return False
            raise self._closed(path, error) from None

    def _closed(self, path: Path, error: OSError) -> FileError:
        """The error of the folder on the way to a path that lets nobody go on."""
        way = (folder for folder in path.parents if os.path.lexists(folder))
        return closed(self.shown(next(way, path)), error)

    def guard(self, path: Path) -> None:
        """Refuse a path that leads out of the workspace, by `..` or by a symbolic link.

        And one that leads into what git or the like keeps there: see `inside`.
        """
        if is_plainly_inside(path, self.root):
            return
        try:
            out = leads_out(path, self.root)
            foreign = None if out else foreign_part(path, self.root)
        except RuntimeError:
            # What Python before 3.13 makes of a link that leads back to itself.
            raise leads_nowhere(self.shown(path)) from None
        except (OSError, ValueError) as error:
            raise unfollowed(self.shown(path), error) from None
        if out:
            raise FileError(
                _("leads out of the workspace"),
                code="WS-009",
                path=self.shown(path),
                remedy=_("replace the link by the file itself"),
            )
        if foreign is not None:
            raise FileError(
                _("leads into {folder}, where another program keeps its own").format(
                    folder=foreign
                ),
                code="WS-025",
                path=self.shown(path),
                remedy=_("remove the link, and see who made it"),
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
            written = write_file(place, new, before, self._scratch())
        except OSError as error:
            raise unwritable(self.shown(path), error) from None
        except ConflictError as error:
            raise error.at(path=self.shown(path)) from error
        return Document(path, new, written)

    def remove(self, document: Document) -> bool:
        """Remove a file that still is as it was read; True if it is gone now."""
        self.guard(document.path)
        try:
            return remove_file(document, self._scratch())
        except FileNotFoundError:
            return True
        except OSError as error:
            raise FileError(
                _("cannot be removed: {why}").format(why=error.strerror),
                code="WS-012",
                path=self.shown(document.path),
            ) from None

    def _scratch(self) -> Scratch:
        """Where files are made: below the cache, out of everybody's way after a crash."""
        return Scratch(self._own(self.root / CACHE / "new"), self.system, self.watch)

    def _own(self, folder: Path) -> Path:
        """Make a folder of the cache; raises FileError where something else stands there.

        A link is refused: what a repository brings along must not lead the tool elsewhere.
        """
        try:
            # Not its parents: a workspace that is gone is not to be made anew.
            for each in (self.root / CACHE, folder):
                if each.is_symlink():
                    break
                each.mkdir(exist_ok=True)
        except OSError as error:
            if not os.path.exists(folder):
                raise unwritable(self.shown(folder), error) from None
        if (self.root / CACHE).is_symlink() or folder.is_symlink() or not folder.is_dir():
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

    def look_again(self) -> tuple[Rescue, ...]:
        """Look at the files that were displaced, and return what became of people's texts.

        Called at the end of a command.
        """
        if os.path.lexists(self.root / CACHE / DISPLACED):
            # Another command that is at work looks at its own end, and one that may write here
            # looks when it comes.
            with contextlib.suppress(ConflictError, FileError), self.locked(wait=0):
                self._look_at_displaced()
        return tuple(self.watch.rescues)

    def _look_at_displaced(self) -> None:
        self.watch.looked = True
        if os.path.lexists(self.root / CACHE / DISPLACED):
            with contextlib.suppress(OSError):
                settle_all(self._own(self.root / CACHE / DISPLACED), self.system, self.watch)

    @contextlib.contextmanager
    def locked(self, wait: float = 10) -> Iterator[int | None]:
        """Keep other l10n processes from writing here; `wait` is in seconds.

        Given is a descriptor of the lock. Whoever has a copy of it keeps the lock, should this
        process be killed. None where the lock is lent.
        """
        if self.lent:
            yield None
            return
        from l10n.store.lock import Lock

        folder = self._own(self.root / CACHE)
        lock = Lock(folder / "lock")
        try:
            require_regular(folder / "lock", follow=False)
            taken = lock.acquire(wait)
        except OSError as error:
            raise unwritable(self.shown(folder / "lock"), error) from None
        if not taken:
            raise ConflictError(
                _("another l10n command is at work here"),
                code="WS-014",
                path=str(self.root),
                remedy=_("wait for it to end, then try again"),
            )
        try:
            with contextlib.suppress(OSError):
                settle_all(self._own(folder / "new"), self.system, self.watch)
            if not self.watch.looked:
                self._look_at_displaced()
            yield lock.descriptor
        finally:
            lock.release()


def _holds_articles(folder: str, beside: Collection[str]) -> bool:
    """False for a folder of texts, which stands beside the record that names them."""
    return not folder.endswith(TEXTS) or folder.removesuffix(TEXTS) + RECORD not in beside


def _before(name: str, end: str) -> str | None:
    """A name without its end; None for one that ends otherwise."""
    return name.removesuffix(end) if name.endswith(end) else None


def _recorded(name: str) -> str | None:
    """The article that a file of records belongs to; None for any other file."""
    return next((name.removesuffix(end) for end in _RECORDS if name.endswith(end)), None)


def _former(name: str) -> tuple[str, str] | None:
    for kind in ("drafts", "sent"):
        article = _before(name, f".{kind}.jsonl")
        if article is not None:
            return article, kind
    return None


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
    unread: list[FileError] = []
    for folder in (start, *start.parents):
        workspace = Workspace(folder)
        laid_out = os.path.isdir(folder / WORKFLOWS) and os.path.isdir(workspace.articles_folder)
        try:
            if laid_out or workspace.workflow_files():
                return workspace
        except FileError as error:
            unread.append(error.at(path=str(folder / WORKFLOWS)))
    if unread:
        raise unread[0]
    raise L10nError(
        _("this folder is not in a workspace"),
        code="WS-016",
        path=str(start),
        remedy=_("run `l10n init` to lay one out here, or go to the folder that has workflows/"),
    )


_FAULTLESS = regex(r"\w[\w.-]*(?:/\w[\w.-]*)*")
"""The names of most articles; others may have no fault either."""


def fault_of_name(name: str) -> str | None:
    """Why a file's name cannot be an article's; None where it can."""
    if _FAULTLESS.fullmatch(name) and len(name.encode()) <= 200:
        return None
    if any(ord(character) < 32 or ord(character) == 127 for character in name):
        return _("its name holds a control character")
    if any("\ud800" <= character <= "\udfff" for character in name):
        return _("its name is not UTF-8")
    parts = PurePosixPath(name).parts
    if any(part in ("..", "/") for part in parts) or name.startswith("/"):
        return _("its name leads out of articles/")
    if any(part.startswith(".") for part in parts):
        return _("its name begins with a dot, so that it is hidden")
    if any(len(part.encode()) > 200 for part in parts):
        return _("its name is longer than 200 bytes")
    if "\\" in name:
        return _("its name holds a backslash")
    return None
