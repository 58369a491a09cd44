"""The path of every day: one article changed among many, beside bare Pythons and whole runs."""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks import articles, peers
from benchmarks.processes import L10N, FailedError, environment, run
from benchmarks.sides import commands
from benchmarks.sync import WORKFLOW
from benchmarks.table import Part, Row, interleaved, ratio

ARTICLES, PEER_ARTICLES, ROUNDS = 10_000, 1_000, 7
QUICK = (4, 3, 1)
AIM_CLICK = 1.5
AIM_PEERS = 100.0
DAY = (["sync", "--no-draft"], ["publish"], ["coverage"])
READY = "Waiting for saves"


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure one change through three commands, through `l10n watch`, and what peers do."""
    count, few, rounds = QUICK if quick else (ARTICLES, PEER_ARTICLES, ROUNDS)
    desk = _Desk(folder / "desk", count)
    measures: dict[str, Callable[[], float]] = {
        "click": desk.bare,
        "day": desk.day,
        "none": desk.commands,
    }
    found = interleaved(measures, rounds, warm=not quick)
    watched = desk.watched(rounds)
    what = f"one article of {count:,} changed: sync, publish, coverage"
    rows = [
        Row(
            what,
            f"{median(found['day']):.2f} s",
            "three Pythons that import click",
            f"{median(found['click']):.2f} s",
            ratio(found["day"], found["click"]),
            AIM_CLICK,
            at_most=True,
        ),
        Row(
            what,
            f"{median(found['day']):.2f} s",
            "the same with nothing changed",
            f"{median(found['none']):.2f} s",
            ratio(found["day"], found["none"]),
        ),
    ]
    notes = [_note(count, few)]
    scale = count / few
    with commands(folder / "peers", dict(_flat(few)), quick=True) as sides:
        for side in sides:
            if side.own:
                continue
            try:
                side.prepare()
                theirs = median(_processor(side.lap) for _lap in range(1 if quick else 3)) * scale
            except FailedError as error:
                reason = str(error).strip().splitlines()[-1]
                rows.append(Row(what, "", side.name, aim=AIM_PEERS, note=reason))
                continue
            for way, ours in (
                (what, median(found["day"])),
                (f"one article of {count:,} saved, `l10n watch`", watched),
            ):
                rows.append(
                    Row(
                        way,
                        f"{ours:.2f} s",
                        f"{side.name}, all of them again",
                        f"{theirs:.0f} s",
                        theirs / ours,
                        AIM_PEERS,
                    )
                )
    if not peers.po4a():
        rows.append(Row(what, "", "po4a", aim=AIM_PEERS, note=peers.PO4A_MISSING))
    return Part(tuple(sorted(rows, key=lambda row: row.met is not False)), tuple(notes))


def _note(count: int, few: int) -> str:
    return (
        f"Every day: {count:,} Markdown articles of 3 to 13 sentences, each with its catalog and a "
        "published version; one sentence is added to one article, then come `l10n sync "
        "--no-draft`, `l10n publish` and `l10n coverage`, start-up included; the stamps of all "
        "files are looked at. Processor time. Watch: by the clock, from the save to the line that "
        "says how far the article is, its page published; some 0.05 s of it wait for another save. "
        "Peers have no such path: they do the tree again, processor time, measured on "
        f"{few:,} articles and multiplied."
    )


def _processor(lap: Callable[[], float]) -> float:
    """Seconds of processor time of the processes that something runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    lap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _flat(count: int) -> list[tuple[str, str]]:
    return [(name.replace("/", "-"), text) for name, text in articles.short_articles(count)]


class _Desk:
    """A workspace in which everything is settled."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.log, self.lap = folder, folder.with_name("log"), 0
        self.paths: list[Path] = []
        for name, text in articles.short_articles(count):
            path = folder / "articles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            self.paths.append(path)
        (folder / "workflows").mkdir()
        (folder / "workflows" / "news.toml").write_text(WORKFLOW, "utf-8")
        for _time in range(3):
            self.commands()

    def commands(self) -> float:
        """The three commands; their seconds of processor time."""
        return sum(
            run([*L10N, *command], folder=self.folder, log=self.log).processor for command in DAY
        )

    def bare(self) -> float:
        """Three Pythons that do nothing but import click."""
        command = [sys.executable, "-c", "import click"]
        return sum(run(command, folder=self.folder, log=self.log).processor for _each in DAY)

    def day(self) -> float:
        """One article is edited, then come the commands."""
        self.edit()
        return self.commands()

    def edit(self) -> None:
        """Add a sentence to the next article."""
        self.lap += 1
        path = self.paths[self.lap * 7_919 % len(self.paths)]
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nУ {self.lap} селах далі чекають на рішення суду.\n")

    def watched(self, rounds: int) -> float:
        """Seconds from a save to the line that says how far its article is."""
        watch = subprocess.Popen(
            [*L10N, "watch", "--no-draft"],
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert watch.stdout is not None
        lines = iter(watch.stdout)
        try:
            _until(lines, READY)
            took: list[float] = []
            for _lap in range(rounds + 1):
                # What it has just written itself is looked at once more.
                sleep(1)
                start = perf_counter()
                self.edit()
                _until(lines, "% translated")
                took.append(perf_counter() - start)
        finally:
            watch.kill()
            watch.wait()
        return median(took[1:])


def _until(lines: Iterable[str], text: str) -> None:
    said: list[str] = []
    for line in lines:
        said.append(line)
        if text in line:
            return
    raise FailedError("l10n watch ended\n" + "".join(said[-5:]))
