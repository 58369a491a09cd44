"""WordPress: shortcodes, comments of blocks, lines of posts; what is kept and what is text."""

import json
import re
from html import unescape

import pytest

from l10n import plugins
from l10n.formats import Format
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.steps.extract import extract
from tests.conftest import LONG
from tests.growth import in_proportion
from tests.markdown_laws import shape
from tests.test_hostile import HOSTILE
from tests.test_publish import Read, fold, texts

WORDPRESS = Conventions("wordpress", (("promo", ("line",)), ("wp:acf/card", ("data.headline",))))
CAPTION = '[caption id="a_1" width="800"]<img src="a.jpg" alt="Тунель" /> Новий тунель[/caption]'
SEARCH = '<!-- wp:search {"label":"Пошук","width":50,"buttonText":"Знайти \\u002d\\u002d усе"} /-->'


def format_of(name: str, conventions: Conventions = WORDPRESS) -> Format:
    found = plugins.format_for(name, conventions)
    assert found is not None
    return found


def read(source: str, suffix: str = ".html", conventions: Conventions = WORDPRESS) -> Read:
    made = format_of(f"x{suffix}", conventions)
    parsed = made.parse(source)
    article = Article(f"x{suffix}", "uk", made.name, source, parsed)
    return Read(article, made, extract(article, "blocks").segments)


def segments(source: str, suffix: str = ".html", conventions: Conventions = WORDPRESS) -> list[str]:
    return [segment.text for segment in read(source, suffix, conventions).segments]


def published(source: str, target: str, suffix: str = ".html") -> str:
    made = read(source, suffix).published(texts(lambda _text: target))
    assert made.blockers == (), target
    return made.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Перший\n\nДругий <b>ще</b>\n\n<h2>Далі</h2>\nТретій\r\n\r\nЧетвертий", 5),
        ("<div>\n<p>Перший</p></div>\n<hr>Другий\n\nТретій", 3),
    ],
)
def test_a_post_without_its_dialect_keeps_its_paragraphs(source: str, expected: int) -> None:
    document = read(source, ".html", Conventions())
    assert len(document.segments) == expected
    assert document.published(texts(str.upper)).text.count("\n\n") == source.count("\n\n")


@pytest.mark.parametrize("tags", ["<p>%s</p>", "<html><body>%s</body></html>"])
def test_a_blank_line_in_an_element_parts_nothing_elsewhere(tags: str) -> None:
    document = read(tags % "Від\n\n<b>Олени</b>\n\nй Олега", ".html", Conventions())
    assert [segment.text for segment in document.segments] == ["Від <b1>Олени</b1> й Олега"]


@pytest.mark.parametrize("dialect", ["wordpress", ""])
@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_caption_is_kept_around_its_words(dialect: str, suffix: str) -> None:
    document = read(CAPTION, suffix, Conventions(dialect))
    assert {segment.text for segment in document.segments} == {"Тунель", "Новий тунель"}
    assert document.published(texts(str.upper)).text == (
        CAPTION.replace("Тунель", "ТУНЕЛЬ").replace("Новий тунель", "НОВИЙ ТУНЕЛЬ")
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Слово [sic] і [ще] та [x].", ["Слово [sic] і [ще] та [x]."]),
        ("Слово [gallery ids='1,2'] ще", ["Слово <code1/> ще"]),
        ("Слово [[gallery]] ще", ["Слово <code1/> ще"]),
        ("Слово [[caption]а[/caption]] ще", ["Слово <code1/> ще"]),
        ("Слово [embed]https://desk.example/v[/embed] ще", ["Слово <code1/> ще"]),
        ("Слово [note]важливе[/note] ще", ["Слово <code1>важливе</code1> ще"]),
        ("Слово [ad/] та [ad size='2'] ще", ["Слово <code1/> та <code2/> ще"]),
        ("Слово [promo] ще", ["Слово <code1/> ще"]),
        ("[promo line='Читайте' title=\"Назва\" id='a']", ["Читайте", "Назва"]),
        ("[contact-form-7 id='1' title='Форма'] [recent-posts]", []),
        ("Слово [ad] та [ad size='2'] ще", ["Слово <code1/> та <code2/> ще"]),
        ("[sic][box title='Слово']", ["[sic]<code1/>", "Слово"]),
        ("[a b='c']Перша.\n\nДруга.[/a]", ["Перша.", "Друга."]),
        ("[column]\n\nПерша.\n\n[/column]\n\n[column]Друга[/column]", ["Перша.", "Друга"]),
        ("[code]let слово = 1[/code]", []),
        ("<a href='[link id=1]' title='Слово [promo] ще'>а</a>", ["<a>", "Слово <code1/> ще"]),
    ],
)
def test_shortcodes_are_kept_and_text_in_brackets_is_text(source: str, expected: list[str]) -> None:
    assert [re.sub("<a1>а</a1>", "<a>", text) for text in segments(source)] == [
        "а" if text == "<a>" else text for text in expected
    ]


def test_a_link_of_markdown_is_no_shortcode() -> None:
    assert segments("Слово [gallery](a.md) ще", ".md") == ["Слово <a1>gallery</a1> ще"]
    assert segments("Слово [video][/video] ще", ".md", Conventions()) == [
        "Слово <code1></code1> ще"
    ]


