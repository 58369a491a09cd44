"""A folder that cannot be read is a line and an exit code in every command; the rest goes on."""

import errno
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from l10n.store import walking
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom, Run
from tests.unprivileged import answers

TEXT = "# Новина\n\nПерше речення.\n"
HAND = 'msgid ""\nmsgstr "Language: en\\n"\n\n#: a:1\nmsgid "{0}"\nmsgstr "x"\n'
COMMANDS = (["sync"], ["status"], ["publish"], ["coverage"], ["coverage", "--fail-under", "95"])


@pytest.fixture
def desk(newsroom: Newsroom) -> Iterator[Newsroom]:
    """Two folders of articles, drafted and published."""
    newsroom.article("news/a.md", TEXT)
    newsroom.article("sport/b.md", TEXT)
    for command in ("sync", "publish"):
        assert newsroom.l10n(command).code == 0
    yield newsroom
    for folder in newsroom.root.rglob("*"):
        if folder.is_dir():
            folder.chmod(0o755)


def close(folder: Path) -> None:
    """Let nobody look into a folder, and not go through it either."""
    folder.chmod(0)


def translate_all(newsroom: Newsroom, name: str) -> None:
    path = newsroom.catalog(name)
    text = path.read_text().replace("#, fuzzy\n", "")
    path.write_text(text)


def test_a_closed_folder_of_articles_opens_no_gate(desk: Newsroom) -> None:
    translate_all(desk, "sport/b.md")
    assert desk.l10n("coverage", "--fail-under", "95").code == 1
    close(desk.root / "articles/news")
    for answer in answers(desk.run, desk.root, COMMANDS):
        assert answer.code == 3
        assert "L10N-WS-021" in answer.err
        assert answer.err.count("articles/news: the folder cannot be read: Permission denied") == 1
        assert "no articles here yet" not in answer.out
        assert "its article is gone" not in answer.out
    (count,) = answers(desk.run, desk.root, [["coverage"]])
    assert "sport/b.md" in count.out


def test_articles_that_are_closed_as_a_whole_are_not_none(desk: Newsroom) -> None:
    close(desk.root / "articles")
    for answer in answers(
        desk.run, desk.root, [*COMMANDS, ["send", "--to", desk.root.parent / "out"]]
    ):
        assert answer.code == 3
        assert answer.err.splitlines() == [
            "l10n: articles: the folder cannot be read: Permission denied — see whether you may "
            "read it; what is in it was left out [L10N-WS-021]"
        ] + ["l10n: no article to count"] * ("no article" in answer.err)
        assert "no articles here yet" not in answer.out
        assert "gone" not in answer.out


def test_one_closed_folder_of_catalogs_stops_nothing_else(desk: Newsroom) -> None:
    desk.article("sport/b.md", TEXT + "\nДруге речення.\n")
    close(desk.root / "catalogs/en/news")
    line = "l10n: catalogs/en/news: the folder cannot be read: Permission denied"
    parcels = desk.root.parent / "out"
    for answer in answers(desk.run, desk.root, [*COMMANDS, ["send", "--to", parcels]]):
        assert answer.code == 3
        assert answer.err.count(line) == 1
    assert "Друге речення" in desk.catalog("sport/b.md").read_text()
    assert "Друге речення" not in desk.published("news/a.md").read_text()
    assert (parcels / "en/sport/b.md.po").exists()


def test_the_folder_of_a_locale_that_is_closed_is_one_line(desk: Newsroom) -> None:
    close(desk.root / "catalogs/en")
    for answer in answers(desk.run, desk.root, COMMANDS):
        assert answer.code == 3
        assert answer.err.count("catalogs/en: the folder cannot be read") == 1


def test_a_closed_folder_of_pages_is_a_line_and_no_new_page(desk: Newsroom) -> None:
    desk.article("news/a.md", "# Інша\n")
    assert desk.l10n("sync").code == 0
    close(desk.root / "published/en/news")
    for answer in answers(desk.run, desk.root, [["sync"], ["status"], ["publish"]]):
        assert answer.code == 3
        assert answer.err.count("published/en/news: the folder cannot be read") == 1


