"""Distributions of other people, laid out in a folder as pip lays them out."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import forked

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A folder of installed packages, and a workspace beside it."""

    packages: Path
    desk: Path

    def install(self, name: str, files: Mapping[str, bytes | str], points: str) -> None:
        """Lay out a package of some files, and its entry points as `entry_points.txt` has them."""
        for path, content in files.items():
            target = self.packages / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            target.write_bytes(data)
        info = self.packages / f"{name}-1.0.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0\n"
        (info / "METADATA").write_text(metadata, "utf-8")
        (info / "entry_points.txt").write_text(points, "utf-8")

    def _environment(self, *, installed: bool, environment: Mapping[str, str]) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
        path = [str(self.packages), str(ROOT)] if installed else [str(ROOT)]
        defaults = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(path)}
        return {**kept, **defaults, **environment}

    def python(self, *arguments: str, installed: bool = True, **environment: str) -> Said:
        """Run Python in the workspace, with these packages or without."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.desk,
            env=self._environment(installed=installed, environment=environment),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def l10n(self, *arguments: str, installed: bool = True, **environment: str) -> Said:
        """Run the command, in a process that has the tool already."""
        given = self._environment(installed=installed, environment=environment)
        done = forked.run(arguments, at=self.desk, environment=given)
        return Said(done.returncode, done.stdout, done.stderr)

    def started(self, *arguments: str) -> Said:
        """Run the command as a person would."""
        return self.python("-m", "l10n", *arguments)

    def write(self, name: str, text: str) -> None:
        path = self.desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def read(self, name: str) -> str:
        return (self.desk / name).read_text("utf-8")


def site(folder: Path) -> Site:
    made = Site(folder / "packages", folder / "desk")
    made.packages.mkdir()
    made.desk.mkdir()
    return made
