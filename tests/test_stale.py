"""`l10n status --stale`: which published pages are older than what they were made from."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """Two articles, translated by a person and published."""
    (newsroom.root / "glossary.csv").write_text(
        "term,translation,pair,note,forbidden\nбюджет,budget,uk>en,,\nтрамвай,tram,uk>en,,\n"
    )
    for name in ("a.md", "b.md"):
        newsroom.article(name, NEWS)
    newsroom.l10n("sync", "--no-draft")
    for name in ("a.md", "b.md"):
        filled(newsroom.catalog(name), ENGLISH)
    assert newsroom.l10n("publish").code == 0
    return newsroom


def stale(desk: Newsroom) -> dict[str, list[str]]:
    found = desk.l10n("status", "--stale", "--json")
    return {each["article"]: each["causes"] for each in found.json}


def test_what_is_up_to_date_is_not_stale(desk: Newsroom) -> None:
    assert stale(desk) == {}
    os.utime(desk.root / "articles/a.md")
    os.utime(desk.catalog("a.md"))
    assert stale(desk) == {}, "a new time is no new content"
    assert "as new as what it was made from" in desk.l10n("status", "--stale").out


def test_each_cause_is_told_by_content(desk: Newsroom) -> None:
    desk.article("a.md", NEWS.replace("одне речення", "одне довге речення"))
    assert stale(desk) == {"a.md": ["article changed"]}
    desk.article("a.md", NEWS)
    assert stale(desk) == {}
    filled(desk.catalog("a.md"), {"Рада ухвалила бюджет": "Council adopts budget"})
    assert stale(desk) == {"a.md": ["translation changed"]}
    assert desk.l10n("publish").code == 0
    assert stale(desk) == {}


def test_a_label_that_follows_an_edit_is_no_cause_of_its_own(desk: Newsroom) -> None:
    workflow = desk.root / "workflows/news.toml"
    text = workflow.read_text()
    workflow.write_text(text.replace("[publish]", '[publish]\nfallback = "source"', 1))
    desk.article("a.md", NEWS + "\nЩе одне речення [з посиланням](b.md).\n")
    assert desk.l10n("sync", "--no-draft").code == 0
    assert stale(desk) == {"a.md": ["article changed"]}


def test_a_changed_term_concerns_articles_that_have_it(desk: Newsroom) -> None:
    path = desk.root / "glossary.csv"
    path.write_text(path.read_text().replace("tram", "trolley"))
    assert stale(desk) == {}
    path.write_text(path.read_text().replace("budget", "spending plan"))
    assert stale(desk) == {"a.md": ["glossary changed"], "b.md": ["glossary changed"]}


def test_the_page_of_an_article_that_is_gone_is_stale(desk: Newsroom) -> None:
    (desk.root / "articles/b.md").unlink()
    assert stale(desk) == {"b.md": ["article gone"]}
    assert "its article is gone" in desk.l10n("status", "--stale").out
    desk.published("b.md").unlink()
    assert stale(desk) == {}


def commit(desk: Newsroom, day: int) -> None:
    date = f"2027-03-{day:02}T10:00:00Z"
    environment = os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    for command in (["add", "-A"], ["commit", "-qm", f"day {day}"]):
        git = ["git", "-c", "user.name=Olena", "-c", "user.email=olena@example.org", *command]
        subprocess.run(git, cwd=desk.root, env=environment, check=True)


def test_the_longest_outdated_page_stands_first(desk: Newsroom, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=desk.root, check=True)
    commit(desk, 1)
    desk.article("b.md", NEWS + "\nЩе одне.\n")
    commit(desk, 2)
    desk.article("a.md", NEWS + "\nІ ще одне.\n")
    commit(desk, 3)
    desk.article("b.md", NEWS + "\nЩе одне речення.\n")
    commit(desk, 4)
    found = desk.l10n("status", "--stale", "--json").json
    assert [(each["article"], each["since"][:10]) for each in found] == [
        ("b.md", "2027-03-02"),
        ("a.md", "2027-03-03"),
    ]
    shown = desk.l10n("status", "--stale").out
    assert shown.index("b.md") < shown.index("a.md")
    assert "Mar 2, 2027" in shown
