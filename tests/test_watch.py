"""`l10n watch`: a save is taken up by itself, and nothing else is."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest

from l10n.desk.desk import Desk, open_desk
from l10n.desk.saved import Touched, dependent, touched
from l10n.store.watching import Saved, Watcher
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom

DEADLINE = 300
"""Seconds after which a watch is taken for one that hangs."""
ARTICLE = "# Рада\n\nРада голосувала.\n"
WORKFLOW = (
    'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["pseudo"]\n\n'
    '[publish]\nrequire = "draft"\n'
)


class Watching:
    """The command at work, and the lines that it prints."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "l10n", "-C", str(folder), "watch"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._lines: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def until(self, text: str) -> str:
        """All that is printed up to a line with this text in it."""
        said = ""
        while text not in said:
            try:
                said += self._lines.get(timeout=DEADLINE)
            except Empty:
                pytest.fail(f"never said {text!r}: {said}")
        return said

    def end(self) -> int:
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(DEADLINE)

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW)
    newsroom.article("a.md", ARTICLE)
    newsroom.article("b.md", "Далі — [рада](a.md).\n")
    return newsroom


@pytest.fixture
def watching(desk: Newsroom) -> Iterator[Watching]:
    made = Watching(desk.root)
    try:
        yield made
    finally:
        made.stop()


def replaced(path: Path, content: str | bytes) -> None:
    """Save as many editors do: nobody sees a half of it, however slow the machine is."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.replace(new, path)


def test_saves_are_synced_and_published(desk: Newsroom, watching: Watching) -> None:
    watching.until("Waiting for saves")
    replaced(desk.root / "articles" / "a.md", ARTICLE + "\nЗавтра — далі.\n")
    said = watching.until("% translated")
    assert "articles/a.md → en: 1 new entry, 1 drafted" in said
    assert "published/en/a.md: version 2" in said
    assert "articles/a.md → en: 0% translated, 3 drafts" in said
    assert "Завтра" in (desk.root / "catalogs" / "en" / "a.md.po").read_text("utf-8")

    replaced(desk.root / "articles" / "a.md", b"\xff\n")
    assert "articles/a.md" in watching.until("UTF-8")
    replaced(desk.root / "articles" / "c.md", "Ще одна стаття.\n")
    assert "published/en/c.md: version 1" in watching.until("c.md → en: 0% translated")

    catalog = desk.root / "catalogs" / "en" / "c.md.po"
    replaced(catalog, catalog.read_text("utf-8").replace("#, fuzzy\n", ""))
    assert "c.md: version 2" in watching.until("c.md → en: 100% translated")

    # 130 where it was at work at that moment: it looks once more at what it has just written.
    assert watching.end() in (0, 130)
    said = watching.until(" versions published\n")
    assert re.search("[4-9] catalogs written, [4-9] versions published", said)


def paths(desk: Newsroom, *names: str) -> list[str]:
    return [str(desk.root / name) for name in names]


def opened(newsroom: Newsroom) -> Desk:
    return open_desk(Workspace(newsroom.root))


def test_nothing_is_counted_that_another_command_has_in_hand(desk: Newsroom) -> None:
    claims = Workspace(desk.root).claims()
    assert claims.take("sync", "en", "a.md")
    watching = Watching(desk.root)
    try:
        said = watching.until("Waiting for saves")
    finally:
        watching.stop()
        claims.close()
    assert "published/en/a.md: refused" in said
    assert "a.md → en: 100% translated" not in said
    assert "b.md → en: 0% translated" in said


def interrupted(_turn: int) -> Saved:
    raise KeyboardInterrupt


def test_what_another_command_has_for_a_moment_is_waited_for(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys; from pathlib import Path; from l10n.store.workspace import Workspace\n"
        "claims = Workspace(Path(sys.argv[1])).claims(); claims.take('sync', 'en', 'a.md')\n"
        "print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-P", "-c", code, desk.root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        monkeypatch.setattr(time, "sleep", lambda seconds: other.communicate())
        monkeypatch.setattr(Watcher, "__iter__", lambda watcher: map(interrupted, [0]))
        answer = desk.l10n("watch")
    assert "another sync" not in answer.err
    assert "published/en/a.md: version 1" in answer.out
    assert "2 catalogs written, 2 versions published" in answer.out


def test_files_belong_to_their_articles(desk: Newsroom) -> None:
    desk.l10n("sync")
    found = touched(
        opened(desk),
        paths(desk, "catalogs/en/a.md.po", "records/en/a.md.drafts.jsonl", "articles/b.md"),
    )
    assert found == Touched(frozenset({"a.md", "b.md"}))


@pytest.mark.parametrize(
    "name", ["workflows/news.toml", "articles/gone.md", "articles", "tables/x"]
)
def test_what_may_concern_all_articles_does(desk: Newsroom, name: str) -> None:
    assert touched(opened(desk), paths(desk, name)).everything


@pytest.mark.parametrize("name", ["articles/a.md~", "catalogs/en/a.md.po~", "catalogs/en/4913"])
def test_what_editors_leave_behind_is_nothing(desk: Newsroom, name: str) -> None:
    desk.l10n("sync")
    (desk.root / name).write_text("x", "utf-8")
    assert not touched(opened(desk), paths(desk, name)).articles


def test_pages_that_lead_to_an_article_follow_it(desk: Newsroom) -> None:
    desk.l10n("sync")
    for _lap in range(3):
        desk.l10n("publish")
        time.sleep(0.06)
    found = Touched(frozenset({"a.md"}))
    assert dependent(opened(desk), found) == {"a.md", "b.md"}


class FullSystem:
    """A system with no watches left, in which files can be looked at all the same."""

    def __init__(self, events: list[Any]) -> None:
        self.events = iter(events)

    def __call__(self, folders: list[str], _debug: bool, polls: bool, *more: Any) -> Any:
        if not polls:
            raise OSError("OS file watch limit reached.")
        return self

    def watch(self, *_times: Any) -> Any:
        return next(self.events)

    def close(self) -> None:
        pass


def test_without_watches_files_are_looked_at(tmp_path: Path) -> None:
    saved = {(2, f"{tmp_path.resolve()}/a.md"), (2, f"{tmp_path.resolve()}/.a.md.swp")}
    system: Callable[..., Any] = FullSystem(["timeout", saved, "signal"])
    with Watcher([tmp_path], made=system) as watcher:
        assert watcher.polls
        saves = iter(watcher)
        assert next(saves) == Saved(frozenset({f"{tmp_path}/a.md"}))
        with pytest.raises(KeyboardInterrupt):
            next(saves)


def test_a_folder_that_comes_later_is_watched(tmp_path: Path) -> None:
    with Watcher([tmp_path / "records"], [tmp_path / "glossary.csv"]) as watcher:
        saves = iter(watcher)
        (tmp_path / "records").mkdir()
        assert next(saves).beside
        (tmp_path / "glossary.csv").write_text("uk,en\n", "utf-8")
        assert next(saves).beside
