"""The peers: an environment of their own for those in Python, and what versions there are."""

import hashlib
import json
import shutil
import subprocess
import sys
import venv
from functools import cache

from benchmarks.processes import ROOT

HOME = ROOT / ".venv-bench"
PYTHON = HOME / "bin" / "python"
REQUIREMENTS = ROOT / "requirements" / "bench.txt"
SHOWN = (
    "argostranslate",
    "ctranslate2",
    "sentencepiece",
    "mdpo",
    "translate-toolkit",
    "galechurch",
    "nltk",
)
PO4A_MISSING = "po4a is not installed: `apt-get install po4a`"


def ready() -> bool:
    """True if the environment stands and holds the pinned versions."""
    stamp = HOME / "installed"
    return stamp.is_file() and stamp.read_text() == _digest()


def make() -> None:
    """Make the environment, or bring it up to date; raises CalledProcessError if pip fails."""
    if ready():
        return
    print(f"Installing the peers in {HOME.name} …", file=sys.stderr)
    venv.create(HOME, clear=True, with_pip=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--no-deps", "-r", REQUIREMENTS], check=True, stdout=sys.stderr)
    (HOME / "installed").write_text(_digest())


def _digest() -> str:
    return hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()


def po4a() -> bool:
    """True if po4a is installed."""
    return shutil.which("po4a") is not None


@cache
def versions() -> dict[str, str]:
    """The versions of the peers that are there, by name."""
    found: dict[str, str] = {}
    if PYTHON.exists():
        listing = [PYTHON, "-m", "pip", "--disable-pip-version-check", "list", "--format", "json"]
        output = subprocess.run(listing, check=True, capture_output=True, text=True).stdout
        there = {package["name"].lower(): package["version"] for package in json.loads(output)}
        found = {name: there[name] for name in SHOWN if name in there}
    if po4a():
        line = subprocess.run(["po4a", "--version"], check=True, capture_output=True, text=True)
        found["po4a"] = line.stdout.split("\n")[0].removeprefix("po4a version ").rstrip(".")
    return found
