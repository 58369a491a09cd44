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
from dataclasses import field
from pathlib import Path
from typing import Any

from l10n.dataclass import dataclass
from l10n.store.database import Database, Layout, connect, is_damage
from l10n.store.document import Stamp

SETTLED = 50_000_000
"""Nanoseconds that a file must have been still before its times are trusted to show an edit."""
FEW = 20
"""Answers that are looked up one by one; whoever asks for more has all of them read at once."""
_LAYOUT = Layout(
    form=2,
    table="answers",
    definition="(purpose TEXT, article TEXT, locale TEXT,"
    " basis TEXT, answer TEXT, PRIMARY KEY (purpose, article, locale)) WITHOUT ROWID",
    former=("seen",),
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
    wait: float = 5
    """Seconds that another process may take to write."""
    _known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _whole: bool = False
    """All that the file has of the purpose is known."""
    _asked: int = 0
    _fresh: dict[tuple[str, str], tuple[Basis, Answer]] = field(default_factory=dict)

    def answer(self, article: str, locale: str, basis: Basis) -> Answer | None:
        """What was kept of an article, if all that it was made from is as it was."""
        known = self._row(article, locale)
        if known is None or known[0] != basis.text():
            return None
        try:
            answer = json.loads(known[1])
        except (ValueError, TypeError, RecursionError):
            return None
        return answer if isinstance(answer, dict) else None

    def _row(self, article: str, locale: str) -> tuple[str, str] | None:
        """What the file has; the first few are looked up singly, since most desks change little."""
        key = (article, locale)
        if key not in self._known and not self._whole:
            self._asked += 1
            where = key if self._asked <= FEW else None
            self._whole = where is None
            self._known.update(self._read(where))
        return self._known.get(key)

    def _read(self, where: tuple[str, str] | None) -> dict[tuple[str, str], tuple[str, str]]:
        """The rows of the file, or one of them; a damaged or missing file holds none."""
        try:
            with contextlib.closing(_open(self.path, self.wait)) as db:
                try:
                    return dict(_rows(db, self.purpose, where))
                except (sqlite3.Error, UnicodeDecodeError) as error:
                    # What SQLite says of a damaged file need not be text.
                    if is_damage(error):
                        db.discard()
                    raise
        except (sqlite3.Error, OSError, UnicodeError):
            # Nor need be a name on the disk.
            return {}

    def holding(self, text: str) -> tuple[str, ...]:
        """The articles in whose answers a text stands somewhere, as JSON writes it, sorted."""
        query = "SELECT DISTINCT article FROM answers WHERE purpose = ? AND instr(answer, ?)"
        try:
            with contextlib.closing(_open(self.path, self.wait)) as db:
                found = db.execute(query, (self.purpose, json.dumps(text)[1:-1])).fetchall()
        except (sqlite3.Error, OSError, UnicodeError):
            return ()
        return tuple(sorted(article for (article,) in found))

    def fresh(self, article: str, locale: str, basis: Basis) -> Answer | None:
        """What was kept, or noted a moment ago, if all that it was made from is as it was."""
        noted = self._fresh.get((article, locale))
        if noted is not None and noted[0] == basis:
            return noted[1]
        return self.answer(article, locale, basis)

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
            contextlib.suppress(sqlite3.Error, OSError, UnicodeDecodeError),
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
    """The answers of a purpose, read when they are asked for.

    A damaged or missing file holds none. `wait` is how many seconds another process may take to
    write.
    """
    return Index(path, purpose, wait)


def _rows(
    db: sqlite3.Connection, purpose: str, where: tuple[str, str] | None
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    query = "SELECT article, locale, basis, answer FROM answers WHERE purpose = ?"
    if where is not None:
        query += " AND article = ? AND locale = ?"
    for article, locale, basis, answer in db.execute(query, (purpose, *(where or ()))):
        yield (article, locale), (basis, answer)


def _open(path: Path, wait: float = 5) -> Database:
    return connect(path, _LAYOUT, wait)
