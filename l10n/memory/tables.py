"""The tables of an index, and the shape of their rows."""

import sqlite3
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from l10n.memory import UnitCount
from l10n.memory.text import normal
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit
from l10n.store.database import Layout, Part

LAYOUT = Layout(
    form=1,
    table="place",
    # `name` is JSON, since names on a disk need not be UTF-8.
    definition="(id INTEGER PRIMARY KEY, kind TEXT, name TEXT, locale TEXT, stamp TEXT)",
    besides=(
        Part("table", "about", "(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"),
        # Two languages with their scripts, and how many forms of texts there are of them.
        Part("table", "languages", "(id INTEGER PRIMARY KEY, salt TEXT, forms INTEGER)"),
        Part("table", "pair", "(id INTEGER PRIMARY KEY, source TEXT, target TEXT)"),
        # A text without its figures; `text` and `tags` are of the unit that came first.
        Part(
            "table",
            "form",
            "(id INTEGER PRIMARY KEY, languages INTEGER, key INTEGER, text TEXT, tags TEXT)",
        ),
        Part("index", "form_key", "ON form (languages, key)"),
        # `source` is null where it is the text of the form; `before` and `after` are null where
        # they are the texts of the units with the next ids.
        Part(
            "table",
            "unit",
            "(id INTEGER PRIMARY KEY, place INTEGER, form INTEGER, norm INTEGER, rank INTEGER,"
            " near INTEGER, pair INTEGER, source TEXT, tags TEXT, target TEXT, context TEXT,"
            " before TEXT, after TEXT, standing INTEGER, machine INTEGER, desk TEXT, article TEXT,"
            " date TEXT, who TEXT, note TEXT)",
        ),
        Part("index", "unit_form", "ON unit (form, norm, rank, near)"),
        Part("index", "unit_place", "ON unit (place)"),
        Part(
            "table",
            "sketch",
            "(hash INTEGER, length INTEGER, form INTEGER,"
            " PRIMARY KEY (hash, length, form)) WITHOUT ROWID",
        ),
        # Grams that are too frequent to tell anything, four bytes each.
        Part(
            "table",
            "stops",
            "(languages INTEGER, version INTEGER, hashes BLOB,"
            " PRIMARY KEY (languages, version)) WITHOUT ROWID",
        ),
    ),
    ahead=True,
)

Text = str | bytes
"""A text as SQLite takes it: one with half a surrogate pair in it is no UTF-8."""
_STANDING = 40


def bound(text: str) -> Text:
    """A text as it is written into a table."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def free(value: object) -> str:
    """A text as it was; raises sqlite3.DatabaseError for what this module did not write."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise damage() from None
    raise damage()


def damage() -> sqlite3.DatabaseError:
    """What is said of rows that make no sense."""
    return sqlite3.DatabaseError("rows of the index make no sense")


def tags_of(text: Tagged) -> str | None:
    """The names of the tags of a text in one string; None where there are none."""
    if not text.pairs and not text.empties:
        return None
    return f"{' '.join(sorted(text.pairs))}|{' '.join(sorted(text.empties))}"


def tagged(text: object, tags: object) -> Tagged:
    """A text with its tags."""
    if tags is None:
        return Tagged(free(text))
    pairs, _bar, empties = free(tags).partition("|")
    return Tagged(free(text), frozenset(pairs.split()), frozenset(empties.split()))


def near(context: str | None, before: str, after: str) -> int | None:
    """A number that stands for the surroundings of a text; None where none are known."""
    if not before and not after:
        return None
    around = f"{context}\0{normal(before)}\0{normal(after)}"
    return zlib.crc32(around.encode("utf-8", "surrogatepass")) >> 1


def rank(unit: Unit) -> int:
    """What goes before what among units of one text; the higher is better."""
    try:
        moment = datetime.fromisoformat(unit.date)
    except ValueError:
        return unit.standing << _STANDING
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    seconds = (moment - datetime(1, 1, 1, tzinfo=UTC)).total_seconds()
    return unit.standing << _STANDING | int(max(seconds, 0))


COLUMNS = (
    "unit.source, unit.tags, unit.target, unit.context, unit.before, unit.after, unit.standing,"
    " unit.machine, unit.desk, unit.article, unit.date, unit.who, unit.note"
)


def row(unit: Unit, known: str | None) -> tuple[Any, ...]:
    """What is kept of a unit in `COLUMNS`; `known` is the text of its form where it is the same."""
    return (
        None if known == unit.source.text else bound(unit.source.text),
        tags_of(unit.source),
        bound(unit.target),
        None if unit.context is None else bound(unit.context),
        bound(unit.before),
        bound(unit.after),
        int(unit.standing),
        int(unit.machine),
        bound(unit.desk),
        bound(unit.article),
        bound(unit.date),
        bound(unit.who),
        bound(unit.note),
    )


def unit_of(values: Sequence[Any], known: object, pair: tuple[str, str]) -> Unit:
    """A unit of a row of `COLUMNS`, with its neighbours filled in."""
    source, tags, target, context, before, after, standing, machine, *rest = values
    desk, article, date, who, note = map(free, rest)
    try:
        counted = Standing(standing)
    except ValueError:
        raise damage() from None
    return Unit(
        source=tagged(known if source is None else source, tags),
        target=free(target),
        source_locale=pair[0],
        target_locale=pair[1],
        context=None if context is None else free(context),
        before=free(before),
        after=free(after),
        standing=counted,
        machine=bool(machine),
        desk=desk,
        article=article,
        date=date,
        who=who,
        note=note,
    )


def counted(row: Sequence[Any]) -> UnitCount:
    """How many units are alike, from a row of pair, desk, standing, machine and number."""
    source, target, desk, standing, machine, number = row
    try:
        known = Standing(standing)
    except ValueError:
        raise damage() from None
    return UnitCount(free(source), free(target), free(desk), known, bool(machine), number)
