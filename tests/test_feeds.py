"""A feed of each language: valid, complete, and as it was where nothing has changed."""

import re
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.steps.atom import Feed, FeedEntry, atom
from l10n.store.generated import BLANK, MARK, is_ours, sealed
from tests.conftest import WORKFLOW, Newsroom

SITE = """
[site]
url = "https://news.example"
feed = true
name.en = "News & Views"
"""
DATE = "2026-11-28T00:00:00Z"
TAG = re.compile(r"tag:news\.example,\d{4}-\d\d-\d\d:en/[0-9a-f]{16}\Z")


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    newsroom.workflow(WORKFLOW + SITE)
    newsroom.article(
        "news/a.md", "---\ntitle: Рада & бюджет\nauthor: Олена\n---\n\nМіст <b>відкрили</b>.\n"
    )
    newsroom.article("b.md", "# Друга\n\nТекст другої.\n")
    newsroom.l10n("sync")
    return newsroom


def path_of(newsroom: Newsroom) -> Path:
    return newsroom.root / "published/en/feed.xml"


def read(newsroom: Newsroom) -> "feedparser.FeedParserDict":
    found = feedparser.parse(path_of(newsroom).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def at(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    seconds = datetime(2026, 1, day, tzinfo=UTC).timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))


def test_a_feed_has_what_readers_of_feeds_need(desk: Newsroom) -> None:
    assert "published/en/feed.xml: up to date" in desk.l10n("publish").out
    found = read(desk)
    assert found.feed.title == "News & Views"
    assert found.feed.id == found.feed.links[0].href == "https://news.example/en/feed.xml"
    assert {each.link for each in found.entries} == {
        "https://news.example/en/news/a.html",
        "https://news.example/en/b.html",
    }
    assert 'xml:lang="en"' in path_of(desk).read_text("utf-8")
    first = next(each for each in found.entries if each.link.endswith("a.html"))
    assert "&" in first.title
    assert first.author == "Олена"
    assert first.summary
    assert "reviewed" not in first.summary
    assert all(each.published_parsed and each.updated_parsed for each in found.entries)
    assert all(TAG.match(each.id) for each in found.entries)
    assert len({each.id for each in found.entries}) == 2


def test_a_feed_is_not_written_where_nothing_changed(desk: Newsroom) -> None:
    desk.l10n("publish")
    before = path_of(desk).stat()
    answer = desk.l10n("publish")
    assert "feed.xml" not in answer.out
    assert path_of(desk).stat().st_mtime_ns == before.st_mtime_ns


def test_a_feed_that_is_missing_is_made_again(desk: Newsroom) -> None:
    desk.l10n("publish")
    before = path_of(desk).read_bytes()
    path_of(desk).unlink()
    assert "2 unchanged" in desk.l10n("publish").out
    assert path_of(desk).read_bytes() == before


def test_ids_stay_when_an_article_changes_or_is_renamed(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 1)
    desk.l10n("publish")
    before = {each.link: each for each in read(desk).entries}
    at(monkeypatch, 2)
    desk.article("b.md", "# Друга\n\nТекст другої, новий.\n")
    desk.l10n("sync")
    desk.l10n("publish")
    after = read(desk).entries
    assert after[0].id == before["https://news.example/en/b.html"].id
    assert after[0].updated == "2026-01-02T00:00:00Z"
    assert after[0].published == "2026-01-01T00:00:00Z"
    assert desk.l10n("rename", "b.md", "c.md").code == 0
    desk.l10n("sync")
    desk.l10n("publish")
    renamed = {each.link: each.id for each in read(desk).entries}
    assert renamed["https://news.example/en/c.html"] == after[0].id


def test_a_page_that_is_gone_leaves_the_feed(desk: Newsroom) -> None:
    desk.l10n("publish")
    page = desk.root / "published/en/b.md"
    page.unlink()
    (desk.root / "articles/b.md").unlink()
    desk.article("news/a.md", "Міст відкрили знову.\n")
    desk.l10n("sync")
    desk.l10n("publish")
    assert [each.link for each in read(desk).entries] == ["https://news.example/en/news/a.html"]


@pytest.mark.parametrize("own", ["<feed>mine</feed>\n", "changed"])
def test_a_feed_of_a_person_is_told_and_stays(desk: Newsroom, own: str) -> None:
    if own == "changed":
        desk.l10n("publish")
        own = path_of(desk).read_text("utf-8").replace("News", "Old news")
    path_of(desk).parent.mkdir(parents=True, exist_ok=True)
    path_of(desk).write_text(own, "utf-8")
    desk.article("c.md", "Третя.\n")
    desk.l10n("sync")
    answer = desk.l10n("publish")
    assert answer.code == 5
    assert "published/en/feed.xml: was not made by this tool" in answer.err
    assert path_of(desk).read_text("utf-8") == own


def test_a_feed_is_where_the_system_takes_it_from(newsroom: Newsroom) -> None:
    newsroom.workflow(f'{WORKFLOW}\n[paths]\npreset = "hugo-files"\n{SITE}')
    (newsroom.root / "content").mkdir()
    (newsroom.root / "content/a.md").write_text("Міст.\n", "utf-8")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    text = (newsroom.root / "static/en/feed.xml").read_text("utf-8")
    assert 'href="https://news.example/en/a/"' in text


TEXT = st.text(max_size=60)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4), TEXT, st.sampled_from(("en", "ar")))
def test_whatever_pages_say_the_feed_is_read(
    pages: list[tuple[str, str, str]], title: str, locale: str
) -> None:
    entries = tuple(
        FeedEntry(
            f"tag:a.example,2026:{n}", f"https://a.example/{n}", one, DATE, DATE, (two,), three
        )
        for n, (one, two, three) in enumerate(pages)
    )
    feed = Feed("https://a.example/f", "https://a.example/", title, locale, DATE, entries)
    text = sealed(atom(feed, f"x; {MARK}: {BLANK}"))
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    assert [each.id for each in found.entries] == [each.id for each in entries]
    assert is_ours(text.encode())
    assert not is_ours(text.encode() + b"\n")


def test_a_page_that_is_taken_back_leaves_feed_and_exports(desk: Newsroom) -> None:
    also = WORKFLOW + 'also = ["html", "json"]\n'
    desk.workflow(also + SITE)
    desk.l10n("publish")
    assert (desk.root / "exports/en/b.md.json").is_file()
    answer = desk.l10n("retract", "b.md", "--reason", "wrong")
    assert answer.code == 0, answer.err
    assert [each.link for each in read(desk).entries] == ["https://news.example/en/news/a.html"]
    assert not (desk.root / "exports/en/b.md.json").exists()
    assert not (desk.root / "exports/en/b.md.html").exists()
    assert (desk.root / "exports/en/news/a.md.json").is_file()
