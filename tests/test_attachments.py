"""Files beside pages: what a page refers to is copied, kept up to date, and removed with care."""

import hashlib
import json
from pathlib import Path

import pytest

from l10n.desk.attachments import attachments
from l10n.desk.targets import Finder
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom
from tests.growth import in_proportion

THEIRS = hashlib.sha256(b"theirs").hexdigest()
PNG = b"\x89PNG\r\n\x1a\n first"


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW.replace('fields = ["title"]\n', ""))
    return newsroom


def picture(desk: Newsroom, name: str, data: bytes = PNG) -> Path:
    path = desk.root / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def published(desk: Newsroom, *more: str) -> str:
    """Sync, publish, and what was said."""
    assert desk.l10n("sync").code == 0
    answer = desk.l10n("publish", *more)
    assert answer.code in (0, 1), answer.err
    return answer.out


def test_a_picture_is_copied_and_its_address_stays(desk: Newsroom) -> None:
    picture(desk, "news/img/a b.png")
    desk.article("news/a.md", "Слово ![опис](img/a%20b.png) тут.\n")
    published(desk)
    assert "(img/a%20b.png)" in desk.published("news/a.md").read_text()
    assert desk.published("news/img/a b.png").read_bytes() == PNG


@pytest.mark.parametrize("place", ["files/a b.png", "news/a b.png", "a b.png", "news/x/y/a b.png"])
def test_a_file_that_a_note_embeds_is_found_anywhere(desk: Newsroom, place: str) -> None:
    desk.workflow(WORKFLOW.replace('fields = ["title"]\n', 'dialect = "obsidian"\n'))
    picture(desk, place)
    picture(desk, "other/b a b.png")
    desk.article("news/a.md", "Слово ![[a b.png|100]] тут.\n")
    published(desk)
    assert desk.published(place).read_bytes() == PNG
    assert not desk.published("other/b a b.png").exists()


def test_a_changed_picture_is_copied_anew(desk: Newsroom) -> None:
    picture(desk, "a.png")
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    published(desk)
    picture(desk, "a.png", b"second picture")
    published(desk)
    assert desk.published("a.png").read_bytes() == b"second picture"


def test_status_says_that_a_picture_has_changed(desk: Newsroom) -> None:
    picture(desk, "a.png")
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    published(desk)
    assert desk.l10n("status", "--json").json[0]["page"] == "current"
    picture(desk, "a.png", b"second picture")
    assert desk.l10n("status", "--json").json[0]["page"] == "files changed"


def test_a_copy_that_was_deleted_comes_back(desk: Newsroom) -> None:
    picture(desk, "a.png")
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    published(desk)
    desk.published("a.png").unlink()
    published(desk)
    assert desk.published("a.png").read_bytes() == PNG


def test_a_copy_goes_with_the_last_page_that_shows_it(desk: Newsroom) -> None:
    picture(desk, "a.png")
    for name in ("a.md", "b.md"):
        desk.article(name, "Слово ![опис](a.png) тут.\n")
    published(desk)
    desk.article("a.md", "Слово тут.\n")
    published(desk)
    assert desk.published("a.png").exists()
    desk.article("b.md", "Слово тут.\n")
    published(desk)
    assert not desk.published("a.png").exists()
    assert (desk.root / "articles/a.png").exists()


def test_a_file_of_a_person_is_neither_replaced_nor_removed(desk: Newsroom) -> None:
    picture(desk, "a.png")
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    theirs = desk.published("a.png")
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_bytes(b"theirs")
    said = published(desk)
    assert "articles/a.md:1: a.png is not copied beside the page: another file stands" in said
    assert theirs.read_bytes() == b"theirs"
    desk.article("a.md", "Слово тут.\n")
    published(desk)
    assert theirs.read_bytes() == b"theirs"


def test_a_copy_that_a_person_changed_is_kept(desk: Newsroom) -> None:
    picture(desk, "a.png")
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    published(desk)
    desk.published("a.png").write_bytes(b"retouched")
    desk.article("a.md", "Слово тут.\n")
    published(desk)
    assert desk.published("a.png").read_bytes() == b"retouched"


def test_files_named_in_the_front_matter_are_copied(desk: Newsroom) -> None:
    picture(desk, "news/cover.jpg")
    desk.article("news/a.md", "---\ntitle: Так\ncover: cover.jpg\n---\n\nСлово.\n")
    published(desk)
    assert desk.published("news/cover.jpg").read_bytes() == PNG


@pytest.mark.parametrize(
    "name", [".htaccess", "../workflows/news.toml", "a.md.versions.jsonl", "a.md.v1"]
)
def test_no_address_leads_a_copy_astray(desk: Newsroom, name: str) -> None:
    path = desk.root / "articles" / name
    if not path.exists():
        path.write_bytes(b"{}")
    before = {
        path: path.read_bytes() for path in desk.root.glob("published/**/*") if path.is_file()
    }
    desk.article("a.md", f"Слово [тут]({name}).\n")
    published(desk)
    made = {path.name for path in (desk.root / "published").rglob("*") if path.is_file()}
    assert made == {"a.md"}, before


def test_a_link_to_nothing_is_said_with_its_line(desk: Newsroom) -> None:
    desk.article("a.md", "Рядок.\n\nСлово ![опис](немає.png) та [тут](b.md).\n")
    answer = desk.l10n("sync")
    assert "articles/a.md:3: a link leads to articles/немає.png, which is not there" in answer.out
    assert "articles/a.md:3: a link leads to articles/b.md, which is not there" in answer.out


