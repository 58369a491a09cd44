"""A memory that a newsroom shares, on a real server."""

import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.errors import SharedMemoryError
from l10n.memory import Grade, Match, Place, Query
from l10n.memory.postgres import PostgresMemory
from l10n.memory.sqlite import SqliteMemory
from l10n.model.database_address import database_address
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit
from tests.postgres_server import PASSWORD, Server, postgres, programs

pytestmark = pytest.mark.generator

NEWS = Place("catalog", "news/budget.md", "en")
ARCHIVE = Place("file", "memory/archive.tmx")


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    with postgres() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    running.sql("DROP SCHEMA IF EXISTS l10n CASCADE")
    return running


def memory(server: Server, workspace: str = "kyiv", user: str = "postgres") -> PostgresMemory:
    return PostgresMemory(database_address(server.url(user)), workspace)


def unit(source: str, target: str, **more: object) -> Unit:
    return Unit(Tagged(source), target, "uk", "en", **more)  # type: ignore[arg-type]


def query(text: str, **more: object) -> Query:
    return Query(Tagged(text), "uk", "en", **more)  # type: ignore[arg-type]


def alike(answers: list[tuple[Match, ...]]) -> list[list[tuple[Grade, int]]]:
    return [[(each.grade, each.similarity) for each in some] for some in answers]


def counts(server: Server) -> str:
    return server.sql(
        "SELECT (SELECT count(*) FROM l10n.unit), (SELECT count(*) FROM l10n.form),"
        " (SELECT count(*) FROM l10n.sketch), (SELECT sum(forms) FROM l10n.languages)"
    )


def sentences(number: int, seed: int = 1) -> list[str]:
    chosen = random.Random(seed)
    who = ["Рада", "Міністерка", "Комісія", "Громада", "Поліція", "Мерія"]
    what = ["ухвалила", "відклала", "обговорила", "перевірила", "оприлюднила"]
    which = ["бюджет", "звіт", "угоду", "проєкт закону", "список", "план відбудови"]
    where = ["у Львові", "в Одесі", "на засіданні", "без голосування", "після перерви"]
    return [
        f"{chosen.choice(who)} {chosen.choice(what)} {chosen.choice(which)} "
        f"{chosen.choice(where)}, повідомив речник {each} вересня."
        for each in range(number)
    ]


def test_it_answers_as_the_index_of_one_workspace_does(server: Server, tmp_path: Path) -> None:
    texts = sentences(5_000)
    units = [
        unit(text, f"Target {number}", date=f"2026-01-{number % 28 + 1:02}T00:00:00Z")
        for number, text in enumerate(texts)
    ]
    local, shared = SqliteMemory(tmp_path / ".l10n" / "memory.sqlite"), memory(server)
    for each in (local, shared):
        each.put(ARCHIVE, units, "1")
    asked = [query(text.replace("Рада", "Рада знову"), most=3) for text in texts[::97]]
    asked += [query(text, least=60) for text in texts[::301]]
    answers = shared.search(asked)
    # Of answers that are as good as one another any may come first.
    assert alike(answers) == alike(local.search(asked))
    assert all(answers)
    assert list(shared.units()) == list(local.units())
    assert list(shared.units("uk", "de")) == []


def test_units_of_a_place_take_the_place_of_its_former(server: Server) -> None:
    shared = memory(server)
    shared.put(NEWS, [unit("Перший варіант тексту.", "First."), unit("Другий.", "Second.")], "1")
    shared.put(NEWS, [unit("Другий.", "The second.")], "2")
    assert shared.places() == {NEWS: "2"}
    assert not any(shared.search([query("Перший варіант тексту.")]))
    ((match,),) = shared.search([query("Другий.")])
    assert (match.unit.target, match.grade) == ("The second.", Grade.EXACT)
    shared.remove([NEWS, ARCHIVE])
    assert counts(server) == "0|0|0|0"


def test_units_come_back_as_they_were(server: Server) -> None:
    kept = Unit(
        Tagged(
            "Читайте <a1>звіт</a1><br2/> \ud800 «\u2028»", frozenset({"a1"}), frozenset({"br2"})
        ),
        "Read the <a1>report</a1><br2/>\u0000",
        "uk",
        "en-GB",
        context="",
        before="До.",
        after="Після.",
        standing=Standing.APPROVED,
        machine=True,
        desk="новини",
        article="a\udcff.md",
        date="2026-03-12T10:00:00Z",
        who="Олена <o@example.org>",
        note="Нотатка",
    )
    shared = memory(server)
    place = Place("catalog", "a\udcff.md", "en-GB")
    shared.put(place, [kept], "1")
    assert list(memory(server).units()) == [(place, kept)]


def test_what_other_desks_translated_is_labelled_theirs(server: Server) -> None:
    memory(server, "lviv").put(NEWS, [unit("Бюджет ухвалено.", "The budget is adopted.")], "1")
    ours = memory(server)
    ((theirs,),) = ours.search([query("Бюджет ухвалено.")])
    assert theirs.place.workspace == "lviv"
    ours.put(NEWS, [unit("Бюджет ухвалено.", "The budget has passed.")], "1")
    ((first, second),) = ours.search([query("Бюджет ухвалено.")])
    assert (first.place.workspace, second.place.workspace) == ("", "lviv")
    ours.remove([NEWS])
    assert len(memory(server, "lviv").places()) == 1


