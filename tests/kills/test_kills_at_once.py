"""Several commands at once, killed at random, against a translator who goes on saving."""

import random
import shutil
import threading
from pathlib import Path

import pytest

from tests.kills.desk import check_whole
from tests.kills.killer import Killer
from tests.kills.translator import Translator, commanded, ended, killers_at_once
from tests.tally import Tally

pytestmark = pytest.mark.campaign

SAVES = 1_500
AT_ONCE = 5
"""Processes that run commands at once."""


def test_commands_at_once_killed_against_a_translator(
    killers: Killer, base: Path, tmp_path: Path, tally: Tally
) -> None:
    place = tmp_path / "place"
    shutil.copytree(base, place)
    translator = Translator(place, random.Random(1))
    over = threading.Event()
    counts: list[bool] = []

    def work(one: Killer, seed: int) -> None:
        chance = random.Random(seed)
        while not over.is_set():
            counts.append(commanded(one, place, chance, kill_after=chance.uniform(0.01, 0.6)))

    with killers_at_once(tmp_path, AT_ONCE) as processes:
        threads = [
            threading.Thread(target=work, args=(one, number))
            for number, one in enumerate(processes)
        ]
        for thread in threads:
            thread.start()
        try:
            for _save in range(SAVES):
                translator.save()
                over.wait(translator.chance.uniform(0, 0.1))
        finally:
            over.set()
            for thread in threads:
                thread.join()
    ended(killers, place, translator)
    people = ("The translator's number ", "A person ", "A translator ")
    check_whole(place / "desk", lambda target: target.startswith(people))
    tally(
        "kills: several commands at once against a translator",
        saves=translator.saves,
        commands=len(counts),
        kills=sum(counts),
        lost=0,
    )
