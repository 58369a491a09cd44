"""Commands in processes of their own that a test leads from event to event, and may kill at any.

The engine is a plug-in around one of the tool's. Before it drafts a text, and before and after each
move that puts a file in place, its process says so and waits: a moment is an event, not a time.
"""

import contextlib
import json
import os
import select
import socket
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests import forked
from tests.conftest import Newsroom
from tests.forked import Files, Forked

ROOT = Path(__file__).parent.parent
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["controlled"]

[publish]
require = "draft"
"""
HOOK = """\
import json, os, socket, sys

_line = None


def tell(event, what):
    global _line
    if _line is None:
        address = ("127.0.0.1", int(os.environ["CONTROLLED_PORT"]))
        _line = socket.create_connection(address).makefile("rw")
    _line.write(json.dumps([event, what]) + "\\n")
    _line.flush()
    answer = _line.readline()
    if answer not in ("go\\n", "enough\\n"):
        os._exit(9)
    return answer == "go\\n"


def hooked(move):
    def told(renames, file, place):
        if "/.l10n/" in str(place):
            return move(renames, file, place)
        tell("write", str(place))
        move(renames, file, place)
        tell("written", str(place))

    return told


if "CONTROLLED_PORT" in os.environ:
    from l10n.store.replacing import renames

    moves = {id(each): hooked(each) for each in (renames.exchange, renames.put)}
    for module in [sys.modules[name] for name in sys.modules if name.startswith("l10n.store.")]:
        vars(module).update(
            {name: moves[id(each)] for name, each in vars(module).items() if id(each) in moves}
        )


def waiting(wait):
    def told(patience, seconds):
        return tell("wait", "") and wait(patience, seconds)

    return told


if "CONTROLLED_PORT" in os.environ:
    from l10n.store.settled import Patience

    Patience.wait = waiting(Patience.wait)

if os.environ.get("CONTROLLED_BATCH"):
    import l10n.jobs.sync.run

    l10n.jobs.sync.run.BATCH = int(os.environ["CONTROLLED_BATCH"])
"""
PLUGIN = """\
import importlib, os

from sitecustomize import tell

module, kind = os.environ["CONTROLLED_ENGINE"].split(":")
Base = getattr(importlib.import_module(module), kind)


class Controlled(Base):
    name = "controlled"

    def translate(self, requests, source, target):
        # A text that is left empty is asked for again after a kill, and is no event.
        for request, draft in zip(requests, super().translate(requests, source, target)):
            if draft.text:
                tell("draft", request.text.text)
            yield draft
"""


def install(folder: Path) -> None:
    """Lay out the plug-in as pip would, and what every process of ours runs at its start."""
    metadata = folder / "controlled-1.0.dist-info"
    metadata.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(HOOK)
    (folder / "controlled.py").write_text(PLUGIN)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: controlled\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[l10n.engines]\ncontrolled = controlled:Controlled\n"
    )


@dataclass(frozen=True)
class Event:
    """What a process is about to do, or has done."""

    kind: str
    """`draft`, `write`, `written` or `wait`."""
    what: str
    """The text, or the path."""


@dataclass
class Led:
    """A process that stands still at an event."""

    process: Forked
    output: Path
    line: socket.socket
    drafted: list[str]
    """Texts that the engine was asked for, by all processes of the test."""
    event: Event | None = None
    """None once it has ended."""
    _read: bytearray = field(default_factory=bytearray)

    def go(self) -> Event | None:
        """Let it go on to its next event."""
        self.line.sendall(b"go\n")
        return self.arrive()

    def lose_patience(self) -> Event | None:
        """Let it go on as if it had waited long enough."""
        self.line.sendall(b"enough\n")
        return self.arrive()

    def arrive(self) -> Event | None:
        """Wait for its next event, or its end."""
        while b"\n" not in self._read:
            data = b""
            with contextlib.suppress(ConnectionResetError):
                data = self.line.recv(65536)
            if not data:
                self.event = None
                return None
            self._read += data
        text, _newline, rest = self._read.partition(b"\n")
        self._read[:] = rest
        self.event = Event(*json.loads(text))
        if self.event.kind == "draft":
            self.drafted.append(self.event.what)
        return self.event

    def go_until(self, stop: Callable[[Event], bool]) -> None:
        """Let it go on up to an event; it must not end before."""
        while self.event is not None and not stop(self.event):
            self.go()
        assert self.event is not None, self.said

    def finish(self) -> int:
        """Let it go on to its end; its exit code."""
        while self.event is not None:
            self.go()
        return self.process.wait()

    def kill(self) -> None:
        """Kill it where it stands."""
        self.process.kill()
        self.process.wait()
        self.event = None

    @property
    def said(self) -> str:
        """All that it printed."""
        return self.output.read_text()


@dataclass
class Control:
    """Starts processes of the command, with the plug-in installed."""

    newsroom: Newsroom
    folder: Path
    engine: str = "l10n.engines.pseudo:Pseudo"
    batch: int = 0
    """Segments that fill a batch of a sync; 0 for as many as a batch has."""
    server: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    drafted: list[str] = field(default_factory=list)
    started: deque[Led] = field(default_factory=deque)

    def __post_init__(self) -> None:
        install(self.folder / "plugins")
        self.newsroom.workflow(WORKFLOW)

    def start(self, *arguments: str) -> Led:
        """Start a command, and wait until it stands at its first event or has ended."""
        number = len(self.started)
        output = self.folder / f"output{number}"
        plugins = self.folder / "plugins"
        environment = os.environ | {
            "PYTHONPATH": f"{plugins}{os.pathsep}{ROOT}",
            "CONTROLLED_PORT": str(self.server.getsockname()[1]),
            "CONTROLLED_ENGINE": self.engine,
            "CONTROLLED_BATCH": str(self.batch or ""),
            "ARGOS_PACKAGES_DIR": str(self.folder / "packages"),
        }
        command = ["-C", str(self.newsroom.root), *arguments]
        with output.open("wb") as file:
            process = forked.start(command, Files(file, file), at=ROOT, environment=environment)
        ready, _write, _errors = select.select([self.server, process], [], [])
        if self.server in ready:
            line, _address = self.server.accept()
        else:
            # It ended without an event; a line that nobody speaks on stands for that.
            line, other = socket.socketpair()
            other.close()
        led = Led(process, output, line, self.drafted)
        self.started.append(led)
        led.arrive()
        return led

    def close(self) -> None:
        """End what is still at work."""
        for led in self.started:
            led.process.kill()
            led.process.wait()
            led.line.close()
        self.server.close()


@contextlib.contextmanager
def controlled(newsroom: Newsroom, folder: Path, engine: str = "") -> Iterator[Control]:
    """A newsroom whose syncs are led by the test."""
    control = Control(newsroom, folder, *([engine] if engine else []))
    try:
        yield control
    finally:
        control.close()
