"""Git merges catalogs entry by entry: what is set up, and what real merges leave."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, State
from l10n.store.merging import DRIVER, LINES
from tests.conftest import WORKFLOW, Newsroom, Run

YES, NO, PERHAPS = "Так.", "Ні.", "Можливо."


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "editor")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "editor@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    found = subprocess.run(
        ["git", *arguments], cwd=folder, check=False, capture_output=True, text=True
    )
    assert found.returncode == code, found.stdout + found.stderr
    return found.stdout + found.stderr


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the repository of `desk` is laid out once, for copies."""
    return tmp_path_factory.mktemp("repository") / "newsroom"


@pytest.fixture
def desk(_made: Path, tmp_path: Path, run: Run) -> Newsroom:
    """A newsroom in a repository whose git has the driver, with one catalog."""
    if not _made.exists():
        _made.mkdir()
        git(_made, "init", "-q", "-b", "main")
        assert run("init", _made).code == 0
        newsroom = Newsroom(_made, run)
        newsroom.workflow(WORKFLOW)
        newsroom.article("a.md", f"{YES}\n\n{NO}\n")
        assert newsroom.l10n("sync").code == 0
        commit(newsroom)
    shutil.copytree(_made, tmp_path / "newsroom")
    return Newsroom(tmp_path / "newsroom", run)


def commit(newsroom: Newsroom) -> None:
    git(newsroom.root, "add", "-A")
    git(newsroom.root, "commit", "-q", "-m", "work")


def translate(newsroom: Newsroom, **targets: str) -> None:
    """Translate as a person does; `yes`, `no` and `perhaps` name texts."""
    path = newsroom.catalog("a.md")
    catalog = po.load(path)
    named = {YES: targets.get("yes"), NO: targets.get("no"), PERHAPS: targets.get("perhaps")}
    entries = (
        each if not (text := named.get(each.source)) else each.with_target(text, State.TRANSLATED)
        for each in catalog.entries
    )
    path.write_text(po.dump(Catalog(catalog.headers, tuple(entries))), "utf-8")


def entries(newsroom: Newsroom) -> dict[str, Entry]:
    return {each.source: each for each in po.load(newsroom.catalog("a.md")).entries}


