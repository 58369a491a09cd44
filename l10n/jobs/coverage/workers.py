"""Other processes that count PO files, so that all processors take part."""

import os
import pickle
import subprocess
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from l10n.jobs.coverage.worker import COMMAND, Result

_BATCH = 100
"""Files that a process is given at a time."""


class Workers:
    """Processes that each answer one list of paths after another."""

    def __init__(self, number: int) -> None:
        """Begin them with the first list; `number` is how many there may be."""
        self._number = number
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        """Start as many as can be had."""
        try:
            for _each in range(self._number):
                self._running.append(
                    subprocess.Popen(
                        COMMAND,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                    )
                )
        except OSError:
            pass
        return self

    def counted(self, paths: Sequence[Path]) -> Iterator[list[Result]]:
        """What files hold, some at a time, in their order; ends early where a process fails."""
        batches = (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))
        at_work: deque[subprocess.Popen[bytes]] = deque()
        try:
            for process in self._running:
                if self._ask(process, next(batches, ())):
                    at_work.append(process)
            while at_work:
                process = at_work.popleft()
                assert process.stdout is not None
                # What comes from a process of our own is what we wrote.
                results = pickle.load(process.stdout)
                if not all(isinstance(each, Result) for each in results):
                    return
                if self._ask(process, next(batches, ())):
                    at_work.append(process)
                yield results
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End them, whatever they are doing."""
        for process in self._running:
            process.kill()
            process.communicate()

    @staticmethod
    def _ask(process: "subprocess.Popen[bytes]", paths: Sequence[Path]) -> bool:
        """Hand a process a list, if there is one left."""
        if not paths:
            return False
        assert process.stdin is not None
        pickle.dump([os.fspath(path) for path in paths], process.stdin)
        process.stdin.flush()
        return True
