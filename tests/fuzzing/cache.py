"""What the cache holds of files on their way and of catalogs that were seen, if not its own."""

import contextlib
import hashlib
import json
import shutil
import sqlite3
from functools import cache

from l10n.model.sighting import SeenEntry, Sighting
from l10n.store.replacing.displaced import System, Watch, settle_all
from l10n.store.sightings import Sightings
from tests.fuzzing.files import folder, placed
from tests.fuzzing.laws import Target

PLACE, PERSON = b"what the tool wrote", b"a person's text"
SEEN = Sighting("0" * 64, (SeenEntry("k", "s", 1, True, False),), ("b" * 40,), "last")


def slip(data: bytes) -> None:
    """Whatever a note says, a person's text stays, and nothing outside of the workspace changes."""
    shutil.rmtree(folder() / "slips", ignore_errors=True)
    outside = placed("outside.po", b"somebody else's")
    placed("slips/catalogs/en/a.md.po", PLACE)
    text = placed("slips/.l10n/new/.l10n-x/text", PERSON)
    note = placed("slips/.l10n/new/.l10n-x/note.json", data)
    settle_all(text.parents[1], System(), Watch())
    assert outside.read_bytes() == b"somebody else's"
    found = [each.read_bytes() for each in (folder() / "slips").rglob("*") if each.is_file()]
    may_go = hashlib.sha256(PERSON).hexdigest().encode() in data
    assert PERSON in found or may_go, "a person's text is gone"
    assert not note.is_symlink()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _note(**other: object) -> bytes:
    note = {
        "place": "catalogs/en/a.md.po",
        "near": "",
        "known": _digest(b"read"),
        "ours": _digest(PLACE),
        "since": 1.0,
    }
    return json.dumps(note | other).encode()


def sighting(data: bytes) -> None:
    """What was not written by the tool is no sighting, and the file can be used again."""
    file, _nul, text = data.partition(b"\0\0text")
    path = placed("sightings/sightings.sqlite", file)
    for suffix in ("-wal", "-journal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if text:
        path.write_bytes(good_sightings())
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE sightings SET sighting = ?", (text.decode("utf-8", "replace"),))
            db.commit()
    seen = Sightings(path, wait=0)
    seen.of("a.md", "en")
    seen.note("b.md", "en", SEEN)
    seen.save()
    seen.close()
    again = Sightings(path, wait=0)
    again.of("b.md", "en")
    again.close()


@cache
def good_sightings() -> bytes:
    """A file with a sighting in it."""
    path = folder() / "sightings" / "seed.sqlite"
    path.parent.mkdir(exist_ok=True)
    seen = Sightings(path)
    seen.note("a.md", "en", SEEN)
    seen.save()
    seen.close()
    return path.read_bytes()


PACKED = b'["00","b",1,"last",[["k","",1,1,0],["l","s",2,0,1]]]'
TARGETS = (
    Target(
        "slips",
        slip,
        (
            _note(),
            _note(ours=None),
            _note(near="catalogs/en/.l10n-x"),
            _note(place="../outside.po"),
            _note(known=_digest(PLACE), ours=_digest(b"ours")),
        ),
    ),
    Target("sightings", sighting, (good_sightings(), b"\0\0text" + PACKED)),
)
