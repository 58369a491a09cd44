"""Passages in other languages, and what names a language or a direction in a page."""

from collections.abc import Iterator, Sequence

import pytest

from l10n.engines import Draft, Request
from l10n.engines.chain import Candidate, Chain
from l10n.formats import Format
from l10n.formats.html.format import Html
from l10n.formats.markdown.format import Markdown
from l10n.glossary.finding import FoundTerms
from l10n.language.claims import is_credible
from l10n.model.article import Article
from l10n.model.conventions import Conventions
from l10n.steps.extract import extract
from l10n.steps.figures import to_translate
from l10n.steps.merge import merge
from l10n.steps.pretranslate import CatalogWork, pretranslate
from l10n.steps.publish import ChosenTargets, Edition, publish
from tests.growth import in_proportion

UK = Html(Conventions(language="uk"))
EN = Html(Conventions(language="en"))


def read(source: str, html: Html) -> Article:
    return Article("a.html", "en" if html is EN else "uk", "html", source, html.parse(source))


def segments(source: str, html: Html = UK) -> list[str]:
    article = read(source, html)
    return [segment.text for segment in extract(article).segments]


def said(source: str, html: Html = UK) -> list[str]:
    return [problem.message.text("en") for problem in html.parse(source).problems]


def published(source: str, into: str, targets: dict[str, str], html: Html = UK) -> str:
    article = read(source, html)
    found = extract(article).segments
    chosen = [(index, targets[each.text]) for index, each in enumerate(found)]
    choice = ChosenTargets(tuple(chosen), (), empty=0, draft=0, translated=len(chosen))
    result = publish(article, html, found, choice, Edition(into))
    assert result.blockers == ()
    return result.text


WHOLE = '<html lang="uk"><body>{}</body></html>'
BOTH = pytest.mark.parametrize("page", ["{}", WHOLE], ids=["fragment", "page"])


@BOTH
def test_a_passage_in_another_language_is_left_and_said(page: str) -> None:
    source = page.format('<p>Текст.</p><p lang="fr">Bonjour.</p><p lang="ar" dir="rtl">أ</p>')
    assert segments(source) == ["Текст."]
    assert said(source) == [
        "<p> is in another language (fr) and is not translated",
        "<p> is in another language (ar) and is not translated",
    ]
    result = published(source, "en", {"Текст.": "Text."})
    assert '<p>Text.</p><p lang="fr">Bonjour.</p><p lang="ar" dir="rtl">أ</p>' in result


@BOTH
def test_words_of_another_language_keep_theirs(page: str) -> None:
    source = page.format('<p>Слово <b lang="en">Hello</b> тут.</p>')
    assert segments(source) == ["Слово <x1/> тут."]
    result = published(source, "en", {"Слово <x1/> тут.": "The word <x1/> is here."})
    assert '<p>The word <b lang="en">Hello</b> is here.</p>' in result
    assert said(source) == []


@pytest.mark.parametrize(
    ("inside", "written"),
    [("Hello", '<b lang="en">Hello</b>'), ("Привіт", '<b lang="uk">Привіт</b>')],
)
def test_a_word_that_is_kept_keeps_its_language(inside: str, written: str) -> None:
    source = '<p lang="en">The word <b lang="en">Hello</b> is known.</p>'
    target = {"The word <b1>Hello</b1> is known.": f"Слово <b1>{inside}</b1> відоме."}
    assert published(source, "uk", target, EN) == f'<p lang="uk">Слово {written} відоме.</p>'


@BOTH
def test_a_switcher_of_languages_stays_as_it_is(page: str) -> None:
    switcher = (
        '<li><a lang="uk" hreflang="uk" href="/">Українська</a></li>'
        '<li><a lang="en" hreflang="en" href="/en/">English</a></li>'
        '<li lang="de"><a href="/de/">Deutsch</a></li><option lang="uk">Українська</option>'
    )
    source = page.format(f"<p>Текст.</p><ul>{switcher}</ul>")
    assert segments(source) == ["Текст."]
    assert said(source) == []
    for locale in ("en", "de"):
        assert switcher in published(source, locale, {"Текст.": "T."})