def test_receive_takes_the_rest_and_guesses_nothing(desk: Newsroom) -> None:
    parcels = desk.root.parent / "back"
    assert desk.l10n("send", "--to", parcels).code == 0
    # It could be either of two catalogs of that name, one of which cannot be seen.
    desk.article("news/b.md", TEXT)
    assert desk.l10n("sync").code == 0
    bare = parcels.parent / "b.md.po"
    bare.write_text(HAND.format("Перше речення."))
    before = desk.catalog("sport/b.md").read_bytes()
    close(desk.root / "catalogs/en/news")
    close(parcels / "en/news")
    whole, one = answers(desk.run, desk.root, [["receive", parcels], ["receive", bare]])
    assert whole.code == one.code == 3
    assert "sport/b.md" in whole.out
    assert f"{parcels}/en/news: the folder cannot be read" in whole.err
    assert "no catalog here belongs to this file" in one.err
    assert "catalogs/en/news: the folder cannot be read" in one.err
    assert desk.catalog("sport/b.md").read_bytes() == before


@pytest.mark.parametrize("folder", ["workflows", "records/en/news", ".l10n"])
def test_what_else_is_closed_is_one_line_too(desk: Newsroom, folder: str) -> None:
    desk.article("news/a.md", TEXT + "\nДруге.\n")
    close(desk.root / folder)
    (answer,) = answers(desk.run, desk.root, [["sync"]])
    assert answer.code == 3
    (line,) = answer.err.splitlines()
    assert folder in line


def test_engines_names_a_closed_folder_of_workflows(desk: Newsroom) -> None:
    close(desk.root / "workflows")
    (answer,) = answers(desk.run, desk.root, [["engines"]])
    assert answer.code == 3
    assert "workflows: the folder cannot be read: Permission denied" in answer.err


def test_an_article_that_was_named_is_the_only_concern(desk: Newsroom) -> None:
    close(desk.root / "articles/news")
    asked = [["sync", "sport"], ["sync", "news/a.md"], ["sync", "news"], ["sync", "*/b.md"]]
    sport, article, folder, pattern = answers(desk.run, desk.root, asked)
    assert sport.code == 0
    for answer in (article, folder, pattern):
        assert answer.code == 3
        assert "articles/news: the folder cannot be read" in answer.err


def test_a_rename_waits_until_all_can_be_seen(desk: Newsroom) -> None:
    close(desk.root / "catalogs/en/news")
    one, other = answers(
        desk.run, desk.root, [["rename", "news", "old"], ["rename", "sport", "games"]]
    )
    assert one.code == 3
    assert "catalogs/en/news: the folder cannot be read" in one.err
    assert (desk.root / "articles/news/a.md").exists()
    assert other.code == 0, other.err
    assert (desk.root / "articles/games/b.md").exists()


def test_init_does_not_lay_out_over_a_closed_folder(desk: Newsroom) -> None:
    close(desk.root / "workflows")
    (answer,) = answers(desk.run, desk.root, [["init"]])
    assert answer.code == 3
    assert "workflows: the folder cannot be read" in answer.err


@pytest.mark.parametrize("room", ["articles", "catalogs/en", "published/en"])
def test_a_link_to_a_folder_is_a_line_and_an_exit_code(desk: Newsroom, room: str) -> None:
    (desk.root / room / "loop").symlink_to("loop")
    (desk.root / room / "up").symlink_to("..")
    (desk.root / room / "here").symlink_to("news")
    (desk.root / room / "archive").symlink_to("/not/mounted")
    answer = desk.l10n("sync")
    assert answer.code == 3
    told = {line.split(": ")[1]: line.split(": ")[2] for line in answer.err.splitlines()}
    assert {path: words.split(" — ")[0] for path, words in told.items()} == {
        f"{room}/archive": "the symbolic link leads nowhere",
        f"{room}/here": "a symbolic link to a folder is not followed",
        f"{room}/loop": "the symbolic link leads nowhere",
        f"{room}/up": "a symbolic link to a folder is not followed",
    }


