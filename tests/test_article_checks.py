"""Checks of articles: head, order, links, lengths, what belongs to the page around them."""

import pytest

from l10n import plugins
from l10n.checks import ArticleCheck, EntryCheck, Example, Line, Severity, subject_of
from l10n.checks.articles.empty_links import empty_links
from l10n.checks.articles.furniture import furniture
from l10n.checks.articles.head_fields import head_fields
from l10n.checks.articles.heading_marks import heading_marks
from l10n.checks.articles.lengths import description_length, headline_length
from l10n.checks.articles.swapped import swapped
from l10n.checks.articles.unattributed import unattributed
from l10n.model.article import Article
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.style import Style
from l10n.steps.extract import extract
from l10n.steps.proofread import judge
from tests.corpora import seed
from tests.growth import in_proportion

Found = list[tuple[str, str]]

SOURCE = """\
Новини

Le Monde: заява канцлера про вихід з угоди була тиском на Київ

Автор:
Олена Приходько
Дата:

Заяву канцлера Гальського про вихід з угоди дипломати вважають тиском на Київ.

Перемовини триватимуть

Берлін веде переговори з Москвою та Києвом, але до справжнього перемир’я ще далеко.

Більше новин читайте в нашому Telegram-каналі.
"""
TARGETS = (
    "News",
    "Le Monde: the chancellor’s statement on leaving the deal was pressure on Kyiv",
    "Author:",
    "Olena Prykhodko",
    "Date:",
    "Diplomats see chancellor Halskyiʼs statement on leaving the deal as pressure on Kyiv.",
    "The talks will go on",
    "Berlin is in talks with Moscow and Kyiv, but a true truce is still in sight.",
    "For more news please follow us on X.",
)


def found(check: ArticleCheck | EntryCheck, *lines: Line, **more: object) -> Found:
    given = subject_of(Example(lines, **more))  # type: ignore[arg-type]
    return [(each.severity.value, each.message.text("en")) for each in check(given)]


def verdict(source: str, targets: tuple[str, ...], locales: tuple[str, str]) -> set[str]:
    """What the checks say of a text as an agency sends it."""
    parsed = plugins.format_for("a.txt").parse(source)
    segments = extract(Article("a.txt", locales[0], "text", source, parsed), "blocks").segments
    entries = tuple(
        Entry(segment.context, segment.text).with_target(target, State.TRANSLATED)
        for segment, target in zip(segments, targets, strict=True)
    )
    told = judge(segments, Catalog((), entries), *locales).findings
    # A line of the page that the source has too is no fault of the translation.
    loud = (
        each for each in told if each.severity is not Severity.HINT or each.check == "furniture"
    )
    return {each.check for each in loud}


def test_the_defects_of_a_published_translation_are_found() -> None:
    told = verdict(SOURCE, TARGETS, ("uk", "en"))
    assert {"apostrophes", "head-fields", "distance", "furniture"} <= told


def test_a_translation_without_them_has_no_such_findings() -> None:
    source = SOURCE.replace("Дата:\n", "Дата:\n18 квітня\n").replace("Більше новин читайте", "")
    source = source.rpartition("\n\n")[0] + "\n"
    targets = (*TARGETS[:5], "April 18", TARGETS[5].replace("ʼ", "’"), TARGETS[6])
    targets = (*targets, TARGETS[7].replace("still in sight", "still a long way off"))
    told = verdict(source, targets, ("uk", "en"))
    assert not told & {"apostrophes", "head-fields", "distance", "furniture", "negation-lost"}


def test_the_article_that_the_project_starts_from_has_them() -> None:
    text = seed()
    parsed = plugins.format_for("a.txt").parse(text)
    segments = extract(Article("a.txt", "en", "text", text, parsed), "blocks").segments
    # Its own text stands on both sides, so that only what is wrong in itself is found.
    told = verdict(text, tuple(segment.text for segment in segments), ("en", "en"))
    assert {"head-fields", "furniture"} <= told


@pytest.mark.parametrize("target", ["The council passed a law<a1></a1>.", "A law<a1>…</a1>."])
def test_a_link_without_words_is_an_error(target: str) -> None:
    line = Line("Рада <a1>ухвалила закон</a1>.", target)
    ((severity, _text),) = found(empty_links, line, tags=(("a1", True),))
    assert severity == "error"


def test_a_link_around_a_picture_needs_no_words() -> None:
    line = Line("Фото: <a1><img2/></a1> з місця", "Photo: <a1><img2/></a1> of the site")
    assert found(empty_links, line, tags=(("a1", True), ("img2", False))) == []


