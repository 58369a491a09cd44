"""The index of a memory is a cache: it is whole, or made anew, whatever happens to its file."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.memory import Place, Query
from l10n.memory import text as texts
from l10n.memory.grading import Asked
from l10n.memory.sqlite import SqliteMemory
from l10n.memory.sqlite.reading import Reading
from l10n.memory.stops import Stops
from l10n.model.markup import Tagged
from l10n.model.unit import Unit
from l10n.store.database import begin
from tests.conftest import LONG

PLACE = Place("catalog", "a.md", "en")
OTHER = Place("file", "memory/old.tmx")


def unit(source: str, target: str = "x") -> Unit:
    return Unit(Tagged(source), target, "uk", "en")


def targets(memory: SqliteMemory) -> list[str]:
    return [each.target for _place, each in memory.units()]


def answers(memory: SqliteMemory, text: str) -> list[str]:
    matches = memory.search([Query(Tagged(text), "uk", "en")])[0]
    return [match.unit.target for match in matches]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".l10n" / "memory.sqlite"


def filled(path: Path) -> SqliteMemory:
    memory = SqliteMemory(path)
    memory.put(PLACE, [unit("Перший текст.", "one"), unit("Другий текст.", "two")], "1")
    memory.put(OTHER, [unit("Перший текст.", "uno")], "1")
    return memory


def test_looking_makes_no_file(path: Path) -> None:
    memory = SqliteMemory(path)
    assert answers(memory, "текст") == targets(memory) == []
    memory.remove([PLACE])
    assert memory.places() == {}
    assert not path.parent.exists()


def test_what_is_put_replaces_what_was_there(path: Path) -> None:
    memory = filled(path)
    memory.put(PLACE, [unit("Третій текст.", "three")], "2")
    assert memory.places() == {PLACE: "2", OTHER: "1"}
    assert sorted(targets(memory)) == ["three", "uno"]
    assert answers(memory, "Другий текст.") == []
    assert answers(memory, "Перший текст.") == ["uno"]
    memory.put(PLACE, [], "3")
    memory.remove([OTHER, Place("file", "never")])
    assert memory.places() == {PLACE: "3"}
    assert targets(memory) == []


def test_nothing_is_left_of_what_was_taken_out(path: Path) -> None:
    memory = filled(path)
    memory.remove([PLACE, OTHER])
    memory.close()
    db = sqlite3.connect(path)
    for table in ("place", "unit", "form", "sketch"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    db.close()


def test_an_index_that_is_opened_again_is_the_same(path: Path) -> None:
    filled(path).close()
    memory = SqliteMemory(path)
    assert memory.places() == {PLACE: "1", OTHER: "1"}
    assert targets(memory) == ["one", "two", "uno"]


def damaged(path: Path) -> None:
    path.write_bytes(b"no database at all" * 99)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def scribbled(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE VIEW place AS SELECT 1 AS id, 2 AS kind")


def of_another_form(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")


def of_other_texts(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE about SET value = 'another'")


def linked(path: Path) -> None:
    precious = path.with_name("precious")
    path.rename(precious)
    path.symlink_to(precious)


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def log_linked(path: Path) -> None:
    path.with_name("memory.sqlite-wal").symlink_to(path.with_name("elsewhere"))


def log_piped(path: Path) -> None:
    os.mkfifo(path.with_name("memory.sqlite-shm"))


@pytest.mark.parametrize(
    "harm",
    [
        damaged,
        cut,
        scribbled,
        foreign,
        of_another_form,
        of_other_texts,
        linked,
        piped,
        log_linked,
        log_piped,
    ],
)
def test_what_is_no_index_of_ours_is_made_anew(path: Path, harm: object) -> None:
    filled(path).close()
    harm(path)  # type: ignore[operator]
    memory = SqliteMemory(path)
    memory.places()
    answers(memory, "Перший текст.")
    targets(memory)
    memory.close()
    memory = SqliteMemory(path)
    memory.put(PLACE, [unit("Перший текст.", "new")], "2")
    assert memory.failure is None
    assert memory.places()[PLACE] == "2"
    assert "new" in answers(memory, "Перший текст.")
    assert not path.is_symlink()
    assert stat.S_ISREG(path.stat().st_mode)
    memory.close()


def test_a_log_without_its_index_is_not_played(path: Path) -> None:
    memory = filled(path)
    log = path.with_name("memory.sqlite-wal")
    data = log.read_bytes()
    assert data
    memory.close()
    path.unlink()
    log.write_bytes(data)
    memory = SqliteMemory(path)
    assert memory.places() == {}
    memory.put(OTHER, [unit("Текст", "new")], "1")
    assert targets(memory) == ["new"]


def test_what_another_process_made_anew_is_left_alone(path: Path) -> None:
    memory = filled(path)
    assert memory.places()
    path.unlink()
    other = filled(path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE place SET stamp = 'other'")
    memory.close()
    memory = SqliteMemory(path)
    assert set(memory.places().values()) == {"other"}
    other.close()


ROWS = (
    "UPDATE unit SET target = 5",
    "UPDATE unit SET target = x'ff'",
    "UPDATE unit SET standing = 77",
    "UPDATE unit SET pair = 99",
    "UPDATE unit SET before = NULL, after = NULL",
    "UPDATE unit SET machine = 'yes', tags = '|||'",
    "UPDATE form SET text = 1.5",
    "UPDATE place SET name = '[['",
    "UPDATE place SET kind = 'other'",
    "UPDATE place SET stamp = NULL",
    "UPDATE languages SET salt = NULL",
    "INSERT INTO stops VALUES (1, 1, 'text')",
    "DELETE FROM form",
)


@pytest.mark.parametrize("statement", ROWS)
def test_rows_that_make_no_sense_are_no_traceback(path: Path, statement: str) -> None:
    filled(path).close()
    with sqlite3.connect(path) as db:
        db.execute(statement)
    for _lap in range(2):
        memory = SqliteMemory(path)
        answers(memory, "Перший текст.")
        memory.places()
        targets(memory)
        memory.put(OTHER, [unit("Новий текст.", "new")], "2")
        memory.remove([PLACE])
        memory.close()
    memory = SqliteMemory(path)
    memory.put(OTHER, [unit("Новий текст.", "new")], "3")
    assert answers(memory, "Новий текст.") == ["new"]


def test_texts_read_in_another_way_are_read_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path).close()
    monkeypatch.setattr("l10n.memory.sqlite.FORM", texts.FORM + " of another Unicode")
    memory = SqliteMemory(path)
    assert memory.places() == {}
    filled(path).close()
    assert answers(SqliteMemory(path), "Другий текст.")[:1] == ["two"]


def test_without_a_place_for_it_the_index_is_held_by_the_process(path: Path) -> None:
    path.parent.write_bytes(b"a file where the cache should be")
    memory = filled(path)
    assert isinstance(memory.unkept, OSError)
    assert memory.failure is None
    assert answers(memory, "Другий текст.")[0] == "two"
    assert path.parent.read_bytes() == b"a file where the cache should be"


def test_until_it_is_made_anew_others_find_what_there_was(path: Path) -> None:
    filled(path).close()
    memory, other = SqliteMemory(path), SqliteMemory(path)
    with memory.anew():
        memory.put(PLACE, [unit("Третій текст.", "three")], "2")
        assert sorted(targets(other)) == ["one", "two", "uno"]
    assert targets(other) == ["three"]
    with pytest.raises(KeyboardInterrupt), memory.anew():
        raise KeyboardInterrupt
    memory.close()
    assert targets(other) == ["three"]
    assert answers(other, "Третій текст.") == ["three"]


def test_a_place_that_fails_in_the_making_costs_no_other(path: Path) -> None:
    def broken() -> Iterator[Unit]:
        yield unit("Зламаний текст.")
        raise L10nError("broken", code="X-001")

    memory = SqliteMemory(path)
    with memory.anew():
        memory.put(OTHER, [unit("Перший текст.", "one")], "1")
        with pytest.raises(L10nError):
            memory.put(PLACE, broken(), "1")
        memory.put(Place("file", "z.tmx"), [unit("Другий текст.", "two")], "1")
    assert sorted(targets(memory)) == ["one", "two"]


def test_readers_do_not_wait_for_the_one_who_writes(path: Path) -> None:
    filled(path).close()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM unit")
    memory = SqliteMemory(path, wait=0)
    assert answers(memory, "Другий текст.")[:1] == ["two"]
    assert memory.failure is None
    memory.put(PLACE, [], "2")
    assert isinstance(memory.failure, sqlite3.OperationalError)
    writer.execute("ROLLBACK")
    writer.close()
    assert memory.places() == {PLACE: "1", OTHER: "1"}


def test_what_is_put_in_anew_meanwhile_is_found(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place("catalog", "a.md", "en")
    memory, other = SqliteMemory(path), SqliteMemory(path)
    memory.put(place, [unit("Рада ухвалила бюджет 7.", "Budget 7")], "1")
    memory.put(Place("catalog", "b.md", "en"), [unit("Рада ухвалила бюджет 8.", "Budget 8")], "1")
    resembling = Reading.resembling

    def slow(self: Reading, asked: Asked, stops: Sequence[Stops]) -> list[int]:
        found = resembling(self, asked, stops)
        other.put(place, [unit("Рада ухвалила бюджет 7.", "Budget 7")], "2")
        return found

    monkeypatch.setattr(Reading, "resembling", slow)
    assert answers(memory, "Рада ухвалила бюджет 7.")[0] == "Budget 7"


def test_an_index_that_is_made_anew_is_as_small_as_a_new_one(path: Path) -> None:
    memory = filled(path)
    memory.put(PLACE, [unit(f"Текст номер {n}.", f"{n}") for n in range(5_000)], "1")
    memory.close()
    large = path.stat().st_size
    memory = SqliteMemory(path)
    with memory.anew():
        memory.put(OTHER, [unit("Перший текст.", "uno")], "2")
    assert targets(memory) == ["uno"]
    assert memory.failure is None
    memory.close()
    assert path.stat().st_size * 4 < large


def test_one_who_reads_keeps_an_index_from_shrinking(path: Path) -> None:
    memory = filled(path)
    memory.put(PLACE, [unit(f"Текст номер {n}.", f"{n}") for n in range(5_000)], "1")
    reader = sqlite3.connect(path)
    rows = reader.execute("SELECT * FROM unit")
    assert rows.fetchone()
    with memory.anew():
        memory.put(OTHER, [unit("Перший текст.", "uno")], "2")
    assert memory.failure is None
    assert len(rows.fetchall()) > 5_000 - 1
    reader.close()
    assert targets(memory) == ["uno"]
    memory.close()


class _Crowded(sqlite3.Connection):
    """Things happen elsewhere just before each try to write."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.before: list[Callable[[], object]] = []

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql.startswith("BEGIN") and self.before:
            self.before.pop(0)()
        return super().execute(sql, *values)  # type: ignore[arg-type]


