"""A desk in which nothing has changed is counted without reading a file, and told the same."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom
from tests.test_coverage_gate import BAD, GERMAN, GOOD, NEWS, filled


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(GERMAN)
    newsroom.article("a.md", NEWS + "\n[x](gone.md)\n")
    newsroom.article("b/b.md", NEWS)
    newsroom.l10n("sync")
    filled(newsroom.catalog("a.md"), *BAD)
    time.sleep(0.06)
    return newsroom


def reads(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, *options: str
) -> tuple[list[str], object]:
    """The articles and catalogs that a count reads, and what it says."""
    found: list[str] = []
    real = Workspace.read

    def counting(workspace: Workspace, path: Path) -> object:
        found.append(workspace.shown(path))
        return real(workspace, path)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "read", counting)
        answer = desk.l10n("coverage", "--json", *options)
    return [each for each in found if not each.startswith("workflows/")], answer


def test_a_second_count_reads_nothing_and_says_the_same(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, before = reads(desk, monkeypatch, "--max-errors", "0")
    second, after = reads(desk, monkeypatch, "--max-errors", "0")
    assert first
    assert second == []
    assert before == after
    assert desk.l10n("coverage").out == desk.l10n("coverage").out
    desk.l10n("coverage", "--report", f"sarif={desk.root}/a.sarif")
    desk.l10n("coverage", "--report", f"sarif={desk.root}/b.sarif")
    texts = [(desk.root / name).read_text() for name in ("a.sarif", "b.sarif")]
    assert texts[0] == texts[1]
    assert "a.md.po" in texts[0]


def change_in(room: str) -> Callable[[Newsroom], object]:
    return {
        "article": lambda desk: desk.article("b/b.md", NEWS + "\nЩе.\n"),
        "catalog": lambda desk: filled(desk.catalog("a.md"), *GOOD),
        "new": lambda desk: desk.article("c.md", NEWS),
        "target": lambda desk: desk.article("gone.md", "no words\n"),
        "gone": lambda desk: desk.catalog("a.md", "de").unlink(),
        "glossary": lambda desk: (desk.root / "glossary.csv").write_text("uk,en\nрада,council\n"),
        "workflow": lambda desk: desk.workflow(WORKFLOW),
    }[room]


@pytest.mark.parametrize(
    "room", ["article", "catalog", "new", "target", "gone", "glossary", "workflow"]
)
def test_any_file_that_changes_is_seen(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    before = desk.l10n("coverage", "--json")
    change_in(room)(desk)
    found, after = reads(desk, monkeypatch)
    assert room in ("workflow", "glossary", "target") or before != after
    assert room == "gone" or found


def test_a_gate_is_asked_anew(desk: Newsroom) -> None:
    assert desk.l10n("coverage").code == 0
    assert desk.l10n("coverage", "--max-errors", "0").code == 1
    desk.workflow(GERMAN + "\n[[gate]]\nmax_errors = 0\n")
    assert desk.l10n("coverage").code == 1
    assert desk.l10n("coverage").code == 1


def test_what_cannot_be_read_is_said_each_time(desk: Newsroom) -> None:
    desk.catalog("a.md").write_text("msgid\n")
    time.sleep(0.06)
    answers = [desk.l10n("coverage") for _again in range(2)]
    assert [answer.code for answer in answers] == [3, 3]
    assert answers[0] == answers[1]


def test_an_index_changed_by_hand_is_no_traceback(desk: Newsroom) -> None:
    before = desk.l10n("coverage", "--json")
    for answer in ("[]", "{}", '{"own": [], "covered": [[1]]}', '{"own": 1, "covered": []}', "x"):
        with sqlite3.connect(desk.root / ".l10n/index.sqlite") as db:
            db.execute("UPDATE answers SET answer = ? WHERE purpose = 'coverage'", (answer,))
        assert desk.l10n("coverage", "--json") == before
