"""Articles of every shape: reading, checking and publishing grow with their size, or are refused.

The factors are those that docs/formats.md states.
"""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n import plugins
from l10n.errors import ArticleError
from l10n.formats import bounds
from l10n.formats.frontmatter.yaml import MOST
from l10n.formats.html import depth as html_depth
from l10n.formats.markdown import depth as markdown_depth
from l10n.model.article import Article
from l10n.model.catalog import State
from l10n.model.conventions import Conventions
from l10n.model.markup import Tagged, faults
from l10n.steps.extract import extract
from l10n.steps.merge import merge
from l10n.steps.offered import offered
from l10n.steps.proofread import proofread
from l10n.steps.publish import Edition, Policy, choose, publish
from l10n.tags.place import place
from tests.conftest import LONG
from tests.growth import in_proportion
from tests.tally import Tally

BYTES_FOR_ONE = 1_200
"""Bytes of memory that publishing takes at most for a byte of an article (docs/formats.md)."""

Shape = Callable[[int], str]


def repeated(piece: str) -> Shape:
    return lambda size: piece * (size // len(piece))


def nested(opening: str, closing: str) -> Shape:
    return lambda size: (
        opening * (size // len(opening + closing))
        + "ж"
        + closing * (size // len(opening + closing))
    )


def numbered(piece: str, head: str = "", foot: str = "") -> Shape:
    return lambda size: (
        head + "".join(piece.format(number) for number in range(size // len(piece))) + foot
    )


MARKDOWN: dict[str, Shape] = {
    "one paragraph": repeated("Рада ухвалила закон про бюджет. Депутати голосували вночі. "),
    "one word": repeated("а"),
    "short paragraphs": repeated("а\n\n"),
    "lines": repeated("слово\n"),
    "carriage returns": repeated("а\r"),
    "hard breaks": repeated("слово  \n"),
    "opened links": repeated("[а]("),
    "brackets": repeated("["),
    "links": repeated("[а](b) "),
    "links with titles": repeated('[а](b "т") '),
    "nested images": nested("![а", "](b)"),
    "images": repeated("![а](b) "),
    "emphasis": repeated("*а* "),
    "opened emphasis": repeated("*а **б "),
    "nested emphasis": nested("*а ", " а*"),
    "low lines": repeated("_"),
    "waves": repeated("~5 "),
    "backticks": lambda size: " ".join("`" * n for n in range(int((2 * size) ** 0.5))),
    "less-than signs": repeated("<"),
    "raw tags": repeated("а <b>"),
    "nested code elements": nested("<code>а", "</code>"),
    "tags of HTML": repeated("<a b='"),
    "quotes": repeated("> слово\n>\n"),
    "items": repeated("- слово\n"),
    "wide table": lambda size: (
        "|ж" * (size // 8) + "|\n" + "|-" * (size // 8) + "|\n" + "|ж" * (size // 8) + "|\n"
    ),
    "long table": lambda size: "а|б\n-|-\n" + "*а*|б\n" * (size // 6),
    "footnotes": lambda size: (
        "".join(f"слово[^{n}] " for n in range(size // 32))
        + "".join(f"\n\n[^{n}]: ж" for n in range(size // 32))
    ),
    "definitions": numbered('[r{}]: /a "назва"\n'),
    "references": lambda size: "[a]: b\n\n" + "[a] " * (size // 4),
    "entities": repeated("&amp;"),
    "escapes": repeated("\\*"),
    "addresses": repeated("http://a.b/c "),
    "byte-order marks": repeated("\ufeff"),
    "null characters": repeated("а\0 "),
    "names in YAML": numbered("k{}: слово\n", "---\n", "---\n"),
    "a list in YAML": lambda size: "---\ntitle: [" + "слово, " * (size // 7) + "]\n---\n",
    "a long line of YAML": lambda size: "---\ntitle: " + "слово " * (size // 6) + "\n---\n",
    "lines of YAML": lambda size: "---\ntitle: >\n" + "  слово\n" * (size // 8) + "---\n",
    "aliases of YAML": lambda size: (
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1} , *a{n - 1} ]\n" for n in range(1, size // 32))
        + "---\n"
    ),
    "brackets in YAML": nested("---\ntitle: [", "]"),
}
HTML: dict[str, Shape] = {
    "one paragraph": lambda size: (
        "<p>" + "Рада ухвалила закон. Депутати голосували. " * (size // 42)
    ),
    "tags left open": repeated("<b>а"),
    "paragraphs with tags left open": repeated("<p><b>а"),
    "tags that cross": repeated("<b><p>а</b></p>"),
    "links in links": repeated("<a>а"),
    "links in blocks": repeated("<a><div>а</a>"),
    "formatting that goes on": lambda size: numbered("<b a={}>")(size // 2) + "<p>а" * (size // 8),
    "nested elements": nested("<em>а", "</em>"),
    "tables without rows": repeated("<table>а"),
    "text in a table": lambda size: "<table>" + "а<tr>" * (size // 5),
    "templates": repeated("<template>а"),
    "formulas": repeated("<math><mi>а"),
    "drawings": repeated("<svg><desc>а"),
    "characters of a drawing": lambda size: "<svg>" + "<![CDATA[а]]>" * (size // 13),
    "cells outside of tables": repeated("<div><td>а"),
    "links around tables": repeated("<b><table></b><td>а"),
    "comments": repeated("<!-- а -->а"),
    "attributes": numbered("a{}=b ", "<p ", ">а"),
    "texts of attributes": repeated("<img alt='ж'>"),
    "sources": lambda size: "<img srcset='" + "a (, " * (size // 5) + "'>",
    "a page in an attribute": lambda size: "<iframe srcdoc='" + "<" * size + "'>",
    "code": repeated("<code>а</code> "),
    "nested objects": nested("<object>а", "</object>"),
    "breaks": repeated("а<br>"),
    "annotations": lambda size: "<ruby>" + "<rt>а" * (size // 5),
    "less-than signs": lambda size: "<p>ж" + "<" * size,
    "less-than signs in a title": lambda size: "<title>ж" + "<" * size + "</title>",
    "references": repeated("&ampx&#9999999"),
}
TEXT: dict[str, Shape] = {
    "one paragraph": MARKDOWN["one paragraph"],
    "short paragraphs": repeated("а\n\n"),
    "labels": repeated("Автор:\nІм'я\n\n"),
    "marks": repeated("\u2060\u2060а\n"),
    "bullets": repeated("– а\nж\n"),
    "credits": lambda size: "Ж ж ж.\n\n" + "Автор: ж\n" * (size // 9),
}
ALL = {"md": MARKDOWN, "html": HTML, "txt": TEXT}
QUICK = {
    "md": ("one paragraph", "hard breaks", "links", "nested images", "low lines", "footnotes"),
    "html": ("paragraphs with tags left open", "tags that cross", "a page in an attribute"),
    "txt": ("one paragraph", "credits"),
}
"""What each change is tried with; `make fuzz` tries them all."""
SHAPES = [
    pytest.param(suffix, ALL[suffix][name], id=f"{suffix}: {name}")
    for suffix in ALL
    for name in (ALL if LONG else QUICK)[suffix]
]


def put_through(suffix: str, text: str, dialect: str = "") -> None:
    """All that is done with an article: read, merged, checked, published with every target new."""
    name = f"a.{suffix}"
    format = plugins.format_for(name, Conventions(dialect))
    assert format is not None
    try:
        parsed = format.parse(text, ("title", "k1"))
    except ArticleError as error:
        assert error.code in ("L10N-ART-008", "L10N-ART-009", "L10N-ART-010")
        return
    article = Article(name, "uk", format.name, source=text, parsed=parsed)
    segments = extract(article).segments
    new = merge(segments, None, path=name).catalog
    entries = [entry.with_target(entry.source, State.TRANSLATED) for entry in new.entries]
    catalog = merge(segments, replace(new, entries=tuple(entries)), path=name).catalog
    findings = proofread(segments, catalog, "uk", "en")
    choice = choose(segments, offered(catalog, ()), findings, Policy())
    edition = Edition("en", ("title", "k1"), "Чернетка", copy_equal=False)
    publish(article, format, segments, choice, edition)


@pytest.mark.growth
@pytest.mark.campaign
@pytest.mark.parametrize(("suffix", "shape"), SHAPES)
@pytest.mark.sampled(3)
def test_the_cost_of_an_article_grows_with_it(suffix: str, shape: Shape, tally: Tally) -> None:
    assert in_proportion(lambda size: put_through(suffix, shape(size)), 16_000 if LONG else 3_000)
    tally("articles: growth", shapes=1, superlinear=0)


@pytest.mark.campaign
@pytest.mark.parametrize(("suffix", "shape"), SHAPES if LONG else SHAPES[2:6])
@pytest.mark.sampled(2)
def test_the_memory_for_an_article_grows_with_it(suffix: str, shape: Shape, tally: Tally) -> None:
    text = shape(16_000 if LONG else 2_000)
    # Tables and modules, which are read once, are no memory for an article.
    put_through(suffix, shape(20))
    gc.collect()
    tracemalloc.start()
    try:
        put_through(suffix, text)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < BYTES_FOR_ONE * len(text.encode()) + 1_000_000
    tally("articles: memory", shapes=1, larger=0)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("md", "a\n" * 1_001),
        ("md", "*a*" * 500),
        ("html", "<b>" * 1_001),
        ("html", "<p " + "a " * 1_001 + ">"),
        ("txt", "a\n" * 1_001),
    ],
    ids=("lines of Markdown", "emphasis", "tags", "attributes", "lines of text"),
)
def test_too_large_an_article_is_refused_in_a_line(
    suffix: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_PARTS", 1_000)
    format = plugins.format_for(f"a.{suffix}")
    assert format is not None
    with pytest.raises(ArticleError) as caught:
        format.parse(text)
    assert str(caught.value) == (
        "the article has more than 1,000 lines, tags and other parts"
        " — split it into several articles [L10N-ART-008]"
    )


def test_the_bounds_are_those_of_the_page_of_formats() -> None:
    page = (Path(__file__).parent.parent / "docs/formats.md").read_text("utf-8")
    steps = (html_depth.MOST_STEPS, markdown_depth.MOST_STEPS)
    for number in (bounds.MOST_PARTS, MOST, *steps, BYTES_FOR_ONE):
        assert f"{number:,}" in page


@pytest.mark.parametrize("head", [">" * 1_000, "- " * 500, "> 1. " * 200, "\t" * 998 + "- "])
def test_too_deep_a_quote_is_refused_with_its_line(head: str) -> None:
    format = plugins.format_for("a.md")
    assert format is not None
    assert format.parse(f"а\n\n{head}а\n" + "а\n" * 10).blocks
    with pytest.raises(ArticleError) as caught:
        format.parse(f"а\n\n{head}а\n" + "а\n" * 101_000)
    assert (caught.value.code, caught.value.line) == ("L10N-ART-009", 3)


def test_tables_in_too_deep_a_page_are_refused_in_a_line() -> None:
    format = plugins.format_for("a.html")
    assert format is not None
    assert format.parse("<div>" * 4_000 + "<p>а").blocks
    assert format.parse("<table>" + "<tr><td>а" * 4_000).blocks
    with pytest.raises(ArticleError) as caught:
        format.parse("<div><td>а" * 4_000)
    assert caught.value.code == "L10N-ART-010"


def test_code_and_rules_of_any_width_are_no_quotes() -> None:
    format = plugins.format_for("a.md")
    assert format is not None
    assert (
        format.parse(" " * 500 + "2026\n\n" + "-" * 900 + "\n\n" + "* " * 80 + "\n").problems == ()
    )


def test_too_long_a_front_matter_is_left_out_with_a_line() -> None:
    format = plugins.format_for("a.md")
    assert format is not None
    matter = "".join(f"k{number}: слово\n" for number in range(MOST))
    parsed = format.parse(f"---\n{matter}---\n\nТекст.\n", ("k1",))
    assert [block.role for block in parsed.blocks] == ["paragraph"]
    assert [problem.message.text("en") for problem in parsed.problems] == [
        "the front matter has more than 10,000 names and values; it was left out"
    ]


@pytest.mark.growth
def test_tags_that_cross_are_told_in_proportion() -> None:
    def tell(size: int) -> None:
        names = [f"b{number}" for number in range(size)]
        text = "".join(f"<{name}>" for name in names) + "".join(f"</{name}>" for name in names)
        assert len(faults(Tagged("", frozenset(names)), text)) == size - 1

    assert in_proportion(tell, 4_000)


def test_tags_without_end_are_placed_by_position() -> None:
    names = [f"b{number}" for number in range(1_000)]
    text = " ".join(f"слово <{name}>два</{name}>." for name in names)
    placed = place(Tagged(text, frozenset(names)), "word two. " * 1_000)
    assert (placed.text.count("<b"), placed.doubtful) == (1_000, True)