def test_a_queue_of_writers_lets_each_have_its_turn(path: Path) -> None:
    filled(path).close()
    first, second = (sqlite3.connect(path, timeout=0, isolation_level=None) for _n in range(2))
    mine = sqlite3.connect(path, timeout=0, factory=_Crowded)

    def next_one() -> None:
        first.execute("COMMIT")
        second.execute("BEGIN IMMEDIATE")
        second.execute("DELETE FROM unit")

    first.execute("BEGIN IMMEDIATE")
    first.execute("DELETE FROM unit")
    mine.before = [next_one, lambda: second.execute("COMMIT")]
    begin(mine)
    assert mine.in_transaction
    mine.rollback()
    # One that stays at it is not waited for again.
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        begin(mine)
    for each in (first, second, mine):
        each.close()


WRITE = """
    import sys
    from pathlib import Path
    from l10n.memory import Place
    from l10n.memory.sqlite import SqliteMemory
    from l10n.model.markup import Tagged
    from l10n.model.unit import Unit

    memory = SqliteMemory(Path(sys.argv[1]), wait=60)
    place = Place("file", sys.argv[2])
    print("ready", flush=True)
    for lap in range(1, int(sys.argv[3]) + 1):
        units = [Unit(Tagged(f"Текст {lap} номер {n}."), f"{lap}", "uk", "en") for n in range(400)]
        memory.put(place, units, str(lap))
    sys.exit(memory.failure is not None)
"""


