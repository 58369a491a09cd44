"""Searching a shared memory: one statement for any number of queries."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from l10n.memory import Match, Place, Query
from l10n.memory.grading import LONGEST, Asked, best
from l10n.memory.postgres.rows import signed, unit_of
from l10n.memory.stops import unpacked
from l10n.memory.tables import near
from l10n.memory.text import grams, key, salt_of, sought
from l10n.model.unit import Unit

if TYPE_CHECKING:
    import asyncpg

AT_ONCE = 200
"""Queries in one statement."""
_BATCH = 1_000
_ODD = (ValueError, TypeError, RecursionError)
"""What comes of rows that somebody has written by hand."""
_SLACK = 2

_SEARCH = """
WITH asked AS (
    SELECT * FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[])
        AS asked (number, key, norm, near)
), same AS (
    SELECT asked.number, unit.id
    FROM asked JOIN l10n.form ON form.key = asked.key CROSS JOIN LATERAL (
        (SELECT id FROM l10n.unit WHERE unit.form = form.id AND unit.norm = asked.norm
            ORDER BY rank DESC LIMIT 64)
        UNION
        (SELECT id FROM (
            SELECT id, near FROM l10n.unit WHERE unit.form = form.id AND unit.norm = asked.norm
                ORDER BY rank DESC LIMIT 5000
        ) AS around WHERE around.near = asked.near LIMIT 64)
        UNION
        (SELECT id FROM (
            SELECT id, rank FROM l10n.unit WHERE unit.form = form.id LIMIT 5000
        ) AS known ORDER BY rank DESC LIMIT 64)
    ) AS unit
), wanted AS (
    SELECT * FROM unnest($5::int[], $6::text[], $7::int[], $8::int[], $9::int[])
        AS wanted (number, hashes, length, low, high)
), alike AS (
    SELECT wanted.number, unit.id FROM wanted CROSS JOIN LATERAL (
        SELECT listed.form FROM unnest(wanted.hashes::int[]) AS gram CROSS JOIN LATERAL (
            SELECT form, length FROM l10n.sketch
            WHERE sketch.hash = gram AND length BETWEEN wanted.low AND wanted.high LIMIT 10000
        ) AS listed GROUP BY listed.form, listed.length
        ORDER BY count(*) DESC, abs(listed.length - wanted.length), listed.form LIMIT 150
    ) AS ranked CROSS JOIN LATERAL (
        SELECT id FROM l10n.unit WHERE unit.form = ranked.form ORDER BY rank DESC LIMIT 16
    ) AS unit
)
SELECT found.number, place.workspace, place.kind, place.name, place.locale,
    unit.source, unit.target, unit.data
FROM (SELECT * FROM same UNION SELECT * FROM alike) AS found
    JOIN l10n.unit ON unit.id = found.id JOIN l10n.place ON place.id = unit.place
