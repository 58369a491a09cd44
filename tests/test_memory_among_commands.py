"""Which commands feed the memory, which ask it, and which never do; and several at once."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.exchange.po.file import dump, load
from l10n.memory.sqlite import SqliteMemory
from l10n.model.catalog import State
from l10n.store import index
from tests.conftest import Newsroom
from tests.memory_desk import catalog, every

ARTICLE = "# Рада\n\nМіська рада ухвалила бюджет на рік.\n"


def _index(newsroom: Newsroom) -> Path:
    return newsroom.root / ".l10n" / "memory.sqlite"


def _targets(newsroom: Newsroom) -> set[str]:
    """What the index holds as it is, brought up to date by nobody."""
    memory = SqliteMemory(_index(newsroom))
    found = {unit.target for _place, unit in memory.units()}
    memory.close()
    return found


def _finish(path: Path) -> None:
    found = load(path)
    entries = (each.with_target(f"EN {each.source}", State.TRANSLATED) for each in found.entries)
    path.write_text(dump(replace(found, entries=tuple(entries))), "utf-8")


def test_sync_feeds_the_memory_with_what_people_finished(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    assert _targets(newsroom) == set()
    _finish(newsroom.catalog("a.md"))
    newsroom.l10n("sync", "--no-draft")
    assert _targets(newsroom) == {"EN Рада", "EN Міська рада ухвалила бюджет на рік."}


def test_what_another_desk_finished_a_moment_ago_is_found(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync", "--no-draft")
    # Nobody has synced since the translator saved it.
    _finish(newsroom.catalog("a.md"))
    newsroom.article("b.md", ARTICLE)
    answer = newsroom.l10n("sync", "b.md")
    assert answer.code == 0, answer.err
    assert {each.target for each in load(newsroom.catalog("b.md")).entries} == {
        "EN Рада",
        "EN Міська рада ухвалила бюджет на рік.",
    }


def test_commands_that_need_no_memory_make_none(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file that was saved a moment ago is looked at again.
    monkeypatch.setattr(index, "SETTLED", -(10**18))
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    _finish(newsroom.catalog("a.md"))
    newsroom.l10n("sync")
    newsroom.l10n("sync")
    _index(newsroom).unlink()
    for command in ("coverage", "status", "publish", "check", "sync"):
        newsroom.l10n(command)
        assert not _index(newsroom).exists(), command


def test_sync_names_a_broken_file_of_the_memory_and_goes_on(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    (newsroom.root / "memory").mkdir()
    (newsroom.root / "memory" / "old.csv").write_text('uk,en\n"Рада,Council\n', "utf-8")
    answer = newsroom.l10n("sync")
    assert answer.code == 0
    assert answer.err.count("memory/old.csv:2: this is not CSV") == 1
    assert newsroom.catalog("a.md").exists()
    newsroom.article("b.md", ARTICLE)
    found = json.loads(newsroom.l10n("sync", "--json").out)
    assert [each["path"] for each in found["warnings"]] == ["memory/old.csv"]


def test_a_renamed_article_is_known_by_its_new_name(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    _finish(newsroom.catalog("a.md"))
    assert {unit.article for _place, unit in every(newsroom)} == {"a.md"}
    assert newsroom.l10n("rename", "a.md", "b.md").code == 0
    assert {unit.article for _place, unit in every(newsroom)} == {"b.md"}


def test_another_branch_has_another_memory(newsroom: Newsroom) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(
            ["git", *who, *arguments], cwd=newsroom.root, check=True, capture_output=True
        )

    git("init", "-b", "main")
    catalog(newsroom, "a.md", {"Рада": "Council"})
    git("add", "-A")
    git("commit", "-m", "one")
    git("checkout", "-b", "other")
    catalog(newsroom, "a.md", {"Рада": "The Rada"})
    catalog(newsroom, "b.md", {"Мер": "Mayor"})
    git("add", "-A")
    git("commit", "-m", "two")
    assert {unit.target for _place, unit in every(newsroom)} == {"The Rada", "Mayor"}
    git("checkout", "main")
    assert {unit.target for _place, unit in every(newsroom)} == {"Council"}


def test_several_commands_make_one_memory_at_once(newsroom: Newsroom) -> None:
    for number in range(20):
        catalog(newsroom, f"{number}.md", {f"Рада ухвалила бюджет {number}.": f"Budget {number}"})
    commands = [["search", "Рада ухвалила бюджет 7.", "--json"], ["stats", "--json"]] * 2
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "l10n", "-C", newsroom.root, "memory", *each],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        for each in commands
    ]
    for process in running:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        found = json.loads(out)
        if isinstance(found, list):
            assert found[0]["target"] == "Budget 7"
        else:
            assert found["translations"] == 20
    assert len(every(newsroom)) == 20


@pytest.mark.parametrize("gone", ["cache", "index"])
def test_a_cache_that_goes_at_any_time_is_made_anew(newsroom: Newsroom, gone: str) -> None:
    catalog(newsroom, "a.md", {"Рада": "Council"})
    before = every(newsroom)
    if gone == "cache":
        shutil.rmtree(newsroom.root / ".l10n")
    else:
        _index(newsroom).unlink()
    assert every(newsroom) == before


def test_an_index_that_cannot_be_written_is_told(newsroom: Newsroom) -> None:
    catalog(newsroom, "a.md", {"Рада": "Council"})
    _index(newsroom).mkdir(parents=True)
    answer = newsroom.l10n("memory", "search", "Рада")
    assert "L10N-MEM-006" in answer.err
    assert answer.err.count("\n") == 1
