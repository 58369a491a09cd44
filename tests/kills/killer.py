"""Commands that are killed before a change to a file, and what has to hold of a workspace then."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parents[2]
NOW = "1780000000"
"""SOURCE_DATE_EPOCH of all commands, so that what they write can be compared to the byte."""
_PRELOADED = (
    *("l10n.cli.sync", "l10n.cli.publish", "l10n.cli.receive", "l10n.cli.send", "l10n.cli.add"),
    *("l10n.cli.init", "l10n.cli.models", "l10n.cli.status", "l10n.cli.rename"),
    *("l10n.jobs.sync", "l10n.jobs.publish", "l10n.jobs.receive", "l10n.jobs.send"),
    *("l10n.jobs.layout", "l10n.jobs.status", "l10n.engines.pseudo", "l10n.jobs.rename"),
    *("l10n.formats.markdown.format", "l10n.formats.html.format", "l10n.formats.text.format"),
    *("l10n.cli.approve", "l10n.cli.reject", "l10n.cli.ask", "l10n.cli.retract"),
    *("l10n.cli.rollback", "l10n.jobs.sign", "l10n.jobs.ask", "l10n.jobs.retract"),
    *("filelock", "sqlite3", "l10n.engines.argos.models"),
)
"""What commands import when they run."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; minus the signal's number where it was killed."""
    said: str
    events: tuple[str, ...]
    """The changes that it made to files, in order, as the interpreter names them."""

    @property
    def killed(self) -> bool:
        return self.code < 0


@dataclass
class Killer:
    """Runs commands, each killed before its n-th change to a file, or after some seconds."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """Variables of the commands; `@` in a value is the folder around the workspace."""
    _server: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Start the process that all commands are forks of."""
        command = [sys.executable, "-m", "tests.kills.server", *_PRELOADED]
        self._server = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"SOURCE_DATE_EPOCH": NOW, "COLUMNS": "200"},
        )

    def run(self, at: Path, *arguments: object, kill_at: int = 0, kill_after: float = 0.0) -> Ended:
        """Run a command in a workspace; 0 lets it come to its end."""
        assert self._server is not None
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        output, events = self.folder / "output", self.folder / "events"
        request = {
            "folder": str(at),
            "arguments": list(map(str, arguments)),
            "kill_at": kill_at,
            "kill_after": kill_after,
            "output": str(output),
            "events": str(events),
            "environment": {
                name: value.replace("@", str(at.parent), 1)
                for name, value in self.environment.items()
            },
        }
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        code = json.loads(self._server.stdout.readline())
        made = tuple(events.read_text("utf-8").splitlines())
        return Ended(code, output.read_text("utf-8", "replace"), made)

    def close(self) -> None:
        """End the process."""
        if self._server is not None and self._server.stdin is not None:
            self._server.stdin.close()
            self._server.wait()


@contextmanager
def killer(folder: Path, environment: Mapping[str, str] = _NONE) -> Iterator[Killer]:
    """A killer whose process ends with the test."""
    made = Killer(folder, environment)
    made.start()
    try:
        yield made
    finally:
        made.close()


Tree = dict[str, bytes]
"""Files by name, without those of the cache; a link as what it leads to."""


def tree(root: Path) -> Tree:
    """All files below a folder but those of a workspace's cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".l10n" not in path.relative_to(root).parts
    }
