"""The comparison of two commits: it is silent where nothing differs, and names what does."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.compare_commits.__main__ import main
from tests.compare_commits.cases import PUBLISH, SYNC, Case, Step, forms
from tests.compare_commits.differences import Found, Options, compare
from tests.compare_commits.running import Blobs, Taken
from tests.compare_commits.targets import target
from tests.corpora import ROOT

TEXT = "# Рада\n\nМіст відкрили. Гості *прийшли*.\n"
ROOMS = {"uk/sentences": {"a.md": TEXT.encode()}}
SHORT = (SYNC[0], PUBLISH[0])


def tiny(before: Path, only: Sequence[str]) -> list[Case]:
    return [replace(forms("tiny", ROOMS, {})[0], steps=SHORT)]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The code as it stands, with other brackets around what `pseudo` drafts."""
    copy = tmp_path / "changed"
    shutil.copytree(ROOT / "l10n", copy / "l10n", ignore=shutil.ignore_patterns("__pycache__"))
    markup = copy / "l10n/model/markup.py"
    markup.write_text(markup.read_text("utf-8").replace("⟦", "⟪"), "utf-8")
    return copy


@pytest.mark.sampled(0)
def test_a_commit_does_not_differ_from_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone of the repository")
    options = ["--messages", "--dates", "--to", str(tmp_path / "diffs")]
    assert main(["HEAD", "HEAD", *options], tiny) == 0
    printed = capsys.readouterr().out
    assert "2 commands each" in printed
    assert "Nothing differs." in printed


def test_every_file_that_a_change_touches_is_listed(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diffs = tmp_path / "diffs"
    assert main([str(ROOT), str(changed), "--to", str(diffs)], tiny) == 1
    printed = capsys.readouterr().out
    for kind in ("catalogs: msgstr", "drafts records: target", "published md"):
        assert f"== {kind} — 1 differences" in printed
    assert "tiny/drafted, sync: catalogs/en/uk/sentences/a.md.po" in printed
    assert "+# ⟪Ҏӑӑԁӑӑ⟧" in (diffs / "published-md.diff").read_text("utf-8")
    assert (diffs / "report.txt").read_text("utf-8") == printed


def test_what_cannot_be_compared_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "HEAD"], tiny) == 2
    assert "neither a commit here nor a folder" in capsys.readouterr().err


Files = Mapping[str, str]
ARTICLES = {"articles/a.md": "Рада", "articles/b/a.md": "Рада"}


def found(
    tmp_path: Path, *steps: tuple[Files, Files], idle: bool = False, dates: bool = False
) -> Found:
    """Compare runs whose steps left these files, before and after."""
    blobs = Blobs(tmp_path / "blobs")
    blobs.folder.mkdir()
    nothing = blobs.put(b"")

    def taken(files: Files) -> Taken:
        keys = {path: blobs.put(text.encode()) for path, text in (ARTICLES | dict(files)).items()}
        return Taken(0, nothing, nothing, keys)

    runs = [taken(one) for one, _other in steps], [taken(other) for _one, other in steps]
    names = {path: text.encode() for path, text in ARTICLES.items()}
    some = tuple(Step(f"step {number}", ("sync",), idle=idle) for number in range(len(steps)))
    return compare(Case("case", names, some), runs, blobs, Options(dates=dates))


def kinds(report: Found) -> list[str]:
    return [each.kind for each in report.differences]


def test_a_record_that_lies_elsewhere_is_a_move(tmp_path: Path) -> None:
    before = {
        "catalogs/en/a.md.drafts.jsonl": '{"key": "1"}\n',
        "catalogs/en/b/a.md.drafts.jsonl": '{"key": "1", "model": "x"}\n',
    }
    after = {
        "records/en/a.md.drafts.jsonl": '{"key": "1"}\n',
        "records/en/b/a.md.drafts.jsonl": '{"key": "1", "model": "y"}\n',
    }
    report = found(tmp_path, (before, after))
    way = "catalogs/<locale>/<article>.drafts.jsonl → records/<locale>/<article>.drafts.jsonl"
    assert report.moves == {way: 2}
    assert kinds(report) == ["drafts records: model"]
    assert report.differences[0].path == "catalogs/en/b/a.md.drafts.jsonl"


CATALOG = """\
msgid ""
msgstr ""
"PO-Revision-Date: {date}\\n"
"X-Generator: l10n {version}\\n"

#. Role: {role}
#, fuzzy
msgid "Рада"
msgstr {target}
"""
WRAPPED = '""\n"Council "\n"met"'


@pytest.mark.parametrize("dates", [False, True])
def test_dates_and_versions_count_only_if_asked_for(tmp_path: Path, dates: bool) -> None:
    same = {"role": "heading", "target": '"Council"'}
    one = CATALOG.format(date="2026-03-01", version="0.1", **same)
    other = CATALOG.format(date="2026-03-02", version="0.2", **same)
    path = "catalogs/en/a.md.po"
    report = found(tmp_path, ({path: one}, {path: other}), dates=dates)
    assert kinds(report) == (["catalogs: header"] if dates else [])
    assert report.dates == (0 if dates else 1)


def test_the_parts_of_a_catalog_that_differ_are_named(tmp_path: Path) -> None:
    same = {"date": "2026-03-01", "version": "0.1"}
    one = CATALOG.format(role="heading", target='"Council met"', **same)
    other = CATALOG.format(role="title", target=WRAPPED, **same)
    path = "catalogs/en/a.md.po"
    report = found(tmp_path, ({path: one}, {path: other}))
    assert kinds(report) == ["catalogs: notes, wrapping"]


def test_a_space_that_is_lost_is_no_wrapping(tmp_path: Path) -> None:
    same = {"role": "heading", "date": "2026-03-01", "version": "0.1"}
    one = CATALOG.format(target='"Council met"', **same)
    other = CATALOG.format(target='"Councilmet"', **same)
    path = "catalogs/en/a.md.po"
    assert kinds(found(tmp_path, ({path: one}, {path: other}))) == ["catalogs: msgstr"]


def test_a_difference_is_told_where_it_begins(tmp_path: Path) -> None:
    step = ({"published/en/a.md": "Council"}, {"published/en/a.md": "Rada"})
    report = found(tmp_path, step, step)
    assert [each.place for each in report.differences] == ["case, step 0: published/en/a.md"]


def test_a_file_that_changes_with_nothing_to_do_is_told(tmp_path: Path) -> None:
    first, second = {"published/en/a.md": "one"}, {"published/en/a.md": "two"}
    report = found(tmp_path, (first, first), (first, second), idle=True)
    assert kinds(report) == ["published md", "changed with nothing to do, in the code after"]


def test_targets_follow_from_the_text_and_keep_its_tags() -> None:
    source = "Його <b1>довго <i2>чекали</i2></b1><br3/> всі"
    made = {context: target(context, source, {}) for context in map(str, range(200))}
    assert made == {context: target(context, source, {}) for context in made}
    assert len(set(made.values())) > 10
    for text in set(made.values()) - {"", "<omit/>"}:
        for tag in ("<b1>", "</b1>", "<i2>", "</i2>", "<br3/>"):
            assert text.count(tag) == 1, text
