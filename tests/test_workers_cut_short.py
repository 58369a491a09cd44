"""Commands of several processes that are interrupted or killed leave whole files."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from l10n.exchange.po import file as po
from tests.conftest import Newsroom
from tests.workers_desk import files

COUNT = 60
NOW = "1780000000"
CODE = """
from l10n.desk.workers import crew
crew.ENOUGH, crew.AT_ONCE = 1, 3 * crew.EACH
from l10n.cli import main
main()
"""
PARTS = {"sync": ("sync", "--no-draft"), "publish": ("publish",)}


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Some articles, and what becomes of them where nothing is cut short."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    newsroom.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = []\n'
        '[publish]\nfallback = "source"\n'
    )
    for number in range(COUNT):
        newsroom.article(f"n{number:02}.md", f"# Новина {number}\n\nПерше. Друге.\n\nТретє.\n")
    return newsroom


@pytest.mark.sampled(40)
@pytest.mark.parametrize("moment", range(20))
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("command", PARTS)
def test_what_is_cut_short_is_whole_and_ended_by_the_next(
    desk: Newsroom, tmp_path: Path, command: str, way: signal.Signals, moment: int
) -> None:
    if command == "publish":
        assert desk.l10n("sync", "--no-draft").code == 0
    twin = tmp_path / "twin"
    shutil.copytree(desk.root, twin)
    seen = files(desk.root)
    code = _cut_short(desk.root, PARTS[command], way, moment)
    assert code in (130, -way, 0)
    for path in (desk.root / "catalogs").rglob("*.po"):
        po.load(path)
    ended = desk.l10n(*PARTS[command])
    assert ended.code == 0, ended.err
    assert desk.run(*PARTS[command], at=twin).code == 0
    found, wanted = files(desk.root), files(twin)
    assert found == wanted
    assert found != seen


def _cut_short(root: Path, command: tuple[str, ...], way: signal.Signals, moment: int) -> int:
    """Run a command and cut it short once it has written something; its exit code."""
    rooms = [root / each for each in ("catalogs", "published")]
    before = _count(rooms)
    wanted = random.Random(moment).randint(1, COUNT // 2)
    with subprocess.Popen(
        [sys.executable, "-P", "-c", CODE, "-C", root, *command, "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        while process.poll() is None and _count(rooms) - before < wanted:
            time.sleep(0.002)
        others = _children(process.pid)
        process.send_signal(way)
        code = process.wait()
    for _look in range(1000):
        if not any(map(_is_there, others)):
            break
        time.sleep(0.01)
    assert not any(map(_is_there, others)), "a process was left behind"
    return code


def _count(rooms: list[Path]) -> int:
    return sum(1 for room in rooms for _path in room.rglob("*.*"))


def _children(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return []
    return [int(each) for each in text.split()]


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
