"""The index: a cache of what commands found out about articles whose files are as they were.

A command keeps an answer under its purpose, the article and the locale, together with all that the
answer was made from. As long as that is the same, the answer is.
"""

import contextlib
import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l10n.store.document import Stamp
from l10n.store.regular import require_regular

SETTLED = 50_000_000
"""Nanoseconds that a file must have been still before its times are trusted to show an edit."""
_FORM = 2
"""Number of the layout of the tables; those of another are dropped."""

_TABLE = (
    "CREATE TABLE answers (purpose TEXT, article TEXT, locale TEXT,"
    " basis TEXT, answer TEXT, PRIMARY KEY (purpose, article, locale)) WITHOUT ROWID"
)

Answer = Mapping[str, Any]
"""What a command keeps, as JSON can write it: counts, digests, names."""


@dataclass(frozen=True, slots=True)
class Basis:
    """All that an answer was made from."""

    settings: str
    """A digest of what is in no file of the article: workflow, models, glossary, version."""
    files: tuple[Stamp | None, ...]
    """How the files looked when they were read, in an order of the command's own; None: missing."""

    def newest(self) -> int:
        """When a file last changed, in nanoseconds since 1970; 0 without any file."""
        return max((stamp.changed for stamp in self.files if stamp is not None), default=0)

    def text(self) -> str:
        """Name the basis in one line, equal for equal ones."""
        files = [
            each and (each.size, each.modified, each.changed, each.inode) for each in self.files
        ]
        return json.dumps([self.settings, files])


def digest(value: object) -> str:
    """Name a value that JSON can write: the first 24 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:24]


@dataclass(slots=True)
class Index:
    """The answers of one purpose; deleting the file costs time and nothing else."""

    path: Path
    purpose: str
    """The command that asks, or a name that several share."""
    _known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _fresh: dict[tuple[str, str], tuple[Basis, Answer]] = field(default_factory=dict)

    def answer(self, article: str, locale: str, basis: Basis) -> Answer | None:
        """What was kept of an article, if all that it was made from is as it was."""
        known = self._known.get((article, locale))
        if known is None or known[0] != basis.text():
            return None
        try:
            answer = json.loads(known[1])
        except (ValueError, TypeError, RecursionError):
            return None
        return answer if isinstance(answer, dict) else None

    def note(self, article: str, locale: str, basis: Basis, answer: Answer | None = None) -> None:
        """Keep an answer, from the next `save` on."""
        self._fresh[article, locale] = (basis, answer or {})

    def save(self) -> None:
        """Write what was noted; files that changed a moment ago wait for a later save, or a run."""
        horizon = time.time_ns() - SETTLED
        settled = {
            key: (basis.text(), json.dumps(answer))
            for key, (basis, answer) in self._fresh.items()
            if basis.newest() < horizon
        }
        if not settled:
            return
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            contextlib.closing(_open(self.path)) as db,
        ):
            db.executemany(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
                [(self.purpose, *key, *values) for key, values in settled.items()],
            )
            db.commit()
            for key in settled:
                del self._fresh[key]


def load(path: Path, purpose: str, wait: float = 5) -> Index:
    """Read the answers of a purpose; a damaged or missing file holds none.

    `wait` is how many seconds another process may take to write.
    """
    try:
        with contextlib.closing(_open(path, wait)) as db:
            return Index(path, purpose, dict(_rows(db, purpose)))
    except sqlite3.OperationalError:
        # Another process is writing, or the folder cannot be written in.
        return Index(path, purpose)
    except (sqlite3.Error, OSError):
        if not path.parent.is_symlink():
            with contextlib.suppress(OSError):
                path.unlink()
        return Index(path, purpose)


def _rows(
    db: sqlite3.Connection, purpose: str
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    query = "SELECT article, locale, basis, answer FROM answers WHERE purpose = ?"
    for article, locale, basis, answer in db.execute(query, (purpose,)):
        yield (article, locale), (basis, answer)


def _foreign() -> sqlite3.DatabaseError:
    """What is said of a database of somebody else: a view of its own may never end."""
    return sqlite3.DatabaseError("not an index of l10n")


def _open(path: Path, wait: float = 5) -> sqlite3.Connection:
    beside = [path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm")]
    if any(each.is_symlink() for each in (path.parent, path, *beside)):
        raise OSError("a link would lead out of the cache")
    for each in (path, *beside):
        require_regular(each)
    path.parent.mkdir(exist_ok=True)
    db = sqlite3.connect(path, timeout=wait)
    try:
        db.execute("PRAGMA synchronous = OFF")
        found = db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        if db.execute("PRAGMA user_version").fetchone() != (_FORM,):
            # `seen` was the table of the first form.
            for kind, name, _sql in found:
                if kind != "table" or name not in ("seen", "answers"):
                    raise _foreign()
                db.execute(f"DROP TABLE {name}")
            db.execute(f"PRAGMA user_version = {_FORM}")
            found = []
        if not found:
            db.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
        elif found != [("table", "answers", _TABLE)]:
            raise _foreign()
    except BaseException:
        db.close()
        raise
    return db
