"""A process that counts PO files for another: paths come in, counts go out, both pickled."""

import os
import pickle
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from l10n.errors import CatalogError, L10nError
from l10n.exchange.po.counting import Counted, count_po
from l10n.store.text_file import read_bytes

Result = Counted | L10nError

COMMAND = (sys.executable, "-P", "-c", "from l10n.jobs.coverage.worker import work; work()")
"""`-P` keeps the folder that a person happens to be in from offering a package of its own."""

_ANSWERS = 1
"""The number of the output, which is a pipe to whoever asks, and no terminal."""


def count_file(path: Path) -> Result:
    """Count one file, or tell why it cannot be read."""
    try:
        return count_po(read_bytes(path, error=CatalogError), path)
    except L10nError as error:
        return error


def work() -> None:
    """Answer each list of paths with a list of results, until no more come."""
    # An interruption is told by the process that a person started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(_ANSWERS, "wb", closefd=False)
    while True:
        try:
            paths: Sequence[str] = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        results = [count_file(Path(path)) for path in paths]
        try:
            pickle.dump(results, answers)
            answers.flush()
        except BrokenPipeError:
            return
