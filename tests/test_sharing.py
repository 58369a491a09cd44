"""A memory that is shared: what goes there, and what is left when the server is gone."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.desk.sharing import SharedMemory
from l10n.errors import SharedMemoryError
from l10n.memory import Match, Place, Query
from l10n.memory.grading import Asked, best
from l10n.memory.handed import Handed
from l10n.memory.sqlite import SqliteMemory
from l10n.model.markup import Tagged
from l10n.model.unit import Unit

BUDGET = Place("catalog", "news/budget.md", "en")
THEIRS = Place("catalog", "news/vote.md", "en", workspace="lviv")


def unit(source: str, target: str, date: str = "") -> Unit:
    return Unit(Tagged(source), target, "uk", "en", date=date)


def query(text: str) -> Query:
    return Query(Tagged(text), "uk", "en")


class Server:
    """A server as the desk sees it: another workspace is in it, and it may fail."""

    def __init__(self) -> None:
        self.failure = None
        self.kept: dict[Place, tuple[str, tuple[Unit, ...]]] = {}
        self.error: SharedMemoryError | None = None
        self.asked: list[str] = []

    def _do(self, what: str) -> None:
        self.asked.append(what)
        if self.error is not None and (self.error.code.endswith("051") or what != "search"):
            raise self.error

    def search(self, queries: Sequence[Query]) -> list[tuple[Match, ...]]:
        self._do("search")
        pairs = [(place, each) for place, (_s, some) in self.kept.items() for each in some]
        return [best(Asked.of(each), pairs) for each in queries]

    def places(self) -> Mapping[Place, str]:
        self._do("places")
        return {place: stamp for place, (stamp, _some) in self.kept.items() if not place.workspace}

    def put(self, place: Place, units: Iterable[Unit], stamp: str) -> None:
        self._do(f"put {place.name}")
        self.kept[place] = stamp, tuple(units)

    def remove(self, places: Collection[Place]) -> None:
        for place in places:
            self._do(f"remove {place.name}")
            del self.kept[place]

    def units(self, source: str = "", target: str = "") -> Iterator[tuple[Place, Unit]]:
        self._do("units")
        for place, (_stamp, some) in self.kept.items():
            for each in some:
                yield place, each

    def close(self) -> None:
        self._do("close")


def failing(number: str) -> SharedMemoryError:
    return SharedMemoryError("no", code=f"MEM-{number}")


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def own(tmp_path: Path) -> SqliteMemory:
    memory = SqliteMemory(tmp_path / ".l10n" / "memory.sqlite")
    memory.put(BUDGET, [unit("Бюджет ухвалено.", "The budget has passed.")], "1")
    return memory


def shared(own: SqliteMemory, server: Server, tmp_path: Path) -> SharedMemory:
    return SharedMemory(own, server, Handed(tmp_path / ".l10n" / "handed.sqlite", "kyiv"))


def test_only_what_is_new_goes_to_the_server(
    own: SqliteMemory, server: Server, tmp_path: Path
) -> None:
    first = shared(own, server, tmp_path)
    first.hand_over()
    first.hand_over()
    assert server.asked == ["places", "put news/budget.md"]
    own.put(BUDGET, [unit("Бюджет відхилено.", "The budget was rejected.")], "2")
    shared(own, server, tmp_path).hand_over()
    assert [each.target for each in server.kept[BUDGET][1]] == ["The budget was rejected."]


def test_a_second_machine_with_the_same_texts_sends_none(
    own: SqliteMemory, server: Server, tmp_path: Path
) -> None:
    shared(own, server, tmp_path).hand_over()
    other = SqliteMemory(tmp_path / "other" / "memory.sqlite")
    other.put(BUDGET, [unit("Бюджет ухвалено.", "The budget has passed.")], "another moment")
    server.asked.clear()
    shared(other, server, tmp_path / "other").hand_over()
    assert server.asked == ["places"]


def test_what_is_gone_here_goes_there_too(
    own: SqliteMemory, server: Server, tmp_path: Path
) -> None:
    memory = shared(own, server, tmp_path)
    memory.hand_over()
    server.kept[THEIRS] = "1", (unit("Голосування.", "A vote."),)
    own.remove([BUDGET])
    memory.hand_over()
    assert list(server.kept) == [THEIRS]


def test_answers_of_both_come_together_and_each_once(
    own: SqliteMemory, server: Server, tmp_path: Path
) -> None:
    server.kept[THEIRS] = "1", (unit("Бюджет ухвалено.", "The budget is adopted."),)
    memory = shared(own, server, tmp_path)
    memory.hand_over()
    ((ours, theirs),) = memory.search([query("Бюджет ухвалено.")])
    assert (ours.unit.target, ours.place.workspace) == ("The budget has passed.", "")
    assert (theirs.unit.target, theirs.place.workspace) == ("The budget is adopted.", "lviv")
    assert [each.target for _place, each in memory.units()] == [
        "The budget has passed.",
        "The budget is adopted.",
    ]


def test_an_outage_leaves_the_own_memory_and_is_said_once(
    own: SqliteMemory, server: Server, tmp_path: Path
) -> None:
    server.error = failing("051")
    memory = shared(own, server, tmp_path)
    memory.hand_over()
    for _time in range(3):
        assert memory.search([query("Бюджет ухвалено.")])[0]
        memory.hand_over()
    assert server.asked == ["places"]
    assert [*memory.failures] == ["L10N-MEM-051"]
    server.error = None
    shared(own, server, tmp_path).hand_over()
    assert BUDGET in server.kept


def test_who_may_only_read_there_still_asks(
    own: SqliteMemory, server: Server, tmp_path: Path
) -> None:
    server.kept[THEIRS] = "1", (unit("Голосування триває.", "The vote goes on."),)
    server.error = failing("053")
    memory = shared(own, server, tmp_path)
    memory.hand_over()
    assert memory.search([query("Голосування триває.")])[0]
    assert [*memory.failures] == ["L10N-MEM-053"]


def test_units_of_one_place_come_in_their_order(own: SqliteMemory) -> None:
    some = [unit(f"Речення {number}.", f"Sentence {number}.") for number in range(2_500)]
    own.put(Place("file", "memory/a.tmx"), some, "1")
    assert list(own.units_at(Place("file", "memory/a.tmx"))) == some
    assert list(own.units_at(replace(BUDGET, locale="de"))) == []
