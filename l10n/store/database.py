"""Small databases in the cache: whatever is wrong with one, it is made anew."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from l10n.store.regular import require_regular

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a database holds: one table."""

    form: int
    """Number of the layout, to be raised when it changes; what was kept in another is dropped."""
    table: str
    """Its name."""
    definition: str
    """Columns and options, as they follow the name."""
    former: tuple[str, ...] = ()
    """Names that tables of earlier forms had."""

    @property
    def statement(self) -> str:
        """The SQL that makes the table, as SQLite keeps it."""
        return f"CREATE TABLE {self.table} {self.definition}"


def connect(path: Path, layout: Layout, wait: float = 5) -> sqlite3.Connection:
    """Open a database, made now where it is not there.

    `wait` is how many seconds another process may take to write. Raises sqlite3.Error, for what is
    somebody else's too, and OSError for a link, which would lead out of the cache, and for what is
    no regular file.
    """
    beside = [path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")]
    if any(each.is_symlink() for each in (path.parent, path, *beside)):
        raise OSError("a link would lead out of the cache")
    for each in (path, *beside):
        require_regular(each)
    path.parent.mkdir(exist_ok=True)
    db = sqlite3.connect(path, timeout=wait)
    try:
        # What a power cut destroys is made anew as well.
        db.execute("PRAGMA synchronous = OFF")
        found = db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        if db.execute("PRAGMA user_version").fetchone() != (layout.form,):
            for kind, name, _sql in found:
                if kind != "table" or name not in (layout.table, *layout.former):
                    raise _foreign()
                db.execute(f"DROP TABLE {name}")
            db.execute(f"PRAGMA user_version = {layout.form}")
            found = []
        if not found:
            db.execute(layout.statement.replace("TABLE", "TABLE IF NOT EXISTS", 1))
        elif found != [("table", layout.table, layout.statement)]:
            raise _foreign()
    except BaseException:
        db.close()
        raise
    return db


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
        path.unlink()


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

    def exists(self) -> bool:
        """True if there may be anything in it."""
        return self._db is not None or os.path.exists(self._path)

    def tried(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None where that cannot be done now."""
        try:
            if self._db is None:
                self._db = connect(self._path, self._layout, self._wait)
            return act(self._db)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # What SQLite says of a damaged file need not be text.
            if is_damage(error):
                self.close()
                with contextlib.suppress(OSError):
                    discard(self._path)
            return None
        except OSError:
            if self._path.is_symlink() or not self._path.is_file():
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
