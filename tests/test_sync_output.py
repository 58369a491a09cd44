"""What `l10n sync` says: all about few articles, the numbers of many, locales in order."""

import polib
import pytest

from tests.conftest import WORKFLOW, Newsroom


def test_of_many_articles_the_numbers_are_summed_up(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "de"]'))
    for number in range(30):
        newsroom.article(f"a{number:02}.md", f"Новина {number}.\n\nЇї продовження.\n")
    answer = newsroom.l10n("sync")
    assert answer.out.splitlines() == [
        "30 articles → en: 60 new entries, 60 drafted",
        "30 articles → de: 60 new entries, 60 drafted",
        "60 catalogs written, 0 unchanged",
    ]
    assert newsroom.l10n("sync").out == "0 catalogs written, 60 unchanged\n"


def test_of_many_articles_reasons_are_summed_up_too(newsroom: Newsroom) -> None:
    newsroom.workflow(
        WORKFLOW.replace('["pseudo"]', '["pseudo"]\n[engine.pseudo.when]\nmax_characters = 20\n')
    )
    for number in range(30):
        newsroom.article(f"a{number:02}.md", f"Новина.\n\nДовге продовження новини {number}.\n")
    answer = newsroom.l10n("sync")
    assert "30 articles → en: 60 new entries, 30 drafted" in answer.out
    assert "30 articles → en: 30 left empty: no engine of the workflow" in answer.out


def test_articles_that_a_person_names_have_a_line_each(newsroom: Newsroom) -> None:
    for number in range(30):
        newsroom.article(f"a{number:02}.md", f"Новина {number}.\n")
    answer = newsroom.l10n("sync", "a*.md")
    assert "articles/a00.md → en: 1 new entry, 1 drafted" in answer.out
    assert len(answer.out.splitlines()) == 31


def test_locales_come_in_the_order_of_the_targets(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["pl", "en", "de"]'))
    newsroom.article("a.md", "Новина.\n")
    newsroom.article("b.md", "Ще одна.\n")
    lines = newsroom.l10n("sync").out.splitlines()
    places = [line.split(":")[0].removeprefix("articles/") for line in lines[:-1]]
    assert places == [f"{name}.md → {to}" for name in "ab" for to in ("pl", "en", "de")]


@pytest.mark.parametrize("edited", [True, False])
def test_a_changed_sentence_counts_once(newsroom: Newsroom, edited: bool) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет міста.\n")
    newsroom.l10n("sync")
    if edited:
        catalog = polib.pofile(str(newsroom.catalog("a.md")))
        catalog[0].msgstr, catalog[0].flags = "The council has adopted the budget.", []
        catalog.save()
    newsroom.article("a.md", "Рада ухвалила новий бюджет міста.\n")
    line = newsroom.l10n("sync").out.splitlines()[0]
    kept = "articles/a.md → en: 1 changed, its old translation kept for the translator"
    kept += ", 1 drafted beside a person’s text"
    anew = "articles/a.md → en: 1 new entry, 1 gone, 1 drafted"
    assert line == (kept if edited else anew)


TWO_LOCALES = WORKFLOW.replace('["en"]', '["en", "de"]')
QUOTED = '---\ntags: [війна]\n---\n\n<p lang="en">We stand with the people here.</p>\n\nНовина.\n'


def test_a_problem_is_told_and_counted_where_it_is_one(newsroom: Newsroom) -> None:
    terms = '[taxonomies.tags]\n"війна" = { en = "war" }\n'
    newsroom.workflow(f"{TWO_LOCALES}\n{terms}")
    newsroom.article("a.md", QUOTED)
    assert "<p> is in another language (en)" in newsroom.l10n("sync").out
    english, german = newsroom.l10n("status", "--json").json
    assert english["problems"] == []
    assert [problem["line"] for problem in german["problems"]] == [2, 5]


def test_a_dead_link_is_told_by_every_sync_until_it_leads(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "![Фото](a.jpg)\n")
    for _ in range(2):
        assert "articles/a.md:1: a link leads to articles/a.jpg" in newsroom.l10n("sync").out
    newsroom.article("a.jpg", "x")
    assert newsroom.l10n("sync").out == "0 catalogs written, 1 unchanged\n"


def test_a_link_without_pages_is_one_line_for_all_locales(newsroom: Newsroom) -> None:
    newsroom.workflow(TWO_LOCALES)
    newsroom.article("a.md", "[Новина](b.md)\n\n![Фото](немає.jpg)\n")
    newsroom.article("b.md", "Новина.\n")
    newsroom.l10n("sync")
    for command in ("status", "publish"):
        told = [line for line in newsroom.l10n(command, "a.md").out.splitlines() if "link" in line]
        assert told == [
            "articles/a.md:1: a link leads to articles/b.md, which has no page in en, de",
            "articles/a.md:3: a link leads to articles/немає.jpg, which is not there",
        ]