def branches(newsroom: Newsroom, mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Two branches with work in each; `main` is checked out."""
    git(newsroom.root, "switch", "-q", "-c", "side")
    translate(newsroom, **theirs)
    commit(newsroom)
    git(newsroom.root, "switch", "-q", "main")
    translate(newsroom, **mine)
    commit(newsroom)


def test_a_conflict_is_a_draft_with_both_and_stops_the_merge(desk: Newsroom) -> None:
    branches(desk, {"yes": "Yes."}, {"yes": "Yes!", "no": "No."})
    said = git(desk.root, "merge", "side", "-m", "merge", code=1)
    assert "1 text was translated on both sides" in said
    assert "git add catalogs/en/a.md.po" in said
    found = entries(desk)
    assert (found[YES].target, found[YES].state) == ("Yes.", State.DRAFT)
    assert found[YES].comment == "Another translation: Yes!"
    assert (found[NO].target, found[NO].state) == ("No.", State.TRANSLATED)
    assert "UU catalogs/en/a.md.po" in git(desk.root, "status", "--short")
    assert desk.l10n("sync").code == 0


def test_a_conflict_is_told_in_the_language_of_the_notes(desk: Newsroom) -> None:
    workflow = (desk.root / "workflows/news.toml").read_text("utf-8")
    desk.workflow(workflow.replace('targets = ["en"]', 'targets = ["en"]\nnotes = "uk"'))
    commit(desk)
    branches(desk, {"yes": "Yes."}, {"yes": "Yes!"})
    git(desk.root, "merge", "side", "-m", "merge", code=1)
    assert entries(desk)[YES].comment == "Інший переклад: Yes!"


def test_a_machine_draft_of_another_branch_gives_way(desk: Newsroom) -> None:
    """In a workspace that is a folder of a larger repository, in which files have evil names."""
    top = desk.root.parent
    (desk.root / ".git").rename(top / ".git")
    for name in ("l10n", "click", "polib"):
        (top / f"{name}.py").write_text("raise SystemExit('taken over')\n")
    commit(desk)
    git(top, "switch", "-q", "-c", "side")
    desk.article("a.md", f"{YES}\n\n{NO}\n\n{PERHAPS}\n")
    assert desk.l10n("sync").code == 0
    commit(desk)
    git(top, "switch", "-q", "main")
    desk.article("a.md", f"{YES}\n\n{NO}\n\n{PERHAPS}\n")
    assert desk.l10n("sync", "--no-draft").code == 0
    translate(desk, perhaps="Perhaps.")
    commit(desk)
    git(top, "cherry-pick", "side")
    found = entries(desk)[PERHAPS]
    assert (found.target, found.state) == ("Perhaps.", State.TRANSLATED)
    assert found.comment == ""


def test_what_is_no_catalog_gets_the_markers_of_git(desk: Newsroom) -> None:
    branches(desk, {"yes": "Yes."}, {"yes": "Yes!"})
    path = desk.catalog("a.md")
    path.write_text(path.read_text("utf-8") + '\nmsgid "cut off\n', "utf-8")
    commit(desk)
    said = git(desk.root, "merge", "side", "-m", "merge", code=1)
    assert "a quote is not closed" in said
    text = path.read_text("utf-8")
    assert '<<<<<<< ours\nmsgstr "Yes."\n' in text
    assert 'msgstr "Yes!"\n>>>>>>> theirs\n' in text


def test_what_is_no_text_stays_ours_and_is_a_conflict(desk: Newsroom) -> None:
    branches(desk, {"yes": "Yes."}, {"yes": "Yes!"})
    path = desk.catalog("a.md")
    path.write_bytes(b"\0\1\2")
    commit(desk)
    git(desk.root, "merge", "side", "-m", "merge", code=1)
    assert path.read_bytes() == b"\0\1\2"


def test_a_catalog_that_is_new_on_both_sides_is_merged(desk: Newsroom) -> None:
    for branch, target in ((("-c", "side"), "Prices rose."), (("main",), "")):
        git(desk.root, "switch", "-q", *branch)
        desk.article("b.md", "Ціни зросли.\n")
        assert desk.l10n("sync").code == 0
        if target:
            path = desk.catalog("b.md")
            catalog = po.load(path)
            done = tuple(each.with_target(target, State.TRANSLATED) for each in catalog.entries)
            path.write_text(po.dump(Catalog(catalog.headers, done)), "utf-8")
        commit(desk)
    git(desk.root, "merge", "side", "-m", "merge")
    (only,) = po.load(desk.catalog("b.md")).entries
    assert (only.target, only.state) == ("Prices rose.", State.TRANSLATED)


def test_git_puts_markers_where_the_driver_cannot_run(desk: Newsroom) -> None:
    command = git(desk.root, "config", DRIVER).strip()
    start = command.index(" merge-driver")
    git(desk.root, "config", DRIVER, f"/nowhere/l10n{command[start:]}")
    branches(desk, {"yes": "Yes."}, {"yes": "Yes!"})
    git(desk.root, "merge", "side", "-m", "merge", code=1)
    assert "<<<<<<<" in desk.catalog("a.md").read_text("utf-8")


def test_a_mistake_of_the_driver_is_no_merge(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [desk.root / name for name in ("base", "ours", "theirs")]
    for each in files:
        each.write_text(po.dump(Catalog(entries=(Entry(None, each.name),))), "utf-8")
    before = files[1].read_bytes()
    assert desk.run("merge-driver", *files[:2]).code == 129
    assert desk.run("merge-driver", *files[:2], desk.root / "none", "a.po").code == 129
    monkeypatch.setattr("l10n.jobs.merge_driver.po.dump", lambda catalog: 1 / 0)
    answer = desk.run("merge-driver", *files, "a.po")
    assert answer.code == 129
    assert "ZeroDivisionError" in answer.err
    assert files[1].read_bytes() == before


def test_a_base_that_cannot_be_read_is_none(desk: Newsroom, tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    base.write_text("<<<<<<< ours\n", "utf-8")
    for path, target in ((ours, "Yes."), (theirs, "Yes!")):
        made = Entry(None, YES).with_target(target, State.TRANSLATED)
        path.write_text(po.dump(Catalog(entries=(made,))), "utf-8")
    assert desk.run("merge-driver", base, ours, theirs, "a.po").code == 1
    (only,) = po.load(ours).entries
    assert (only.target, only.comment) == ("Yes.", "Another translation: Yes!")


def test_init_in_a_repository_sets_git_up(tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init", "-q")
    answer = run("init", tmp_path / "desk")
    assert "git merges catalogs entry by entry in this clone" in answer.out
    assert (tmp_path / "desk/.gitattributes").read_text() == "".join(f"{each}\n" for each in LINES)
    assert "merge-driver --marker-size=%L %O %A %B %P" in git(tmp_path, "config", DRIVER)
    attribute = git(tmp_path, "check-attr", "merge", "desk/catalogs/en/news/a.md.po")
    assert attribute == "desk/catalogs/en/news/a.md.po: merge: l10n\n"


def test_init_changes_neither_attributes_nor_a_driver(tmp_path: Path, run: Run) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text("*.png binary")
    git(tmp_path, "config", DRIVER, "mine %A")
    answer = run("init", at=tmp_path)
    assert "`l10n merge-driver --install` adds them" in answer.out
    assert (tmp_path / ".gitattributes").read_text() == "*.png binary"
    assert git(tmp_path, "config", DRIVER) == "mine %A\n"
    assert run("merge-driver", "--install", at=tmp_path).code == 0
    attributes = (tmp_path / ".gitattributes").read_text()
    assert attributes == "*.png binary\n" + "".join(f"{each}\n" for each in LINES)
    assert run("merge-driver", "--install", at=tmp_path).out == "git is set up already\n"


def test_a_clone_without_the_driver_is_told_once(desk: Newsroom, tmp_path: Path) -> None:
    git(desk.root, "clone", "-q", ".", str(tmp_path / "clone"))
    clone = Newsroom(tmp_path / "clone", desk.run)
    hint = "after `l10n merge-driver --install` it merges them entry by entry"
    assert hint not in clone.l10n("status", "--json").err
    assert hint in clone.l10n("status").err
    assert hint not in clone.l10n("sync").err
    assert hint not in desk.l10n("sync").err


def test_the_driver_is_set_up_in_no_repository_with_a_line(newsroom: Newsroom) -> None:
    answer = newsroom.l10n("merge-driver", "--install")
    assert answer.code == 2
    assert "L10N-GIT-001" in answer.err
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [("a\n", "a\nb", "a\nc"), ("a", "a\nb", "a\nc\n")],
)
def test_records_of_two_branches_are_united_by_lines(
    tmp_path: Path, base: str, ours: str, theirs: str
) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text(f"{LINES[0]}\n")
    path = tmp_path / "a.reviews.jsonl"
    for branch, text in (("main", base), ("side", theirs), ("main", ours)):
        if path.exists():
            git(tmp_path, "switch", "-q", *(["-c"] if branch == "side" else []), branch)
        path.write_text(text)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", branch)
    git(tmp_path, "merge", "-q", "side", "-m", "merge")
    assert sorted(path.read_text().split()) == sorted(
        {*base.split(), *ours.split(), *theirs.split()}
    )
