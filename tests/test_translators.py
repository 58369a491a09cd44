"""Who translated last: told by git, by the catalog's head, or not at all."""

import json
import os
import subprocess
from pathlib import Path

import polib
import pytest

from l10n.desk.reading import read_catalog
from l10n.desk.translators import Translations
from l10n.model.person import Person
from l10n.model.translator import Evidence, Translator, Translators
from l10n.store.authors import Authors, UnknownPastError
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom
from tests.test_cli import ENGLISH, NEWS, filled

OLENA, TARAS, ZOYA = "Olena", "Taras", "Zoya"
FIRST, SECOND, THIRD, FOURTH = ENGLISH


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL", "DATE"):
            monkeypatch.delenv(f"GIT_{name}_{part}", raising=False)


def git(folder: Path, *arguments: str, who: str = ZOYA) -> str:
    identity = (f"user.name={who}", f"user.email={who.lower()}@example.org")
    settings = [part for each in identity for part in ("-c", each)]
    found = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return found.stdout


def commit(room: Newsroom, who: str) -> None:
    git(room.root, "add", "-A")
    git(room.root, "commit", "-qm", "work", who=who)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """An article of four drafts, committed by Zoya; Olena finishes two and Taras one."""
    newsroom.article("a.md", NEWS)
    newsroom.l10n("sync")
    git(newsroom.root, "init", "-q", "-b", "main")
    commit(newsroom, ZOYA)
    filled(newsroom.catalog("a.md"), {each: ENGLISH[each] for each in (FIRST, SECOND)})
    commit(newsroom, OLENA)
    filled(newsroom.catalog("a.md"), {THIRD: ENGLISH[THIRD]})
    commit(newsroom, TARAS)
    return newsroom


def found(room: Newsroom, name: str = "a.md") -> Translators:
    workspace = Workspace(room.root)
    catalog = read_catalog(workspace, workspace.catalog_path("en", name))[1]
    assert catalog is not None
    return Translations(workspace).of((name, "en"), catalog)


def people(room: Newsroom, name: str = "a.md") -> dict[str, str]:
    known = found(room, name).known
    return {key[1]: each.person.name for key, each in known.items()}


def test_each_entry_has_the_author_of_its_commit(room: Newsroom) -> None:
    assert people(room) == {FIRST: OLENA, SECOND: OLENA, THIRD: TARAS}
    translator = found(room).known[None, SECOND]
    assert translator.person == Person("Olena", "olena@example.org")
    assert (translator.evidence, len(translator.date)) == (Evidence.COMMIT, 20)


def test_whoever_takes_the_flag_off_answers_for_the_text(room: Newsroom) -> None:
    filled(room.catalog("a.md"), {FIRST: ENGLISH[FIRST]}, fuzzy=True)
    commit(room, ZOYA)
    filled(room.catalog("a.md"), {FIRST: ENGLISH[FIRST]})
    commit(room, TARAS)
    assert people(room)[FIRST] == TARAS


def test_what_git_has_not_is_by_whoever_works_here(room: Newsroom) -> None:
    filled(room.catalog("a.md"), {FIRST: "Council passes a budget"})
    unknown = found(room)
    assert unknown.unknown is not None
    assert "git knows no name here" in unknown.unknown.text()
    assert [key[1] for key in unknown.known] == [SECOND, THIRD]
    git(room.root, "config", "user.name", "Ivan")
    translator = next(each for key, each in found(room).known.items() if key[1] == FIRST)
    assert translator == Translator(Person("Ivan"), Evidence.UNCOMMITTED)
    assert people(room)[THIRD] == TARAS


def saved(room: Newsroom, who: str, text: str) -> None:
    """Save as Poedit does: with its user's name and the time in the head."""
    catalog = polib.pofile(str(room.catalog("a.md")))
    entry = catalog.find(FIRST)
    entry.msgstr, entry.flags = text, []
    catalog.metadata["Last-Translator"] = who
    catalog.metadata["PO-Revision-Date"] = f"2026-11-27 12:{len(text)}+0000"
    catalog.save()