def test_a_machine_that_lags_behind_takes_nothing_back(server: Server) -> None:
    old = unit("Бюджет ухвалено.", "Budget adopted.", date="2026-03-01T00:00:00Z")
    new = unit("Бюджет ухвалено.", "The budget has passed.", date="2026-03-02T00:00:00Z")
    shared = memory(server)
    shared.put(NEWS, [new], "of today")
    memory(server).put(NEWS, [old], "of yesterday")
    assert shared.places() == {NEWS: "of today"}
    assert [each for _place, each in shared.units()] == [new]


def test_many_write_at_once_and_nothing_is_lost(server: Server) -> None:
    failures: list[BaseException] = []

    def write(number: int) -> None:
        mine = memory(server, f"desk {number % 3}")
        try:
            for lap in range(4):
                for article in range(3):
                    texts = sentences(20, seed=number * 100 + lap)
                    units = [unit(text, f"{number} {lap}") for text in texts]
                    mine.put(Place("catalog", f"{number}/{article}.md", "en"), units, str(lap))
                assert mine.search([query(sentences(1, seed=number * 100 + lap)[0])])[0]
        except BaseException as error:
            failures.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failures
    found = [each.target for _place, each in memory(server).units()]
    assert sorted(found) == sorted(f"{number} 3" for number in range(6) for _each in range(60))
    assert (
        server.sql("SELECT count(*) FROM l10n.form WHERE id NOT IN (SELECT form FROM l10n.unit)")
        == "0"
    )


