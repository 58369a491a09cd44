"""The last look: whatever happens between commands, they tell what a first command would."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from l10n.desk.desk import open_desk
from l10n.desk.last_look import LastLook, published_from, worked_on
from l10n.store.looks import changed, look
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom, Run

COMMANDS = (("sync",), ("publish",), ("coverage",), ("status",), ("check",))
ROUNDS = 5


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for number in range(5):
        newsroom.article(f"{'ab'[number % 2]}/{number}.md", f"# Рада {number}\n\nСлово {number}.\n")
    newsroom.article("a/links.md", "Далі — [рада](0.md), ![мапа](map.png) і [слово](../b/1.md).\n")
    newsroom.article("a/map.png", "picture")
    return newsroom


class Edits:
    """What people and git do to files between two commands."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random, self.number = root, Random(seed), 0

    def __call__(self) -> None:
        kinds: tuple[Callable[[], None], ...] = (
            self.saved, self.replaced, self.same_size, self.touched, self.set_back, self.added,
            self.gone, self.picture, self.accepted, self.page, self.catalog_gone, self.moved,
        )  # fmt: skip
        self.number += 1
        self.random.choice(kinds)()

    def some(self, pattern: str) -> Path:
        return self.random.choice(sorted(self.root.glob(pattern)) or [self.root / "workflows"])

    def saved(self) -> None:
        with self.some("articles/*/[0-9]*.md").open("a", encoding="utf-8") as file:
            file.write(f"\nНове слово {self.number}.\n")

    def replaced(self) -> None:
        path = self.some("articles/*/[0-9]*.md")
        new = path.with_name(".new")
        new.write_text(path.read_text("utf-8") + f"\nІнше {self.number}.\n", "utf-8")
        new.replace(path)

    def same_size(self) -> None:
        path = self.some("articles/*/[0-9]*.md")
        text = path.read_text("utf-8")
        path.write_text(text.replace("Слово", "Олово") if "Слово" in text else text, "utf-8")

    def touched(self) -> None:
        self.some("articles/*/*.md").touch()

    def set_back(self) -> None:
        path = self.some("articles/*/[0-9]*.md")
        before = path.stat()
        self.same_size()
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def added(self) -> None:
        path = self.root / "articles" / "b" / f"9{self.number}.md"
        path.write_text(f"Окрема стаття {self.number}.\n", "utf-8")

    def gone(self) -> None:
        self.some("articles/b/9*.md").unlink() if self.some("articles/b/9*.md").is_file() else None

    def picture(self) -> None:
        (self.root / "articles" / "a" / "map.png").write_text(f"picture {self.number}", "utf-8")

    def accepted(self) -> None:
        path = self.some("catalogs/en/*/[0-9]*.po")
        if path.is_file():
            path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")

    def page(self) -> None:
        path = self.some("published/en/*/*.md")
        if path.is_file():
            path.write_text(path.read_text("utf-8") + f"\nBy hand {self.number}.\n", "utf-8")

    def catalog_gone(self) -> None:
        path = self.some("catalogs/en/*/[0-9]*.po")
        if path.is_file():
            path.unlink()

    def moved(self) -> None:
        """A whole folder is copied, and the copy takes its place."""
        folder, copy = self.root / "articles" / "b", self.root / "b"
        shutil.copytree(folder, copy)
        shutil.rmtree(folder)
        copy.rename(folder)


