"""Links to headings go on leading to them in a translation, by the rules of each generator."""

import pytest

from l10n.desk.targets import dead_fragments
from l10n.formats.dialects.headings import RULES
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.steps.anchors import anchor_edits
from l10n.steps.extract import extract
from tests.conftest import WORKFLOW, Newsroom
from tests.growth import in_proportion
from tests.structure import OTHERS_OFF

UPPER = WORKFLOW.replace('"pseudo"', "").replace('[publish]\nrequire = "draft"\n', "") + OTHERS_OFF
"""A desk whose entries are translated by the tests."""
ARTICLE = "[до бюджету](#бюджет-2024)\n\n## Бюджет 2024\n\nТекст.\n"


def desk(newsroom: Newsroom, dialect: str) -> Newsroom:
    newsroom.workflow(f'dialect = "{dialect}"\n{UPPER}' if dialect else UPPER)
    return newsroom


def page(newsroom: Newsroom, name: str = "a.md") -> str:
    """Translate everything into English words, publish, and give the page."""
    import polib

    assert newsroom.l10n("sync").code == 0
    for path in (newsroom.root / "catalogs").rglob("*.po"):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = (
                entry.msgid.replace("до бюджету", "to the budget")
                .replace("Бюджет 2024", "Budget of 2024")
                .replace("Текст", "Text")
            )
            entry.flags = []
        catalog.save()
    answer = newsroom.l10n("publish")
    assert answer.code == 0, answer.out + answer.err
    return newsroom.published(name).read_text()


@pytest.mark.parametrize("dialect", ["hugo", "jekyll", "docusaurus", "pandoc"])
def test_a_heading_keeps_the_id_that_a_link_knows(newsroom: Newsroom, dialect: str) -> None:
    text = page_of(desk(newsroom, dialect), ARTICLE)
    assert text.startswith("[to the budget](#бюджет-2024)\n")
    assert "\n## Budget of 2024 {#бюджет-2024}\n" in text


def page_of(newsroom: Newsroom, text: str) -> str:
    newsroom.article("a.md", text)
    return page(newsroom)


@pytest.mark.parametrize("dialect", ["", "github", "myst"])
def test_a_link_follows_where_no_id_can_be_said(newsroom: Newsroom, dialect: str) -> None:
    text = page_of(desk(newsroom, dialect), ARTICLE)
    assert "[to the budget](#budget-of-2024)" in text
    assert "\n## Budget of 2024\n" in text


@pytest.mark.parametrize(
    ("heading", "published"),
    [
        ("Бюджет 2024\n===========", "Budget of 2024 {#бюджет-2024}\n==========="),
        ("## Бюджет 2024 ##", "## Budget of 2024 ## {#бюджет-2024}"),
        ("## *Бюджет* 2024", "## *Бюджет* 2024"),
    ],
)
def test_an_id_stands_at_the_end_of_the_line(
    newsroom: Newsroom, heading: str, published: str
) -> None:
    text = page_of(desk(newsroom, "hugo"), f"[до бюджету](#бюджет-2024)\n\n{heading}\n\nТекст.\n")
    assert f"\n\n{published}\n\n" in text


@pytest.mark.parametrize(
    ("dialect", "link"),
    [
        ("hugo", '[до бюджету]({{< ref "#бюджет-2024" >}})'),
        ("hugo", '{{< button href="#бюджет-2024" >}}до бюджету{{< /button >}}'),
        ("docusaurus", '<Link to="#бюджет-2024">до бюджету</Link>'),
        ("jekyll", '{% include button.html to="#бюджет-2024" %}'),
    ],
)
def test_a_heading_keeps_the_id_that_code_knows(
    newsroom: Newsroom, dialect: str, link: str
) -> None:
    text = page_of(desk(newsroom, dialect), f"{link}\n\n## Бюджет 2024\n\nТекст.\n")
    assert "#бюджет-2024" in text
    assert "\n## Budget of 2024 {#бюджет-2024}\n" in text


def test_an_id_in_code_that_nothing_can_keep_is_told(newsroom: Newsroom) -> None:
    desk(newsroom, "myst")
    source = "```{image} a.png\n:target: #бюджет-2024\n```\n\n## Бюджет 2024\n"
    newsroom.article("a.md", source)
    said = "articles/a.md:2: the link to #бюджет-2024 depends on the text of a heading"
    assert said in newsroom.l10n("sync").out


def test_code_that_leads_to_a_heading_of_another_page_is_told(newsroom: Newsroom) -> None:
    desk(newsroom, "hugo")
    newsroom.article("b.md", '[так]({{< ref "a.md#бюджет-2024" >}})\n')
    newsroom.article("a.md", "## Бюджет 2024\n\nТекст.\n")
    assert '{{< ref "a.md#бюджет-2024" >}}' in page(newsroom, "b.md")
    newsroom.article("b.md", 'Текст [так]({{< ref "a.md#бюджет-2024" >}})\n')
    newsroom.l10n("sync")
    told = "articles/b.md:1: code leads to a.md#бюджет-2024, and this heading has another id in en"
    assert told in newsroom.l10n("status").out
    newsroom.article("a.md", "## Бюджет 2024 {#бюджет-2024}\n\nТекст.\n")
    assert "code leads to" not in newsroom.l10n("status").out


def test_a_heading_that_nothing_links_to_gets_no_id(newsroom: Newsroom) -> None:
    assert "{#" not in page_of(desk(newsroom, "hugo"), "## Бюджет 2024\n\nТекст.\n")


