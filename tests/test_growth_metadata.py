"""What a page says of itself, in hostile articles: found and written in proportion to them."""

from collections.abc import Callable

import pytest

from l10n import plugins
from l10n.model.addendum import Addendum
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.metadata import Metadata, Selector
from l10n.model.statement import RAW, Party, Statement
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish
from tests.growth import in_proportion

pytestmark = pytest.mark.growth

METADATA = Metadata(
    fields=(("date", ("d",)), ("byline", ("b",))),
    elements=(
        ("date", (Selector("time"), Selector(classes=("date",)))),
        ("byline", (Selector(attribute="rel", value="author"),)),
    ),
)
SAID = Statement(
    "machine", "L.", RAW, True, (Party("Organization", "D"),), "https://a/o", "https://a/p"
)
ADDENDA = (Addendum("after", "a", "N."), Addendum("before", "b…", "N."))
HEAD = '{"@context": "https://schema.org", "@type": "Article"'


def script(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


SHAPES: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "graph": ("a.html", 400, lambda n: script(f'{HEAD}, "@graph": [' + f"{HEAD}}}," * n + "1]}")),
    "members": ("a.html", 4000, lambda n: script(HEAD + ', "url": "a"' * n + "}")),
    "list": ("a.html", 4000, lambda n: script(f'{HEAD}, "a": [' + "1," * n + "1]}")),
    "scripts": ("a.html", 400, lambda n: script(f"{HEAD}}}") * n),
    "scripts in Markdown": ("a.md", 200, lambda n: (script(f"{HEAD}}}") + "\n\n") * n),
    "dates": ("a.html", 400, lambda n: f"<p>{'<time>5 May 2026</time> a ' * n}"),
    "open dates": ("a.html", 400, lambda n: "<p>" + "<time>5" * n),
    "nested dates": ("a.html", 400, lambda n: "<div class=date>" * n + "5 May 2026"),
    "authors": ("a.html", 400, lambda n: f"<p>{'<a rel=author>Jane Hale</a>' * n}"),
    "long byline": ("a.html", 4000, lambda n: f"<p rel=author>{'A ' * n}</p>"),
    "blank byline": ("a.md", 4000, lambda n: f"---\nb: 'A{' ' * n}B'\n---\n"),
    "long date": ("a.md", 4000, lambda n: f"---\nd: '{'5 May ' * n}'\n---\n"),
    "fields": ("a.md", 400, lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n"),
    "anchors": ("a.md", 400, lambda n: "a\n\n" * n + "b\n"),
    "anchors in HTML": ("a.html", 400, lambda n: "<p>a</p>" * n + "<p>b</p>"),
    "anchors in nothing": ("a.html", 400, lambda n: "a<br>" * n + "<hr>a" * n),
    "blanks before an anchor": ("a.md", 4000, lambda n: f"{' ' * n}\n" + f"{'*' * n}a\n\nb\n"),
    "lines of an anchor": ("a.md", 400, lambda n: "a\n" + "{: .a}\n" * n),
}


def published(name: str, source: str) -> None:
    format = plugins.format_for(name, Conventions(language="en", metadata=METADATA))
    assert format is not None
    parsed = format.parse(source, ("title",))
    article = Article(name, "en", format.name, source, parsed)
    edition = Edition(
        "uk", ("title",), label="L.", statement=SAID, metadata=METADATA, addenda=ADDENDA
    )
    segments = extract(article).segments
    publish(article, format, segments, ChosenTargets((), (), 0, 0, 0), edition)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", SHAPES)
def test_metadata_costs_what_the_article_is_long(name: str) -> None:
    suffix, size, source = SHAPES[name]
    assert in_proportion(lambda n: published(suffix, source(n)), size)
