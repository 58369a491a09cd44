"""The tables of a shared memory, and how those of an earlier version become today's."""

from typing import TYPE_CHECKING

from l10n.errors import SharedMemoryError
from l10n.memory.postgres.rows import FORM_OF_TEXTS, sketched, unit_of
from l10n.messages import _

if TYPE_CHECKING:
    import asyncpg

WRITING = 0x6C31306E
"""The advisory lock of whoever writes: one at a time, and readers are never held up."""
STEPS = (
    """
    CREATE TABLE l10n.place (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        workspace text NOT NULL, kind text NOT NULL, name text NOT NULL, locale text NOT NULL,
        stamp text NOT NULL, newest text NOT NULL,
        UNIQUE (workspace, kind, name, locale)
    );
    CREATE TABLE l10n.languages (salt text PRIMARY KEY, forms bigint NOT NULL DEFAULT 0);
    CREATE TABLE l10n.stops (
        salt text NOT NULL, version int NOT NULL, hashes bytea NOT NULL,
        PRIMARY KEY (salt, version)
    );
    CREATE TABLE l10n.form (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        salt text NOT NULL, key bigint NOT NULL UNIQUE, length int NOT NULL,
        hashes int[] NOT NULL
    );
    CREATE TABLE l10n.sketch (hash int NOT NULL, length int NOT NULL, form bigint NOT NULL);
    CREATE INDEX ON l10n.sketch (hash, length, form);
    CREATE TABLE l10n.unit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        place bigint NOT NULL REFERENCES l10n.place,
        form bigint NOT NULL REFERENCES l10n.form,
        norm bigint NOT NULL, rank bigint NOT NULL, near bigint,
        source text NOT NULL, target text NOT NULL, data text NOT NULL
    );
    CREATE INDEX ON l10n.unit (form, norm, rank);
    """,
    """
    CREATE INDEX ON l10n.unit (place);
    """,
)
"""The statements that lead from each version of the tables to the next."""
_BATCH = 2_000


async def is_prepared(db: "asyncpg.Connection") -> bool:
    """True where the tables are today's: whoever may only read goes on with them as they are."""
    return await _version(db) == (len(STEPS), FORM_OF_TEXTS)


async def prepare(db: "asyncpg.Connection") -> None:
    """Make the tables, or bring them up to date; raises what asyncpg raises."""
    # Within a transaction that waits for it, what another has just made would not be seen.
    await db.execute("SELECT pg_advisory_lock($1)", WRITING)
    try:
        async with db.transaction():
            await _brought_up(db)
    finally:
        await db.execute("SELECT pg_advisory_unlock($1)", WRITING)


async def _brought_up(db: "asyncpg.Connection") -> None:
    layout, texts = await _version(db)
    if layout > len(STEPS) or texts > FORM_OF_TEXTS:
        raise SharedMemoryError(
            _("the shared memory was made by a newer version of this tool"),
            code="MEM-055",
            remedy=_("update it on this machine, as the others have"),
        )
    if layout == 0:
        await db.execute("CREATE SCHEMA IF NOT EXISTS l10n")
        await db.execute("CREATE TABLE l10n.about (layout int NOT NULL, texts int NOT NULL)")
        await db.execute("INSERT INTO l10n.about VALUES (0, $1)", FORM_OF_TEXTS)
        texts = FORM_OF_TEXTS
    for statements in STEPS[layout:]:
        await db.execute(statements)
    if texts != FORM_OF_TEXTS:
        await _read_anew(db)
    await db.execute("UPDATE l10n.about SET layout = $1, texts = $2", len(STEPS), FORM_OF_TEXTS)


async def _version(db: "asyncpg.Connection") -> tuple[int, int]:
    """The number of the tables, 0 where there are none, and of the way texts are read."""
    if await db.fetchval("SELECT to_regclass('l10n.about')") is None:
        return 0, 0
    row = await db.fetchrow("SELECT layout, texts FROM l10n.about")
    return (0, 0) if row is None else (row["layout"], row["texts"])


async def _read_anew(db: "asyncpg.Connection") -> None:
    """Find all units by what is made of their texts now."""
    await db.execute(
        "ALTER TABLE l10n.unit DROP CONSTRAINT IF EXISTS unit_form_fkey;"
        "TRUNCATE l10n.form, l10n.sketch, l10n.stops, l10n.languages;"
    )
    last = 0
    while rows := await db.fetch(
        "SELECT id, source, target, data FROM l10n.unit WHERE id > $1 ORDER BY id LIMIT $2",
        last,
        _BATCH,
    ):
        for row in rows:
            text = sketched(unit_of(row["source"], row["target"], row["data"]), ())
            await db.execute(
                "INSERT INTO l10n.languages VALUES ($1) ON CONFLICT DO NOTHING", text.salt
            )
            form = await db.fetchval(
                "INSERT INTO l10n.form (salt, key, length, hashes) VALUES ($1, $2, $3, $4)"
                " ON CONFLICT (key) DO UPDATE SET length = excluded.length RETURNING id",
                text.salt,
                text.key,
                text.length,
                text.hashes,
            )
            await db.execute(
                "UPDATE l10n.unit SET form = $1, norm = $2, near = $3 WHERE id = $4",
                form,
                text.norm,
                text.near,
                row["id"],
            )
        last = rows[-1]["id"]
    await db.execute(
        "INSERT INTO l10n.sketch SELECT unnest(hashes), length, id FROM l10n.form;"
        "UPDATE l10n.languages SET forms ="
        " (SELECT count(*) FROM l10n.form WHERE form.salt = languages.salt);"
        "ALTER TABLE l10n.unit ADD CONSTRAINT unit_form_fkey"
        " FOREIGN KEY (form) REFERENCES l10n.form;"
    )