@pytest.mark.parametrize(
    ("source", "texts", "problems"),
    [
        ('<p><span lang="EN-US">Рада ухвалила бюджет.</span></p>', ["Рада ухвалила бюджет."], 0),
        ('<p>Рада <span lang="EN-US">ухвалила</span> бюджет.</p>', ["Рада ухвалила бюджет."], 0),
        ('<p>Країни <span lang="EN-US">NATO</span> дали.</p>', ["Країни NATO дали."], 0),
        ('<p>У <span lang="EN-US">2024, </span>торік.</p>', ["У 2024, торік."], 0),
        ('<p><span lang="EN-US">To be or not to be.</span></p>', [], 1),
        (
            '<p><span lang="EN-US">To be</span><span lang="EN-US"> or not.</span></p>',
            [],
            1,
        ),
        ('<p><i lang="la">Sic transit gloria.</i></p>', [], 1),
        ('<p>Він сказав: <i lang="la">sic transit</i>.</p>', ["Він сказав: <x1/>."], 0),
        ('<p lang="en">Рада ухвалила бюджет.</p><p>Так.', ["Рада ухвалила бюджет.", "Так."], 0),
    ],
)
def test_what_a_word_processor_says_is_believed_if_it_can_be(
    source: str, texts: list[str], problems: int
) -> None:
    assert segments(source) == texts
    assert len(said(source)) == problems


def test_a_language_that_was_wrong_is_right_once_published() -> None:
    source = '<p><span lang="EN-US">Рада ухвалила бюджет.</span></p>'
    result = published(source, "de", {"Рада ухвалила бюджет.": "Der Rat."})
    assert result == '<p><span lang="de">Der Rat.</span></p>'


@pytest.mark.parametrize(
    ("text", "claimed", "around", "credible"),
    [
        ("Рада ухвалила бюджет", "en", "uk", False),
        ("The council approved", "en", "uk", True),
        ("The council of the city and the mayor", "fr", "en", False),
        ("Le conseil de la ville", "fr", "en", True),
        ("Paris", "fr", "en", True),
        ("123", "fr", "en", False),
        ("Компанія та NATO", "EN-US", "uk", False),
        ("東京", "ja", "en", True),
        ("Veni vidi vici", "la", "uk", True),
    ],
)
def test_letters_and_small_words_tell_a_language(
    text: str, claimed: str, around: str, credible: bool
) -> None:
    assert is_credible(text, claimed, around) is credible


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<p>One</p>\n<p>One</p>", '<p dir="rtl">Ena</p>\n<p dir="rtl">Ena</p>'),
        ('<p dir="ltr">One</p>', '<p dir="rtl">Ena</p>'),
        ('<div lang="en"><p>One</p></div>', '<div dir="rtl" lang="ar"><p>Ena</p></div>'),
        ("One", '<div dir="rtl">Ena</div>'),
        ("<p>One<p>One", '<p dir="rtl">Ena<p dir="rtl">Ena'),
        ('<p>One</p><pre dir="ltr">x</pre>', '<p dir="rtl">Ena</p><pre dir="ltr">x</pre>'),
        ('<html lang="en"><p dir=ltr>One', '<html dir="rtl" lang="ar"><p dir=rtl>Ena'),
        (
            '<html lang="en" dir="ltr"><div dir="ltr">One</div>',
            '<html lang="ar" dir="rtl"><div dir="rtl">Ena</div>',
        ),
        (
            '<html lang="en"><p>One <bdo dir="ltr">x</bdo> <span dir="ltr">+1</span>',
            '<html dir="rtl" lang="ar"><p>Ena <bdo dir="ltr">x</bdo> <span dir="ltr">+1</span>',
        ),
        ("---\nlayout: post\n---\n<p>One</p>", "---\nlayout: post\n---\n<p>Ena</p>"),
        (
            '<html lang="en"><p>One</p><p lang="he" dir="rtl">שלום</p>',
            '<html dir="rtl" lang="ar"><p>Ena</p><p lang="he" dir="rtl">שלום</p>',
        ),
        (
            '<html lang="en"><p>One</p><p lang="fr">Bonjour.</p><p lang="he">שלום</p>',
            '<html dir="rtl" lang="ar"><p>Ena</p><p dir="ltr" lang="fr">Bonjour.</p>'
            '<p lang="he">שלום</p>',
        ),
        (
            '<html lang="en"><p>One</p><p lang="no language">Bonjour.</p>',
            '<html dir="rtl" lang="ar"><p>Ena</p><p dir="ltr" lang="no language">Bonjour.</p>',
        ),
    ],
)
def test_directions_follow_the_language(source: str, written: str) -> None:
    found = {text: text.replace("One", "Ena") for text in segments(source, EN)}
    assert published(source, "ar", found, EN) == written


