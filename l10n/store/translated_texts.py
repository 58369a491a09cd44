"""Which catalogs have a person's translation of a text, in the cache.

A sentence that was moved from one article to another is found again by it, without a look into all
catalogs. It says where to look and not what is there: a catalog may have lost the text since.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from l10n.model.sighting import Sighting
from l10n.store.database import Cached, Layout
from l10n.store.sightings import Sightings

_LAYOUT = Layout(
    form=1,
    table="texts",
    definition="(key INTEGER, locale TEXT, article TEXT,"
    " PRIMARY KEY (key, locale, article)) WITHOUT ROWID",
)
MOST = 20
"""Articles that are named for one text; boilerplate stands in thousands."""
_AT_ONCE = 500
"""Texts that are asked for in one statement."""
_Noted = tuple[tuple[str, str], tuple[int, ...]]
"""An article and a locale, and the numbers of the texts that are translated there."""


class TranslatedTexts:
    """The texts of one workspace, as one command uses them."""

    def __init__(self, path: Path, sightings: Sightings) -> None:
        """Where nothing is kept yet, what was seen of catalogs tells (`sightings`)."""
        self._cached = Cached(path, _LAYOUT)
        self._sightings = sightings
        self._fresh: dict[tuple[str, str], tuple[int, ...]] = {}
        """The numbers of the texts that are translated."""

    def articles(self, keys: Iterable[str], locale: str) -> Mapping[str, tuple[str, ...]]:
        """The articles in whose catalogs a person's translation was seen, by text, some at most.

        Texts are named by the first 16 hexadecimal digits of their `key_digest`.
        """
        self._fill()
        found: dict[str, tuple[str, ...]] = {}
        wanted = iter(dict.fromkeys(keys))
        while some := list(islice(wanted, _AT_ONCE)):
            for key, article in self._rows(some, locale):
                known = found.get(key, ())
                if len(known) < MOST:
                    found[key] = (*known, article)
        return found

    def note(self, article: str, locale: str, sighting: Sighting) -> None:
        """Keep what was seen of a catalog, from the next `save` on."""
        self._fresh[article, locale] = _numbers(sighting)

    def handed_on(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """What was noted, for another process to keep; nothing is left to be written here."""
        noted, self._fresh = self._fresh, {}
        return noted

    def take_over(self, noted: Mapping[tuple[str, str], tuple[int, ...]]) -> None:
        """Keep what another process has noted, from the next `save` on."""
        self._fresh.update(noted)

    def save(self) -> None:
        """Write what was noted; what cannot be written is left for a later save."""
        if self._fresh and self._cached.exists() and self._written(self._fresh.items()):
            self._fresh.clear()

    def close(self) -> None:
        """Close the file."""
        self._cached.close()

    def _fill(self) -> None:
        """Make the file of all that was ever seen, where there is none."""
        if not self._cached.exists():
            self._sightings.save()
            every = self._sightings.every()
            self._written(((name, locale), _numbers(seen)) for name, locale, seen in every)
        self.save()

    def _written(self, every: Iterable[_Noted]) -> bool | None:
        def write(db: sqlite3.Connection) -> bool:
            db.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", _lines(every))
            db.commit()
            return True

        return self._cached.tried(write)

    def _rows(self, keys: Collection[str], locale: str) -> Iterator[tuple[str, str]]:
        names = {_number(key): key for key in keys}
        places = ", ".join("?" for _key in names)

        def read(db: sqlite3.Connection) -> list[tuple[object, object]]:
            statement = f"SELECT key, article FROM texts WHERE locale = ? AND key IN ({places})"
            return db.execute(statement, (json.dumps(locale), *names)).fetchall()

        for number, name in self._cached.tried(read) or ():
            try:
                article = json.loads(str(name))
            except ValueError:
                continue
            if isinstance(article, str) and isinstance(number, int) and number in names:
                yield names[number], article


def _lines(every: Iterable[_Noted]) -> Iterator[tuple[int, str, str]]:
    for where, numbers in every:
        # A name on a disk need not be UTF-8, and text in SQLite has to be.
        article, locale = map(json.dumps, where)
        for number in numbers:
            yield number, locale, article


def _numbers(sighting: Sighting) -> tuple[int, ...]:
    return tuple(_number(entry.key) for entry in sighting.entries if entry.texts)


def _number(key: str) -> int:
    """A name of 64 bits as SQLite's integers have it."""
    return int.from_bytes(int(key, 16).to_bytes(8, "big"), "big", signed=True)
