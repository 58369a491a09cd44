"""The index: what a command found out stands as long as all that it was made from stands."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.store.document import Stamp, stamp
from l10n.store.index import Basis, load

OLD = Stamp(size=9, modified=1, changed=2, inode=3)
BASIS = Basis("settings", (OLD, None))


def noted(path: Path, purpose: str = "status", basis: Basis = BASIS) -> None:
    index = load(path, purpose)
    index.note("a.md", "en", basis, {"drafts": 3})
    index.save()


def test_an_answer_stands_while_its_files_do(tmp_path: Path) -> None:
    path = tmp_path / "index"
    noted(path)
    index = load(path, "status")
    assert index.answer("a.md", "en", BASIS) == {"drafts": 3}
    assert index.answer("a.md", "de", BASIS) is None
    for other in (
        replace(BASIS, settings="others"),
        replace(BASIS, files=(replace(OLD, modified=7), None)),
        replace(BASIS, files=(OLD, OLD)),
        replace(BASIS, files=(None, None)),
    ):
        assert index.answer("a.md", "en", other) is None


def test_two_commands_do_not_answer_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "index"
    noted(path, "status")
    assert load(path, "publish").answer("a.md", "en", BASIS) is None
    noted(path, "publish")
    assert load(path, "status").answer("a.md", "en", BASIS) == {"drafts": 3}


def test_a_file_that_was_just_saved_is_looked_at_again(tmp_path: Path) -> None:
    # A time in the future is as new as any.
    fresh = replace(BASIS, files=(replace(OLD, changed=2**62),))
    noted(tmp_path / "index", basis=fresh)
    assert load(tmp_path / "index", "status").answer("a.md", "en", fresh) is None


def test_every_save_gives_a_file_another_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one")
    before = stamp(path)
    other = tmp_path / "other"
    other.write_text("two")
    os.replace(other, path)
    assert stamp(path) != before
    assert stamp(tmp_path / "none") is None


def test_an_index_of_an_earlier_form_is_laid_out_anew(tmp_path: Path) -> None:
    path = tmp_path / "index"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE seen (article TEXT, locale TEXT, described TEXT)")
    db.execute("CREATE TABLE answers (article TEXT)")
    db.commit()
    db.close()
    noted(path)
    assert load(path, "status").answer("a.md", "en", BASIS) == {"drafts": 3}


def test_a_damaged_index_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_bytes(b"no database at all" * 99)
    assert load(path, "status").answer("a.md", "en", BASIS) is None
    noted(path)
    assert load(path, "status").answer("a.md", "en", BASIS) == {"drafts": 3}


def test_an_index_in_use_is_left_to_its_user(tmp_path: Path) -> None:
    path = tmp_path / "index"
    noted(path)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    assert load(path, "status", wait=0).answer("a.md", "en", BASIS) is None
    db.close()
    assert load(path, "status").answer("a.md", "en", BASIS) == {"drafts": 3}


def test_a_link_in_the_cache_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "index").symlink_to(precious)
    noted(tmp_path / "index")
    assert precious.read_text() == "mine"


def test_a_cache_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.sqlite").write_bytes(b"a person's")
    (tmp_path / ".l10n").symlink_to(elsewhere)
    path = tmp_path / ".l10n" / "index.sqlite"
    noted(path)
    assert load(path, "status").answer("a.md", "en", BASIS) is None
    assert (elsewhere / "index.sqlite").read_bytes() == b"a person's"


def test_a_database_of_somebody_else_is_put_away(tmp_path: Path) -> None:
    path = tmp_path / "index"
    noted(path)
    db = sqlite3.connect(path)
    db.execute("DROP TABLE answers")
    db.execute(
        "CREATE VIEW answers AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS purpose, x AS article, x AS locale, x AS basis, x AS answer FROM n"
    )
    db.commit()
    db.close()
    assert load(path, "status").answer("a.md", "en", BASIS) is None
    noted(path)
    assert load(path, "status").answer("a.md", "en", BASIS) == {"drafts": 3}


def test_values_of_another_kind_are_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "index"
    noted(path)
    db = sqlite3.connect(path)
    db.execute("UPDATE answers SET answer = x'7b7dff'")
    db.commit()
    db.close()
    assert load(path, "status").answer("a.md", "en", BASIS) is None


@pytest.mark.parametrize("at", [b"CREATE TABLE", b"TEXT", b"answers"])
def test_what_sqlite_cannot_say_as_text_is_damage(tmp_path: Path, at: bytes) -> None:
    path = tmp_path / ".l10n" / "index.sqlite"
    noted(path)
    path.write_bytes(path.read_bytes().replace(at, b"\x81" + at[1:]))
    assert load(path, "status").answer("a.md", "en", BASIS) is None
    noted(path)
    assert load(path, "status").answer("a.md", "en", BASIS) is not None
