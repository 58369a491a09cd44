"""Somebody who is at work in the very moment in which files change places."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from l10n.store.replacing import renames
from l10n.store.replacing.renames import Renames

Act = Callable[[], object]


@dataclass
class Meddled:
    """Renames with somebody at work just before and just after some of them."""

    inner: Renames
    before: dict[int, Act] = field(default_factory=dict)
    """By the number of the exchange, from 0."""
    after: dict[int, Act] = field(default_factory=dict)
    exchanges: int = 0

    def exchange(self, one: Path, other: Path) -> None:
        number, self.exchanges = self.exchanges, self.exchanges + 1
        self._act(self.before, number)
        renames.exchange(self.inner, one, other)
        self._act(self.after, number)

    def place(self, file: Path, place: Path) -> None:
        self.inner.place(file, place)

    def _act(self, acts: dict[int, Act], number: int) -> None:
        if number in acts:
            acts[number]()
