"""Seconds that a whole tree takes, by its number of articles: a first run, one changed article.

`--tree 100000` goes so far, `--peer-tree 10000` is where peers stop, `--plot FILE` draws.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks import articles
from benchmarks.growth_plot import plot
from benchmarks.processes import L10N, FailedError, run
from benchmarks.sides import BLOCKS, ONE, PROCESSORS, Side, commands, with_jobs
from benchmarks.table import Part, grid

MOST, MOST_OF_PEERS = 1_000, 1_000
TITLE = "Seconds to extract and rebuild a tree of articles"
CHANGED = "l10n, one article changed"
_WAYS = (BLOCKS, PROCESSORS)
"""This tool on one processor and on all."""
_ROUNDS = {1: 5, 10: 5, 100: 3}
"""Of larger trees one round is enough: what disturbs it is small beside it."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How far trees are measured."""

    own: int = MOST
    peers: int = MOST_OF_PEERS
    picture: Path | None = None
    """Where the plot is written to."""


SIZES = Sizes()


def options(parser: argparse.ArgumentParser) -> None:
    """Say how far to go."""
    words = f"growth: articles of the largest tree ({MOST})"
    parser.add_argument("--tree", type=int, default=MOST, help=words)
    words = f"growth: articles of the largest tree that peers do ({MOST_OF_PEERS})"
    parser.add_argument("--peer-tree", type=int, default=MOST_OF_PEERS, help=words)
    parser.add_argument("--plot", type=Path, help="growth: write the picture (SVG) to this file")


def measure(folder: Path, *, quick: bool = False, sizes: Sizes = SIZES) -> Part:
    """Measure each tool on trees of 1, 10, 100 articles and so on."""
    counts = (1, 3) if quick else tuple(_powers(sizes.own))
    found: dict[str, dict[int, float]] = {}
    notes: list[str] = []
    for count in counts:
        texts = {
            name.replace("/", "-"): text
            for name, text in islice(articles.short_articles(count), count)
        }
        others = count <= sizes.peers
        with commands(folder / str(count), texts, ways=_WAYS, others=others) as sides:
            for side in sides:
                try:
                    found.setdefault(side.name, {})[count] = _seconds(side, count, quick=quick)
                except FailedError as error:
                    if side.own:
                        raise
                    notes.append(f"{side.name}, {count:,} articles: {str(error).splitlines()[-1]}")
            found.setdefault(CHANGED, {})[count] = _changed(sides[0], folder / "log")
    if sizes.picture is not None:
        sizes.picture.write_text(plot(TITLE, found), "utf-8")
    notes.append(
        f"Growth: articles of 3 to 13 segments, {articles.origin()}; commands as in the rows of "
        "rebuilding, each over the whole tree. One article changed: `l10n sync` and `l10n publish` "
        "when all else is as it was; no peer has anything like it but to do the tree again."
    )
    return Part((), tuple(notes), (_table(counts, found),))


def _powers(most: int) -> Iterator[int]:
    count = 1
    while count <= most:
        yield count
        count *= 10


def _seconds(side: Side, count: int, *, quick: bool) -> float:
    rounds = 1 if quick else _ROUNDS.get(count, 1)
    if rounds == 1:
        return side.once()
    side.prepare()
    return median([side.lap() for _round in range(rounds)])


def _changed(side: Side, log: Path) -> float:
    """Change a word of one article of a tree that is published, and bring it up to date."""
    first = min((side.folder / "articles").iterdir())
    commands: Sequence[list[str]] = (
        [*L10N, *with_jobs("sync", ONE), "--no-draft"],
        [*L10N, *with_jobs("publish", ONE)],
    )

    def ran() -> float:
        return sum(run(each, folder=side.folder, log=log).seconds for each in commands)

    ran()
    taken: list[float] = []
    for number in range(3):
        first.write_text(first.read_text("utf-8") + f"\nЩе одне речення, {number}.\n", "utf-8")
        taken.append(ran())
    return median(taken)


def _table(counts: Sequence[int], found: dict[str, dict[int, float]]) -> str:
    head = ("seconds", *(f"{count:,}" for count in counts))
    rows = [
        (name, *(_shown(points[count]) if count in points else "not measured" for count in counts))
        for name, points in found.items()
    ]
    return f"Seconds by number of articles\n\n{grid(head, rows)}"


def _shown(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 100 else f"{seconds:,.0f}"
