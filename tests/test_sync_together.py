"""Long syncs disturb nobody: others write meanwhile, and nothing of anybody's is lost."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom
from tests.controlled import Control, Event, controlled

FIRST, SECOND, THIRD = "Рада ухвалила бюджет.", "Міст відкрили в середу.", "Школа чекає на дітей."
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
LARGE = 40
"""Segments that are let fill a batch, so that an article is drafted before the next is read."""


@pytest.fixture
def control(newsroom: Newsroom, tmp_path: Path) -> Iterator[Control]:
    with controlled(newsroom, tmp_path) as made:
        yield made


def entries(newsroom: Newsroom, name: str = "a.md") -> dict[str, polib.POEntry]:
    catalog = polib.pofile(str(newsroom.catalog(name)))
    return {entry.msgid: entry for entry in catalog if not entry.obsolete}


def type_in(path: Path, source: str, target: str) -> None:
    """Do what a translator does in an editor of PO files."""
    catalog = polib.pofile(str(path))
    entry = catalog.find(source)
    entry.msgstr, entry.flags, entry.tcomment = target, [], "mine"
    catalog.save()


@pytest.mark.generator
def test_other_commands_work_while_engines_draft(control: Control, tmp_path: Path) -> None:
    newsroom = control.newsroom
    newsroom.article("old.md", "Стара новина.\n")
    assert control.start("sync").finish() == 0
    newsroom.article("a.md", TEXT)
    sync = control.start("sync")
    assert sync.event == Event("draft", FIRST)
    added = tmp_path / "new.md"
    added.write_text("Нова новина.\n")
    parcel = tmp_path / "parcel"
    for command in (
        ("publish", "old.md"),
        ("send", "old.md", "--to", parcel),
        ("receive", parcel),
        ("add", added),
        ("status",),
    ):
        answer = newsroom.l10n(*command)
        assert answer.code == 0, (command, answer.err)
    assert newsroom.published("old.md").exists()
    assert sync.finish() == 0, sync.said
    assert all(entry.fuzzy and entry.msgstr for entry in entries(newsroom).values())


def test_what_an_editor_saves_meanwhile_stays_and_so_do_drafts(control: Control) -> None:
    newsroom = control.newsroom
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync", "--no-draft")
    sync = control.start("sync")
    type_in(newsroom.catalog("a.md"), SECOND, "The bridge is open.")
    assert sync.finish() == 0, sync.said
    found = entries(newsroom)
    assert (found[SECOND].msgstr, found[SECOND].fuzzy) == ("The bridge is open.", False)
    assert found[SECOND].tcomment == "mine"
    assert all(found[text].fuzzy and found[text].msgstr for text in (FIRST, THIRD))
    assert control.drafted == [FIRST, SECOND, THIRD]
    assert "1 unchanged" in newsroom.l10n("sync", "--no-draft").out


@pytest.mark.generator
def test_a_save_between_two_writes_of_a_sync_stays(control: Control) -> None:
    newsroom = control.newsroom
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync", "--no-draft")
    sync = control.start("sync")
    sync.go_until(lambda event: event.kind == "written" and event.what.endswith(".jsonl"))
    type_in(newsroom.catalog("a.md"), SECOND, "The bridge is open.")
    assert sync.finish() == 0, sync.said
    found = entries(newsroom)
    assert (found[SECOND].msgstr, found[SECOND].fuzzy) == ("The bridge is open.", False)
    assert all(found[text].fuzzy and found[text].msgstr for text in (FIRST, THIRD))


def test_what_is_received_meanwhile_stays_and_so_do_drafts(
    control: Control, tmp_path: Path
) -> None:
    newsroom = control.newsroom
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync", "--no-draft")
    assert newsroom.l10n("send", "--to", tmp_path / "parcel").code == 0
    (sent,) = (tmp_path / "parcel").rglob("*.po")
    type_in(sent, SECOND, "The bridge is open.")
    sync = control.start("sync")
    assert newsroom.l10n("receive", sent).code == 0
    assert sync.finish() == 0, sync.said
    found = entries(newsroom)
    assert (found[SECOND].msgstr, found[SECOND].fuzzy) == ("The bridge is open.", False)
    assert all(found[text].fuzzy and found[text].msgstr for text in (FIRST, THIRD))


def test_an_article_that_changes_meanwhile_gets_its_drafts(control: Control) -> None:
    newsroom = control.newsroom
    new = "Ціни зросли."
    newsroom.article("a.md", TEXT)
    sync = control.start("sync")
    newsroom.article("a.md", f"{new}\n\n{FIRST}\n\n{THIRD}\n")
    assert sync.finish() == 0, sync.said
    assert "1 came in meanwhile" in sync.said
    found = entries(newsroom)
    assert list(found) == [new, FIRST, THIRD]
    assert found[new].msgstr == ""
    assert all(found[text].fuzzy and found[text].msgstr for text in (FIRST, THIRD))
    assert control.start("sync").finish() == 0
    assert entries(newsroom)[new].msgstr
    assert control.drafted == [FIRST, SECOND, THIRD, new]


@pytest.mark.generator
def test_an_article_removed_meanwhile_is_no_error(control: Control) -> None:
    newsroom = control.newsroom
    article = newsroom.article("a.md", TEXT)
    sync = control.start("sync")
    article.rename(article.with_name("b.md"))
    assert sync.finish() == 0, sync.said
    assert not newsroom.catalog("a.md").exists()
    assert newsroom.l10n("sync", "--no-draft").code == 0
    # Its drafts wait for it under its new name.
    assert control.start("sync").finish() == 0
    assert all(entry.msgstr for entry in entries(newsroom, "b.md").values())
    assert control.drafted == [FIRST, SECOND, THIRD]


def test_a_second_sync_says_that_another_is_at_it(control: Control) -> None:
    newsroom = control.newsroom
    newsroom.article("a.md", TEXT)
    first = control.start("sync")
    second = control.start("sync")
    assert second.finish() == 5
    assert "another sync is at work on 1 catalog" in second.said
    third = newsroom.l10n("sync", "--no-draft", "--json")
    assert third.code == 5
    assert third.json["busy"] == [{"article": "a.md", "locale": "en"}]
    assert first.finish() == 0, first.said
    assert control.drafted == [FIRST, SECOND, THIRD]


@pytest.mark.generator
def test_two_syncs_share_the_work(control: Control) -> None:
    newsroom = control.newsroom
    control.batch = LARGE
    large = [f"Новина номер {number}." for number in range(LARGE)]
    newsroom.article("a.md", "\n\n".join(large) + "\n")
    newsroom.article("b.md", TEXT)
    first = control.start("sync")
    second = control.start("sync")
    assert second.event == Event("draft", FIRST)
    assert second.finish() == 5
    assert all(entry.msgstr for entry in entries(newsroom, "b.md").values())
    assert first.finish() == 0, first.said
    assert all(entry.msgstr for entry in entries(newsroom).values())
    assert Counter(control.drafted) == Counter([*large, FIRST, SECOND, THIRD])


def test_a_killed_sync_leaves_its_articles_and_drafts_to_others(control: Control) -> None:
    newsroom = control.newsroom
    newsroom.article("a.md", TEXT)
    first = control.start("sync", "a.md")
    first.go_until(lambda event: event.what == THIRD)
    newsroom.article("b.md", "Новина про погоду.\n")
    second = control.start("sync", "b.md")
    assert second.finish() == 0, second.said
    first.kill()
    third = control.start("sync")
    assert third.finish() == 0, third.said
    assert all(entry.msgstr for entry in entries(newsroom).values())
    # The third text was asked for when its process was killed.
    assert Counter(control.drafted) == {FIRST: 1, SECOND: 1, THIRD: 2, "Новина про погоду.": 1}
    assert not (newsroom.root / ".l10n" / "drafts.jsonl").exists()


@pytest.mark.generator
def test_a_run_that_ends_first_leaves_the_drafts_of_the_other(control: Control) -> None:
    newsroom = control.newsroom
    newsroom.article("a.md", TEXT)
    newsroom.article("b.md", "Новина про погоду.\n")
    first = control.start("sync", "a.md")
    first.go_until(lambda event: event.what == THIRD)
    # A whole run ends by clearing the journal, if it is alone.
    assert control.start("sync").finish() == 5
    first.kill()
    assert control.start("sync", "a.md").finish() == 0
    assert Counter(control.drafted)[FIRST] == 1
