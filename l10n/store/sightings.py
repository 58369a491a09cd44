"""What was last seen of each catalog, in the cache.

Without it no work is lost and nothing is asked for; a catalog that is cut off between two entries
is then taken as it stands.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from l10n.model.sighting import SeenEntry, Sighting
from l10n.store.database import Layout, connect, discard, is_damage

_LAYOUT = Layout(
    form=1,
    table="sightings",
    definition="(article TEXT, locale TEXT, sighting TEXT,"
    " PRIMARY KEY (article, locale)) WITHOUT ROWID",
)

T = TypeVar("T")


class Sightings:
    """The sightings of one workspace, as one command uses them."""

    def __init__(self, path: Path, wait: float = 5) -> None:
        """`wait` is how many seconds another process may take to write."""
        self._path = path
        self._wait = wait
        self._fresh: dict[tuple[str, str], Sighting] = {}
        self._db: sqlite3.Connection | None = None

    def of(self, article: str, locale: str) -> Sighting | None:
        """What was last seen of a catalog; None where that is not known."""
        if (article, locale) in self._fresh:
            return self._fresh[article, locale]
        if self._db is None and not os.path.exists(self._path):
            return None
        key = (_name(article), _name(locale))
        rows = self._tried(
            lambda db: db.execute(
                "SELECT sighting FROM sightings WHERE article = ? AND locale = ?", key
            ).fetchall()
        )
        return _unpacked(rows[0][0]) if rows else None

    def note(self, article: str, locale: str, sighting: Sighting) -> None:
        """Keep what was seen, from the next `save` on."""
        self._fresh[article, locale] = sighting

    def save(self) -> None:
        """Write what was noted; what cannot be written is left for a later save."""
        if not self._fresh:
            return
        rows = [(*map(_name, key), _packed(seen)) for key, seen in self._fresh.items()]

        def write(db: sqlite3.Connection) -> bool:
            db.executemany("INSERT OR REPLACE INTO sightings VALUES (?, ?, ?)", rows)
            db.commit()
            return True

        if self._tried(write):
            self._fresh.clear()

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _tried(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None where that cannot be done now."""
        try:
            if self._db is None:
                self._db = connect(self._path, _LAYOUT, self._wait)
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


def _name(text: str) -> str:
    """A name as the file has it: one on a disk need not be UTF-8, and text in SQLite has to be."""
    return json.dumps(text)


def _packed(sighting: Sighting) -> str:
    entries = [
        [
            each.key,
            "" if each.source == each.key else each.source,
            each.texts,
            int(each.comment),
            int(each.added),
        ]
        for each in sighting.entries
    ]
    value = [sighting.digest, sighting.blobs, sighting.last, entries]
    return json.dumps(value, separators=(",", ":"))


def _unpacked(text: object) -> Sighting | None:
    """None for what this module did not write."""
    try:
        digest, blobs, last, entries = json.loads(str(text))
        found = tuple(
            SeenEntry(str(key), str(source or key), int(texts), bool(comment), bool(added))
            for key, source, texts, comment, added in entries
        )
        return Sighting(str(digest), found, tuple(map(str, blobs)), str(last))
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        return None
