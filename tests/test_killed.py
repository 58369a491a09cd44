"""A long run that is killed at any moment and started again: nothing is drafted twice or lost.

The engine is a plug-in around the real one with the bundled model. It writes down a text once the
tool has taken its draft; a text that stands there twice was drafted twice.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, Newsroom

pytest.importorskip("ctranslate2", reason="the extra argos is not installed")
pytestmark = pytest.mark.campaign

ROOT = Path(__file__).parent.parent
ARTICLES, SENTENCES = (100, 100) if LONG else (10, 60)
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["counted"]
"""
PLUGIN = """\
import os
from l10n.engines.argos.engine import Argos

class Counted(Argos):
    name = "counted"

    def translate(self, requests, source, target):
        log = os.open(os.environ["COUNTED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for request, draft in zip(requests, super().translate(requests, source, target)):
            yield draft
            if draft.text:
                os.write(log, (request.text.text + "\\n").encode())
        os.close(log)
"""


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


def install(folder: Path) -> None:
    """Lay out the plug-in as pip would."""
    (folder / "counted.py").write_text(PLUGIN)
    metadata = folder / "counted-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: counted\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[l10n.engines]\ncounted = counted:Counted\n")


def test_a_run_killed_at_random_moments_drafts_nothing_twice_and_loses_nothing(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    install(plugins)
    newsroom.workflow(WORKFLOW)
    texts = sentences(ARTICLES * SENTENCES)
    for number in range(ARTICLES):
        part = texts[number * SENTENCES : (number + 1) * SENTENCES]
        newsroom.article(f"a{number:03}.md", "\n\n".join(part) + "\n")
    log = tmp_path / "log"
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT}{os.pathsep}{plugins}",
        "COUNTED": str(log),
        "ARGOS_PACKAGES_DIR": str(tmp_path / "packages"),
    }
    command = [sys.executable, "-m", "l10n", "-C", str(newsroom.root), "sync"]
    chance = random.Random(7)
    kills = 0
    # Each try has longer than the one before, so that the last one finishes on any machine.
    for attempt in range(100):
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            _out, err = process.communicate(timeout=chance.uniform(0.3, 1.2) * (1 + attempt / 4))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            continue
        assert process.returncode == 0, err
        break
    assert kills, "the run was too fast to be killed"
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"{ARTICLES} unchanged" in again.stdout
    entries = {
        entry.msgid: entry
        for number in range(ARTICLES)
        for entry in polib.pofile(str(newsroom.catalog(f"a{number:03}.md")))
    }
    times = Counter(log.read_text().splitlines())
    assert set(times.values()) == {1}
    assert set(times) <= set(texts)
    # A kill can fall between the tool's note of a draft and the plug-in's own.
    drafted = [text for text in texts if entries[text].msgstr]
    assert len(set(drafted) - set(times)) <= kills
    assert set(times) <= set(drafted)
    # What the model left to a person says why, and may be asked for again.
    left = set(texts) - set(drafted)
    assert len(left) < len(texts) / 100
    assert all("No draft: " in entries[text].comment for text in left)
    assert not (newsroom.root / ".l10n" / "drafts.jsonl").exists()
