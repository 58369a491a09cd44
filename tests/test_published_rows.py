"""Constructs of real newsroom pages: published with other words, and otherwise as they were.

Each is tried where its dialect is named, and where none is. Words of the target are in upper case,
so that what was not to be touched is seen at a glance.
"""

import re

import pytest

from l10n import plugins
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish

_TAG = re.compile(r"(</?[a-z]+[0-9]+/?>)")


def capitals(text: str) -> str:
    """Write all but the tags in upper case."""
    return "".join(each if _TAG.fullmatch(each) else each.upper() for each in _TAG.split(text))


def segments_of(source: str, name: str, dialect: str) -> tuple[Article, tuple[Segment, ...]]:
    format = plugins.format_for(name, Conventions(dialect))
    assert format is not None
    article = Article(name, "en", format.name, source, format.parse(source, ("title",)))
    return article, extract(article).segments


def published(source: str, name: str = "a.md", dialect: str = "") -> str:
    """Publish a source in capitals, in its own language, and read it back as `l10n` does."""
    format = plugins.format_for(name, Conventions(dialect))
    assert format is not None
    article, segments = segments_of(source, name, dialect)
    targets = tuple((n, capitals(each.text)) for n, each in enumerate(segments))
    choice = ChosenTargets(targets, (), empty=0, draft=0, translated=len(targets))
    made = publish(article, format, segments, choice, Edition("en", ("title",)))
    assert made.blockers == ()
    return made.text


MARKDOWN = (
    (
        "hugo",
        'Read [the story]({{< ref "b.md" >}}) now.\n',
        'READ [THE STORY]({{< ref "b.md" >}}) NOW.\n',
    ),
    ("jekyll", "![Flood]({{ site.img }}a.jpg)\n", "![FLOOD]({{ site.img }}a.jpg)\n"),
    ("jekyll", "[A river]({{site.baseurl}}/a.jpg)\n", "[A RIVER]({{site.baseurl}}/a.jpg)\n"),
    (
        "jekyll",
        'See [the site](https://example.org){:target="_blank"} now.\n',
        'SEE [THE SITE](https://example.org){:target="_blank"} NOW.\n',
    ),
    ("github", "> [!NOTE]\n> Polls close at eight.\n", "> [!NOTE]\n> POLLS CLOSE AT EIGHT.\n"),
    ("obsidian", "> [!NOTE]\n> Polls close at eight.\n", "> [!NOTE]\n> POLLS CLOSE AT EIGHT.\n"),
    ("docusaurus", ":::tip\nBring a torch.\n:::\n", ":::tip\nBRING A TORCH.\n:::\n"),
    ("myst", ":::{tip}\nBring a torch.\n:::\n", ":::{tip}\nBRING A TORCH.\n:::\n"),
    ("pandoc", "::: tip\nBring a torch.\n:::\n", "::: tip\nBRING A TORCH.\n:::\n"),
    ("mkdocs", "!!! note\n    Bring a torch.\n", "!!! note\n    BRING A TORCH.\n"),
    (
        "mkdocs",
        '!!! note "Mind the dark"\n\n    Bring a torch.\n',
        '!!! note "MIND THE DARK"\n\n    BRING A TORCH.\n',
    ),
    (
        "hugo",
        "{{% callout %}}\nBring a torch.\n{{% /callout %}}\n",
        "{{% callout %}}\nBRING A TORCH.\n{{% /callout %}}\n",
    ),
    (
        "myst",
        "```{admonition} Mind the dark\nBring a torch.\n```\n",
        "```{admonition} MIND THE DARK\nBRING A TORCH.\n```\n",
    ),
    ("pandoc", "Term\n: Its meaning.\n", "TERM\n: ITS MEANING.\n"),
    ("jekyll", "Term\n: Its meaning.\n", "TERM\n: ITS MEANING.\n"),
    (
        "jekyll",
        "One.\n\n{% highlight ruby %}\nputs 1\n\nputs two\n{% endhighlight %}\n\nTwo.\n",
        "ONE.\n\n{% highlight ruby %}\nputs 1\n\nputs two\n{% endhighlight %}\n\nTWO.\n",
    ),
    (
        "wordpress",
        '[caption id="a_1" width="800"]<img src="a.jpg"/> The tunnel[/caption]\n',
        '[caption id="a_1" width="800"]<img src="a.jpg"/> THE TUNNEL[/caption]\n',
    ),
    ("obsidian", "See [[wiki]] now.\n", "SEE [[wiki]] NOW.\n"),
    ("obsidian", "See [[wiki|the page]] now.\n", "SEE [[wiki|THE PAGE]] NOW.\n"),
    ("pandoc", "So it is [@cite]. Yes.\n", "SO IT IS [@cite]. YES.\n"),
    ("pandoc", "Energy $E_{k}$ rises.\n", "ENERGY $E_{k}$ RISES.\n"),
    ("pandoc", "Water is H~2~O here.\n", "WATER IS H~2~O HERE.\n"),
    ("pandoc", "So it is.^[A note.] Yes.\n", "SO IT IS.^[A NOTE.] YES.\n"),
    ("hugo", "## Traffic {#traffic}\n\nText.\n", "## TRAFFIC {#traffic}\n\nTEXT.\n"),
    ("docusaurus", "## Traffic {#traffic}\n\nText.\n", "## TRAFFIC {#traffic}\n\nTEXT.\n"),
    ("jekyll", "## Traffic {#traffic}\n\nText.\n", "## TRAFFIC {#traffic}\n\nTEXT.\n"),
    (
        "hugo",
        "See [the budget](#budget-2024).\n\n## Budget 2024\n",
        "SEE [THE BUDGET](#budget-2024).\n\n## BUDGET 2024\n",
    ),
    (
        "hugo",
        '{\n  "title": "A flood",\n  "date": "2024-01-01"\n}\n\nText.\n',
        '{\n  "title": "A FLOOD",\n  "date": "2024-01-01"\n}\n\nTEXT.\n',
    ),
    (
        "github",
        "<details>\n<summary>More of it</summary>\n\nThe text.\n\n</details>\n",
        "<details>\n<summary>MORE OF IT</summary>\n\nTHE TEXT.\n\n</details>\n",
    ),
    (
        "hugo",
        '<figure>\n<img alt="A flood">\n<figcaption>The river.</figcaption>\n</figure>\n',
        '<figure>\n<img alt="A FLOOD">\n<figcaption>THE RIVER.</figcaption>\n</figure>\n',
    ),
    (
        "github",
        "<table>\n<tr><td>One</td><td>Two</td></tr>\n</table>\n",
        "<table>\n<tr><td>ONE</td><td>TWO</td></tr>\n</table>\n",
    ),
    (
        "github",
        'See <img src="a.jpg" alt="a flood" title="the river"> here.\n',
        'SEE <img src="a.jpg" alt="A FLOOD" title="THE RIVER"> HERE.\n',
    ),
    (
        "github",
        "A paragraph\nfoo|foo\n---|---\none|two\n",
        "A PARAGRAPH\nFOO|FOO\n---|---\nONE|TWO\n",
    ),
    ("github", "a\tb\n", "A\tB\n"),
    ("github", "| a |\n:---:\n", "| A |\n:---:\n"),
    (
        "jekyll",
        "Text {{ page.title | upcase }} goes on.\n",
        "TEXT {{ page.title | upcase }} GOES ON.\n",
    ),
    (
        "hugo",
        '{{< figure src="a.jpg" caption="The flood" >}}\n',
        '{{< figure src="a.jpg" caption="THE FLOOD" >}}\n',
    ),
)


