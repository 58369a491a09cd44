"""Models from Hugging Face and from files, installed by commands that are killed before any change.

What could translate still can, nothing half-made is taken for a model, and the same command ends
with the same files, whatever was fetched before it was killed.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2", reason="the extra ctranslate2 is not installed")

from l10n.engines.ctranslate2.checking import check_sums
from l10n.engines.ctranslate2.packages import survey
from tests.conftest import LONG
from tests.hugging_face import HuggingFace
from tests.kills.killer import Killer, killer
from tests.kills.trial import Command, Trial, assert_no_faults
from tests.tally import Tally
from tests.tiny_ct2 import quickmt
from tests.tiny_marian import opus_archive

pytestmark = pytest.mark.campaign

SAMPLE = 1
"""Kills of each command in the short form."""
FETCH = ("models", "install", "--yes", "hf:owner/tiny-uk-en")
FILE = ("models", "install", "@/new.zip", "--name", "tiny-uk-en")
MARIAN = ("models", "install", "--convert", "@/opus.zip", "--pair", "uk>en")
COMMANDS = (
    Command("from Hugging Face", FETCH),
    Command("a state that is here", FETCH, (FETCH,)),
    Command("from a file", FILE),
    Command("a model of Marian", MARIAN),
    Command("a model removed", ("models", "remove", "tiny-uk-en"), (FETCH,), again=4),
)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with archives to install."""
    folder = tmp_path_factory.mktemp("models") / "base"
    (folder / "desk").mkdir(parents=True)
    made = quickmt(folder / "made")
    shutil.make_archive(str(folder / "new"), "zip", made)
    shutil.make_archive(str(folder / "opus"), "zip", opus_archive(folder / "made" / "opus"))
    shutil.rmtree(folder / "made")
    return folder


@pytest.fixture(scope="module")
def installers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    card = {"license": "cc-by-4.0", "language": ["uk", "en"]}
    made = quickmt(tmp_path_factory.mktemp("hub"))
    with HuggingFace(card=card).holds(made) as server:
        variables = {
            "L10N_MODELS_DIR": "@/models",
            "ARGOS_PACKAGES_DIR": "@/packages",
            "L10N_FIREFOX_DIR": "@/firefox",
            "OMP_NUM_THREADS": "1",
            "HF_ENDPOINT": server.url,
        }
        with killer(tmp_path_factory.mktemp("killer"), variables) as made_killer:
            yield made_killer


def sound(place: Path) -> None:
    """Each folder of the models is one that can translate, with the files that it lists."""
    found = survey([place / "models"])
    assert not found.broken, found.broken
    for model in found.models:
        check_sums(model)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_killed_install_is_ended_by_the_next(
    installers: Killer, packed: Path, tmp_path: Path, command: Command, tally: Tally
) -> None:
    trial = Trial(installers, packed, tmp_path, command, sound)
    moments = range(1, len(trial.events) + 1)
    if not LONG:
        moments = moments[-SAMPLE:]
    faults = []
    for moment in moments:
        ended = trial.killed(kill_at=moment)
        assert ended.killed, ended.said
        faults.append(trial.fault(f"before change {moment}: {trial.events[moment - 1]}"))
    number = len(faults) - faults.count(None)
    tally("kills: models of CTranslate2", commands=1, kills=len(faults), faults=number)
    assert_no_faults(faults)
