"""A sentence that was moved to another article brings its translation along, as a draft."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

import pytest

from l10n.desk import reading, whole
from l10n.exchange.po.file import dump, load
from l10n.model.catalog import Entry, State
from l10n.store.database import connect
from l10n.store.translated_texts import _LAYOUT
from tests.conftest import Newsroom

MOVED, OTHER = "Міська рада ухвалила бюджет на рік.", "Мер подякував депутатам за роботу."
MOVED_EN = "The council adopted the budget."


def article(desk: Newsroom, name: str, *sentences: str) -> None:
    desk.article(name, f"# Новини {name[0]}\n\n{' '.join(sentences)}\n")


def finish(desk: Newsroom, name: str, targets: Mapping[str, str]) -> None:
    path = desk.catalog(name)
    catalog = load(path)
    entries = tuple(
        each.with_target(targets[each.source], State.TRANSLATED) if each.source in targets else each
        for each in catalog.entries
    )
    path.write_text(dump(replace(catalog, entries=entries)), "utf-8")


def entry(desk: Newsroom, name: str, source: str = MOVED) -> Entry:
    return load(desk.catalog(name)).by_key()[None, source]


def sync(desk: Newsroom, *more: str) -> str:
    answer = desk.l10n("sync", "--no-draft", *more)
    assert answer.code == 0, answer.err
    return answer.out


@pytest.fixture(params=[("a.md", "b.md"), ("b.md", "a.md")], ids=["forth", "back"])
def places(request: pytest.FixtureRequest, newsroom: Newsroom) -> tuple[str, str]:
    """Where a translated sentence stands, and an article that it may be moved to."""
    old, new = request.param
    article(newsroom, old, MOVED, OTHER)
    article(newsroom, new, "Зовсім інша новина про школу.")
    sync(newsroom)
    finish(newsroom, old, {MOVED: MOVED_EN})
    return old, new


def test_a_moved_sentence_has_its_translation(newsroom: Newsroom, places: tuple[str, str]) -> None:
    old, new = places
    article(newsroom, old, OTHER)
    article(newsroom, new, "Зовсім інша новина про школу.", MOVED)
    out = sync(newsroom)
    assert f"articles/{new} → en: 1 with a translation from another article" in out
    found = entry(newsroom, new)
    assert (found.target, found.state, found.previous) == (MOVED_EN, State.DRAFT, None)
    assert f"Translated so in {old}; confirm it for this article" in found.note
    before = newsroom.catalog(new).read_bytes()
    sync(newsroom, new)
    assert newsroom.catalog(new).read_bytes() == before
    told = newsroom.l10n("status", "--drafts", new).out
    assert "a translation of the same text in another article, not confirmed" in told


def test_a_moved_and_edited_sentence_has_both_old_texts(
    newsroom: Newsroom, places: tuple[str, str]
) -> None:
    old, new = places
    edited = MOVED.replace("на рік", "на цей рік")
    article(newsroom, old, OTHER)
    article(newsroom, new, "Зовсім інша новина про школу.", edited)
    sync(newsroom)
    found = entry(newsroom, new, edited)
    assert (found.target, found.state) == (MOVED_EN, State.DRAFT)
    assert found.previous == (None, MOVED)
    assert found.note.split("\n")[1:3] == [
        "Changed in the original: Міська рада ухвалила бюджет на {+цей+} рік.",
        f"Translated so in {old}; confirm it for this article",
    ]


def test_a_sentence_like_one_that_stays_is_new(newsroom: Newsroom, places: tuple[str, str]) -> None:
    _old, new = places
    edited = MOVED.replace("на рік", "на цей рік")
    article(newsroom, new, edited)
    sync(newsroom)
    assert entry(newsroom, new, edited).target == ""


def test_a_sentence_of_a_deleted_article_is_found(
    newsroom: Newsroom, places: tuple[str, str]
) -> None:
    old, new = places
    (newsroom.root / "articles" / old).unlink()
    article(newsroom, new, MOVED)
    sync(newsroom)
    assert entry(newsroom, new).target == MOVED_EN


def test_what_was_seen_of_catalogs_makes_the_cache_anew(
    newsroom: Newsroom,
) -> None:
    article(newsroom, "a.md", MOVED)
    sync(newsroom)
    finish(newsroom, "a.md", {MOVED: MOVED_EN})
    sync(newsroom)
    (newsroom.root / ".l10n" / "translated.sqlite").unlink()
    article(newsroom, "b.md", MOVED)
    sync(newsroom, "b.md")
    assert entry(newsroom, "b.md").target == MOVED_EN


def test_a_text_from_elsewhere_that_was_emptied_stays_so(
    newsroom: Newsroom,
) -> None:
    article(newsroom, "a.md", MOVED)
    sync(newsroom)
    finish(newsroom, "a.md", {MOVED: MOVED_EN})
    article(newsroom, "b.md", MOVED)
    sync(newsroom)
    path = newsroom.catalog("b.md")
    catalog = load(path)
    emptied = tuple(each.with_target("", State.EMPTY) for each in catalog.entries)
    path.write_text(dump(replace(catalog, entries=emptied)), "utf-8")
    sync(newsroom)
    assert entry(newsroom, "b.md").target == ""


def test_few_catalogs_are_read_for_a_new_text(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        article(newsroom, f"n{number}.md", MOVED, f"Речення номер {number} про різне.")
    sync(newsroom)
    for number in range(12):
        finish(newsroom, f"n{number}.md", {MOVED: MOVED_EN})
    sync(newsroom)
    read: list[str] = []
    real = reading.read_catalog

    def noted(workspace, path):  # type: ignore[no-untyped-def]
        read.append(path.name)
        return real(workspace, path)

    monkeypatch.setattr(whole, "read_catalog", noted)
    article(newsroom, "x.md", MOVED, "Нове речення, якого ніде немає.")
    sync(newsroom)
    assert entry(newsroom, "x.md").target == MOVED_EN
    assert read == ["n0.md.po"]
    read.clear()
    sync(newsroom)
    sync(newsroom, "x.md")
    assert read == []


@pytest.mark.parametrize("what", ["damaged", "foreign", "stale"])
def test_a_cache_that_is_no_good_costs_nothing_but_finds(newsroom: Newsroom, what: str) -> None:
    article(newsroom, "a.md", MOVED)
    sync(newsroom)
    finish(newsroom, "a.md", {MOVED: MOVED_EN})
    sync(newsroom)
    path = newsroom.root / ".l10n" / "translated.sqlite"
    path.unlink()
    if what == "damaged":
        path.write_bytes(b"SQLite format 3\0" + b"x" * 100)
    elif what == "foreign":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE mine (a)")
    else:
        db = connect(path, _LAYOUT)
        db.execute("INSERT INTO texts VALUES (1, '\"en\"', '{')")
        db.commit()
        db.close()
    article(newsroom, "b.md", MOVED)
    sync(newsroom)
    assert entry(newsroom, "b.md").target in ("", MOVED_EN)
