"""Which commands feed the memory, which ask it, and which never do; and several at once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.exchange.po.file import dump, load
from l10n.memory.sqlite import SqliteMemory
from l10n.model.catalog import State
from l10n.store import index
from tests.conftest import Answer, Newsroom
from tests.memory_desk import catalog, every
from tests.unprivileged import answers

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


def test_an_index_that_sync_finds_damaged_is_made_anew(newsroom: Newsroom) -> None:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync", "--no-draft")
    _finish(newsroom.catalog("a.md"))
    newsroom.l10n("sync", "--no-draft")
    before = _targets(newsroom)
    _index(newsroom).write_bytes(b"no database" * 1000)
    newsroom.article("b.md", "# Інше\n")
    answer = newsroom.l10n("sync", "--no-draft")
    assert (answer.code, answer.err) == (0, "")
    assert _targets(newsroom) == before != set()


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
    running = [_start(newsroom, "memory", *each) for each in commands]
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


READING = ("search Рада", "stats", "prune --dry-run")


def _cannot_be_kept(newsroom: Newsroom, said: list[Answer]) -> None:
    *reading, rebuild = said
    for answer in said:
        assert answer.err.count("[L10N-MEM-011]") == answer.err.count("\n") == 1
        assert str(newsroom.root) not in answer.err
    assert [each.code for each in reading] == [0, 0, 0]
    assert "→ Council" in reading[0].out
    assert "1 catalog" in reading[1].out
    assert (rebuild.code, rebuild.out) == (3, "")


@pytest.mark.parametrize("place", [".l10n", ".l10n/memory.sqlite"])
@pytest.mark.parametrize("kind", ["folder", "link", "file"])
def test_whatever_stands_in_its_place_the_memory_answers(
    newsroom: Newsroom, place: str, kind: str
) -> None:
    catalog(newsroom, "a.md", {"Рада": "Council"})
    path, elsewhere = newsroom.root / place, newsroom.root.parent / "elsewhere"
    elsewhere.mkdir()
    shutil.rmtree(newsroom.root / ".l10n", ignore_errors=True)
    path.parent.mkdir(exist_ok=True)
    if kind == "folder":
        (path / "of somebody").mkdir(parents=True)
    elif kind == "link":
        path.symlink_to(elsewhere)
    else:
        path.write_text("nothing of ours")
    said = [newsroom.l10n("memory", *each.split()) for each in (*READING, "rebuild")]
    if (place, kind) in {(".l10n/memory.sqlite", "folder"), (".l10n", "link"), (".l10n", "file")}:
        _cannot_be_kept(newsroom, said)
        assert all("remove it; it is only a cache" in each.err for each in said)
    else:
        assert {(each.code, each.err) for each in said} == {(0, "")}
        assert "→ Council" in said[0].out
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("before", ["nothing", "an older index"])
def test_a_clone_that_may_only_be_read_has_a_memory(newsroom: Newsroom, before: str) -> None:
    catalog(newsroom, "b.md" if before != "nothing" else "a.md", {"Рада": "Council"})
    if before != "nothing":
        newsroom.l10n("memory", "stats")
        newsroom.catalog("b.md").unlink()
        catalog(newsroom, "a.md", {"Рада": "Council"})
        (newsroom.root / ".l10n").chmod(0o500)
        for each in (newsroom.root / ".l10n").iterdir():
            each.chmod(0o400)
    else:
        shutil.rmtree(newsroom.root / ".l10n", ignore_errors=True)
    newsroom.root.chmod(0o500)
    commands = [["memory", *each.split()] for each in (*READING, "rebuild")]
    _cannot_be_kept(newsroom, answers(newsroom.run, newsroom.root, commands))


@pytest.mark.parametrize("laps", [1, pytest.param(12, marks=pytest.mark.sampled(0))])
def test_eight_commands_at_once_all_find_the_whole_memory(newsroom: Newsroom, laps: int) -> None:
    texts = {f"Рада ухвалила {each} бюджет.": f"Budget {each}" for each in "абвгґдеєжзиіїйклмнопрс"}
    newsroom.article("a.md", "\n\n".join(texts) + "\n")
    newsroom.l10n("sync", "--no-draft")
    catalog(newsroom, "a.md", texts)
    commands = (
        "sync",
        "memory search Рада_ухвалила_г_бюджет.",
        "memory rebuild",
        "memory prune --dry-run",
    )
    for lap in range(laps):
        if lap % 2 == 0:
            shutil.rmtree(newsroom.root / ".l10n", ignore_errors=True)
        running = [(each, _start(newsroom, *_words(each))) for each in commands * 2]
        for command, process in running:
            code, out, err = _ended(process)
            while BUSY in err:
                # On a machine at work the others may take longer than is waited for them.
                code, out, err = _ended(_start(newsroom, *_words(command)))
            # That another sync has the same catalog in hand is said, and is no fault.
            assert "MEM-" not in err
            assert code == 0 or (command == "sync" and "L10N-WS-017" in err), err
            if "rebuild" in command:
                assert f"made anew: {len(texts)} translations" in out
            if "search" in command:
                assert "→ Budget" in out
        assert len(every(newsroom)) == len(texts)


def _words(command: str) -> Iterator[str]:
    return (word.replace("_", " ") for word in command.split())


def _ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate()
    return process.returncode, out, err


BUSY = "not up to date: another command is writing it"


def _start(newsroom: Newsroom, *command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "l10n", "-C", newsroom.root, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
