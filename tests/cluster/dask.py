"""A scheduler of Dask and its workers on loopback, and a desk that drafts there."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.distributions import ROOT, Said, Site, site

PATIENCE = 60
WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["counting"]

[engine.counting]
log = "{log}"
pause = {pause}

[publish]
require = "draft"
"""
DATE = "1700000000"


@dataclass
class Dask:
    """A scheduler, and workers by name."""

    packages: Path
    port: int
    options: Sequence[str] = ()
    """Of both, for TLS."""
    scheme: str = "tcp"
    scheduler: "subprocess.Popen[bytes] | None" = None
    workers: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        place = ["--host", self.address.rpartition(":")[0], "--port", str(self.port)]
        self.scheduler = self._run("dask_scheduler", [*place, "--no-show", *self.options])
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the scheduler does not start")

    def start_worker(self, name: str, *more: str, **environment: str) -> None:
        """Begin a worker; it may take a second until the scheduler knows it."""
        options = ["--no-nanny", "--nthreads", "1", "--name", name, "--no-dashboard"]
        arguments = [self.address, *options, *more, *self.options]
        self.workers[name] = self._run("dask_worker", arguments, **environment)

    def _run(
        self, command: str, arguments: Sequence[str], **environment: str
    ) -> "subprocess.Popen[bytes]":
        path = os.pathsep.join([str(self.packages), str(ROOT)])
        return subprocess.Popen(
            [sys.executable, "-P", "-m", f"distributed.cli.{command}", *arguments],
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", **environment},
            cwd=self.packages,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def revive(self) -> None:
        """Start again what was killed; workers of a scheduler that was, too."""
        assert self.scheduler is not None
        if self.scheduler.poll() is not None:
            for each in self.workers.values():
                end(each)
            self.start_scheduler()
        for name, each in list(self.workers.items()):
            if each.poll() is not None:
                self.start_worker(name)

    def stop(self) -> None:
        for each in (*self.workers.values(), self.scheduler):
            if each is not None:
                end(each)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process, and wait until it is gone."""
    process.send_signal(signal.SIGKILL)
    process.wait()


@dataclass(frozen=True)
class Desk:
    """A workspace whose texts the counting engine drafts."""

    made: Site
    log: Path

    def lay_out(self, articles: int, texts: int, *, pause: int = 0) -> None:
        """Write articles of so many texts each; `pause` is what a text takes, in milliseconds."""
        self.made.write("workflows/news.toml", WORKFLOW.format(log=self.log, pause=pause))
        for number in range(articles):
            lines = (f"Новина номер {number * texts + each} про місто." for each in range(texts))
            self.made.write(f"articles/a{number:03}.md", "\n\n".join(lines) + "\n")

    def sync(self, *arguments: str, **environment: str) -> Said:
        return self.made.l10n("sync", *arguments, SOURCE_DATE_EPOCH=DATE, **environment)

    def begin(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Begin a sync that may be killed."""
        path = os.pathsep.join([str(self.made.packages), str(ROOT)])
        return subprocess.Popen(
            [sys.executable, "-m", "l10n", "sync", *arguments],
            cwd=self.made.desk,
            env={**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": DATE},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def drafted(self) -> list[str]:
        """All texts that any process was asked for, as often as it was."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if not line.startswith("made ")]

    def made_engines(self) -> list[str]:
        """The processes that made an engine, as often as they did."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if line.startswith("made ")]

    def files(self) -> Mapping[str, bytes]:
        """What a sync has written that is no cache."""
        folders = [self.made.desk / name for name in ("catalogs", "records")]
        return {
            str(path.relative_to(self.made.desk)): path.read_bytes()
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def forget(self) -> None:
        """Be as before the first sync."""
        for name in ("catalogs", "records", ".l10n"):
            shutil.rmtree(self.made.desk / name, ignore_errors=True)
        self.log.unlink(missing_ok=True)


def desk(folder: Path) -> Desk:
    """A desk with the engine installed beside the tool."""
    made = site(folder)
    engine = (Path(__file__).parent / "counting.py").read_bytes()
    points = "[l10n.engines]\ncounting = l10n_counting.engine:Counting\n"
    made.install("l10n_counting", {"__init__.py": "", "engine.py": engine}, points)
    return Desk(made, folder / "drafted.log")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def dask(
    packages: Path, *names: str, scheme: str = "tcp", options: Sequence[str] = ()
) -> Iterator[Dask]:
    """A scheduler with workers of these names."""
    made = Dask(packages, free_port(), options, scheme)
    try:
        made.start_scheduler()
        for name in names:
            made.start_worker(name)
        yield made
    finally:
        made.stop()
