"""`l10n rename`: an article moves with all that belongs to it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from l10n.desk.desk import open_desk
from l10n.jobs.rename import rename
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom
from tests.test_cli import ENGLISH, NEWS, filled, one_line


def files(newsroom: Newsroom) -> set[str]:
    """Every file of the workspace but the cache, by its path."""
    return {
        path.relative_to(newsroom.root).as_posix()
        for folder in ("articles", "catalogs", "records", "published")
        for path in (newsroom.root / folder).rglob("*")
        if path.is_file()
    }


@pytest.fixture
def desk(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """One article, translated by a person, sent out, published twice."""
    newsroom.article("old.md", NEWS)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    newsroom.l10n("send", "--to", tmp_path / "out")
    filled(newsroom.catalog("old.md"), ENGLISH)
    newsroom.l10n("publish")
    return newsroom


HTML = """\
<h1>Рада ухвалила бюджет</h1>
<p>Рада міста ухвалила <b>новий бюджет</b>. Про це
<a href="https://example.org/a">повідомляє</a> прессекретар.</p>
<p>Другий абзац має одне речення.</p>
"""


def translated(newsroom: Newsroom, name: str) -> int:
    status: int = newsroom.l10n("status", name, "--json").json[0]["translated"]
    return status


def test_all_that_belongs_to_an_article_goes_with_it(desk: Newsroom) -> None:
    before = files(desk)
    page = desk.published("old.md").read_bytes()
    answer = desk.l10n("rename", "old.md", "politics/new.md")
    assert (answer.code, answer.err) == (0, "")
    assert "old.md → politics/new.md: 9 files moved" in answer.out
    assert files(desk) == {name.replace("old.md", "politics/new.md") for name in before}
    assert desk.published("politics/new.md").read_bytes() == page
    answer = desk.l10n("sync")
    assert answer.code == 0
    assert "gone" not in answer.out
    assert translated(desk, "politics/new.md") == 4
    assert desk.l10n("publish").code == 0
    references = {
        each[0]
        for entry in polib.pofile(str(desk.catalog("politics/new.md")))
        for each in entry.occurrences
    }
    assert references == {"articles/politics/new.md"}


def test_a_folder_goes_with_all_its_articles(newsroom: Newsroom) -> None:
    for name in ("a/one.md", "a/b/two.md", "ab/three.md"):
        newsroom.article(name, NEWS)
    newsroom.l10n("sync")
    assert newsroom.l10n("rename", "articles/a/", "c").code == 0
    assert {name for name in files(newsroom) if name.startswith("articles")} == {
        "articles/c/one.md",
        "articles/c/b/two.md",
        "articles/ab/three.md",
    }
    assert not (newsroom.root / "catalogs/en/a").exists()
    assert newsroom.catalog("c/b/two.md").exists()
    assert (newsroom.root / "catalogs/en").is_dir()


def test_an_article_moves_into_a_folder(newsroom: Newsroom) -> None:
    newsroom.article("a.md", NEWS)
    assert newsroom.l10n("rename", "a.md", "archive/").code == 0
    assert files(newsroom) == {"articles/archive/a.md"}


def test_sync_proposes_a_rename_that_loses_nothing(desk: Newsroom) -> None:
    (desk.root / "articles/old.md").rename(desk.root / "articles/it's new.md")
    answer = desk.l10n("sync")
    command = answer.out.partition("if it was renamed: ")[2].splitlines()[0]
    assert shlex.split(command) == ["l10n", "rename", "old.md", "it's new.md"]
    assert "-f" not in command
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    }
    subprocess.run(command, shell=True, cwd=desk.root, check=True, env=environment)
    assert not {name for name in files(desk) if "old.md" in name}
    assert desk.l10n("sync").code == 0
    assert translated(desk, "it's new.md") == 4


def test_a_later_sync_proposes_the_rename_again(desk: Newsroom) -> None:
    (desk.root / "articles/old.md").rename(desk.root / "articles/new.md")
    assert "l10n rename old.md new.md" in desk.l10n("sync").out
    assert "l10n rename old.md new.md" in desk.l10n("sync").out
    (desk.root / "articles/new.md").unlink()
    assert "l10n rename" not in desk.l10n("sync").out


def test_a_new_suffix_is_no_new_article(desk: Newsroom) -> None:
    (desk.root / "articles/old.md").unlink()
    desk.article("old.html", HTML)
    answer = desk.l10n("sync")
    assert "if it was renamed: l10n rename old.md old.html" in answer.out
    assert desk.l10n("rename", "old.md", "old.html").code == 0
    assert desk.l10n("sync").code == 0
    assert translated(desk, "old.html") >= 3


def test_only_a_new_article_is_proposed_as_an_heir(desk: Newsroom) -> None:
    desk.article("long ago.md", NEWS)
    desk.l10n("sync")
    filled(desk.catalog("long ago.md"), ENGLISH)
    (desk.root / "articles/old.md").unlink()
    desk.article("long ago.md", NEWS + "\nЩе одне речення.\n")
    answer = desk.l10n("sync")
    assert "its article is gone" in answer.out
    assert "rename" not in answer.out


def test_translations_of_the_new_name_are_never_replaced(desk: Newsroom) -> None:
    desk.article("new.md", NEWS)
    desk.l10n("sync")
    filled(desk.catalog("new.md"), {source: f"{text} Mine." for source, text in ENGLISH.items()})
    (desk.root / "articles/old.md").unlink()
    before = {name: (desk.root / name).read_bytes() for name in files(desk)}
    answer = desk.l10n("rename", "old.md", "new.md")
    assert answer.code == 5
    assert "has 4 translations of its own; nothing was moved" in one_line(answer)
    assert {name: (desk.root / name).read_bytes() for name in files(desk)} == before


def test_drafts_of_the_new_name_give_way_to_translations(desk: Newsroom) -> None:
    (desk.root / "articles/old.md").rename(desk.root / "articles/new.md")
    desk.l10n("sync")
    desk.l10n("publish")
    answer = desk.l10n("rename", "old.md", "new.md")
    assert answer.code == 0
    assert "published/en/old.md: stays; the new name has a page of its own" in answer.out
    assert desk.published("old.md").exists()
    desk.l10n("sync")
    assert translated(desk, "new.md") == 4


def test_a_rename_cut_short_is_finished_by_the_same_command(desk: Newsroom) -> None:
    before = files(desk)
    for kind in ("articles", "catalogs/en", "records/en"):
        for path in (desk.root / kind).glob("old.md*"):
            copy = path.with_name(path.name.replace("old.md", "new.md"))
            copy.write_bytes(path.read_bytes())
    assert desk.l10n("rename", "old.md", "new.md").code == 0
    assert files(desk) == {name.replace("old.md", "new.md") for name in before}


def test_a_parcel_that_comes_back_after_a_rename_is_taken(desk: Newsroom, tmp_path: Path) -> None:
    assert desk.l10n("rename", "old.md", "politics/new.md").code == 0
    desk.l10n("sync")
    parcel = next((tmp_path / "out").rglob("*.po"))
    filled(parcel, {next(iter(ENGLISH)): "By the translator."})
    answer = desk.l10n("receive", parcel)
    assert answer.code == 0, answer.err
    assert "catalogs/en/politics/new.md.po:" in answer.out
    assert "By the translator." in desk.catalog("politics/new.md").read_text()


def test_links_in_code_that_a_rename_leads_astray_are_named(newsroom: Newsroom) -> None:
    newsroom.article("news/b.md", "## Слово {#x}\n")
    newsroom.article("2026-05-13-rain.md", "Слово.\n")
    newsroom.article(
        "news/a.md",
        'Див. [це]({{< ref "b.md#x" >}}) і [те]({{< relref "/news/b" >}}).\n\n'
        "[Далі]({% post_url 2026-05-13-rain %}) та {{< card page=news/b.md >}}, а не «b.md».\n",
    )
    moved = newsroom.l10n("rename", "news/b.md", "other/b.md").out.splitlines()
    assert moved[1:-1] == ["articles/news/a.md:3: the link news/b.md led to articles/other/b.md"]
    told = newsroom.l10n("rename", "other/b.md", "news/c.md").out.splitlines()
    assert told[1:-1] == ["articles/news/a.md:1: the link b.md#x led to articles/news/c.md"]
    told = newsroom.l10n("rename", "2026-05-13-rain.md", "2026-05-13-flood.md").out.splitlines()
    assert told[1:-1] == [
        "articles/news/a.md:3: the link 2026-05-13-rain led to articles/2026-05-13-flood.md"
    ]


def test_links_that_a_rename_leads_astray_are_named(newsroom: Newsroom) -> None:
    newsroom.article("old.md", "Див. [інше](other.md) і [сайт](https://example.org/old.md).\n")
    newsroom.article("other.md", "Слово.\n\nДив. [старе](old.md) і [не те](bold.md).\n")
    newsroom.article("same.html", '<p>Див. <a href="old.md#a">старе</a></p>')
    before = (newsroom.root / "articles/other.md").read_bytes()
    answer = newsroom.l10n("rename", "old.md", "deep/new.md")
    assert answer.out.splitlines()[1:4] == [
        "articles/deep/new.md:1: the link other.md led to articles/other.md",
        "articles/other.md:3: the link old.md led to articles/deep/new.md",
        "articles/same.html:1: the link old.md#a led to articles/deep/new.md",
    ]
    assert (newsroom.root / "articles/other.md").read_bytes() == before


@pytest.mark.parametrize(
    ("names", "code", "told"),
    [
        (("none.md", "b.md"), 2, "there is no article, catalog or page “none.md”"),
        (("a.md", "../b.md"), 2, "its name leads out of articles/"),
        (("a.md", ".b.md"), 2, "its name begins with a dot, so that it is hidden"),
        (("a.md", ".git/"), 2, "its name begins with a dot, so that it is hidden"),
        (("a.md", "news"), 2, "“news” is a folder — to move into it: l10n rename a.md news/"),
        (("a.md", "taken.md/b.md"), 2, "articles/taken.md is no folder"),
        (("a.md", "link/"), 2, "articles/link is a symbolic link"),
        (("a.md", "./a.md"), 2, "the new name is the old one"),
        (("a.md", "a.md"), 2, "the new name is the old one"),
        (("a.md", "b.html"), 2, "“b.html” is of another format than “a.md” — keep the suffix .md"),
        (("a.md", "taken.md"), 5, "there is an article of this name already, with another text"),
        (("gone.md", "b.md"), 2, "there is no article “gone.md”, and none “b.md”"),
    ],
)
def test_a_rename_that_cannot_be_moves_nothing(
    newsroom: Newsroom, names: tuple[str, str], code: int, told: str
) -> None:
    for name in ("a.md", "taken.md", "gone.md"):
        newsroom.article(name, NEWS + name)
    newsroom.l10n("sync")
    (newsroom.root / "articles/news").mkdir()
    (newsroom.root / "articles/link").symlink_to("news")
    (newsroom.root / "articles/gone.md").unlink()
    before = files(newsroom)
    answer = newsroom.l10n("rename", *names)
    assert answer.code == code
    assert told in one_line(answer)
    assert files(newsroom) == before


def test_a_name_that_is_a_link_to_the_old_one_loses_nothing(desk: Newsroom) -> None:
    (desk.root / "articles/new.md").symlink_to("old.md")
    answer = desk.l10n("rename", "old.md", "new.md")
    assert answer.code == 5
    assert "is the same file as articles/old.md" in one_line(answer)
    assert (desk.root / "articles/new.md").read_text() == NEWS


def test_a_rename_is_no_loss_to_the_next_sync(desk: Newsroom) -> None:
    (desk.root / "articles/old.md").unlink()
    desk.article("new.md", NEWS + "\nЩе одне речення.\n\nІ ще одне.\n")
    desk.l10n("sync")
    assert desk.l10n("rename", "old.md", "new.md").code == 0
    answer = desk.l10n("sync")
    assert (answer.code, answer.err) == (0, "")
    assert translated(desk, "new.md") == 4
    desk.article("old.md", NEWS)
    answer = desk.l10n("sync")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("place", ["articles/old.md", "catalogs/en/old.md.po"])
@pytest.mark.parametrize("moment", ["place", "removal"])
def test_a_save_during_a_rename_goes_to_the_new_name(
    desk: Newsroom, monkeypatch: pytest.MonkeyPatch, place: str, moment: str
) -> None:
    saved = desk.root / place
    new = (saved.read_text() + "\n").replace(
        *(("Рада", "Нова рада") if saved.suffix == ".md" else ("The ", "That "))
    )
    original = getattr(Workspace, "write" if moment == "place" else "remove")
    calls = iter(range(100))

    def meddle(workspace: Workspace, *arguments: object) -> object:
        if next(calls) == 0:
            saved.write_text(new)
        return original(workspace, *arguments)

    monkeypatch.setattr(Workspace, original.__name__, meddle)
    rename(open_desk(Workspace(desk.root)), "old.md", "new.md")
    assert not any("old.md" in name for name in files(desk))
    assert (desk.root / place.replace("old.md", "new.md")).read_text() == new


def test_records_follow_what_a_person_has_moved_without_them(desk: Newsroom) -> None:
    records = desk.records("old.md", "sent").read_bytes()
    (desk.root / "articles/old.md").rename(desk.root / "articles/new.md")
    desk.catalog("old.md").rename(desk.catalog("new.md"))
    for page in (desk.root / "published/en").iterdir():
        page.unlink()
    assert desk.l10n("rename", "old.md", "new.md").code == 0
    assert desk.records("new.md", "sent").read_bytes() == records
    assert not any("old.md" in name for name in files(desk))


def test_a_folder_goes_with_what_is_left_of_deleted_articles(newsroom: Newsroom) -> None:
    for name in ("news/a.md", "news/gone.md"):
        newsroom.article(name, NEWS + name)
    newsroom.l10n("sync")
    (newsroom.root / "articles/news/gone.md").unlink()
    before = files(newsroom)
    assert newsroom.l10n("rename", "news", "old").code == 0
    assert files(newsroom) == {name.replace("news/", "old/") for name in before}


def test_a_parcel_goes_to_its_article_whoever_has_the_name_now(
    desk: Newsroom, tmp_path: Path
) -> None:
    assert desk.l10n("rename", "old.md", "new.md").code == 0
    desk.article("old.md", NEWS)
    desk.l10n("sync")
    parcel = next((tmp_path / "out").rglob("*.po"))
    filled(parcel, {next(iter(ENGLISH)): "By the translator."})
    answer = desk.l10n("receive", parcel)
    assert answer.code == 0, answer.err
    assert "catalogs/en/new.md.po:" in answer.out
    assert "By the translator." in desk.catalog("new.md").read_text()
    assert "By the translator." not in desk.catalog("old.md").read_text()


def test_a_file_is_not_opened_to_others_by_a_rename(desk: Newsroom) -> None:
    (desk.root / "articles/old.md").chmod(0o600)
    desk.catalog("old.md").chmod(0o660)
    assert desk.l10n("rename", "old.md", "new.md").code == 0
    assert (desk.root / "articles/new.md").stat().st_mode & 0o777 == 0o600
    assert desk.catalog("new.md").stat().st_mode & 0o777 == 0o660
