"""Counting: `l10n coverage` beside `msgfmt --statistics` and Translate Toolkit's `pocount`."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import articles, peers
from benchmarks.processes import L10N, Ran, run
from benchmarks.table import Part, Row, interleaved, ratio
from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, Reference, State

COUNT, QUICK = 10_000, 12
ENTRIES = 30
ROUNDS = 2
AIM_MSGFMT = 10.0
AIM_POCOUNT = 2.0
AIM_MEMORY = 300_000_000
"""Bytes."""
AIM_WARM = 0.5
"""Seconds."""
WORKFLOW = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = []\n'
NOW = datetime(2026, 1, 1, tzinfo=UTC)
STATES = (State.EMPTY, State.DRAFT, State.TRANSLATED, State.TRANSLATED)


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Make a desk whose catalogs are such as a tool and people leave them, and count them."""
    count = QUICK if quick else COUNT
    _desk(folder, count)
    catalogs = folder / "catalogs"
    measures: dict[str, Callable[[], float]] = {}
    memory: list[int] = []

    def ran(*command: str | Path) -> Ran:
        return run(command, folder=folder, log=folder / "log")

    def ours() -> float:
        took = ran(*L10N, "coverage", catalogs)
        memory.append(took.memory)
        return took.seconds

    measures["ours"] = ours
    if shutil.which("msgfmt"):
        each = ("-exec", "msgfmt", "--statistics", "-o", "/dev/null", "{}", ";")
        measures["msgfmt"] = lambda: ran("find", catalogs, "-name", "*.po", *each).seconds
    if peers.PYTHON.exists():
        pocount = peers.PYTHON.parent / "pocount"
        measures["pocount"] = lambda: ran(pocount, "--short", catalogs).seconds
    took = interleaved(measures, 1 if quick else ROUNDS, warm=False)
    rows = [
        _beside(took, count, "msgfmt", "msgfmt --statistics, a file at a time", AIM_MSGFMT),
        _beside(took, count, "pocount", "pocount, the tree", AIM_POCOUNT),
        Row(
            f"coverage of {count:,} PO files, peak memory",
            f"{max(memory) / 1e6:.0f} MB",
            "what is asked for",
            f"{AIM_MEMORY / 1e6:.0f} MB",
            max(memory) / AIM_MEMORY,
            1,
            at_most=True,
        ),
        *_of_desk(ran, count),
    ]
    notes = (
        f"Coverage: catalogs of {ENTRIES} entries, a quarter empty and a quarter drafts, in 20 "
        "folders, counted cold: no cache of ours is read. Peak memory is that of the largest "
        "process. Of a desk the articles are read and the catalogs checked the first time; the "
        "second count finds every file as it was.",
    )
    return Part(tuple(rows), notes)


def _beside(
    took: dict[str, tuple[float, ...]], count: int, name: str, beside: str, aim: float
) -> Row:
    what, ours = f"coverage of {count:,} PO files, cold", took["ours"]
    if name not in took:
        return Row(what, f"{median(ours):.2f} s", beside, aim=aim, note="it is not installed")
    theirs = took[name]
    return Row(
        what,
        f"{median(ours):.2f} s",
        beside,
        f"{median(theirs):.1f} s",
        ratio(theirs, ours),
        aim,
    )


def _of_desk(ran: Callable[..., Ran], count: int) -> tuple[Row, ...]:
    first = ran(*L10N, "coverage").seconds
    # The index leaves files alone that changed in the moment of its save.
    ran(*L10N, "coverage")
    again = median(ran(*L10N, "coverage").seconds for _lap in range(5))
    return (
        Row(
            f"coverage of a desk of {count:,} articles, none changed",
            f"{again:.2f} s",
            "what is asked for",
            f"{AIM_WARM} s",
            again / AIM_WARM,
            1,
            at_most=True,
        ),
        Row(
            f"coverage of a desk of {count:,} articles, none changed",
            f"{again:.2f} s",
            "the first time, with all checks",
            f"{first:.1f} s",
            first / again,
        ),
    )


def _desk(folder: Path, count: int) -> None:
    (folder / "workflows").mkdir()
    (folder / "workflows" / "news.toml").write_text(WORKFLOW, "utf-8")
    texts = [line for document in articles.documents() for line in document if len(line) > 20]
    for number in range(count):
        rng = random.Random(number)
        name = f"{number % 20:02}/news-{number:05}.md"
        lines = [f"{articles.varied(rng, rng.choice(texts))}" for _line in range(ENTRIES)]
        article = folder / "articles" / name
        article.parent.mkdir(parents=True, exist_ok=True)
        article.write_text("\n\n".join(lines) + "\n", "utf-8")
        catalog = folder / "catalogs" / "en" / f"{name}.po"
        catalog.parent.mkdir(parents=True, exist_ok=True)
        catalog.write_text(po.dump(_catalog(name, lines, rng)), "utf-8")


def _catalog(name: str, lines: list[str], rng: random.Random) -> Catalog:
    entries: dict[str, Entry] = {}
    for index, line in enumerate(lines):
        place = (Reference(f"articles/{name}", index * 2 + 1),)
        state = rng.choice(STATES)
        target = "" if state is State.EMPTY else line
        note = "paragraph\ndraft: argos (translate-uk_en 1.9)"
        entry = Entry(None, line, note=note, references=place)
        entries.setdefault(line, entry.with_target(target, state))
    return Catalog(po.new_headers("en", name, now=NOW), tuple(entries.values()))