def test_an_arabic_fragment_is_turned_to_the_left() -> None:
    html = Html(Conventions(language="ar"))
    source = '<p dir="rtl">أ</p><p>أ</p>'
    written = '<p dir="ltr">A</p><p dir="ltr">A</p>'
    assert published(source, "en", {"أ": "A"}, html) == written


def test_a_post_of_wordpress_has_its_direction_from_the_theme() -> None:
    html = Html(Conventions(dialect="wordpress", language="en"))
    source = "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->\n"
    assert published(source, "ar", {"One": "Ena"}, html) == source.replace("One", "Ena")


@pytest.mark.growth
@pytest.mark.parametrize(
    "shape",
    [
        '<span lang="EN-US">a ',
        '<p lang="fr">a',
        '<span lang="EN-US">Слово</span> ',
        '<a lang="en" hreflang="en">E</a>',
    ],
)
@pytest.mark.sampled(2)
def test_time_grows_with_the_number_of_passages(shape: str) -> None:
    in_proportion(lambda size: UK.parse(shape * size), 200)


@pytest.mark.growth
def test_time_grows_with_the_number_of_kept_words() -> None:
    def publish_all(size: int) -> None:
        source = '<p lang="en">' + 'The <b lang="en">Hello</b> is. ' * size
        published(source, "uk", {text: text for text in segments(source, EN)}, EN)

    in_proportion(publish_all, 100)


PASSAGES = """\
Текст.

<div lang="fr">

Bonjour **à tous**.

</div>

<p lang="ar" dir="rtl">أ</p>

<p lang="uk" dir="ltr">Так.</p>

Слово <b lang="uk">Привіт</b>.
"""


def test_passages_in_markdown_are_left_and_said() -> None:
    format = Markdown(Conventions(language="uk"))
    parsed = format.parse(PASSAGES)
    article = Article("a.md", "uk", "markdown", PASSAGES, parsed)
    found = extract(article).segments
    assert [each.text for each in found] == ["Текст.", "Так.", "Слово <html1>Привіт</html1>."]
    assert [(problem.line, problem.message.text("en")) for problem in parsed.problems] == [
        (3, "<div> is in another language (fr) and is not translated"),
        (9, "<p> is in another language (ar) and is not translated"),
    ]
    chosen = tuple(enumerate(("نص.", "نعم.", "كلمة <html1>Привіт</html1>.")))
    choice = ChosenTargets(chosen, (), empty=0, draft=0, translated=3)
    result = publish(article, format, found, choice, Edition("ar"))
    assert result.blockers == ()
    assert '<p lang="ar" dir="rtl">نعم.</p>' in result.text
    assert '<b lang="uk">Привіт</b>' in result.text
    assert '<div dir="ltr" lang="fr">\n\nBonjour **à tous**.\n\n</div>' in result.text


