"""Whatever readers see is handed to translators, or said to be left: never neither."""

import pytest

from l10n import plugins
from l10n.model.article import Article
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
    '<iframe srcdoc="&lt;p&gt;Перше слово&lt;/p&gt;"></iframe>',
)


def lost(name: str, source: str) -> list[str]:
    """The words that are in no segment, if no problem is said of their article."""
    format = plugins.format_for(name)
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


def test_what_is_nested_in_it_takes_time_in_proportion() -> None:
    def parse(size: int) -> None:
        lost("a.md", "Текст " + "<b>" * size + "<svg></svg>" * size + " кінець.\n")

    assert in_proportion(parse, 2_000)
