"""What earlier releases kept beside pages moves to `versions/`, whatever comes between."""

import itertools
import json
import shutil
from pathlib import Path

import pytest

from l10n.store.document import Document
from l10n.store.walking import Listing
from l10n.store.workspace import Workspace
from tests.conftest import LONG, Newsroom
from tests.test_versions import published

FIELDS = ("text", "source", "date", "empty", "draft", "translated", "label", "by_hand", "left")


def as_before(newsroom: Newsroom, name: str = "a.md") -> list[dict[str, object]]:
    """Lay the history of an article out as earlier releases did; the lines of the record."""
    versions = newsroom.history(name).versions
    lines = []
    for number, version in enumerate(versions, 1):
        line = {field: getattr(version, field) for field in FIELDS}
        lines.append({"number": number, **line, "targets": "ab" * 32})
        if number < len(versions):
            shutil.copy(newsroom.text(name, number), newsroom.published(f"{name}.v{number}"))
    record = newsroom.published(f"{name}.versions.jsonl")
    record.write_text("".join(json.dumps(line) + "\n" for line in lines))
    shutil.rmtree(newsroom.root / "versions")
    return lines


def pages(newsroom: Newsroom) -> list[str]:
    return sorted(path.name for path in newsroom.published("").rglob("*") if path.is_file())


def told(newsroom: Newsroom) -> list[tuple[str, ...]]:
    """Of each version the first line of its text, its date and label."""
    found = newsroom.history("a.md").versions
    return [
        (newsroom.text("a.md", number).read_text().split("\n")[0], each.date, each.label)
        for number, each in enumerate(found, 1)
    ]


@pytest.fixture
def former(newsroom: Newsroom) -> Newsroom:
    """A desk whose article an earlier release published three times."""
    published(newsroom, "One", "Two", "Three")
    as_before(newsroom)
    assert pages(newsroom) == ["a.md", "a.md.v1", "a.md.v2", "a.md.versions.jsonl"]
    return newsroom


def test_what_has_not_moved_is_read_all_the_same(former: Newsroom) -> None:
    before = pages(former)
    found = former.l10n("log", "--json").json
    assert [each["number"] for each in found] == [3, 2, 1]
    former.l10n("status")
    assert pages(former) == before


@pytest.mark.parametrize("command", ["publish", "rename", "retract", "rollback", "correct"])
def test_what_writes_versions_moves_them_first(former: Newsroom, command: str) -> None:
    more = {
        "publish": (),
        "rename": ("a.md", "a.md.md"),
        "retract": ("a.md", "--reason", "wrong"),
        "rollback": ("a.md",),
        "correct": ("a.md", "--reason", "wrong"),
    }[command]
    before = former.history("a.md").versions
    answer = former.l10n(command, *more)
    assert answer.code == (1 if command == "correct" else 0), answer
    name = "a.md.md" if command == "rename" else "a.md"
    assert former.history(name).versions[:3] == before
    first = [former.text(name, number).read_text().split("\n")[0] for number in (1, 2, 3)]
    assert first == ["# One", "# Two", "# Three"]
    assert pages(former) == [name]


def test_a_move_takes_along_what_belongs_to_articles_gone(former: Newsroom) -> None:
    (former.root / "articles/a.md").unlink()
    assert former.l10n("publish").code == 0
    assert [each[0] for each in told(former)] == ["# One", "# Two", "# Three"]
    assert pages(former) == ["a.md"]


