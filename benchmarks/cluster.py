"""Drafting on a cluster of this machine beside one process: time, memory, going on after a kill.

Processor time is that of all processes together, so that others at work on the machine matter
little; what a cluster costs more than one process is what its overhead is.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import articles
from benchmarks.model import Size, write_package
from benchmarks.processes import L10N, ROOT, FailedError, environment
from benchmarks.table import Part, Row

ARTICLES = 2_000
QUICK = 6
LARGE = 100
"""Articles that are drafted with a package of public size, whose sentences take as long as ten of
the bundled one's."""
EACH = 2
"""Sentences of an article from real news, and as many from the grammar of the bundled package."""
WORKERS = 2
ALONE, THREADS, CLUSTER = "--jobs 1", f"--jobs {WORKERS}", f"--cluster local --jobs {WORKERS}"
"""The ways to draft: one process with one thread, with several, a cluster of so many workers."""
SHOWN = {ALONE: "one thread", THREADS: f"{WORKERS} threads", CLUSTER: f"{WORKERS} workers"}
AIM = 1.1
AIM_MEMORY = 1.3
WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["argos"]
"""
_LINE = range(20, 400)
"""Characters of a line that is taken for a sentence."""


def options(parser: argparse.ArgumentParser) -> None:
    """Let the sentences and the number of articles be named."""
    parser.add_argument(
        "--sentences", type=Path, help="a folder with *.uk.txt or uk.txt, a sentence a line"
    )
    parser.add_argument("--drafted", type=int, help="how many articles cluster drafts")


def measure(
    folder: Path, *, quick: bool = False, sentences: Path | None = None, count: int | None = None
) -> Part:
    """Measure with the bundled package, and a few articles with one of public size."""
    real = _real(sentences)
    number = count or (QUICK if quick else ARTICLES)
    rounds = 3 if number <= 500 else 1
    small, _none = _compared(Desk(folder / "bundled", number, _mixed(real)), rounds)
    package = folder / "packages" / "translate-uk_en-1_0"
    size = Size(layers=1, inner=64, vocabulary=2000) if quick else Size()
    write_package(package, real, size)
    variables = {"ARGOS_PACKAGES_DIR": str(package.parent)}
    public = Desk(folder / "public", 4 if quick else LARGE, _news(real), **variables)
    large, differ = _compared(public, 1, exact=False)
    one, _other = _compared(Desk(folder / "one", 1, _news(real), **variables), 1, exact=False)
    start = one[CLUSTER].processor - one[THREADS].processor
    resumed = _resumed(Desk(folder / "killed", number, _mixed(real)))
    whole = small[CLUSTER]
    rows = (
        *compared_rows(large, small),
        Row(
            "draft on a cluster, killed at half and run again: seconds of both",
            f"{resumed[0] + resumed[1]:.1f} s, {resumed[1]:.1f} of the second",
            "undisturbed",
            f"{whole.seconds:.1f} s",
            (resumed[0] + resumed[1]) / whole.seconds,
            note=f"{resumed[2]:,} of {number:,} catalogs stood after the kill",
        ),
    )
    origin = "the sentences that were named" if sentences else articles.origin()
    notes = (
        f"Cluster: the command `l10n sync` as {ALONE}, {THREADS} (one process) and {CLUSTER} "
        "(so many workers, each one process with one thread) on "
        f"{number:,} articles of {EACH} sentences of {origin} and {EACH} of the bundled package's "
        f"grammar, and on {public.count} of {2 * EACH} real ones with a package of public size "
        f"with random weights. What the cluster costs is told beside {THREADS}, on as many cores. "
        "Processor time is of all processes, start-up of the cluster "
        f"included (it alone takes {start:.1f} s, before the first text). With the bundled package "
        f"all catalogs are the same to the byte; with random weights {differ} of {public.count} "
        "are not, since two words may be as likely to the last bit, and which is taken depends "
        "on the texts of the same batch. Seconds by the clock with others at work say little.",
    )
    return Part(rows, notes)


@dataclass(frozen=True, slots=True)
class Took:
    """What one way to sync took."""

    processor: float
    """Seconds of all its processes."""
    seconds: float
    """By the clock."""
    memory: int
    """Largest resident set of the command's own process, in bytes."""


