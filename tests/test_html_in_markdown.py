"""HTML in Markdown: read by the rules of HTML, written so that Markdown reads none of it."""

from collections.abc import Callable

import pytest
from justhtml import JustHTML
from markdown_it import MarkdownIt

from l10n.formats.markdown.format import Markdown
from l10n.model.conventions import Conventions
from tests.conftest import LONG
from tests.growth import in_proportion
from tests.markdown_laws import FORMAT, as_meant, published, shape
from tests.test_hostile import HOSTILE
from tests.test_publish import read, texts

DETAILS = """\
<details open>
<summary aria-label="Підказка">Коротко про *зміни*</summary>

Текст із **розміткою**.

- <details><summary>Ще</summary>
  Рядок у списку
  </details>

> <p title="Назва">Цитата
> у двох рядках</p>

</details>
"""
FIGURE = """\
<figure>
  <img src="a.jpg" alt="Повінь на вулиці">
  <figcaption>Повінь. <a href="b.md" title="Про автора">Фото</a></figcaption>
</figure>

<table summary="Бюджет">
<caption>Видатки</caption>

<tr><th>Рік</th><td>Сума</td></tr>

</table>
"""
INLINE = 'Слово <abbr title="Рада Європи">РЄ</abbr>, <img src=c.png alt="Мапа"> і <i>ще</i>.\n'
PLACES = (DETAILS, FIGURE, INLINE)

HTML = MarkdownIt("commonmark", {"html": True})


def words(source: str) -> list[tuple[str, str]]:
    found = (shape(block) for block in FORMAT.parse(source).blocks)
    return [
        (role, "".join(text for kind, text in content if kind == "text"))
        for role, _context, content in found
    ]


def test_html_blocks_and_the_markdown_between_them_are_blocks() -> None:
    assert words(DETAILS) == [
        ("label", "Підказка"),
        ("label", "Коротко про *зміни*"),
        ("paragraph", "Текст із розміткою."),
        ("label", "Ще"),
        ("paragraph", "Рядок у списку"),
        ("title", "Назва"),
        ("paragraph", "Цитата у двох рядках"),
    ]


def test_an_element_goes_on_across_markdown() -> None:
    assert words(FIGURE) == [
        ("alt", "Повінь на вулиці"),
        ("caption", "Повінь. Фото"),
        ("title", "Про автора"),
        ("label", "Бюджет"),
        ("caption", "Видатки"),
        ("cell", "Рік"),
        ("cell", "Сума"),
    ]
    assert words("<div translate=no>\n\n<p>Ні</p>\n\n</div>\n\n<p>Так</p>\n") == [
        ("paragraph", "Так")
    ]


def test_attributes_of_tags_in_a_text_are_blocks_and_links() -> None:
    assert words(INLINE) == [
        ("paragraph", "Слово РЄ,  і ще."),
        ("title", "Рада Європи"),
        ("alt", "Мапа"),
    ]
    parsed = FORMAT.parse(FIGURE + INLINE)
    assert [link.url for link in parsed.links] == ["a.jpg", "b.md", "c.png"]
    notes = [p.note for b in FORMAT.parse(INLINE).blocks for p in b.pieces if p.note]
    assert notes == ['<abbr title="…">', '<img src=c.png alt="…">', "<i>"]


@pytest.mark.parametrize(
    "source",
    [
        "a <code title='б'>в</code> <span translate=no title='б'>в</span>\n",
        "<?php echo '>Слово'; ?>\n\n<![CDATA[ > Слово ]]>\n",
        "<!-- Слово -->\n\n<pre>Слово\n\nслово</pre>\n\n<script>слово</script>\n",
    ],
)
def test_code_comments_and_what_is_not_translated_stay(source: str) -> None:
    assert [text for _role, text in words(source) if "лово" in text or text == "б"] == []