def test_a_passage_alone_in_markdown_is_not_the_articles_own() -> None:
    format = Markdown(Conventions(language="uk"))
    parsed = format.parse('Текст.\n\n<p lang="fr">Bonjour.</p>\n')
    assert [problem.line for problem in parsed.problems] == [3]
    assert len(parsed.blocks) == 1


TRANSLATED = Conventions(language="uk", foreign="translate")
PAGE = (
    '<p>Текст.</p><p lang="fr">Bonjour. Elle dit <b>oui</b>.</p><p lang="en">Hello.</p>'
    '<p>Слово <i lang="la">sic</i>.</p><p lang="ar" dir="rtl">أ</p>'
    '<p><span lang="DE">Der Rat.</span></p><img lang="fr" alt="Une ville" src="a.jpg">'
)


def spoken(format: Format, source: str) -> list[tuple[str, str]]:
    article = Article("a", "uk", format.name, source, format.parse(source))
    return [(each.text, each.place.language) for each in extract(article).segments]


def test_passages_are_translated_from_their_own_language() -> None:
    html = Html(TRANSLATED)
    assert spoken(html, PAGE) == [
        ("Текст.", ""),
        ("Bonjour.", "fr"),
        ("Elle dit <b1>oui</b1>.", "fr"),
        ("Hello.", "en"),
        ("Слово <x1/>.", ""),
        ("أ", "ar"),
        ("Der Rat.", "de"),
        ("Une ville", "fr"),
    ]
    assert said(PAGE, html) == []


def test_what_is_in_the_language_of_the_target_is_no_entry() -> None:
    html = Html(TRANSLATED)
    article = Article("a.html", "uk", "html", PAGE, html.parse(PAGE))
    kept = [each.text for each in to_translate(extract(article).segments, ("uk", "en"))]
    assert "Hello." not in kept
    assert len(kept) == 7


def test_a_translated_passage_names_the_new_language() -> None:
    html = Html(TRANSLATED)
    source = PAGE.replace('<p lang="en">Hello.</p>', "")
    targets = {text: f"T {text}" for text, _language in spoken(html, source)}
    assert published(source, "en", targets, html) == (
        '<p>T Текст.</p><p lang="en">T Bonjour. T Elle dit <b>oui</b>.</p><p>T Слово '
        '<i lang="la">sic</i>.</p><p lang="en" dir="ltr">T أ</p><p><span lang="en">T Der Rat.'
        '</span></p><img lang="en" alt="T Une ville" src="a.jpg">'
    )


def test_passages_of_markdown_are_translated_from_their_own() -> None:
    assert spoken(Markdown(TRANSLATED), PASSAGES) == [
        ("Текст.", ""),
        ("Bonjour <b1>à tous</b1>.", "fr"),
        ("أ", "ar"),
        ("Так.", ""),
        ("Слово <html1>Привіт</html1>.", ""),
    ]


def test_engines_are_asked_for_the_pair_of_the_passage() -> None:
    asked: list[tuple[str, str, list[str]]] = []

    class Listening:
        name = "listening"

        translates = True

        def pairs(self) -> frozenset[tuple[str, str]]:
            return frozenset()

        def models(self) -> tuple[str, ...]:
            return ("1",)

        def translate(
            self, requests: Sequence[Request], source: str, target: str
        ) -> Iterator[Draft]:
            asked.append((source, target, [request.text.plain() for request in requests]))
            return (Draft(f"Draft of {request.text.text}", "1") for request in requests)

    format = Html(TRANSLATED)
    source = '<p>Місто спить.</p><p lang="fr">Bonjour.</p><p>Так.</p>'
    article = Article("a.html", "uk", "html", source, format.parse(source))
    found = extract(article).segments
    catalog = merge(found, None, path="articles/a.html").catalog
    work = CatalogWork(catalog, found, (), FoundTerms("uk", "en"))
    pretranslate(work, Chain((Candidate(Listening()),), "uk", "en"))
    assert asked == [("uk", "en", ["Місто спить.", "Так."]), ("fr", "en", ["Bonjour."])]