def test_a_writer_that_is_killed_leaves_what_was_there(server: Server) -> None:
    shared = memory(server)
    shared.put(NEWS, [unit("Старий текст.", "The old text.")], "1")
    script = textwrap.dedent(
        """
        import sys
        from l10n.memory import Place
        from l10n.memory.postgres import PostgresMemory
        from l10n.model.database_address import database_address
        from l10n.model.markup import Tagged
        from l10n.model.unit import Unit

        def units():
            for number in range(10**9):
                if number == 3000:
                    print("on the way", flush=True)
                yield Unit(Tagged(f"Текст {number}."), "Text", "uk", "en")

        memory = PostgresMemory(database_address(sys.argv[1]), "kyiv")
        memory.put(Place("catalog", "news/budget.md", "en"), units(), "2")
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, server.url()], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "on the way\n"
        writer.send_signal(signal.SIGKILL)
    assert shared.places() == {NEWS: "1"}
    assert [each.target for _place, each in shared.units()] == ["The old text."]
    shared.put(NEWS, [unit("Новий текст.", "The new text.")], "3")
    assert shared.places() == {NEWS: "3"}


def test_an_outage_is_one_line_and_passes(server: Server) -> None:
    shared = memory(server)
    shared.put(NEWS, [unit("Бюджет ухвалено.", "The budget has passed.")], "1")
    server.stop()
    try:
        for _try in range(2):
            with pytest.raises(SharedMemoryError, match=r"cannot be reached|could not answer"):
                shared.search([query("Бюджет ухвалено.")])
    finally:
        server.start()
    assert shared.search([query("Бюджет ухвалено.")])[0]
    shared.close()


@pytest.mark.parametrize("column", ["workspace", "name"])
@pytest.mark.parametrize("odd", ["5", "[1]", "{}", "null", "no JSON", "[" * 100_000])
def test_places_written_by_hand_are_passed_over(server: Server, column: str, odd: str) -> None:
    shared = memory(server)
    for name in ("a.md", "b.md"):
        shared.put(
            Place("catalog", name, "en"), [unit("Бюджет ухвалено.", f"The budget, {name}")], "1"
        )
    server.sql(f"UPDATE l10n.place SET {column} = '{odd}' WHERE name = '\"a.md\"'")
    kept = Place("catalog", "b.md", "en")
    assert [each.place for each in shared.search([query("Бюджет ухвалено.")])[0]] == [kept]
    assert [place for place, _unit in shared.units()] == [kept]
    assert shared.places() == {kept: "1"}
    shared.close()


def test_a_server_that_is_silent_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://desk@127.0.0.1:{silent.getsockname()[1]}/memory"
        shared = PostgresMemory(database_address(address), "kyiv")
        with pytest.raises(SharedMemoryError, match=r"cannot be reached: it does not answer —"):
            shared.search([query("Бюджет ухвалено.")])
        shared.close()


def test_rights_are_those_of_the_database(server: Server) -> None:
    memory(server).put(NEWS, [unit("Бюджет ухвалено.", "The budget has passed.")], "1")
    server.sql(
        "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN;"
        "GRANT USAGE ON SCHEMA l10n TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA l10n TO reader"
    )
    reading = memory(server, "lviv", user="reader")
    assert reading.search([query("Бюджет ухвалено.")])[0]
    with pytest.raises(SharedMemoryError, match="forbids this") as refused:
        reading.put(NEWS, [unit("Інше.", "Other.")], "1")
    assert refused.value.code == "L10N-MEM-053"
    server.sql("DROP OWNED BY reader; DROP ROLE reader")


def test_a_desk_writes_with_the_rights_that_the_manual_names(server: Server) -> None:
    memory(server).put(NEWS, [unit("Бюджет ухвалено.", "The budget has passed.")], "1")
    server.sql(
        "DROP ROLE IF EXISTS desk; CREATE ROLE desk LOGIN; GRANT USAGE ON SCHEMA l10n TO desk;"
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA l10n TO desk"
    )
    writing = memory(server, "lviv", user="desk")
    writing.put(NEWS, [unit("Голосування триває.", "The vote goes on.")], "1")
    writing.put(NEWS, [unit("Голосування скінчено.", "The vote is over.")], "2")
    assert writing.places() == {NEWS: "2"}
    writing.remove([NEWS])
    assert writing.places() == {}
    writing.close()
    server.sql("DROP OWNED BY desk; DROP ROLE desk")


def test_no_tables_and_no_right_to_make_them(server: Server) -> None:
    server.sql("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
    with pytest.raises(SharedMemoryError, match="forbids this"):
        memory(server, user="guest").search([query("Бюджет.")])
    server.sql("DROP ROLE guest")


def test_a_password_comes_from_the_persons_own_file(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.sql(
        "DROP ROLE IF EXISTS editor;"
        "SET password_encryption = 'scram-sha-256';"
        f"CREATE ROLE editor LOGIN PASSWORD '{PASSWORD}';"
        "GRANT CREATE ON DATABASE postgres TO editor"
    )
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"host all editor 127.0.0.1/32 scram-sha-256\n{before}")
    server.sql("SELECT pg_reload_conf()")
    file = tmp_path / "passwords"
    monkeypatch.setenv("PGPASSFILE", str(file))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.delenv("PGHOST", raising=False)
    try:
        with pytest.raises(SharedMemoryError) as refused:
            memory(server, user="editor").places()
        assert refused.value.code == "L10N-MEM-052"
        file.write_text(f"127.0.0.1:{server.port}:*:editor:{PASSWORD}\n")
        file.chmod(0o600)
        assert memory(server, user="editor").places() == {}
    finally:
        rules.write_text(before)
        server.sql("SELECT pg_reload_conf(); DROP OWNED BY editor CASCADE; DROP ROLE editor")


def test_tables_of_an_earlier_version_are_brought_up_to_date(server: Server) -> None:
    units = [unit(text, "Target") for text in sentences(300)]
    memory(server).put(ARCHIVE, units, "1")
    whole = counts(server)
    server.sql(
        "DROP INDEX l10n.unit_place_idx; UPDATE l10n.about SET layout = 1, texts = 0;"
        "UPDATE l10n.form SET key = -id, hashes = '{}'; TRUNCATE l10n.sketch"
    )
    shared = memory(server)
    assert all(shared.search([query(each.source.text) for each in units[::31]]))
    assert [each for _place, each in shared.units()] == units
    assert counts(server) == whole
    assert server.sql("SELECT layout, texts > 0 FROM l10n.about") == "2|t"


def test_tables_of_a_newer_version_are_let_be(server: Server) -> None:
    memory(server).put(NEWS, [unit("Бюджет.", "Budget.")], "1")
    server.sql("UPDATE l10n.about SET layout = 99")
    with pytest.raises(SharedMemoryError, match="newer version"):
        memory(server).places()


def test_two_that_begin_at_once_make_the_tables_once(server: Server) -> None:
    found: list[object] = []

    def begin(number: int) -> None:
        try:
            found.append(memory(server, str(number)).places())
        except SharedMemoryError as error:
            found.append(error)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [{}] * 5


def test_a_certificate_is_checked_unless_the_workflow_says_no(server: Server) -> None:
    data = server.folder / "data"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=elsewhere"),
            *("-keyout", data / "server.key", "-out", data / "server.crt"),
        ],
        check=True,
        capture_output=True,
    )
    if os.geteuid() == 0:
        for name in ("server.key", "server.crt"):
            subprocess.run(["chown", "postgres", data / name], check=True)
    (data / "server.key").chmod(0o600)
    server.sql("ALTER SYSTEM SET ssl = on")
    server.sql("SELECT pg_reload_conf()")
    try:
        strict = PostgresMemory(database_address(server.url(options="?sslmode=verify-full")), "k")
        with pytest.raises(SharedMemoryError, match="certificate"):
            strict.places()
        lax = PostgresMemory(database_address(server.url(options="?sslmode=require")), "k")
        assert lax.places() == {}
        assert server.sql("SELECT count(*) FROM pg_stat_ssl WHERE ssl") != "0"
    finally:
        server.sql("ALTER SYSTEM RESET ssl")
        server.sql("SELECT pg_reload_conf()")