"""


class Reader:
    """Reads the memory for one workspace; the frequent grams are read once."""

    def __init__(self, workspace: str) -> None:
        """`workspace` is what ours is called in the memory."""
        self._workspace = workspace
        self._stops: dict[str, list[Mapping[int, int]]] | None = None

    async def stops(self, db: "asyncpg.Connection", *, again: bool = False) -> "Stops":
        """The frequent grams of each pair of languages, version by version; the first has none."""
        if self._stops is None or again:
            found: dict[str, list[Mapping[int, int]]] = {}
            for row in await db.fetch("SELECT salt, hashes FROM l10n.stops ORDER BY salt, version"):
                found.setdefault(row["salt"], [{}]).append(unpacked(row["hashes"]))
            self._stops = found
        return self._stops

    async def search(
        self, db: "asyncpg.Connection", queries: Sequence[Query]
    ) -> list[tuple[Match, ...]]:
        """The best matches of each query."""
        stops = await self.stops(db)
        answers: list[tuple[Match, ...]] = []
        for start in range(0, len(queries), AT_ONCE):
            asked = [Asked.of(query) for query in queries[start : start + AT_ONCE]]
            rows = await db.fetch(_SEARCH, *_parameters(asked, stops))
            found: list[list[tuple[Place, Unit]]] = [[] for _each in asked]
            for row in rows:
                found[row["number"]] += self._read(row)
            answers += [best(each, some) for each, some in zip(asked, found, strict=True)]
        return answers

    async def places(self, db: "asyncpg.Connection") -> Mapping[Place, str]:
        """Our places, each with its stamp."""
        rows = await db.fetch(
            "SELECT workspace, kind, name, locale, stamp FROM l10n.place WHERE workspace = $1",
            json.dumps(self._workspace),
        )
        found: dict[Place, str] = {}
        for row in rows:
            # What somebody else has written by hand is none of ours.
            with contextlib.suppress(*_ODD):
                found[self._place(row)] = row["stamp"]
        return found

    async def units(
        self, db: "asyncpg.Connection", last: int, pair: tuple[str, str]
    ) -> tuple[int, list[tuple[Place, Unit]]]:
        """Some units behind an id, and the id of the last; 0 where there are no more."""
        rows = await db.fetch(
            "SELECT unit.id, place.workspace, place.kind, place.name, place.locale,"
            " unit.source, unit.target, unit.data"
            " FROM l10n.unit JOIN l10n.place ON place.id = unit.place"
            " WHERE unit.id > $1 AND ($2 = '' OR unit.source = $2)"
            " AND ($3 = '' OR unit.target = $3)"
            " ORDER BY unit.id LIMIT $4",
            last,
            *pair,
            _BATCH,
        )
        found = [each for row in rows for each in self._read(row)]
        return (rows[-1]["id"] if rows else 0), found

    def _place(self, row: "asyncpg.Record") -> Place:
        """The place of a row; raises ValueError for what is none."""
        workspace, name = json.loads(row["workspace"]), json.loads(row["name"])
        if not isinstance(workspace, str) or not isinstance(name, str):
            raise ValueError("no name")
        return Place(
            "catalog" if row["kind"] == "catalog" else "file",
            name,
            row["locale"],
            "" if workspace == self._workspace else workspace,
        )

    def _read(self, row: "asyncpg.Record") -> Iterator[tuple[Place, Unit]]:
        """The unit of a row; none of one that somebody else has written by hand."""
        try:
            yield self._place(row), unit_of(row["source"], row["target"], row["data"])
        except _ODD:
            return


Stops = Mapping[str, Sequence[Mapping[int, int]]]


def _parameters(asked: Sequence[Asked], stops: Stops) -> tuple[list[Any], ...]:
    """What `_SEARCH` takes: each query's keys, and its grams with the lengths that may answer."""
    same: list[tuple[Any, ...]] = []
    wanted: list[tuple[Any, ...]] = []
    for number, each in enumerate(asked):
        query = each.query
        salt = salt_of(query.source_locale, query.target_locale)
        if query.most < 1:
            continue
        around = near(query.context, query.before, query.after)
        same.append((number, key(each.masked, salt), key(each.normalized, salt), around))
        if len(each.normalized) > LONGEST:
            continue
        hashes = set(sought(grams(each.masked, salt), stops.get(salt, ({},))))
        length, share = len(each.masked), max(query.least, 1) / 100
        slack = _SLACK + len(each.normalized) - length
        low, high = int(length * share) - slack, int(length / share) + slack + 1
        # An array of arrays would have to be as long in each row.
        written = "{" + ",".join(map(str, signed(sorted(hashes)))) + "}"
        wanted.append((number, written, length, low, high))
    columns = [list(column) for column in zip(*same, strict=True)] or [[], [], [], []]
    columns += [list(column) for column in zip(*wanted, strict=True)] or [[], [], [], [], []]
    return tuple(columns)
