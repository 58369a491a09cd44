"""Places of a page besides its plain text: drawings, templates, fields, linked data, attributes."""

import json
import re

import pytest
from justhtml import JustHTML

from l10n.formats.html.scan import scan
from tests.conftest import LONG
from tests.growth import in_proportion
from tests.hostile import tree_skeleton
from tests.test_hostile import HOSTILE
from tests.test_html import HTML, holds, roles
from tests.test_html_edits import localized

DATA = """<html lang="uk"><head><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "url": "https://desk.example/a",
 "mainEntityOfPage": {"@id": "https://desk.example/a"},
 "headline": "Рада ухвалила \\"бюджет\\"", "inLanguage": "uk",
 "image": {"caption": "Сесія \\u2014 зала", "url": "a.jpg"},
 "keywords": ["рада", "бюджет"],
 "articleBody": "Перше речення.\\n\\nДругий абзац."}
</script></head><body><p>Текст</p></body></html>"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<template><p>Слово</template>", [("paragraph", None, "Слово")]),
        ("<p>a <template>b</template> c", ["a <template/> c", "b"]),
        ("<textarea>\nПерший рядок\nдругий</textarea>", ["Перший рядок", "другий"]),
        ("<svg><title>Мапа</title><desc>Опис</desc><text>Місто</text></svg>", None),
        ("<svg><text>Одне <tspan>два</tspan> <a>три</a></text></svg>", None),
        ("<svg aria-label='Мапа' alt=x><g aria-label='Ріка'></g></svg>", ["Мапа", "Ріка"]),
        ("<svg><foreignObject><p>Слово</p></foreignObject></svg>", ["Слово"]),
        ("<svg><g>x<text>a</text>y</g></svg>", ["a"]),
        ("<math><mi>x</mi><mtext>якщо</mtext></math>", [("label", None, "якщо")]),
        ("<pre><svg><text>a</text></svg></pre>", []),
        ("<svg translate=no><text>a</text></svg>", []),
        ("<table summary='Бюджет'><tr><td>1</table>", ["Бюджет", "1"]),
    ],
)
def test_words_of_drawings_templates_and_fields_are_blocks(
    source: str, expected: list[object] | None
) -> None:
    if expected is None:
        expected = [
            ("title", "title", "Мапа"),
            ("paragraph", None, "Опис"),
            ("label", None, "Місто"),
        ]
        if "tspan" in source:
            expected = [("label", None, "Одне <tspan>два</tspan> <a>три</a>")]
    found = [
        block if isinstance(each, tuple) else block[2]
        for block, each in zip(roles(source), expected, strict=True)
    ]
    assert found == expected


def test_linked_data_gives_its_texts_by_their_names() -> None:
    assert roles(DATA)[:-1] == [
        ("field", "headline", 'Рада ухвалила "бюджет"'),
        ("field", "caption", "Сесія — зала"),
        ("field", "keywords", "рада"),
        ("field", "keywords", "бюджет"),
        ("paragraph", None, "Перше речення."),
        ("paragraph", None, "Другий абзац."),
    ]


def test_the_language_of_linked_data_follows_the_page() -> None:
    assert '"inLanguage": "pl"' in localized(DATA, "pl")
    other = DATA.replace('"inLanguage": "uk"', '"inLanguage": "en"')
    assert '"inLanguage": "en"' in localized(other, "pl")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<link rel="canonical" href="https://desk.example/a">', "canonical"),
        ('<meta property="og:url" content="https://desk.example/a">', "og:url"),
        ('<link rel="alternate" hreflang="en" href="/en/a">', "alternate hreflang"),
        (DATA, "mainEntityOfPage"),
    ],
)
def test_an_address_of_the_page_itself_is_kept_and_said(source: str, said: str) -> None:
    (problem,) = HTML.parse(source).problems
    assert problem.message.text("en") == (
        f"{said} names the address of this page; it is kept, and has to be set by hand"
    )


@pytest.mark.parametrize(
    "content", ['{"headline": "а",}', "[" * 5_000, "[" * 500 + "]" * 500, "", '"headline: 1']
)
def test_linked_data_that_is_not_read_is_said(content: str) -> None:
    parsed = HTML.parse(f'<script type="application/ld+json">\n{content} </script>')
    said = "the linked data (JSON-LD) is no valid JSON and is not translated"
    assert (parsed.blocks, [p.message.text("en") for p in parsed.problems]) == ((), [said])


@pytest.mark.campaign
def test_no_target_ends_a_script_or_its_json() -> None:
    for target in (
        *(HOSTILE if LONG else HOSTILE[::9]),
        "</script>",
        "<!--<script>",
        "]]>",
        "\\",
        "\\u003c",
        '"}',
        "{{ x }}",
    ):
        for strict in (False, True):
            page = holds(DATA, lambda _text, target=target: target, strict=strict)
            raw = script(page)
            assert tree_skeleton(page.replace(raw, "")) == SKELETON
            data = json.loads(raw)
            assert data["headline"] == re.sub("[\t\n\f\r]", " ", target)
            assert data.keys() == json.loads(script(DATA)).keys()
            assert not {"<", "[", "&"} & set(raw[raw.index("headline") : raw.index("inLanguage")])
            assert "{{" not in raw


def script(page: str) -> str:
    """The content of the one script of a page, as a browser finds it."""
    (node,) = JustHTML(page, sanitize=False).query("script")
    return "".join(child.data for child in node.children)


@pytest.mark.campaign
@pytest.mark.parametrize(
    "place",
    [
        "<template><p>text</p></template>",
        "<textarea>text</textarea>",
        "<svg><title>text</title><text x='1'>text <tspan>bold</tspan></text></svg>",
        "<svg aria-label='text'><desc>text</desc></svg>",
        "<math><mtext>text</mtext></math>",
        "<table summary=text><tr><td>1</table>",
        '<amp-img src="a.jpg" alt="text"></amp-img>',
    ],
)
def test_a_hostile_target_stays_text_in_every_such_place(place: str) -> None:
    names = [(token.kind, token.name) for token in scan(place)]
    for target in HOSTILE if LONG else HOSTILE[len(place) % 9 :: 9]:
        for strict in (False, True):
            result = holds(place, lambda _text, target=target: target, strict=strict)
            assert [(token.kind, token.name) for token in scan(result)] == names


@pytest.mark.parametrize(
    ("source", "urls"),
    [
        ('<amp-img src="a.jpg" srcset="a.jpg 1x, b.jpg 2x">', ["a.jpg", "a.jpg", "b.jpg"]),
        ('<amp-video poster="p.png" src="v.mp4">', ["p.png", "v.mp4"]),
        ('<img src="x.gif" data-src="a.jpg" data-srcset="b.jpg 2x">', ["x.gif", "a.jpg", "b.jpg"]),
    ],
)
def test_addresses_of_amp_and_of_late_pictures_are_links(source: str, urls: list[str]) -> None:
    assert [link.url for link in HTML.parse(source).links] == urls


SKELETON = tree_skeleton(DATA.replace(script(DATA), ""))


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece",
    [
        '<script type="application/ld+json">{"name":"a"}</script>',
        '<script type="application/ld+json">{"name":"{{ a }}"}</script>',
        "<svg><text>a</text></svg>",
        "<svg><text><![CDATA[a]]>",
        "<template>a",
        "<textarea>a\n</textarea>",
        "<link rel=canonical>",
    ],
)
@pytest.mark.sampled(3)
def test_time_grows_with_the_places_of_a_page(piece: str) -> None:
    assert in_proportion(lambda size: HTML.parse(piece * (size // len(piece))), 8_000)
