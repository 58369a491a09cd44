"""Commands killed at any moment: nothing that a person wrote is lost, and the next run finishes."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.kills.desk import BACK, EDITOR, RAIN, check, translate
from tests.kills.killer import Killer
from tests.kills.trial import Command, Trial, assert_no_faults
from tests.tally import Tally

pytestmark = pytest.mark.campaign

SAMPLE = 1
"""Kills of each command in the short form."""
RANDOM = 50
"""Kills of a command at random moments in the long form."""
OFTEN, MORE = ("sync", "publish", "approve", "rename"), 125
"""The commands of every day have so many, 500 of all four."""
LONGEST = 0.4
"""Seconds within which a command is killed at a random moment."""
SYNC = ("sync",)
BY = ("--as", EDITOR)
COMMANDS = (
    Command("sync", SYNC),
    Command("publish", ("publish",), (SYNC,)),
    Command("receive", ("receive", "@/parcel"), (SYNC,)),
    Command("send to a folder", ("send", "--to", "@/out"), (SYNC,)),
    Command("send to a zip", ("send", "--to", "@/out.zip"), (SYNC,)),
    Command("add", ("add", "@/d.md", "--to", "new")),
    Command("rename", ("rename", "a.md", "news/z.md"), (SYNC,), again=2),
    Command("init", ("init", "@/fresh"), again=2),
    Command("approve", ("approve", "b.html", "--text", "A person", *BY), (SYNC,)),
    Command("reject", ("reject", "a.md:1", "--reason", "Too long.", *BY), (SYNC,)),
    Command("ask", ("ask", "a.md:7", "Is it open?", *BY), (SYNC,)),
    Command("end a question", ("ask", "a.md:5", "--close", *BY), (SYNC,), again=2),
    Command("retract", ("retract", "b.html", "--reason", "Wrong.", *BY)),
    Command("correct", ("correct", "a.md", "--reason", "Wrong.", *BY), (SYNC,), again=1),
    Command("rollback", ("rollback", "b.html", "1", "--reason", "Wrong.", *BY)),
)


@pytest.fixture(params=COMMANDS, ids=lambda command: command.name)
def trial(killers: Killer, base: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Trial:
    return Trial(killers, base, tmp_path, request.param, lambda place: check(place / "desk"))


def test_the_next_run_finishes_what_a_kill_cut_short(trial: Trial, tally: Tally) -> None:
    moments = range(1, len(trial.events) + 1)
    if not LONG:
        moments = moments[len(moments) // 3 :: max(1, len(moments) // (SAMPLE + 1))][:SAMPLE]
    faults = []
    for moment in moments:
        ended = trial.killed(kill_at=moment)
        if ended.killed:
            faults.append(trial.fault(f"before change {moment}: {trial.events[moment - 1]}"))
    # The index leaves out files that changed a moment ago, so a run may have a change less.
    assert len(faults) > 0.9 * len(moments)
    number = len(faults) - faults.count(None)
    tally("kills: before each change to a file", commands=1, kills=len(faults), faults=number)
    if LONG:
        at_random = list(_killed_at_random(trial))
        faults += at_random
        number = len(at_random) - at_random.count(None)
        tally("kills: at random moments", commands=1, kills=len(at_random), faults=number)
    assert_no_faults(faults)


def _killed_at_random(trial: Trial) -> Iterator[str | None]:
    chance, kills = random.Random(20261127), 0
    wanted = MORE if trial.command.name in OFTEN else RANDOM
    for _trial in range(10 * wanted):
        seconds = chance.uniform(0.001, LONGEST)
        if kills < wanted and trial.killed(kill_after=seconds).killed:
            kills += 1
            yield trial.fault(f"after {seconds} seconds")


@pytest.mark.parametrize("to", ["out", "out.zip"])
def test_what_a_killed_send_gave_out_can_come_back(
    killers: Killer, base: Path, tmp_path: Path, to: str, tally: Tally
) -> None:
    command = Command("send", ("send", "--to", f"@/{to}"), (SYNC,))
    trial = Trial(killers, base, tmp_path, command, lambda place: check(place / "desk"))
    given = trial.place / to
    moments = range(1, len(trial.events) + 1)
    came_back = 0
    for moment in moments if LONG else moments[-3:-1]:
        trial.killed(kill_at=moment)
        if not given.exists():
            continue
        translator = trial.place / "translator"
        if given.is_dir():
            given.rename(translator)
        else:
            shutil.unpack_archive(given, translator)
        for parcel in translator.rglob("*.po"):
            came_back += 1
            translate(parcel, {RAIN: BACK[RAIN]}, comment="from the translator")
        received = killers.run(trial.place / "desk", "receive", translator)
        assert received.code == 0 or not [*translator.rglob("*.po")], received.said
        check(trial.place / "desk")
        texts = (trial.place / "desk/catalogs/en/b.html.po").read_text("utf-8")
        if (translator / "en/b.html.po").exists():
            assert BACK[RAIN] in texts, (moment, received.said)
    assert came_back
    tally("kills: parcels of a killed send received", parcels=came_back, lost=0)
