"""Commands killed by a stranger, strace, at each system call that changes a file.

It sees what the interpreter does not: what SQLite does, and half of what is written.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kills.desk import check
from tests.kills.killer import NOW, ROOT, Killer
from tests.kills.test_kills_commands import COMMANDS
from tests.kills.trial import Command, Trial, assert_no_faults
from tests.tally import Tally

pytestmark = pytest.mark.campaign

CHANGING = (
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink"),
    *("unlinkat", "mkdir", "mkdirat", "rmdir", "openat", "creat", "write", "pwrite64", "writev"),
    *("fsync", "fdatasync", "ftruncate", "truncate", "chmod", "fchmod", "fchmodat", "chown"),
    *("fchown", "lchown", "fchownat", "setxattr", "fsetxattr", "lsetxattr", "removexattr"),
    *("utimensat", "sendfile", "copy_file_range"),
)
_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)", re.MULTILINE)
_SPOKEN = re.compile(r"[12],")


@dataclass(frozen=True)
class Call:
    """A system call of a command: its name, and which of that name it is, from 1."""

    name: str
    number: int
    arguments: str


@dataclass
class Tracer:
    """Runs commands under strace."""

    trial: Trial
    log: Path

    def run(self, *options: str) -> int:
        """Run the command on a fresh copy; its exit code, minus the signal that ended it."""
        self.trial.fresh()
        command = [sys.executable, "-m", "l10n", "-C", str(self.trial.place / "desk")]
        done = subprocess.run(
            ["strace", "-f", "-qq", "-o", self.log, *options, *command, *self.trial.arguments],
            cwd=ROOT,
            env=os.environ | {"SOURCE_DATE_EPOCH": NOW, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
        return done.returncode

    def calls(self) -> Iterator[Call]:
        """The calls that change a file; those that fail change none."""
        assert self.run("-e", f"trace={','.join(CHANGING)}") == 0
        numbers: Counter[str] = Counter()
        for match in _CALL.finditer(self.log.read_text("utf-8", "replace")):
            numbers[match["name"]] += 1
            spoken = match["name"] == "write" and _SPOKEN.match(match["arguments"])
            reads = match["name"] == "openat" and "O_RDONLY" in match["arguments"]
            if not match["result"].startswith("-") and not spoken and not reads:
                yield Call(match["name"], numbers[match["name"]], match["arguments"])

    def kill(self, call: Call) -> bool:
        """Run the command, and kill it at a call; False if it ended without one.

        The index leaves out files that changed a moment ago, so its calls differ from run to run.
        """
        inject = f"inject={call.name}:signal=KILL:when={call.number}"
        return self.run("-e", f"trace={call.name}", "-e", inject) != 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_kill_at_each_system_call(
    killers: Killer, base: Path, tmp_path: Path, command: Command, tally: Tally
) -> None:
    trial = Trial(killers, base, tmp_path, command, lambda place: check(place / "desk"))
    tracer = Tracer(trial, tmp_path / "strace.log")
    faults = []
    calls = list(tracer.calls())
    for call in calls:
        if not tracer.kill(call):
            continue
        what = f"{call.name} number {call.number} ({call.arguments[:200]})"
        faults.append(trial.fault(f"by strace at {what}"))
    assert len(faults) > len(calls) / 2
    number = len(faults) - faults.count(None)
    tally("kills: at each system call", commands=1, kills=len(faults), faults=number)
    assert_no_faults(faults)
