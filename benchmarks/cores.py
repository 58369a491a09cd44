"""Commands that read all articles, with two processes beside one: `--jobs 2` beside `--jobs 1`."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from translitua import translit

from benchmarks import articles
from benchmarks.processes import L10N, run
from benchmarks.table import Part, Row, interleaved
from l10n.cores import cores
from l10n.exchange.po import file as po
from l10n.model.catalog import State

COUNT, QUICK = 10_000, 8
ROUNDS = 2
AIM = 1.7
NUMBERS = (1, 2)
WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
split = "sentences"
engines = []

[publish]
fallback = "source"
"""
CACHE = (".l10n",)
COMMANDS = {
    "sync": (("sync", "--no-draft"), (*CACHE, "catalogs", "records")),
    "check": (("check",), CACHE),
    "coverage": (("coverage",), CACHE),
    "publish": (("publish",), (*CACHE, "published", "versions")),
}
"""Each with what is removed before, so that it has everything to do."""


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Run each command in turn with one process and with two, on a desk that is all new to it."""
    count = QUICK if quick else COUNT
    _lay_out(folder, count)
    rows = []
    for name, (command, gone) in COMMANDS.items():
        measures = {str(n): _measure(folder, (*command, "--jobs", str(n)), gone) for n in NUMBERS}
        took = interleaved(measures, 1 if quick else ROUNDS, warm=False)
        one, two = (min(took[str(number)]) for number in NUMBERS)
        rows.append(
            Row(
                f"{name} {count:,} articles, two processes",
                f"{two:.1f} s",
                "one process",
                f"{one:.1f} s",
                one / two,
                AIM,
                note="" if cores() > 1 else "there is one core here",
            )
        )
        if name == "sync":
            _translate(folder)
    load = os.getloadavg()[0]
    notes = (
        "Cores: Markdown articles of 3 to 13 sentences in 20 folders, by sentences; four of five "
        "entries are translated (romanized) before they are checked and published. Each command "
        "has everything to do, start-up of all processes included; the better of "
        f"{ROUNDS} rounds, one and two in turn. Load at the end: {load:.1f}.",
    )
    return Part(tuple(rows), notes)


def _measure(folder: Path, command: tuple[str, ...], gone: tuple[str, ...]) -> Callable[[], float]:
    def measured() -> float:
        for name in gone:
            shutil.rmtree(folder / name, ignore_errors=True)
        # What checks find here is not asked for.
        return run([*L10N, *command], folder=folder, log=folder / "log", fine=(0, 1)).seconds

    return measured


def _lay_out(folder: Path, count: int) -> None:
    for name, text in articles.short_articles(count):
        path = folder / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "workflows").mkdir()
    (folder / "workflows" / "news.toml").write_text(WORKFLOW, "utf-8")


def _translate(folder: Path) -> None:
    for path in sorted((folder / "catalogs").rglob("*.po")):
        catalog = po.load(path)
        entries = tuple(
            entry.with_target(translit(entry.source), State.TRANSLATED) if place % 5 else entry
            for place, entry in enumerate(catalog.entries)
        )
        path.write_text(po.dump(replace(catalog, entries=entries)), "utf-8")
