"""A workspace in a folder, and the command as a person runs it there."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Newsroom:
    """A workspace whose articles are drafted by Apertium, from English into Spanish."""

    root: Path

    def l10n(self, *arguments: str, **environment: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "l10n", *arguments],
            cwd=self.root,
            env=os.environ | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")
