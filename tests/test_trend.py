"""The trend of a report: what git has of the catalogs at earlier commits, with git itself."""

import subprocess
from pathlib import Path

import pytest

from l10n.desk.trend import trend
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    date = f"2026-11-{day:02}T12:00:00Z"
    subprocess.run(
        ["git", "-c", "user.name=Desk", "-c", "user.email=desk@example.org", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date},
        check=True,
        capture_output=True,
    )


def commit(root: Path, day: int, translated: int, of: int = 4, name: str = "en/news/a.md") -> None:
    """Commit a catalog of which so many entries are translated."""
    entries = (
        f'msgid "Речення {n}."\nmsgstr "{"Text" if n < translated else ""}"\n' for n in range(of)
    )
    path = root / "catalogs" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "\n".join(entries), "utf-8")
    git(root, "add", "--all", day=day)
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Work", day=day)


def shares(root: Path) -> list[tuple[str, str, int, int]]:
    return [(m.day, m.locale, m.translated, m.empty) for m in trend(Workspace(root))]


def test_each_day_has_its_last_commit_oldest_first(root: Path) -> None:
    commit(root, 1, 0)
    commit(root, 3, 1)
    commit(root, 3, 2)
    commit(root, 9, 4)
    assert shares(root) == [
        ("2026-11-01", "en", 0, 4),
        ("2026-11-03", "en", 2, 2),
        ("2026-11-09", "en", 4, 0),
    ]


def test_locales_are_counted_apart_and_articles_together(root: Path) -> None:
    commit(root, 1, 1)
    commit(root, 1, 2, name="en/b.md")
    commit(root, 1, 3, name="de/b.md")
    assert shares(root) == [("2026-11-01", "de", 3, 1), ("2026-11-01", "en", 3, 5)]


def test_of_many_days_some_are_chosen_the_last_among_them(root: Path) -> None:
    for number in range(28):
        commit(root, number + 1, number % 5)
        commit(root, number + 1, number % 5, name="en/b.md")
    found = shares(root)
    assert len(found) == 28
    assert found[-1] == ("2026-11-28", "en", 4, 4)


def test_a_catalog_that_was_broken_then_is_left_out(root: Path) -> None:
    commit(root, 1, 2)
    (root / "catalogs/en/b.md.po").write_text("msgid broken", "utf-8")
    commit(root, 2, 3)
    assert shares(root)[-1] == ("2026-11-02", "en", 3, 1)


def test_without_a_repository_there_is_no_past(newsroom: Newsroom) -> None:
    assert trend(Workspace(newsroom.root)) == ()


def test_a_repository_without_commits_or_catalogs_has_none(root: Path) -> None:
    assert shares(root) == []
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    assert shares(root) == []


def written(root: Path, text: str, *command: str) -> str:
    done = subprocess.run(
        ["git", *command], cwd=root, input=text, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("wide", "deep"), [(10, 9), (1, 300)])
def test_small_trees_that_tell_of_millions_are_no_past(root: Path, wide: int, deep: int) -> None:
    commit(root, 1, 2)
    tree = written(root, "", "rev-parse", "HEAD:catalogs/en")
    for _level in range(deep):
        lines = "".join(f"040000 tree {tree}\t{n}\n" for n in range(wide))
        tree = written(root, lines, "mktree")
    whole = written(root, f"040000 tree {tree}\tcatalogs\n", "mktree")
    name = ("-c", "user.name=x", "-c", "user.email=x@y")
    made = written(root, "", *name, "commit-tree", "-p", "HEAD", "-m", "x", whole)
    git(root, "update-ref", "HEAD", made)
    assert shares(root) == [("2026-11-01", "en", 2, 2)]
