"""Template code in pages: never touched, never an address, a tag of the text around it."""

import pytest

from l10n.formats.html.format import Html
from l10n.model.conventions import Conventions
from tests.conftest import LONG
from tests.generators.hostile import TARGETS
from tests.growth import in_proportion
from tests.test_html import shown
from tests.test_publish import texts
from tests.test_wordpress import read

LAYOUT = """\
<html lang="{{ site.lang }}" dir="{{ dir }}"><head>{% seo %}
<title>{{ page.title }} — Редакція</title>
<meta name="description" content="Новини {{ page.date }}"><link rel="next" href="{{ next }}">
<script type="application/ld+json">
{"headline": {{ page.title | jsonify }}, "name": "Редакція {{ site.town }}",
 "inLanguage": "{{ l }}"}
</script></head><body {% if page.dark %}class="dark"{% endif %}>
<a href="{{ "/blog/" | url }}" title='Усі новини "{{ site.name }}"'>Читайте {{ page.title }} тут</a>
<img src="{{ site.img }}a.jpg" srcset="{{ site.img }}a.jpg 1x, b.jpg 2x" alt="{{ page.alt }}">
<table>{% for row in rows %}<tr><td>{{ row.sum }} гривень</td></tr>{% endfor %}</table>
<ul>
{% for each in site.posts %}
  <li><a href="{{ each.url }}">{{ each.title }}</a>: читати</li>
{% endfor %}
</ul>
{{ content }}
</body></html>
"""


@pytest.mark.parametrize("dialect", ["jekyll", ""])
def test_template_code_is_a_tag_or_no_text_at_all(dialect: str) -> None:
    parsed = Html(Conventions(dialect)).parse(LAYOUT)
    assert [shown(block) for block in parsed.blocks] == [
        "<code/> — Редакція",
        "Новини <code/>",
        "Редакція <code/>",
        "<a>Читайте <code/> тут</a> <img/>",
        'Усі новини "<code/>"',
        "<code/> гривень",
        "<a><code/></a>: читати",
    ]
    assert (parsed.links, parsed.problems) == ((), ())
    assert len(parsed.code) == LAYOUT.count("{{") + LAYOUT.count("{%")


def test_template_code_is_not_localized() -> None:
    made = Html(Conventions("jekyll"))
    assert made.localize(LAYOUT, made.parse(LAYOUT), "ar", "") == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>{{< ref "b.md" >}} слово {{ .Title }}</p>', ["<code/> слово <code/>"]),
        ("<p>{{< note >}}слово{{< /note >}} ще</p>", ["<code>слово</code> ще"]),
        ("<div>{{< note >}}<p>слово</p>{{< /note >}}</div>", ["слово"]),
        ('<img src="{{< x >}}" alt="{{ .Alt }}, фото">', ["<code/>, фото"]),
        ("<textarea>{{ .Text }} слово</textarea>", ["<code/> слово"]),
        ("<style>a{{{ .X }}}</style><pre>{{ .Y }} слово</pre>", []),
    ],
)
def test_code_of_hugo_in_a_page_stays(source: str, expected: list[str]) -> None:
    parsed = Html(Conventions("hugo")).parse(source)
    assert [shown(block) for block in parsed.blocks] == expected


@pytest.mark.campaign
@pytest.mark.parametrize("dialect", ["hugo", "jekyll", "wordpress"])
def test_no_target_becomes_template_code_in_a_page(dialect: str) -> None:
    document = read(LAYOUT, ".html", Conventions(dialect))
    code = [kept.shown for kept in document.article.parsed.code]
    for target in TARGETS if LONG else TARGETS[len(dialect) :: 12]:
        if any(char < " " for char in target) or target in ("<a1>", "</a1>"):
            continue
        made = document.published(texts(lambda text, t=target: t if text.strip() else text))
        assert made.blockers == (), target
        again = read(made.text, ".html", Conventions(dialect)).article.parsed
        assert [kept.shown for kept in again.code] == code, target


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece", ["{{ a }}", "{{ ", "{% if %}a", "<a href='{{ b }}'>", "{{< a >}}b", "<p>{{ a }} b"]
)
@pytest.mark.sampled(3)
def test_time_grows_with_the_code_in_a_page(piece: str) -> None:
    made = Html()
    assert in_proportion(lambda size: made.parse("a" + piece * (size // len(piece))), 8_000)
