"""What an article's links lead to comes or goes while the article stays: commands tell."""

import shutil
from collections.abc import Callable

import pytest

from tests.conftest import Newsroom
from tests.test_unchanged import settle

COMMANDS = ("sync", "status", "coverage", "publish")
"""Those that tell of links: `check` tells of translations alone."""
TARGETS = {
    "another article": "articles/b.md",
    "a picture": "articles/map.png",
    "a page without its suffix": "articles/about/index.md",
    "a file outside": "static/map.png",
}
LINK = {
    "static/map.png": "../static/map.png",
    "articles/about/index.md": "about.html",
}
WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
engines = []

[publish]
fallback = "source"
links = "{links}"
"""


def desk(newsroom: Newsroom, target: str, links: str = "keep") -> None:
    """An article that leads to a target, and another that has nothing to do with it."""
    newsroom.workflow(WORKFLOW.format(links=links))
    way = LINK.get(target, target.removeprefix("articles/"))
    newsroom.article("a.md", f"Перше. Див. [це]({way}).\n")
    newsroom.article("z.md", "Друге.\n")


def come(newsroom: Newsroom, target: str) -> None:
    path = newsroom.root / target
    path.parent.mkdir(exist_ok=True)
    path.write_text("Третє.\n", "utf-8")


def told(newsroom: Newsroom, command: str) -> list[str]:
    """What a command says of links; as JSON where people are told no more than a number."""
    answer = newsroom.l10n(command, *(["--json"] if command == "coverage" else []))
    settle()
    return [line for line in f"{answer.out}{answer.err}".splitlines() if "a link leads" in line]


def fresh(newsroom: Newsroom, command: str) -> list[str]:
    """What it would say had no command ever been here."""
    known, away = newsroom.root / ".l10n", newsroom.root.with_name("away")
    known.rename(away)
    said = told(newsroom, command)
    shutil.rmtree(known, ignore_errors=True)
    away.rename(known)
    return said


def is_told(newsroom: Newsroom, command: str, change: Callable[[], object]) -> None:
    """A command that knows the desk as it was tells of a change, and goes on telling."""
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    settle()
    for _again in range(2):
        before = told(newsroom, command)
    change()
    for _again in range(2):
        now = told(newsroom, command)
        assert now == fresh(newsroom, command)
        assert now != before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_a_target_that_goes_is_told(newsroom: Newsroom, command: str, target: str) -> None:
    desk(newsroom, target)
    come(newsroom, target)
    is_told(newsroom, command, (newsroom.root / target).unlink)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_a_target_that_comes_is_told(newsroom: Newsroom, command: str, target: str) -> None:
    desk(newsroom, target)
    is_told(newsroom, command, lambda: come(newsroom, target))


@pytest.mark.parametrize("command", COMMANDS)
def test_what_goes_beside_the_articles_is_told(newsroom: Newsroom, command: str) -> None:
    target = "static/map.png"
    desk(newsroom, target, links="relink")
    come(newsroom, target)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    settle()
    for _again in range(3):
        assert told(newsroom, command) == []
    (newsroom.root / target).unlink()
    for _again in range(2):
        assert told(newsroom, command) != []
    come(newsroom, target)
    assert told(newsroom, command) == []


@pytest.mark.parametrize("text", ["---\nimage: map.png\n---\n\nПерше.\n", "Див. ![[map.png]].\n"])
def test_a_file_that_comes_is_copied_beside_the_page(newsroom: Newsroom, text: str) -> None:
    newsroom.workflow(
        WORKFLOW.format(links="keep").replace("engines", 'dialect = "obsidian"\nengines')
    )
    newsroom.article("a.md", text)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    settle()
    newsroom.l10n("publish")
    newsroom.article("map.png", "picture")
    assert newsroom.l10n("publish").code == 0
    assert newsroom.published("map.png").read_text() == "picture"
