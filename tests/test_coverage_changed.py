"""What a branch touches, and no more: `l10n coverage --changed-since`."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import WORKFLOW, Answer, Newsroom
from tests.test_coverage_gate import GOOD, NEWS, filled

THIRD = "Дощ іде над містом уже третій день."
FOURTH = "Дощ іде над містом уже четвертий день."


def git(folder: Path, *command: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    names = {
        f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *command],
        cwd=folder, env=own | names, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def commit(folder: Path, message: str = "x") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """A desk under git: `a.md` is finished, `b.md` is not; a branch begins there."""
    newsroom.workflow(WORKFLOW.replace('["pseudo"]', "[]"))
    newsroom.article("a.md", NEWS)
    newsroom.article("b.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), *GOOD)
    git(newsroom.root, "init", "-q")
    commit(newsroom.root)
    git(newsroom.root, "checkout", "-qb", "branch")
    return newsroom


def since(desk: Newsroom, *options: object, revision: str = "main") -> Answer:
    return desk.l10n("coverage", "--changed-since", revision, "--json", *options)


def test_what_the_branch_did_not_touch_fails_no_gate(desk: Newsroom) -> None:
    assert desk.l10n("coverage", "--fail-under", "100").code == 1
    answer = since(desk, "--fail-under", "100")
    assert (answer.code, answer.json["articles"]) == (0, [])
    assert answer.json["changed_since"] == "main"
    assert "Nothing has changed since main." in desk.l10n("coverage", "--changed-since", "main").out


def test_only_entries_that_were_touched_are_counted(desk: Newsroom) -> None:
    filled(desk.catalog("b.md"), GOOD[0], None, None)
    (found,) = since(desk, "--fail-under", "100").json["articles"]
    assert found["article"] == "b.md"
    assert found["entries"] == {"empty": 0, "draft": 0, "translated": 1}
    assert found["gate_entries"] == {"needed": 1, "covered": 1}
    filled(desk.catalog("b.md"), None, "The bridge is open again.", None)
    answer = since(desk, "--fail-under", "51")
    assert answer.code == 1
    assert answer.json["articles"][0]["gate_entries"] == {"needed": 2, "covered": 1}
    assert since(desk, "--max-errors", "0").code == 1


def test_a_text_that_the_branch_wrote_has_to_be_translated(desk: Newsroom) -> None:
    desk.article("b.md", NEWS + "\nНові слова.\n")
    stale = since(desk, "--fail-under", "0")
    assert (stale.code, stale.json["gate"]["failures"][0]["demand"]) == (1, "current")
    assert stale.json["articles"][0]["gate_entries"] == {"needed": 1, "covered": 0}
    desk.l10n("sync", "--no-draft")
    assert since(desk, "--fail-under", "1").code == 1
    filled(desk.catalog("b.md"), None, None, None, "New words.")
    assert since(desk, "--fail-under", "100").code == 0
    commit(desk.root)
    assert since(desk, "--fail-under", "100").code == 0


def test_what_others_did_meanwhile_is_not_the_branch(desk: Newsroom) -> None:
    git(desk.root, "checkout", "-q", "main")
    desk.article("c.md", NEWS)
    desk.l10n("sync", "c.md")
    commit(desk.root)
    git(desk.root, "checkout", "-q", "branch")
    desk.article("d.md", NEWS)
    desk.l10n("sync", "d.md")
    commit(desk.root)
    assert [each["article"] for each in since(desk).json["articles"]] == ["d.md"]


def test_a_translation_that_was_taken_out_is_missed(desk: Newsroom) -> None:
    path = desk.catalog("a.md")
    text = path.read_text()
    path.write_text(text.replace(f'msgstr "{GOOD[0]}"', 'msgstr ""'))
    answer = since(desk, "--fail-under", "100")
    assert answer.code in (1, 3)
    path.unlink()
    (failure,) = since(desk, "--fail-under", "0").json["gate"]["failures"]
    assert failure["demand"] == "catalog"


def bumped(desk: Newsroom) -> str:
    """The catalog of `a.md` with the source text of one entry exchanged by hand."""
    desk.article("a.md", NEWS.replace(THIRD, FOURTH))
    text = desk.catalog("a.md").read_text()
    assert THIRD in text
    return text.replace(THIRD, FOURTH)


def test_a_source_text_exchanged_by_hand_covers_nothing(desk: Newsroom) -> None:
    desk.catalog("a.md").write_text(bumped(desk))
    # A fresh clone, as CI has it, knows nothing of what was seen of the catalog.
    for name in (desk.root / ".l10n").glob("*.sqlite*"):
        name.unlink()
    assert desk.l10n("coverage", "a.md", "--fail-under", "100").code == 0
    answer = since(desk, "a.md", "--fail-under", "100")
    assert answer.code == 1
    (found,) = answer.json["articles"]
    assert (found["entries"]["translated"], found["of_earlier_text"]) == (1, 1)
    assert found["gate_entries"] == {"needed": 1, "covered": 0}
    # A translation that somebody has changed with it was looked at.
    path = desk.catalog("a.md")
    path.write_text(path.read_text().replace("three days", "four days"))
    assert since(desk, "a.md", "--fail-under", "100").code == 0


def test_what_sync_carried_over_and_a_person_confirmed_counts(desk: Newsroom) -> None:
    desk.article("a.md", NEWS.replace(THIRD, FOURTH))
    desk.l10n("sync")
    path = desk.catalog("a.md")
    text = re.sub(r"(?m)^#\| .*\n", "", path.read_text())
    path.write_text(text.replace("#, fuzzy\n", ""))
    answer = since(desk, "a.md", "--fail-under", "100")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("place", ["site/news", "."])
def test_a_workspace_in_a_folder_of_a_repository(
    newsroom: Newsroom, tmp_path: Path, place: str
) -> None:
    root = tmp_path / "repository" / place
    root.parent.mkdir(parents=True, exist_ok=True)
    newsroom.article("розділ/стаття 1.md", NEWS)
    newsroom.l10n("sync")
    newsroom.root.rename(root)
    moved = Newsroom(root, newsroom.run)
    git(tmp_path / "repository", "init", "-q")
    commit(tmp_path / "repository")
    assert since(moved, revision="HEAD").json["articles"] == []
    moved.article("розділ/стаття 1.md", NEWS + "\nЩе.\n")
    assert len(since(moved, revision="HEAD").json["articles"]) == 1


@pytest.mark.parametrize(
    "revision", ["nothing", "-h", "--output=x", "main..branch", "a\nb", "HEAD:a"]
)
def test_a_revision_that_git_does_not_know_is_said(desk: Newsroom, revision: str) -> None:
    answer = since(desk, f"--changed-since={revision}")
    assert answer.code == 2
    assert "is no revision that git knows" in answer.err
    assert answer.err.count("\n") == 1


def test_without_git_or_a_repository_it_says_so(
    desk: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        assert "git is not installed" in since(desk).err
    (desk.root / ".git").rename(tmp_path / "gone")
    answer = since(desk)
    assert (answer.code, "this is no git repository" in answer.err) == (2, True)


def test_a_damaged_repository_is_one_line(desk: Newsroom) -> None:
    desk.article("a.md", NEWS + "\nЩе.\n")
    wanted = ("HEAD:articles/a.md", "HEAD^{tree}", "HEAD")
    for name in git(desk.root, "rev-parse", *wanted).split():
        path = desk.root / ".git/objects" / name[:2] / name[2:]
        path.chmod(0o644)
        path.write_bytes(b"x")
        answer = since(desk)
        assert answer.code in (0, 2)
        assert answer.err.count("\n") == (answer.code == 2)


def test_without_a_common_commit_it_says_what_to_fetch(desk: Newsroom) -> None:
    git(desk.root, "checkout", "-q", "--orphan", "other")
    commit(desk.root, "another beginning")
    answer = since(desk)
    assert answer.code == 2
    assert "fetch-depth: 0" in answer.err


def test_no_program_that_a_repository_names_is_run(desk: Newsroom, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "pager.ls-tree", "core.sshCommand", "core.hooksPath",
        "filter.x.smudge", "filter.x.clean", "diff.x.textconv", "alias.cat-file", "core.editor",
        "uploadpack.packObjectsHook", "gpg.program", "credential.helper",
    ):  # fmt: skip
        git(desk.root, "config", key, str(program))
    (desk.root / ".git/info/attributes").write_text("* filter=x diff=x\n")
    desk.article("a.md", NEWS + "\nЩе.\n")
    assert len(since(desk).json["articles"]) == 1
    assert not ran.exists()


def test_files_in_lfs_count_as_changed(desk: Newsroom) -> None:
    path = desk.catalog("b.md")
    text = path.read_bytes()
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    commit(desk.root)
    path.write_bytes(text)
    (found,) = since(desk, revision="HEAD").json["articles"]
    assert found["gate_entries"]["needed"] == 3
