"""What was last seen of each catalog, in the cache.

Without it no work is lost and nothing is asked for; a catalog that is cut off between two entries
is then taken as it stands.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from l10n.model.sighting import SeenEntry, Sighting
from l10n.store.database import Cached, Layout

_LAYOUT = Layout(
    form=1,
    table="sightings",
    definition="(article TEXT, locale TEXT, sighting TEXT,"
    " PRIMARY KEY (article, locale)) WITHOUT ROWID",
)


class Sightings:
    """The sightings of one workspace, as one command uses them."""

    def __init__(self, path: Path, wait: float = 5) -> None:
        """`wait` is how many seconds another process may take to write."""
        self._cached = Cached(path, _LAYOUT, wait)
        self._fresh: dict[tuple[str, str], str] = {}
        """As the file has them."""

    def of(self, article: str, locale: str) -> Sighting | None:
        """What was last seen of a catalog; None where that is not known."""
        if (article, locale) in self._fresh:
            return _unpacked(self._fresh[article, locale])
        if not self._cached.exists():
            return None
        key = (_name(article), _name(locale))
        rows = self._cached.tried(
            lambda db: db.execute(
                "SELECT sighting FROM sightings WHERE article = ? AND locale = ?", key
            ).fetchall()
        )
        return _unpacked(rows[0][0]) if rows else None

    def note(self, article: str, locale: str, sighting: Sighting) -> None:
        """Keep what was seen, from the next `save` on."""
        self._fresh[article, locale] = _packed(sighting)

    def handed_on(self) -> Mapping[tuple[str, str], str]:
        """What was noted, for another process to keep; nothing is left to be written here."""
        noted, self._fresh = self._fresh, {}
        return noted

    def take_over(self, noted: Mapping[tuple[str, str], str]) -> None:
        """Keep what another process has noted, from the next `save` on."""
        self._fresh.update(noted)

    def save(self) -> None:
        """Write what was noted; what cannot be written is left for a later save."""
        if not self._fresh:
            return
        rows = [(*map(_name, key), seen) for key, seen in self._fresh.items()]

        def write(db: sqlite3.Connection) -> bool:
            db.executemany("INSERT OR REPLACE INTO sightings VALUES (?, ?, ?)", rows)
            db.commit()
            return True

        if self._cached.tried(write):
            self._fresh.clear()

    def every(self) -> Iterator[tuple[str, str, Sighting]]:
        """All that was last seen, with article and locale."""
        rows = self._cached.tried(
            lambda db: db.execute("SELECT article, locale, sighting FROM sightings").fetchall()
        )
        for article, locale, text in rows or ():
            names, seen = _names(article, locale), _unpacked(text)
            if names is not None and seen is not None:
                yield *names, seen

    def close(self) -> None:
        """Close the file."""
        self._cached.close()


def _names(*texts: object) -> tuple[str, str] | None:
    try:
        article, locale = (json.loads(str(text)) for text in texts)
    except ValueError:
        return None
    return (article, locale) if isinstance(article, str) and isinstance(locale, str) else None


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
