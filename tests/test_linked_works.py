"""What the linked data (schema.org) of an article says of a version of it."""

import json
import re
from typing import Any

import pytest

from l10n import plugins
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.counts import Tally
from l10n.model.statement import MIXED, RAW, Party, Statement, source_type
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DESK = Party("Organization", "Редакція </script> {{ x }}", url="https://news.example/")
ENGINE = Party("SoftwareApplication", "argos", version="uk_en 1.9")
SAID = Statement(source_type=RAW, linked_data=True, translators=(ENGINE, DESK))


def version(name: str, source: str, statement: Statement = SAID) -> str:
    """An article whose texts are published in capitals."""
    format = plugins.format_for(name, Conventions(language="uk"))
    assert format is not None
    parsed = format.parse(source, ("title",))
    article = Article(name, "uk", format.name, source, parsed)
    segments = extract(article).segments
    targets = tuple((number, each.text.upper()) for number, each in enumerate(segments))
    made = publish(
        article,
        format,
        segments,
        ChosenTargets(targets, (), 0, 0, len(targets)),
        Edition("en", ("title",), statement=statement),
    )
    assert not made.blockers
    return made.text


def script(data: object) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def blocks(text: str) -> list[Any]:
    """The linked data of a page as another reader has it."""
    found = re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', text)
    return [json.loads(each) for each in found]


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "url": "https://news.example/uk/a",
    "headline": "Рада </script> ухвалила",
    "datePublished": "2026-11-27T10:00:00+02:00",
}


def written(data: object, **options: Any) -> str:
    return script(json.dumps(data, ensure_ascii=False, **options).replace("</", "<\\/"))


@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_the_article_says_what_the_version_is(name: str, indent: Any) -> None:
    source = f"<p>Текст.</p>\n\n{written(ARTICLE, indent=indent)}\n"
    (said,) = blocks(version(name, source))
    assert said == {
        **ARTICLE,
        "headline": "РАДА </SCRIPT> УХВАЛИЛА",
        "inLanguage": "en",
        "translator": [
            {"@type": "SoftwareApplication", "name": "argos", "softwareVersion": "uk_en 1.9"},
            {"@type": "Organization", "name": DESK.name, "url": DESK.url},
        ],
        "translationOfWork": {
            "@type": "NewsArticle",
            "url": "https://news.example/uk/a",
            "inLanguage": "uk",
        },
        "digitalSourceType": IPTC + RAW,
    }


def test_bytes_outside_of_what_is_said_stay() -> None:
    data = '{ "@type" :"Article","@context":"http:\\/\\/schema.org" ,\r\n\t"n": 1.50e2\r\n}'
    source = f"<p>5</p>{script(data)}"
    made = version("a.html", source, Statement(source_type=MIXED, linked_data=True))
    added = ',\r\n\t"inLanguage": "en",\r\n\t"digitalSourceType": "' + IPTC + MIXED + '"'
    assert made == source.replace("1.50e2", "1.50e2" + added)


@pytest.mark.parametrize(
    "data",
    [
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, {"@type": "Article"}]},
        [{"@context": ["https://schema.org", {"x": "y"}], "@type": ["Thing", "BlogPosting"]}],
        {
            "@context": {"@vocab": "http://schema.org/"},
            "@type": "WebPage",
            "mainEntity": {"@type": "schema:NewsArticle"},
        },
    ],
)
def test_the_article_is_found_in_graphs_lists_and_pages(data: Any) -> None:
    made = json.dumps(blocks(version("a.html", written(data)))[0])
    assert made.count('"inLanguage"') == made.count('"translator"') == 1
    assert re.search(r'"@type": [^{}]*(?:Article|BlogPosting)[^{}]*"inLanguage"', made)


