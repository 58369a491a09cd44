"""Visible dates, bylines and sections: written by tables and rules, not by translators."""

import re
from pathlib import Path
from typing import Any

import pytest

from l10n import plugins
from l10n.formats import Format
from l10n.language.bylines import folded, is_byline, write_byline
from l10n.language.datelines import read_dateline, write_dateline
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.metadata import Metadata
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish
from l10n.steps.visible import visible_problems
from l10n.store.workflow_file import load_workflow

WORKFLOW = """
source = "uk"
targets = ["en", "de", "bg"]
articles = ["**"]
fields = ["title"]

[metadata]
dates = ["shown", "updated.text"]
bylines = ["authors[].name"]
sections = ["rubric"]
html_dates = ["time", ".date"]
html_bylines = ["[rel=author]", "meta[name=author]", ".byline"]
html_sections = [".rubric", "meta[property='article:section']"]

[metadata.date_format]
de = "d. MMMM y"

[metadata.names]
"Леся Українка" = {en = "Lesya Ukrainka"}

[metadata.section_names]
"Політика" = {en = "Politics", de = "Politik"}
"""


def read(name: str, source: str, workflow: str = WORKFLOW) -> tuple[Article, Format, Metadata]:
    conventions = load_workflow(Path("news.toml"), workflow).conventions
    format = plugins.format_for(name, Conventions(language="uk", metadata=conventions.metadata))
    assert format is not None
    parsed = format.parse(source, ("title",))
    return Article(name, "uk", format.name, source, parsed), format, conventions.metadata


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def version(name: str, source: str, locale: str = "en") -> tuple[str, list[str]]:
    """A version without translations, and the entries that translators have."""
    article, format, metadata = read(name, source)
    segments = extract(article).segments
    texts = [re.sub(r"(?:\A|(?<=>))[^<]+", _upper, each.text) for each in segments]
    targets = tuple(enumerate(texts))
    choice = ChosenTargets(targets, (), 0, 0, len(targets))
    edition = Edition(locale, ("title",), metadata=metadata)
    made = publish(article, format, segments, choice, edition)
    assert not made.blockers
    return made.text, [each.text for each in segments]


def problems(name: str, source: str) -> list[tuple[int, str, tuple[str, ...]]]:
    article, _format, metadata = read(name, source)
    found = visible_problems(article, metadata, ("en", "de", "bg"))
    return [(each.line, each.message.text("en"), each.locales) for each in found]


HEAD = """\
---
title: Рада
date: 2026-11-27T10:00:00+02:00
shown: 27 листопада 2026, 10:30
updated: {text: "27.11.2026", at: "2026-11-27"}
authors:
  - name: О. Шевченко
    id: Шевченко
rubric: 'Політика'
---

Текст.
"""


def test_fields_of_the_front_matter_go_by_tables() -> None:
    made, entries = version("a.md", HEAD)
    assert entries == ["Рада", "Текст."]
    assert made == (
        HEAD.replace("title: Рада", "title: РАДА")
        .replace("Текст", "ТЕКСТ")
        .replace("27 листопада 2026, 10:30", "November 27, 2026, 10:30\u202fAM")
        .replace('"27.11.2026"', '"November 27, 2026"')
        .replace("О. Шевченко", "O. Shevchenko")
        .replace("'Політика'", "'Politics'")
    )
    assert "shown: 27. November 2026, 10:30\n" in version("a.md", HEAD, "de")[0]


def test_a_date_for_machines_is_no_entry_and_stays() -> None:
    source = "---\nshown: '2026-11-27'\n---\n"
    assert version("a.md", source) == (source, [])


def test_what_is_no_date_or_name_alone_stays_an_entry() -> None:
    source = "---\nshown: Оновлено 27 листопада\nauthors: [{name: наш кореспондент}]\n---\n"
    assert version("a.md", source)[1] == ["Оновлено 27 листопада", "наш кореспондент"]


PAGE = """\
<html lang="uk"><head><meta name="author" content="Леся Українка">
<meta property="article:section" content="Політика"></head>
<body><p class="rubric">Політика</p>
<p>Пише <a href="/a" rel="author">Іван Франко</a>,
<time datetime="2026-11-27">27 листопада</time>.</p>
<div class="date big">27.11.2026</div><div class="date">Оновлено <b>щойно</b></div>
<script type="application/ld+json">{"articleSection": "Політика", "datePublished": "2026-11-27",
"author": {"name": "Іван Франко"}, "publisher": {"name": "Новини"}}</script></body></html>
"""


def test_elements_of_a_page_go_by_tables() -> None:
    made, entries = version("a.html", PAGE)
    assert entries == ["Пише <a1/>, <time2/>.", "Оновлено <b1>щойно</b1>", "Новини"]
    for old, new in (
        ('lang="uk"', 'lang="en"'),
        ('"Леся Українка"', '"Lesya Ukrainka"'),
        ("Політика", "Politics"),
        ("Іван Франко", "Ivan Franko"),
        ("27 листопада", "November 27"),
        (">27.11.2026", ">November 27, 2026"),
        ("Пише", "ПИШЕ"),
        ("Оновлено <b>щойно", "ОНОВЛЕНО <b>ЩОЙНО"),
        ("Новини", "НОВИНИ"),
    ):
        assert old in PAGE
        assert new in made
    assert 'datetime="2026-11-27"' in made
    assert '"datePublished": "2026-11-27"' in made
    for word in ("листопада", "Франко", "Політика"):
        assert word not in made


