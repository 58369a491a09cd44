"""Models installed and removed: what is there afterwards, whatever happens on the way."""

import configparser
import errno
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.engines import Request
from l10n.engines.argos.archive import check
from l10n.engines.argos.engine import Argos
from l10n.engines.argos.index import available
from l10n.engines.argos.models import install_file, remove
from l10n.engines.argos.packages import INSTALL, installed, survey
from l10n.errors import EngineError
from l10n.model.markup import Tagged
from tests.argos_models.desk import ModelServer, failure, install, nothing_left, offer, rewritten
from tests.conftest import Run
from tests.messages import ROOT
from tests.tiny_argos import archive as zipped
from tests.tiny_argos import package
from tests.unprivileged import in_child

ASKED = Request(Tagged("мер"))


def test_a_model_is_listed_installed_used_and_removed(
    server: ModelServer, argosmodel: Path, packages: Path
) -> None:
    data = argosmodel.read_bytes()
    url = server.index(offer(server), offer(server, "en", "de"))
    server.put("/translate-uk_en-1_9.argosmodel", data)
    listed = available(url)
    assert [(found.source, found.target, found.version) for found in listed] == [
        ("en", "de", "1.9"),
        ("uk", "en", "1.9"),
    ]
    seen: list[tuple[int, int | None]] = []
    found = install(
        "uk",
        "en",
        url=url,
        folder=packages,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert found.path == packages / "translate-uk_en-1_9"
    assert seen[-1] == (len(data), len(data))
    with Argos(folders=[packages]) as engine:
        (draft,) = engine.translate([Request(Tagged("мер"))], "uk", "en")
        assert draft.text == "mer"
    assert remove("uk", "en", folders=[packages]) == (found,)
    assert nothing_left(packages)


def test_a_model_is_installed_from_a_file(argosmodel: Path, packages: Path) -> None:
    found = install_file(argosmodel, folder=packages)
    assert (found.source, found.target, found.version) == ("uk", "en", "1.9")
    assert (found.path / "model" / "model.bin").is_file()
    assert [path.name for path in packages.parent.iterdir()] == ["packages"]


def test_a_package_is_removed_by_the_name_that_is_listed(
    argosmodel: Path, packages: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argostranslate.settings.package_dirs", [packages])
    found = install_file(argosmodel, folder=packages)
    assert "installed are: translate-uk_en" in run("models", "remove", "translate-uk_pl").err
    answer = run("models", "remove", "translate-uk_en")
    assert answer.code == 0, answer.err
    assert str(found.path) in answer.out
    assert nothing_left(packages)


def test_the_name_of_the_bundled_model_removes_no_other(
    argosmodel: Path, packages: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argostranslate.settings.package_dirs", [packages])
    found = install_file(argosmodel, folder=packages)
    answer = run("models", "remove", "translate-uk_en-demo")
    assert answer.code != 0
    assert "part of l10n" in answer.err
    assert found.path.is_dir()


def test_a_regional_locale_installs_the_package_of_its_language(
    server: ModelServer, argosmodel: Path, packages: Path
) -> None:
    server.put("/translate-uk_en-1_9.argosmodel", argosmodel.read_bytes())
    url = server.index(offer(server))
    assert install("uk-UA", "en-GB", url=url, folder=packages).source == "uk"


def test_a_newer_version_takes_the_place_of_an_older_one(tmp_path: Path, packages: Path) -> None:
    for version in ("1.2", "1.9", "1.9"):
        place = tmp_path / version / str(time.monotonic_ns())
        folder = package(place, metadata={"package_version": version})
        install_file(zipped(folder, tmp_path / "new.argosmodel"), folder=packages)
        found = survey([packages], bundled=tmp_path / "none").models
        assert [model.version for model in found] == [version]
        assert len([path for path in packages.iterdir() if path.is_dir()]) == 1


def test_a_model_without_the_config_of_today_is_a_package(model: Path, tmp_path: Path) -> None:
    file = rewritten(zipped(model, tmp_path / "a.argosmodel"), drop="model/config.json")
    assert check(file).source == "uk"


def test_the_second_link_is_tried_when_the_first_is_gone(
    server: ModelServer, argosmodel: Path, packages: Path
) -> None:
    links = ["ipfs://Qm", f"{server.url}/gone", server.put("/there", argosmodel.read_bytes())]
    url = server.index(offer(server, links=links))
    assert install("uk", "en", url=url, folder=packages).version == "1.9"


def test_a_folder_that_may_not_be_written_is_one_line(argosmodel: Path) -> None:
    place = Path("/proc/l10n/packages")
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc")
    failure(lambda: install_file(argosmodel, folder=place))


def test_an_interruption_leaves_nothing_or_the_old_model(
    server: ModelServer, argosmodel: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.index(offer(server))
    server.put("/translate-uk_en-1_9.argosmodel", argosmodel.read_bytes())

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install("uk", "en", url=url, folder=packages, progress=interrupt)
    assert nothing_left(packages)
    for name in ("unpack", "Decoder", "_read"):
        with monkeypatch.context() as patch:
            patch.setattr(f"l10n.engines.argos.models.{name}", interrupt)
            with pytest.raises(KeyboardInterrupt):
                install("uk", "en", url=url, folder=packages)
        assert nothing_left(packages)
    install("uk", "en", url=url, folder=packages)
    for code in (errno.EIO, errno.ENOSYS):
        monkeypatch.setattr("l10n.engines.packages.staging.native", lambda code=code: Failing(code))
        failure(lambda: install("uk", "en", url=url, folder=packages))
        names = [path.name for path in packages.iterdir() if path.is_dir()]
        assert names == ["translate-uk_en-1_9"]
        assert len(list(packages.parent.iterdir())) == 1


@dataclass(frozen=True)
class Failing:
    """A disk that fails when a package is put in place, in one step or in several."""

    code: int

    def exchange(self, one: Path, other: Path) -> None:
        raise OSError(self.code, "no exchange", str(other))

    def place(self, file: Path, place: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(place))


def test_what_a_killed_process_left_behind_is_cleared(argosmodel: Path, packages: Path) -> None:
    left = packages.parent / ".l10n-models-packages-abc"
    other = packages.parent / ".l10n-models-others-abc"
    for folder in (left, other):
        folder.mkdir(parents=True)
    install_file(argosmodel, folder=packages)
    assert not left.exists()
    assert other.exists()


def test_two_at_a_time_are_refused(argosmodel: Path, packages: Path) -> None:
    from filelock import FileLock

    packages.mkdir(parents=True)
    with FileLock(packages / ".l10n-models.lock"):
        assert "another process" in failure(lambda: install_file(argosmodel, folder=packages))


def test_a_checksum_is_compared_where_it_is_known(
    server: ModelServer, argosmodel: Path, packages: Path
) -> None:
    import hashlib

    data = argosmodel.read_bytes()
    right = hashlib.sha256(data).hexdigest()
    server.put("/translate-uk_en-1_9.argosmodel", data)
    url = server.index(offer(server, sha256="0" * 64))
    assert "checksum" in failure(lambda: install("uk", "en", url=url, folder=packages))
    wrong = failure(lambda: install_file(argosmodel, sha256="0" * 64, folder=packages))
    assert right in wrong
    assert "64 hexadecimal" in failure(lambda: install_file(argosmodel, sha256="12"))
    assert nothing_left(packages)
    install("uk", "en", url=server.index(offer(server, sha256=right.upper())), folder=packages)
    install_file(argosmodel, sha256=right.upper(), folder=packages)


def test_a_package_for_another_pair_is_refused(
    server: ModelServer, argosmodel: Path, packages: Path
) -> None:
    server.put("/translate-en_de-1_9.argosmodel", argosmodel.read_bytes())
    url = server.index(offer(server, "en", "de"))
    assert "uk → en, not for en → de" in failure(
        lambda: install("en", "de", url=url, folder=packages)
    )


@pytest.mark.parametrize("part", ["model/model.bin", "sentencepiece.model"])
def test_a_model_that_does_not_load_is_not_installed(
    argosmodel: Path, packages: Path, part: str
) -> None:
    file = rewritten(argosmodel, drop=part, add={f"translate-uk_en-1_9/{part}": b"junk" * 100})
    assert "cannot be used" in failure(lambda: install_file(file, folder=packages))
    assert nothing_left(packages)


def test_the_bundled_model_cannot_be_removed(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "bundled", metadata={"l10n": {"demonstration": True}})
    monkeypatch.setattr(
        "l10n.engines.argos.packages.survey.__kwdefaults__", {"bundled": tmp_path / "bundled"}
    )
    assert [model.bundled for model in installed([packages])] == [True]
    assert "part of l10n" in failure(lambda: remove("uk", "en", folders=[packages]))
    assert (tmp_path / "bundled").is_dir()


def test_removing_what_is_not_there_lists_what_is(argosmodel: Path, packages: Path) -> None:
    install_file(argosmodel, folder=packages)
    assert "installed are: uk en" in failure(lambda: remove("en", "de", folders=[packages]))


def test_the_newer_of_two_versions_is_installed(
    server: ModelServer, argosmodel: Path, packages: Path
) -> None:
    new = server.put("/new", argosmodel.read_bytes())
    url = server.index(
        offer(server, package_version="1.5"),
        offer(server, package_version="1.10", links=[new]),
        offer(server, package_version="1.9"),
    )
    assert [found.version for found in available(url)] == ["1.10", "1.9", "1.5"]
    assert install("uk", "en", url=url, folder=packages).path.parent == packages


def test_without_argos_translate_one_line_says_so(
    tmp_path: Path,
) -> None:
    code = """
import sys
for name in ("argostranslate", "ctranslate2", "sentencepiece"):
    sys.modules[name] = None
from l10n.cli import main
main(sys.argv[1:])
"""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )

    listed = call("models", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert [model["bundled"] for model in json.loads(listed.stdout)] == [True]
    assert listed.stderr.count("\n") == 1
    assert "Argos Translate is not installed" in listed.stderr
    assert call("models", "list").returncode == 0
    refused = call("models", "remove", "uk", "en")
    assert refused.returncode == 4
    assert "Argos Translate is not installed" in refused.stderr


def test_without_argos_translate_the_engine_cannot_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    with Argos() as engine, pytest.raises(EngineError, match="Argos Translate is not installed"):
        engine.models()


def test_what_to_install_is_what_the_extra_declares() -> None:
    declared = configparser.ConfigParser()
    declared.read(ROOT / "setup.cfg", encoding="utf-8")
    (needed,) = declared["options.extras_require"]["argos"].split()
    assert f"pip install '{needed}'" == INSTALL


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("model/model.bin", bytes(1000)),
        ("model/model.bin", b""),
        ("model/model.bin", b"\xff" * 1000),
        ("model/shared_vocabulary.json", b"\xff\xfe\xfd"),
        ("model/shared_vocabulary.json", b"[" * 100_000),
        ("sentencepiece.model", bytes(1000)),
        ("sentencepiece.model", b""),
    ],
)
def test_a_damaged_part_is_one_line_with_what_to_do(
    model: Path, tmp_path: Path, packages: Path, name: str, data: bytes
) -> None:
    folder = tmp_path / "translate-uk_en-1_9"
    shutil.copytree(model, folder)
    (folder / name).write_bytes(data)
    file = zipped(folder, tmp_path / "damaged.argosmodel")
    error = failure(lambda: install_file(file, folder=packages))
    assert "cannot be used" in error
    assert "get the file again" in error
    assert "L10N-MOD-016" in error
    assert nothing_left(packages)
    # One that was damaged after it was installed.
    packages.mkdir(exist_ok=True)
    folder.rename(packages / folder.name)
    with Argos(folders=[packages]) as engine, pytest.raises(EngineError) as caught:
        list(engine.translate([Request(Tagged("мер"))], "uk", "en"))
    assert caught.value.code == "L10N-MOD-024"
    assert packages / "translate-uk_en-1_9" / name.partition("/")[0] == caught.value.path
    assert "l10n models install uk en" in str(caught.value)


def test_a_pipe_in_a_package_is_not_waited_for(model: Path, packages: Path) -> None:
    folder = packages / "translate-uk_en-1_9"
    shutil.copytree(model, folder)
    os.mkfifo(folder / "model" / "extra_vocabulary.txt")
    with Argos(folders=[packages]) as engine, pytest.raises(EngineError, match="not a file"):
        list(engine.translate([Request(Tagged("мер"))], "uk", "en"))


def test_a_folder_of_models_that_cannot_be_read_is_told(model: Path, packages: Path) -> None:
    shutil.copytree(model, packages / "translate-uk_en-1_9")
    packages.chmod(0)

    def told() -> list[str]:
        with Argos(folders=[packages]) as engine:
            ask = (
                engine.models,
                engine.pairs,
                lambda: list(engine.translate([ASKED], "uk", "en")),
                lambda: remove("uk", "en", folders=[packages]),
            )
            return list(map(failure, ask))

    said = in_child(told)
    packages.chmod(0o755)
    assert len(said) == 4
    for line in said:
        assert "the folder cannot be read: Permission denied" in str(line)
        assert "L10N-MOD-028" in str(line)


def test_a_link_that_leads_nowhere_hides_no_other_model(model: Path, packages: Path) -> None:
    folder = shutil.copytree(model, packages / "translate-uk_en-1_9")
    lost = packages / "translate-en_de-1_9"
    lost.symlink_to(packages / "elsewhere")
    with Argos(folders=[packages]) as engine:
        (draft,) = engine.translate([ASKED], "uk", "en")
        assert draft.text == "mer"
    remove("uk", "en", folders=[packages])
    assert not folder.exists()
    # It may be to a full model: a demonstration is no substitute that nobody hears of.
    with Argos(folders=[packages]) as engine:
        told = failure(lambda: list(engine.translate([ASKED], "uk", "en")))
    assert told.startswith(f"{lost}: ")
    assert "the symbolic link leads nowhere" in told
