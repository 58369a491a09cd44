"""A desk with translated articles, for tests of its memory: catalogs are written here, by hand."""

import json
from collections.abc import Mapping
from pathlib import Path

from l10n.desk.desk import Desk, open_desk
from l10n.desk.memories import Memories
from l10n.errors import L10nError
from l10n.exchange.po.file import dump
from l10n.memory import Place
from l10n.model.catalog import Catalog, Entry, State, key_digest
from l10n.model.signature import signed_digest
from l10n.model.unit import Unit
from l10n.store.workspace import find
from tests.conftest import Newsroom

HEAD = (
    ("PO-Revision-Date", "2026-03-02 10:00+0200"),
    ("Last-Translator", "Olena Petrenko <olena@example.org>"),
    ("Language", "en"),
    ("Content-Type", "text/plain; charset=UTF-8"),
)


def catalog(
    newsroom: Newsroom, name: str, texts: Mapping[str, str], *, locale: str = "en", date: str = ""
) -> Path:
    """Write a catalog of finished translations; an empty one is an empty entry, `~` a draft's."""
    entries = [
        Entry(
            None,
            source,
            target.removeprefix("~"),
            State.DRAFT if target.startswith("~") else State.TRANSLATED if target else State.EMPTY,
        )
        for source, target in texts.items()
    ]
    return write(newsroom, name, *entries, locale=locale, date=date)


def write(
    newsroom: Newsroom, name: str, *entries: Entry, locale: str = "en", date: str = ""
) -> Path:
    """Write a catalog of some entries."""
    headers = tuple((key, date or value if "Date" in key else value) for key, value in HEAD)
    path = newsroom.catalog(name, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(Catalog(headers=headers, entries=entries)), "utf-8")
    return path


def sign(newsroom: Newsroom, name: str, key: tuple[str, str], *, verdict: str = "approved") -> None:
    """Add a signature of a text and its translation to the record."""
    source, target = key
    record = {
        "signed": signed_digest(None, source, target),
        "context": None,
        "source": source,
        "target": target,
        "verdict": verdict,
        "who": "Ivan <ivan@example.org>",
        "date": "2026-03-05T12:00:00Z",
    }
    _append(newsroom.records(name, "reviews"), record)


def machine(newsroom: Newsroom, name: str, source: str, text: str) -> None:
    """Note that a machine wrote a text."""
    key = key_digest((None, source))
    _append(newsroom.records(name, "machine"), {"key": key, "text": text, "engine": "argos"})


def _append(path: Path, record: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def desk_of(newsroom: Newsroom) -> Desk:
    return open_desk(find(newsroom.root))


def remembered(newsroom: Newsroom) -> dict[str, Unit]:
    """What a command finds in the memory, by target."""
    return {unit.target: unit for _place, unit in every(newsroom)}


def every(newsroom: Newsroom) -> list[tuple[Place, Unit]]:
    memories = Memories(desk_of(newsroom))
    try:
        return list(memories.own().units())
    finally:
        memories.close()


def problems(newsroom: Newsroom) -> tuple[L10nError, ...]:
    memories = Memories(desk_of(newsroom))
    memories.own()
    memories.close()
    return memories.problems
