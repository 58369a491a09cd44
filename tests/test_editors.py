"""Editors save while commands write: no save is lost, whatever kind of editor made it.

The editors are processes that know nothing of the tool (`tests/editor.py`); the commands run again
and again in this one, with something to write each time. What makes the race likely is a pause
before and after the exchange of files.
"""

import json
import random
import select
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.desk.desk import open_desk, wanted
from l10n.jobs.publish import ReleaseOptions, Result, release
from l10n.jobs.receive import take_back
from l10n.jobs.sync import sync
from l10n.store.replacing import renames
from l10n.store.replacing.displaced import System
from l10n.store.replacing.renames import Plain, Renames, native
from l10n.store.workspace import Workspace
from tests.conftest import LONG, Newsroom
from tests.tally import Tally

pytestmark = pytest.mark.campaign

EDITOR = Path(__file__).with_name("editor.py")
SAVES = 10_000 if LONG else 12
ARTICLES = ("a.md", "b.md", "c.md")
FIRST, SECOND = "Рада ухвалила бюджет.", "Міст відкрили в середу."
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Slow:
    """Renames with pauses around each exchange, of up to so many seconds."""

    pause: float
    inner: Renames = field(default_factory=native)

    def exchange(self, one: Path, other: Path) -> None:
        self._wait()
        renames.exchange(self.inner, one, other)
        self._wait()

    def place(self, file: Path, place: Path) -> None:
        self.inner.place(file, place)

    def _wait(self) -> None:
        # Every other time there is none, as it is for people.
        if random.random() < 0.5:
            time.sleep(random.uniform(0, self.pause))


@dataclass
class Commands:
    """Runs one command again and again, and counts what it wrote."""

    newsroom: Newsroom
    system: System
    round: int = 0
    written: int = 0
    refused: int = 0
    put_back: int = 0
    kept: int = 0

    def sync(self, workspace: Workspace) -> None:
        for name in ARTICLES:
            self.newsroom.article(name, f"{FIRST}\n\n{SECOND}\n\nЧисло {self.round}.\n")
        desk = open_desk(workspace)
        report = sync(desk, wanted(desk, (), ()), now=NOW)
        self.written += sum(each.written for each in report.synced)
        self.refused += len(report.failures) + len(report.errors)

    def receive(self, workspace: Workspace) -> None:
        folder = self.newsroom.root.parent / "parcel" / "en"
        for name in ARTICLES:
            text = self.newsroom.catalog(name).read_text("utf-8", "replace")
            start = text.find(f'msgid "{SECOND}"\nmsgstr "')
            head = text[: text.find("\n\n") + 2]
            if start < 0:
                continue
            (folder / f"{name}.po").write_text(
                f'{head}msgid "{SECOND}"\nmsgstr "The bridge, {self.round}."\n'
            )
        report = take_back(open_desk(workspace), [folder], now=NOW)
        self.written += len(report.arrivals)
        self.refused += len(report.errors)

    def publish(self, workspace: Workspace) -> None:
        for name in ARTICLES:
            path = self.newsroom.catalog(name)
            text = path.read_text()
            start = text.index(f'msgid "{SECOND}"\nmsgstr "')
            end = text.index("\n\n", start) if "\n\n" in text[start:] else len(text)
            entry = f'msgid "{SECOND}"\nmsgstr "The bridge, {self.round}."\n'
            path.write_text(text[:start] + entry + text[end:])
        desk = open_desk(workspace)
        options = ReleaseOptions(NOW, replace_edited=True)
        report = release(desk, wanted(desk, (), ()), options)
        self.written += sum(each.result is Result.PUBLISHED for each in report.releases)
        self.refused += len(report.errors)

    def again(self, command: str) -> None:
        """Run it as the command line does, with a last look at what it displaced."""
        self.round += 1
        workspace = Workspace(self.newsroom.root, self.system)
        getattr(self, command)(workspace)
        rescues = workspace.look_again()
        self.put_back += sum(each.kept is None for each in rescues)
        self.kept += sum(each.kept is not None for each in rescues)


def lay_out(newsroom: Newsroom) -> None:
    (newsroom.root.parent / "parcel" / "en").mkdir(parents=True, exist_ok=True)
    for name in ARTICLES:
        newsroom.article(name, f"{FIRST}\n\n{SECOND}\n")
    assert newsroom.l10n("sync").code == 0
    for name in ARTICLES:
        path = newsroom.catalog(name)
        path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    assert newsroom.l10n("publish").code == 0


def start_editor(kind: str, saves: int, root: Path, path: Path) -> "subprocess.Popen[str]":
    call = [sys.executable, str(EDITOR), kind, str(saves), str(root), str(path)]
    return subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def campaign(
    newsroom: Newsroom, kind: str, command: str, saves: int, system: System
) -> dict[str, int]:
    """Let an editor save each file while a command runs again and again; what was counted."""
    lay_out(newsroom)
    commands = Commands(newsroom, system)
    place: Callable[[str], Path] = newsroom.published if command == "publish" else newsroom.catalog
    each = -(-saves // len(ARTICLES))
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        editors = [start_editor(kind, each, newsroom.root, place(name)) for name in ARTICLES]
        lines = [stack.enter_context(editor).stdout for editor in editors]
        while len(select.select(lines, [], [], 0)[0]) < len(lines):
            commands.again(command)
        commands.again(command)
        for editor in editors:
            told = json.loads(editor.communicate()[0].removeprefix("done\n"))
            assert told.pop("which") == [], (kind, command)
            counts.update(told)
    return {
        **counts,
        "put back": commands.put_back,
        "to kept/": commands.kept,
        "written by the command": commands.written,
        "left to the editor": commands.refused,
    }


def unknown(_file: Path | int) -> bool | None:
    return None


SYSTEMS = {
    "": System(renames=Slow(0.002), patience=0.02),
    ", in steps, writers unknown": System(renames=Slow(0.002, Plain()), writing=unknown),
}
COMMANDS = ("sync", "receive", "publish")
KINDS = ("rename", "truncate", "slow")
CASES = [(kind, command, "") for kind in KINDS for command in COMMANDS]
CASES += [("slow", command, list(SYSTEMS)[1]) for command in COMMANDS]


@pytest.mark.parametrize(("kind", "command", "system"), CASES if LONG else CASES[::4] + CASES[-1:])
def test_no_save_of_an_editor_is_lost(
    newsroom: Newsroom, tally: Tally, kind: str, command: str, system: str
) -> None:
    left = SAVES
    while left > 0:
        counts = campaign(newsroom, kind, command, min(left, 500), SYSTEMS[system])
        assert counts["written by the command"], "nothing was written, and nothing tried"
        tally(f"editors: {kind} against {command}{system}", **counts)
        left -= counts["saves"]
        # Thousands of versions of a page would make each command slow.
        for folder in ("catalogs", "published", "records", ".l10n", "kept"):
            shutil.rmtree(newsroom.root / folder, ignore_errors=True)
