"""Leases: whether anybody has a file open for writing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.store.replacing.leases import open_for_writing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="leases are Linux's")
OPENER = """\
import sys
while True:
    print("ready", flush=True)
    if not sys.stdin.readline():
        break
    open(sys.argv[1], "ab").close()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.po"
    path.write_bytes(b"text")
    if open_for_writing(path) is None:
        pytest.skip("the file system of the temporary folder has no leases")
    return path


def test_a_file_that_nobody_writes_is_told_from_one(file: Path) -> None:
    assert open_for_writing(file) is False
    with file.open("rb") as reader:
        assert open_for_writing(file) is False
        assert open_for_writing(reader.fileno()) is False
        with file.open("ab"):
            assert open_for_writing(file) is True
            assert open_for_writing(reader.fileno()) is True
    assert open_for_writing(file) is False


def test_a_writer_in_another_process_is_seen(file: Path) -> None:
    command = [sys.executable, "-c", "import sys; f = open(sys.argv[1], 'ab'); print(flush=True)"]
    command[2] += "; sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([*command, str(file)], **pipes) as writer:  # type: ignore[call-overload]
        writer.stdout.readline()
        assert open_for_writing(file) is True
        writer.communicate()
    assert open_for_writing(file) is False


def test_asking_never_ends_this_process_nor_an_opener(file: Path) -> None:
    command = [sys.executable, "-c", OPENER, str(file)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as opener:  # type: ignore[call-overload]
        for _round in range(200):
            opener.stdout.readline()
            opener.stdin.write(b"\n")
            opener.stdin.flush()
            for _each in range(20):
                assert open_for_writing(file) in (True, False)
        opener.communicate()
        assert opener.returncode == 0


def test_of_a_file_system_that_others_write_to_nothing_is_known() -> None:
    # Linux would give a lease on it; like NFS, it is none of those that this machine alone writes.
    assert open_for_writing(Path("/proc/self/status")) is None


def test_what_is_no_regular_file_is_unknown(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert open_for_writing(tmp_path / "pipe") is None
    with pytest.raises(FileNotFoundError):
        open_for_writing(tmp_path / "none")
    (tmp_path / "link").symlink_to("pipe")
    with pytest.raises(OSError, match="symbolic"):
        open_for_writing(tmp_path / "link")