def test_the_rooms_themselves_may_be_links(desk: Newsroom) -> None:
    (desk.root / "articles").rename(desk.root / "content")
    (desk.root / "articles").symlink_to("content")
    answer = desk.l10n("sync")
    assert (answer.code, answer.err) == (0, "")
    assert "2 unchanged" in answer.out


@pytest.mark.parametrize("room", ["articles", "catalogs", "catalogs/en", "published"])
def test_a_file_in_place_of_a_folder_is_a_line(newsroom: Newsroom, room: str) -> None:
    newsroom.article("a.md", TEXT)
    for name in ("catalogs/en", "articles", "published", "catalogs"):
        if name.startswith(room):
            for file in (newsroom.root / name).glob("*"):
                file.unlink()
            if (newsroom.root / name).exists():
                (newsroom.root / name).rmdir()
    (newsroom.root / room).write_text("a file")
    for command in ("sync", "status", "coverage"):
        answer = newsroom.l10n(command)
        if room != "published" or command == "sync":
            assert answer.code == 3, command
            assert f"{room}: the folder cannot be read: Not a directory" in answer.err
    assert (newsroom.root / room).read_text() == "a file"


def test_a_disk_that_gives_errors_is_a_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article("news/a.md", TEXT)
    newsroom.article("b.md", TEXT)
    real = os.scandir

    def broken(path: str | os.PathLike[str]) -> "os._ScandirIterator[str]":
        if str(path).endswith("articles/news"):
            raise OSError(errno.EIO, "Input/output error", path)
        return real(path)

    monkeypatch.setattr(walking.os, "scandir", broken)
    for command in ("sync", "coverage"):
        answer = newsroom.l10n(command)
        assert answer.code == 3
        assert "articles/news: the folder cannot be read: Input/output error" in answer.err
        assert "b.md" in answer.out


@pytest.mark.parametrize("left", ["nothing", "a file"])
def test_a_folder_that_goes_while_it_is_walked_is_told(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    newsroom.article("news/a.md", TEXT)
    times = itertools.count()

    def moving(path: str | os.PathLike[str]) -> "os._ScandirIterator[str]":
        news = newsroom.root / "articles/news"
        if str(path).endswith("articles/news") and next(times) == 0:
            news.rename(newsroom.root / "articles/old")
            if left == "a file":
                news.write_text("x")
        return os.scandir(path)

    monkeypatch.setattr(walking, "os", SimpleNamespace(**{**vars(os), "scandir": moving}))
    answer = newsroom.l10n("coverage", "--fail-under", "0")
    assert answer.code == 5
    assert "articles/news: the folder was moved or removed while it was read" in answer.err


def test_a_name_that_is_too_long_is_a_line(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / "articles").mkdir()
    here = os.open(tmp_path / "articles", os.O_RDONLY)
    for _depth in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    (problem,) = workspace.article_names().problems
    assert "the folder cannot be read: File name too long" in str(problem)


def test_a_workspace_below_a_closed_folder_is_found(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "desk"
    (root / "workflows").mkdir(parents=True)
    (root / "workflows/news.toml").write_text(WORKFLOW)
    (tmp_path / "workflows").mkdir()
    close(tmp_path / "workflows")
    inside, outside = answers(run, root, [["coverage"], ["-C", tmp_path, "coverage"]])
    assert inside.code == 0
    assert outside.code == 3
    assert "workflows: the folder cannot be read" in outside.err


def test_articles_that_are_gone_as_a_whole_are_not_none(desk: Newsroom) -> None:
    (desk.root / "articles").rename(desk.root / "elsewhere")
    for command in COMMANDS:
        answer = desk.l10n(*command)
        assert answer.code == 3
        assert "articles: the folder cannot be read: No such file or directory" in answer.err
        assert "no articles here yet" not in answer.out
