"""What a shared memory has had from this machine, in the cache: only what is new goes there."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

from l10n.memory import Place
from l10n.store.database import Cached, Layout

_LAYOUT = Layout(
    form=1,
    table="handed",
    definition="(memory TEXT, place TEXT, stamp TEXT, PRIMARY KEY (memory, place)) WITHOUT ROWID",
)


class Handed:
    """The places that a memory has had, each with the stamp of our own index."""

    def __init__(self, path: Path, memory: str) -> None:
        """`memory` names the shared one, and what we are called there."""
        self._cached = Cached(path, _LAYOUT)
        self._memory = json.dumps(memory)

    def places(self) -> Mapping[Place, str]:
        """All that went there."""
        if not self._cached.exists():
            return {}

        def read(db: sqlite3.Connection) -> list[tuple[str, str]]:
            statement = "SELECT place, stamp FROM handed WHERE memory = ?"
            return db.execute(statement, (self._memory,)).fetchall()

        found: dict[Place, str] = {}
        for written, stamp in self._cached.tried(read) or ():
            place = _place(written)
            if place is not None:
                found[place] = stamp
        return found

    def note(self, stamps: Mapping[Place, str], gone: Collection[Place] = ()) -> None:
        """Keep what went there, and forget what was taken out there."""

        def write(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT OR REPLACE INTO handed VALUES (?, ?, ?)",
                [(self._memory, _written(place), stamp) for place, stamp in stamps.items()],
            )
            db.executemany(
                "DELETE FROM handed WHERE memory = ? AND place = ?",
                [(self._memory, _written(place)) for place in gone],
            )
            db.commit()

        self._cached.tried(write)

    def close(self) -> None:
        """Close the file."""
        self._cached.close()


def _written(place: Place) -> str:
    """A place as text; JSON, since names on a disk need not be UTF-8."""
    return json.dumps([place.kind, place.name, place.locale])


def _place(written: object) -> Place | None:
    try:
        kind, name, locale = json.loads(str(written))
    except ValueError:
        return None
    if kind not in ("catalog", "file") or not isinstance(name, str) or not isinstance(locale, str):
        return None
    return Place(kind, name, locale)