def writing(path: Path, place: str, laps: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", textwrap.dedent(WRITE), str(path), place, str(laps)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def whole(memory: SqliteMemory) -> None:
    """Every place has all units of one lap."""
    laps: dict[Place, list[str]] = {}
    for place, each in memory.units():
        laps.setdefault(place, []).append(each.target)
    for place, stamp in memory.places().items():
        assert laps.get(place, []) == [stamp] * 400


def test_two_processes_write_at_once(path: Path) -> None:
    processes = [writing(path, name, 3) for name in ("a", "b")]
    memory = SqliteMemory(path)
    while any(process.poll() is None for process in processes):
        memory.places()
    assert [process.wait() for process in processes] == [0, 0]
    assert memory.places() == {Place("file", "a"): "3", Place("file", "b"): "3"}
    whole(memory)


@pytest.mark.campaign
def test_killed_while_it_writes_the_index_is_whole(path: Path) -> None:
    for lap in range(60 if LONG else 2):
        process = writing(path, "a", 500)
        try:
            process.wait(timeout=0.02 + 0.03 * (lap % 20))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        memory = SqliteMemory(path)
        whole(memory)
        assert memory.failure is None
        memory.put(PLACE, [unit("Текст")] * 400, "x")
        assert memory.failure is None
        memory.remove([PLACE])
        memory.close()
