"""Programs of Apertium, run as processes: texts in, texts out, bounded in time and size."""

import os
import re
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import EngineError
from l10n.messages import _

_BLOCK = 1 << 16
_GROWTH = 16
"""Bytes out for each byte in, at most; a translation has one or two."""
_SPARE = 1 << 20
_IDLE = 5
"""Processes in a row that give nothing, after which there is no hope."""
_LATE = 3
_END_MARK = re.compile(r"\[=([0-9]{1,9})\]\s*$")
_END = 5.0
"""Seconds to end in, once all is read."""
_ERRORS = 2_000
"""Bytes kept of what a program says on its error output."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a process may take, and where a person may change that."""

    seconds: float
    table: str
    """The name of the engine's table in the workflow."""


@dataclass(frozen=True, slots=True)
class Program:
    """Where Apertium is installed."""

    path: Path
    data: Path
    """The folder that holds `modes/`."""

    @property
    def modes(self) -> tuple[str, ...]:
        """Name the modes, as `apertium -l` does; it looks into the same folder.

        Raises EngineError where that cannot be read: whatever is in it would seem not installed.
        """
        folder = self.data / "modes"
        try:
            names = os.listdir(folder)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise EngineError(
                _("the folder of Apertium's modes cannot be read: {why}").format(
                    why=error.strerror or error
                ),
                code="APERTIUM-007",
                path=folder,
                remedy=_("see whether you may read it"),
            ) from error
        return tuple(sorted(name.removesuffix(".mode") for name in names if name.endswith(".mode")))

    def mode_file(self, name: str) -> Path:
        """The file of a mode."""
        return self.data / "modes" / f"{name}.mode"

    def tool(self, name: str) -> str | None:
        """Find another program of Apertium: beside this one, or on the path; None if missing."""
        beside = self.path.with_name(name)
        return str(beside) if beside.is_file() else shutil.which(name)


def installed() -> Program | None:
    """Find Apertium on the path, and its data as the program itself does; None if missing."""
    found = shutil.which("apertium")
    if found is None:
        return None
    path = Path(found)
    named = os.environ.get("APERTIUM_DATADIR")
    return Program(path, Path(named) if named else path.resolve().parents[1] / "share/apertium")


def versions(packages: Iterable[str]) -> dict[str, str]:
    """The versions of Debian packages; none where there is no dpkg, or it does not know."""
    asked = shutil.which("dpkg-query")
    wanted = sorted(set(packages) - {""})
    if asked is None or not wanted:
        return {}
    shown = _output([asked, "-W", "-f", "${Package} ${Version}\\n", *wanted])
    pairs = (line.split(" ") for line in shown.splitlines())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[1]}


def own_version(program: Program) -> str:
    """The version of Apertium itself: `Apertium 3.8.3`; its name alone if it does not say."""
    return " ".join(_output([str(program.path), "-V"]).split())[:40] or "Apertium"


def _output(command: Sequence[str]) -> str:
    """What a short command says; nothing where it cannot be run."""
    try:
        run = _run(command, b"", _ERRORS, _END)
    except EngineError:
        return ""
    return run.out.decode("ascii", "ignore") if run.done else ""


def answers(command: Sequence[str], texts: Sequence[str], patience: Patience) -> list[str | None]:
    """What a process makes of each text; None for those that it broke off at or garbled.

    A text at which the program breaks off, or that is not done in time, is left out, and those
    after it go to a new process. Raises EngineError if the program cannot be started, gives far too
    much, nothing for several texts in a row or for all, or takes too long three times.
    """
    found: list[str | None] = [None] * len(texts)
    first = late = idle = 0
    while first < len(texts):
        sent = [f"{text}[={number}]" for number, text in enumerate(texts[first:], first)]
        run = _through(command, sent, patience.seconds)
        marks = [
            (_END_MARK.search(part), part)
            for part in run.out.decode("utf-8", "replace").split("\0")
        ]
        times = Counter(int(match[1]) for match, _part in marks if match)
        last = first - 1
        for match, part in marks:
            if match and first <= int(match[1]) < len(texts):
                last = max(last, int(match[1]))
                if times[int(match[1])] == 1:
                    found[int(match[1])] = part[: match.start()]
        idle = 0 if last >= first else idle + 1
        late += not run.done
        first = last + 2
        if late == _LATE:
            raise EngineError(
                _("{name} was not done after {seconds} s").format(
                    name=Path(command[0]).name, seconds=round(patience.seconds)
                ),
                code="APERTIUM-003",
                remedy=_("raise timeout in [engine.{name}]").format(name=patience.table),
            )
        if run.done and (idle == _IDLE or (idle and first >= len(texts) and not any(found))):
            raise _failure(command, run)
    return found


