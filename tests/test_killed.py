"""A long run that is killed at any moment and started again: nothing is drafted twice or lost.

The moments are events of the run: a draft that the tool has taken, a file that is about to be put
in place or has just been.
"""

import os
import random
import shutil
import sys
from collections import Counter
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, Newsroom
from tests.controlled import ROOT, Control, controlled

pytestmark = pytest.mark.campaign

ARTICLES, SENTENCES = 3, 4
TEXTS = [f"Новина номер {number} про місто." for number in range(ARTICLES * SENTENCES)]


def sentences(count: int) -> list[str]:
    """Draw distinct sentences, without tags, from the grammar of the bundled model."""
    sys.path.append(str(ROOT / "training"))
    from demomodel.grammar import sample

    chance = random.Random(20261125)
    found: dict[str, None] = {}
    while len(found) < count:
        text = sample(chance).uk
        if "<" not in text and text[-1] in ".?" and text.count(".") + text.count("?") == 1:
            found[text] = None
    return list(found)


def lay_out(newsroom: Newsroom, texts: list[str], articles: int = ARTICLES) -> None:
    for number in range(articles):
        part = texts[number::articles]
        newsroom.article(f"a{number:02}.md", "\n\n".join(part) + "\n")


def forget(newsroom: Newsroom) -> None:
    for folder in ("catalogs", "records", ".l10n"):
        shutil.rmtree(newsroom.root / folder, ignore_errors=True)


def entries(newsroom: Newsroom) -> dict[str, polib.POEntry]:
    return {
        entry.msgid: entry
        for path in newsroom.root.glob("catalogs/en/*.po")
        for entry in polib.pofile(str(path))
    }


def killed_at(control: Control, moments: list[int]) -> None:
    """Run again and again, and kill each run at its n-th event, the last one not at all.

    Only a draft that an engine was still asked for may be asked for again.
    """
    newsroom = control.newsroom
    forget(newsroom)
    control.drafted.clear()
    asked: list[str] = []
    for moment in moments:
        led = control.start("sync")
        for _event in range(moment):
            if led.event is None:
                break
            led.go()
        if led.event is None:
            assert led.process.wait() == 0, led.said
            continue
        if led.event.kind == "draft":
            asked.append(led.event.what)
        led.kill()
    last = control.start("sync")
    assert last.finish() == 0, last.said
    again = control.start("sync")
    assert again.finish() == 0, again.said
    articles = len(os.listdir(newsroom.root / "articles"))
    assert f"{articles} unchanged" in again.said
    times = Counter(control.drafted)
    assert times - Counter(asked) == Counter(dict.fromkeys(times, 1)), moments
    found = entries(newsroom)
    assert set(times) == {text for text, entry in found.items() if entry.msgstr}
    assert all("No draft: " in entry.comment for entry in found.values() if not entry.msgstr)
    assert not (newsroom.root / ".l10n" / "drafts.jsonl").exists()
    left = [path for path in newsroom.root.rglob(".l10n-*") if ".l10n" not in path.parts]
    assert not left


def test_a_killed_run_drafts_nothing_twice_and_loses_nothing(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    with controlled(newsroom, tmp_path) as control:
        lay_out(newsroom, TEXTS)
        # In the midst of the drafts, between the writes of one article, and soon after a start.
        killed_at(control, [4, 9, 1])
        if LONG:
            # Each draft, and each of two files of an article before and after it is put in place.
            events = len(TEXTS) + 4 * ARTICLES
            for moment in range(events):
                killed_at(control, [moment])
            chance = random.Random(20261127)
            for _round in range(50):
                killed_at(control, [chance.randrange(events) for _kill in range(3)])
            many = [f"Новина номер {number} про місто." for number in range(10_000)]
            lay_out(newsroom, many, articles=100)
            killed_at(control, [chance.randrange(1_000) for _kill in range(20)])


def test_a_killed_run_of_the_bundled_model_goes_on(newsroom: Newsroom, tmp_path: Path) -> None:
    pytest.importorskip("ctranslate2", reason="the extra argos is not installed")
    with controlled(newsroom, tmp_path, "l10n.engines.argos.engine:Argos") as control:
        lay_out(newsroom, sentences(len(TEXTS)))
        killed_at(control, [2])
        if LONG:
            for moment in range(len(TEXTS)):
                killed_at(control, [moment, moment])
