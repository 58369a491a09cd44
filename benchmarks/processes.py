"""Processes to measure: commands with their time and memory, and workers that stay."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parent.parent
WORKERS = Path(__file__).parent / "workers"
L10N = (sys.executable, "-m", "l10n")
_SHOWN = 12


class FailedError(Exception):
    """A process of the benchmark failed; holds the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took."""

    seconds: float
    memory: int
    """Largest resident set, in bytes."""
    processor: float = 0.0
    """Seconds of processor time."""


def environment(**more: str) -> dict[str, str]:
    """The variables for a process: English, UTF-8, this tool importable from anywhere."""
    own = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    dropped = ("ARGOS_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, **own, **more}


def run(
    command: Sequence[str | Path],
    *,
    folder: Path,
    log: Path,
    variables: Mapping[str, str] | None = None,
    fine: Sequence[int] = (0,),
) -> Ran:
    """Run a command to its end; raises FailedError for any exit code that is not fine."""
    result = log.with_suffix(".json")
    with log.open("ab") as output:
        subprocess.run(
            [sys.executable, "-I", "-S", WORKERS / "measured.py", result, *map(str, command)],
            cwd=folder,
            env=dict(environment() if variables is None else variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=True,
        )
    found = json.loads(result.read_text("ascii"))
    if found["code"] not in fine:
        raise FailedError(f"{' '.join(map(str, command))}: {found['code']}\n{_tail(log)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(found["seconds"], found["memory"] * unit, found["processor"])


class Worker(AbstractContextManager["Worker"]):
    """A process that does one thing as often as it is asked to, so that start-up does not count.

    It reads a request and writes an answer, one JSON object a line.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        log: Path,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """Start it; what it prints besides its answers goes to the log."""
        self._name = Path(command[-1]).name
        self._log = log
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                list(map(str, command)),
                env=dict(environment() if variables is None else variables),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
            )

    def ask(self, do: str, **request: object) -> dict[str, object]:
        """Have it do one thing; raises FailedError if it ended instead of answering."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise FailedError(f"{self._name} stopped\n{_tail(self._log)}")
        result: dict[str, object] = json.loads(answer)
        return result

    def seconds(self, do: str, **request: object) -> float:
        """Have it do one thing, and give the seconds that it took by its own clock."""
        value = self.ask(do, **request)["seconds"]
        # Perl writes whole seconds without a point.
        assert isinstance(value, int | float)
        return float(value)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        if kind is not None:
            self._process.terminate()
        self._process.wait()
        self._process.stdout.close()


def _tail(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").splitlines()
    return "\n".join(lines[-_SHOWN:])
