"""`l10n effort`: what editing machine drafts took, by engine, translator and month."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polib
import pytest
from sacrebleu.metrics import CHRF, TER

from l10n.model.catalog import Entry, key_digest
from l10n.model.machine_draft import MachineDraft
from l10n.model.person import Person
from l10n.model.signature import Signature, Verdict, signed_of
from l10n.model.translator import Evidence, Translator, Translators
from l10n.reports.effort_plot import START, Figures, Series, effort_plot
from l10n.store.machine_drafts import append_machine_drafts
from l10n.store.reviews import append_reviews
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom

TEXT = "# Рада\n\nРада зібралася ввечері.\n\nРішення ухвалили.\n\nМер подякував усім.\n"
SVG = "{http://www.w3.org/2000/svg}"


def edit(newsroom: Newsroom, targets: dict[str, str], **headers: str) -> None:
    """Finish some entries; a target with `{}` says the draft there."""
    catalog = polib.pofile(str(newsroom.catalog("a.md")), wrapwidth=78)
    for entry in catalog:
        if entry.msgid in targets:
            entry.msgstr = targets[entry.msgid].replace("{}", entry.msgstr)
            entry.flags = []
    catalog.metadata |= {name.replace("_", "-"): value for name, value in headers.items()}
    catalog.save()


def commit(newsroom: Newsroom, who: str, month: str) -> None:
    moment = f"{month}-12T10:00:00Z"
    names = ("-c", f"user.name={who}", "-c", f"user.email={who.lower()}@example.org")
    for command in (("add", "."), (*names, "commit", "-qm", "work", "--date", moment)):
        environment = {**os.environ, "GIT_COMMITTER_DATE": moment}
        subprocess.run(["git", *command], cwd=newsroom.root, check=True, env=environment)


def report(newsroom: Newsroom, *arguments: object) -> Any:
    answer = newsroom.l10n("effort", "--json", *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.json


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync")
    return newsroom


@pytest.fixture
def worked(desk: Newsroom) -> Newsroom:
    """Two translators in two months; one draft is still a draft."""
    subprocess.run(["git", "init", "-q", "-b", "main", "."], cwd=desk.root, check=True)
    commit(desk, "tool", "2026-01")
    edit(desk, {"Рада": "{}", "Рада зібралася ввечері.": "ще {} раз"})
    commit(desk, "Olena", "2026-02")
    edit(desk, {"Мер подякував усім.": "The mayor thanked everyone"})
    commit(desk, "Ivan", "2026-03")
    return desk


def test_each_translator_and_month_has_a_row(worked: Newsroom) -> None:
    found = report(worked)
    rows = [
        (each["translator"], each["month"], each["segments"], each["unedited"], each["words"])
        for each in found["rows"]
    ]
    assert rows == [
        ("Ivan <ivan@example.org>", "2026-03", 1, 0, 3),
        ("Olena <olena@example.org>", "2026-02", 2, 1, 4),
    ]
    assert {each["engine"] for each in found["rows"]} == {"pseudo"}
    assert found["evidence"] == {"commit": 3}
    assert found["total"]["segments"] == 3


@pytest.mark.parametrize("option", ["", "normalized", "case-sensitive"])
def test_figures_are_those_of_sacrebleu(worked: Newsroom, option: str) -> None:
    found = report(worked, *(["--ter", option] if option else []))["total"]
    path = worked.records("a.md", "machine")
    drafts = {each["key"]: each["text"] for each in map(json.loads, path.open(encoding="utf-8"))}
    done = [each for each in polib.pofile(str(worked.catalog("a.md"))) if each.translated()]
    ours = [drafts[key_digest((each.msgctxt, each.msgid))] for each in done]
    theirs = [[each.msgstr for each in done]]
    ter = TER(**({option.replace("-", "_"): True} if option else {}))
    assert found["ter"] == pytest.approx(ter.corpus_score(ours, theirs).score)
    assert found["chrf"] == pytest.approx(CHRF().corpus_score(ours, theirs).score)


def test_the_table_adds_up_and_says_how_it_knows(worked: Newsroom) -> None:
    out = worked.l10n("effort").out
    assert re.search(r"pseudo, pseudo 1 +Olena +2026-02 +2 +50\.0 ", out)
    assert re.search(r"^ *all +3 +33\.3 ", out, re.MULTILINE)
    assert "Who edited, and when, is known by: a commit (3)" in out
    assert "olena@" not in out


def test_two_addresses_or_two_names_are_one_person(worked: Newsroom) -> None:
    edit(worked, {"Рішення ухвалили.": "{}"}, Last_Translator="Olena <o2@example.org>")
    commit(worked, "Ivan", "2026-02")
    rows = report(worked)["rows"]
    assert [(each["translator"], each["segments"]) for each in rows] == [
        ("Ivan <ivan@example.org>", 1),
        ("Olena <o2@example.org>", 3),
    ]


def test_months_before_since_are_left_out(worked: Newsroom) -> None:
    assert [each["month"] for each in report(worked, "--since", "2026-03")["rows"]] == ["2026-03"]
    assert report(worked, "--since", "2027-01")["rows"] == []
    for month in ("2026-13", "2026", "soon"):
        answer = worked.l10n("effort", "--since", month)
        assert (answer.code, "L10N-USE-099" in answer.err) == (2, True)


def test_without_git_a_signature_then_the_header_tells(desk: Newsroom) -> None:
    edit(desk, {"Рада": "{}", "Рішення ухвалили.": "Decided."})
    signed = Entry(None, "Рішення ухвалили.", "Decided.")
    workspace = Workspace(desk.root)
    signature = Signature(
        signed_of(signed),
        None,
        signed.source,
        signed.target,
        verdict=Verdict.APPROVED.value,
        who="Ed <ed@example.org>",
        date="2026-04-01T10:00:00Z",
    )
    append_reviews(workspace, workspace.reviews_path("en", "a.md"), [signature])
    found = report(desk)
    assert found["evidence"] == {"signature": 1, "unknown": 1}
    assert [(each["translator"], each["month"]) for each in found["rows"]] == [
        (None, None),
        ("Ed <ed@example.org>", "2026-04"),
    ]
    assert found["unknown"], "why git does not tell"
    edit(desk, {}, Last_Translator="Ivan <i@example.org>", PO_Revision_Date="2026-05-02 10:00+0300")
    assert report(desk)["evidence"] == {"signature": 1, "header": 1}
    assert report(desk)["rows"][1]["month"] == "2026-05"
    edit(desk, {}, Last_Translator="FULL NAME <EMAIL@ADDRESS>")
    assert report(desk)["evidence"] == {"signature": 1, "unknown": 1}
    assert "1 is left out: nobody knows" in desk.l10n("effort", "--since", "2026-01").out


def test_a_lost_draft_is_told_and_not_measured(worked: Newsroom) -> None:
    worked.records("a.md", "machine").unlink()
    answer = worked.l10n("effort")
    assert "No finished translation of a machine draft is on record." in answer.out
    assert "3 translations are not measured" in answer.out


def test_what_a_person_wrote_without_a_draft_is_no_editing(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["pseudo"]', "[]"))
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync")
    edit(newsroom, {"Рада": "Council"})
    found = report(newsroom)
    assert (found["rows"], found["lost"]) == ([], 0)


def test_work_counts_when_its_sentence_has_left_the_article(worked: Newsroom) -> None:
    worked.article("a.md", "# Рада\n\nЗовсім інше речення про трамваї.\n")
    worked.l10n("sync")
    assert report(worked)["total"]["segments"] == 3
    edit(worked, {"Зовсім інше речення про трамваї.": "<omit/>"})
    assert report(worked)["total"]["segments"] == 3


def test_of_several_drafts_the_one_that_stood_there_counts(desk: Newsroom) -> None:
    workspace = Workspace(desk.root)
    key = key_digest((None, "Мер подякував усім."))
    later = MachineDraft(key, "The mayor said thanks", "argos", "m", "2099-01-01T00:00:00Z")
    append_machine_drafts(workspace, workspace.machine_path("en", "a.md"), [later])
    edit(desk, {"Мер подякував усім.": "{} x"})
    assert [each["engine"] for each in report(desk)["rows"]] == ["pseudo"]
    edit(desk, {"Мер подякував усім.": "The mayor said thanks"})
    assert [(e["engine"], e["unedited"]) for e in report(desk)["rows"]] == [("argos", 1)]


def test_a_catalog_that_cannot_be_read_leaves_the_others(worked: Newsroom) -> None:
    worked.article("b.md", TEXT)
    worked.l10n("sync")
    worked.catalog("b.md").write_text('msgid "', "utf-8")
    answer = worked.l10n("effort", "--json")
    assert (answer.code, "b.md.po" in answer.err) == (3, True)
    assert answer.json["total"]["segments"] == 3


def test_hostile_names_steer_nothing(worked: Newsroom, tmp_path: Path) -> None:
    edit(worked, {"Рішення ухвалили.": "Ok"}, Last_Translator="\\e[31m<b>&\u202e <x@example.org>")
    commit(worked, "Mallory", "2026-04")
    path = worked.records("a.md", "machine")
    hostile = path.read_text("utf-8").replace('"pseudo 1"', '"\\u001b[31m</text><b>"')
    path.write_text(hostile, "utf-8")
    plot = tmp_path / "effort.svg"
    for command in (["effort", "--plot", plot], ["effort", "--json"]):
        out = worked.l10n(*command).out
        assert not re.search("[\x1b\u202e]", out)
    ElementTree.fromstring(plot.read_text("utf-8"))
    assert "\x1b" not in plot.read_text("utf-8")


def test_a_plot_is_accessible_and_needs_nothing_else(worked: Newsroom, tmp_path: Path) -> None:
    plot = tmp_path / "out" / "effort.svg"
    worked.l10n("effort", "--plot", plot)
    text = plot.read_text("utf-8")
    picture = ElementTree.fromstring(text)
    named = {each.get("id"): each.text or "" for each in picture if each.get("id")}
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "effort-title effort-desc"
    assert named["effort-title"] == "Post-editing effort by month"
    assert "pseudo, pseudo 1, 2026-02: " in named["effort-desc"]
    assert "50.0% unedited of 2." in named["effort-desc"]
    assert "prefers-color-scheme: dark" in text
    assert not re.search(r"(?:href|src|url\(|@import|<script)", text)
    assert {"2026-02", "2026-03"} <= {each.text for each in picture.iter(f"{SVG}text")}
    assert worked.l10n("effort", "--plot", plot).code == 0
    plot.write_text("<svg>mine</svg>", "utf-8")
    answer = worked.l10n("effort", "--plot", plot)
    assert (answer.code, "L10N-USE-016" in answer.err) == (2, True)
    assert plot.read_text("utf-8") == "<svg>mine</svg>"


def test_a_plot_breaks_where_a_month_has_nothing() -> None:
    def figures(*months: str) -> dict[str, Figures]:
        return {month: Figures(3, 50.0, 130.0) for month in months}

    some = [
        Series("argos", figures("2025-11", "2025-12", "2026-03")),
        Series("openai", figures("2026-02")),
        Series("none", {}),
    ]
    text = effort_plot(some)
    assert text.startswith(START)
    picture = ElementTree.fromstring(text)
    lines = [each.get("points", "").split() for each in picture.iter(f"{SVG}polyline")]
    assert sorted(map(len, lines)) == [2, 2, 2, 2], "one run in each part, and two legends"
    assert len([*picture.iter(f"{SVG}path")]) == 2 * 4 + 2
    assert "150" in {each.text for each in picture.iter(f"{SVG}text")}
    assert "There is nothing to show." in effort_plot([])


def test_what_git_calls_an_evidence_is_one_here_too() -> None:
    from l10n.steps.effort import Evidence as Ours

    assert {each.value for each in Evidence} <= {each.value for each in Ours}
    assert Translators({}).known == {}
    assert Translator(Person("Ed"), Evidence.COMMIT).date == ""
