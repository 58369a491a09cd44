"""What is told of a link does not depend on which process comes to which page first."""

import shutil
from pathlib import Path

import pytest

from l10n.desk.workers import crew
from tests.conftest import Newsroom
from tests.workers_desk import files

WORKFLOW = """source = "uk"
targets = ["en"]
articles = ["**"]
engines = []

[publish]
fallback = "source"
"""
AMONG = (
    "articles/{folder}/{stem}.{locale}{suffix}",
    "articles/{locale}/{path}",
    "articles/p.d/{locale}/{path}",
)
"""Where pages may be among the articles."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes are started for very little, and get one article at a time."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    monkeypatch.setattr(crew, "ENOUGH", 1)
    monkeypatch.setattr(crew, "AT_ONCE", crew.EACH)


def _prepare(newsroom: Newsroom, *command: str) -> None:
    """What comes before the publish that is looked at: starting other processes takes longest."""
    answer = newsroom.l10n(*command, "--jobs", "1")
    assert answer.code == 0, answer.err


def test_links_straight_to_pages_do_not_depend_on_who_is_first(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW + 'links = "keep"\n')
    for number in range(8):
        before, after = f"../published/en/{(number + 7) % 8}.md", f"../published/en/{number + 1}.md"
        newsroom.article(
            f"{number}.md", f"Див. [одну]({before}), [другу]({after}) і [усі](../published/en/).\n"
        )
    _prepare(newsroom, "sync", "--no-draft")
    twin = newsroom.root.with_name("twin")
    shutil.copytree(newsroom.root, twin)
    one = newsroom.l10n("publish", "--jobs", "1")
    assert newsroom.run("publish", "--jobs", "2", at=twin) == one
    told = [line for line in one.out.splitlines() if "not there" in line]
    assert told == ["articles/7.md:1: a link leads to published/en/8.md, which is not there"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_links_to_a_page_that_goes_are_told_whoever_is_first(newsroom: Newsroom, jobs: int) -> None:
    newsroom.workflow(WORKFLOW + 'retraction = "remove"\n')
    newsroom.article("m.md", "Стаття.\n")
    for name in ("a", "z"):
        newsroom.article(f"{name}.md", "Див. [статтю](m.md).\n")
    _prepare(newsroom, "sync", "--no-draft")
    _prepare(newsroom, "publish")
    page = newsroom.root / "published/en/m.md"
    text = page.read_bytes()
    newsroom.l10n("retract", "m.md", "--reason", "x", "--as", "A <a@news.example>")
    # A retraction that was cut short: it stands in the record, and the page is still there.
    assert not page.exists()
    page.write_bytes(text)
    told = newsroom.l10n("publish", "--jobs", jobs).out
    assert not page.exists()
    for name in ("a", "z"):
        assert f"articles/{name}.md:1: a link leads to articles/m.md, which has no page" in told


@pytest.mark.parametrize(
    ("pages", "links"), [(AMONG[0], "relink"), *((each, "keep") for each in AMONG)]
)
def test_links_to_pages_among_articles_are_told_alike(
    newsroom: Newsroom, pages: str, links: str
) -> None:
    newsroom.workflow(WORKFLOW + f'links = "{links}"\n[paths]\npages = "{pages}"\n')
    for number in range(8):
        said = []
        for other in ((number + 7) % 8, number + 1):
            page = _page(pages, f"{other}.md")
            said += [f"[1]({page})", f"[2]({page[:-3]}.html)", f"[3]({page[:-3]})"]
        newsroom.article(f"{number}.md", " ".join([*said, "[4](p.d) [5](en/) [6](en)."]) + "\n")
    _prepare(newsroom, "sync", "--no-draft")
    twin = newsroom.root.with_name("twin")
    shutil.copytree(newsroom.root, twin)
    one = newsroom.l10n("publish", "--jobs", "1")
    assert newsroom.run("publish", "--jobs", "2", at=twin) == one
    pages_made = [path for path in files(newsroom.root) if _is_copied(path)]
    assert pages_made == sorted(f"articles/{_page(pages, f'{number}.md')}" for number in range(8))
    assert [each for each in files(twin) if _is_copied(each)] == pages_made
    told = {line for line in one.out.splitlines() if "a link leads to" in line}
    dead = _page(pages, "8")
    for line in told:
        if "p.d, " not in line:
            assert line.startswith(f"articles/7.md:1: a link leads to articles/{dead}")
            assert line.endswith(", which is not there")
    assert len({line.split(":", 2)[2] for line in told if "p.d, " in line}) in (0, 1)


def _page(pattern: str, name: str) -> str:
    """The place of a page below the folder of the articles, without a suffix as the name is."""
    stem, _dot, suffix = name.partition(".")
    place = pattern.replace("{folder}/", "").replace("{locale}", "en").replace("{path}", name)
    place = place.replace("{stem}", stem).replace("{suffix}", suffix and f".{suffix}")
    return place.removeprefix("articles/")


def _is_copied(path: str) -> bool:
    """True for what a publish has put among the articles."""
    return path.startswith("articles/") and "en" in path.replace(".", "/").split("/")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("back", [True, False])
def test_links_to_a_page_that_comes_back_are_told_alike(
    newsroom: Newsroom, jobs: int, back: bool
) -> None:
    newsroom.workflow(WORKFLOW)
    newsroom.article("m.md", "Стаття.\n")
    for name in ("a", "z"):
        newsroom.article(f"{name}.md", "Див. [статтю](m.md) і [її](../published/en/m.md).\n")
    _prepare(newsroom, "sync", "--no-draft")
    _prepare(newsroom, "publish", "m.md")
    newsroom.l10n("retract", "m.md", "--reason", "x", "--as", "A <a@news.example>")
    # A notice stands in its place; it was lost, or whoever put it there was cut short.
    page = newsroom.root / "published/en/m.md"
    assert "Стаття" not in page.read_text("utf-8")
    page.unlink()
    if not back:
        shutil.rmtree(newsroom.root / "versions/en/m.md.texts")
    told = newsroom.l10n("publish", "--jobs", jobs).out
    assert page.exists() == back
    for name in ("a", "z"):
        assert (f"articles/{name}.md:1: a link leads to articles/m.md, which has" in told) != back
        assert (f"articles/{name}.md:1: a link leads to published/en/m.md, which" in told) != back


@pytest.mark.parametrize("jobs", [1, 2])
def test_links_to_a_page_that_was_set_back_are_told_alike(newsroom: Newsroom, jobs: int) -> None:
    newsroom.workflow(WORKFLOW.replace('"**"', '"a.md", "z.md"'))
    own = newsroom.root / "workflows/own.toml"
    own.write_text(WORKFLOW.replace('"**"', '"m.md"'), "utf-8")
    for name in ("a", "z"):
        newsroom.article(f"{name}.md", "Див. [статтю](m.md).\n")
    for word in ("Стаття", "Інша"):
        newsroom.article("m.md", f"{word}.\n")
        _prepare(newsroom, "sync", "--no-draft")
        _prepare(newsroom, "publish", "m.md")
    newsroom.l10n("rollback", "m.md", "1", "--reason", "x", "--as", "A <a@news.example>")
    page = newsroom.root / "published/en/m.md"
    assert "Стаття" in page.read_text("utf-8")
    # It would not be published as it stands, and its page is lost.
    own.write_text(own.read_text("utf-8").replace('"source"', '"refuse"'), "utf-8")
    page.unlink()
    told = newsroom.l10n("publish", "--jobs", jobs).out
    assert page.exists()
    assert "a link leads to" not in told