@pytest.mark.parametrize(
    "url", ["https://example.org/a.png", "/img/a.png", "#here", "?q=1", "../about/", "mailto:a@b.c"]
)
def test_an_address_that_names_no_file_is_not_missed(desk: Newsroom, url: str) -> None:
    desk.article("a.md", f"Слово [тут]({url}).\n")
    desk.article("news/a.md", f"Слово [тут]({url}).\n")
    assert "is not there" not in desk.l10n("sync").out


@pytest.mark.parametrize("url", ["b", "b.html", "b.md", "b.md#x", "b.html?x=1"])
def test_a_link_to_what_a_page_is_made_from_is_alive(desk: Newsroom, url: str) -> None:
    desk.article("a.md", f"Слово [тут]({url}).\n")
    desk.article("b.md", "Слово.\n")
    assert "is not there" not in desk.l10n("sync").out


def test_a_link_to_an_article_without_a_page_is_said(desk: Newsroom) -> None:
    desk.article("a.md", "Слово [тут](b.md).\n")
    desk.article("b.md", "Слово.\n")
    desk.l10n("sync")
    said = desk.l10n("publish", "a.md").out
    assert "a link leads to articles/b.md, which has no page in en" in said
    assert "no page" not in published(desk)


def test_a_link_out_of_the_articles_is_said(desk: Newsroom) -> None:
    (desk.root / "shared.png").write_bytes(PNG)
    desk.article("a.md", "Слово ![опис](../shared.png) тут.\n")
    assert "a link leads to shared.png, outside articles/" in desk.l10n("sync").out


@pytest.mark.parametrize("name", ["shared.png", "workflows/news.toml", ".env"])
def test_no_symbolic_link_leads_a_file_into_a_page(desk: Newsroom, name: str) -> None:
    target = desk.root / name
    if not target.exists():
        target.write_bytes(b"a secret")
    (desk.root / "articles/a.png").symlink_to(target)
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    assert "a link leads to articles/a.png, outside articles/" in published(desk)
    assert not desk.published("a.png").exists()


def test_a_symbolic_link_within_the_articles_is_a_copy(desk: Newsroom) -> None:
    (desk.root / "articles/b.png").symlink_to(picture(desk, "img/b.png"))
    desk.article("a.md", "Слово ![опис](b.png) тут.\n")
    published(desk)
    assert desk.published("b.png").read_bytes() == PNG
    assert not desk.published("b.png").is_symlink()


def test_a_page_that_no_workflow_takes_is_a_file_like_others(desk: Newsroom) -> None:
    desk.workflow(WORKFLOW.replace('fields = ["title"]\n', "").replace('"**"', '"**/a.md"'))
    for name in ("chart.html", "data.txt", "notes.md"):
        desk.article(name, "Слово.\n")
    desk.article("a.md", "[Таблиця](data.txt), [діаграма](chart.html), [нотатки](notes.md).\n")
    said = published(desk)
    assert desk.published("chart.html").read_text() == "Слово.\n"
    assert desk.published("data.txt").exists()
    assert not desk.published("notes.md").exists()
    assert "a link leads to articles/notes.md, which has no page in en" in said
    assert "data.txt, which has no page" not in said


def test_a_file_that_cannot_be_copied_makes_no_page_stale(desk: Newsroom) -> None:
    path = picture(desk, "a.png")
    with path.open("r+b") as file:
        file.truncate(33 * 2**20)
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    assert "a.png is not copied beside the page: the file is larger" in published(desk)
    assert desk.l10n("status", "--json").json[0]["page"] == "current"


def test_relinked_pages_lead_back_and_have_no_copies(desk: Newsroom) -> None:
    desk.workflow(WORKFLOW.replace("[publish]", '[publish]\nlinks = "relink"'))
    picture(desk, "a.png")
    desk.article("a.md", "Слово ![опис](a.png) тут.\n")
    published(desk)
    assert "(../../articles/a.png)" in desk.published("a.md").read_text()
    assert not desk.published("a.png").exists()


@pytest.mark.parametrize(
    "files",
    [
        [["../../house.csv", THEIRS]],
        [["../en/a.png", THEIRS]],
        [["img/../../en/a.png", THEIRS]],
        [["/etc/a", THEIRS]],
        [["", THEIRS]],
        [[".a.png", THEIRS]],
        [["a.md.V1", THEIRS]],
        [["a.png"]],
        [["a.png", THEIRS, THEIRS]],
        [[["a.png"], THEIRS]],
        ["a.png"],
    ],
)
def test_a_record_that_names_no_copies_removes_nothing(desk: Newsroom, files: object) -> None:
    article = desk.article("a.md", "Слово тут.\n")
    published(desk)
    theirs = [desk.root / name for name in ("house.csv", "published/en/a.png")]
    for path in theirs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"theirs")
    record = desk.versions("a.md")
    record.write_text(json.dumps(json.loads(record.read_text()) | {"files": files}) + "\n")
    article.write_text("Слово там.\n")
    desk.l10n("sync")
    answer = desk.l10n("publish")
    assert (answer.code, "L10N-REC-006" in answer.err) == (3, True), answer.err
    assert all(path.read_bytes() == b"theirs" for path in theirs)


@pytest.mark.growth
@pytest.mark.parametrize("piece", ["a", "a.", "a.b", "a.png.", ".png", "iVBORw0KGgo/+"])
def test_names_of_files_in_long_words_cost_in_proportion(tmp_path: Path, piece: str) -> None:
    finder = Finder(Workspace(tmp_path))

    def work(size: int) -> object:
        source = f"---\ntitle: a\npicture: {piece * (size // len(piece))}\n---\n"
        parsed = Markdown().parse(source, ())
        return attachments(finder, Article("a.md", "uk", "a", source, parsed))

    assert in_proportion(work, 16_000)
