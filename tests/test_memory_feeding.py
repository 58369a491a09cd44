"""The memory holds what people finished in catalogs and files, and nothing else."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from l10n.desk import feeding, reading
from l10n.desk.memories import Memories
from l10n.model.catalog import Entry, State
from l10n.model.unit import Standing
from tests.conftest import WORKFLOW, Newsroom
from tests.memory_desk import (
    catalog,
    desk_of,
    every,
    machine,
    problems,
    remembered,
    sign,
    write,
)

RADA, RADA_EN = "Рада ухвалила бюджет.", "The council adopted the budget."
MER, MER_EN = "Мер подякував.", "The mayor thanked them."


def test_finished_translations_are_remembered_and_drafts_are_not(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN, MER: f"~{MER_EN}", "Порожньо.": ""})
    assert remembered(newsroom).keys() == {RADA_EN}


def test_what_is_no_translation_is_not_remembered(newsroom: Newsroom) -> None:
    done = State.TRANSLATED
    write(
        newsroom,
        "a.md",
        Entry(None, "Перше.", "<omit/>", done),
        Entry(None, "Друге.", "⟦Drúhe.⟧", done),
        Entry(None, "%d день", "%d day", done, plurals=("%d дні", ("%d day", "%d days"))),
        Entry(None, "Старе.", "Old.", done, obsolete=True),
        Entry(None, RADA, RADA_EN, done),
    )
    assert remembered(newsroom).keys() == {RADA_EN}


def test_a_text_that_has_taken_its_neighbour_in_is_not_fed(newsroom: Newsroom) -> None:
    both = "The council adopted the budget, for which the mayor thanked them."
    rest = {"Потім усі пішли.": "Then everybody left.", "Було тихо.": "It was quiet."}
    for mine in ({RADA: "<omit/>", MER: both}, {RADA: both, MER: "<omit/>"}):
        catalog(newsroom, "a.md", {**mine, **rest})
        assert remembered(newsroom).keys() == {*rest.values()}
    catalog(newsroom, "a.md", {RADA: RADA_EN, MER: "<omit/>", **rest})
    assert remembered(newsroom).keys() == {RADA_EN, *rest.values()}


def test_a_unit_knows_where_it_comes_from(newsroom: Newsroom) -> None:
    catalog(newsroom, "politics/a.md", {MER: MER_EN, RADA: RADA_EN, "Кінець.": ""})
    found = remembered(newsroom)[RADA_EN]
    assert (found.source.text, found.source_locale, found.target_locale) == (RADA, "uk", "en")
    assert (found.before, found.after) == (MER, "Кінець.")
    assert (found.desk, found.article) == ("news", "politics/a.md")
    assert (found.date, found.who) == ("2026-03-02T08:00:00Z", "Olena Petrenko")


def test_neighbours_are_without_their_tags(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {"<a1>Мер</a1> тут.": "", RADA: RADA_EN})
    assert remembered(newsroom)[RADA_EN].before == "Мер тут."


def test_an_approved_text_says_so_and_since_when(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN, MER: MER_EN})
    sign(newsroom, "a.md", (RADA, RADA_EN))
    found = remembered(newsroom)
    assert (found[RADA_EN].standing, found[RADA_EN].date) == (
        Standing.APPROVED,
        "2026-03-05T12:00:00Z",
    )
    assert found[MER_EN].standing is Standing.TRANSLATED


def test_a_rejected_text_is_forgotten(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN, MER: MER_EN})
    assert RADA_EN in remembered(newsroom)
    sign(newsroom, "a.md", (RADA, RADA_EN), verdict="rejected")
    assert remembered(newsroom).keys() == {MER_EN}


def test_what_a_machine_wrote_and_nobody_changed_says_so(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN, MER: MER_EN})
    machine(newsroom, "a.md", RADA, RADA_EN)
    machine(newsroom, "a.md", MER, "Mayor gave thanks.")
    found = remembered(newsroom)
    assert (found[RADA_EN].machine, found[MER_EN].machine) == (True, False)


def test_a_text_that_was_replaced_leaves_the_memory(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    assert remembered(newsroom).keys() == {RADA_EN}
    catalog(newsroom, "a.md", {RADA: "The council passed the budget."})
    assert remembered(newsroom).keys() == {"The council passed the budget."}
    catalog(newsroom, "a.md", {RADA: f"~{RADA_EN}"})
    assert not remembered(newsroom)


def test_two_translations_of_one_text_are_both_there(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    catalog(newsroom, "b.md", {RADA: "The council passed the budget."})
    assert len(remembered(newsroom)) == 2


def test_a_translation_of_a_removed_article_stays(newsroom: Newsroom) -> None:
    path = catalog(newsroom, "a.md", {RADA: RADA_EN})
    assert not (newsroom.root / "articles" / "a.md").exists()
    assert remembered(newsroom).keys() == {RADA_EN}
    path.unlink()
    assert not remembered(newsroom)


def test_an_article_may_name_its_own_language(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "---\nlang: pl\n---\nRada.\n")
    newsroom.article("b.md", "Рада.\n")
    catalog(newsroom, "a.md", {"Rada.": "Council."})
    catalog(newsroom, "b.md", {"Рада.": "The council."})
    found = remembered(newsroom)
    assert (found["Council."].source_locale, found["The council."].source_locale) == ("pl", "uk")


def test_a_desk_that_uses_no_memory_feeds_none(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    assert remembered(newsroom)
    newsroom.workflow(WORKFLOW + "[memory]\nuse = false\n")
    assert not remembered(newsroom)


def test_what_has_not_changed_is_not_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        catalog(newsroom, name, {RADA: f"{RADA_EN} {name}"})
    # A file that was saved a moment ago is looked at again.
    monkeypatch.setattr(feeding, "SETTLED", -(10**18))
    remembered(newsroom)
    read: list[str] = []
    parse = reading.parse_catalog
    monkeypatch.setattr(
        reading,
        "parse_catalog",
        lambda workspace, document: read.append(document.path.name) or parse(workspace, document),
    )
    remembered(newsroom)
    assert read == []
    catalog(newsroom, "b.md", {RADA: RADA_EN})
    assert RADA_EN in remembered(newsroom)
    assert read == ["b.md.po"]


def test_the_memory_is_made_anew_when_the_cache_is_gone(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    sign(newsroom, "a.md", (RADA, RADA_EN))
    _table(newsroom, "old.csv", "uk,en\nСтаре.,Old.\n")
    before = every(newsroom)
    shutil.rmtree(newsroom.root / ".l10n")
    assert every(newsroom) == before
    assert len(before) == 2


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_index_is_made_anew(newsroom: Newsroom, damage: bytes) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    before = every(newsroom)
    (newsroom.root / ".l10n" / "memory.sqlite").write_bytes(damage)
    assert every(newsroom) == before
    assert not problems(newsroom)


def test_how_much_is_read_is_told_when_it_is_made(newsroom: Newsroom) -> None:
    size = catalog(newsroom, "a.md", {RADA: RADA_EN}).stat().st_size
    told: list[tuple[int, int | None]] = []
    memories = Memories(desk_of(newsroom), lambda done, total: told.append((done, total)))
    memories.own()
    memories.close()
    assert told[0] == (0, size)
    assert told[-1] == (size, size)


def test_a_broken_catalog_is_named_and_the_rest_goes_on(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    broken = catalog(newsroom, "b.md", {MER: MER_EN})
    remembered(newsroom)
    broken.write_text(broken.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    catalog(newsroom, "c.md", {"Третє.": "Third."})
    for _again in range(2):
        (error,) = problems(newsroom)
        assert (error.path, error.code) == ("catalogs/en/b.md.po", "L10N-PO-007")
        assert error.line
        # What was known of it is people's work, and stays until it can be read again.
        assert remembered(newsroom).keys() == {RADA_EN, MER_EN, "Third."}
    catalog(newsroom, "b.md", {MER: "The mayor thanked all."})
    assert not problems(newsroom)
    assert remembered(newsroom).keys() == {RADA_EN, "The mayor thanked all.", "Third."}


def test_a_broken_record_is_named_too(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    sign(newsroom, "a.md", (RADA, RADA_EN))
    with newsroom.records("a.md", "reviews").open("a") as file:
        file.write("<<<<<<< ours\n")
    (error,) = problems(newsroom)
    assert (error.path, error.line) == ("records/en/a.md.reviews.jsonl", 2)


def test_a_file_of_another_tool_is_imported_whatever_it_says(newsroom: Newsroom) -> None:
    _table(newsroom, "old.csv", "uk,en,state\nСтаре.,Old.,approved\n")
    assert remembered(newsroom)["Old."].standing is Standing.IMPORTED


def test_a_file_is_taken_whole_or_not_at_all(newsroom: Newsroom) -> None:
    path = _table(newsroom, "old.csv", "uk,en\nСтаре.,Old.\n")
    assert remembered(newsroom).keys() == {"Old."}
    path.write_text('uk,en\nНове.,New.\n"Інше.,Other.\n', "utf-8")
    (error,) = problems(newsroom)
    assert (error.path, error.line) == ("memory/old.csv", 3)
    assert remembered(newsroom).keys() == {"Old."}


def test_files_that_a_workflow_names_are_read_wherever_they_are(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW + '[memory]\nfiles = ["old/**/*.csv"]\n')
    _table(newsroom, "here.csv", "uk,en\nТут.,Here.\n")
    _table(newsroom, "deep/there.csv", "uk,en\nТам.,There.\n", room="old")
    assert remembered(newsroom).keys() == {"There."}


def test_a_file_that_leads_out_of_the_workspace_is_not_read(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("uk,en\nТаємне.,Secret.\n", "utf-8")
    (newsroom.root / "memory").mkdir()
    (newsroom.root / "memory" / "in.csv").symlink_to(outside)
    assert not remembered(newsroom)
    (error,) = problems(newsroom)
    assert error.path == "memory/in.csv"


def test_a_folder_that_leads_out_of_the_workspace_is_not_walked(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.csv").write_text("uk,en\nТаємне.,Secret.\n", "utf-8")
    (newsroom.root / "memory").symlink_to(tmp_path / "outside")
    assert not remembered(newsroom)
    (error,) = problems(newsroom)
    assert (error.path, error.code) == ("memory", "L10N-WS-009")


def test_a_pipe_in_the_place_of_a_file_hangs_nothing(newsroom: Newsroom) -> None:
    (newsroom.root / "memory").mkdir()
    os.mkfifo(newsroom.root / "memory" / "pipe.csv")
    (error,) = problems(newsroom)
    assert error.path == "memory/pipe.csv"


def test_another_command_at_work_is_told(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {RADA: RADA_EN})
    remembered(newsroom)
    catalog(newsroom, "b.md", {MER: MER_EN})
    with sqlite3.connect(newsroom.root / ".l10n" / "memory.sqlite") as db:
        db.execute("BEGIN IMMEDIATE")
        memories = Memories(desk_of(newsroom), wait=0)
        memories.own()
        memories.close()
        (error,) = memories.problems
    assert (error.code, error.exit_code) == ("L10N-MEM-006", 5)


def _table(newsroom: Newsroom, name: str, text: str, *, room: str = "memory") -> Path:
    path = newsroom.root / room / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
