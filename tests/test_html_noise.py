"""Noise of word processors is no markup: sentences of their exports are plain, and come back whole.

The samples are written in the manner of the exports; class names and styles are those of Word,
Google Docs and LibreOffice.
"""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.formats.html.format import Html
from l10n.formats.html.scan import HtmlKind, scan
from l10n.model.article import Article
from l10n.model.markup import OMIT, TAG
from l10n.steps.extract import extract
from l10n.steps.publish import ChosenTargets, Edition, publish
from tests.growth import in_proportion

HTML = Html()
FACE = 'vertical-align:baseline;font-size:11pt;font-family:"Arial";font-style:normal'
GOOGLE = f"""\
<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style \
type="text/css">ol.lst-kix_a-0{{list-style-type:none}}li{{color:#000000;font-size:11pt;\
font-family:"Arial"}}p{{margin:0;color:#000000;font-size:11pt;font-family:"Arial"}}\
h1{{padding-top:20pt;color:#000000;font-size:20pt;font-family:"Arial"}}\
.c0{{color:#000000;font-weight:400;text-decoration:none;{FACE}}}\
.c1{{padding-top:0pt;line-height:1.15;orphans:2;widows:2;text-align:left}}\
.c2{{font-weight:400}}.c3{{color:#000000;font-weight:700;text-decoration:none;{FACE}}}\
.c4{{color:inherit;text-decoration:inherit}}.c5{{text-decoration-skip-ink:none;\
-webkit-text-decoration-skip:none;color:#1155cc;text-decoration:underline}}\
.c6{{font-size:20pt;color:#000000;font-weight:400}}.c7{{background-color:#ffff00}}</style></head>\
<body class="c8 doc-content">%s</body></html>
"""
WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator \
content="Microsoft Word 15"><style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-size:12.0pt; \
font-family:"Calibri",sans-serif;} span.SpellE {mso-style-name:""; mso-spl-e:yes;} --></style>\
</head><body lang=UK style='tab-interval:36.0pt'>%s</body></html>
"""


def tagged(source: str) -> list[str]:
    article = Article("a.html", "en", "html", source, HTML.parse(source))
    return [segment.text for segment in extract(article).segments]


def published(source: str, target: Callable[[str], str | None]) -> str:
    article = Article("a.html", "en", "html", source, HTML.parse(source))
    segments = extract(article).segments
    targets = [(index, target(segment.text)) for index, segment in enumerate(segments)]
    chosen = tuple((index, text) for index, text in targets if text is not None)
    choice = ChosenTargets(chosen, (), empty=0, draft=0, translated=len(chosen))
    result = publish(article, HTML, segments, choice, Edition("en", copy_equal=False))
    assert result.blockers == ()
    return result.text


def upper(text: str) -> str:
    """The words in capitals, the tags as they are."""
    return "".join(
        part if part.startswith("<") and TAG.fullmatch(part) else part.upper()
        for part in TAG.sub(lambda tag: f"\0{tag[0]}\0", text).split("\0")
    )


def other(text: str) -> str:
    """Other words, which end sentences where those did."""
    return text.replace("One", "Six").replace("Two", "Ten").replace("three", "seven")


def crossed(source: str) -> list[str]:
    """The end tags that end another element than the innermost."""
    opened: list[str] = []
    found = []
    for token in scan(source):
        if token.name not in ("span", "b", "a", "i", "p", "font"):
            continue
        if token.kind is HtmlKind.START:
            opened.append(token.name)
        elif not opened or opened.pop() != token.name:
            found.append(token.name)
    return found + opened


CASES = {
    "stretches of one look": (
        GOOGLE,
        '<p class="c1"><span class="c0">The council </span><span class="c2">approved</span>'
        '<span class="c0"> the budget. It was late. Nobody left.</span></p>',
        ["The council approved the budget.", "It was late.", "Nobody left."],
    ),
    "bold in a sentence": (
        GOOGLE,
        '<p class="c1"><span class="c0">It was </span><span class="c3">very</span>'
        '<span class="c3"> late</span><span class="c0">.</span></p>',
        ["It was <span1>very late</span1>."],
    ),
    "a bold paragraph": (
        GOOGLE,
        '<p class="c1"><span class="c3">All of it</span><span class="c3"> is bold.</span></p>',
        ["All of it is bold."],
    ),
    "a link": (
        GOOGLE,
        '<p class="c1"><span class="c0">Read </span><span class="c5"><a class="c4" '
        'href="https://e.org/a">the story</a></span><span class="c0"> now.</span></p>',
        ["Read <a1>the story</a1> now."],
    ),
    "a heading": (
        GOOGLE,
        '<h1 class="c1"><span class="c6">Floods </span><span class="c6">again</span></h1>',
        ["Floods again"],
    ),
    "a marked word": (
        GOOGLE,
        '<p><span class="c0">See </span><span class="c7">this</span><span class="c0"> word</span>',
        ["See <span1>this</span1> word"],
    ),
    "spans of Word": (
        WORD,
        "<p class=MsoNormal><span lang=EN-US style='font-size:12.0pt;mso-ansi-language:EN-US'>The "
        "council </span><span class=SpellE><span lang=EN-US style='font-size:12.0pt'>approved"
        "</span></span><span lang=EN-US style='font-size:12.0pt'> it.<o:p></o:p></span></p>",
        ["The council approved it."],
    ),
    "a point of a list of Word": (
        WORD,
        "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span lang=EN-US style='font-family:Symbol;mso-fareast-font-family:"
        "Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;"
        "&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-US>First point<o:p></o:p></span>"
        "</p>",
        ["First point"],
    ),
    "a point of a list of Word without a span": (
        WORD,
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·</span>"
        "<![endif]>First point</p>",
        ["First point"],
    ),
    "what no browser reads, behind what stays": (
        "%s",
        '<p><span translate="no">CP</span><?xml:namespace prefix = o ?>First point</p>',
        ["<x1/><x2/>First point"],
    ),
    "a bullet without its styles": (
        "%s",
        '<p class="MsoListParagraph"><span>·<span>  </span></span>First point. And more.</p>',
        ["First point.", "And more."],
    ),
    "a number without its styles": (
        "%s",
        '<p class="MsoListParagraph"><span>12)<span>&nbsp; </span></span><span>First</span></p>',
        ["First"],
    ),
    "smart tags": (
        "%s",
        '<p>In <st1:place w:st="on"><st1:City w:st="on">Kyiv</st1:City></st1:place> it rains.</p>',
        ["In Kyiv it rains."],
    ),
    "Word on the web": (
        "%s",
        '<p class="Paragraph SCXW1 BCX0"><span data-contrast="auto" class="TextRun SCXW1 BCX0">'
        '<span class="NormalTextRun SCXW1 BCX0">The </span><span class="NormalTextRun '
        'SpellingErrorV2Themed SCXW1 BCX0">counsil</span></span><span class="EOP SCXW1 BCX0" '
        'data-ccp-props="{&quot;201341983&quot;:0}">&nbsp;</span></p>',
        ["The <span1>counsil</span1>"],
    ),
    "pasted from Google Docs": (
        "%s",
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="'
        "font-size:11pt;font-family:Arial;color:#000000;background-color:transparent;font-weight:"
        'normal;white-space:pre-wrap;">One </span><span style="font-size:11pt;font-family:Arial;'
        'color:#000000;background-color:transparent;font-weight:700;white-space:pre-wrap;">two'
        "</span></p></b>",
        ["One <span1>two</span1>"],
    ),
    "an editor of a site": (
        "%s",
        '<p><span style="font-weight: 400;">One. Two </span><i><span style="font-weight: 400;">'
        'three</span></i><span style="font-weight: 400;"> four.</span></p>',
        ["One.", "Two <i1>three</i1> four."],
    ),
    "LibreOffice": (
        "%s",
        '<p><font face="Arial, serif"><font size="3">The council </font></font><font face="Arial, '
        'serif"><font size="3"><b>approved</b></font></font><font face="Arial, serif"><font size='
        '"3"> it.</font></font></p>',
        ["The council <b1>approved</b1> it."],
    ),
    "a span across sentences": (
        "%s",
        "<p>The <span>council approved. The</span> mayor said.</p>",
        ["The council approved.", "The mayor said."],
    ),
}
ALL = pytest.mark.parametrize(("page", "body", "texts"), CASES.values(), ids=CASES.keys())


@ALL
def test_sentences_are_plain(page: str, body: str, texts: list[str]) -> None:
    assert tagged(page % body) == texts


@ALL
def test_a_translation_reads_as_it_says(page: str, body: str, texts: list[str]) -> None:
    result = published(page % body, upper)
    assert tagged(result) == [upper(text) for text in texts]
    assert crossed(result) == crossed(page % body)


@ALL
def test_identity_is_to_the_byte(page: str, body: str, texts: list[str]) -> None:
    source = page % body
    article = Article("a.html", "en", "html", source, HTML.parse(source))
    segments = extract(article).segments
    targets = tuple((index, segment.text) for index, segment in enumerate(segments))
    choice = ChosenTargets(targets, (), empty=0, draft=0, translated=len(texts))
    assert publish(article, HTML, segments, choice, Edition("en")).text == source


@ALL
@pytest.mark.parametrize("which", [0, 1, 2])
def test_any_sentence_may_wait_or_go(page: str, body: str, texts: list[str], which: int) -> None:
    if which >= len(texts):
        return
    for left_out, others in product((None, OMIT) if len(texts) > 1 else (None,), (None, upper)):
        result = published(
            page % body,
            lambda text, left_out=left_out, others=others: (  # type: ignore[misc]
                left_out if text == texts[which] else others and others(text)
            ),
        )
        kept = [others(text) if others else text for text in texts]
        kept[which : which + 1] = [] if left_out == OMIT else [texts[which]]
        assert tagged(result) == kept
        assert crossed(result) == crossed(page % body)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('<p>A <span class="price">word</span> here</p>', ["A <span1>word</span1> here"]),
        ('<p>A <span id="here">word</span> here</p>', ["A <span1>word</span1> here"]),
        ('<p>A <span style="display:none">word</span> x</p>', ["A <span1>word</span1> x"]),
        ('<p>A <span onclick="x()">word</span> here</p>', ["A <span1>word</span1> here"]),
        ("<style>p span{color:red}</style><p>A <span>word</span>", ["A <span1>word</span1>"]),
        ('<p>A <span style="color:red">word</span> here</p>', ["A <span1>word</span1> here"]),
        ("<p>– <span>Ні</span>, – сказав він.</p>", ["– Ні, – сказав він."]),
        ('<p class="MsoNormal">1. First</p>', ["1. First"]),
        ('<p class="MsoListParagraph">o clock</p>', ["o clock"]),
        ('<p class="MsoListParagraph">2. One blank</p>', ["2. One blank"]),
        ('<p>H<span style="vertical-align:sub">2</span>O</p>', ["H<span1>2</span1>O"]),
        ('<p>A<span style="vertical-align:super">*</span> b', ["A<span1>*</span1> b"]),
    ],
)
def test_what_a_reader_sees_stays_a_tag(source: str, texts: list[str]) -> None:
    assert tagged(source) == texts


WORDS = st.sampled_from(
    ("One. ", "Two ", "three. ", "Four", ", ", "<br>", "&nbsp;", " ", "<!--x-->")
)
AROUND = (
    *("<span>", "<span style='color:red'>", "<span style='font-weight:400'>", "<font size=2>"),
    *("<b>", "<o:p>", "<i lang=EN-US>", "<span class=x>", "<p>", "<span style='font-size:9pt'>"),
)
NESTED = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, each: f"{tag}{''.join(each)}</{tag[1:-1].split()[0]}>",
        st.sampled_from(AROUND),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
STRETCHES = st.lists(NESTED, max_size=6)


@pytest.mark.campaign
@given(STRETCHES, st.sets(st.integers(0, 5)))
@example(["<span style='color:red'>One. <span></span></span>", "One."], {0})
@example(
    ["<span>, </span>One. , <span style='color:red'>One. </span><span style='color:red'>, </span>"],
    set(),
)
@example(
    [", <span style='color:red'>One. </span>, <span style='color:red'>One. One. </span>"], set()
)
@example(["One. ", *["<font size=2><span style='color:red'>One. </span></font>"] * 2], set())
@example(
    [
        "<span style='color:red'><span style='color:red'>One. </span>Two </span>",
        "<font size=2>One. </font>",
    ],
    set(),
)
@settings(deadline=None)
def test_any_nesting_comes_back_with_its_words(stretches: list[str], left: set[int]) -> None:
    source = "".join(stretches)
    texts = tagged(source)
    numbers = iter(range(len(texts)))
    result = published(source, lambda text: None if next(numbers) in left else other(text))
    wanted = [text if number in left else other(text) for number, text in enumerate(texts)]
    assert tagged(result) == wanted
    assert len(crossed(result)) <= len(crossed(source))


@pytest.mark.parametrize(
    ("source", "result"),
    [
        (
            ", <span style='color:red'>One. </span>, <span style='color:red'>One. One. </span>",
            "<span style='color:red'>, Six. , Six.</span><span style='color:red'> Six. </span>",
        ),
        (
            "<span>Two</span> One. <span style='color:red'>–</span>",
            "<span>Ten Six. –</span><span style='color:red'></span>",
        ),
    ],
)
def test_letters_keep_the_look_of_the_first(source: str, result: str) -> None:
    assert published(source, other) == result


@pytest.mark.growth
@pytest.mark.parametrize(
    "shape",
    [
        "<span>a</span>",
        "<span style='color:red'>a</span> b ",
        "<b><span style='color:red'>",
        "<span>·  ",
    ],
)
@pytest.mark.sampled(2)
def test_time_grows_with_the_number_of_spans(shape: str) -> None:
    in_proportion(lambda size: tagged("<p class=MsoListParagraph>" + shape * size), 200)
