"""What a translator is told of code, and of what a text is, in the notes of every dialect."""

import pytest

from l10n.formats.html.format import Html
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.note import NoteContent, render_note
from tests.dialect_texts import article, segments


def note(segment: Segment, language: str = "en") -> list[str]:
    return render_note([segment], NoteContent(), language).split("\n")


def page(source: str, dialect: str = "wordpress") -> tuple[Segment, ...]:
    parsed = Html(Conventions(dialect, language="en")).parse(source)
    return extract(Article("a.html", "en", "html", source, parsed)).segments


@pytest.mark.parametrize(
    ("dialect", "source", "told"),
    [
        ("hugo", "See {{< kbd >}}Enter{{< /kbd >}} now\n", "{{< kbd >}}…{{< /kbd >}}"),
        ("obsidian", "See [[Page|the page]] now\n", "[[Page|…]]"),
        ("pandoc", "A [word]{.lang} here\n", "[…]{.lang}"),
        ("pandoc", "Words^[A note] end\n", "^[…]"),
        ("docusaurus", "It costs <Mark>twice</Mark> now\n", "<Mark>…</Mark>"),
    ],
)
def test_code_around_words_is_shown_with_its_end(dialect: str, source: str, told: str) -> None:
    (segment,) = segments(dialect, source)
    assert note(segment)[1] == f"code1: code around these words, stays as it is: {told}"


def test_a_shortcode_in_a_page_is_shown_with_its_end() -> None:
    (segment,) = page("<p>A [box id='1']word[/box] here</p>")
    assert note(segment)[1].endswith(": [box id='1']…[/box]")


def test_html_and_marks_of_footnotes_are_explained() -> None:
    (segment, _note) = segments("github", "H<sub>2</sub>O<br>or ice[^1]\n\n[^1]: Cold.\n")
    assert note(segment)[1:] == [
        "html1: HTML around these words, stays as it is: <sub>",
        "html2: HTML, stays as it is: <br>",
        "fn3: mark of the footnote “1”",
    ]
    assert note(segment, "uk")[1:] == [
        "html1: HTML довкола цих слів, лишається як є: <sub>",
        "html2: HTML, лишається як є: <br>",
        "fn3: позначка виноски «1»",
    ]


@pytest.mark.parametrize(
    ("dialect", "source", "roles"),
    [
        ("hugo", "Term\n: Its meaning.\n", ["term", "definition"]),
        ("pandoc", "Term\n:   Its meaning.\n\n    More.\n", ["term", "definition", "definition"]),
        ("pandoc", "| A |\n|---|\n| b |\n\n: Votes\n", ["table cell", "table cell", "caption"]),
        (
            "pandoc",
            "Table: Votes\n\n| A |\n|---|\n| b |\n",
            ["caption", "table cell", "table cell"],
        ),
        ("pandoc", "% Title\n% Olena\n% May\n\nText.\n", ["title", "author", "date", "paragraph"]),
        ("docusaurus", "<table>\n<td>Cell. Two.</td>\n</table>\n", ["table cell"]),
        ("docusaurus", "<figure>\n<figcaption>Below</figcaption>\n</figure>\n", ["caption"]),
        ("docusaurus", ":::tip Mind it. Now\n\nText.\n\n:::\n", ["title", "paragraph"]),
        ("mkdocs", '!!! note "Mind it. Now"\n    Text.\n', ["title", "paragraph"]),
        ("obsidian", "> [!tip] Mind it. Now\n> Text.\n", ["title", "quotation"]),
        ("myst", "```{admonition} Mind it. Now\nText.\n```\n", ["title", "paragraph"]),
        ("myst", "```{table} Votes\n| a |\n|---|\n| b |\n```\n", ["caption", *["table cell"] * 2]),
        ("jekyll", "| a. Two. | b |\n| c | d |\n", ["table cell"] * 4),
        ("docusaurus", "<ul>\n<li>An item</li>\n</ul>\n", ["list item"]),
    ],
)
def test_a_note_says_what_a_text_is(dialect: str, source: str, roles: list[str]) -> None:
    assert [note(each)[0] for each in segments(dialect, source)] == [f"Role: {x}" for x in roles]


def test_a_note_says_what_a_text_of_a_page_is() -> None:
    source = (
        '<p>[caption id="a"]<img src="a.jpg"> A tunnel[/caption]</p>'
        '<p>Press [button url="/a" text="Buy"] now</p><dl><dt>Term</dt><dd>Meaning</dd></dl>'
    )
    told = {each.text: note(each, "uk")[0] for each in page(source)}
    assert told["A tunnel"] == "Тип: підпис"
    assert told["Buy"] == "Тип: мітка"
    assert told["Meaning"] == "Тип: визначення"


def test_a_label_of_a_directive_without_content_is_said() -> None:
    (found,) = article("docusaurus", "::card[A label of words]{x=1}\n").parsed.problems
    assert found.message.text("en") == "“A label of words” stands in code and is not translated"
    assert found.line == 1
    assert found.untranslated


def test_words_in_another_language_are_explained() -> None:
    (segment,) = page('<p>He said <b lang="fr">bonjour</b> to all of them.</p>')
    assert note(segment)[1:] == ["x1: stays as it is: bonjour"]
    assert note(segment, "uk")[1:] == ["x1: лишається як є: bonjour"]
