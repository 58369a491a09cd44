"""Commands killed one after another, between the saves of a translator."""

import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.kills.killer import Killer
from tests.kills.translator import Translator, commanded, ended
from tests.tally import Tally

pytestmark = pytest.mark.campaign

ROUNDS = 300 if LONG else 3
"""Saves of the translator, each with a command that is killed."""


def test_commands_killed_between_the_saves_of_a_translator(
    killers: Killer, base: Path, tmp_path: Path, tally: Tally
) -> None:
    chance = random.Random(20261127)
    place = tmp_path / "place"
    shutil.copytree(base, place)
    translator = Translator(place, chance)
    killed = 0
    for _round in range(ROUNDS):
        translator.save()
        killed += commanded(killers, place, chance, kill_at=chance.randrange(1, 90))
        assert not translator.lost()
    ended(killers, place, translator)
    tally("kills: between a translator's saves", saves=translator.saves, kills=killed, lost=0)
