"""The memory that a desk shares with others: its own index, and a server's memory beside it.

What is new in the own one goes to the server before that is asked. Where the server is not to be
had the own one answers alone, and what did not go there goes the next time.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from l10n.errors import SharedMemoryError
from l10n.memory import Match, Memory, Place, Query
from l10n.memory.grading import Asked, best
from l10n.memory.handed import Handed
from l10n.memory.sqlite import SqliteMemory
from l10n.model.unit import Unit


class SharedMemory:
    """The own memory together with a server's, as one."""

    def __init__(self, own: SqliteMemory, server: Memory, handed: Handed) -> None:
        """`handed` knows what the server has had of `own`."""
        self._own = own
        self._server = server
        self._handed = handed
        self.failures: dict[str, SharedMemoryError] = {}
        """What the server could not do, each once, by its code."""
        self._down = False

    @property
    def failure(self) -> Exception | None:
        """What kept the own memory from being read or written."""
        return self._own.failure

    def search(self, queries: Sequence[Query]) -> list[tuple[Match, ...]]:
        """The best matches of both."""
        ours = self._own.search(queries)
        theirs: list[tuple[Match, ...]] = [() for _query in queries]
        if not self._down:
            try:
                theirs = self._server.search(queries)
            except SharedMemoryError as error:
                self._fail(error)
        return [
            _best(query, one, other) if other else one
            for query, one, other in zip(queries, ours, theirs, strict=True)
        ]

    def hand_over(self) -> None:
        """Bring the server up to date with what is new in the own memory."""
        if self._down:
            return
        there, had = self._own.places(), self._handed.places()
        new = [place for place, stamp in there.items() if had.get(place) != stamp]
        gone = [place for place in had if place not in there]
        if not new and not gone:
            return
        try:
            known = self._server.places()
            for place in new:
                digest = _digest(self._own.units_at(place))
                if known.get(place) != digest:
                    self._server.put(place, self._own.units_at(place), digest)
                self._handed.note({place: there[place]})
            self._server.remove([place for place in gone if place in known])
            self._handed.note({}, gone)
        except SharedMemoryError as error:
            self._fail(error)

    def places(self) -> Mapping[Place, str]:
        """Those of the own memory."""
        return self._own.places()

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        """Put units into the own memory; `hand_over` brings them to the server."""
        self._own.put(place, units, stamp)

    def remove(self, places: Collection[Place]) -> None:
        """Take units out of the own memory, likewise."""
        self._own.remove(places)

    def units(self, source: str = "", target: str = "") -> Iterator[tuple[Place, Unit]]:
        """All units of the own memory, then those of others."""
        yield from self._own.units(source, target)
        if self._down:
            return
        try:
            for place, unit in self._server.units(source, target):
                if place.workspace:
                    yield place, unit
        except SharedMemoryError as error:
            self._fail(error)

    def close(self) -> None:
        """End the connection; the own memory is closed by whoever opened it."""
        self._server.close()
        self._handed.close()

    def _fail(self, error: SharedMemoryError) -> None:
        """Go on without the server; whoever may only read there can still ask."""
        self._down = error.code not in _RIGHTS
        self.failures.setdefault(error.code, error)


_RIGHTS = ("L10N-MEM-053",)
"""What an account may not do does not keep it from reading."""


def _best(query: Query, ours: Sequence[Match], theirs: Sequence[Match]) -> tuple[Match, ...]:
    """The best of both; what the server has of ours is said by our own index already."""
    others = [match for match in theirs if match.place.workspace or match not in ours]
    candidates = [(match.place, match.unit) for match in (*ours, *others)]
    return best(Asked.of(query), candidates)


def _digest(units: Iterable[Unit]) -> str:
    """SHA-256, in hexadecimal, of all that units say: the same on every machine."""
    digest = hashlib.sha256()
    for unit in units:
        digest.update(repr(_said(unit)).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _said(unit: Unit) -> tuple[object, ...]:
    tags = (sorted(unit.source.pairs), sorted(unit.source.empties))
    plain = replace(unit, source=replace(unit.source, pairs=frozenset(), empties=frozenset()))
    return (tags, plain)
