"""What other processes do in tests of them: a module by itself, since each imports it."""

import os
import signal
import time

from l10n.errors import L10nError, UsageError
from l10n.store.replacing.displaced import Rescue


class Numbers:
    """A hand for these tests, in a process of its own."""

    def __init__(self, base: int) -> None:
        self._base = base

    def add(self, number: int) -> int | L10nError:
        if number == 13:
            return UsageError("thirteen", code="USE-001")
        if number == 17:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 19:
            raise KeyError("nineteen")
        return self._base + number

    def unfit(self, number: int) -> object:
        return lambda: number

    def process(self, _number: int) -> int:
        return os.getpid()

    def slow(self, number: int) -> int:
        time.sleep(0.05)
        return number

    def rescues(self) -> tuple[Rescue, ...]:
        return ()
