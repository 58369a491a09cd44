"""Running the code of a commit over a case, and keeping what each step left behind."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.compare_commits.cases import OWN, Case

FIRST = 1_772_366_400
"""The clock of the first step, in seconds since 1970; each step is a day later."""
DAY = 86_400
LONGEST = 900
"""Seconds that one command may take."""
_KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "CT2_FORCE_CPU_ISA", "LD_LIBRARY_PATH")

Snapshot = Mapping[str, str]
"""The files of a workspace without its cache: the SHA-256 of the bytes, by path."""


class UnusableError(Exception):
    """A commit cannot be compared; says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step left behind."""

    code: int
    out: str
    """Key of what the command printed, among the blobs."""
    err: str
    files: Snapshot


@dataclass(frozen=True, slots=True)
class Blobs:
    """A folder of byte strings, each kept once under its SHA-256."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep a byte string; several threads may do so at once."""
        key = hashlib.sha256(data).hexdigest()
        path = self.folder / key
        if not path.exists():
            handle, temporary = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        return key

    def get(self, key: str | None) -> bytes:
        """The byte string of a key; none for None."""
        return b"" if key is None else (self.folder / key).read_bytes()


def check_out(repository: Path, which: str, into: Path) -> str:
    """Lay out the code and the workspace of a commit, or of a folder as it stands.

    Returns what to call it. Raises UnusableError where there is neither.
    """
    into.mkdir(parents=True)
    if _git(repository, "rev-parse", "--verify", "--quiet", f"{which}^{{commit}}").returncode == 0:
        packed = _git(repository, "archive", "--format=tar", which)
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(into, filter="data")
        name = _git(repository, "rev-parse", "--short", which).stdout.decode().strip()
    elif (Path(which) / "l10n").is_dir():
        for part in ("l10n", *OWN):
            place = Path(which) / part
            if place.is_dir():
                shutil.copytree(place, into / part, ignore=shutil.ignore_patterns("__pycache__"))
            elif place.is_file():
                shutil.copy(place, into / part)
        name = str(which)
    else:
        raise UnusableError(f"{which} is neither a commit here nor a folder with a package l10n")
    where = _python(into, "-c", "import l10n; print(l10n.__file__)", folder=into)
    if where.returncode or not Path(where.stdout.decode().strip()).is_relative_to(into):
        why = where.stderr.decode().strip() or f"{where.stdout.decode().strip()} is imported"
        raise UnusableError(f"the code of {which} cannot be run: {why}")
    return name


def _git(repository: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def _python(
    code: Path, *arguments: str, folder: Path, clock: int = FIRST
) -> subprocess.CompletedProcess[bytes]:
    """Run Python with the package of a checkout, in a folder, as nobody in particular."""
    home = code.parent / "home"
    home.mkdir(exist_ok=True)
    variables = {name: os.environ[name] for name in _KEPT if name in os.environ}
    variables |= {
        "COLUMNS": "80",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(code),
        "SOURCE_DATE_EPOCH": str(clock),
    }
    command = [sys.executable, *arguments]
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        why = f"stopped after {LONGEST} seconds\n".encode()
        return subprocess.CompletedProcess(command, 124, b"", why)


def run(code: Path, case: Case, folder: Path, blobs: Blobs) -> list[Taken]:
    """Do the steps of a case in a new folder, with the code of a checkout."""
    for name, data in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    taken: list[Taken] = []
    for number, step in enumerate(case.steps):
        if step.hands is not None:
            step.hands(folder)
        clock = FIRST + number * DAY
        done = _python(code, "-m", "l10n", *step.command, folder=folder, clock=clock)
        out, err = (
            blobs.put(text.replace(str(folder).encode(), b"<workspace>"))
            for text in (done.stdout, done.stderr)
        )
        taken.append(Taken(done.returncode, out, err, _snapshot(folder, blobs)))
    shutil.rmtree(folder)
    return taken


def _snapshot(folder: Path, blobs: Blobs) -> Snapshot:
    found: dict[str, str] = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".l10n")
        for name in sorted(names):
            path = Path(place, name)
            found[path.relative_to(folder).as_posix()] = blobs.put(path.read_bytes())
    return found
