"""Writing the index: units are put in and taken out, within one transaction."""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from l10n.memory import Place
from l10n.memory.sqlite.reading import BATCH, NORM, some_rows
from l10n.memory.stops import SAMPLE, Stops, learned, packed, version_of
from l10n.memory.tables import bound, damage, free, near, rank, row, tagged, tags_of
from l10n.memory.text import grams, kept, key, masked, normalized, salt_of
from l10n.model.unit import Unit
from l10n.store.database import begin


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; as a part of the transaction that is open, if so."""
    if not db.in_transaction:
        begin(db)
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


class Writing:
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
        rows = some_rows(
            self._db,
            "SELECT id, languages, text, tags FROM form WHERE id IN ({})"
            " AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.form = form.id)",
            sorted(forms),
        )
        for form, languages, text, tags in list(rows):
            source, _target, salt = self._languages(languages)
            plain = masked(normalized(tagged(text, tags)), source)
            every = grams(plain, salt)
            stops = self._stops(self._db, languages)
            hashes = [
                each for known in range(1, len(stops) + 1) for each in kept(every, stops[:known])
            ]
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
            norm = key(texts[index], salt) >> NORM
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
            rows = some_rows(
                self._db,
                f"SELECT key, id, text FROM form WHERE languages = {languages} AND key IN ({{}})",
                wanted,
            )
            found.update({(languages, each): (form, free(text)) for each, form, text in rows})
        last = self._db.execute("SELECT max(id) FROM form").fetchone()[0] or 0
        made, sketches = [], []
        stops = {
            languages: self._stops(self._db, languages)
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
            hashes = kept(grams(text, salt), stops[languages])
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
