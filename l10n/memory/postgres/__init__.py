"""The memory that a newsroom shares: the algorithm of `memory.sqlite` in a PostgreSQL database."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from l10n.memory import Match, Place, Query
from l10n.memory.postgres.connection import ANSWERING, Connection
from l10n.memory.postgres.layout import is_prepared, prepare
from l10n.memory.postgres.reading import Reader
from l10n.memory.postgres.writing import put, remove
from l10n.model.database_address import DatabaseAddress
from l10n.model.unit import Unit

__all__ = ["PostgresMemory"]


class PostgresMemory:
    """A memory on a server, as one command uses it.

    Every method raises SharedMemoryError where the server is not to be had, or forbids something:
    what an account may do is the database's to say. Nothing is asked of it before it is needed.
    """

    def __init__(self, address: DatabaseAddress, workspace: str) -> None:
        """`workspace` is what ours is called there; no other may have that name."""
        self._workspace = workspace
        self._connection = Connection(address)
        self._reader: Reader | None = None
        self.failure: Exception | None = None
        """None: what a server cannot do is raised, and not kept."""

    def search(self, queries: Sequence[Query]) -> list[tuple[Match, ...]]:
        """The best matches of each query, those of other workspaces among them."""
        reader = self._opened()
        return self._connection.run(lambda db: reader.search(db, queries), ANSWERING)

    def places(self) -> Mapping[Place, str]:
        """Our places, each with its stamp."""
        return self._connection.run(self._opened().places, ANSWERING)

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        """Let these units take the place of all that ours has of a place, at once.

        Where the memory has newer ones of that place it keeps them: another machine that has the
        same workspace knew more than ours.
        """
        reader = self._opened()
        self._connection.run(
            lambda db: put(db, reader.stops, (self._workspace, place), units, stamp)
        )

    def remove(self, places: Collection[Place]) -> None:
        """Take out all units of some of our places."""
        self._opened()
        self._connection.run(lambda db: remove(db, self._workspace, places))

    def units(self, source: str = "", target: str = "") -> Iterator[tuple[Place, Unit]]:
        """All units of all workspaces, or those of a pair of locales."""
        reader = self._opened()
        last = 0
        while True:
            after = partial(reader.units, last=last, pair=(source, target))
            last, found = self._connection.run(after, ANSWERING)
            if not last:
                return
            yield from found

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _opened(self) -> Reader:
        if self._reader is None:
            if not self._connection.run(is_prepared, ANSWERING):
                self._connection.run(prepare)
            self._reader = Reader(self._workspace)
        return self._reader
