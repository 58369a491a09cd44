"""Small databases in the cache: whatever is wrong with one, it is made anew."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from l10n.store.regular import require_regular

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A table or an index of a database."""

    kind: Literal["table", "index"]
    name: str
    definition: str
    """Columns and options, as they follow the name."""

    @property
    def statement(self) -> str:
        """The SQL that makes it, as SQLite keeps it."""
        return f"CREATE {self.kind.upper()} {self.name} {self.definition}"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a database holds: one table, and what stands beside it."""

    form: int
    """Number of the layout, to be raised when it changes; what was kept in another is dropped."""
    table: str
    """Its name."""
    definition: str
    """Columns and options, as they follow the name."""
    former: tuple[str, ...] = ()
    """Names that tables of earlier forms had."""
    besides: tuple[Part, ...] = ()
    """More tables, and indexes."""
    ahead: bool = False
    """Changes are logged ahead (WAL), so that nobody who reads waits for one who writes."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of it, in the order in which it is made."""
        return (Part("table", self.table, self.definition), *self.besides)


def connect(path: Path, layout: Layout, wait: float = 5) -> sqlite3.Connection:
    """Open a database, made now where it is not there.

    `wait` is how many seconds another process may take to write. Raises sqlite3.Error, for what is
    somebody else's too, and OSError for a link, which would lead out of the cache, and for what is
    no regular file.
    """
    if any(each.is_symlink() for each in (path.parent, *_files(path))):
        raise OSError("a link would lead out of the cache")
    for each in _files(path):
        require_regular(each)
    path.parent.mkdir(exist_ok=True)
    db = sqlite3.connect(path, timeout=wait)
    try:
        # What a power cut destroys is made anew as well.
        db.execute("PRAGMA synchronous = OFF")
        if layout.ahead:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -65536")
        if not _is_made(db, layout):
            _make(db, layout)
    except BaseException:
        db.close()
        raise
    return db


_FOUND = "SELECT type, name, sql FROM sqlite_master"


def _is_made(db: sqlite3.Connection, layout: Layout) -> bool:
    """True if a database holds what it should; False for an empty one, and one of another form."""
    if db.execute("PRAGMA user_version").fetchone() != (layout.form,):
        return False
    found = db.execute(_FOUND).fetchall()
    if found and found != [(each.kind, each.name, each.statement) for each in layout.parts]:
        raise _foreign()
    return bool(found)


def _make(db: sqlite3.Connection, layout: Layout) -> None:
    """Make all of it at once, unless somebody else has made it meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    with db:
        if _is_made(db, layout):
            return
        for kind, name, _sql in db.execute(_FOUND).fetchall():
            if kind == "index":
                continue
            if kind != "table" or name not in (layout.table, *layout.former):
                raise _foreign()
            db.execute(f"DROP TABLE {name}")
        for each in layout.parts:
            db.execute(each.statement)
        db.execute(f"PRAGMA user_version = {layout.form}")


_LATER = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""What says nothing of the file: another process is writing, the disk is full, and the like."""


def is_damage(error: Exception) -> bool:
    """True if an error tells that the file itself is no good, so that only a new one helps."""
    code = getattr(error, "sqlite_errorcode", None)
    # The first byte is the kind. What Python cannot decode has no code.
    return code is None or code & 0xFF not in _LATER


def discard(path: Path) -> None:
    """Remove a database that is damaged, unless a link would lead out of the cache.

    Raises OSError.
    """
    if not path.parent.is_symlink():
        # What was logged for this file must not be played into the next one.
        for each in _files(path):
            each.unlink(missing_ok=True)


def _files(path: Path) -> tuple[Path, ...]:
    """The file of a database and those that SQLite makes beside it."""
    return (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")))


def _identity(path: Path) -> tuple[int, int] | None:
    """Tells a file from another that has taken its place; None where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Cached:
    """A database of the cache, as one command uses it: opened when it is first needed.

    Whatever is wrong with its file is nobody's error: what is damaged goes, and is made anew.
    """

    def __init__(self, path: Path, layout: Layout, wait: float = 5) -> None:
        """`wait` is how many seconds another process may take to write."""
        self._path = path
        self._layout = layout
        self._wait = wait
        self._db: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self.failure: Exception | None = None
        """Why nothing could be done the last time, if so."""

    def exists(self) -> bool:
        """True if there may be anything in it."""
        return self._db is not None or os.path.exists(self._path)

    def tried(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None where that cannot be done now, and `failure` is set."""
        self.failure = None
        try:
            if self._db is None:
                self._opened = None
                self._db = connect(self._path, self._layout, self._wait)
                self._opened = _identity(self._path)
            return act(self._db)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self.failure = error
            # What SQLite says of a damaged file need not be text.
            if is_damage(error):
                self.close()
                # Another process may have made it anew already.
                if self._opened in (None, _identity(self._path)):
                    with contextlib.suppress(OSError):
                        discard(self._path)
            return None
        except OSError as error:
            self.failure = error
            odd = (each.is_symlink() or not each.is_file() for each in _files(self._path))
            there = (os.path.lexists(each) for each in _files(self._path))
            if any(map(all, zip(odd, there, strict=True))):
                with contextlib.suppress(OSError):
                    discard(self._path)
            return None

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None


def _foreign() -> sqlite3.DatabaseError:
    """What is said of a database of somebody else: a view of its own may never end."""
    return sqlite3.DatabaseError("not a database of l10n")
