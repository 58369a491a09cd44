"""What git puts into the tree is whole: nothing that it does is asked about."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from l10n.store.git import Git, names
from tests.conftest import WORKFLOW, Newsroom

TEXTS = [f"Новина номер {number} про міську раду." for number in range(8)]


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "editor")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "editor@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))


def git(folder: Path, *arguments: str) -> str:
    found = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return found.stdout


def translate(newsroom: Newsroom, texts: list[str], *, word: str = "News") -> None:
    """Translate some texts of the article, as a person does in an editor."""
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    for text in texts:
        entry = catalog.find(text)
        entry.msgstr, entry.flags = f"{word} {text[13]} of the council.", []
    catalog.save()


def translated(newsroom: Newsroom) -> int:
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    return sum(not entry.fuzzy and bool(entry.msgstr) for entry in catalog)


def commit(newsroom: Newsroom, message: str) -> None:
    git(newsroom.root, "add", "-A")
    git(newsroom.root, "commit", "-q", "-m", message)


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the repository of `repository` is laid out once, for copies."""
    return tmp_path_factory.mktemp("repository") / "newsroom"


@pytest.fixture
def repository(newsroom: Newsroom, _made: Path) -> Newsroom:
    """`old` has three texts, two of them translated; `main` has eight, all translated."""
    if _made.exists():
        shutil.rmtree(newsroom.root)
        shutil.copytree(_made, newsroom.root, symlinks=True)
        return newsroom
    git(newsroom.root, "init", "-q", "-b", "main")
    # Notes on where a translation comes from would differ between branches that translate.
    newsroom.workflow(f"{WORKFLOW}\n[memory]\nuse = false\n")
    newsroom.article("a.md", "\n\n".join(TEXTS[:3]) + "\n")
    newsroom.l10n("sync")
    translate(newsroom, TEXTS[:2])
    newsroom.l10n("sync")
    commit(newsroom, "three")
    git(newsroom.root, "branch", "old")
    newsroom.article("a.md", "\n\n".join(TEXTS) + "\n")
    newsroom.l10n("sync")
    translate(newsroom, TEXTS)
    newsroom.l10n("sync")
    commit(newsroom, "eight")
    shutil.copytree(newsroom.root, _made, symlinks=True)
    return newsroom


def accepted(newsroom: Newsroom) -> int:
    """The translations that are there once every command has taken the catalog as it is."""
    for command in (("status",), ("sync",), ("publish",), ("sync",)):
        answer = newsroom.l10n(*command)
        assert "L10N-PO" not in answer.err, answer.err
        assert answer.code == 0, (command, answer.err)
    return translated(newsroom)


def test_switching_branches_asks_for_nothing(repository: Newsroom) -> None:
    git(repository.root, "checkout", "-q", "old")
    assert accepted(repository) == 2
    git(repository.root, "checkout", "-q", "--force", "main")
    assert accepted(repository) == 8
    git(repository.root, "switch", "-q", "--force", "old")
    assert accepted(repository) == 2


def test_a_catalog_of_another_branch_asks_for_nothing(repository: Newsroom) -> None:
    """The article stays as it is, so the catalog lacks what it has."""
    git(repository.root, "checkout", "-q", "old", "--", "catalogs")
    assert accepted(repository) == 2


@pytest.mark.parametrize(
    "command",
    [
        ("restore", "--source=old", "catalogs"),
        ("restore", "--source=old", "--staged", "--worktree", "."),
        ("reset", "-q", "--hard", "HEAD~1"),
        ("revert", "--no-edit", "HEAD"),
        ("checkout", "-q", "HEAD~1"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_going_back_asks_for_nothing(repository: Newsroom, command: tuple[str, ...]) -> None:
    git(repository.root, *command)
    assert accepted(repository) == 2


def test_putting_work_aside_asks_for_nothing(repository: Newsroom) -> None:
    git(repository.root, "checkout", "-q", "old")
    translate(repository, TEXTS[:3])
    assert accepted(repository) == 3
    git(repository.root, "stash", "-q")
    assert accepted(repository) == 2
    git(repository.root, "checkout", "-q", "--force", "old")
    git(repository.root, "stash", "pop", "-q")
    assert accepted(repository) == 3


def test_commits_put_together_ask_for_nothing(repository: Newsroom) -> None:
    """Merge, rebase and cherry-pick of a branch that took some entries out on purpose."""
    root = repository.root
    git(root, "checkout", "-q", "-b", "shorter")
    repository.article("a.md", "\n\n".join(TEXTS[:6]) + "\n")
    repository.l10n("sync")
    catalog = polib.pofile(str(repository.catalog("a.md")))
    for entry in catalog.obsolete_entries():
        catalog.remove(entry)
    catalog.save()
    assert repository.l10n("sync", "--accept-removals", "a.md").code == 0
    commit(repository, "six")
    for number, command in enumerate((("merge", "-q", "--no-edit"), ("rebase", "-q"))):
        git(root, "checkout", "-q", "--force", "-b", f"way{number}", "main")
        accepted(repository)
        git(root, "checkout", "-q", "--", ".")
        # Another change in the same file, so that what comes of both is new.
        translate(repository, TEXTS[:1], word="Report")
        commit(repository, "a better word")
        git(root, *command, "shorter")
        assert accepted(repository) == 6
    git(root, "checkout", "-q", "--force", "-b", "picked", "main")
    accepted(repository)
    git(root, "checkout", "-q", "--", ".")
    translate(repository, TEXTS[:1], word="Report")
    commit(repository, "a better word")
    git(root, "cherry-pick", "shorter")
    assert accepted(repository) == 6


def test_line_ends_of_another_system_ask_for_nothing(repository: Newsroom) -> None:
    (repository.root / ".git" / "info" / "attributes").write_text("*.po text eol=crlf\n")
    git(repository.root, "checkout", "-q", "old", "--", "catalogs")
    assert b"\r\n" in repository.catalog("a.md").read_bytes()
    assert accepted(repository) == 2


def test_work_on_what_a_switch_has_brought_asks_for_nothing(repository: Newsroom) -> None:
    """What was seen before is in git, and nothing of what git has here now is missing."""
    git(repository.root, "checkout", "-q", "old")
    translate(repository, TEXTS[:3])
    assert accepted(repository) == 3


def test_what_is_cut_off_after_a_switch_is_asked_about(repository: Newsroom) -> None:
    git(repository.root, "checkout", "-q", "old")
    translate(repository, TEXTS[:3])
    path = repository.catalog("a.md")
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"\n\n") + 1])
    answer = repository.l10n("sync")
    assert answer.code == 3
    assert "has lost 6 entries" in answer.err


