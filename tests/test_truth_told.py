"""What is said of a page is true of it: its label, its record, and what the commands count."""

import json

import polib
import pytest

from l10n.errors import WorkflowError
from l10n.language.labels import APPROVED, MACHINE, PARTIAL, REVIEWED, STATES, Wording, label
from tests.conftest import Newsroom

LEFT = "---\ntitle: Рада: так\n---\n\nРада ухвалила бюджет.\n"
EN = {"Рада ухвалила бюджет.": "The council has adopted the budget."}


def finished(newsroom: Newsroom, name: str = "a.md") -> None:
    path = newsroom.catalog(name)
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr, entry.flags = EN.get(entry.msgid, f"[{entry.msgid}]"), []
    catalog.save()


@pytest.mark.parametrize("locale", sorted(MACHINE))
def test_a_label_says_what_is_so_in_every_language(locale: str) -> None:
    tables = (MACHINE, REVIEWED, APPROVED, PARTIAL)
    alone = [label(locale, [state]) for state in STATES]
    assert label(locale, ()) == ""
    assert alone == [table[locale] for table in tables]
    assert len(set(alone)) == len(STATES)
    assert label(locale, ["partial", "machine"]) == f"{MACHINE[locale]} {PARTIAL[locale]}"


def test_a_desks_words_for_drafts_are_not_said_of_passages() -> None:
    own = Wording(machine="By a machine.")
    assert label("en", ["partial"], own) == PARTIAL["en"]
    assert label("en", ["machine", "partial"], own) == f"By a machine. {PARTIAL['en']}"
    mine = Wording(partial="Some of it is in Ukrainian.")
    assert label("en", ["partial"], mine) == mine.partial
    assert label("ja", ["partial"], mine) == mine.partial
    with pytest.raises(WorkflowError, match=r"“ja”") as failed:
        label("ja", ["partial"], own)
    remedy = 'write one in the workflow: [publish.label] ja = {partial = "…"}'
    assert failed.value.remedy == remedy


@pytest.fixture
def left(newsroom: Newsroom) -> Newsroom:
    """A page by people, but for a passage that no catalog has."""
    newsroom.article("a.md", LEFT)
    newsroom.l10n("sync")
    finished(newsroom)
    return newsroom


def test_a_passage_that_no_catalog_has_is_labelled(left: Newsroom) -> None:
    answer = left.l10n("publish")
    assert answer.code == 0
    assert "1 part left in the source language" in answer.out
    assert PARTIAL["en"] in left.published("a.md").read_text()
    assert MACHINE["en"] not in left.published("a.md").read_text()
    (line,) = left.versions("a.md").read_text().splitlines()
    version = json.loads(line)
    assert (version["translated"], version["left"]) == (1, 1)
    assert version["label"] == PARTIAL["en"]


def test_each_command_says_it_with_line_and_reason(left: Newsroom) -> None:
    words = "articles/a.md:2: a front matter value that holds a colon"
    for command in (("sync",), ("sync", "a.md"), ("status",), ("status", "a.md"), ("publish",)):
        for _again in range(2):
            assert left.l10n(*command).out.count(words) == 1, command
    for command in ("status", "publish"):
        assert left.l10n(command, "--json").json[0]["problems"][0]["untranslated"] is True
    assert left.l10n("sync", "--json").json["problems"][0]["line"] == 2


def test_coverage_counts_what_is_in_no_catalog(left: Newsroom) -> None:
    answer = left.l10n("coverage", "--json").json
    assert answer["articles"][0]["left_out"] == 1
    assert answer["articles"][0]["percent"] == 50.0
    assert answer["articles"][0]["problems"][0]["line"] == 2
    assert "left out" in left.l10n("coverage").out
    gate = left.l10n("coverage", "--fail-under", "100")
    assert gate.code == 1
    assert "en: 1 part is left in the source language: l10n status" in gate.err
    assert left.l10n("coverage", "--fail-under", "50").code == 0
    assert left.l10n("coverage", "--fail-under", "100", "--words").code == 1


def test_a_table_without_such_parts_has_no_column_for_them(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет.\n")
    newsroom.l10n("sync")
    assert "left out" not in newsroom.l10n("coverage").out


def test_the_table_and_the_list_count_the_same_drafts(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет.\n\nМіст відкрито.\n\nДощ іде.\n")
    newsroom.l10n("sync")
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    catalog[1].msgstr, catalog[1].flags = "The bridge is open.", []
    catalog[2].msgstr = "It rains."
    catalog.save()
    newsroom.article("a.md", "Рада ухвалила бюджет.\n\nМіст відкрито знову.\n\nДощ іде.\n")
    newsroom.l10n("sync")
    (found,) = newsroom.l10n("status", "--json").json
    assert (found["draft"], found["unfinished"], found["drafts_used"]) == (3, 2, 3)
    assert [each["author"] for each in found["drafts"]] == ["carried over", "changed", "machine"]
    listed = newsroom.l10n("status", "--drafts").out
    assert listed.count("articles/a.md:") == found["draft"]
    assert listed.count("draft in its place: ") == found["unfinished"]
    assert "2 unfinished" in " ".join(newsroom.l10n("status").out.split())


def test_an_entry_whose_previous_text_is_its_own_has_not_changed(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет.\n")
    newsroom.l10n("sync")
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    catalog[0].msgstr, catalog[0].previous_msgid = "The council.", catalog[0].msgid
    catalog.save()
    assert "has changed since it was translated" not in newsroom.l10n("publish").out


def test_a_version_without_its_page_does_not_stay(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет.\n")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    newsroom.article("a.md", "Рада ухвалила бюджет.\n\nМіст відкрито.\n")
    assert "stands in the way; version 1 stays" in newsroom.l10n("publish").out
    newsroom.published("a.md").unlink()
    answer = newsroom.l10n("publish").out
    assert "stands in the way" in answer
    assert "stays" not in answer