def test_a_link_around_other_tags_has_their_words() -> None:
    line = Line("Рада <a1><b2>діє</b2></a1>.", "The council <a1><b2>acts</b2></a1>.")
    assert found(empty_links, line, tags=(("a1", True), ("b2", True))) == []


def test_a_label_without_a_value_is_told() -> None:
    lines = Line("Дата:", "Date:", "label"), Line("Рада ухвалила закон.", "A law was passed.")
    assert found(head_fields, *lines) == [("warning", "nothing stands behind “Дата:”")]


def test_a_headline_of_signs_alone_is_an_error() -> None:
    ((severity, text),) = found(head_fields, Line("Рада ухвалила закон", "…", "title"))
    assert (severity, text) == ("error", "“…” is all that is left of “Рада ухвалила закон”")


def test_swapped_paragraphs_are_told_at_both_places() -> None:
    one = "Макрон приїхав до Одеси о 14:30.", "Macron arrived in Odesa at 14:30."
    two = "Ціни впали.", "Prices fell."
    three = "Шольц лишався в Гамбурзі до 2019 року.", "Scholz stayed in Hamburg until 2019."
    lines = Line(one[0], three[1]), Line(*two), Line(three[0], one[1])
    assert [text for _severity, text in found(swapped, *lines)] == [
        "this seems to be the translation of line 3, and that one of this",
        "this seems to be the translation of line 1, and that one of this",
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Стежте за нами у Facebook.", "Follow us on Facebook."),
        ("Підписуйтесь на наш Telegram-канал", "The law is in force."),
    ],
)
def test_a_line_of_the_page_in_the_source_is_a_hint(source: str, target: str) -> None:
    assert [severity for severity, _ in found(furniture, Line(source, target))] == ["hint"]


def test_a_line_of_the_page_in_the_target_alone_is_a_warning() -> None:
    added = Line("Рада ухвалила закон.", "Sign up for our newsletter.")
    assert [severity for severity, _ in found(furniture, added)] == ["warning"]


def test_a_headline_may_speak_of_following() -> None:
    assert found(furniture, Line("Стежте за нами", "Follow us on the way", "title")) == []


def test_a_typed_mark_of_a_heading_is_told() -> None:
    line = Line("Переговори", "### Talks", "heading")
    told = "“###” makes no heading here, it is printed as it stands"
    assert found(heading_marks, line) == [("warning", told)]
    assert found(heading_marks, Line("# 1 у світі", "# 1 in the world")) == []


def test_lengths_go_by_the_desk_or_else_by_what_is_usual() -> None:
    long = "A very long headline " * 6
    short = Line("Рада", "A headline of some length", "title")
    assert [s for s, _ in found(headline_length, Line("Рада", long, "title"))] == ["hint"]
    assert found(headline_length, short) == []
    assert found(headline_length, short, style=Style(headline_length=20)) == [
        ("warning", "25 characters; the desk wants 20 at most")
    ]
    assert found(headline_length, Line(long, long, "title")) == []
    assert found(description_length, Line("Рада", long * 2, "description")) != []
    assert found(description_length, Line("Рада", long * 2)) == []


def test_a_quotation_of_nobody_is_a_hint() -> None:
    quote = Line("«Ми втратили все», — сказала вона.", "“We have lost all that we had.”")
    assert found(unattributed, quote) == [("hint", "nobody is said to have said this")]
    said = Line("«Ми втратили все», — сказала вона.", "“We have lost all that,” she said.")
    assert found(unattributed, said) == []
    assert found(unattributed, Line("За словами мера:", "The mayor said:"), quote) == []


@pytest.mark.growth
@pytest.mark.parametrize("check", [empty_links, furniture, unattributed, swapped])
def test_article_checks_cost_in_proportion(check: ArticleCheck | EntryCheck) -> None:
    def work(size: int) -> object:
        text = "“<a1>.</a1> follow us 14:30 Kyiv " * (size // 32)
        return list(check(subject_of(Example((Line(text, text),), tags=(("a1", True),)))))

    assert in_proportion(work, 2_400)


@pytest.mark.growth
def test_many_paragraphs_out_of_place_cost_in_proportion() -> None:
    def work(size: int) -> object:
        lines = tuple(
            Line(f"Макрон о {n}:30 тут {n}.", f"Scholz, {n + 1}:45 of {n + 7}.")
            for n in range(10, size)
        )
        return list(swapped(subject_of(Example(lines))))

    assert in_proportion(work, 160)
