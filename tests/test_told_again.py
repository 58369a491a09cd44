"""`status` and `check` tell a desk again as it was, and see whatever their answer depends on."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Answer, Newsroom, Run
from tests.test_coverage_gate import filled
from tests.test_unchanged import settle

COMMANDS = (("status",), ("check",), ("check", "--all", "--fail-on", "hint"), ("check", "--json"))
SIGNED = ("--as", "A <a@news.example>")
SITE = 'site.url = "https://news.example"\n'


@pytest.fixture
def desk(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Articles that link to one another; some are translated and signed, all are published."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for number in range(4):
        text = f"# Рада {number}\n\nРада має 20{number} гривень.\n\nЦе сказано в Києві.\n"
        newsroom.article(f"{'ab'[number % 2]}/{number}.md", text)
    newsroom.article("a/links.md", "Далі — [рада](0.md) і [слово](../b/1.md). ![Мапа](map.png)\n")
    newsroom.article("a/map.png", "picture")
    newsroom.l10n("sync")
    filled(
        newsroom.catalog("a/0.md"), "Council 0", "The council has 200 hryvnias.", "Said in Kyiv."
    )
    filled(
        newsroom.catalog("b/1.md"), "Council 1", "The council has 999 hryvnias.", "Said in Kiev."
    )
    newsroom.l10n("approve", "a/0.md", *SIGNED)
    newsroom.l10n("publish")
    settle()
    return newsroom


def saying(desk: Newsroom) -> list[Answer]:
    return [desk.l10n(*command) for command in COMMANDS]


def told(desk: Newsroom, run: Run, folder: Path) -> list[Answer]:
    """What the commands say, which is what they say where there is no cache."""
    shutil.copytree(desk.root, folder, ignore=shutil.ignore_patterns(".l10n"), symlinks=True)
    fresh = [run(*command, at=folder) for command in COMMANDS]
    shutil.rmtree(folder)
    found = saying(desk)
    assert found == fresh
    return found


def _more(path: str, text: str) -> Callable[[Newsroom], object]:
    def change(desk: Newsroom) -> None:
        place = desk.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def _gone(path: str) -> Callable[[Newsroom], object]:
    return lambda desk: (desk.root / path).unlink()


def _swapped(path: str, one: str, other: str) -> Callable[[Newsroom], object]:
    def change(desk: Newsroom) -> None:
        place = desk.root / path
        before = place.read_text("utf-8")
        after = before.replace(one, other)
        assert after != before
        place.write_text(after, "utf-8")

    return change


CHANGES: dict[str, Callable[[Newsroom], object]] = {
    "article": _more("articles/b/1.md", "\nЩе 7 слів.\n"),
    "article of one size": _swapped("articles/b/1.md", "201", "301"),
    "article new": _more("articles/c.md", "Нове 8.\n"),
    "article gone": _gone("articles/b/3.md"),
    "article unreadable": _swapped("articles/b/3.md", "# Рада", "---\nx: y: z\n---\n"),
    "article embargoed": _swapped(
        "articles/b/3.md", "#", "---\nrelease_at: 2030-01-01T07:00Z\n---\n"
    ),
    "picture": _more("articles/a/map.png", "more"),
    "picture gone": _gone("articles/a/map.png"),
    "catalog": _swapped("catalogs/en/b/1.md.po", "999", "201"),
    "catalog silenced": _swapped("catalogs/en/b/1.md.po", "#. ", "# l10n-ignore: currencies\n#. "),
    "catalog gone": _gone("catalogs/en/b/1.md.po"),
    "catalog damaged": _more("catalogs/en/b/1.md.po", '\nmsgid "x\n'),
    "catalog without article": _more("catalogs/en/x.md.po", 'msgid ""\nmsgstr ""\n'),
    "drafts gone": _gone("records/en/b/3.md.drafts.jsonl"),
    "reviews gone": _gone("records/en/a/0.md.reviews.jsonl"),
    "page": _more("published/en/b/1.md", "\nby hand\n"),
    "page gone": _gone("published/en/b/1.md"),
    "copy gone": _gone("published/en/a/map.png"),
    "versions": _gone("versions/en/b/1.md.versions.jsonl"),
    "addenda": _more(
        "addenda/en/b/1.md.toml", '[[addendum]]\nafter = "Рада 1"\ntext = "Editor’s note."\n'
    ),
    "addenda of none": _more("addenda/en/none.md.toml", '[[addendum]]\nafter = "x"\ntext = "y"\n'),
    "links": _more(
        "links.csv", "address,locale,counterpart\nhttps://a.example/,en,https://b.example/\n"
    ),
    "glossary": _more("glossary.csv", "рада,assembly\n"),
    "glossary of a folder": _more("glossary/more.csv", "term,translation\nрада,assembly\n"),
    "table": _more("tables/uk.toml", "[numbers]\n"),
    "workflow": lambda desk: desk.workflow(WORKFLOW.replace('"draft"', '"translated"')),
    "workflow of checks": lambda desk: desk.workflow(WORKFLOW + '[checks]\ncurrencies = "hint"\n'),
    "workflow of locales": lambda desk: desk.workflow(WORKFLOW.replace('["en"]', '["en", "de"]')),
    "workflow of articles": lambda desk: desk.workflow(WORKFLOW.replace('["**"]', '["a/**"]')),
    "workflow new": _more("workflows/other.toml", WORKFLOW.replace('"**"', '"b/**"')),
    "workflow of a site": lambda desk: desk.workflow(SITE + WORKFLOW),
    "nothing": lambda desk: None,
}
ALIKE = {"nothing", "links", "table", "catalog without article"}
"""Changes after which these commands may say what they said."""


@pytest.mark.sampled(12)
@pytest.mark.parametrize("what", CHANGES)
def test_whatever_an_answer_depends_on_is_seen(
    desk: Newsroom, run: Run, tmp_path: Path, what: str
) -> None:
    saying(desk)
    before = saying(desk)
    CHANGES[what](desk)
    after = told(desk, run, tmp_path / "fresh")
    assert what in ALIKE or after != before
    settle()
    # Once more, with what was kept by then.
    assert told(desk, run, tmp_path / "fresh") == after


def test_commands_between_are_seen(desk: Newsroom, run: Run, tmp_path: Path) -> None:
    saying(desk)
    for command in (
        ("reject", "a/0.md:1", "--reason", "x", *SIGNED),
        ("rollback", "a/0.md", "--reason", "x", *SIGNED),
        ("retract", "b/1.md", "--reason", "x", *SIGNED),
        ("rename", "b/3.md", "b/5.md"),
        ("sync",),
        ("publish",),
    ):
        desk.l10n(*command)
        told(desk, run, tmp_path / "fresh")
        settle()
        told(desk, run, tmp_path / "fresh")


def test_time_ends_an_embargo(desk: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    CHANGES["article embargoed"](desk)
    desk.l10n("sync")
    settle()
    before = saying(desk)
    assert saying(desk) == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert "release_at" not in saying(desk)[0].out
    assert "release_at" in before[0].out


@pytest.mark.parametrize("command", [("status",), ("check",)])
def test_nothing_is_read_where_nothing_has_changed(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    before = desk.l10n(*command)
    read: list[str] = []
    real = Workspace.read

    def counting(workspace: Workspace, path: Path) -> object:
        read.append(workspace.shown(path))
        return real(workspace, path)

    monkeypatch.setattr(Workspace, "read", counting)
    assert desk.l10n(*command) == before
    assert [each for each in read if not each.startswith("workflows/")] == []


@pytest.mark.parametrize(
    "said", ["{}", "[]", '{"own": 1, "standings": [], "judged": []}', "7", "x", None]
)
def test_a_cache_changed_by_hand_costs_time_alone(desk: Newsroom, said: str | None) -> None:
    before = saying(desk)
    from l10n.store import looks

    with closing(sqlite3.connect(desk.root / ".l10n" / "looks.sqlite")) as db:
        for (text,) in db.execute("SELECT said FROM said").fetchall():
            new = f'["x",{{"again":[],"said":{said}}}]' if said else '["x"]'
            row = (new, looks._sum(new), text)
            db.execute("UPDATE said SET said = ?, sum = ? WHERE said = ?", row)
        db.commit()
    assert saying(desk) == before


def test_only_some_of_a_desk_is_weighed_anew(desk: Newsroom) -> None:
    saying(desk)
    whole = desk.l10n("check", "--json")
    some = desk.l10n("check", "a", "--json")
    assert '"b/1.md"' in whole.out
    assert '"b/1.md"' not in some.out
    assert '"b/1.md"' not in desk.l10n("check", "--json", "--only", "terms").out
    assert desk.l10n("check", "--json") == whole