def test_a_head_that_came_with_the_text_names_the_translator(room: Newsroom) -> None:
    saved(room, "Ivan <ivan@example.org>", "Council passes a budget")
    commit(room, TARAS)
    translator = next(each for key, each in found(room).known.items() if key[1] == FIRST)
    assert translator.person == Person("Ivan", "ivan@example.org")
    assert translator.evidence is Evidence.HEADER
    filled(room.catalog("a.md"), {SECOND: "The council passed <b1>it</b1>."})
    commit(room, TARAS)
    assert (people(room)[FIRST], people(room)[SECOND]) == ("Ivan", TARAS)


@pytest.mark.parametrize("nobody", ["FULL NAME <EMAIL@ADDRESS>", "Automatically generated", "<"])
def test_a_head_that_names_nobody_is_nobody(room: Newsroom, nobody: str) -> None:
    saved(room, nobody, "Council passes a budget")
    commit(room, TARAS)
    assert people(room)[FIRST] == TARAS


def test_a_renamed_catalog_keeps_its_translators(room: Newsroom) -> None:
    room.l10n("rename", "a.md", "politics/b.md")
    commit(room, ZOYA)
    filled(room.catalog("politics/b.md"), {FOURTH: ENGLISH[FOURTH]})
    commit(room, ZOYA)
    names = {FIRST: OLENA, SECOND: OLENA, THIRD: TARAS, FOURTH: ZOYA}
    assert people(room, "politics/b.md") == names


def test_a_source_that_changed_in_a_trifle_keeps_its_translator(room: Newsroom) -> None:
    text = room.catalog("a.md").read_text("utf-8")
    room.catalog("a.md").write_text(text.replace(FIRST, FIRST + "!"), "utf-8")
    commit(room, ZOYA)
    assert people(room)[FIRST + "!"] == OLENA


def test_a_merge_keeps_the_translators_of_both_branches(room: Newsroom) -> None:
    git(room.root, "checkout", "-qb", "side", "HEAD~1")
    catalog = room.catalog("a.md")
    filled(catalog, {FOURTH: ENGLISH[FOURTH]})
    commit(room, ZOYA)
    theirs = catalog.read_text("utf-8")
    git(room.root, "checkout", "-q", "main")
    git(room.root, "merge", "-q", "--no-commit", "-s", "ours", "side")
    catalog.write_text(theirs, "utf-8")
    filled(catalog, {THIRD: ENGLISH[THIRD]})
    commit(room, ZOYA)
    assert people(room) == {FIRST: OLENA, SECOND: OLENA, THIRD: TARAS, FOURTH: ZOYA}


def test_whoever_repairs_a_catalog_has_not_translated_it(room: Newsroom) -> None:
    catalog = room.catalog("a.md")
    whole = catalog.read_text("utf-8")
    catalog.write_text("<<<<<<< ours\n" + whole, "utf-8")
    commit(room, TARAS)
    catalog.unlink()
    commit(room, TARAS)
    catalog.write_text(whole, "utf-8")
    names = {FIRST: OLENA, SECOND: OLENA, THIRD: TARAS}
    assert people(room) == names
    commit(room, ZOYA)
    filled(catalog, {FOURTH: ENGLISH[FOURTH]})
    commit(room, ZOYA)
    assert people(room) == names | {FOURTH: ZOYA}


def why(room: Newsroom) -> str:
    unknown = found(room).unknown
    assert unknown is not None
    return unknown.text()


