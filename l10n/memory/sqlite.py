"""The memory of one workspace: an index in its cache, by SQLite.

What a text is looked for by is told in docs/memory.md. The index is made from files, so whatever is
wrong with it is nobody's error: what is damaged goes, and is made anew.
"""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from l10n.memory import Match, Place, Query, UnitCount
from l10n.memory.grading import LONGEST, Asked, best, likest
from l10n.memory.stops import SAMPLE, Stops, learned, packed, unpacked, version_of
from l10n.memory.tables import (
    COLUMNS,
    LAYOUT,
    bound,
    counted,
    damage,
    free,
    near,
    rank,
    row,
    tagged,
    tags_of,
    unit_of,
)
from l10n.memory.text import (
    ASKED,
    ASKED_BEFORE,
    FORM,
    KEPT,
    grams,
    key,
    masked,
    normalized,
    salt_of,
    sketch,
)
from l10n.model.unit import Unit
from l10n.store.database import Cached, empty

T = TypeVar("T")
CANDIDATES = 150
"""Texts that are compared with a query letter by letter."""
LISTED = 50_000
"""Texts that are counted for a query, each for every hash that it has, at most."""
BATCH = 1_000
_NORM = 15
"""Bits of a key that are left out of the one of a normalized text."""
_ALIKE, _SCANNED = 64, 5_000
"""Units of one text that are graded, and that are looked at for their surroundings."""
_SLACK = 2
_LOOSE = 6
_LENGTH = 20
"""Bits of the length of a text."""
_CLOSE = 50
"""Part of its length by which a text may differ where there are more."""
_SIZES = (1, 4, 12, 40, CANDIDATES, 300, BATCH)


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
            return [self._answers(db, query) for query in queries]

        return self._tried(act, nothing)

    def places(self) -> Mapping[Place, str]:
        """All places, each with its stamp."""
        if not self._cached.exists():
            return {}

        def act(db: sqlite3.Connection) -> dict[Place, str]:
            rows = db.execute("SELECT kind, name, locale, stamp FROM place")
            return {_place(kind, name, locale): free(stamp) for kind, name, locale, stamp in rows}

        return self._tried(act, {})

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        """Let these units take the place of all that there are of a place, at once."""

        def act(db: sqlite3.Connection) -> bool:
            with _transaction(db):
                _Writing(db, self._stops_of).put(place, units, stamp)
            return True

        self._tried(act, False)

    def remove(self, places: Collection[Place]) -> None:
        """Take out all units of some places."""
        if not self._cached.exists() or not places:
            return

        def act(db: sqlite3.Connection) -> bool:
            with _transaction(db):
                writing = _Writing(db, self._stops_of)
                for place in places:
                    writing.remove(place)
            return True

        self._tried(act, False)

    def units(self, source: str = "", target: str = "") -> Iterator[tuple[Place, Unit]]:
        """All units, or those of a pair of locales, in the order in which they were put in."""
        last = 0
        while self._cached.exists():
            page = _Page(last)
            nothing: _Units = {}
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

            def act(db: sqlite3.Connection, after: int = last) -> tuple[int, _Units]:
                rows = db.execute(
                    "SELECT unit.id FROM unit JOIN place ON place.id = unit.place WHERE place.kind"
                    " = ? AND place.name = ? AND place.locale = ? AND unit.id > ?"
                    " ORDER BY unit.id LIMIT ?",
                    (*here, after, BATCH),
                )
                ids = [each for (each,) in rows]
                return (ids[-1] if ids else 0), _read(db, ids)

            nothing: tuple[int, _Units] = (0, {})
            last, found = self._tried(act, nothing)
            if not last:
                return
            yield from (unit for _place, unit in found.values())

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
            return True

        def begin(db: sqlite3.Connection) -> bool:
            db.execute("BEGIN IMMEDIATE")
            empty(db, LAYOUT)
            db.execute("INSERT INTO about VALUES ('text', ?)", (FORM,))
            return True

        self._stops.clear()
        self._noted(self._cached.tried(begin))
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
        reading = _Reading(db, known[0], salt)
        ids = reading.alike(asked)
        answers = best(asked, _read(db, ids).values())
        if len(answers) < query.most and len(asked.normalized) <= LONGEST:
            stops = self._stops_of(db, known[0])
            ids = list(dict.fromkeys([*ids, *reading.resembling(asked, stops)]))
            answers = best(asked, _read(db, ids).values())
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


