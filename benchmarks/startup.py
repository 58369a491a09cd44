"""What a command costs before it works: `l10n --help` beside a Python that imports click."""

import sys
from pathlib import Path

from benchmarks.processes import L10N, run
from benchmarks.table import Part, Row, interleaved, ratio

ROUNDS = 15
AIM = 1.5


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Start both in turn."""
    log = folder / "log"
    commands = {
        "help": [*L10N, "--help"],
        "click": [sys.executable, "-c", "import click"],
    }

    def seconds(name: str) -> float:
        return run(commands[name], folder=folder, log=log).seconds

    found = interleaved(
        {name: lambda name=name: seconds(name) for name in commands}, 1 if quick else ROUNDS
    )
    row = Row(
        "`l10n --help`",
        f"{min(found['help']):.3f} s",
        "Python that imports click",
        f"{min(found['click']):.3f} s",
        ratio(found["help"], found["click"]),
        AIM,
        at_most=True,
    )
    return Part((row,), ("Start-up: the least of the rounds is shown.",))
