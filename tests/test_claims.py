"""Claims: what a process has in hand is its own until it gives it back or dies."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l10n.engines import Draft
from l10n.model.markup import Tagged
from l10n.store.claims import Claims, open_claims
from l10n.store.journal import load

ROOT = Path(__file__).parent.parent
TEXT, OTHER = Tagged("слово"), Tagged("інше")
DRAFT = Draft("word", "model 1")
OPENING = """\
import sys
from pathlib import Path
from l10n.engines import Draft
from l10n.model.markup import Tagged
from l10n.store.claims import open_claims
from l10n.store.journal import load
claims = open_claims(Path("claims"))
def ready():
    print("ready", flush=True)
    sys.stdin.readline()
"""

Another = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def claims(tmp_path: Path) -> Iterator[Claims]:
    made = open_claims(tmp_path / "claims")
    yield made
    made.close()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Another]:
    """Start another process in the same folder, and wait until it is ready."""
    started = []

    def start(code: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", OPENING + code],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_what_one_process_has_another_cannot_take(claims: Claims, another: Another) -> None:
    process = another('claims.take("sync", "en", "a.md"); ready()')
    assert not claims.take("sync", "en", "a.md")
    assert claims.take("sync", "de", "a.md")
    process.communicate("go on\n")
    assert claims.take("sync", "en", "a.md")


def test_a_killed_process_keeps_nothing(claims: Claims, another: Another) -> None:
    process = another('claims.take("a"); ready()')
    assert not claims.take("a")
    process.kill()
    process.wait()
    assert claims.take("a")


def test_what_is_given_back_can_be_taken(claims: Claims, another: Another) -> None:
    another('claims.take("a"); claims.take("b"); claims.give_back("a"); ready()')
    assert claims.take("a")
    assert not claims.take("b")


def test_what_is_shared_nobody_has_alone(claims: Claims, another: Another) -> None:
    process = another('claims.share("a"); ready()')
    claims.share("a")
    assert not claims.take("a")
    process.communicate("go on\n")
    assert claims.take("a")


def test_a_link_in_place_of_the_claims_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    (tmp_path / "claims").symlink_to(precious)
    with pytest.raises(OSError, match="symbolic links"):
        open_claims(tmp_path / "claims")
    assert not precious.exists()


def test_a_journal_that_two_write_is_not_written_anew(
    claims: Claims, another: Another, tmp_path: Path
) -> None:
    path = tmp_path / "journal"
    process = another(
        'journal = load(Path("journal"), claims)\n'
        'journal.note("e", Tagged("слово"), Draft("word", "model 1"))\n'
        "ready()\n"
    )
    mine = load(path, claims)
    mine.note("e", OTHER, DRAFT)
    mine.settle()
    mine.clear()
    mine.close()
    process.kill()
    process.wait()
    left = load(path, claims)
    assert left.recall("e", TEXT) == DRAFT
    assert left.recall("e", OTHER) is None
    left.settle()
    left.close()
    assert not path.exists()


def test_a_draft_that_two_use_stays_until_one_is_alone(
    claims: Claims, another: Another, tmp_path: Path
) -> None:
    path = tmp_path / "journal"
    process = another(
        'journal = load(Path("journal"), claims)\n'
        'journal.note("e", Tagged("слово"), Draft("word", "model 1"))\n'
        "ready()\n"
    )
    mine = load(path, claims)
    assert mine.recall("e", TEXT) == DRAFT
    # It stands in a catalog of this process; that of the other may be still to come.
    mine.settle()
    assert load(path, claims).recall("e", TEXT) == DRAFT
    process.kill()
    process.wait()
    mine.settle()
    assert not path.exists()


def test_a_line_that_a_kill_cut_off_costs_no_other(
    claims: Claims, another: Another, tmp_path: Path
) -> None:
    path = tmp_path / "journal"
    another('journal = load(Path("journal"), claims); ready()')
    mine = load(path, claims)
    with path.open("ab") as file:
        file.write(b'["half a li')
    mine.note("e", TEXT, DRAFT)
    assert load(path, claims).recall("e", TEXT) == DRAFT