def tree(root: Path) -> dict[str, bytes]:
    rooms = ("catalogs", "records", "published", "versions", "kept")
    paths = (path for room in rooms for path in (root / room).rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


@pytest.mark.sampled(60)
@pytest.mark.parametrize("seed", range(60))
def test_commands_tell_what_a_first_one_would(
    desk: Newsroom, run: Run, tmp_path: Path, seed: int
) -> None:
    edits = Edits(desk.root, seed)
    for number in range(ROUNDS):
        for _edit in range(edits.random.randint(0, 2) if number else 0):
            edits()
        if edits.random.random() < 0.5:
            time.sleep(0.06)
        for command in COMMANDS:
            fresh = tmp_path / "fresh"
            shutil.copytree(desk.root, fresh, ignore=shutil.ignore_patterns(".l10n"))
            expected, found = run(*command, at=fresh), desk.l10n(*command)
            assert found == expected, (number, command)
            assert tree(desk.root) == tree(fresh), (number, command)
            shutil.rmtree(fresh)


def settled(desk: Newsroom) -> None:
    for command in ("sync", "publish", "publish"):
        desk.l10n(command)
        time.sleep(0.06)


def last(desk: Newsroom, purpose: str, settings: str) -> LastLook:
    opened = open_desk(Workspace(desk.root))
    rooms = published_from(opened) if purpose == "publish" else worked_on(opened)
    return LastLook(opened, purpose, rooms, settings, linked=purpose == "publish")


def kept(desk: Newsroom, purpose: str) -> None:
    look_now = last(desk, purpose, "x")
    look_now.keep((), {})
    look_now.close()


@pytest.mark.parametrize(
    ("path", "articles"),
    [
        ("articles/a/0.md", {"a/0.md", "a/links.md"}),
        ("articles/a/map.png", {"a/links.md"}),
        ("articles/b/3.md", {"b/3.md"}),
        ("catalogs/en/b/3.md.po", {"b/3.md"}),
        ("published/en/b/3.md", {"b/3.md"}),
        ("versions/en/b/3.md.versions.jsonl", {"b/3.md"}),
    ],
)
def test_a_save_concerns_its_pages_alone(desk: Newsroom, path: str, articles: set[str]) -> None:
    settled(desk)
    kept(desk, "publish")
    assert last(desk, "publish", "x").articles == frozenset()
    with (desk.root / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert last(desk, "publish", "x").articles == articles


@pytest.mark.parametrize(
    "name", ["articles/new.md", "articles/a/new.png", "catalogs/en/x.po", "records/en/x"]
)
def test_what_comes_concerns_all_articles(desk: Newsroom, name: str) -> None:
    settled(desk)
    kept(desk, "sync")
    (desk.root / name).write_text("x", "utf-8")
    assert last(desk, "sync", "x").articles is None


def test_other_settings_concern_all_articles(desk: Newsroom) -> None:
    settled(desk)
    kept(desk, "sync")
    assert last(desk, "sync", "y").articles is None


def test_a_save_in_the_moment_of_a_look_is_seen(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(desk)
    path = desk.article("b/3.md", "Слово.\n")
    moment = path.stat().st_ctime_ns + 1
    with monkeypatch.context() as clock:
        clock.setattr(time, "time_ns", lambda: moment)
        kept(desk, "sync")
    # Another save may have left the same times: it is looked at, whether they differ or not.
    assert last(desk, "sync", "x").articles == {"b/3.md"}
    path.write_text("Олово.\n", "utf-8")
    assert last(desk, "sync", "x").articles == {"b/3.md"}


def test_what_another_command_has_still_to_tell_is_kept(desk: Newsroom) -> None:
    settled(desk)
    kept(desk, "sync")
    slow = last(desk, "sync", "x")
    with (desk.root / "articles/b/3.md").open("a", encoding="utf-8") as file:
        file.write("\nСлово.\n")
    time.sleep(0.06)
    quick = last(desk, "sync", "x")
    quick.keep(["b/3.md"], {})
    quick.close()
    slow.keep((), {})
    slow.close()
    assert last(desk, "sync", "x").articles == {"b/3.md"}


def test_an_article_that_came_and_went_concerns_all(desk: Newsroom) -> None:
    settled(desk)
    path = desk.article("b/9.md", "Слово.\n")
    path.unlink()
    found = last(desk, "sync", "x")
    # It came after the look and was not done with; no later look has it among what has gone.
    found.keep(["b/9.md"], {})
    found.close()
    assert last(desk, "sync", "x").articles is None


def test_a_link_to_a_folder_is_walked_as_ever(desk: Newsroom) -> None:
    settled(desk)
    kept(desk, "sync")
    (desk.root / "elsewhere").mkdir()
    (desk.root / "articles" / "c").symlink_to(desk.root / "elsewhere")
    assert last(desk, "sync", "x").articles is None
    assert "WS-022" not in desk.l10n("sync").out
    assert "articles/c: a symbolic link to a folder is not followed" in desk.l10n("sync").err


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE looks SET stamps = x'00'",
        "UPDATE looks SET stamps = 'x', names = 7",
        "UPDATE looks SET folder = folder || 'x'",
        "UPDATE said SET said = '{}'",
        "UPDATE said SET said = x'ff'",
        "DELETE FROM looks",
        "DROP TABLE said",
    ],
)
def test_what_somebody_did_to_the_cache_costs_time_alone(desk: Newsroom, statement: str) -> None:
    import sqlite3
    from contextlib import closing

    settled(desk)
    before = [desk.l10n(*command) for command in COMMANDS]
    with closing(sqlite3.connect(desk.root / ".l10n" / "looks.sqlite")) as db:
        db.execute(statement)
        db.commit()
    assert [desk.l10n(*command) for command in COMMANDS] == before


def test_hidden_files_are_no_part_of_a_look(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("x", "utf-8")
    before = look(tmp_path, ("articles",))
    (tmp_path / "articles" / ".a.md.swp").write_text("x", "utf-8")
    now = look(tmp_path, ("articles",))
    assert before is not None
    assert now is not None
    assert changed(before, now) == changed(before, before)
