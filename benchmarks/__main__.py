"""Measure the tool beside its peers, and print one table: `python -m benchmarks`."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks import (
    alignment,
    changes,
    checks,
    cluster,
    cores,
    coverage,
    dialects,
    drafting,
    everyday,
    exchange,
    growth,
    leverage,
    libretranslate,
    markup,
    memory_index,
    peers,
    pretranslate,
    rebuild,
    sentences,
    similar,
    startup,
    sync,
    terms,
)
from benchmarks.page import with_rows
from benchmarks.processes import ROOT, FailedError
from benchmarks.table import Part, markdown
from l10n.cores import cores as machine_cores

FAMILIES: dict[str, Callable[..., Part]] = {
    "rebuild": rebuild.measure,
    "sentences": sentences.measure,
    "growth": growth.measure,
    "dialects": dialects.measure,
    "pretranslate": pretranslate.measure,
    "libretranslate": libretranslate.measure,
    "markup": markup.measure,
    "drafting": drafting.measure,
    "sync": sync.measure,
    "cluster": cluster.measure,
    "everyday": everyday.measure,
    "similar": similar.measure,
    "changes": changes.measure,
    "leverage": leverage.measure,
    "exchange": exchange.measure,
    "memory-index": memory_index.measure,
    "startup": startup.measure,
    "checks": checks.measure,
    "coverage": coverage.measure,
    "cores": cores.measure,
    "terms": terms.measure,
    "alignment": alignment.measure,
}
PAGE = ROOT / "docs" / "benchmarks.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; give 1 if an aim is not met."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=FAMILIES, help="measure one family of rows")
    parser.add_argument("--quick", action="store_true", help="try everything on very little")
    parser.add_argument("--write", action="store_true", help="put rows into docs/benchmarks.md")
    parser.add_argument("--no-install", action="store_true", help="use the peers that are there")
    checks.options(parser)
    memory_index.options(parser)
    growth.options(parser)
    cluster.options(parser)
    given = parser.parse_args(arguments)
    sizes = {"texts": given.texts, "entries": given.entries, "each": given.each}
    families = FAMILIES | {
        "checks": partial(checks.measure, chosen=checks.choice(given)),
        "growth": partial(
            growth.measure, sizes=growth.Sizes(given.tree, given.peer_tree, given.plot)
        ),
        "memory-index": partial(memory_index.measure, **sizes),
        "cluster": partial(cluster.measure, sentences=given.sentences, count=given.drafted),
    }
    if not given.no_install:
        try:
            peers.make()
        except subprocess.CalledProcessError:
            print("The peers cannot be installed; their rows are left out.", file=sys.stderr)
    names = [given.only] if given.only else list(FAMILIES)
    parts: list[Part] = []
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="l10n-bench-") as home:
        for name in names:
            print(f"Measuring {name} …", file=sys.stderr)
            folder = Path(home, name)
            folder.mkdir()
            try:
                parts.append(families[name](folder, quick=given.quick))
            except FailedError as error:
                print(error, file=sys.stderr)
                return 2
    text = report(parts, load)
    print(text)
    if given.write:
        write(parts)
    rows = [row for part in parts for row in part.rows]
    return 1 if any(row.met is False for row in rows) else 0


def write(parts: Sequence[Part]) -> None:
    """Put what was measured into the page; its sentences are a person's, who is told so."""
    text, homeless = with_rows(PAGE.read_text("utf-8"), parts)
    PAGE.write_text(text, "utf-8")
    print(f"{PAGE}: put its sentences right: machine, load, notes.", file=sys.stderr)
    for row in homeless:
        print(f"It has no table for “{row.what}” beside {row.beside}.", file=sys.stderr)


def report(parts: Sequence[Part], load: float) -> str:
    """Put the table, the notes and the machine, with its load before the run, into words."""
    rows = [row for part in parts for row in part.rows]
    notes = [note for part in parts for note in part.notes]
    details = [f"### {each}" for part in parts for each in part.details]
    lines = [markdown(rows), *(f"- {note}" for note in notes), f"- {_machine(load)}", "", *details]
    return "\n".join(lines)


def _machine(load: float) -> str:
    found = ", ".join(f"{name} {number}" for name, number in peers.versions().items())
    busy = " (others were at work: what runs on all cores reads too low)" if load > 0.5 else ""
    return (
        f"Peers: {found or 'none installed'}. Machine: {machine_cores()} cores, "
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; "
        f"load before the run {load:.1f}{busy}. Values are medians of "
        "interleaved rounds after one that warms up; a ratio is the median of the rounds' ratios."
    )


if __name__ == "__main__":
    sys.exit(main())