@pytest.mark.parametrize(
    "data",
    [
        {"@context": "https://other.example", "@type": "NewsArticle"},
        {"@type": "NewsArticle", "name": "Рада"},
        {"@context": "https://schema.org", "@type": "Organization"},
        {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [ARTICLE]},
        {},
        [],
        7,
    ],
)
def test_what_describes_something_else_says_nothing_new(data: Any) -> None:
    made = version("a.html", written(data))
    assert "inLanguage" not in made
    assert "translator" not in made


def test_what_the_source_says_of_its_own_making_is_replaced() -> None:
    data = ARTICLE | {
        "inLanguage": "uk",
        "translator": {"@type": "Person", "name": "Іван"},
        "digitalSourceType": IPTC + "digitalCapture",
    }
    (said,) = blocks(version("a.html", f'<html lang="uk">{written(data)}'))
    assert said["inLanguage"] == "en"
    assert [each["name"] for each in said["translator"]] == ["argos", DESK.name]
    assert said["digitalSourceType"] == IPTC + RAW


def test_the_translator_of_the_source_is_not_that_of_the_version() -> None:
    data = ARTICLE | {"translator": {"@type": "Person", "name": "Іван"}}
    (said,) = blocks(version("a.html", written(data), Statement(linked_data=True)))
    assert said["translator"] is None


def test_a_language_that_is_an_object_is_replaced() -> None:
    data = ARTICLE | {"inLanguage": {"@type": "Language", "name": "Українська"}}
    (said,) = blocks(version("a.html", written(data)))
    assert said["inLanguage"] == "en"


def test_each_of_several_blocks_is_told_of_its_own_original() -> None:
    other = ARTICLE | {"url": "https://news.example/uk/b"}
    source = written(ARTICLE) + written(other)
    told = Statement(linked_data=True, original="https://site/uk/a", page="https://site/en/a")
    found = blocks(version("a.html", source, told))
    assert [each["translationOfWork"]["url"] for each in found] == [ARTICLE["url"], other["url"]]


def test_addresses_of_the_original_lead_to_the_version_if_known() -> None:
    site = "https://site/uk/a"
    data = ARTICLE | {
        "@id": f"{site}#article",
        "url": site,
        "mainEntityOfPage": {"@type": "WebPage", "@id": site},
        "image": site,
    }
    told = Statement(linked_data=True, original=site, page="https://site/en/a")
    (said,) = blocks(version("a.html", written(data), told))
    assert said["@id"] == "https://site/en/a#article"
    assert said["url"] == said["mainEntityOfPage"]["@id"] == "https://site/en/a"
    assert said["image"] == said["translationOfWork"]["url"] == site


def test_an_object_without_an_address_names_no_original() -> None:
    (said,) = blocks(version("a.html", written(ARTICLE | {"url": "/uk/a", "@id": "#a"})))
    assert "translationOfWork" not in said


@pytest.mark.parametrize("text", ['{"@context": "https://schema.org", }', "{", "[" * 300, "нема"])
def test_linked_data_that_is_no_json_stays_and_is_told(text: str) -> None:
    source = f"<p>5</p>{script(text)}"
    assert version("a.html", source) == source
    format = plugins.format_for("a.html")
    assert format is not None
    (problem,) = format.parse(source).problems
    assert "JSON" in problem.message.text("en")


def test_switched_off_nothing_is_said() -> None:
    source = script('{"@context": "https://schema.org", "@type": "Article", "a": 1}')
    assert version("a.html", source, Statement(source_type=RAW)) == source


@pytest.mark.parametrize(
    ("machine", "edited", "people", "term"),
    [
        (3, 0, 0, RAW),
        (3, 1, 0, MIXED),
        (0, 1, 0, MIXED),
        (1, 0, 1, MIXED),
        (0, 0, 2, ""),
        (0, 0, 0, ""),
    ],
)
def test_the_source_type_follows_from_who_wrote_what(
    machine: int, edited: int, people: int, term: str
) -> None:
    counts = [Tally(each, each) for each in (machine, edited, people)]
    assert source_type(counts[0], edited=counts[1], people=counts[2]) == term
