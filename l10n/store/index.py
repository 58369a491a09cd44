"""The index: a cache that says which articles have not changed since they were last synced."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SETTLED = 50_000_000
"""Nanoseconds that a file must have been still before its times are trusted to show an edit."""


def stamp(paths: Iterable[Path]) -> str:
    """Describe files by size, times and inode; a missing one counts too."""
    parts: list[str] = []
    for path in paths:
        try:
            found = os.stat(path)
        except OSError:
            parts.append("-")
        else:
            parts.append(f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}")
    return " ".join(parts)


def _newest(described: str) -> int:
    return max((int(part.split(".")[2]) for part in described.split() if part != "-"), default=0)


@dataclass(slots=True)
class Index:
    """What was seen of each article and locale; deleting its file costs time and nothing else."""

    path: Path
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    _fresh: dict[tuple[str, str], str] = field(default_factory=dict)

    def unchanged(self, article: str, locale: str, described: str) -> bool:
        """Say whether the files still look as they did after the last sync."""
        return self.seen.get((article, locale)) == described

    def note(self, article: str, locale: str, described: str) -> None:
        """Remember how the files look now."""
        self._fresh[(article, locale)] = described

    def save(self) -> None:
        """Write what was noted; files that changed a moment ago are left for another look."""
        horizon = time.time_ns() - SETTLED
        rows = [
            (*key, described)
            for key, described in self._fresh.items()
            if _newest(described.split("|", 1)[-1]) < horizon
        ]
        if not rows:
            return
        with (
            contextlib.suppress(sqlite3.Error, OSError),
            contextlib.closing(_open(self.path)) as db,
        ):
            db.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)
            db.commit()


def load(path: Path) -> Index:
    """Read the index; a damaged or missing one is an empty one."""
    try:
        with contextlib.closing(_open(path)) as db:
            return Index(path, {(row[0], row[1]): row[2] for row in _rows(db)})
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError):
            path.unlink()
        return Index(path)


def _rows(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    yield from db.execute("SELECT article, locale, described FROM seen")


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(exist_ok=True)
    if path.is_symlink():
        raise OSError("a link would lead out of the cache")
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute(
        "CREATE TABLE IF NOT EXISTS seen (article TEXT, locale TEXT, described TEXT,"
        " PRIMARY KEY (article, locale)) WITHOUT ROWID"
    )
    return db
