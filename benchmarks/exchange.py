"""How fast and in how much memory a translation memory is read and written as TMX."""

import sys
from pathlib import Path

from benchmarks import peers
from benchmarks.processes import WORKERS, run
from benchmarks.table import Part, Row, interleaved, rate, ratio

UNITS, QUICK = 50_000, 50
ROUNDS = 3
MEMORY = 0.2
"""Aim: memory beside that of a tool which holds the whole file."""


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Write a memory, each tool its own, and read that of l10n."""
    count = QUICK if quick else UNITS
    if not peers.PYTHON.exists():
        return Part((Row("memory as TMX", "", "Translate Toolkit", note="it is not installed"),))
    memory: dict[str, int] = {}

    def seconds(tool: str, what: str) -> float:
        python = Path(sys.executable) if tool == "l10n" else peers.PYTHON
        worker = WORKERS / f"{tool}_tmx.py"
        file = folder / (f"{tool}.tmx" if what == "write" else "l10n.tmx")
        ran = run([python, worker, what, file, str(count)], folder=folder, log=folder / "log")
        memory[f"{tool} {what}"] = ran.memory
        return ran.seconds

    rows: list[Row] = []
    for what, words in (("write", "written"), ("read", "read")):
        found = interleaved(
            {
                "l10n": lambda what=what: seconds("l10n", what),
                "toolkit": lambda what=what: seconds("toolkit", what),
            },
            1 if quick else ROUNDS,
            warm=not quick,
        )
        rows.append(
            Row(
                f"memory {words} as TMX",
                rate(count, found["l10n"], "units"),
                "Translate Toolkit",
                rate(count, found["toolkit"], "units"),
                ratio(found["toolkit"], found["l10n"]),
            )
        )
        ours, theirs = memory[f"l10n {what}"], memory[f"toolkit {what}"]
        rows.append(
            Row(
                f"memory {words} as TMX, largest size of the process",
                f"{ours / 2**20:.0f} MiB",
                "Translate Toolkit",
                f"{theirs / 2**20:.0f} MiB",
                ours / theirs,
                None if quick else MEMORY,
                at_most=True,
            )
        )
    note = (
        f"TMX: {count:,} units; ours have tags as codes, a neighbour, a state, an article, a date. "
        "The Toolkit writes texts alone, reads no more than those, and holds all units."
    )
    return Part(tuple(rows), (note,))
