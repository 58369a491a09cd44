"""The memory of one workspace: an index in its cache, by SQLite.

What a text is looked for by is told in docs/memory.md. The index is made from files, so whatever is
wrong with it is nobody's error: what is damaged goes, and is made anew.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from l10n.memory import Match, Place, Query, UnitCount
from l10n.memory.grading import LONGEST, Asked, best
from l10n.memory.sqlite.reading import (
    BATCH,
    Page,
    Reading,
    Units,
    at_one_moment,
    place_of,
    read_units,
)
from l10n.memory.sqlite.writing import Writing, transaction
from l10n.memory.stops import Stops, unpacked
from l10n.memory.tables import LAYOUT, bound, counted, damage, free
from l10n.memory.text import FORM, salt_of
from l10n.model.unit import Unit
from l10n.store.database import Cached, begin, empty, shrink

T = TypeVar("T")


class SqliteMemory:
    """The translation memory of one workspace, as one command uses it."""

    def __init__(self, path: Path, wait: float = 5) -> None:
        """`wait` is how many seconds another process may take to write."""
        self._cached = Cached(path, LAYOUT, wait, nowhere=True)
        self._stops: dict[int, tuple[list[int], list[Stops]]] = {}
        self.failure: Exception | None = None
        """What kept the memory from being read or written, the first time."""

    def search(self, queries: Sequence[Query]) -> list[tuple[Match, ...]]:
        """The best matches of each query."""
        nothing: list[tuple[Match, ...]] = [() for _query in queries]
        if not self._cached.exists():
            return nothing

        def act(db: sqlite3.Connection) -> list[tuple[Match, ...]]:
            answers = []
            for query in queries:
                with at_one_moment(db):
                    answers.append(self._answers(db, query))
            return answers

        return self._tried(act, nothing)

    def places(self) -> Mapping[Place, str]:
        """All places, each with its stamp."""
        if not self._cached.exists():
            return {}

        def act(db: sqlite3.Connection) -> dict[Place, str]:
            rows = db.execute("SELECT kind, name, locale, stamp FROM place")
            return {place_of(kind, name, locale): free(stamp) for kind, name, locale, stamp in rows}

        return self._tried(act, {})

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        """Let these units take the place of all that there are of a place, at once."""

        def act(db: sqlite3.Connection) -> bool:
            with transaction(db):
                Writing(db, self._stops_of).put(place, units, stamp)
            return True

        self._tried(act, False)

    def remove(self, places: Collection[Place]) -> None:
        """Take out all units of some places."""
        if not self._cached.exists() or not places:
            return

        def act(db: sqlite3.Connection) -> bool:
            with transaction(db):
                writing = Writing(db, self._stops_of)
                for place in places:
                    writing.remove(place)
            return True

        self._tried(act, False)

    def units(self, source: str = "", target: str = "") -> Iterator[tuple[Place, Unit]]:
        """All units, or those of a pair of locales, in the order in which they were put in."""
        last = 0
        while self._cached.exists():
            page = Page(last)
            nothing: Units = {}
            for place, unit in self._tried(page.read, nothing).values():
                if source in ("", unit.source_locale) and target in ("", unit.target_locale):
                    yield place, unit
            if page.last == last:
                return
            last = page.last

    def units_at(self, place: Place) -> Iterator[Unit]:
        """The units of one place, in the order in which they were put in, a few at a time."""
        here, last = (place.kind, json.dumps(place.name), bound(place.locale)), 0
        while self._cached.exists():

            def act(db: sqlite3.Connection, after: int = last) -> tuple[int, Units]:
                with at_one_moment(db):
                    rows = db.execute(
                        "SELECT unit.id FROM unit JOIN place ON place.id = unit.place WHERE"
                        " place.kind = ? AND place.name = ? AND place.locale = ? AND unit.id > ?"
                        " ORDER BY unit.id LIMIT ?",
                        (*here, after, BATCH),
                    )
                    ids = [each for (each,) in rows]
                    return (ids[-1] if ids else 0), read_units(db, ids)

            nothing: tuple[int, Units] = (0, {})
            last, found = self._tried(act, nothing)
            if not last:
                return
            yield from (unit for place_of, unit in found.values())

    def counts(self) -> list[UnitCount]:
        """How many units there are of what kind."""
        if not self._cached.exists():
            return []

        def act(db: sqlite3.Connection) -> list[UnitCount]:
            rows = db.execute(
                "SELECT pair.source, pair.target, unit.desk, unit.standing, unit.machine, count(*)"
                " FROM unit JOIN pair ON pair.id = unit.pair GROUP BY 1, 2, 3, 4, 5"
            )
            return [counted(row) for row in rows]

        return self._tried(act, [])

    @property
    def unkept(self) -> Exception | None:
        """Why it is no file, but held by this process alone; None where it is one."""
        return self._cached.unkept

    @contextlib.contextmanager
    def anew(self) -> Iterator[None]:
        """Empty it first; what is put in meanwhile takes the place of all that there was, at once.

        Until then others find what there was, and so do they where this process is killed.
        """

        def end(db: sqlite3.Connection) -> bool:
            db.commit()
            shrink(db)
            return True

        def start(db: sqlite3.Connection) -> bool:
            begin(db)
            empty(db, LAYOUT)
            db.execute("INSERT INTO about VALUES ('text', ?)", (FORM,))
            return True

        self._stops.clear()
        self._noted(self._cached.tried(start))
        yield
        self._noted(self._cached.tried(end))

    def close(self) -> None:
        """Close the file."""
        self._cached.close()

    def _tried(self, act: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        def checked(db: sqlite3.Connection) -> tuple[T]:
            _keep_form(db)
            return (act(db),)

        found = self._noted(self._cached.tried(checked))
        return nothing if found is None else found[0]

    def _noted(self, found: T | None) -> T | None:
        """What was found; None where something failed, which is noted."""
        if found is None:
            self.failure = self.failure or self._cached.failure
            self._stops.clear()
        return found

    def _answers(self, db: sqlite3.Connection, query: Query) -> tuple[Match, ...]:
        salt = salt_of(query.source_locale, query.target_locale)
        known = db.execute("SELECT id FROM languages WHERE salt = ?", (salt,)).fetchone()
        if known is None or query.most < 1:
            return ()
        asked = Asked.of(query)
        reading = Reading(db, known[0], salt)
        ids = reading.alike(asked)
        answers = best(asked, read_units(db, ids).values())
        if len(answers) < query.most and len(asked.normalized) <= LONGEST:
            stops = self._stops_of(db, known[0])
            ids = list(dict.fromkeys([*ids, *reading.resembling(asked, stops)]))
            answers = best(asked, read_units(db, ids).values())
        return answers

    def _stops_of(self, db: sqlite3.Connection, languages: int) -> list[Stops]:
        """Frequent grams by version, as often as they were learned; the first leaves out none."""
        rows = db.execute("SELECT version FROM stops WHERE languages = ? ORDER BY 1", (languages,))
        versions = [version for (version,) in rows]
        known = self._stops.get(languages)
        if known is None or known[0] != versions:
            rows = db.execute(
                "SELECT hashes FROM stops WHERE languages = ? ORDER BY version", (languages,)
            )
            known = versions, [{}, *(unpacked(hashes) for (hashes,) in rows)]
            self._stops[languages] = known
        return known[1]


def _keep_form(db: sqlite3.Connection) -> None:
    """See that texts were read as they are now; raises sqlite3.DatabaseError, so that it goes."""
    wanted = "SELECT value FROM about WHERE name = 'text'"
    found = db.execute(wanted).fetchone()
    if found is None:
        # Another command may be putting in the first units just now.
        with transaction(db):
            found = db.execute(wanted).fetchone()
            if found is None:
                if db.execute("SELECT 1 FROM unit LIMIT 1").fetchone():
                    raise damage()
                db.execute("INSERT INTO about VALUES ('text', ?)", (FORM,))
                return
    if found != (FORM,):
        raise damage()