def _failure(command: Sequence[str], run: "_ProcessResult") -> EngineError:
    """The error for a program that gives nothing, in its own words if it has any."""
    name = Path(command[0]).name
    words = " ".join(run.errors.decode("utf-8", "replace").split())[:200]
    return EngineError(
        _("{name} gave no translation: {why}").format(
            name=name, why=words or _("exit status {code}").format(code=run.code)
        ),
        code="APERTIUM-004",
        remedy=_("try it by hand: {command}").format(
            command=" ".join(["echo house |", name, *command[1:]])
        ),
    )


def _through(command: Sequence[str], texts: Sequence[str], seconds: float) -> "_ProcessResult":
    """Send texts through one process, each ended with NUL."""
    sent = b"".join(text.encode("utf-8") + b"\0" for text in texts)
    most = len(sent) * _GROWTH + _SPARE
    run = _run(command, sent, most, seconds)
    if len(run.out) > most:
        raise EngineError(
            _("{name} gave far more than it was given").format(name=Path(command[0]).name),
            code="APERTIUM-005",
        )
    return run


@dataclass(frozen=True, slots=True)
class _ProcessResult:
    """What a process wrote, and how it ended."""

    out: bytes
    errors: bytes
    done: bool
    """Whether it ended by itself, in time and without writing too much."""
    code: int


def _run(command: Sequence[str], given: bytes, most: int, seconds: float) -> _ProcessResult:
    out, errors = bytearray(), bytearray()
    with (
        tempfile.TemporaryDirectory(prefix="l10n-apertium-", ignore_cleanup_errors=True) as folder,
        open(Path(folder) / "in", "w+b") as source,
    ):
        source.write(given)
        source.seek(0)
        try:
            process = subprocess.Popen(
                list(command),
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(
                _("{name} cannot be run: {why}").format(
                    name=Path(command[0]).name, why=error.strerror or error
                ),
                code="APERTIUM-006",
                remedy=_("install it again"),
            ) from error
        done = False
        try:
            done = _read(process, out, errors, most, seconds)
        finally:
            _end(process, at_once=not done)
    return _ProcessResult(bytes(out), bytes(errors), done, process.returncode)


def _environment(folder: str) -> dict[str, str]:
    """The environment of the process: UTF-8 whatever the terminal has, files in a folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "L10N_")) and name not in ("LANG", "LANGUAGE", "AP_SETVAR")
    }
    return {**kept, "LC_ALL": "C.UTF-8", "TMPDIR": folder}


def _read(
    process: "subprocess.Popen[bytes]", out: bytearray, errors: bytearray, most: int, seconds: float
) -> bool:
    """Read what a process writes, at most some bytes; say whether it ended in time."""
    assert process.stdout is not None
    assert process.stderr is not None
    until = time.monotonic() + seconds
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ, out)
        waiting.register(process.stderr, selectors.EVENT_READ, errors)
        while waiting.get_map() and len(out) <= most:
            left = until - time.monotonic()
            if left <= 0:
                return False
            for key, _event in waiting.select(left):
                block = os.read(key.fd, _BLOCK)
                if not block:
                    waiting.unregister(key.fileobj)
                elif key.data is out or len(errors) < _ERRORS:
                    key.data.extend(block)
    return len(out) <= most


def _end(process: "subprocess.Popen[bytes]", *, at_once: bool) -> None:
    """Wait for a process, or end it with all that it started."""
    try:
        process.wait(0 if at_once else _END)
    except subprocess.TimeoutExpired:
        at_once = True
    if at_once:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