@pytest.mark.campaign
def test_a_move_that_is_cut_short_anywhere_is_ended(
    former: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    start = tmp_path / "start"
    shutil.copytree(former.root, start)
    assert former.l10n("publish").code == 0
    whole = told(former)
    record = former.versions("a.md").read_bytes()
    write, remove = Workspace.write, Workspace.remove
    for step in itertools.count(1, 1 if LONG else 3):
        shutil.rmtree(former.root)
        shutil.copytree(start, former.root)
        steps = itertools.count(1)

        def cut(steps: "itertools.count[int]" = steps, step: int = step) -> None:
            if next(steps) == step:
                raise KeyboardInterrupt

        def writing(
            self: Workspace, path: Path, data: str | bytes, before: Document | None
        ) -> Document | None:
            cut()
            return write(self, path, data, before)

        def removing(self: Workspace, document: Document) -> bool:
            cut()
            return remove(self, document)

        with monkeypatch.context() as broken:
            broken.setattr(Workspace, "write", writing)
            broken.setattr(Workspace, "remove", removing)
            code = former.l10n("publish").code
        if code == 0:
            break
        assert code == 130
        assert [each["number"] for each in former.l10n("log", "--json").json] == [3, 2, 1], step
        for _again in range(2):
            assert former.l10n("publish").code == 0
            assert told(former) == whole, step
            assert former.versions("a.md").read_bytes() == record, step
            assert pages(former) == ["a.md"], step
    assert step > 7


def test_two_clones_that_both_moved_have_one_history(former: Newsroom, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(former.root, other)
    for root in (former.root, other):
        assert former.run("publish", at=root).code == 0
    ours, theirs = (root / "versions/en/a.md.versions.jsonl" for root in (former.root, other))
    both = [*ours.read_text().splitlines(), *theirs.read_text().splitlines()]
    ours.write_text("\n".join(both) + "\n")
    assert len(former.history("a.md").versions) == 3


def test_two_branches_that_published_one_number_keep_both(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two", "Three")
    lines = as_before(newsroom)
    record = newsroom.published("a.md.versions.jsonl")
    theirs = lines[2] | {"date": "2026-01-01T00:00:00Z", "text": "cd" * 32}
    record.write_text(record.read_text() + json.dumps(theirs) + "\n")
    assert newsroom.l10n("publish").code == 0
    found = newsroom.history("a.md")
    assert len(found.versions) == 4
    assert len(found.heads) == 2


def test_a_version_that_was_never_written_is_none(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two")
    lines = as_before(newsroom)
    record = newsroom.published("a.md.versions.jsonl")
    late = lines[1] | {"number": 3, "text": "cd" * 32, "pending": True}
    record.write_text(record.read_text() + json.dumps(late) + "\n")
    assert newsroom.l10n("publish").code == 0
    assert [each[0] for each in told(newsroom)] == ["# One", "# Two"]


def test_a_text_that_was_changed_beside_its_page_is_kept(former: Newsroom) -> None:
    former.published("a.md.v1").write_text("somebody's notes")
    answer = former.l10n("publish")
    assert (answer.code, "L10N-PUB-005" in answer.err) == (3, True)
    assert (former.root / "kept/published/en/a.md.v1").read_text() == "somebody's notes"
    assert pages(former) == ["a.md"]
    assert former.l10n("publish").code == 0
    assert "its text is not kept" in former.l10n("log").out


def test_a_file_that_only_looks_like_ours_stays(former: Newsroom) -> None:
    former.published("b.md.v1").write_text("theirs")
    former.published("a.md.v9").write_text("theirs")
    assert former.l10n("publish").code == 0
    assert pages(former) == ["a.md", "a.md.v9", "b.md.v1"]


def test_a_damaged_record_of_old_is_told_and_left(former: Newsroom) -> None:
    record = former.published("a.md.versions.jsonl")
    record.write_text(record.read_text() + "<<<<<<< HEAD\n")
    before = pages(former)
    answer = former.l10n("publish")
    assert (answer.code, "L10N-REC-001" in answer.err) == (3, True)
    assert pages(former) == before
    assert not former.versions("a.md").exists()


def test_records_beside_pages_are_found_at_any_depth(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert not workspace.former_page_names().names
    folder = tmp_path / "published" / "en" / "desk" / ".hidden"
    folder.mkdir(parents=True)
    (folder / "a.md.versions.jsonl").touch()
    (folder.parent / "a.md").touch()
    assert workspace.former_page_names() == Listing()
    (folder.parent / "a.md.versions.jsonl").touch()
    assert workspace.former_page_names().names == (("en", "desk/a.md"),)


def test_links_among_pages_are_told_without_any_record(tmp_path: Path) -> None:
    folder = tmp_path / "published" / "en"
    folder.mkdir(parents=True)
    (folder / "gone").symlink_to("nowhere")
    (folder / "other").symlink_to(tmp_path)
    found = Workspace(tmp_path).former_page_names()
    told = sorted(str(each.path) for each in found.problems)
    assert told == ["published/en/gone", "published/en/other"]
