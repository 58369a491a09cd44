"""Whatever readers see is handed to translators, or said to be left: never neither."""

import pytest

from l10n import plugins
from l10n.formats.html.format import Html
from l10n.model.article import Article, Parsed
from l10n.model.conventions import Conventions
from l10n.steps.extract import extract
from tests.growth import in_proportion

SEEN = (
    '<select><optgroup label="Перше слово"><option>Друге слово</option></optgroup></select>',
    "<textarea>Перше слово</textarea>",
    '<input placeholder="Перше слово">',
    '<input type="submit" value="Перше слово">',
    '<button title="Перше слово">Друге слово</button>',
    '<img src="a.jpg" alt="Перше слово" title="Друге слово">',
    '<div aria-label="Перше слово">Друге слово</div>',
    "<noscript>Перше слово</noscript>",
    '<iframe src="a" title="Перше слово"></iframe>',
    '<video src="a">Перше слово</video>',
    '<object data="a">Перше слово</object>',
    "<canvas>Перше слово</canvas>",
    "<svg><title>Перше слово</title><text>Друге слово</text></svg>",
    "<math><mtext>Перше слово</mtext></math>",
    "<ruby>Перше слово<rt>Друге слово</rt></ruby>",
    "<template><p>Перше слово</p></template>",
    '<table summary="Перше слово"><tr><th>Друге слово</th></tr></table>',
    "<details><summary>Перше слово</summary>Друге слово</details>",
    "<figure><figcaption>Перше слово</figcaption></figure>",
    '<abbr title="Перше слово">Друге слово</abbr>',
    '<amp-img src="a" alt="Перше слово"></amp-img>',
    "<custom-element>Перше слово</custom-element>",
    '<my-card headline="Перше слово">Друге слово</my-card>',
    '<iframe srcdoc="&lt;p&gt;Перше слово&lt;/p&gt;"></iframe>',
)


CODE = {
    "hugo": (
        '{{< notice text="Перше слово" >}}',
        '{{< quote "Перше слово" >}}',
        '{{< tab "Перше слово" >}}Друге слово{{< /tab >}}',
        '{{< figure src="a.jpg" caption="Перше слово" >}}',
    ),
    "jekyll": (
        '{% include note.html content="Перше слово" %}',
        '{{ "Перше слово" | upcase }}',
        '{: title="Перше слово"}\nДруге слово.',
        '{% assign words = "Перше слово" %}',
        '{% button "Перше слово" %}',
        "{::nomarkdown}<p>Перше слово</p>{:/}",
    ),
    "wordpress": (
        '[caption id="a"]<img src="a.jpg"/> Перше слово[/caption]',
        '<!-- wp:acme/card {"heading":"Перше слово"} /-->',
    ),
    "docusaurus": (
        '<Tabs label="Перше слово">\n\nДруге слово\n\n</Tabs>',
        "{ready && 'Перше слово'}",
        "{ready && `Перше слово ${more}`}",
        "{ready && <b>Перше слово</b>}",
        "Речення {ready ? <b>Перше слово</b> : null} далі.",
        "<Card label={'Перше слово'} />",
        "export const words = 'Перше слово';",
        "import A from './a';\nexport const B = () => <p>Перше слово</p>;",
    ),
    "mkdocs": ('!!! note "Перше слово"\n    Друге слово', '[](){ #id title="Перше слово" }'),
    "pandoc": ('::: {.note title="Перше слово"}\nДруге слово\n:::',),
}
FOR_MACHINES = (
    '{{< figure class="photo wide left" >}}',
    '{{< notice style="color: red of Rome" id="Перше слово" >}}',
    '{{< ref "news/first story of a day.md" >}}',
    '{{< video "a b c.mp4" >}}',
    '{{< listed "війна" >}}{{< listed by="Today" >}}',
    '{{< highlight python "linenos=table" >}}x{{< /highlight >}}',
)


def lost(name: str, source: str, dialect: str = "") -> list[str]:
    """The words that are in no segment, if no problem is said of their article."""
    format = plugins.format_for(name, Conventions(dialect))
    assert format is not None
    article = Article(name, "uk", format.name, source, format.parse(source))
    found = extract(article, "blocks")
    if article.parsed.problems or found.problems:
        return []
    handed = "\n".join(segment.text for segment in found.segments)
    return [
        word for word in ("Перше слово", "Друге слово") if word in source and word not in handed
    ]


@pytest.mark.parametrize("html", SEEN)
def test_in_a_page(html: str) -> None:
    assert lost("a.html", html) == []


