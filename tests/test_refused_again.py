"""`publish` tells refused articles again without reading them, and sees whatever decides on it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from l10n.messages import message
from l10n.store.authors import Authors, UnknownPastError
from tests.conftest import WORKFLOW, Answer, Newsroom
from tests.test_coverage_gate import filled
from tests.test_told_again import _gone, _more, _swapped
from tests.test_unchanged import counted, settle

SIGNED = ("--as", "A <a@news.example>")
RULES = WORKFLOW.replace('"draft"', '"translated"')
NOW, LATER = "1800000000", "1950000000"
TWICE = "Рада має 205 гривень.\n"
Change = Callable[[Newsroom], object]


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Some articles are published, some have drafts, errors or an edit that is not translated."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    newsroom.workflow(RULES)
    for number in range(3):
        newsroom.article(f"{number}.md", f"# Рада {number}\n\nРада має 20{number} гривень.\n")
    newsroom.article("wrong.md", "Рада має 300 гривень.\n")
    newsroom.article("many.md", "\n\n".join(f"Слово {n} про [раду](1.md)." for n in range(6)))
    newsroom.article("map.md", "Далі — [рада](0.md). ![Мапа](map.png)\n")
    newsroom.article("map.png", "picture")
    newsroom.article("dead.md", "Слово про [мапу](none.png) і [раду](../letter.txt).\n")
    newsroom.article("old.md", TWICE)
    newsroom.article("twin.md", TWICE)
    newsroom.article("dated.md", "---\nrelease_at: 2026-01-01T07:00Z\n---\nСлово.\n")
    newsroom.article("led.md", "Далі — [сторінка](../published/en/1.md).\n")
    newsroom.article("there.md", "Далі — [сторінка](../published/en/0.md).\n")
    newsroom.l10n("sync")
    filled(newsroom.catalog("0.md"), "Council 0", "The council has 200 hryvnias.")
    filled(newsroom.catalog("2.md"), "Council 2", "The council has 202 hryvnias.")
    filled(newsroom.catalog("old.md"), "The council has 205 hryvnias.")
    filled(newsroom.catalog("wrong.md"), "The council has 900 hryvnias.")
    newsroom.l10n("publish")
    newsroom.article("2.md", "# Рада 2\n\nРада має 202 гривень.\n\nІ ще 7 слів.\n")
    newsroom.l10n("sync")
    settle()
    return newsroom


def copied(desk: Newsroom, folder: Path) -> Newsroom:
    """The same desk without its cache."""
    shutil.copytree(desk.root, folder, ignore=shutil.ignore_patterns(".l10n"))
    return Newsroom(folder, desk.run)


def files(desk: Newsroom) -> dict[str, bytes]:
    found = sorted(path for path in desk.root.rglob("*") if path.is_file())
    names = {path.relative_to(desk.root).as_posix(): path.read_bytes() for path in found}
    return {name: data for name, data in names.items() if not name.startswith(".l10n/")}


def told(desk: Newsroom, folder: Path, *more: str) -> Answer:
    """What `publish` says and does, which is what it says and does where there is no cache."""
    fresh = copied(desk, folder)
    expected = fresh.l10n("publish", *more)
    found = desk.l10n("publish", *more)
    assert found == expected
    assert files(desk) == files(fresh)
    shutil.rmtree(folder)
    return found


def _run(*arguments: str) -> Change:
    return lambda desk: desk.l10n(*arguments)


def _finished(name: str, *targets: str) -> Change:
    return lambda desk: filled(desk.catalog(name), *targets)


def _all(*changes: Change) -> Change:
    return lambda desk: [change(desk) for change in changes]


def _workflow(text: str) -> Change:
    return lambda desk: desk.workflow(text)


CHANGES: dict[str, Change] = {
    "article": _more("articles/1.md", "\nЩе 7 слів.\n"),
    "article of one size": _swapped("articles/1.md", "201", "301"),
    "article with more lines": _swapped("articles/1.md", "\n\n", "\n\n\n"),
    "article new": _more("articles/c.md", "Нове 8.\n"),
    "article gone": _gone("articles/1.md"),
    "article empty": lambda desk: desk.article("2.md", ""),
    "article unreadable": _swapped("articles/1.md", "# Рада", "---\nx: y: z\n---\n"),
    "article embargoed": _swapped(
        "articles/1.md", "#", "---\nrelease_at: 2030-01-01T07:00Z\n---\n#"
    ),
    "article with a dead link": _more("articles/1.md", "\n[Далі](nothing.md).\n"),
    "target of a link gone": _gone("articles/1.md"),
    "picture come": _more("articles/none.png", "picture"),
    "letter come": _more("letter.txt", "letter"),
    "picture gone": _gone("articles/map.png"),
    "catalog": _finished("1.md", "Council 1", "The council has 201 hryvnias."),
    "catalog in part": _finished("1.md", "Council 1"),
    "catalog put right": _finished("wrong.md", "The council has 300 hryvnias."),
    "catalog wrong in another way": _swapped("catalogs/en/wrong.md.po", "900", "800"),
    "catalog silenced": _swapped(
        "catalogs/en/wrong.md.po", "#. ", "# l10n-ignore: currencies\n#. "
    ),
    "catalog gone": _gone("catalogs/en/1.md.po"),
    "catalog damaged": _more("catalogs/en/1.md.po", '\nmsgid "x\n'),
    "drafts gone": _gone("records/en/1.md.drafts.jsonl"),
    "signed": _all(
        _finished("1.md", "Council 1", "The council has 201 hryvnias."),
        _run("approve", "1.md", *SIGNED),
    ),
    "rejected": _run("reject", "0.md:1", "--reason", "x", *SIGNED),
    "page": _more("published/en/2.md", "\nby hand\n"),
    "page gone": _gone("published/en/2.md"),
    "page come": _more("published/en/1.md", "by hand\n"),
    "page that links to it gone": _gone("published/en/0.md"),
    "page led to": _all(
        _finished("1.md", "Council 1", "The council has 201 hryvnias."), _run("publish", "1.md")
    ),
    "versions gone": _gone("versions/en/2.md.versions.jsonl"),
    "taken back": _run("retract", "2.md", "--reason", "x", *SIGNED),
    "set back": _all(
        _finished("2.md", "Council 2", "The council has 202 hryvnias.", "And 7 words more."),
        _run("publish"),
        _more("articles/2.md", "\nЩе 8 слів.\n"),
        _run("sync"),
        _run("rollback", "2.md", "--reason", "x", *SIGNED),
    ),
    "twin taken back": _all(
        _run("retract", "old.md", "--reason", "x", *SIGNED), _gone("articles/old.md")
    ),
    "addenda": _more(
        "addenda/en/1.md.toml", '[[addendum]]\nafter = "Рада 1"\ntext = "Editor’s note."\n'
    ),
    "addenda without a place": _more(
        "addenda/en/1.md.toml", '[[addendum]]\nafter = "none"\ntext = "Editor’s note."\n'
    ),
    "links": _more(
        "links.csv", "address,locale,counterpart\nhttps://a.example/,en,https://b.example/\n"
    ),
    "glossary": _more("glossary.csv", "рада,assembly\n"),
    "table": _more("tables/uk.toml", "[numbers]\n"),
    "workflow of drafts": _workflow(WORKFLOW),
    "workflow of signatures": _workflow(WORKFLOW.replace('"draft"', '"approved"')),
    "workflow of sources": _workflow(RULES + 'fallback = "source"\n'),
    "workflow of checks": _workflow('checks.currencies = "hint"\n' + RULES),
    "workflow of locales": _workflow(RULES.replace('["en"]', '["en", "de"]')),
    "workflow of articles": _workflow(RULES.replace('["**"]', '["1*"]')),
    "workflow of times": _workflow(RULES + '[publish.release_at]\n"1.md" = 2030-01-01T07:00:00Z\n'),
    "workflow with a comment": _workflow("# x\n" + RULES),
    "nothing": lambda desk: None,
}
ALIKE = frozenset(
    (
        *("nothing", "article of one size", "drafts gone", "versions gone", "addenda", "glossary"),
        *("page", "page come", "page that links to it gone", "links", "table"),
        "workflow with a comment",
    )
)
"""Changes after which `publish` may say what it said."""


@pytest.mark.sampled(16)
@pytest.mark.parametrize("what", CHANGES)
def test_whatever_decides_on_a_refusal_is_seen(desk: Newsroom, tmp_path: Path, what: str) -> None:
    told(desk, tmp_path / "fresh")
    settle()
    before = told(desk, tmp_path / "fresh")
    assert before.code == 1
    CHANGES[what](desk)
    settle()
    after = told(desk, tmp_path / "fresh")
    assert what in ALIKE or after != before
    settle()
    # Once more, with what was kept by then.
    told(desk, tmp_path / "fresh")
    settle()
    told(desk, tmp_path / "fresh", "--json")
    told(desk, tmp_path / "fresh", "1.md", "many.md")


def test_refused_articles_are_not_read_again(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.l10n("publish")
    settle()
    with counted(monkeypatch) as read:
        assert desk.l10n("publish") == before
    names = {name for name in read if name.startswith(("articles/", "catalogs/"))}
    # What leads straight to a page of this command is looked at each time.
    read_again = {"led.md", "there.md"}
    assert names == {
        *(f"articles/{each}" for each in read_again),
        *(f"catalogs/en/{each}.po" for each in read_again),
    }


def test_a_page_that_is_led_to_straight_is_seen(desk: Newsroom, tmp_path: Path) -> None:
    desk.workflow(RULES + 'links = "relink"\n')
    for _lap in range(2):
        before = told(desk, tmp_path / "fresh")
        settle()
    assert "en/there.md: refused" in before.out
    assert "published/en/0.md, which is not there" not in before.out
    desk.published("0.md").unlink()
    desk.article("0.md", "Рада має 9 слів.\n")
    settle()
    assert "published/en/0.md, which is not there" in told(desk, tmp_path / "fresh").out


def test_time_is_seen_in_either_direction(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = desk.l10n("publish")
    assert "dated.md: refused, 1 entry" in before.out
    for now, also in (("1700000000", True), (LATER, False), ("1700000000", True), (NOW, False)):
        settle()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", now)
        answer = told(desk, tmp_path / "fresh")
        assert ("may be published from" in answer.out) is also


def test_another_language_is_spoken(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.workflow(WORKFLOW.replace('"draft"', '"approved"') + "two_pairs_of_eyes = true\n")
    filled(desk.catalog("1.md"), "Council 1", "The council has 201 hryvnias.")
    desk.l10n("approve", "1.md", *SIGNED)
    settle()
    before = told(desk, tmp_path / "fresh")
    # A reason stands in another.
    assert "who translated it cannot be told: " in before.out
    settle()
    monkeypatch.setenv("LC_ALL", "uk_UA.UTF-8")
    after = told(desk, tmp_path / "fresh")
    assert after.out != before.out
    settle()
    assert told(desk, tmp_path / "fresh") == after


def test_git_is_asked_again_where_it_could_not_tell(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.workflow(WORKFLOW.replace('"draft"', '"approved"') + "two_pairs_of_eyes = true\n")
    filled(desk.catalog("1.md"), "Council 1", "The council has 201 hryvnias.")
    desk.l10n("approve", "1.md", *SIGNED)
    settle()

    def slow(_authors: Authors) -> None:
        raise UnknownPastError(message("git took too long"))

    with monkeypatch.context() as patch:
        patch.setattr(Authors, "begin", slow)
        for _lap in range(2):
            assert "git took too long" in desk.l10n("publish").out
            settle()
    assert "git took too long" not in desk.l10n("publish").out


def test_languages_that_wait_for_one_another(desk: Newsroom, tmp_path: Path) -> None:
    desk.workflow(RULES.replace('["en"]', '["en", "de"]') + "together = true\n")
    desk.l10n("sync")
    filled(desk.catalog("1.md"), "Council 1", "The council has 201 hryvnias.")
    for _lap in range(3):
        settle()
        told(desk, tmp_path / "fresh")
        told(desk, tmp_path / "fresh", "--locale", "en")
    filled(desk.catalog("dead.md"), "A word.")
    told(desk, tmp_path / "fresh")
    settle()
    filled(desk.catalog("1.md", "de"), "Rat 1", "Der Rat hat 201 Hrywnja.")
    settle()
    assert "published/de/1.md: version 1" in told(desk, tmp_path / "fresh").out


def test_other_processes_are_told_what_is_known(desk: Newsroom, tmp_path: Path) -> None:
    for number in range(40):
        desk.article(f"more/{number}.md", f"# Рада {number}\n\n" + "Рада має слово.\n\n" * 40)
    desk.l10n("sync")
    for _lap in range(2):
        settle()
        told(desk, tmp_path / "fresh", "--jobs", "2")
    desk.article("more/7.md", "Рада має 7 слів.\n")
    settle()
    told(desk, tmp_path / "fresh", "--jobs", "2")


@pytest.mark.parametrize("said", ["{}", "[]", '{"first": [[1, "x", 2]]}', "7", '{"number": "x"}'])
def test_an_index_changed_by_hand_costs_time_alone(desk: Newsroom, said: str) -> None:
    before = desk.l10n("publish")
    settle()
    desk.l10n("publish")
    with closing(connect(desk.root / ".l10n" / "index.sqlite")) as db:
        place = "answer = json_set(answer, '$.refused', json(?))"
        done = db.execute(f"UPDATE answers SET {place} WHERE answer LIKE '%refused%'", (said,))
        assert done.rowcount > 3
        db.commit()
    assert desk.l10n("publish") == before
