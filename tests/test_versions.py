"""The history of what was published: immutable, mergeable, told apart from what is not ours."""

import json
import random
from pathlib import Path

import pytest

from l10n.errors import CatalogError, L10nError
from l10n.model.version import Version, history, named
from l10n.store import jsonl
from l10n.store.versions import load_history, load_versions
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line

TITLE = "Рада ухвалила бюджет"


def version(text: str, *parents: Version, day: int = 1, kind: str = "update") -> Version:
    return named(
        Version(
            id="",
            kind=kind,
            text=text * 64,
            date=f"2026-01-{day:02}T00:00:00Z",
            parents=tuple(each.id for each in parents),
        )
    )


def published(newsroom: Newsroom, *titles: str) -> None:
    """Publish the article `a.md` with one title after another."""
    if not newsroom.catalog("a.md").exists():
        newsroom.article("a.md", NEWS)
        newsroom.l10n("sync")
    for title in titles:
        filled(newsroom.catalog("a.md"), ENGLISH | {TITLE: title})
        answer = newsroom.l10n("publish")
        assert answer.code == 0, answer


def test_numbers_follow_parents_then_dates() -> None:
    first = version("a", day=5)
    ours, theirs = version("b", first, day=3), version("c", first, day=2)
    joint = version("d", ours, theirs, day=1)
    every = [first, ours, theirs, joint]
    found = history(every)
    assert found.versions == (first, theirs, ours, joint)
    for seed in range(20):
        mixed = every * 2
        random.Random(seed).shuffle(mixed)
        assert history(mixed) == found
    assert [found.number(each) for each in every] == [1, 3, 2, 4]
    assert found.heads == (joint,)


def test_a_history_whose_lines_are_gone_is_still_in_order() -> None:
    first = version("a")
    second = version("b", first, day=2)
    third = version("c", second, day=3)
    assert history([third, first]).versions == (first, third)
    assert history([third, second]).heads == (third,)
    assert history([]).current(None) is None


def test_a_long_history_takes_its_time_once() -> None:
    chain = [version("a")]
    for number in range(3000):
        chain.append(version("b", chain[-1], day=number % 28 + 1))
    assert history(reversed(chain)).versions == tuple(chain)


def test_what_counts_after_a_merge_is_what_the_page_has() -> None:
    first = version("a")
    ours, theirs = version("b", first, day=2), version("c", first, day=3)
    found = history([first, ours, theirs])
    assert found.current("b" * 64) is ours
    assert found.current("c" * 64) is theirs
    assert found.current(None) is theirs
    taken_back = version("d", first, kind="retraction")
    assert history([first, theirs, taken_back]).retraction is taken_back


def test_a_version_that_was_changed_later_is_refused(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two")
    record = newsroom.versions("a.md")
    lines = record.read_text().splitlines()
    value = json.loads(lines[1])
    assert value["id"] == history(newsroom.history("a.md").versions).versions[1].id
    for change in ({"editor": "Somebody else"}, {"date": "2020-01-01T00:00:00Z"}, {"parents": []}):
        record.write_text("\n".join([lines[0], json.dumps(value | change)]) + "\n")
        for command in ("log", "publish"):
            answer = newsroom.l10n(command, "a.md")
            assert (answer.code, "L10N-REC-008" in answer.err) == (3, True), answer
            assert "versions/en/a.md.versions.jsonl:2" in one_line(answer)
    page = newsroom.published("a.md").read_text()
    assert page.startswith("# Two")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "secret"},
        {"text": "../../etc/passwd"},
        {"text": ""},
        {"parents": ["x"]},
        {"restores": "../x"},
        {"empty": -1},
        {"date": "2026-01-01T00:00:00Z\u2028"},
        {"date": "yesterday"},
        {"engines": [["pseudo"]]},
        {"approvers": ["x"]},
        {"files": [["../workflows/news.toml", "a"]]},
        {"translators": [["x"]]},
    ],
)
def test_what_no_record_of_ours_says_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = Workspace(tmp_path).versions_path("en", "a.md")
    path.parent.mkdir(parents=True)
    value = json.loads(jsonl.dump([version("a")]))
    path.write_text(json.dumps(value | change) + "\n")
    with pytest.raises(CatalogError):
        load_history(Workspace(tmp_path), "en", "a.md")


