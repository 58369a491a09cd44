"""An article whose file was emptied, by a full disk or by an editor that is just saving."""

import shutil
from dataclasses import replace

import pytest

from l10n.exchange.po.file import dump, load
from l10n.model.catalog import State
from tests.conftest import Newsroom

ARTICLE = "# Рада\n\nМіська рада ухвалила бюджет на рік.\n"


def _published(newsroom: Newsroom) -> bytes:
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync", "--no-draft")
    path = newsroom.catalog("a.md")
    found = load(path)
    done = (
        each.with_target("The council adopted the budget for a year.", State.TRANSLATED)
        for each in found.entries
    )
    path.write_text(dump(replace(found, entries=tuple(done))), "utf-8")
    assert newsroom.l10n("publish").code == 0
    return (newsroom.root / "published" / "en" / "a.md").read_bytes()


@pytest.mark.parametrize("rest", ["", "\ufeff", " \n\n"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_page_is_not_emptied_with_its_article(newsroom: Newsroom, rest: str, jobs: str) -> None:
    before = _published(newsroom)
    newsroom.article("a.md", rest)
    newsroom.l10n("sync", "--no-draft")
    for _again in range(2):
        answer = newsroom.l10n("publish", "--jobs", jobs)
        assert answer.code == 3
        assert "articles/a.md: the article is empty, and its page is not" in answer.err
        assert (newsroom.root / "published" / "en" / "a.md").read_bytes() == before
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync", "--no-draft")
    assert newsroom.l10n("publish").code == 0
    assert (newsroom.root / "published" / "en" / "a.md").read_bytes() == before


def test_an_article_that_never_had_a_word_is_published(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "\ufeff")
    newsroom.l10n("sync", "--no-draft")
    for _again in range(2):
        assert newsroom.l10n("publish").code == 0
        shutil.rmtree(newsroom.root / ".l10n")
