"""What is planned waits here until there is enough of it to be drafted together."""

from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar

from l10n.jobs.sync.planning import Group


class Planned(Protocol):
    """One article in one locale, read and merged, in this process or another."""

    @property
    def group(self) -> Group:
        """What it is drafted together with."""

    @property
    def size(self) -> int:
        """Segments of the article."""


P = TypeVar("P", bound=Planned)


class Batches(Generic[P]):
    """Plans that wait to be drafted together, by workflow and pair of locales."""

    def __init__(self, limit: int, room: Callable[[], int] = int) -> None:
        """Hold at most `limit` segments, or as many as there is `room` for, and one article more.

        `room` is asked only where the limit is reached.
        """
        self.articles = 0
        """Held, in all groups."""
        self._limit = limit
        self._room = room
        self._segments = 0
        self._groups: dict[Group, list[P]] = {}

    def add(self, plan: P) -> tuple[P, ...]:
        """Hold a plan; the largest group, to be drafted now, where too many are held."""
        self._groups.setdefault(plan.group, []).append(plan)
        self.articles += 1
        self._segments += plan.size
        if self._segments < self._limit or self._segments < self._room():
            return ()
        return self._take(max(self._groups, key=self._size))

    def rest(self) -> Iterator[tuple[P, ...]]:
        """All groups that are held."""
        for group in list(self._groups):
            yield self._take(group)

    def _size(self, group: Group) -> int:
        return sum(plan.size for plan in self._groups[group])

    def _take(self, group: Group) -> tuple[P, ...]:
        self._segments -= self._size(group)
        plans = tuple(self._groups.pop(group))
        self.articles -= len(plans)
        return plans
