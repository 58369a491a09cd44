"""A model is installed on a disk that fails: the old one or the new one is there, and one line."""

import shutil
from pathlib import Path

import pytest

from l10n.engines.argos.models import install_file
from l10n.engines.argos.packages import survey
from l10n.errors import ModelError
from tests.argos_models.desk import nothing_left
from tests.conftest import LONG
from tests.faulty_disk import Disk, lay_under
from tests.tally import Tally
from tests.tiny_argos import archive as zipped
from tests.tiny_argos import package
from tests.unprivileged import in_child

pytestmark = pytest.mark.campaign


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with an earlier version of the model."""
    place = tmp_path_factory.mktemp("older")
    folder = package(place, metadata={"package_version": "1.2"})
    packages = place / "argos/packages"
    install_file(zipped(folder, place / "old.argosmodel"), folder=packages)
    return packages


def versions(packages: Path) -> list[str]:
    found = survey([packages], bundled=packages / "none")
    assert not found.broken
    return [model.version for model in found.models]


@pytest.mark.parametrize("kind", ["full", "read-only", "broken"] if LONG else ["full"])
def test_a_model_on_a_disk_that_fails_is_old_or_new(
    older: Path, argosmodel: Path, packages: Path, kind: str, tally: Tally
) -> None:
    def tried(disk: Disk) -> tuple[list[object], int]:
        shutil.rmtree(packages.parent, ignore_errors=True)
        shutil.copytree(older.parent, packages.parent)

        def work() -> list[list[object]]:
            said: list[object] = []
            lay_under(disk)
            try:
                install_file(argosmodel, folder=packages)
            except ModelError as error:
                said = [str(error), error.exit_code]
            finally:
                disk.still()
            return [said, [disk.calls]]

        told, (calls,) = in_child(work)
        return told, calls

    _told, calls = tried(Disk("sound"))
    every = range(1, calls + 1)
    moments = every if LONG else [every[calls // 2]]
    failed = 0
    for moment in moments:
        told, _calls = tried(Disk(kind, moment))
        failed += bool(told)
        assert versions(packages) in (["1.2"], ["1.9"], ["1.9", "1.2"]), (moment, told)
        if told:
            line, code = told
            assert code == 4
            assert "\n" not in str(line)
        else:
            assert versions(packages)[0] == "1.9", moment
        install_file(argosmodel, folder=packages)
        assert versions(packages) == ["1.9"], (moment, told)
        shutil.rmtree(packages / "translate-uk_en-1_9")
        assert nothing_left(packages), (moment, told)
    assert failed or not LONG
    tally(f"disks: {kind}, models", runs=len(moments), lost=0, tracebacks=0)