_Units = dict[int, tuple[Place, Unit]]


class _Page:
    """Some units in their order."""

    def __init__(self, after: int) -> None:
        """`after` is the id of the last unit that was read before."""
        self.last = after

    def read(self, db: sqlite3.Connection) -> _Units:
        """Read as many as go at once."""
        rows = db.execute(
            "SELECT id FROM unit WHERE id > ? ORDER BY id LIMIT ?", (self.last, BATCH)
        )
        ids = [each for (each,) in rows]
        self.last = ids[-1] if ids else self.last
        return _read(db, ids)


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; as a part of the transaction that is open, if so."""
    if not db.in_transaction:
        db.execute("BEGIN IMMEDIATE")
        with db:
            yield
        return
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        # A full disk has ended the whole of it.
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


def _keep_form(db: sqlite3.Connection) -> None:
    """See that texts were read as they are now; raises sqlite3.DatabaseError, so that it goes."""
    wanted = "SELECT value FROM about WHERE name = 'text'"
    found = db.execute(wanted).fetchone()
    if found is None:
        # Another command may be putting in the first units just now.
        with _transaction(db):
            found = db.execute(wanted).fetchone()
            if found is None:
                if db.execute("SELECT 1 FROM unit LIMIT 1").fetchone():
                    raise damage()
                db.execute("INSERT INTO about VALUES ('text', ?)", (FORM,))
                return
    if found != (FORM,):
        raise damage()


def _place(kind: object, name: object, locale: object) -> Place:
    try:
        written = json.loads(free(name))
    except ValueError:
        raise damage() from None
    if kind not in ("catalog", "file") or not isinstance(written, str):
        raise damage()
    return Place("catalog" if kind == "catalog" else "file", written, free(locale))


def _some(db: sqlite3.Connection, statement: str, values: Sequence[int]) -> Iterator[Any]:
    """Rows of a statement with `IN (…)` for `{}`, a few values at a time."""
    for start in range(0, len(values), BATCH):
        some = list(values[start : start + BATCH])
        # Statements of a few sizes are prepared once.
        size = next(size for size in _SIZES if size >= len(some))
        some += some[:1] * (size - len(some))
        yield from db.execute(statement.format(",".join("?" * size)), some)


def _read(db: sqlite3.Connection, ids: Sequence[int]) -> _Units:
    """Units by their ids, in the order of these."""
    rows = {
        each[0]: each[1:]
        for each in _some(
            db,
            "SELECT unit.id, place.id, place.kind, place.name, place.locale, pair.source,"
            f" pair.target, form.text, {COLUMNS} FROM unit JOIN form ON form.id = unit.form"
            " JOIN place ON place.id = unit.place JOIN pair ON pair.id = unit.pair"
            " WHERE unit.id IN ({})",
            ids,
        )
    }
    beside = sorted(
        {
            each + step
            for each, values in rows.items()
            for step, text in ((-1, values[11]), (1, values[12]))
            if text is None
        }
    )
    plain = {
        each: tagged(known if text is None else text, tags).plain()
        for each, known, text, tags in _some(
            db,
            "SELECT unit.id, form.text, unit.source, unit.tags FROM unit"
            " JOIN form ON form.id = unit.form WHERE unit.id IN ({})",
            beside,
        )
    }
    found: _Units = {}
    for each in ids:
        if each in rows:
            _id, kind, name, locale, source, target, known, *values = rows[each]
            values[4] = plain.get(each - 1) if values[4] is None else values[4]
            values[5] = plain.get(each + 1) if values[5] is None else values[5]
            unit = unit_of(values, known, (free(source), free(target)))
            found[each] = _place(kind, name, locale), unit
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """Looks up the units of one pair of languages."""

    db: sqlite3.Connection
    languages: int
    salt: str

    def alike(self, asked: Asked) -> list[int]:
        """Units of the very text, figures aside."""
        form = self.db.execute(
            "SELECT id FROM form WHERE languages = ? AND key = ?",
            (self.languages, key(asked.masked, self.salt)),
        ).fetchone()
        if form is None:
            return []
        query = asked.query
        norm = key(asked.normalized, self.salt) >> _NORM
        statement = "SELECT id FROM unit WHERE form = ? AND norm = ? ORDER BY rank DESC LIMIT ?"
        rows = self.db.execute(statement, (form[0], norm, _ALIKE)).fetchall()
        around = near(query.context, query.before, query.after)
        if around is not None and len(rows) == _ALIKE:
            rows += self.db.execute(
                "SELECT id FROM (SELECT id, near FROM unit WHERE form = ? AND norm = ?"
                " ORDER BY rank DESC LIMIT ?) WHERE near = ? LIMIT ?",
                (form[0], norm, _SCANNED, around, _ALIKE),
            ).fetchall()
        rows += self._of_form(form[0])
        return list(dict.fromkeys(each for (each,) in rows))

    def _of_form(self, form: int) -> list[tuple[int]]:
        """The best units of a form, whatever their figures."""
        return self.db.execute(
            "SELECT id FROM (SELECT id, rank FROM unit WHERE form = ? LIMIT ?)"
            " ORDER BY rank DESC LIMIT ?",
            (form, _SCANNED, _ALIKE),
        ).fetchall()

    def resembling(self, asked: Asked, stops: Sequence[Stops]) -> list[int]:
        """Units of texts that resemble it."""
        statement = "SELECT id, text, tags FROM form WHERE id IN ({})"
        rows = list(_some(self.db, statement, self._forms(asked, stops)))
        texts = [
            text.casefold()
            if tags is None and isinstance(text, str)
            else normalized(tagged(text, tags))
            for _form, text, tags in rows
        ]
        # The units of a form may have other figures, and quotation marks are as they stand.
        least = max(asked.query.least - _LOOSE, 1)
        places = likest(asked.normalized, texts, least, asked.query.most + _SLACK)
        return [each for place in places for (each,) in self._of_form(rows[place][0])]

    def _forms(self, asked: Asked, stops: Sequence[Stops]) -> list[int]:
        """Forms of which the sketches have most in common with that of the query."""
        every = grams(asked.masked, self.salt)
        *former, latest = stops
        hashes = {each for some in former for each in sketch(every, some, ASKED_BEFORE)}
        hashes.update(sketch(every, latest, ASKED))
        length = len(asked.masked)
        share = max(asked.query.least, 1) / 100
        slack = _SLACK + len(asked.normalized) - length
        between = (int(length * share) - slack, int(length / share) + slack + 1)
        found = self._listed(hashes, between)
        if len(found) == LISTED:
            # A text of grams that are everywhere: those of about its length.
            found = self._listed(hashes, (length - length // _CLOSE, length + length // _CLOSE))
        return _likeliest(Counter(found), length)

    def _listed(self, hashes: Collection[int], between: tuple[int, int]) -> list[str]:
        """Form and length of the texts that have some hashes, for each hash that they have.

        Both are one number, and all of them one string, which SQLite and Python make and take apart
        in half the time of rows.
        """
        marks = ",".join("?" * len(hashes))
        row = self.db.execute(
            f"SELECT group_concat(listed) FROM (SELECT form << {_LENGTH} | length AS listed"
            f" FROM sketch WHERE hash IN ({marks}) AND length BETWEEN ? AND ? LIMIT {LISTED})",
            (*hashes, *between),
        ).fetchone()
        return free(row[0]).split(",") if row[0] is not None else []


def _likeliest(counts: Mapping[str, int], length: int) -> list[int]:
    """The forms that were counted most often; of those counted alike, the nearest in length."""
    levels = Counter(counts.values())
    above, lowest = 0, max(levels, default=0)
    while lowest > 1 and above + levels[lowest] < CANDIDATES:
        above += levels[lowest]
        lowest -= 1
    mask = (1 << _LENGTH) - 1
    found = [int(each) >> _LENGTH for each, count in counts.items() if count > lowest]
    rest = [int(each) for each, count in counts.items() if count == lowest]
    if len(rest) > CANDIDATES - len(found):
        rest.sort(key=lambda each: abs((each & mask) - length))
    return found + [each >> _LENGTH for each in rest[: CANDIDATES - len(found)]]


class _Writing:
    """Puts units in and takes them out, within one transaction."""

    def __init__(
        self,
        db: sqlite3.Connection,
        stops: Callable[[sqlite3.Connection, int], list[Stops]],
    ) -> None:
        """`stops` has the frequent grams of a pair of languages."""
        self._db = db
        self._stops = stops
        self._pairs: dict[tuple[str, str], tuple[int, int, str]] = {}

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        """Put units in the place of those that are there."""
        left = self._taken_out(place)
        here = (place.kind, json.dumps(place.name), bound(place.locale))
        number = self._db.execute(
            "INSERT INTO place (kind, name, locale, stamp) VALUES (?, ?, ?, ?)",
            (*here, bound(stamp)),
        ).lastrowid
        assert number is not None
        last = self._db.execute("SELECT max(id) FROM unit").fetchone()[0] or 0
        before, waiting = "", list(islice(each := iter(units), BATCH + 1))
        while waiting:
            some, waiting = waiting[:BATCH], waiting[BATCH:]
            after = waiting[0].source.plain() if waiting else ""
            last = self._insert(number, last, some, (before, after))
            before = some[-1].source.plain()
            self._learn()
            waiting += islice(each, BATCH + 1 - len(waiting))
        self._drop_unused(left)

    def remove(self, place: Place) -> None:
        """Take out the units of a place."""
        self._drop_unused(self._taken_out(place))

    def _taken_out(self, place: Place) -> set[int]:
        """Take out the units of a place; the forms of their texts."""
        found = self._db.execute(
            "SELECT id FROM place WHERE kind = ? AND name = ? AND locale = ?",
            (place.kind, json.dumps(place.name), bound(place.locale)),
        ).fetchall()
        left: set[int] = set()
        for number in found:
            rows = self._db.execute("SELECT form FROM unit WHERE place = ?", number)
            left.update(form for (form,) in rows)
            self._db.execute("DELETE FROM unit WHERE place = ?", number)
            self._db.execute("DELETE FROM place WHERE id = ?", number)
        return left

    def _drop_unused(self, forms: set[int]) -> None:
        """Drop those of some forms that no unit has any more."""
        rows = _some(
            self._db,
            "SELECT id, languages, text, tags FROM form WHERE id IN ({})"
            " AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.form = form.id)",
            sorted(forms),
        )
        for form, languages, text, tags in list(rows):
            source, _target, salt = self._languages(languages)
            plain = masked(normalized(tagged(text, tags)), source)
            every = grams(plain, salt)
            hashes = {
                each
                for some in self._stops(self._db, languages)
                for each in sketch(every, some, KEPT)
            }
            self._db.executemany(
                "DELETE FROM sketch WHERE hash = ? AND length = ? AND form = ?",
                [(each, len(plain), form) for each in hashes],
            )
            self._db.execute("DELETE FROM form WHERE id = ?", (form,))
            self._db.execute("UPDATE languages SET forms = forms - 1 WHERE id = ?", (languages,))

    def _insert(self, place: int, last: int, units: Sequence[Unit], beside: tuple[str, str]) -> int:
        """Insert some units in their order; the id of the last. `beside` stands around them."""
        texts = [normalized(unit.source) for unit in units]
        pairs = [self._pair(unit) for unit in units]
        plain = [masked(text, unit.source_locale) for text, unit in zip(texts, units, strict=True)]
        keys = [key(text, salt) for text, (_p, _l, salt) in zip(plain, pairs, strict=True)]
        forms = self._forms(units, pairs, plain, keys)
        around = [beside[0], *(unit.source.plain() for unit in units), beside[1]]
        rows = []
        for index, unit in enumerate(units):
            pair, languages, salt = pairs[index]
            form, known = forms[languages, keys[index]]
            norm = key(texts[index], salt) >> _NORM
            values = list(row(unit, known))
            # The units of a place have ids in a row, so these say whose text it is.
            if unit.before and unit.before == around[index]:
                values[4] = None
            if unit.after and unit.after == around[index + 2]:
                values[5] = None
            surroundings = near(unit.context, unit.before, unit.after)
            last += 1
            rows.append((last, place, form, norm, rank(unit), surroundings, pair, *values))
        marks = ",".join("?" * len(rows[0]))
        self._db.executemany(f"INSERT INTO unit VALUES ({marks})", rows)
        return last

    def _forms(
        self,
        units: Sequence[Unit],
        pairs: Sequence[tuple[int, int, str]],
        plain: Sequence[str],
        keys: Sequence[int],
    ) -> dict[tuple[int, int], tuple[int, str]]:
        """The forms of some units by languages and key, each with its text; new ones are made."""
        found: dict[tuple[int, int], tuple[int, str]] = {}
        for languages in {languages for _pair, languages, _salt in pairs}:
            wanted = [each for each, pair in zip(keys, pairs, strict=True) if pair[1] == languages]
            rows = _some(
                self._db,
                f"SELECT key, id, text FROM form WHERE languages = {languages} AND key IN ({{}})",
                wanted,
            )
            found.update({(languages, each): (form, free(text)) for each, form, text in rows})
        last = self._db.execute("SELECT max(id) FROM form").fetchone()[0] or 0
        made, sketches = [], []
        latest = {
            languages: self._stops(self._db, languages)[-1]
            for languages in {languages for _pair, languages, _salt in pairs}
        }
        counts: Counter[int] = Counter()
        for unit, (_pair, languages, salt), text, each in zip(
            units, pairs, plain, keys, strict=True
        ):
            if (languages, each) in found:
                continue
            last += 1
            found[languages, each] = last, unit.source.text
            made.append((last, languages, each, bound(unit.source.text), tags_of(unit.source)))
            hashes = sketch(grams(text, salt), latest[languages], KEPT)
            sketches += [(hashed, len(text), last) for hashed in hashes]
            counts[languages] += 1
        self._db.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?)", made)
        sketches.sort()
        self._db.executemany("INSERT INTO sketch VALUES (?, ?, ?)", sketches)
        self._db.executemany(
            "UPDATE languages SET forms = forms + ? WHERE id = ?",
            [(count, languages) for languages, count in counts.items()],
        )
        return found

    def _pair(self, unit: Unit) -> tuple[int, int, str]:
        """The ids of the pair of locales of a unit and of their languages, and what names these."""
        locales = unit.source_locale, unit.target_locale
        if locales not in self._pairs:
            salt = salt_of(*locales)
            pair = self._id("pair", {"source": bound(locales[0]), "target": bound(locales[1])})
            self._pairs[locales] = pair, self._id("languages", {"salt": bound(salt)}), salt
        return self._pairs[locales]

    def _id(self, table: str, values: Mapping[str, Any]) -> int:
        """The id of a row, made now if it is not there."""
        where = " AND ".join(f"{name} = ?" for name in values)
        found = self._db.execute(f"SELECT id FROM {table} WHERE {where}", (*values.values(),))
        for (number,) in found:
            return int(number)
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        if table == "languages":
            names, marks = f"{names}, forms", f"{marks}, 0"
        made = self._db.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", (*values.values(),)
        ).lastrowid
        assert made is not None
        return made

    def _languages(self, number: int) -> tuple[str, str, str]:
        """Source, target, and what names both."""
        found = self._db.execute("SELECT salt FROM languages WHERE id = ?", (number,)).fetchone()
        if found is None:
            raise damage()
        salt = free(found[0])
        source, _arrow, target = salt.partition(">")
        return source, target, salt

    def _learn(self) -> None:
        """Learn anew which grams are frequent, where there are many more texts than before."""
        rows = self._db.execute(
            "SELECT id, forms, (SELECT coalesce(max(version), 0) FROM stops"
            " WHERE stops.languages = languages.id) FROM languages"
        )
        for languages, forms, known in rows.fetchall():
            version = version_of(forms)
            if version <= known:
                continue
            source, _target, salt = self._languages(languages)
            texts = self._db.execute(
                "SELECT text, tags FROM form WHERE languages = ? ORDER BY key LIMIT ?",
                (languages, SAMPLE),
            )
            every = (grams(masked(normalized(tagged(*each)), source), salt) for each in texts)
            self._db.execute(
                "INSERT INTO stops VALUES (?, ?, ?)", (languages, version, packed(learned(every)))
            )
