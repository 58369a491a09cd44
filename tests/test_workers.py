"""Several processes say and write what one does, and none of them is ever left behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.cores import cores
from l10n.desk.desk import open_desk
from l10n.desk.workers import crew
from l10n.desk.workers.crew import Crew, Kind
from l10n.desk.workers.desks import DeskHand, Opened
from l10n.desk.workers.tasks import Work
from l10n.errors import L10nError, UsageError
from l10n.store.replacing.displaced import Rescue
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom, Run
from tests.workers_desk import through_a_day

HAND = "tests.workers_hand:Numbers"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes find this file, and are started for very little."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    monkeypatch.setattr(crew, "ENOUGH", 1)
    monkeypatch.setattr(crew, "AT_ONCE", 4 * crew.EACH)


def done(numbers: range, method: str = "add", jobs: int = 2) -> Iterator[object]:
    kind: Kind[int] = Kind(
        method,
        weigh=lambda number: number % 5 and 1,
        packed=lambda number: number,
        here=lambda number: ("here", number),
        reference=lambda number: f"articles/{number}.md",
    )
    with Crew[int](jobs, lambda: Work(HAND, 100)) as some:
        for outcome in some.outcomes(numbers, kind):
            yield outcome.result


def test_results_come_in_the_order_of_what_was_asked() -> None:
    found = list(done(range(1, 13)))
    assert found == [None if n % 5 == 0 else 100 + n for n in range(1, 13)]


def test_what_an_article_is_refused_for_comes_as_its_result() -> None:
    (found,) = done(range(13, 14))
    assert isinstance(found, UsageError)
    assert found.message == "thirteen"


def test_a_process_that_dies_is_told_with_the_article_it_had() -> None:
    found = list(done(range(16, 19)))
    assert isinstance(found[1], L10nError)
    assert str(found[1].path) == "articles/17.md"
    assert "SIGKILL" in found[1].message
    # What went with it is done by this process.
    assert found[0] in (116, ("here", 16))
    assert found[2] in (118, ("here", 18))


def test_a_mistake_of_ours_is_told_with_where_it_was() -> None:
    with pytest.raises(KeyError, match="nineteen") as caught:
        list(done(range(19, 20)))
    assert "in add" in str(caught.value.__cause__)


def test_what_cannot_travel_is_done_by_the_first_process() -> None:
    assert list(done(range(1, 3), "unfit")) == [("here", 1), ("here", 2)]


def test_a_rescue_is_told_once_by_a_process(newsroom: Newsroom) -> None:
    hand = DeskHand(Opened.of(open_desk(Workspace(newsroom.root))))
    first, second = (Rescue(newsroom.root / name, None) for name in "ab")
    hand.desk.workspace.watch.add(first)
    assert hand.rescues() == (first,)
    hand.desk.workspace.watch.add(second)
    assert hand.rescues() == (second,)
    assert hand.rescues() == ()


def test_one_process_starts_no_other() -> None:
    assert list(done(range(1, 3), jobs=1)) == [("here", 1), ("here", 2)]


def test_no_process_is_left_behind_by_an_end_halfway() -> None:
    some = done(range(1, 100), "process")
    there = {next(some) for _each in range(12)} - {None}
    some.close()  # type: ignore[attr-defined]
    assert there
    for number in there:
        with pytest.raises(ProcessLookupError):
            os.kill(int(str(number)), 0)


def test_processes_end_when_the_first_one_is_killed(tmp_path: Path) -> None:
    code = """
import os, sys
from l10n.desk.desk import open_desk
from l10n.desk.workers import crew
from tests.test_workers import done
crew.ENOUGH = 1
some = done(range(1, 10_000), "process")
print(next(some), flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        other = int(first.stdout.readline())
        first.kill()
        first.wait()
        assert first.stdin is not None
        first.stdin.close()
        for _look in range(500):
            if _ended(other):
                break
            time.sleep(0.02)
        assert _ended(other)


def _ended(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@pytest.mark.parametrize("number", ["0", "-1", "2.5", "many", "", "²", "9999999999"])
def test_what_is_no_number_of_processes_is_refused(run: Run, number: str) -> None:
    for command in ("sync", "check", "coverage", "publish"):
        answer = run(command, f"--jobs={number}")
        assert answer.code == 2
        assert "L10N-USE-110" in answer.err
        assert "from 1" in answer.err


def test_two_processes_say_and_write_what_one_does(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    root = tmp_path / "desk"
    one = through_a_day(run, root, 1, whole=False)
    assert through_a_day(run, root, 2, whole=False) == one


@pytest.mark.sampled(0)
@pytest.mark.parametrize("at_once", [1, 3, 40])
def test_three_processes_say_in_json_what_one_does(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    monkeypatch.setattr(crew, "AT_ONCE", at_once * crew.EACH)
    root = tmp_path / "desk"
    one = through_a_day(run, root, 1, whole=True)
    assert through_a_day(run, root, 3, whole=True) == one


def test_by_default_the_cores_of_this_process_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 2, 5}, raising=False)
    assert cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    assert cores() == 64