def rendered(source: str) -> list[object]:
    """The elements of a page that another parser makes of an article, without words."""
    tree = JustHTML(HTML.render(source), sanitize=False, fragment=True)
    waiting, found = [(tree.root, 0)], []
    while waiting:
        node, depth = waiting.pop()
        if node.name != "#text":
            attributes = {k: v for k, v in (node.attrs or {}).items() if k not in SEEN}
            found.append((depth, node.name, attributes))
        waiting += [(child, depth + 1) for child in reversed(node.children or ())]
    return found


SEEN = ("alt", "title", "aria-label", "summary")


@pytest.mark.parametrize("source", PLACES, ids=["details", "figure", "inline"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_text_is_written_anew_and_the_page_is_the_same(source: str, newline: str) -> None:
    source = source.replace("\n", newline)
    wanted = rendered(source)
    changes: list[Callable[[str], str]] = [str.upper, "<b>{}</b> | `".format, "# {}".format]
    for change in changes:
        assert rendered(published(source, change)) == wanted


@pytest.mark.campaign
@pytest.mark.parametrize("source", PLACES, ids=["details", "figure", "inline"])
def test_hostile_targets_stay_text_in_html_within_markdown(source: str) -> None:
    wanted, document = rendered(source), read(source)
    for target in HOSTILE if LONG else HOSTILE[len(source) % 7 :: 7]:
        if target in ("<a1>", "</a1>"):
            continue
        made = document.published(texts(lambda _text, target=target: target))
        assert (made.blockers, rendered(made.text)) == ((), wanted), target


def test_a_tag_that_begins_an_html_block_keeps_its_line() -> None:
    source = "<del>\n*Слово*</del> кінець\n"
    text = published(source, str.upper)
    assert text == "<del>\n&#42;СЛОВО&#42;</del> КІНЕЦЬ\n"
    assert as_meant(source, FORMAT.parse(source), text, str.upper)


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece",
    ["<p>a</p>\n\nb\n\n", "<b title=a>", "<td>\n\n", "<div>a\n\n", "a <img alt='b'> ", "<svg>\n\n"],
)
@pytest.mark.sampled(3)
def test_time_grows_with_the_html_in_an_article(piece: str) -> None:
    assert in_proportion(lambda size: Markdown().parse(piece * (size // len(piece))), 8_000)


RAW = "<div>\n\nСлово *слово* [а](б).\n\n<p>Ще</p>\n\n</div>\n\nКінець *тут*.\n"


@pytest.mark.parametrize(("dialect", "raw"), [("jekyll", True), ("mkdocs", True), ("hugo", False)])
def test_an_element_is_html_to_its_end_where_its_system_says(dialect: str, raw: bool) -> None:
    made = Markdown(Conventions(dialect))
    first = "Слово *слово* [а](б)." if raw else "Слово слово а."
    for newline in ("\n", "\r\n", "\r"):
        found = (shape(block)[2] for block in made.parse(RAW.replace("\n", newline)).blocks)
        texts_of = ["".join(text for kind, text in each if kind == "text") for each in found]
        assert texts_of == [first, "Ще", "Кінець тут."]


@pytest.mark.growth
@pytest.mark.parametrize("piece", ["<div>\n\n", "<div>\n\n</div>\n\n", "<p>a\n\n</p>", "<li>\n\n"])
@pytest.mark.sampled(2)
def test_time_grows_with_the_elements_that_are_html(piece: str) -> None:
    made = Markdown(Conventions("jekyll"))
    assert in_proportion(lambda size: made.parse(piece * (size // len(piece))), 8_000)


@pytest.mark.parametrize(
    "tag", ["<b title={}>x</b>", "<img src=a alt={}>", "<b title={} id=c>x</b>"]
)
def test_a_value_without_quotes_gets_them_with_a_second_word(tag: str) -> None:
    document = read(f"Слово {tag.format('Назва')} ще.\n")
    for target, value in (("Word", "Word"), ('Two "more"', '"Two &quot;more&quot;"')):
        made = document.published(texts(lambda text, target=target: text.replace("Назва", target)))
        assert (made.blockers, tag.format(value) in made.text) == ((), True), made.text