@pytest.mark.parametrize("html", SEEN)
def test_in_markdown(html: str) -> None:
    assert lost("a.md", f"Вступ.\n\n{html}\n\nКінець.\n") == []


@pytest.mark.parametrize("html", SEEN)
def test_in_a_sentence_of_markdown(html: str) -> None:
    assert lost("a.md", f"Речення {html} далі.\n") == []


@pytest.mark.parametrize(
    ("dialect", "code"), [(dialect, code) for dialect, codes in CODE.items() for code in codes]
)
def test_in_code_of_a_template_language(dialect: str, code: str) -> None:
    name = "a.mdx" if dialect == "docusaurus" else "a.md"
    assert lost(name, f"Вступ.\n\n{code}\n\nКінець.\n", dialect) == []


def test_in_code_in_a_page() -> None:
    assert lost("a.html", '<p>Вступ.</p>\n{{< notice text="Перше слово" >}}\n', "hugo") == []


@pytest.mark.parametrize(
    "name", ["author", "news_keywords", "article:section", "article:tag", "twitter:data1"]
)
def test_what_the_head_of_a_page_shows_is_handed_out(name: str) -> None:
    page = f'<html><head><meta name="{name}" content="Перше слово"></head></html>'
    article = Article("a.html", "uk", "html", page, Html().parse(page))
    assert [segment.text for segment in extract(article, "blocks").segments] == ["Перше слово"]


def test_other_fields_of_a_head_are_said_if_they_read_like_prose() -> None:
    page = (
        '<html><head><meta name="viewport" content="width=device-width">\n'
        '<meta name="desk.summary" content="Words of the desk"></head></html>\n'
        '<my-card class="wide of it" note="Words of the desk"></my-card>'
    )
    assert [(each.line, each.message.text("en")) for each in Html().parse(page).problems] == [
        (2, "“Words of the desk” stands in “desk.summary” and is not translated"),
        (3, "“Words of the desk” stands in “note” and is not translated"),
    ]


SCRIPTS = (
    "import Some from '@site/src/first story of a day.js'",
    "{/* Not 'Перше слово' for readers */}",
    "export const few = (a, b) => a > b && b < few.length;",
    "export const style = {className: 'wide card left'};",
)


@pytest.mark.parametrize("code", SCRIPTS)
def test_scripts_without_prose_are_not_said(code: str) -> None:
    assert read(f"Вступ.\n\n{code}\n", Conventions("docusaurus")).problems == ()


@pytest.mark.parametrize("code", FOR_MACHINES)
def test_what_is_for_machines_is_not_said(code: str) -> None:
    format = plugins.format_for("a.md", Conventions("hugo"))
    assert format is not None
    assert format.parse(f"Вступ.\n\n{code}\n").problems == ()


def test_one_word_is_said_where_its_letters_tell() -> None:
    (problem,) = read('{{< tab "Сьогодні" >}}\n', Conventions("hugo")).problems
    assert "Сьогодні" in problem.message.text("en")


def test_a_parameter_that_a_workflow_names_is_no_problem() -> None:
    source = 'Вступ.\n\n{{< notice text="Перше слово" >}}\n'
    (problem,) = read(source, Conventions("hugo")).problems
    assert (problem.line, problem.message.text("en")) == (
        3,
        "“Перше слово” stands in code and is not translated; if readers see it, name its "
        "parameter under [shortcodes]",
    )
    named = Conventions("hugo", shortcodes=(("notice", ("text",)),))
    assert read(source, named).problems == ()


def read(source: str, conventions: Conventions) -> Parsed:
    format = plugins.format_for("a.md", conventions)
    assert format is not None
    return format.parse(source)


@pytest.mark.growth
def test_braces_and_tags_without_an_end_take_time_in_proportion() -> None:
    def parse(size: int) -> None:
        read("{a" + ">b`${" * size + "<b>c" * size + "}\n", Conventions("docusaurus"))

    assert in_proportion(parse, 1_000)


@pytest.mark.growth
def test_code_without_an_end_takes_time_in_proportion() -> None:
    def parse(size: int) -> None:
        read("{{< a b=" + "\"'“" * size + "c d " * size + ">}}\n", Conventions("hugo"))

    assert in_proportion(parse, 2_000)


@pytest.mark.growth
def test_what_is_nested_in_it_takes_time_in_proportion() -> None:
    def parse(size: int) -> None:
        lost("a.md", "Текст " + "<b>" * size + "<svg></svg>" * size + " кінець.\n")

    assert in_proportion(parse, 1_000)
