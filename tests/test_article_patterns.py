"""Articles as a person names them: with the folder of all articles, as a path, or not at all."""

import pytest

from tests.conftest import Newsroom

COMMANDS = (
    ("sync",),
    ("sync", "--accept-removals"),
    ("check",),
    ("coverage",),
    ("preview",),
    ("publish",),
    ("effort",),
    ("status",),
    ("review",),
    ("approve", "--locale", "en"),
    ("reject", "--reason", "no", "--locale", "en"),
    ("ask",),
    ("send", "--to", "out"),
    ("correct", "--reason", "no"),
    ("log",),
    ("rollback",),
    ("retract", "--reason", "no"),
    ("engines", "compare"),
)


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.article("news/a.md", "Київ чекає на дощ.\n")
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("publish").code == 0
    return newsroom


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_folder_of_all_articles_is_told_as_such(
    desk: Newsroom, command: tuple[str, ...]
) -> None:
    for name in ("articles/", "./articles/", f"{desk.root}/articles/"):
        answer = desk.l10n(*command, name)
        assert answer.code == 2
        assert f"“{name}” is the folder of all articles" in answer.err, answer.err
        assert "[L10N-USE-031]" in answer.err
    assert not (desk.root / "out").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_name_is_no_article(desk: Newsroom, command: tuple[str, ...]) -> None:
    if command != ("ask",):
        answer = desk.l10n(*command, "")
        assert (answer.code, answer.out) == (2, "")
        assert "the name of an article is empty" in answer.err, answer.err
    answer = desk.l10n(*command, "./")
    assert answer.code == 2
    assert "there is no article or folder “./”" in answer.err, answer.err


@pytest.mark.parametrize("command", ["sync", "check", "publish", "status", "log"])
def test_the_folder_without_a_slash_is_told_too(desk: Newsroom, command: str) -> None:
    assert "“articles” is the folder of all articles" in desk.l10n(command, "articles").err
    desk.article("articles/b.md", "Київ чекає на сніг.\n")
    assert "folder of all" not in desk.l10n("sync", "articles").err
    assert desk.catalog("articles/b.md").exists()


def test_all_of_a_folder_is_not_renamed_to_nothing(desk: Newsroom) -> None:
    answer = desk.l10n("rename", "articles/", "old/")
    assert answer.code == 2
    assert "“articles/” is the folder of all articles" in answer.err
    assert desk.l10n("rename", "news/a.md", "articles/").code == 0
    assert (desk.root / "articles/a.md").exists()


@pytest.mark.parametrize("name", ["news", "news/", "articles/news", "./articles/news/", "*"])
def test_a_folder_in_it_is_its_articles(desk: Newsroom, name: str) -> None:
    assert desk.l10n("sync", name).code == 0
    assert desk.l10n("sync", desk.root / "articles/news").code == 0