def test_of_two_headings_alike_the_right_one_is_kept(newsroom: Newsroom) -> None:
    text = page_of(
        desk(newsroom, "hugo"),
        "[до бюджету](#бюджет-2024-1)\n\n## Бюджет 2024\n\nТекст.\n\n## Бюджет 2024\n\nТекст.\n",
    )
    assert text.count("{#") == 1
    assert text.endswith("## Budget of 2024 {#бюджет-2024-1}\n\nText.\n")


@pytest.mark.parametrize("dialect", ["hugo", "github"])
def test_a_link_from_another_article_follows(newsroom: Newsroom, dialect: str) -> None:
    desk(newsroom, dialect)
    newsroom.article("b.md", "Текст.\n\n## Бюджет 2024\n")
    text = page_of(newsroom, "[до бюджету](b.md#бюджет-2024)\n")
    assert text == "[to the budget](b.md#budget-of-2024)\n"


@pytest.mark.parametrize("dialect", ["hugo", "github"])
def test_a_link_by_the_name_of_its_own_article_follows(newsroom: Newsroom, dialect: str) -> None:
    source = "[до бюджету](./a.md#бюджет-2024)\n\n## Бюджет 2024\n"
    text = page_of(desk(newsroom, dialect), source)
    assert text == "[to the budget](./a.md#budget-of-2024)\n\n## Budget of 2024\n"


def test_a_link_from_another_article_knows_a_kept_id(newsroom: Newsroom) -> None:
    desk(newsroom, "hugo")
    newsroom.article("b.md", ARTICLE)
    text = page_of(newsroom, "[до бюджету](b.md#бюджет-2024)\n")
    assert text == "[to the budget](b.md#бюджет-2024)\n"


def test_a_link_follows_when_the_other_article_changes(newsroom: Newsroom) -> None:
    desk(newsroom, "github")
    newsroom.article("b.md", "Текст.\n\n## Бюджет 2024\n")
    page_of(newsroom, "[до бюджету](b.md#бюджет-2024)\n")
    path = newsroom.catalog("b.md")
    path.write_text(path.read_text().replace("Budget of 2024", "The budget"))
    assert newsroom.l10n("publish").code == 0
    assert newsroom.published("a.md").read_text() == "[to the budget](b.md#the-budget)\n"


def test_a_link_to_an_id_that_nothing_has_is_said(newsroom: Newsroom) -> None:
    desk(newsroom, "github").article("a.md", "Слово.\n\n## Так\n\n[тут](#ні) [там](#fn1).\n")
    answer = newsroom.l10n("sync")
    assert "articles/a.md:5: a link leads to #ні, and no heading has this id" in answer.out
    assert "#fn1" not in answer.out


def test_an_id_that_the_article_says_is_alive(newsroom: Newsroom) -> None:
    desk(newsroom, "github").article("a.md", '## Так\n\n<a id="ні"></a> [тут](#ні) слово.\n')
    assert "no heading" not in newsroom.l10n("sync").out


def test_ids_of_a_plain_dialect_are_said_to_depend_on_text(newsroom: Newsroom) -> None:
    desk(newsroom, "plain").article("a.md", ARTICLE)
    answer = newsroom.l10n("sync")
    assert (
        "articles/a.md:1: the link to #бюджет-2024 depends on the text of a heading" in answer.out
    )


HEADINGS = (
    *("Traffic", "Бюджет 2024", "Рада: що далі?", "A.B. and C, d_e", "1. First", "Traffic"),
    *("«Слово»—і тире", "C++ & C#", "100 %", "Te\u0301st", "日本語 見出し", "Traffic 1"),
)


@pytest.mark.parametrize(
    ("dialect", "ids"),
    [
        (
            "hugo",
            "traffic бюджет-2024 рада-що-далі ab-and-c-d_e 1-first traffic-1 словоі-тире c--c 100-"
            " test 日本語-見出し traffic-1-1",
        ),
        (
            "github",
            "traffic бюджет-2024 рада-що-далі ab-and-c-d_e 1-first traffic-1 словоі-тире c--c 100-"
            " te\u0301st 日本語-見出し traffic-1-1",
        ),
        (
            "jekyll",
            "traffic бюджет-2024 рада-що-далі ab-and-c-d_e 1-first traffic-1 словоі-тире c--c 100-"
            " te\u0301st 日本語-見出し traffic-1",
        ),
        (
            "pandoc",
            "traffic бюджет-2024 рада-що-далі a.b.-and-c-d_e first traffic-1 словоі-тире c-c"
            " section test 日本語-見出し traffic-1-1",
        ),
        (
            "mkdocs",
            "traffic 2024 _1 ab-and-c-d_e 1-first traffic_1 _2 c-c 100 test _3 traffic-1",
        ),
    ],
)
def test_ids_are_made_as_the_generator_makes_them(dialect: str, ids: str) -> None:
    found = RULES[dialect].ids((heading, "") for heading in HEADINGS)
    assert list(found) == ids.split()


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece", ["# a{0}\n\n[b](#a{0})\n\n", "[b](#a{0})\n\n", "[b](#a{0}) {{#b{0}\n\n"]
)
def test_links_to_headings_cost_in_proportion(piece: str) -> None:
    form = Markdown(Conventions("hugo"))

    def work(size: int) -> object:
        source = "# x\n\n" + "".join(piece.format(number) for number in range(size))
        article = Article("a.md", "uk", "a", source, form.parse(source, ()))
        segments = extract(article).segments
        targets = {number: f"{each.text}c" for number, each in enumerate(segments)}
        return [*anchor_edits(article, form, segments, targets), *dead_fragments(article)]

    assert in_proportion(work, 2_400)
