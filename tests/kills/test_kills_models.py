"""Models installed and removed by commands that are killed: what could translate still can."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines.argos.packages import survey
from tests.conftest import LONG
from tests.kills.killer import Killer, killer
from tests.kills.trial import Command, Trial, assert_no_faults
from tests.tally import Tally
from tests.tiny_argos import archive, package

pytestmark = pytest.mark.campaign

SAMPLE = 2
"""Kills of each command in the short form."""
INSTALL = ("models", "install", "@/new.argosmodel")
COMMANDS = (
    Command("a newer version", INSTALL),
    Command("the same version", INSTALL, (INSTALL,)),
    Command("a model removed", ("models", "remove", "uk", "en"), again=4),
)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed model, and a newer one to install."""
    folder = tmp_path_factory.mktemp("models") / "base"
    (folder / "desk").mkdir(parents=True)
    package(folder / "packages")
    new = package(folder / "made", metadata={"package_version": "2.0"})
    archive(new, folder / "new.argosmodel")
    shutil.rmtree(folder / "made")
    return folder


@pytest.fixture(scope="module")
def installers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    variables = {"ARGOS_PACKAGES_DIR": "@/packages", "OMP_NUM_THREADS": "1"}
    with killer(tmp_path_factory.mktemp("killer"), variables) as made:
        yield made


def check(place: Path) -> None:
    """Each folder of the packages is a model that can translate, and one is there for the pair."""
    found = survey([place / "packages"], bundled=place / "none")
    assert not found.broken, found.broken
    assert found.models, "there is no model any more"


def sound(place: Path) -> None:
    """Each folder of the packages is a model that can translate."""
    assert not survey([place / "packages"], bundled=place / "none").broken


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_killed_change_of_models_leaves_one_that_works(
    installers: Killer, packed: Path, tmp_path: Path, command: Command, tally: Tally
) -> None:
    what = sound if "remove" in command.arguments else check
    trial = Trial(installers, packed, tmp_path, command, what)
    moments = range(1, len(trial.events) + 1)
    if not LONG:
        moments = moments[-SAMPLE:]
    faults = []
    for moment in moments:
        ended = trial.killed(kill_at=moment)
        assert ended.killed, ended.said
        faults.append(trial.fault(f"before change {moment}: {trial.events[moment - 1]}"))
    number = len(faults) - faults.count(None)
    tally("kills: models, before each change", commands=1, kills=len(faults), faults=number)
    assert_no_faults(faults)
