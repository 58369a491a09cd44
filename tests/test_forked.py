"""A forked command does and says what a started one does: tests that fork one rely on it."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests import forked
from tests.conftest import Newsroom


def test_it_says_and_writes_what_a_start_does(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "# Рада\n\nДепутати голосували.\n")
    environment = {**os.environ, "LC_ALL": "uk_UA.UTF-8", "PYTHONPATH": str(forked.ROOT)}
    done = forked.run(["sync"], at=newsroom.root, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert newsroom.catalog("a.md").exists()
    for command in (["coverage", "--fail-under", "90"], ["sync", "--help"]):
        done = forked.run(command, at=newsroom.root, environment=environment)
        started = subprocess.run(
            [sys.executable, "-m", "l10n", *command],
            cwd=newsroom.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (started.returncode, started.stdout) == (done.returncode, done.stdout)
        assert started.stderr == done.stderr


def test_a_signal_that_ends_it_is_told(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with open(reading, "rb"), open(writing, "wb", buffering=0) as full:
        os.set_blocking(writing, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(writing, bytes(65536))
        os.set_blocking(writing, True)
        # Nobody reads what it says, so it stands still.
        files = forked.Files(full, full)
        led = forked.start(["--help"], files, at=tmp_path, environment=dict(os.environ))
        assert led.poll() is None
        led.kill()
        assert led.wait() == led.poll() == -signal.SIGKILL