def test_what_only_git_was_not_told_of_is_asked_about(repository: Newsroom) -> None:
    """Eight translations that no commit has, cut down to those of the last commit."""
    git(repository.root, "reset", "-q", "--soft", "old")
    git(repository.root, "restore", "--staged", ".")
    translate(repository, TEXTS, word="Report")
    assert repository.l10n("sync").code == 0
    path = repository.catalog("a.md")
    path.write_bytes(b"\n\n".join(path.read_bytes().split(b"\n\n")[:4]) + b"\n")
    answer = repository.l10n("sync")
    assert answer.code == 3
    assert "has lost 5 entries" in answer.err


def test_what_git_has_not_is_asked_about(repository: Newsroom) -> None:
    path = repository.catalog("a.md")
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"\n\n") + 1])
    answer = repository.l10n("sync")
    assert answer.code == 3
    assert "has lost 1 entry" in answer.err
    git(repository.root, "add", "-A")
    # What was staged is on record, and can be had again.
    assert repository.l10n("sync").code == 0


Ask = Callable[[bytes], bool]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "a.po").write_bytes(b"one\n")
    git(folder, "add", "a.po")
    return lambda data: Git().on_record(folder, names(data))


def test_only_the_very_bytes_are_on_record(ask: Ask) -> None:
    assert ask(b"one\n")
    assert ask(b"one\r\n")
    assert not ask(b"one")
    assert not ask(b"")


def test_the_index_has_what_was_staged(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    path = tmp_path / "en" / "a b.po"
    path.parent.mkdir()
    path.write_bytes(b"one\n")
    assert Git().staged(path) is None
    git(tmp_path, "add", ".")
    path.write_bytes(b"two\n")
    assert Git().staged(path) == b"one\n"
    assert Git().staged(path.with_name("none.po")) is None
    assert Git().staged(path.with_name("a\nb.po")) is None


def test_a_repository_of_the_other_format_answers_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / "a.po").write_bytes(b"one\n")
    git(tmp_path, "add", "a.po")
    assert Git().on_record(tmp_path, names(b"one\n"))


def test_without_git_nothing_is_on_record(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert not Git().on_record(outside, names(b"one\n"))
    assert not Git().on_record(tmp_path / "nowhere", names(b"one\n"))
    monkeypatch.setenv("PATH", str(outside))
    assert not ask(b"one\n")


def test_variables_of_a_hook_lead_git_nowhere_else(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert ask(b"one\n")


def test_no_program_that_a_repository_names_is_run(tmp_path: Path) -> None:
    """Nor does git reach for a network: an object that is not here is none."""
    git(tmp_path, "init", "-q")
    (tmp_path / "a.po").write_bytes(b"one\n")
    git(tmp_path, "add", "a.po")
    proof = tmp_path / "proof"
    run = f"touch {proof}"
    for key, value in {
        "core.fsmonitor": run,
        "core.pager": run,
        "core.sshCommand": run,
        "core.gitProxy": run,
        "credential.helper": f"!{run}",
        "core.hooksPath": str(tmp_path),
        "filter.own.clean": run,
        "filter.own.smudge": run,
        "filter.own.process": run,
        "alias.cat-file": f"!{run}",
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{run}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
    }.items():
        git(tmp_path, "config", key, value)
    (tmp_path / ".gitattributes").write_text("*.po filter=own\n")
    assert Git().on_record(tmp_path, names(b"one\n"))
    assert not Git().on_record(tmp_path, names(b"two\n"))
    assert Git().staged(tmp_path / "a.po") == b"one\n"
    assert Git().staged(tmp_path / "b.po") is None
    assert not proof.exists()


def test_a_git_that_does_not_answer_holds_up_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nsleep 600 & sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    silent = Git(seconds=0.05)
    assert not silent.on_record(tmp_path, names(b"one\n"))
    proof = tmp_path / "asked"
    slow.write_text(f"#!/bin/sh\n: > {proof}\n")
    assert not silent.on_record(tmp_path, names(b"one\n"))
    assert silent.staged(tmp_path / "a.po") is None
    assert not proof.exists()
