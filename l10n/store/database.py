"""Small databases in the cache: whatever is wrong with one, it is made anew."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal, TypeVar

from l10n.dataclass import dataclass
from l10n.store import gate
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


class Database(sqlite3.Connection):
    """A file that is open."""

    path = Path()
    file: tuple[int, int] | None = None
    """Which file it is, whatever stands in its place later."""

    def discard(self) -> None:
        """Remove it, as long as nothing else has taken its place; raises OSError.

        As long as it is open here, no other file can have its number.
        """
        discard(self.path, self.file)

    def close(self) -> None:
        """Close it. The last to do so has SQLite remove its log, by name."""
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):
                held.enter_context(gate.held(self.path.parent))
            super().close()


def connect(path: Path, layout: Layout, wait: float = 5) -> Database:
    """Open a database, made now where it is not there; a damaged one is removed.

    `wait` is how many seconds another process may take to write. Raises sqlite3.Error, for what is
    somebody else's too, and OSError for a link, which would lead out of the cache, and for what is
    no regular file.
    """
    if any(each.is_symlink() for each in (path.parent, *_files(path))):
        raise OSError("a link would lead out of the cache")
    for each in _files(path):
        require_regular(each)
    path.parent.mkdir(exist_ok=True)
    db: Database | None = None
    try:
        with gate.held(path.parent, wait=wait):
            db = sqlite3.connect(path, timeout=wait, factory=Database)
            db.path, db.file = path, _identity(path)
            _prepare(db, layout, wait)
    except BaseException as error:
        if db is not None:
            if isinstance(error, sqlite3.Error | UnicodeDecodeError) and is_damage(error):
                with contextlib.suppress(OSError):
                    db.discard()
            db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, layout: Layout, wait: float) -> None:
    # What a power cut destroys is made anew as well.
    db.execute("PRAGMA synchronous = OFF")
    if layout.ahead:
        _log_ahead(db, wait)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -65536")
    if not _is_made(db, layout):
        _make(db, layout)


def connect_nowhere(layout: Layout) -> sqlite3.Connection:
    """The same in the memory of this process alone, for as long as it is open."""
    db = sqlite3.connect(":memory:")
    _make(db, layout)
    return db


def empty(db: sqlite3.Connection, layout: Layout) -> None:
    """Drop all that there is, and make the tables anew; within the caller's transaction.

    Raises sqlite3.DatabaseError for what is somebody else's. A file that others may have open is
    emptied, never removed: each of them would go on with files that no longer belong together.
    """
    _drop(db, [each.name for each in layout.parts])
    _lay_out(db, layout)


def shrink(db: sqlite3.Connection) -> None:
    """Give back to the disk what is free in the file, where that is half of it or more.

    What keeps it from that, such as others at work, keeps the file as large as it is.
    """
    free, pages = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count")
    )
    if 2 * free >= pages:
        with contextlib.suppress(sqlite3.OperationalError):
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_PAUSE = 0.01
"""Seconds between two tries."""
_TURNS = 100
"""How many who write are waited for, one after the other."""


def begin(db: sqlite3.Connection) -> None:
    """Begin to write; raises sqlite3.OperationalError where one who writes takes too long.

    How long is for each of those who stand before: in a queue of many all have their turn.
    """
    for turn in range(_TURNS):
        before = _written(db)
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or _written(db) == before or turn == _TURNS - 1:
                raise
        else:
            return


def _written(db: sqlite3.Connection) -> object:
    """A number that is another one once somebody else has written."""
    return db.execute("PRAGMA data_version").fetchone()


def _log_ahead(db: sqlite3.Connection, wait: float) -> None:
    """Have changes logged ahead; two who both want that of a new file are refused without a wait"""
    until = time.monotonic() + wait
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


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
    begin(db)
    with db:
        if _is_made(db, layout):
            return
        known = (layout.table, *layout.former)
        _drop(db, known)
        _lay_out(db, layout)


def _drop(db: sqlite3.Connection, known: Collection[str]) -> None:
    """Drop all tables; raises sqlite3.DatabaseError for one that is not known."""
    for kind, name, _sql in db.execute(_FOUND).fetchall():
        if kind == "index":
            continue
        if kind != "table" or name not in known:
            raise _foreign()
        db.execute(f"DROP TABLE {name}")


def _lay_out(db: sqlite3.Connection, layout: Layout) -> None:
    """Make all parts."""
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


_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_CLOSED = frozenset({sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})


def is_busy(error: Exception) -> bool:
    """True if another process was at work for too long."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY


def is_closed(error: Exception) -> bool:
    """True if nothing can be written there, whoever else is at work."""
    code = getattr(error, "sqlite_errorcode", 0)
    gone = code == sqlite3.SQLITE_READONLY_DBMOVED
    return isinstance(error, OSError) or (code & 0xFF in _CLOSED and not gone)


def is_damage(error: Exception) -> bool:
    """True if an error tells that the file itself is no good, so that only a new one helps."""
    code = getattr(error, "sqlite_errorcode", None)
    # The first byte is the kind. What Python cannot decode has no code.
    return code is None or code & 0xFF not in _LATER


def discard(path: Path, file: tuple[int, int] | None) -> None:
    """Remove a database, if it is this `file` still; raises OSError, also where a link leads there.

    Others may have opened it: SQLite sees that it is gone before it touches a file by its name, and
    what they write is lost with it.
    """
    with gate.held(path.parent, alone=True):
        if _identity(path) == file:
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

    def __init__(
        self, path: Path, layout: Layout, wait: float = 5, *, nowhere: bool = False
    ) -> None:
        """`wait` is how many seconds another process may take to write.

        With `nowhere`, what cannot be kept in a file is kept by this process, until it is closed.
        """
        self._path = path
        self._layout = layout
        self._wait = wait
        self._nowhere = nowhere
        self._db: sqlite3.Connection | None = None
        self.failure: Exception | None = None
        """Why nothing could be done the last time, if so."""
        self.unkept: Exception | None = None
        """Why nothing is kept in the file, if so."""

    def exists(self) -> bool:
        """True if there may be anything in it."""
        return self._db is not None or os.path.exists(self._path)

    def tried(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None where that cannot be done now, and `failure` is set."""
        self.failure = None
        try:
            return act(self._open())
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self.failure = error
            if self._nowhere and is_closed(error) and self.unkept is None:
                # All that it had is missing from now on.
                self.close()
                self.unkept = error
            # What SQLite says of a damaged file need not be text.
            elif is_damage(error):
                if isinstance(self._db, Database):
                    # Another process may have made it anew already.
                    with contextlib.suppress(OSError):
                        self._db.discard()
                self.close()
            return None
        except OSError as error:
            self.failure = error
            return None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            if self.unkept is None:
                try:
                    self._db = self._connect()
                except (OSError, sqlite3.Error) as error:
                    if not self._nowhere or not is_closed(error):
                        raise
                    self.unkept = error
            if self._db is None:
                self._db = connect_nowhere(self._layout)
        return self._db

    def _connect(self) -> Database:
        try:
            return connect(self._path, self._layout, self._wait)
        except OSError:
            if not self._without_odd():
                raise
            return connect(self._path, self._layout, self._wait)

    def _without_odd(self) -> bool:
        """Remove links and what else is no file; False where that cannot be."""
        odd = [
            each
            for each in _files(self._path)
            if os.path.lexists(each) and (each.is_symlink() or not each.is_file())
        ]
        if not odd or self._path.parent.is_symlink():
            return False
        try:
            discard(self._path, _identity(self._path))
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None


def _foreign() -> sqlite3.DatabaseError:
    """What is said of a database of somebody else: a view of its own may never end."""
    return sqlite3.DatabaseError("not a database of l10n")
