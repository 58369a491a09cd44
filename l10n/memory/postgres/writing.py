"""Writing into a shared memory: the units of one place, all at once or not at all."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from l10n.memory import Place
from l10n.memory.postgres.layout import WRITING
from l10n.memory.postgres.reading import Stops
from l10n.memory.postgres.rows import data_of, sketched, unit_of
from l10n.memory.stops import FIRST, GROWTH, SAMPLE, learned, packed
from l10n.memory.text import grams, masked, normalized, salt_of
from l10n.model.unit import Unit

if TYPE_CHECKING:
    import asyncpg

_INCOMING = """
CREATE TEMP TABLE IF NOT EXISTS incoming (
    number int, salt text, key bigint, length int, hashes int[], norm bigint, rank bigint,
    near bigint, source text, target text, data text
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS outgoing (form bigint) ON COMMIT DELETE ROWS;
"""
_TAKE_OUT = """
WITH gone AS (DELETE FROM l10n.unit WHERE place = $1 RETURNING form)
INSERT INTO outgoing SELECT DISTINCT form FROM gone
"""
_LANGUAGES = """
INSERT INTO l10n.languages (salt) SELECT DISTINCT salt FROM incoming ON CONFLICT DO NOTHING
"""
_FORMS = """
WITH made AS (
    INSERT INTO l10n.form (salt, key, length, hashes)
    SELECT DISTINCT ON (key) salt, key, length, hashes FROM incoming
    WHERE NOT EXISTS (SELECT 1 FROM l10n.form WHERE form.key = incoming.key)
    ORDER BY key, number RETURNING id, salt, length, hashes
), counted AS (
    UPDATE l10n.languages SET forms = languages.forms + new.forms
    FROM (SELECT salt, count(*) AS forms FROM made GROUP BY salt) AS new
    WHERE languages.salt = new.salt
)
INSERT INTO l10n.sketch SELECT unnest(hashes), length, id FROM made ORDER BY 1, 2
"""
_UNITS = """
INSERT INTO l10n.unit (place, form, norm, rank, near, source, target, data)
SELECT $1, form.id, incoming.norm, rank, near, source, target, data
FROM incoming JOIN l10n.form ON form.key = incoming.key ORDER BY number
"""
_UNUSED = """
WITH gone AS (
    DELETE FROM l10n.form USING outgoing
    WHERE form.id = outgoing.form AND NOT EXISTS (SELECT 1 FROM l10n.unit WHERE unit.form = form.id)
    RETURNING id, salt, length, hashes
), counted AS (
    UPDATE l10n.languages SET forms = languages.forms - old.forms
    FROM (SELECT salt, count(*) AS forms FROM gone GROUP BY salt) AS old
    WHERE languages.salt = old.salt
)
DELETE FROM l10n.sketch USING (SELECT id, length, unnest(hashes) AS hash FROM gone) AS old
WHERE sketch.hash = old.hash AND sketch.length = old.length AND sketch.form = old.id
"""
_COLUMNS = (
    "number",
    "salt",
    "key",
    "length",
    "hashes",
    "norm",
    "rank",
    "near",
    "source",
    "target",
    "data",
)


class _ReadStops(Protocol):
    async def __call__(self, db: "asyncpg.Connection", *, again: bool = False) -> Stops: ...


async def put(
    db: "asyncpg.Connection",
    stops: _ReadStops,
    where: tuple[str, Place],
    units: Iterable[Unit],
    stamp: str,
) -> None:
    """Let units take the place of those of a place of a workspace.

    What costs time is done before the one lock of those who write is taken.
    """
    workspace, place = where
    known = await stops(db)
    newest = ""

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal newest
        for number, unit in enumerate(units):
            newest = max(newest, unit.date)
            text = sketched(unit, known.get(salt_of(unit.source_locale, unit.target_locale), ()))
            yield (
                number,
                text.salt,
                text.key,
                text.length,
                text.hashes,
                text.norm,
                text.rank,
                text.near,
                unit.source_locale,
                unit.target_locale,
                data_of(unit),
            )

    await db.execute(_INCOMING)
    async with db.transaction():
        await db.copy_records_to_table("incoming", records=rows(), columns=_COLUMNS)
        await db.execute("SELECT pg_advisory_xact_lock($1)", WRITING)
        id_ = await db.fetchval(
            "INSERT INTO l10n.place (workspace, kind, name, locale, stamp, newest)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace, kind, name, locale)"
            " DO UPDATE SET stamp = excluded.stamp, newest = excluded.newest"
            " WHERE place.newest <= excluded.newest RETURNING id",
            *_names(workspace, place),
            stamp,
            newest,
        )
        if id_ is None:
            return
        await db.execute(_TAKE_OUT, id_)
        await db.execute(_LANGUAGES)
        await db.execute(_FORMS)
        await db.execute(_UNITS, id_)
        await db.execute(_UNUSED)
        if await _learn(db):
            await stops(db, again=True)


async def remove(db: "asyncpg.Connection", workspace: str, places: Collection[Place]) -> None:
    """Take out all units of some places of a workspace."""
    await db.execute(_INCOMING)
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", WRITING)
        for place in places:
            id_ = await db.fetchval(
                "SELECT id FROM l10n.place"
                " WHERE (workspace, kind, name, locale) = ($1, $2, $3, $4)",
                *_names(workspace, place),
            )
            if id_ is not None:
                await db.execute(_TAKE_OUT, id_)
                await db.execute("DELETE FROM l10n.place WHERE id = $1", id_)
        await db.execute(_UNUSED)


async def _learn(db: "asyncpg.Connection") -> bool:
    """Learn anew which grams are frequent, where there are many more texts than before."""
    changed = False
    rows = await db.fetch(
        "SELECT salt, forms, (SELECT coalesce(max(version), 0) FROM l10n.stops"
        " WHERE stops.salt = languages.salt)"
        " AS versions FROM l10n.languages"
    )
    for row in rows:
        version = row["versions"] + 1
        if row["forms"] < FIRST * GROWTH ** (version - 1):
            continue
        while row["forms"] >= FIRST * GROWTH**version:
            version += 1
        texts = await db.fetch(
            "SELECT unit.source, unit.target, unit.data FROM"
            " (SELECT id, key FROM l10n.form WHERE salt = $1 ORDER BY key LIMIT $2) AS form"
            " CROSS JOIN LATERAL (SELECT * FROM l10n.unit WHERE unit.form = form.id LIMIT 1)"
            " AS unit ORDER BY form.key",
            row["salt"],
            SAMPLE,
        )
        every = (_grams(unit_of(*text), row["salt"]) for text in texts)
        await db.execute(
            "INSERT INTO l10n.stops VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            row["salt"],
            version,
            packed(learned(every)),
        )
        changed = True
    return changed


def _grams(unit: Unit, salt: str) -> set[int]:
    return grams(masked(normalized(unit.source), unit.source_locale), salt)


def _names(workspace: str, place: Place) -> tuple[str, str, str, str]:
    """What a place is found by; JSON, since names on a disk need not be UTF-8."""
    return json.dumps(workspace), place.kind, json.dumps(place.name), place.locale