def test_a_line_that_stands_twice_counts_once(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two")
    record = newsroom.versions("a.md")
    record.write_text(record.read_text() * 2)
    assert len(newsroom.history("a.md").versions) == 2
    published(newsroom, "Three")
    assert len(newsroom.history("a.md").versions) == 3
    assert len(record.read_text().splitlines()) == 5


def test_a_version_of_a_newer_release_is_not_taken_for_less(tmp_path: Path) -> None:
    path = tmp_path / "versions/en/a.md.versions.jsonl"
    path.parent.mkdir(parents=True)
    value = json.loads(jsonl.dump([version("a")])) | {"signed": "x"}
    path.write_text(json.dumps(value) + "\n")
    with pytest.raises(L10nError) as caught:
        load_versions(Workspace(tmp_path), path)
    assert caught.value.code == "L10N-REC-003"


def test_a_text_that_was_changed_is_never_shown_as_published(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two")
    newsroom.text("a.md", 1).write_text("never published")
    answer = newsroom.l10n("diff", "a.md", "1", "2")
    assert (answer.code, "L10N-PUB-004" in answer.err) == (3, True)
    newsroom.text("a.md", 1).unlink()
    answer = newsroom.l10n("diff", "a.md", "1", "2")
    assert (answer.code, "L10N-PUB-040" in answer.err) == (3, True)
    assert "its text is not kept" in newsroom.l10n("log").out


def test_the_folder_to_deploy_holds_pages_and_pictures_only(newsroom: Newsroom) -> None:
    newsroom.article("img/a.png", "not really a picture")
    newsroom.article("news/b.md", f"![опис](../img/a.png)\n\n{NEWS}")
    published(newsroom, "One")
    newsroom.l10n("sync")
    published(newsroom, "Two", "Three")
    newsroom.published("a.md").write_text("By hand.\n")
    assert newsroom.l10n("publish", "--replace-edited").code == 0
    pages = {
        path.relative_to(newsroom.root / "published").as_posix()
        for path in (newsroom.root / "published").rglob("*")
        if path.is_file()
    }
    assert pages == {"en/a.md", "en/news/b.md", "en/img/a.png"}
    kept = {newsroom.text("a.md", number).read_text() for number in (1, 2, 3, 4)}
    assert "By hand.\n" in kept
    assert [each.split("\n")[0] for each in sorted(kept)] == [
        "# One",
        "# Three",
        "# Two",
        "By hand.",
    ]


def test_a_page_whose_record_was_lost_is_no_work_of_a_person(newsroom: Newsroom) -> None:
    """A command that is killed between the page and its record leaves it so."""
    published(newsroom, "One")
    record = newsroom.versions("a.md").read_bytes()
    published(newsroom, "Two")
    newsroom.versions("a.md").write_bytes(record)
    published(newsroom, "Three")
    versions = newsroom.history("a.md").versions
    assert [each.interrupted for each in versions] == [False, True, False]
    assert newsroom.text("a.md", 2).read_text().startswith("# Two")
    assert "cut short" in newsroom.l10n("log").out


def test_the_same_text_from_other_sources_is_confirmed_once(newsroom: Newsroom) -> None:
    for text in ("Речення з крапкою.", "Інше речення тут."):
        newsroom.article("a.md", f"{text}\n")
        newsroom.l10n("sync")
        filled(newsroom.catalog("a.md"), {text: "A sentence."})
        for _again in range(2):
            assert newsroom.l10n("publish").code == 0
    found = newsroom.history("a.md")
    assert (len(found.versions), len(found.confirmations)) == (1, 1)
    assert found.made_from(found.versions[0]).source != found.versions[0].source
    assert "confirmed by later sources" in newsroom.l10n("log", "--record").out


def test_the_log_names_versions_of_articles_that_are_gone(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two")
    (newsroom.root / "articles/a.md").unlink()
    answer = newsroom.l10n("log")
    assert answer.code == 0
    assert answer.out.startswith("a.md → en\n")
    found = newsroom.l10n("log", "a.md", "--json").json
    assert [(each["number"], each["kind"], each["current"]) for each in found] == [
        (2, "update", True),
        (1, "first", False),
    ]
    assert newsroom.l10n("log", "--record").out.count("responsible editor: ") == 2


def test_the_log_knows_what_was_never_published(newsroom: Newsroom) -> None:
    assert newsroom.l10n("log").out == "Nothing was ever published here.\n"
    published(newsroom, "One")
    for arguments, code in (
        (("b.md",), "USE-061"),
        (("a.md", "--locale", "de"), "USE-060"),
    ):
        answer = newsroom.l10n("log", *arguments)
        assert (answer.code, f"L10N-{code}" in answer.err) == (2, True), answer


def test_what_changed_is_shown_word_by_word(newsroom: Newsroom, tmp_path: Path) -> None:
    published(newsroom, "Council passes budget", "Council passes the law")
    answer = newsroom.l10n("diff", "a.md", "1")
    assert "# Council passes [-budget-]{+the law+}\n" in answer.out
    page = tmp_path / "changes.html"
    for _again in range(2):
        assert newsroom.l10n("diff", "a.md", "1", "2", "--html", page).code == 0
    text = page.read_text()
    assert "<del>budget</del>" in text
    assert 'lang="en" dir="ltr"' in text
    assert not any(word in text for word in ("<script", "http:", "https:", "src="))
    found = newsroom.l10n("diff", "a.md", "1", "--json").json
    assert (found["old"]["number"], found["new"]["number"]) == (1, 2)
    assert "Both read the same." in newsroom.l10n("diff", "a.md", "2").out
    page.write_text("somebody's notes")
    assert newsroom.l10n("diff", "a.md", "1", "--html", page).code == 2


def test_what_steers_a_terminal_is_shown_and_does_nothing(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    published(newsroom, "One")
    newsroom.published("a.md").write_text("\x1b]0;title\x07<script>alert(1)</script>\u202e\n")
    assert newsroom.l10n("publish", "--replace-edited").code == 0
    answer = newsroom.l10n("diff", "a.md", "1", "2")
    assert "\\x07<script" in answer.out
    assert not {"\x1b", "\x07", "\u202e"} & set(answer.out)
    newsroom.l10n("diff", "a.md", "1", "2", "--html", tmp_path / "x.html")
    text = (tmp_path / "x.html").read_text()
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "<script" not in text


def test_versions_are_named_by_number_or_id(newsroom: Newsroom) -> None:
    published(newsroom, "One", "Two")
    first, second = newsroom.history("a.md").versions
    found = newsroom.l10n("diff", "a.md", first.id[:10], second.id.upper(), "--json")
    assert found.json["old"]["id"] == first.id
    for name in ("0", "3", "-1", "x", "fff", "", "1" * 5000, first.id + "0"):
        answer = newsroom.l10n("diff", "--", "a.md", name)
        assert (answer.code, "L10N-USE-065" in answer.err) == (2, True), (name, answer)