@pytest.mark.parametrize("target", ["Our Correspondent", "27 November 2026", "2026-11-27"])
@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", "<p>Пише <span class=byline>наш кореспондент</span>.</p>"),
        ("a.html", "<p>Вийшло <time>щойно</time>.</p>"),
        ("a.md", "---\nshown: щойно\n---\n"),
    ],
)
def test_a_target_that_reads_like_a_date_or_name_is_placed(
    name: str, source: str, target: str
) -> None:
    article, format, metadata = read(name, source)
    segments = extract(article).segments
    (number,) = (n for n, each in enumerate(segments) if not each.place.tags)
    choice = ChosenTargets(((number, target),), (), 0, 0, 1)
    edition = Edition("en", ("title",), metadata=metadata)
    made = publish(article, format, segments, choice, edition)
    assert not made.blockers
    assert target in made.text


def test_a_tag_shows_translators_what_it_reads() -> None:
    article, _format, _metadata = read("a.html", PAGE)
    found = {tag.name: tag.reads for each in extract(article).segments for tag in each.place.tags}
    assert found == {"a1": "Іван Франко", "time2": "27 листопада", "b1": ""}


def test_an_element_that_nobody_closes_parts_no_text() -> None:
    source = "<p>Пише <span class=byline>Іван Франко"
    assert version("a.html", source)[1] == ["Пише <span1/>Іван Франко"]


def test_html_in_markdown_goes_by_tables_too() -> None:
    made, entries = version("a.md", '<div class="date">27.11.2026</div>\n\nТекст.\n')
    assert made == '<div class="date">November 27, 2026</div>\n\nТЕКСТ.\n'
    assert entries == ["Текст."]


def test_what_no_table_says_stays_and_is_told() -> None:
    source = "---\nauthors:\n- name: Леся Українка\n- name: УНІАН\nrubric: Спорт\n---\n"
    assert version("a.md", source)[0] == source.replace("Леся Українка", "Lesya Ukrainka")
    assert problems("a.md", source) == [
        (
            4,
            "nobody knows how “УНІАН” is written in en, de; it stays: name it in [metadata.names]",
            ("en", "de"),
        ),
        (
            5,
            "“Спорт” has no name in en, de, bg in [metadata.section_names] of the workflow;"
            " it stays",
            ("en", "de", "bg"),
        ),
    ]


@pytest.mark.parametrize(("name", "source"), [("a.md", HEAD), ("a.html", PAGE)])
def test_in_its_own_language_an_article_stays_to_the_byte(name: str, source: str) -> None:
    article, format, metadata = read(name, source)
    edition = Edition("uk", ("title",), metadata=metadata)
    choice = ChosenTargets((), (), 0, 0, 0)
    assert publish(article, format, extract(article).segments, choice, edition).text == source


def test_without_a_table_all_is_as_it_was() -> None:
    article, _format, _metadata = read("a.html", PAGE, WORKFLOW.partition("[metadata]")[0])
    texts = [each.text for each in extract(article).segments]
    assert "Пише <a1>Іван Франко</a1>, <time2>27 листопада</time2>." in texts
    assert not any(each.table for each in article.parsed.blocks)


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("27 листопада 2026 р., 10:30", "uk", "November 27, 2026, 10:30\u202fAM"),
        ("П’ятниця, 27 листопада 2026", "uk", "Friday, November 27, 2026"),
        ("27 листопада", "uk", "November 27"),
        ("листопад 2026", "uk", "November 2026"),
        ("27. November 2026, 10:30 Uhr", "de", "November 27, 2026, 10:30\u202fAM"),
        ("27 listopada 2026", "pl", "November 27, 2026"),
        ("Nov. 27, 2026", "en", "November 27, 2026"),
    ],
)
def test_a_date_is_read_and_written(text: str, locale: str, expected: str) -> None:
    said = read_dateline(text, locale)
    assert said is not None
    assert write_dateline(said, "en", "long") == expected


@pytest.mark.parametrize(
    "text", ["", "вчора", "10:30", "2026-11-27", "30 лютого 2026", "27.11.2026 Київ"]
)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert read_dateline(text, "uk") is None


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Олена Згурська", "en", "Olena Zghurska"),
        ("О. Шевченко, І. Франко", "en", "O. Shevchenko, I. Franko"),
        ("Олена Шевченко та Іван Франко", "de", "Olena Shevchenko und Ivan Franko"),
        ("Jane Hale", "en", "Jane Hale"),
        ("Олена Шевченко", "bg", "Олена Шевченко"),
        ("Олена Шевченко", "ja", None),
        ("УНІАН", "en", None),
        ("ЛЕСЯ українка", "en", "Lesya"),
    ],
)
def test_names_are_written_by_the_desk_or_by_the_rules(
    text: str, target: str, expected: Any
) -> None:
    assert write_byline(text, "uk", target, {folded("Леся Українка"): "Lesya"}) == expected


@pytest.mark.parametrize("text", ["", "наш кореспондент", "О.", "Прес-служба ДСНС України у Києві"])
def test_what_is_no_row_of_names_is_no_byline(text: str) -> None:
    assert not is_byline(text, {})
