"""Where a command writes: outputs that are full, closed or left, and what `--help` loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Newsroom
from tests.corpora import ROOT
from tests.test_architecture import HEAVY

NEWS = """\
# Рада ухвалила бюджет

Рада міста ухвалила **новий бюджет**. Про це [повідомляє](https://example.org/a) прессекретар.

Другий абзац має одне речення.
"""


def test_help_needs_no_heavy_import() -> None:
    code = (
        "import sys\nfrom l10n.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert not loaded & HEAVY


def shell(newsroom: Newsroom, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command.replace("l10n", f"{sys.executable} -m l10n")],
        capture_output=True,
        text=True,
        cwd=newsroom.root,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", ["sync", "status", "--help", "status --json"])
@pytest.mark.sampled(4)
def test_an_output_that_cannot_be_written_is_one_line(newsroom: Newsroom, arguments: str) -> None:
    newsroom.article("a.md", NEWS)
    done = shell(newsroom, f"l10n {arguments} > /dev/full")
    assert done.returncode == 3
    assert done.stderr == "l10n: the output cannot be written: No space left on device\n"
    done = shell(newsroom, f"l10n {arguments} > /dev/full 2>&1")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(("arguments", "code"), [("status none.md", 2), ("status --bad", 2)])
def test_an_error_that_cannot_be_said_has_its_code(
    newsroom: Newsroom, arguments: str, code: int
) -> None:
    for to in ("/dev/full", "&-"):
        assert shell(newsroom, f"l10n {arguments} 2>{to}").returncode == code


@pytest.mark.parametrize("command", ["sync", "status", "coverage", "publish"])
@pytest.mark.sampled(4)
def test_a_closed_output_is_no_traceback(newsroom: Newsroom, command: str) -> None:
    newsroom.article("a.md", NEWS)
    done = shell(newsroom, f"l10n {command} >&-")
    assert done.returncode == 3
    assert done.stderr == "l10n: the output cannot be written: Bad file descriptor\n"
    if command == "sync":
        done = shell(newsroom, f"l10n {command} >&- 2>&- <&-")
        assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


def test_a_reader_that_goes_away_is_no_news(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.article(f"a{number}.md", NEWS)
    done = shell(newsroom, "l10n status --json | head -c 1")
    assert (done.stdout, done.stderr) == ("[", "")


def test_a_pipe_that_closes_early_is_no_answer(newsroom: Newsroom) -> None:
    for number in range(40):
        newsroom.article(f"a{number}.md", NEWS)
    for arguments in (["coverage"], ["coverage", "--fail-under", "100"], ["--help"]):
        command = [sys.executable, "-m", "l10n", *arguments]
        with subprocess.Popen(
            command,
            cwd=newsroom.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141