def test_a_shallow_clone_does_not_know(room: Newsroom, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", room.root.as_uri(), "shallow")
    shallow = Newsroom(tmp_path / "shallow", room.run)
    assert people(shallow) == {THIRD: TARAS}
    assert why(shallow) == "git has no more of its history here"


def test_no_repository_and_no_git_do_not_know(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (room.root / ".git").rename(tmp_path / "elsewhere")
    assert why(room) == "this is no git repository, or git refuses it"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert why(room) == "git is not installed"


def test_a_git_that_does_not_answer_is_given_up(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    authors = Authors(room.root, seconds=0.2)
    for _ask in range(2):
        with pytest.raises(UnknownPastError, match="git gives no answer in time"):
            authors.past(room.catalog("a.md"))


def test_nothing_of_a_repository_runs(room: Newsroom, tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    (room.root / ".gitattributes").write_text("*.po diff=evil filter=evil\n")
    for name in (
        "core.pager", "core.fsmonitor", "core.editor", "core.sshCommand", "diff.external",
        "diff.evil.command", "diff.evil.textconv", "filter.evil.smudge", "filter.evil.clean",
        "uploadpack.packObjectsHook",
    ):  # fmt: skip
        git(room.root, "config", name, f"touch {proof}; cat")
    filled(room.catalog("a.md"), {FIRST: "Council passes a budget"})
    assert people(room) == {SECOND: OLENA, THIRD: TARAS}
    assert not proof.exists()


TWO = WORKFLOW.replace('"draft"', '"approved"\ntwo_pairs_of_eyes = true')


def test_whoever_translated_is_not_the_second_pair_of_eyes(room: Newsroom) -> None:
    filled(room.catalog("a.md"), {FOURTH: ENGLISH[FOURTH]})
    commit(room, OLENA)
    room.workflow(TWO)
    room.l10n("approve", "a.md", "--as", "O. <OLENA@example.org>")
    refused = room.l10n("publish")
    assert refused.code == 1
    rule = "alone, who translated it (publish.two_pairs_of_eyes)"
    assert refused.out.count(rule) == 3
    assert "3 entries stand in the way" in refused.out
    room.l10n("approve", "a.md", "--as", "Taras <taras@example.org>")
    assert room.l10n("publish").code == 0


def test_what_git_does_not_know_is_refused_with_the_reason(room: Newsroom) -> None:
    room.workflow(TWO)
    filled(room.catalog("a.md"), {FOURTH: ENGLISH[FOURTH]})
    room.l10n("approve", "a.md", "--as", "Ivan")
    answer = room.l10n("publish")
    assert "who translated it cannot be told: it is not committed, and git knows no" in answer.out
    git(room.root, "config", "user.name", "Ivan")
    assert "who counts as its translator until it is committed" in room.l10n("publish").out
    assert "1 entry blocks publishing" in room.l10n("status").out
    commit(room, TARAS)
    assert "may be published" in room.l10n("status").out
    assert room.l10n("publish").code == 0


def test_a_merge_by_git_keeps_the_signatures_of_both_branches(room: Newsroom) -> None:
    room.l10n("approve", "a.md:1", "--as", OLENA)
    commit(room, OLENA)
    git(room.root, "checkout", "-qb", "side")
    room.l10n("approve", "a.md:3", "--as", TARAS)
    room.l10n("reject", "a.md:1", "--as", TARAS, "--reason", "Too short.")
    commit(room, TARAS)
    git(room.root, "checkout", "-q", "main")
    room.l10n("approve", "a.md:3", "--as", ZOYA, "--role", "editor")
    commit(room, ZOYA)
    git(room.root, "merge", "-q", "side")
    lines = room.records("a.md", "reviews").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) == 6
    found = room.l10n("status", "a.md", "--json").json[0]
    assert (found["approved"], found["rejected"]) == (2, 1)
    assert {each["who"] for each in found["signatures"][1]["approvers"]} == {TARAS, ZOYA}


def test_the_record_of_a_version_names_its_translators(room: Newsroom) -> None:
    filled(room.catalog("a.md"), {FOURTH: ENGLISH[FOURTH]})
    assert room.l10n("publish").code == 0
    saved(room, "Ivan <ivan@example.org>", "Council passes a budget")
    assert room.l10n("publish").code == 0
    record = (room.root / "versions/en/a.md.versions.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line)["translators"] for line in record]
    known = ["Olena <olena@example.org>", "Taras <taras@example.org>"]
    assert sorted(names, key=len) == [known, ["Ivan <ivan@example.org>", *known]]
