"""Looks: how all files below some folders looked when a command last went over them.

A folder is two strings, the names in it and the stamps of its files, so that what is as it was is
told by comparing those; only in a folder where they differ files are compared one by one.
"""

import hashlib
import json
import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

from l10n.dataclass import dataclass
from l10n.store.database import Cached, Layout, Part
from l10n.store.places import RECORD, TEXTS

_LAYOUT = Layout(
    form=1,
    table="looks",
    definition="(purpose TEXT, folder TEXT, names BLOB, stamps BLOB,"
    " PRIMARY KEY (purpose, folder)) WITHOUT ROWID",
    besides=(
        Part(
            "table",
            "said",
            "(purpose TEXT PRIMARY KEY, settings TEXT, said TEXT, sum TEXT) WITHOUT ROWID",
        ),
    ),
)
_FIELDS = 4
"""Numbers of a stamp: when the file was changed, when written, its size, its inode."""
_numbers = attrgetter("st_ctime_ns", "st_mtime_ns", "st_size", "st_ino")


@dataclass(frozen=True, slots=True)
class FolderLook:
    """How one folder looked: files, with their stamps, and the names of folders in it."""

    names: bytes
    """Of files, in the order of the disk, then of folders; each followed by a NUL."""
    stamps: bytes

    def files(self) -> Mapping[bytes, tuple[int, ...]]:
        """The stamp of each file."""
        numbers = array("q", self.stamps)
        rows = zip(*(numbers[start::_FIELDS] for start in range(_FIELDS)), strict=True)
        return dict(zip(self.names.split(b"\0"), rows, strict=False))

    def late(self, horizon: int) -> bool:
        """True if a file in it has changed at that time or later, in nanoseconds since 1970."""
        return max(array("q", self.stamps)[::_FIELDS], default=0) >= horizon


Look = Mapping[str, FolderLook]
"""Folders by their paths below the root."""


def look(root: Path, rooms: Iterable[str]) -> Look | None:
    """Look at all files below some folders; None for what is no plain tree.

    Hidden files are left out, and the folders of texts beside records of versions. A link to a
    folder, and one that leads nowhere, is something that whoever walks the tree has to tell of.
    """
    found: dict[str, FolderLook] = {}
    waiting = [room for room in dict.fromkeys(rooms) if os.path.lexists(root / room)]
    try:
        while waiting:
            folder = waiting.pop()
            if folder in found:
                continue
            seen, inside = _folder(f"{root}/{folder}")
            found[folder] = seen
            waiting += (f"{folder}/{name}" for name in inside)
    except (OSError, ValueError, OverflowError):
        return None
    return found


def _folder(path: str) -> tuple[FolderLook, list[str]]:
    """One folder, and the names of those in it; raises OSError or ValueError for a link to one."""
    # Files of an open folder are looked at by their names alone: a fifth less than by their paths.
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(handle) as entries:
            some = [entry for entry in entries if entry.name[0] != "."]
        folders = [entry for entry in some if entry.is_dir()]
        if any(entry.is_symlink() for entry in folders):
            raise ValueError(path)
        files = [entry for entry in some if not entry.is_dir()] if folders else some
        stats = map(os.DirEntry.stat, files)
        stamps = array("q", chain.from_iterable(map(_numbers, stats))).tobytes()
    finally:
        os.close(handle)
    names = [entry.name for entry in files]
    inside = [entry.name for entry in folders]
    listed = "\0".join([*names, *(f"{name}/" for name in inside), ""])
    return FolderLook(os.fsencode(listed), stamps), _entered(inside, names)


def _entered(inside: list[str], beside: list[str]) -> list[str]:
    """The folders to look into: not those of texts, beside the record that names them."""
    known = set(beside)
    return [
        name
        for name in inside
        if not name.endswith(TEXTS) or name.removesuffix(TEXTS) + RECORD not in known
    ]


@dataclass(frozen=True, slots=True)
class Changed:
    """Files that do not look as they did, by their paths below the root."""

    saved: tuple[str, ...] = ()
    come_or_gone: tuple[str, ...] = ()


