"""Drafts are remembered as the machine wrote them: what editing them took can be told."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model.catalog import key_digest, text_digest
from l10n.model.machine_draft import MachineDraft
from l10n.store.jsonl import append, load
from l10n.store.machine_drafts import append_machine_drafts, load_machine_drafts
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom

TEXT = "# Рада\n\nРада зібралася ввечері.\n\nРішення ухвалили.\n"
SOURCES = (("heading", "Рада"), (None, "Рада зібралася ввечері."), (None, "Рішення ухвалили."))


def lines(newsroom: Newsroom, name: str = "a.md") -> list[dict[str, Any]]:
    text = newsroom.records(name, "machine").read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def edit(newsroom: Newsroom, source: str, target: str, *, done: bool = True) -> None:
    catalog = polib.pofile(str(newsroom.catalog("a.md")), wrapwidth=78)
    (entry,) = (each for each in catalog if each.msgid == source)
    entry.msgstr = target
    if done:
        entry.flags = []
    catalog.save()


@pytest.fixture
def drafted(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    newsroom.article("a.md", TEXT)
    assert newsroom.l10n("sync").code == 0
    return newsroom


def test_each_draft_is_kept_with_engine_model_and_date(drafted: Newsroom) -> None:
    found = lines(drafted)
    targets = {each.msgid: each.msgstr for each in polib.pofile(str(drafted.catalog("a.md")))}
    assert {each["key"]: each["text"] for each in found} == {
        key_digest(key): targets[key[1]] for key in SOURCES
    }
    assert len(found) == len(SOURCES)
    assert {each["engine"] for each in found} == {"pseudo"}
    assert {each["date"] for each in found} == {"2026-09-21T14:13:20Z"}


def test_a_text_from_another_article_is_whose_it_was_there(drafted: Newsroom) -> None:
    person, machine = "Рада зібралася ввечері.", "Рішення ухвалили."
    edit(drafted, person, "The council met.")
    targets = {each.msgid: each.msgstr for each in polib.pofile(str(drafted.catalog("a.md")))}
    edit(drafted, machine, targets[machine])
    drafted.l10n("sync")
    drafted.article("b.md", f"{person}\n\n{machine}\n")
    drafted.l10n("sync")
    assert [(each["text"], each["engine"]) for each in lines(drafted, "b.md")] == [
        (targets[machine], "pseudo")
    ]
    catalog = polib.pofile(str(drafted.catalog("b.md")))
    for each in catalog:
        each.flags = []
    catalog.save()
    assert drafted.l10n("publish", "b.md").code == 0
    (version,) = drafted.history("b.md").versions
    assert version.engines == (("pseudo", "pseudo 1"),)
    assert (version.accepted, version.people) == (1, 1)


def test_a_draft_stays_on_record_when_it_is_edited_or_taken_out(drafted: Newsroom) -> None:
    before = drafted.records("a.md", "machine").read_bytes()
    edit(drafted, "Рада зібралася ввечері.", "The council met.")
    drafted.l10n("sync")
    drafted.article("a.md", "# Рада\n")
    drafted.l10n("sync")
    assert drafted.records("a.md", "machine").read_bytes() == before


def test_a_sync_without_new_drafts_adds_nothing(drafted: Newsroom) -> None:
    before = drafted.records("a.md", "machine")
    known = before.read_bytes(), before.stat().st_mtime_ns
    edit(drafted, "Рішення ухвалили.", "")
    answer = drafted.l10n("sync")  # The same draft again.
    assert answer.code == 0
    drafted.l10n("sync", "a.md")
    assert (before.read_bytes(), before.stat().st_mtime_ns) == known


def test_new_drafts_stand_among_those_there_are(drafted: Newsroom) -> None:
    before = drafted.records("a.md", "machine").read_bytes().splitlines()
    drafted.article("a.md", TEXT.replace("ввечері", "вранці у п'ятницю разом із мером"))
    drafted.l10n("sync")
    after = drafted.records("a.md", "machine").read_bytes().splitlines()
    assert after == sorted(after)
    assert [each for each in after if each in before] == before
    assert len(after) == 4


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_new_drafts_stand_behind_lines_out_of_order(drafted: Newsroom, mark: str) -> None:
    path = drafted.records("a.md", "machine")
    there = path.read_text("utf-8").splitlines(keepends=True)
    # As an earlier version wrote them; the last line had lost its newline on the way.
    before = (mark + "".join(reversed(there))).rstrip("\n").encode()
    path.write_bytes(before)
    drafted.article("a.md", TEXT.replace("ввечері", "вранці у п'ятницю разом із мером"))
    assert drafted.l10n("sync").code == 0
    assert path.read_bytes().startswith(before + b"\n")
    assert len(path.read_text("utf-8").splitlines()) == 4


@given(st.permutations(range(6)), st.integers(0, 6))
def test_a_file_of_drafts_tells_nothing_of_their_order(order: list[int], part: int) -> None:
    """What came before an engine failed stands with what came after as if it had not."""
    drafts = [MachineDraft(f"{n:064x}", f"Рядок\u2028 {n}", "argos", "m") for n in range(6)]
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        one, two = workspace.machine_path("en", "a.md"), workspace.machine_path("en", "b.md")
        append_machine_drafts(workspace, one, drafts)
        came = [drafts[n] for n in order]
        append_machine_drafts(workspace, two, came[:part])
        append_machine_drafts(workspace, two, came[part:])
        assert two.read_bytes() == one.read_bytes()


def test_drafts_of_an_earlier_version_are_taken_in(drafted: Newsroom) -> None:
    """Those that stand in the catalog still; of one that was edited the text is gone."""
    drafted.records("a.md", "machine").unlink()
    edit(drafted, "Рада зібралася ввечері.", "The council met.")
    (confirmed,) = (e for e in polib.pofile(str(drafted.catalog("a.md"))) if e.msgid == "Рада")
    edit(drafted, "Рада", confirmed.msgstr)
    drafted.l10n("sync")
    found = lines(drafted)
    keys = [key_digest(SOURCES[0]), key_digest(SOURCES[2])]
    assert [each["key"] for each in found] == sorted(keys)
    assert all("date" not in each for each in found), "nobody knows when they were made"
    drafted.records("a.md", "machine").unlink()
    assert "0 catalogs written" in drafted.l10n("sync").out
    assert lines(drafted) == found


def test_a_record_that_is_damaged_is_named_with_its_line(drafted: Newsroom) -> None:
    path = drafted.records("a.md", "machine")
    good = path.read_bytes()
    for bad in ('{"key": "x"}', "<<<<<<< ours", '{"key":"k","text":"a\\u0007","engine":"e"}'):
        path.write_bytes(good + bad.encode() + b"\n")
        answer = drafted.l10n("sync")
        assert answer.code == 3
        assert "records/en/a.md.machine.jsonl:4" in answer.err
    path.write_bytes(good)
    assert drafted.l10n("sync").code == 0


def test_branches_that_both_drafted_keep_both(drafted: Newsroom) -> None:
    """The record's lines are joined by git's own merge."""

    def git(*arguments: str) -> None:
        names = ("-c", "user.name=Olena", "-c", "user.email=o@example.org")
        subprocess.run(["git", *names, *arguments], cwd=drafted.root, check=True, stdout=-3)

    git("init", "-q", "-b", "main")
    (drafted.root / ".gitattributes").write_text("*.jsonl merge=union\n")
    git("add", ".")
    git("commit", "-qm", "drafted")
    path = drafted.records("a.md", "machine")
    both = [MachineDraft(key_digest(SOURCES[0]), text, "argos", "m") for text in ("one", "two")]
    for number, draft in enumerate(both):
        git("checkout", "-q", "-b", f"branch{number}", "main")
        append(Workspace(drafted.root), path, [draft])
        git("commit", "-qam", "more")
    git("merge", "-q", "branch0")
    found = load_machine_drafts(Workspace(drafted.root), path)[1]
    assert {each.digest for each in both} <= {each.digest for each in found}
    assert len(found) == 5


def test_drafts_follow_a_renamed_article_behind_its_own(drafted: Newsroom) -> None:
    drafted.article("b.md", "# Мер\n")
    drafted.l10n("sync")
    old, own = (drafted.records(name, "machine").read_bytes() for name in ("a.md", "b.md"))
    drafted.catalog("b.md").unlink()
    drafted.records("b.md").unlink()
    (drafted.root / "articles/b.md").unlink()
    assert drafted.l10n("rename", "a.md", "b.md").code == 0
    assert drafted.records("b.md", "machine").read_bytes() == own + old
    assert not drafted.records("a.md", "machine").exists()


def test_no_draft_is_remembered_of_what_a_person_wrote(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('engines = ["pseudo"]', "engines = []"))
    newsroom.article("a.md", TEXT)
    newsroom.l10n("sync")
    edit(newsroom, "Рада", "Council")
    newsroom.l10n("sync")
    assert not newsroom.records("a.md", "machine").exists()


def test_lines_are_added_each_once_and_a_last_one_is_ended(tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path), tmp_path / "a.jsonl"
    drafts = [MachineDraft("k", f"\u2028{word}", "pseudo") for word in ("b", "a", "b")]
    append(workspace, path, drafts)
    assert [json.loads(line)["text"] for line in path.read_text("utf-8").split("\n")[:2]] == [
        "\u2028b",
        "\u2028a",
    ]
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert append(workspace, path, drafts) is None
    append(workspace, path, [MachineDraft("k", "c", "pseudo")])
    assert len(load(workspace, path, MachineDraft)[1]) == 3
    assert text_digest("c") in {each.digest for each in load(workspace, path, MachineDraft)[1]}