@pytest.mark.parametrize(("dialect", "source", "expected"), MARKDOWN)
def test_a_construct_is_whole_in_its_dialect(dialect: str, source: str, expected: str) -> None:
    assert published(source, dialect=dialect) == expected


@pytest.mark.parametrize(("dialect", "source", "expected"), MARKDOWN)
def test_a_construct_is_not_damaged_unnamed(dialect: str, source: str, expected: str) -> None:
    made = published(source)
    assert made.upper() == source.upper()


HTML = (
    (
        "wordpress",
        "First paragraph.\n\nSecond paragraph.\n",
        "FIRST PARAGRAPH.\n\nSECOND PARAGRAPH.\n",
    ),
    (
        "wordpress",
        "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\nFirst of two.\n\nSecond of two.\n",
        "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\nFIRST OF TWO.\n\nSECOND OF TWO.\n",
    ),
    (
        "jekyll",
        "---\ntitle: A flood\n---\n<p>The river.</p>\n",
        "---\ntitle: A FLOOD\n---\n<p>THE RIVER.</p>\n",
    ),
    (
        "jekyll",
        '<a href="{{ "/blog/" | url }}">The blog</a>\n',
        '<a href="{{ "/blog/" | url }}">THE BLOG</a>\n',
    ),
    (
        "wordpress",
        '<!-- wp:image {"id":1,"alt":"A flood"} --><img alt="A flood"/><!-- /wp:image -->\n',
        '<!-- wp:image {"id":1,"alt":"A FLOOD"} --><img alt="A FLOOD"/><!-- /wp:image -->\n',
    ),
    (
        "",
        '<p><span lang="EN-US">The whole text</span></p>\n',
        '<p><span lang="EN-US">THE WHOLE TEXT</span></p>\n',
    ),
    (
        "",
        '<p><span class="c1">The council </span><span class="c1">approved</span> it.</p>\n',
        '<p><span class="c1">THE COUNCIL </span><span class="c1">APPROVED</span> IT.</p>\n',
    ),
    (
        "",
        '<textarea>Your text</textarea><table summary="The sums"><tr><td>One</td></tr></table>\n',
        '<textarea>YOUR TEXT</textarea><table summary="THE SUMS"><tr><td>ONE</td></tr></table>\n',
    ),
)


@pytest.mark.parametrize(("dialect", "source", "expected"), HTML)
def test_a_page_is_whole_in_its_dialect(dialect: str, source: str, expected: str) -> None:
    assert published(source, "a.html", dialect) == expected


@pytest.mark.parametrize(("dialect", "source", "expected"), HTML)
def test_a_page_is_not_damaged_unnamed(dialect: str, source: str, expected: str) -> None:
    assert published(source, "a.html").upper() == source.upper()


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/a?b=c",
        "desk@example.org",
        "`make demo`",
        "[embed]https://example.org/v[/embed]",
        "{{< youtube abc >}}",
        "@handle",
        "#hashtag",
    ],
)
@pytest.mark.parametrize("dialect", ["", "hugo", "wordpress"])
def test_a_text_without_words_is_no_entry(source: str, dialect: str) -> None:
    assert segments_of(f"Words.\n\n{source}\n", "a.md", dialect)[1][1:] == ()


@pytest.mark.parametrize("dialect", ["", "hugo", "docusaurus"])
def test_components_of_mdx_are_code_in_any_dialect(dialect: str) -> None:
    source = 'import Box from "./box";\n\n<Box kind={kind}>\n\nText {props.a} here.\n\n</Box>\n'
    made = published(source, "a.mdx", dialect)
    assert made == source.replace("Text", "TEXT").replace("here", "HERE")