def changed(before: Look, now: Look) -> Changed:
    """What differs from one look to another; folders that come or go are named, too."""
    saved: list[str] = []
    moved: list[str] = [*(before.keys() ^ now.keys())]
    for folder, seen in now.items():
        old = before.get(folder)
        if old is None or old == seen:
            continue
        was, is_ = old.files(), seen.files()
        there = {*old.names.split(b"\0")} ^ {*seen.names.split(b"\0")}
        moved += (f"{folder}/{os.fsdecode(name)}" for name in there)
        saved += (
            f"{folder}/{os.fsdecode(name)}"
            for name, stamp in is_.items()
            if name in was and was[name] != stamp
        )
    return Changed(tuple(sorted(saved)), tuple(sorted(moved)))


def late(seen: Look, horizon: int) -> Iterator[str]:
    """The files that changed at that time or later, in nanoseconds since 1970."""
    for folder, one in seen.items():
        if one.late(horizon):
            for name, stamp in one.files().items():
                if stamp[0] >= horizon:
                    yield f"{folder}/{os.fsdecode(name)}"


class LookFile:
    """The looks of one workspace, in the cache: deleting the file costs time and nothing else."""

    def __init__(self, path: Path, purpose: str) -> None:
        """Those of one purpose."""
        self._cached = Cached(path, _LAYOUT)
        self._purpose = purpose
        self._read: object = None
        """Tells what was read from what another process has kept since."""

    def read(self, settings: str) -> tuple[Look, Any] | None:
        """The last look and what was said of it, if it was had with these settings."""

        def rows(db: sqlite3.Connection) -> tuple[list[Any], list[Any]] | None:
            query = "SELECT said, sum FROM said WHERE purpose = ? AND settings = ?"
            said = db.execute(query, (self._purpose, settings)).fetchall()
            query = "SELECT folder, names, stamps FROM looks WHERE purpose = ?"
            return (said, db.execute(query, (self._purpose,)).fetchall()) if said else None

        found = self._cached.tried(rows) if self._cached.exists() else None
        if found is None:
            return None
        ((said, sum),), folders = found
        try:
            if sum != _sum(said):
                # Somebody changed it by hand.
                return None
            seen = {
                str(json.loads(name)): FolderLook(bytes(names), bytes(stamps))
                for name, names, stamps in folders
            }
            _token, value = json.loads(said)
        except (ValueError, TypeError, RecursionError):
            return None
        self._read = sum
        return seen, value

    def write(self, settings: str, seen: Look, before: Look, said: object) -> None:
        """Keep a look and what is to be said of it; folders that are as `before` are there.

        Where another process has kept its own since, all of that is replaced: what was to be said
        of its look is not said of this one.
        """
        text = json.dumps([os.urandom(8).hex(), said], separators=(",", ":"))

        def put(db: sqlite3.Connection) -> bool:
            db.execute("BEGIN IMMEDIATE")
            query = "SELECT sum FROM said WHERE purpose = ?"
            there = db.execute(query, (self._purpose,)).fetchone()
            old = before if there == (self._read,) else {}
            gone = [(self._purpose, json.dumps(name)) for name in old.keys() - seen.keys()]
            new = [
                (self._purpose, json.dumps(name), one.names, one.stamps)
                for name, one in seen.items()
                if old.get(name) != one
            ]
            if not old:
                db.execute("DELETE FROM looks WHERE purpose = ?", (self._purpose,))
            db.executemany("DELETE FROM looks WHERE purpose = ? AND folder = ?", gone)
            db.executemany("INSERT OR REPLACE INTO looks VALUES (?, ?, ?, ?)", new)
            row = (self._purpose, settings, text, _sum(text))
            db.execute("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", row)
            db.commit()
            return True

        self._cached.tried(put)

    def close(self) -> None:
        """Close the file."""
        self._cached.close()


def _sum(text: object) -> str:
    return hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()