class Desk:
    """A workspace of short articles."""

    def __init__(
        self,
        folder: Path,
        count: int,
        draw: Callable[[random.Random], Sequence[str]],
        **variables: str,
    ) -> None:
        self.folder, self.count, self._variables = folder, count, variables
        chance = random.Random(count)
        for number in range(count):
            path = folder / "articles" / f"{number // 1000:03}" / f"a{number:06}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(draw(chance)) + "\n", "utf-8")
        (folder / "workflows").mkdir()
        (folder / "workflows" / "news.toml").write_text(WORKFLOW, "utf-8")

    def forget(self) -> None:
        for name in ("catalogs", "records", ".l10n"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def begin(self, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [*L10N, "sync", *arguments],
                cwd=self.folder,
                env=environment(SOURCE_DATE_EPOCH="1700000000", **self._variables),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def sync(self, *arguments: str) -> Took:
        """Sync from nothing; raises FailedError."""
        self.forget()
        before, start = _processor(), time.perf_counter()
        process, memory = self.begin(*arguments), 0
        while process.poll() is None:
            memory = max(memory, _peak(process.pid))
            time.sleep(0.05)
        if process.returncode:
            raise FailedError((self.folder / "log").read_text("utf-8")[-2000:])
        return Took(_processor() - before, time.perf_counter() - start, memory)

    def catalogs(self) -> int:
        found = os.walk(self.folder / "catalogs")
        return sum(name.endswith(".po") for _folder, _folders, names in found for name in names)

    def digest(self) -> Mapping[str, bytes]:
        paths = sorted((self.folder / "catalogs").rglob("*.po"))
        return {str(path): path.read_bytes() for path in paths}


def _compared(desk: Desk, rounds: int, *, exact: bool = True) -> tuple[dict[str, Took], int]:
    """All ways to sync, in turn: by their options the medians, and the catalogs that differ.

    Raises FailedError, for a catalog that differs too if it has to be `exact`.
    """
    ways = (ALONE, THREADS, CLUSTER)
    found: dict[str, list[Took]] = {way: [] for way in ways}
    expected: Mapping[str, bytes] | None = None
    differ = 0
    for _round in range(rounds):
        for way in ways:
            found[way].append(desk.sync(*way.split()))
            got = desk.digest()
            expected = expected or got
            other = sum(got.get(path) != content for path, content in expected.items())
            if other and exact:
                raise FailedError(f"{way} gave other catalogs than one process")
            differ = max(differ, other)
    medians = {
        way: Took(
            median(each.processor for each in runs),
            median(each.seconds for each in runs),
            max(each.memory for each in runs),
        )
        for way, runs in found.items()
    }
    return medians, differ


def compared_rows(large: Mapping[str, Took], small: Mapping[str, Took]) -> tuple[Row, ...]:
    """What all ways took with a package of public size, and with the bundled one."""
    whole, alone = small[CLUSTER], small[THREADS]
    return (
        # The aim is for what drafting costs where it costs something.
        *_rows(large, "package of public size", AIM),
        *_rows(small, "bundled package", None),
        Row(
            "draft on a cluster, peak memory of the command",
            _mebibytes(whole.memory),
            f"one process with {SHOWN[THREADS]}",
            _mebibytes(alone.memory),
            whole.memory / alone.memory,
            AIM_MEMORY,
            at_most=True,
        ),
    )


def _rows(took: Mapping[str, Took], package: str, aim: float | None) -> Iterator[Row]:
    one = took[ALONE]
    for way, base in ((THREADS, ALONE), (CLUSTER, THREADS)):
        each, other = took[way].processor, took[base].processor
        yield Row(
            f"draft with {SHOWN[way]}, {package}: processor time",
            f"{each:.1f} s",
            f"one process with {SHOWN[base]}",
            f"{other:.1f} s",
            each / other,
            aim if way == CLUSTER else None,
            at_most=True,
        )
        yield Row(
            f"draft with {SHOWN[way]}, {package}: throughput",
            f"{took[way].seconds:.1f} s",
            f"one process with {SHOWN[ALONE]}",
            f"{one.seconds:.1f} s",
            one.seconds / took[way].seconds,
        )


def _resumed(desk: Desk) -> tuple[float, float, int]:
    """Seconds until a kill at half, seconds of the run after it, catalogs that stood between."""
    desk.forget()
    start = time.perf_counter()
    process = desk.begin(*CLUSTER.split())
    while process.poll() is None and desk.catalogs() < desk.count // 2:
        # Looking takes the processor that is measured.
        time.sleep(max(0.2, desk.count / 50_000))
    process.send_signal(signal.SIGKILL)
    process.wait()
    first, stood = time.perf_counter() - start, desk.catalogs()
    start = time.perf_counter()
    if desk.begin(*CLUSTER.split()).wait():
        raise FailedError((desk.folder / "log").read_text("utf-8")[-2000:])
    if desk.catalogs() != desk.count:
        raise FailedError("catalogs are missing after a kill")
    return first, time.perf_counter() - start, stood


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(process: int) -> int:
    """The largest resident set of a process so far, in bytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM")), 0)


def _real(folder: Path | None) -> Sequence[str]:
    if folder is None:
        return tuple(line for document in articles.documents() for line in document)
    paths = sorted({*folder.rglob("*.uk.txt"), *folder.rglob("uk.txt")})
    lines = (line.strip() for path in paths for line in path.read_text("utf-8").splitlines())
    found = tuple(dict.fromkeys(line for line in lines if len(line) in _LINE))
    if not found:
        raise FailedError(f"{folder}: no *.uk.txt or uk.txt with sentences is there")
    return found


def _mixed(real: Sequence[str]) -> Callable[[random.Random], Sequence[str]]:
    sys.path.append(str(ROOT / "training"))
    from demomodel.grammar import sample

    def draw(chance: random.Random) -> Sequence[str]:
        return [*(sample(chance).uk for _each in range(EACH)), *chance.choices(real, k=EACH)]

    return draw


def _news(real: Sequence[str]) -> Callable[[random.Random], Sequence[str]]:
    return lambda chance: chance.choices(real, k=2 * EACH)


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.0f} MiB"
