"""Reading the index: which units a query may be answered by, and units by their ids."""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from l10n.dataclass import dataclass
from l10n.memory import LEAST, Place
from l10n.memory.grading import Asked, likest
from l10n.memory.stops import Stops
from l10n.memory.tables import COLUMNS, damage, free, near, tagged, unit_of
from l10n.memory.text import grams, key, normalized, sought
from l10n.model.unit import Unit

CANDIDATES = 150
"""Texts that are compared with a query letter by letter."""
LISTED = 50_000
"""Texts that are counted for a query, each for every hash that it has, at most."""
BATCH = 1_000
NORM = 15
"""Bits of a key that are left out of the one of a normalized text."""
_ALIKE, _SCANNED = 64, 5_000
"""Units of one text that are graded, and that are looked at for their surroundings."""
_SLACK = 2
_LOOSE = 6
_LENGTH = 20
"""Bits of the length of a text."""
_CLOSE = 50
"""Part of its length by which a text may differ where there are more."""
_SURELY = 6
"""Hashes in common from which on a text is so near that others with a single one are not."""
_SIZES = (1, 4, 12, 40, CANDIDATES, 300, BATCH)


Units = dict[int, tuple[Place, Unit]]


@contextlib.contextmanager
def at_one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Let all that is read meanwhile be what stood there at one moment, whoever writes.

    A place that another process puts in anew has its units under new numbers.
    """
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


class Page:
    """Some units in their order."""

    def __init__(self, after: int) -> None:
        """`after` is the id of the last unit that was read before."""
        self.last = after

    def read(self, db: sqlite3.Connection) -> Units:
        """Read as many as go at once."""
        with at_one_moment(db):
            rows = db.execute(
                "SELECT id FROM unit WHERE id > ? ORDER BY id LIMIT ?", (self.last, BATCH)
            )
            ids = [each for (each,) in rows]
            self.last = ids[-1] if ids else self.last
            return read_units(db, ids)


def place_of(kind: object, name: object, locale: object) -> Place:
    """The place of a row; raises sqlite3.DatabaseError for what this module did not write."""
    try:
        written = json.loads(free(name))
    except ValueError:
        raise damage() from None
    if kind not in ("catalog", "file") or not isinstance(written, str):
        raise damage()
    return Place("catalog" if kind == "catalog" else "file", written, free(locale))


def some_rows(db: sqlite3.Connection, statement: str, values: Sequence[int]) -> Iterator[Any]:
    """Rows of a statement with `IN (…)` for `{}`, a few values at a time."""
    for start in range(0, len(values), BATCH):
        some = list(values[start : start + BATCH])
        # Statements of a few sizes are prepared once.
        size = next(size for size in _SIZES if size >= len(some))
        some += some[:1] * (size - len(some))
        yield from db.execute(statement.format(",".join("?" * size)), some)


def read_units(db: sqlite3.Connection, ids: Sequence[int]) -> Units:
    """Units by their ids, in the order of these."""
    rows = {
        each[0]: each[1:]
        for each in some_rows(
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
        for each, known, text, tags in some_rows(
            db,
            "SELECT unit.id, form.text, unit.source, unit.tags FROM unit"
            " JOIN form ON form.id = unit.form WHERE unit.id IN ({})",
            beside,
        )
    }
    found: Units = {}
    for each in ids:
        if each in rows:
            _id, kind, name, locale, source, target, known, *values = rows[each]
            values[4] = plain.get(each - 1) if values[4] is None else values[4]
            values[5] = plain.get(each + 1) if values[5] is None else values[5]
            unit = unit_of(values, known, (free(source), free(target)))
            found[each] = place_of(kind, name, locale), unit
    return found


@dataclass(frozen=True, slots=True)
class Reading:
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
        norm = key(asked.normalized, self.salt) >> NORM
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
        rows = list(some_rows(self.db, statement, self._forms(asked, stops)))
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
        hashes = sought(grams(asked.masked, self.salt), stops)
        length = len(asked.masked)
        share = max(asked.query.least, 1) / 100
        slack = _SLACK + len(asked.normalized) - length
        between = (int(length * share) - slack, int(length / share) + slack + 1)
        found = self._listed(hashes, between)
        if len(found) == LISTED:
            # A text of grams that are everywhere: those of about its length.
            found = self._listed(hashes, (length - length // _CLOSE, length + length // _CLOSE))
        return _likeliest(Counter(found), length, sure=asked.query.least >= LEAST)

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


def _likeliest(counts: Mapping[str, int], length: int, *, sure: bool) -> list[int]:
    """The forms that were counted most often; of those counted alike, the nearest in length.

    Where some have much in common with a query, `sure` leaves alone those that share one gram.
    """
    levels = Counter(counts.values())
    above, lowest = 0, max(levels, default=0)
    least = 2 if sure and lowest >= _SURELY else 1
    while lowest > least and above + levels[lowest] < CANDIDATES:
        above += levels[lowest]
        lowest -= 1
    mask = (1 << _LENGTH) - 1
    found = [int(each) >> _LENGTH for each, count in counts.items() if count > lowest]
    rest = [int(each) for each, count in counts.items() if count == lowest]
    if len(rest) > CANDIDATES - len(found):
        rest.sort(key=lambda each: abs((each & mask) - length))
    return found + [each >> _LENGTH for each in rest[: CANDIDATES - len(found)]]
