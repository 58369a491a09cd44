"""What is as it was is not read again: articles and catalogs once a command, or not at all."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from l10n.desk.desk import Wanted, open_desk
from l10n.desk.publishability import Assessments
from l10n.desk.reading import KEPT, Recent
from l10n.exchange.po import file as po
from l10n.jobs.status import status
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom

PAGE = """\
<html lang="uk"><head><title>Рада</title></head>
<body><p>Рада голосувала. <a href="{link}">Далі</a>.</p></body></html>
"""
FINISHED = WORKFLOW.replace('"draft"', '"translated"')


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count the reads of each file, and how often each PO file is parsed."""
    found: Counter[str] = Counter()
    read, parse = Workspace.read, po.parse_bytes

    def counting_read(workspace: Workspace, path: Path) -> object:
        found[workspace.shown(path)] += 1
        return read(workspace, path)

    def counting_parse(data: bytes, path: Path) -> object:
        found["PO parses"] += 1
        return parse(data, path)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "read", counting_read)
        patch.setattr(po, "parse_bytes", counting_parse)
        yield found


@pytest.fixture
def linked(newsroom: Newsroom) -> Newsroom:
    """Two pages that link to each other, each with drafts in two languages."""
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    newsroom.article("a.html", PAGE.format(link="b.html"))
    newsroom.article("b.html", PAGE.format(link="a.html"))
    newsroom.l10n("sync")
    return newsroom


def settle() -> None:
    """Wait until files have been still for long enough to be told by their times."""
    time.sleep(0.06)


@pytest.mark.parametrize("command", ["publish", "status", "coverage"])
def test_pages_that_link_to_each_other_are_read_once(
    linked: Newsroom, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as reads:
        assert linked.l10n(command).code == 0
    articles = {name: times for name, times in reads.items() if name.startswith("articles/")}
    assert articles == {"articles/a.html": 1, "articles/b.html": 1}
    assert reads.pop("PO parses") == 4
    assert max(reads.values()) == 1


@pytest.mark.parametrize("command", ["publish", "status"])
def test_an_article_that_is_as_it_was_is_not_read(
    linked: Newsroom, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked.l10n("publish")
    settle()
    before = linked.l10n(command)
    with counted(monkeypatch) as reads:
        answer = linked.l10n(command)
    assert (answer.code, answer.err) == (0, "")
    assert not [name for name in reads if not name.startswith("workflows/")]
    if command == "status":
        assert answer.out == before.out
    else:
        assert answer.out == "4 unchanged\n"


def test_an_answer_is_the_same_without_the_index(linked: Newsroom) -> None:
    linked.l10n("publish")
    settle()
    for arguments in (("status",), ("status", "--all"), ("publish",)):
        linked.l10n(*arguments)
        kept = linked.l10n(*arguments)
        shutil.rmtree(linked.root / ".l10n")
        assert linked.l10n(*arguments) == kept


@pytest.mark.parametrize(
    "place", ["articles/a.html", "catalogs/en/a.html.po", "published/en/a.html"]
)
def test_any_file_of_an_article_is_looked_at_again(linked: Newsroom, place: str) -> None:
    linked.l10n("publish")
    settle()
    linked.l10n("status")
    before = linked.l10n("status", "--all").out
    path = linked.root / place
    path.write_text(path.read_text("utf-8").replace("Рада", "Сейм").replace(" ", "  "), "utf-8")
    assert linked.l10n("status", "--all").out != before
    assert linked.l10n("publish").out != "4 unchanged\n"


def test_a_changed_workflow_is_seen(linked: Newsroom) -> None:
    linked.l10n("publish")
    settle()
    linked.l10n("status")
    linked.workflow(FINISHED)
    assert "block publishing" in linked.l10n("status").out
    assert linked.l10n("publish").code == 1


def test_a_link_whose_page_came_or_went_is_seen(newsroom: Newsroom) -> None:
    relinked = WORKFLOW.replace("[publish]", '[publish]\nlinks = "relink"')
    newsroom.workflow(relinked)
    newsroom.article("a.html", PAGE.format(link="b.html"))
    newsroom.article("b.html", PAGE.format(link="a.html"))
    newsroom.l10n("sync")
    newsroom.l10n("publish", "a.html")
    settle()
    for _again in range(2):
        assert newsroom.l10n("status", "--json").json[0]["page"] == "template changed"
        assert "addresses or metadata changed since" in newsroom.l10n("status").out
    assert "published/en/a.html: version 2" in newsroom.l10n("publish").out
    settle()
    assert newsroom.l10n("publish").out == "2 unchanged\n"
    newsroom.published("b.html").unlink()
    newsroom.article("b.html", "Текст.\n")
    newsroom.workflow(relinked.replace('"**"', '"a.html"'))
    assert "addresses or metadata changed since" in newsroom.l10n("status").out
    assert "published/en/a.html: version 3" in newsroom.l10n("publish").out


def test_what_has_to_be_said_is_said_every_time(newsroom: Newsroom) -> None:
    newsroom.workflow(FINISHED)
    newsroom.article("a.md", "Рада голосувала.\n")
    newsroom.article("b.md", "<div>\nтекст <b>тут</b>\n</div>\n\nРада.\n")
    newsroom.l10n("sync")
    settle()
    answers = [newsroom.l10n("publish") for _again in range(3)]
    assert {answer.code for answer in answers} == {1}
    assert len({answer.out for answer in answers}) == 1


def test_an_article_that_cannot_be_read_is_named_once(linked: Newsroom) -> None:
    (linked.root / "articles/a.html").write_bytes(b"<p>\xff</p>")
    for command in ("publish", "status", "coverage"):
        assert linked.l10n(command).err.count("not UTF-8") == 1


def test_details_are_there_when_they_are_asked_for(linked: Newsroom) -> None:
    desk = open_desk(Workspace(linked.root))
    settle()
    status(desk, Wanted(), details=False)
    assert {each.details for each in status(desk, Wanted(), details=False).standings} == {None}
    assert all(each.details for each in status(desk, Wanted()).standings)


def test_a_command_keeps_a_bounded_number_of_articles() -> None:
    recent: Recent[int, int] = Recent()
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in range(KEPT + 1):
        recent.get(number, lambda number=number: make(number))  # type: ignore[misc]
    assert recent.get(KEPT, lambda: make(-1)) == KEPT
    assert recent.get(0, lambda: make(0)) == 0
    assert made == [*range(KEPT + 1), 0]


def test_an_assessment_is_made_once(linked: Newsroom) -> None:
    desk = open_desk(Workspace(linked.root))
    assessments = Assessments(desk)
    job = desk.agenda(Wanted()).jobs[0]
    assert assessments.of(job) is assessments.of(job)


def test_a_sync_reads_each_file_once(linked: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    article = linked.root / "articles/a.html"
    article.rename(article.with_name("c.html"))
    linked.article("b.html", PAGE.format(link="c.html"))
    with counted(monkeypatch) as reads:
        answer = linked.l10n("sync")
    assert "articles/c.html holds most of it" in answer.out
    # One catalog of b and one of the article that is gone, in each of two languages; and all of
    # them for the memory, since what their articles say of their language may have changed.
    assert reads.pop("PO parses") == 8
    assert {name for name, times in reads.items() if times > 1} == {
        f"catalogs/{locale}/{name}.html.po" for locale in ("en", "de") for name in "ab"
    }
    assert max(reads.values()) == 2
    assert {name for name in reads if name.startswith("articles/")} == {
        "articles/b.html",
        "articles/c.html",
    }
