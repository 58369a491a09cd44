"""Faults: processes killed at any moment, closed folders and full disks."""

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, Newsroom
from tests.controlled import Event, controlled

pytestmark = pytest.mark.campaign

ARTICLES = 3
TEXT = "# Новина {n}\n\nПерше речення новини {n}. Друге речення, **довше**, про місто {n}.\n"


def write_articles(newsroom: Newsroom, state: object) -> None:
    for number in range(ARTICLES):
        text = TEXT.format(n=number).replace("Друге", f"Друге ({state})")
        newsroom.article(f"a{number:02}.md", text)


def at_file(number: int) -> Callable[[Event], bool]:
    """Stop at the n-th event of a file, from 0: before it is put in place, or just after."""
    numbers = itertools.count()
    return lambda event: event.kind != "draft" and next(numbers) == number


@pytest.mark.parametrize("command", ["sync", "publish"])
def test_the_run_after_a_killed_one_finishes_its_work(
    newsroom: Newsroom, tmp_path: Path, command: str
) -> None:
    moments = range(4 * ARTICLES) if LONG else (5,)
    with controlled(newsroom, tmp_path) as control:
        write_articles(newsroom, "new")
        assert control.start("sync").finish() == 0
        path = newsroom.catalog("a00.md")
        catalog = polib.pofile(str(path))
        catalog[1].msgstr, catalog[1].flags = "A person wrote this.", []
        catalog.save()
        for moment in moments:
            write_articles(newsroom, moment)
            if command == "publish":
                assert control.start("sync").finish() == 0
            led = control.start(command)
            led.go_until(at_file(moment))
            led.kill()
            left = {p.name for p in newsroom.root.rglob(".l10n-*") if ".l10n" not in p.parts}
            assert not left
            for again in ("sync", "publish"):
                led = control.start(again)
                assert led.finish() == 0, led.said
    assert "A person wrote this." in path.read_text()
    for number in range(ARTICLES):
        name = f"a{number:02}.md"
        assert len(newsroom.history(name).versions) == len(moments)
        for each in range(len(moments)):
            assert newsroom.text(name, each + 1).exists()


def test_a_full_disk_or_closed_folder_is_one_line(newsroom: Newsroom) -> None:
    if os.geteuid() == 0:
        blocked = newsroom.root / "catalogs" / "en"
        blocked.rmdir() if blocked.exists() else None
        blocked.write_text("a file where a folder has to be")
    else:
        (newsroom.root / "catalogs").chmod(0o500)
    newsroom.article("a.md", TEXT.format(n=1))
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert len(answer.err.splitlines()) == 1
    assert "cannot be written" in answer.err or "cannot be read" in answer.err