def test_words_in_the_attributes_of_blocks_are_segments() -> None:
    assert segments(SEARCH) == ["Пошук", "Знайти -- усе"]
    assert segments('<!-- wp:acf/card {"data":{"headline":"Так","_headline":"field_1"}} /-->') == [
        "Так"
    ]
    assert segments("<!--more Читати далі-->Слово<!--nextpage-->Ще") == [
        "Читати далі",
        "Слово",
        "Ще",
    ]
    words = r"a \u002d\u002d \u0026lt;b\u003e \u0026 \u0022c\u0022 \u005c \u002d\u002d"
    assert published(SEARCH, 'a -- <b> & "c" \\ --') == (
        f'<!-- wp:search {{"label":"{words}","width":50,"buttonText":"{words}"}} /-->'
    )
    marked = (
        '<!-- wp:search {"label":"A \\u003cem\\u003ebig\\u003c/em\\u003e \\u0026amp; b<br>"} /-->'
    )
    assert segments(marked) == ["A <i1>big</i1> & b"]


def test_lines_of_a_post_are_lines_and_blank_ones_part_it() -> None:
    post = "Перший рядок\nдругий <b>рядок</b><br>\nтретій\n \nНовий абзац\n\n<div>\nЩе\n</div>\n"
    for newline in ("\n", "\r\n", "\r"):
        source = post.replace("\n", newline)
        assert segments(source) == [
            "Перший рядок<br1/>другий <b2>рядок</b2><br3/>третій",
            "Новий абзац",
            "Ще",
        ]
        assert read(source).published(texts(str.upper)).text == re.sub(
            "<[^>]+>|[^<]+", lambda part: part[0] if part[0][0] == "<" else part[0].upper(), source
        )


@pytest.mark.parametrize(
    "source",
    ["<!-- wp:paragraph -->\n<p>Один\nдва</p>\n<!-- /wp:paragraph -->", "<body><p>Один\nдва</p>"],
)
def test_lines_in_blocks_and_in_templates_are_none(source: str) -> None:
    assert segments(source) == ["Один два"]


def test_a_break_that_would_part_paragraphs_is_refused() -> None:
    document = read("Один\nдва\nтри")
    made = document.published(lambda _: "one<br1/><br2/>two three")
    assert [blocker.segment.text for blocker in made.blockers] == ["Один<br1/>два<br2/>три"]


PLACES = {
    "text": "Слово <b>слово</b> [gallery ids='1'] слово",
    "caption": CAPTION,
    "value": "[promo line=\"Слово\" title='Слово'] слово",
    "block": SEARCH,
    "more": "<!--more Слово-->\n\nСлово\nслово",
    "address": "<a href='[link id=1]' title='Слово [promo] ще'>слово</a>",
}


@pytest.mark.campaign
@pytest.mark.parametrize("place", PLACES)
def test_no_target_is_code_of_wordpress(place: str) -> None:
    source = PLACES[place]
    document = read(source)
    code = [kept.shown for kept in document.article.parsed.code]
    for target in (
        *(HOSTILE if LONG else HOSTILE[len(place) :: 9]),
        "[gallery]",
        "[/caption]",
        "[[x]]",
        "<!-- wp:x -->",
        "--",
        "}} -->",
    ):
        if re.search("</?(?:a|b|br|code)[0-9]/?>", target):
            continue
        made = document.published(texts(lambda text, t=target: t if text.strip() else text))
        assert made.blockers == (), target
        again = read(made.text).article.parsed
        assert [kept.shown for kept in again.code] == code, target
        assert [shape(block)[:2] for block in again.blocks] == [
            shape(block)[:2] for block in document.article.parsed.blocks
        ]
        comment = re.search(r"<!-- wp:search (\{.*\}) /-->", made.text)
        if comment:
            label = unescape(json.loads(comment[1])["label"])
            assert fold(label) == fold(target.replace("\f", " "))
        value = re.search(r'\[promo line="([^"\[\]]*)"', made.text)
        if value:
            assert fold(unescape(value[1])) == fold(target)


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no-bom", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_what_is_written_as_it_was_is_the_same_to_the_byte(newline: str, bom: str) -> None:
    source = bom + "\n\n".join(PLACES.values()).replace("\n", newline)
    for suffix in (".html", ".md"):
        document = read(source, suffix)
        assert document.published(lambda segment: segment.text, copy_equal=True).text == source


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece",
    [
        *("[a ", "[a]", "[a b='", '[a b="', "[/a]", "[[a", "[a][/a]", "[a b='c'/]", "[a/"),
        *("<!-- wp:a ", "<!-- wp:a {", "<!--more", '<!-- wp:a {"b":"c"} -->', "a\n", "  ", "\n"),
    ],
)
@pytest.mark.sampled(4)
def test_time_grows_with_the_code_and_not_with_its_square(piece: str) -> None:
    found = format_of("x.html")
    assert in_proportion(lambda size: found.parse("a" + piece * (size // len(piece)) + "]"), 8_000)
