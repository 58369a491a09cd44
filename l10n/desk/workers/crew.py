"""All that take part in the work of a command: this process, and others where that pays.

Articles go to others some at a time, and their results come back in the order of the articles. No
more than a few are on their way, so that memory does not grow with the archive.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from l10n.dataclass import dataclass
from l10n.desk.workers.tasks import Lost, Work
from l10n.errors import L10nError
from l10n.messages import _
from l10n.store.replacing.displaced import Rescue

if TYPE_CHECKING:
    from l10n.desk.workers.pool import Pool, Process, Ticket

ENOUGH = 600_000
"""Bytes to be read for which other processes are started: importing takes each some time."""
EACH = 2_000
"""Bytes that an article counts besides its own: as much is done for the smallest."""
AT_ONCE = 60_000
"""Bytes of the articles that a process is given at a time."""
DEPTH = 2
"""Tasks of a process: what it is at, and the next, so that it never waits."""
AHEAD = 6
"""Tasks for each process that are done or on their way before the first of them is taken."""
HELD = 500
"""Articles among which it is looked whether there is enough to do."""

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Kind(Generic[E]):
    """What is done with each of what a command has before it, such as an article."""

    method: str
    """Of the `Hand`."""
    weigh: Callable[[E], int]
    """Bytes to be read; 0 where nothing is to be done, so that others need not see it."""
    packed: Callable[[E], object]
    """What the method is given."""
    here: Callable[[E], Any]
    """The same in this process."""
    reference: Callable[[E], str]
    """What it is called where it cannot be done."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[E]):
    """What came of one of them."""

    of: E
    result: Any = None
    """What the method gives; an L10nError where the process was ended by it."""
    process: "Process | None" = None
    """Who did it; None for this process."""


@dataclass(eq=False, slots=True)
class _Some(Generic[E]):
    """Some of them, in order, and what is asked for those that something is to be done with."""

    every: Sequence[E]
    heavy: Sequence[bool]
    ticket: "Ticket | None" = None


class Crew(Generic[E]):
    """The processes of one command."""

    def __init__(
        self,
        number: int,
        work: Callable[[], Work],
        rescued: Callable[[Rescue], None] = lambda rescue: None,
        lock: int | None = None,
    ) -> None:
        """`number` of processes that may be at work; with 1 all is done in this one.

        `work` tells the others what they are for, once there is enough to do for them. `lock` is
        a descriptor of the workspace's, for those that write all the time.
        """
        self._lock = lock
        self._number = number
        self._work = work
        self._rescued = rescued
        self._pool: Pool | None = None
        self._feed: Callable[[], None] = lambda: None

    @property
    def pool(self) -> "Pool | None":
        """The other processes, once there are any."""
        return self._pool

    def __enter__(self) -> Self:
        """Begin alone."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the others."""
        self.close()

    def close(self) -> None:
        """End the other processes; what each is in the middle of it finishes."""
        if self._pool is not None:
            self._pool.close()

    def outcomes(self, every: Iterable[E], kind: Kind[E]) -> Iterator[Outcome[E]]:
        """What comes of each, in order; of those that are nothing to do for, at once."""
        if self._number < 2:
            for each in every:
                yield Outcome(each, kind.here(each) if kind.weigh(each) else None)
            return
        source = iter(every)
        held: list[E] = []
        weight = 0
        for each in source:
            more = kind.weigh(each)
            if not more and not held:
                yield Outcome(each)
                continue
            held.append(each)
            weight += more + (EACH if more else 0)
            if weight >= ENOUGH:
                yield from self._shared(chain(held, source), kind)
                return
            if len(held) >= HELD:
                yield from _done_here(held, kind)
                held, weight = [], 0
        yield from _done_here(held, kind)

    def _shared(self, source: Iterator[E], kind: Kind[E]) -> Iterator[Outcome[E]]:
        # Most commands find nothing to do, and should not wait for what they do not need.
        from l10n.desk.workers.pool import Pool

        pool = self._pool = self._pool or Pool(self._work(), self._number, self._rescued)
        waiting: deque[_Some[E]] = deque()
        portions = _portions(source, kind)
        most = AHEAD * max(1, pool.size)

        def feed() -> None:
            while len(waiting) < most:
                process = pool.free(DEPTH)
                if process is None and pool.size:
                    return
                some = next(portions, None)
                if some is None:
                    return
                items = [
                    kind.packed(each)
                    for each, heavy in zip(some.every, some.heavy, strict=True)
                    if heavy
                ]
                if process is not None and items:
                    some.ticket = pool.ask(process, kind.method, items, self._lock)
                waiting.append(some)
                if process is None:
                    # The system has ended all of them, or let none begin.
                    return

        self._feed = feed
        feed()
        while waiting:
            some = waiting[0]
            if some.ticket is not None:
                self.wait_for(some.ticket)
            waiting.popleft()
            feed()
            yield from _taken(some, kind)

    def ask(
        self, process: "Process", method: str, items: Sequence[object], lock: int | None
    ) -> "Ticket":
        """Have one of the others do something besides; `wait_for` gives what comes of it."""
        assert self._pool is not None
        return self._pool.ask(process, method, items, lock)

    def wait_for(self, ticket: "Ticket") -> tuple[object, ...]:
        """The results of a ticket; whoever else is done meanwhile gets more to do."""
        assert self._pool is not None
        while ticket.results is None:
            self._pool.listen()
            self._feed()
        return ticket.results


def _portions(source: Iterator[E], kind: Kind[E]) -> Iterator[_Some[E]]:
    """So many at a time that asking another process costs little."""
    every: list[E] = []
    heavy: list[bool] = []
    weight = 0
    for each in source:
        more = kind.weigh(each)
        every.append(each)
        heavy.append(bool(more))
        weight += more + (EACH if more else 0)
        if weight >= AT_ONCE or len(every) >= HELD:
            yield _Some(every, heavy)
            every, heavy, weight = [], [], 0
    if every:
        yield _Some(every, heavy)


def _taken(some: _Some[E], kind: Kind[E]) -> Iterator[Outcome[E]]:
    results = None if some.ticket is None else iter(some.ticket.results or ())
    process = None if some.ticket is None else some.ticket.process
    for each, heavy in zip(some.every, some.heavy, strict=True):
        if not heavy:
            yield Outcome(each)
            continue
        result = Lost() if results is None else next(results)
        if not isinstance(result, Lost):
            yield Outcome(each, result, process)
        elif result.why:
            yield Outcome(each, ended(kind.reference(each), result.why))
        else:
            yield Outcome(each, kind.here(each))


def _done_here(every: Iterable[E], kind: Kind[E]) -> Iterator[Outcome[E]]:
    for each in every:
        yield Outcome(each, kind.here(each) if kind.weigh(each) else None)


def ended(path: str, why: str) -> L10nError:
    """The error of an article at which the system ended the process that had it."""
    return L10nError(
        _("the process that worked on it was ended ({why})").format(why=why),
        code="WS-030",
        path=path,
        remedy=_("see whether the machine has memory left; run the command again with --jobs 1"),
    )
