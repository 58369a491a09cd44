"""Addresses of databases, and whose password goes where."""

from pathlib import Path

import pytest

from l10n.memory.postgres.connection import protection
from l10n.memory.postgres.passwords import password
from l10n.model.database_address import DatabaseAddress, database_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (
            "postgresql://desk@memory.example.org:6432/news",
            DatabaseAddress("memory.example.org", 6432, "desk", "news"),
        ),
        ("postgres://[::1]/news", DatabaseAddress("::1", None, "", "news")),
        ("postgresql:///news", DatabaseAddress(database="news")),
        (
            "postgresql://m.example.org/n?sslmode=require",
            DatabaseAddress("m.example.org", database="n", tls="require"),
        ),
    ],
)
def test_an_address_says_where_a_database_is(url: str, address: DatabaseAddress) -> None:
    assert database_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/news",
        "postgresql:/news",
        "postgresql://desk:secret@host/news",
        "postgresql://host/news?password=secret",
        "postgresql://host/news?passfile=/etc/shadow",
        "postgresql://host/news?sslkey=key",
        "postgresql://host/news?sslmode=",
        "postgresql://host/news?sslmode=allow",
        "postgresql://host/news?sslmode=require&sslmode=disable",
        "postgresql://one,two/news",
        "postgresql://%2Frun%2Fpostgresql/news",
        "postgresql://host:0/news",
        "postgresql://host:no/news",
        "postgresql://host/../news",
        "postgresql://host/news#part",
        "postgresql://ho st/news",
        "postgresql://host/" + "n" * 1_000,
    ],
)
def test_what_a_workflow_may_not_say_is_no_address(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        database_address(url)


SERVER = DatabaseAddress("memory.example.org", 6432, "desk", "news")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path)}


def write(home: dict[str, str], text: str, mode: int = 0o600) -> None:
    file = Path(home["HOME"]) / ".pgpass"
    file.write_text(text)
    file.chmod(mode)


def test_a_password_goes_to_the_server_it_is_for(home: dict[str, str]) -> None:
    write(
        home,
        "# memory.example.org:6432:news:desk:a comment\n"
        "other.example.org:*:*:*:another\n"
        "memory.example.org:*:news:desk:with\\:colon\\\\\n"
        "*:*:*:*:the last\n",
    )
    assert password(SERVER, "desk", home) == "with:colon\\"
    assert password(SERVER, "guest", home) == "the last"


def test_a_file_that_others_may_read_is_not_used(home: dict[str, str]) -> None:
    write(home, "*:*:*:*:secret\n", mode=0o644)
    assert password(SERVER, "desk", home) == ""


def test_the_environments_password_is_for_its_own_server(home: dict[str, str]) -> None:
    known = {**home, "PGPASSWORD": "secret"}
    assert password(SERVER, "desk", known) == ""
    assert password(SERVER, "desk", {**known, "PGHOST": "memory.example.org"}) == "secret"
    assert password(DatabaseAddress(database="news"), "desk", known) == "secret"


def test_the_way_to_another_machine_is_protected(home: dict[str, str]) -> None:
    context = protection(SERVER, home)
    assert context
    assert context is not True
    assert context.check_hostname
    assert protection(DatabaseAddress("127.0.0.1"), home) is False
    assert protection(DatabaseAddress("memory.example.org", tls="disable"), home) is False
