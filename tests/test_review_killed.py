"""A review that is killed at any moment: what it said is done is in the files."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.conftest import Newsroom
from tests.reviewing import FOURTH, HEADLINE, NAMED, TAGGED, THIRD, prepared, signatures
from tests.tally import Tally

KILLS = 100
TYPED = (
    *("t", "u", "a", "e The budget will grow by 12 per cent, <a1>O. Koval</a1> said.", "a", "u"),
    *("r Say who.", "c Why?", "t", "w", "Q Who said so?", "a", "n", "e Number four.", "a"),
)
DONE = {
    "= approved": 1,
    "= undone; that you took it back is recorded": 1,
    "= rejected": 1,
}
"""What adds a line to the record of signatures."""


def killed(root: Path, seconds: float) -> tuple[list[str], bool]:
    """What a session said before it was killed, and whether it was."""
    process = subprocess.Popen(
        [sys.executable, "-m", "l10n", "-C", str(root), "review", "--plain", "--as", NAMED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    # The clock starts with the first entry that is shown.
    said = [process.stdout.readline(), process.stdout.readline()]
    process.stdin.write("".join(f"{line}\n" for line in TYPED))
    process.stdin.flush()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    out, _err = process.communicate()
    return [*said, *out.splitlines()], process.returncode < 0


@pytest.mark.sampled(0)
def test_what_was_said_to_be_done_is_in_the_files(newsroom: Newsroom, tally: Tally) -> None:
    prepared(newsroom)
    before = newsroom.root.parent / "before"
    newsroom.root.rename(before)
    chance, faults, kills, acknowledged = random.Random(20261128), [], 0, 0
    for _kill in range(KILLS):
        shutil.rmtree(newsroom.root, ignore_errors=True)
        shutil.copytree(before, newsroom.root)
        said, was_killed = killed(newsroom.root, chance.uniform(0.01, 1.0))
        kills += was_killed
        told = [line for line in said if line.startswith("= ")]
        acknowledged += len(told)
        wanted = sum(DONE.get(line, 0) for line in told)
        recorded = [verdict for verdict, _text in signatures(newsroom)]
        if not wanted <= len(recorded) <= wanted + 1:
            faults.append(f"{told}: {recorded}")
        catalog = polib.pofile(str(newsroom.catalog("a.md")))
        texts = {each.msgid for each in catalog if not each.obsolete}
        if not {HEADLINE, TAGGED, THIRD, FOURTH} <= texts:
            faults.append(f"{told}: {texts}")
        if any("saved as translated" in line for line in told[:4]) and len(told) == 4:
            faults += [f"{told}"] * ("O. Koval" not in newsroom.catalog("a.md").read_text("utf-8"))
        answer = newsroom.l10n("check")
        if answer.code or "\nl10n:" in answer.err:
            faults.append(answer.err)
    counts = {"kills": kills, "acknowledged": acknowledged, "faults": len(faults)}
    tally("kills: of a review at random moments", **counts)
    assert faults == []
