"""Promises that nothing else holds the product to: each was once broken without a test noticing."""

import contextlib
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from l10n.desk.desk import open_desk, wanted
from l10n.desk.relinking import moved
from l10n.errors import EngineError
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.sent_record import sent_record
from l10n.steps.merge import merge
from l10n.steps.receive import Outcome, Records, receive
from l10n.store.archive import PARCEL
from l10n.store.text_file import MAX_BYTES
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line

SOURCE = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = []

[publish]
fallback = "source"
"""


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    return newsroom


@pytest.mark.parametrize("command", [("sync",), ("publish",), ("receive",)])
def test_what_writes_takes_the_lock(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    taken: list[bool] = []
    real = Workspace.locked

    @contextlib.contextmanager
    def locked(self: Workspace, wait: float = 10) -> Iterator[None]:
        taken.append(True)
        with real(self, wait):
            yield

    monkeypatch.setattr(Workspace, "locked", locked)
    desk.article("b.md", NEWS)
    files = [desk.catalog("a.md")] if command == ("receive",) else []
    desk.l10n(*command, *files)
    assert taken


def test_the_previous_text_of_a_taken_draft_stays() -> None:
    before = Entry(None, "Нове речення.", "Old.", State.DRAFT, previous=(None, "Старе речення."))
    ours = Catalog(entries=(before,))
    theirs = Catalog(entries=(before.with_target("Better.", State.DRAFT),))
    received = receive(ours, theirs, Records([sent_record(before, "")]), origin="x.po")
    assert received.catalog.entries[0].target == "Better."
    assert received.catalog.entries[0].previous == (None, "Старе речення.")


def test_what_came_back_untouched_is_no_draft_of_a_new_text() -> None:
    old, new = "Рада ухвалила бюджет міста.", "Рада ухвалила новий бюджет міста."
    sent = Entry(None, old, "The budget.", State.TRANSLATED)
    ours = Catalog(entries=(Entry(None, new), replace(sent, obsolete=True)))
    received = receive(
        ours, Catalog(entries=(sent,)), Records([sent_record(sent, "")]), origin="x.po"
    )
    assert received.catalog.entries[0].target == ""
    assert received.count(Outcome.SOURCE_CHANGED) == 0


def test_another_text_in_a_version_s_place_is_never_replaced(desk: Newsroom) -> None:
    desk.l10n("publish")
    filled(desk.catalog("a.md"), ENGLISH)
    desk.l10n("publish")
    kept = desk.text("a.md", 2)
    shutil.rmtree(desk.root / "published")
    desk.versions("a.md").unlink()
    kept.write_text("somebody's notes")
    answer = desk.l10n("publish")
    assert answer.code == 5
    assert "taken by another file" in one_line(answer)
    assert kept.read_text() == "somebody's notes"
    assert not desk.published("a.md").exists()


def test_the_newest_text_is_kept_when_an_earlier_was_put_back(desk: Newsroom) -> None:
    desk.l10n("publish")
    filled(desk.catalog("a.md"), ENGLISH)
    desk.l10n("publish")
    first = desk.text("a.md", 1).read_text()
    desk.published("a.md").write_text(first)
    assert desk.l10n("publish").code == 1
    assert desk.published("a.md").read_text() == first
    assert desk.l10n("publish", "--replace-edited").code == 0
    assert desk.text("a.md", 1).read_text() == first
    assert desk.published("a.md").read_text().startswith("# Council passes budget")


def test_a_catalog_with_entries_too_many_is_out_of_date(desk: Newsroom) -> None:
    desk.article("a.md", NEWS.replace("Другий абзац має одне речення.", ""))
    answer = desk.l10n("coverage", "--fail-under", "0")
    assert answer.code == 1
    assert "out of date" in one_line(answer)


def test_no_rename_is_proposed_for_an_article_that_shares_little(desk: Newsroom) -> None:
    (desk.root / "articles/a.md").unlink()
    desk.article(
        "b.md", "Рада ухвалила бюджет.\n\nДругий абзац має одне речення.\n\nУсе инше нове.\n"
    )
    answer = desk.l10n("sync")
    assert "its article is gone" in answer.out
    assert "rename" not in answer.out


def test_a_link_to_a_folder_stays_one() -> None:
    assert moved("pictures/", "news/a.md", "en", lambda name, locale: False).endswith("pictures/")


def test_status_says_that_an_article_has_changed_since(desk: Newsroom) -> None:
    desk.l10n("publish")
    assert desk.l10n("status", "--json").json[0]["outdated"] is False
    desk.article("a.md", NEWS + "\nЩе одне речення.\n")
    assert desk.l10n("status", "--json").json[0]["outdated"] is True


def test_an_article_of_two_workflows_is_an_error(desk: Newsroom) -> None:
    text = (desk.root / "workflows/news.toml").read_text()
    (desk.root / "workflows/other.toml").write_text(text)
    desk.article("a.md", NEWS + "\nЩе.\n")
    answer = desk.l10n("sync")
    assert answer.code == 3
    assert "two workflows claim this article: news, other" in one_line(answer)


@pytest.mark.parametrize("omitted", [(0, 1), (1, 2), (0, 2)])
def test_sentences_left_out_leave_no_gap(newsroom: Newsroom, omitted: tuple[int, int]) -> None:
    sources = ["Перше речення тут.", "Друге речення тут.", "Третє речення тут."]
    newsroom.article("a.md", " ".join(sources) + "\n")
    newsroom.l10n("sync")
    targets = dict.fromkeys(sources, "Kept.")
    filled(newsroom.catalog("a.md"), targets | {sources[n]: "<omit/>" for n in omitted})
    assert newsroom.l10n("publish").code == 0
    assert newsroom.published("a.md").read_text() == "Kept.\n"


def test_add_refuses_what_is_not_utf_8(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("Рада міста".encode("cp1251"))
    answer = newsroom.l10n("add", path)
    assert answer.code == 3
    assert "iconv" in one_line(answer)
    assert not (newsroom.root / "articles/x.md").exists()


def test_bounds_of_a_parcel(desk: Newsroom, tmp_path: Path) -> None:
    parcel = tmp_path / "x.zip"
    with zipfile.ZipFile(parcel, "w") as archive:
        for number in range(PARCEL.members + 1):
            archive.writestr(f"{number}.po", "")
    assert "more than 50000 files" in one_line(desk.l10n("receive", parcel))
    for packing, said in (
        (zipfile.ZIP_STORED, "larger than 32 MiB"),
        (zipfile.ZIP_DEFLATED, "unpacked it would be far too large"),
    ):
        with zipfile.ZipFile(parcel, "w", packing) as archive:
            for number in range(2):
                archive.writestr(f"{number}.po", "x" * (MAX_BYTES + 1))
        answer = desk.l10n("receive", parcel)
        assert answer.code == 3
        assert [said in line for line in answer.err.splitlines()] == [True, True]


def test_an_engine_that_failed_is_asked_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from l10n.engines.pseudo import Pseudo

    def fail(*arguments: object) -> None:
        raise EngineError("the engine is out of order", code="ENG-002")

    newsroom.article("a.md", NEWS)
    with monkeypatch.context() as broken:
        broken.setattr(Pseudo, "translate", fail)
        assert newsroom.l10n("sync").code == 4
        assert newsroom.l10n("sync").code == 4
    assert "4 drafted" in newsroom.l10n("sync").out


def test_a_comment_without_a_target_survives_its_source() -> None:
    old = Catalog(entries=(Entry(None, "Речення.", comment="Who said this?"),))
    merged = merge((), old, path="articles/a.md").catalog
    assert [entry.comment for entry in merged.obsolete()] == ["Who said this?"]


def test_a_fuzzy_omission_is_never_published(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Перше речення тут. Друге речення тут.\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), {"Перше речення тут.": "First."})
    filled(newsroom.catalog("a.md"), {"Друге речення тут.": "<omit/>"}, fuzzy=True)
    answer = newsroom.l10n("publish")
    assert answer.code == 1
    assert "a machine draft that somebody changed and has not confirmed" in answer.out


def test_what_cannot_be_placed_is_told_to_readers(newsroom: Newsroom) -> None:
    """In plain text a paragraph cannot be made to hold joiners in a row, which mark roles."""
    newsroom.workflow(SOURCE)
    newsroom.article("a.txt", "Перший абзац тексту тут.\n\nДругий абзац тексту тут.\n")
    newsroom.l10n("sync")
    texts = {
        "Перший абзац тексту тут.": "First.",
        "Другий абзац тексту тут.": "a\u2060\u2060\u2060b",
    }
    filled(newsroom.catalog("a.txt"), texts)
    answer = newsroom.l10n("publish")
    text = newsroom.published("a.txt").read_text()
    assert answer.code == 0
    assert "First." in text
    assert "Другий абзац тексту тут." in text
    assert "Part of this article is not translated yet." in text


def test_a_second_record_of_a_draft_does_not_make_it_a_persons(desk: Newsroom) -> None:
    """git's union merge leaves the records of both sides."""
    records = desk.records("a.md")
    lines = records.read_text().splitlines()
    doubled = [line.replace('"target": "', '"target": "ffff')[:] for line in lines]
    records.write_text("\n".join([*lines, *doubled]) + "\n")
    before = polib.pofile(str(desk.catalog("a.md")))[0].comment
    desk.l10n("sync")
    assert polib.pofile(str(desk.catalog("a.md")))[0].comment == before
    assert set(lines) <= set(records.read_text().splitlines())


def test_a_desk_knows_its_articles(desk: Newsroom) -> None:
    opened = open_desk(Workspace(desk.root))
    assert wanted(opened, ["articles/a.md"], ["en"]).articles == ("a.md",)
