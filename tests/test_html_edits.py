"""What publishing changes in a page beside its text: addresses, language, label."""

import pytest

from l10n.formats.html.scan import scan
from tests.test_html import HTML, PAGE, texts


def test_links_are_found_with_their_spans() -> None:
    links = HTML.parse(PAGE).links
    assert [link.url for link in links] == [
        "../s.css",
        "/",
        "/n?x=1&y=2",
        "b.html",
        "a.jpg",
        "a.jpg",
        "a2.jpg",
    ]
    assert links[2].span.of(PAGE) == "/n?x=1&amp;y=2"


@pytest.mark.parametrize(
    "source",
    [
        '<a href="x">a</a>',
        "<a href='x'>a</a>",
        "<a href=x>a</a>",
        "<img srcset='x 1x, y 2x'>",
        "<img srcset=x>",
        "<video poster= x ></video>",
        "<svg><use xlink:href='x'/></svg>",
        "<code><a href='x'>y</a></code>",
    ],
)
@pytest.mark.parametrize("url", ["../a b?c=1&d=2", "a\"b'c>d<e`f,g", "&copy=x", "é"])
def test_another_address_reads_back_and_changes_nothing_else(source: str, url: str) -> None:
    link = HTML.parse(source).links[0]
    result = source[: link.span.start] + HTML.relink(link, url) + source[link.span.end :]
    found = HTML.parse(result)
    expected = url.replace(" ", "%20").replace(",", "%2C") if "srcset" in source else url
    assert found.links[0].url == expected
    assert len(found.links) == len(HTML.parse(source).links)
    assert [token.name for token in scan(result)] == [token.name for token in scan(source)]


def test_a_base_address_leaves_all_links_alone() -> None:
    assert HTML.parse("<base href=/x/><a href=y>z</a>").links == ()


def localized(source: str, locale: str, label: str = "") -> str:
    edits = HTML.localize(source, HTML.parse(source), locale, label)
    for edit in reversed(edits):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    return source


@pytest.mark.parametrize(
    ("source", "locale", "expected"),
    [
        ("<html lang=uk>", "en", "<html lang=en>"),
        ("<html lang='uk-UA'>", "uk", "<html lang='uk-UA'>"),
        ("<html>", "pt_BR", '<html lang="pt-BR">'),
        ("<html lang>", "en", '<html lang="en">'),
        ('<html lang="">', "en", '<html lang="en">'),
        ("<HTML class=x>", "ar", '<HTML lang="ar" dir="rtl" class=x>'),
        ("<html dir=rtl lang=he>", "en", "<html dir=ltr lang=en>"),
        ("<html lang=uk xml:lang=uk>", "en", "<html lang=en xml:lang=en>"),
        ("<html lang=uk dir=auto>", "ar", "<html lang=ar dir=auto>"),
        ("<!doctype html><p>x", "en", '<!doctype html><html lang="en"><p>x'),
        (
            "<html lang=uk><p lang=uk-UA>x<p lang=fr>y",
            "en",
            "<html lang=en><p lang=en>x<p lang=fr>y",
        ),
        (
            "<html lang=uk><q lang=uk translate=no>x</q>",
            "en",
            "<html lang=en><q lang=uk translate=no>x</q>",
        ),
        (
            "<html lang=uk><meta property='og:locale' content='uk_UA'>",
            "en",
            "<html lang=en><meta property='og:locale' content='en_US'>",
        ),
        (
            "<html lang=en><meta property=og:locale content=en_GB>",
            "uk",
            "<html lang=uk><meta property=og:locale content=uk_UA>",
        ),
        ("<article lang=uk>x</article>", "en", "<article lang=en>x</article>"),
        ("<p lang=uk>x</p><p>y</p>", "en", "<p lang=uk>x</p><p>y</p>"),
        ("<p>x", "en", "<p>x"),
    ],
)
def test_language_direction_and_og_locale_follow_the_target(
    source: str, locale: str, expected: str
) -> None:
    assert localized(source, locale) == expected


def test_a_page_in_its_own_locale_is_not_edited() -> None:
    assert localized(PAGE, "uk") == PAGE


LABEL = '<p class="l10n-label" role="note" lang="en">A &amp; &lt;b&gt;</p>'


@pytest.mark.parametrize(
    "source",
    [
        "<html lang=en><body class=x>|<p>y</p></body></html>",
        "<html lang=en><body><header>a</header><main>|<h1>y</h1></main>",
        "<html lang=en><body><main>x<article id=a>|<h1>y</h1></article></main>",
        "<html lang=en><body>|<article>x</article><article>y</article>",
        "<html lang=en><head><title>t</title></head>|<p>x",
        "<!doctype html><html lang=en><title>t</title>|text",
        "<html lang=en><template><article>x</article></template><body>|y",
        "|text",
        "\ufeff|<!-- c --><p>x",
        "<article>|<p>x</p></article>",
    ],
)
def test_the_label_stands_where_readers_start(source: str) -> None:
    result = localized(source.replace("|", ""), "en", "A & <b>")
    assert result == source.replace("|", LABEL)
    assert "A & <b>" in texts(result)


def test_a_label_in_arabic_says_its_direction() -> None:
    assert 'lang="ar" dir="rtl">' in localized("x", "ar", "y")
