"""Package files: what is no sound package is refused before anything of it is unpacked."""

import os
import shutil
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.engines.argos.archive import check, unpack
from l10n.engines.argos.models import install_file
from l10n.errors import ModelError
from tests.argos_models.desk import failure, nothing_left, rewritten


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "translate-uk_en-1_9/../../evil",
        "/etc/evil",
        "C:/evil",
        "C:evil",
        "a\\..\\evil",
        "translate-uk_en-1_9//x",
        "translate-uk_en-1_9/./x",
        "translate-uk_en-1_9/x\x07",
        "..",
        "translate-uk_en-1_9/" + "x" * 201,
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    argosmodel: Path, packages: Path, name: str
) -> None:
    file = rewritten(argosmodel, add={name: b"evil"})
    assert "leads out" in failure(lambda: install_file(file, folder=packages))
    assert nothing_left(packages)


def test_a_name_cut_by_a_zero_byte_is_refused(argosmodel: Path) -> None:
    file = rewritten(argosmodel, add={"translate-uk_en-1_9/xQevil": b""})
    file.write_bytes(file.read_bytes().replace(b"xQevil", b"x\0evil"))
    failure(lambda: check(file))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_files_are_refused(argosmodel: Path, kind: int) -> None:
    file = rewritten(argosmodel)
    with zipfile.ZipFile(file, "a") as stream:
        info = zipfile.ZipInfo("translate-uk_en-1_9/link")
        info.external_attr = (kind | 0o777) << 16
        stream.writestr(info, "/etc/passwd")
    assert "link or a special file" in failure(lambda: check(file))


@pytest.mark.parametrize("name", ["translate-uk_en-1_9/README.md", "translate-uk_en-1_9/readme.MD"])
def test_a_name_that_is_there_twice_is_refused(argosmodel: Path, name: str) -> None:
    file = rewritten(argosmodel, add={"translate-uk_en-1_9/README.md": b"a"})
    with zipfile.ZipFile(file, "a") as stream:
        if name.endswith("README.md"):
            with pytest.warns(UserWarning, match="Duplicate"):
                stream.writestr(name, b"b")
        else:
            stream.writestr(name, b"b")
    assert "twice" in failure(lambda: check(file))


def test_a_file_that_is_also_a_folder_is_refused(argosmodel: Path) -> None:
    top = "translate-uk_en-1_9"
    file = rewritten(argosmodel, add={f"{top}/a": b"", f"{top}/a/b": b""})
    assert "both a file and a folder" in failure(lambda: check(file))


def test_a_bomb_is_refused_before_it_is_unpacked(argosmodel: Path) -> None:
    file = rewritten(argosmodel, add={"translate-uk_en-1_9/bomb": b"\0" * 70_000_000})
    assert "far too large" in failure(lambda: check(file))


def test_too_many_files_are_refused(argosmodel: Path) -> None:
    top = "translate-uk_en-1_9"
    file = rewritten(argosmodel, add={f"{top}/{number}": b"" for number in range(5_000)})
    assert "more than 5000 files" in failure(lambda: check(file))


@pytest.mark.parametrize(
    "part", ["metadata.json", "sentencepiece.model", "model/model.bin", "shared_vocabulary.json"]
)
def test_a_package_that_misses_a_part_is_refused(argosmodel: Path, part: str) -> None:
    said = failure(lambda: check(rewritten(argosmodel, drop=part)))
    assert f"{part.removesuffix('.json') if 'vocab' in part else part} is missing" in said


def test_files_outside_the_one_folder_are_refused(argosmodel: Path) -> None:
    for name in ("other/x", "x"):
        assert "one folder" in failure(lambda n=name: check(rewritten(argosmodel, add={n: b""})))


def test_what_a_mac_adds_to_an_archive_is_left_out(argosmodel: Path, packages: Path) -> None:
    file = rewritten(argosmodel, add={"__MACOSX/translate-uk_en-1_9/._x": b"x"})
    assert install_file(file, folder=packages).source == "uk"


@pytest.mark.parametrize(
    "metadata",
    [
        b"",
        b"[]",
        b"\xff",
        b"{}",
        b'{"from_code": "../x", "to_code": "en", "package_version": "1"}',
        b'{"from_code": "uk", "to_code": "en", "package_version": "../1"}',
        b'{"from_code": "uk", "to_code": "en", "package_version": 1}',
        b'{"from_code": "uk", "to_code": "en", "package_version": "1", "type": "sbd"}',
    ],
)
def test_metadata_of_the_wrong_form_is_refused(argosmodel: Path, metadata: bytes) -> None:
    file = rewritten(
        argosmodel, drop="metadata.json", add={"translate-uk_en-1_9/metadata.json": metadata}
    )
    assert "metadata.json" in failure(lambda: check(file))


@pytest.mark.parametrize("checksum", [None, "0" * 64])
def test_a_device_or_a_pipe_is_refused_at_once(tmp_path: Path, checksum: str | None) -> None:
    pipe = tmp_path / "pipe.argosmodel"
    os.mkfifo(pipe)
    for path in (Path("/dev/zero"), pipe, tmp_path):
        assert "not a file" in failure(lambda place=path: install_file(place, sha256=checksum))


def test_an_archive_that_is_cut_or_changed_is_refused(argosmodel: Path, packages: Path) -> None:
    data = argosmodel.read_bytes()
    file = argosmodel.with_name("cut.argosmodel")
    for cut in (0, 10, len(data) // 2, len(data) - 10):
        file.write_bytes(data[:cut])
        failure(lambda: install_file(file, folder=packages))
    changed = bytearray(data)
    changed[len(data) // 2] ^= 0xFF
    file.write_bytes(changed)
    failure(lambda: install_file(file, folder=packages))
    assert nothing_left(packages)


def test_a_file_that_is_not_there_or_a_folder_is_one_line(tmp_path: Path) -> None:
    assert "no such file" in failure(lambda: install_file(tmp_path / "x"))
    failure(lambda: install_file(tmp_path))
    failure(lambda: install_file(tmp_path / "x", sha256="0" * 64))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A package file with all parts but without weights, quick to damage and check."""
    file = tmp_path_factory.mktemp("small") / "a.argosmodel"
    metadata = b'{"from_code": "uk", "to_code": "en", "package_version": "1.0"}'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, data in (
            ("metadata.json", metadata),
            ("sentencepiece.model", b"s" * 50),
            ("model/model.bin", bytes(range(256))),
            ("model/shared_vocabulary.json", b"[]"),
        ):
            stream.writestr(f"a/{name}", data)
    return file.read_bytes()


@given(where=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_damage_gives_a_package_or_one_line(
    small: bytes, tmp_path: Path, where: list[tuple[float, int]]
) -> None:
    changed = bytearray(small)
    for place, value in where:
        changed[int(place * (len(changed) - 1))] = value
    file = tmp_path / "a.argosmodel"
    file.write_bytes(changed)
    target = tmp_path / "out"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with suppress(ModelError):
        unpack(check(file), target)
    assert {path.name for path in tmp_path.iterdir()} == {"a.argosmodel", "out"}
