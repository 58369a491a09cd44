"""What was last seen of catalogs is a cache: whatever happens to it, nothing fails."""

import os
import sqlite3
from pathlib import Path

from l10n.model.sighting import SeenEntry, Sighting
from l10n.store.sightings import Sightings

ENTRIES = (SeenEntry("k1", "s1", 1), SeenEntry("k2", "k2", comment=True, added=True))
SEEN = Sighting("digest", ENTRIES, blobs=("b1", "b2"), last="Ціль ")


def noted(path: Path, sighting: Sighting = SEEN) -> None:
    sightings = Sightings(path)
    sightings.note("a.md", "en", sighting)
    sightings.save()
    sightings.close()


def known(path: Path, article: str = "a.md", locale: str = "en") -> Sighting | None:
    sightings = Sightings(path, wait=0)
    try:
        return sightings.of(article, locale)
    finally:
        sightings.close()


def test_a_sighting_is_kept_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "sightings"
    noted(path)
    assert known(path) == SEEN
    assert known(path, locale="de") is None
    assert known(path, article="b.md") is None
    noted(path, Sighting("other"))
    assert known(path) == Sighting("other")


def test_a_name_need_not_be_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "sightings"
    sightings = Sightings(path)
    for name in ("\udcff.md", "a.md"):
        sightings.note(name, "en", SEEN)
    sightings.save()
    sightings.close()
    assert known(path, "\udcff.md") == known(path, "a.md") == SEEN


def test_what_was_noted_is_known_before_it_is_saved(tmp_path: Path) -> None:
    sightings = Sightings(tmp_path / "sightings")
    sightings.note("a.md", "en", SEEN)
    assert sightings.of("a.md", "en") == SEEN
    assert not (tmp_path / "sightings").exists()


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert known(tmp_path / "cache" / "sightings") is None
    assert list(tmp_path.iterdir()) == []


def test_damaged_sightings_are_none(tmp_path: Path) -> None:
    path = tmp_path / "sightings"
    path.write_bytes(b"no database at all" * 99)
    assert known(path) is None
    noted(path)
    assert known(path) == SEEN
    db = sqlite3.connect(path)
    numbers = ('"x"', "1e999", "Infinity", "NaN", "null", "9" * 5000)
    entries = [f'["d", [], "", [["k", "", {number}, 0, 0]]]' for number in numbers]
    for text in ("", "[", "[1]", "[" * 9999, '["d", [], "", [[1]]]', '["d", 1, "", []]', *entries):
        db.execute("UPDATE sightings SET sighting = ?", (text,))
        db.commit()
        assert known(path) is None
    db.close()


def test_sightings_in_use_are_left_to_their_user(tmp_path: Path) -> None:
    path = tmp_path / "sightings"
    noted(path)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    assert known(path) is None
    waiting = Sightings(path, wait=0)
    waiting.note("b.md", "en", SEEN)
    waiting.save()
    db.close()
    waiting.save()
    waiting.close()
    assert known(path, article="b.md") == known(path) == SEEN


def test_a_link_in_the_cache_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "sightings").symlink_to(precious)
    noted(tmp_path / "sightings")
    assert precious.read_text() == "mine"
    # It is gone, and no obstacle any more.
    noted(tmp_path / "sightings")
    assert known(tmp_path / "sightings") == SEEN


def test_a_pipe_in_the_cache_holds_up_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sightings")
    assert known(tmp_path / "sightings") is None
    noted(tmp_path / "sightings")
    assert known(tmp_path / "sightings") == SEEN
