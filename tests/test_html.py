"""HTML: blocks found as browsers read them, text written so that they read nothing else."""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from l10n.formats import Edge, Run
from l10n.formats.html.format import Html
from l10n.formats.html.scan import HtmlToken, scan
from l10n.model.article import Block, Parsed, Piece, PieceKind
from tests.growth import in_proportion

HTML = Html()
NTREX = Path(__file__).parent.parent / "../shared/data/ntrex"
UNWRITABLE = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
Map = Callable[[str], str]


def shown(block: Block) -> str:
    """Write a block as a translator sees it, without numbers."""
    forms = {"text": "{}", "open": "<{}>", "close": "</{}>", "empty": "<{}/>"}
    return "".join(forms[piece.kind.value].format(piece.text) for piece in block.pieces)


def texts(source: str) -> list[str]:
    return [shown(block) for block in HTML.parse(source).blocks]


def roles(source: str) -> list[tuple[str, str | None, str]]:
    return [(b.role, b.context, shown(b)) for b in HTML.parse(source).blocks]


def runs(block: Block) -> list[tuple[Piece | None, list[Piece], Piece | None]]:
    """Each run of text with the tags beside it."""
    found: list[tuple[Piece | None, list[Piece], Piece | None]] = []
    before: Piece | None = None
    run: list[Piece] = []
    for piece in block.pieces:
        if piece.kind is PieceKind.TEXT:
            run.append(piece)
            continue
        if run:
            found.append((before, run, piece))
        before, run = piece, []
    if run:
        found.append((before, run, None))
    return [item for item in found if readable("".join(piece.text for piece in item[1]))]


def readable(text: str) -> bool:
    return bool(text.replace("\0", "").strip())


def edge(piece: Piece | None) -> Edge:
    return Edge.LINE if piece is None or piece.text == "br" else Edge.TAG


def splice(source: str, parsed: Parsed, change: Map, *, strict: bool = False) -> str:
    """Replace each run of text by what a map makes of it: the reference for what publish does."""
    edits = []
    for block in parsed.blocks:
        for before, run, after in runs(block):
            text = change("".join(piece.text for piece in run))
            written = HTML.escape(
                Run(text, edge(before), edge(after)), block, source, strict=strict
            )
            edits.append((run[0].span.start, run[-1].span.end, written))
    parts, position = [], 0
    for start, end, written in sorted(edits):
        assert start >= position, "blocks overlap"
        parts += [source[position:start], written]
        position = end
    return "".join([*parts, source[position:]])


def content(block: Block, change: Map, *, strict: bool) -> tuple[object, ...]:
    """What a block should read once a map has been applied to its runs of text."""
    changed = {id(run[0]): "".join(piece.text for piece in run) for _b, run, _a in runs(block)}
    skip = {id(piece) for _b, run, _a in runs(block) for piece in run[1:]}
    items: list[object] = []
    for piece in block.pieces:
        if piece.kind is not PieceKind.TEXT:
            items.append((piece.kind, piece.text, piece.note, piece.written))
        elif id(piece) in changed:
            text = re.sub("[\t\n\f\r]", " ", UNWRITABLE.sub("\ufffd", change(changed[id(piece)])))
            items.append(text if strict else re.sub(" +", " ", text))
        elif id(piece) not in skip:
            items.append(" ")
    return (block.role, block.context, tuple(items))


def holds(source: str, change: Map, *, strict: bool = False) -> str:
    """Check the round trip of one source under one map; give the new text."""
    parsed = _read(source)
    result = splice(source, parsed, change, strict=strict)
    again = HTML.parse(result)
    assert [content(b, change, strict=strict) for b in parsed.blocks] == [
        content(b, str, strict=strict) for b in again.blocks
    ]
    assert [link.url for link in parsed.links] == [link.url for link in again.links]
    return result


@lru_cache(maxsize=1)
def _read(source: str) -> Parsed:
    """A source, into which many texts are put in a row."""
    parsed = HTML.parse(source)
    well_formed(source, parsed)
    return parsed


def well_formed(source: str, parsed: Parsed) -> None:
    starts = [block.span.start for block in parsed.blocks]
    assert starts == sorted(starts)
    for block in parsed.blocks:
        position, waiting = block.span.start, []
        for piece in block.pieces:
            assert piece.span.start == position, "pieces leave a gap"
            position = piece.span.end
            if piece.kind is PieceKind.OPEN:
                waiting.append(piece.text)
            elif piece.kind is PieceKind.CLOSE:
                assert waiting.pop() == piece.text
        assert not waiting
    for link in parsed.links:
        assert link.span.of(source)


PAGE = """<!DOCTYPE html>
<html lang="uk">
<head>
<meta charset="utf-8">
<title>Рада &mdash; новини</title>
<meta name="description" content='Голова сказав: "так"'>
<meta property="og:title" content="Рада">
<meta property="og:locale" content="uk_UA">
<link rel="canonical" href="https://example.org/a"><link rel=stylesheet href=../s.css>
<script>if (a < b) document.write("<p>не чіпати</p>")</script>
<style>p::after { content: "не чіпати" }</style>
</head>
<body>
<header><nav><a href="/">Головна</a> | <a href="/n?x=1&amp;y=2">Новини</a></nav></header>
<article>
<h1>Рада ухвалила <em>бюджет</em></h1>
<p>Перший   абзац
із <a href="b.html" title="Про &quot;це&quot;">посиланням</a>,<br>
рядком&nbsp;і <code>кодом</code>.</p>
<figure><img src="a.jpg" srcset="a.jpg 1x, a2.jpg 2x" alt='Фото: "Рада"'>
<figcaption>Сесія. Фото: <span translate="no">Ann&amp;Co</span></figcaption></figure>
<blockquote>Цитата<p>ще одна</blockquote>
<ul><li>Один<li>Два</ul>
<table><caption>Таблиця</caption><tr><th>Рік<td>2024</table>
<pre>не чіпати</pre>
<!-- не чіпати -->
</article>
</body>
</html>
"""

NASTY = [
    "",
    " ",
    "<",
    "a < b > c & d",
    "<p>one<p>two",
    "<b><p>x</b>y</p>z",
    "<p>one <b>two</p><p>three</b> four</p>",
    "<p>a <b>b <i>c</b> d</i> e",
    "<table><tr>foo<td>a<td>b</table>c",
    "x<table><tr><td>y</td>z</tr></table>",
    "<p>a<table>b<tr>c</table>d",
    "<a href=1>one <a href=2>two</a> three</a>",
    "<p>x<![CDATA[ <p>y</p> ]]>z",
    "<svg><![CDATA[<p>y</p>]]></svg><p>z",
    "a\0b<p>\0</p>&#0;c",
    "<!",
    "<!x>y",
    "<?php echo '<p>x</p>' ?>y",
    "<?xml version='1.0'?><!doctype html><html lang=x><head><title>t</title><body>x",
    "<p title=a title=b TITLE='c'>x",
    "<P>X<BR>Y<IMG ALT=Z></P>",
    "<img alt=foo title=bar/><img alt= 'x'><img alt=\"a>b\">",
    "<plaintext>a<p>b",
    "<template><p>x</p></template><p>y",
    "<svg><foreignObject><p>x</p></foreignObject></svg><p>y",
    "<svg><title>a</title><desc>b</desc></svg>c <math><mi>x</mi></math> d",
    "<p>x</p></p></div></br>y",
    "<textarea><p>x</textarea>y<xmp><b></xmp>z<iframe><p></iframe>",
    "<script><!-- <script> </script> --></script><p>y",
    "<title>a<b>c</title><p>d</title>e",
    "<select><option>a<option>b<p>c</select>d",
    "<button><p>x</button>y<label><div>z</div></label>w",
    "<frameset><frame src=a></frameset><noframes>x</noframes>y",
    "<ruby>漢<rt>kan<rp>)</ruby> <q>x</q>",
    "<span translate=no>a <b translate=yes>b</b> c</span> d",
    "<p><code>a<p>b</code>c</p>d",
    "&amp &copyright &notit; &#128; &#xD800; &#x110000; &#99999999999; &; &#; &#x;",
    "<p>a<!-->b<!--->c<!----!>d<!-- > --!>e<!-- f",
    "<p>a <a href='x",
    "<noscript><img src=a alt=A></noscript><p>x <noscript>y</noscript> z",
    "<form action=a><input type=submit value=Go placeholder=x><form action=b>y</form>",
    "x</foo bar='>'>y</ z>w</>v",
    "<h1>a<h2>b</h1>c",
    "<p>x<svg>y</p>z</svg>w",
    "<li>a<ul><li>b</ul>c<dl><dt>d<dd>e</dl>",
    "<p>\u212a <\u212a>x</\u212a> <İ>y</İ>",
    "&#32; x &#32;<br>&#32;y",
]

HOSTILE = [
    "<script>alert(1)</script>",
    "</p><script src=//evil.example></script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '"onmouseover="alert(1)',
    "x onmouseover=alert(1) y",
    "`onload=alert(1)`",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript>-->]]>",
    "<!-- ",
    "--> <b>x</b>",
    "<![CDATA[ x ]]>",
    "<?php system('id') ?>",
    "&lt;script&gt;",
    "&#x3c;b>",
    "&#x41",
    "&copy",
    "amp; x",
    ";",
    "=",
    "/",
    "/>",
    ">",
    "<",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "\u202e\u05d0\u05d1 שלום",
    "\U0001f600 \U0001f469\u200d\U0001f680",
    "a\nb\r\nc\td\fe",
    "a  b   c",
    "x\0y\x01\x1b\x7f",
    "\ud800",
    "\u2028\u2029\u0085x",
    "\ufeffx",
    "{{7*7}}${x}<%= x %>",
    "<svg/onload=alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "&NotEqualTilde;&nbsp",
    "0",
]
HOSTILE += [f"{text}{tail}" for text in HOSTILE for tail in ("1", " <", "'", '"')]

PLACES = [
    "<p>text</p>",
    "<p>a <b>bold</b> c</p>",
    "text",
    "<p>x <text y",
    '<img alt="text">',
    "<img alt='text'>",
    "<img alt=text>",
    "<img alt=text/>",
    "<a title=a&copy=b href=x>y</a>",
    "<title>text</title>",
    "<html><head><title>text</title><meta name=description content=text></head>",
    "<noscript><img alt='text' src=x></noscript>",
    "<table>text<tr><td>cell</table>",
    "<select><option label=x>text</select>",
    "<p>1 < 2</p>",
]


def test_a_page_gives_blocks_in_order_with_roles_and_contexts() -> None:
    assert roles(PAGE) == [
        ("title", "title", "Рада — новини"),
        ("field", "description", 'Голова сказав: "так"'),
        ("field", "og:title", "Рада"),
        ("paragraph", None, "<a>Головна</a> | <a>Новини</a>"),
        ("heading", "heading", "Рада ухвалила <i>бюджет</i>"),
        (
            "paragraph",
            None,
            "Перший абзац із <a>посиланням</a>,<br/>рядком\xa0і <code/>.",
        ),
        ("title", "title", 'Про "це"'),
        ("alt", "alt", 'Фото: "Рада"'),
        ("caption", "caption", "Сесія. Фото: <x/>"),
        ("quote", None, "Цитата"),
        ("quote", None, "ще одна"),
        ("item", None, "Один"),
        ("item", None, "Два"),
        ("caption", "caption", "Таблиця"),
        ("cell", None, "Рік"),
        ("cell", None, "2024"),
    ]
    assert HTML.parse(PAGE).locale == "uk"


def test_notes_tell_where_links_lead_and_what_is_left_alone() -> None:
    notes = [
        (piece.text, piece.note)
        for block in HTML.parse(PAGE).blocks
        for piece in block.pieces
        if piece.note
    ]
    assert notes == [
        ("a", "/"),
        ("a", "/n?x=1&y=2"),
        ("a", "b.html"),
        ("code", "кодом"),
        ("x", "Ann&Co"),
    ]


def test_a_long_address_makes_a_short_note() -> None:
    block = HTML.parse(f"<p>x <img src='data:image/png;base64,{'A' * 5000}'> y").blocks[0]
    assert len(block.pieces[1].note) == 200


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no-bom", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_newline_style_and_byte_order_mark_change_no_text(newline: str, bom: str) -> None:
    source = bom + PAGE.replace("\n", newline)
    assert roles(source) == roles(PAGE)
    assert splice(source, HTML.parse(source), str).startswith(bom + "<!DOCTYPE html>" + newline)
    holds(source, str)


@pytest.mark.parametrize("source", [PAGE, *NASTY])
@pytest.mark.parametrize("strict", [False, True], ids=["plain", "strict"])
def test_written_anew_every_text_reads_the_same(source: str, strict: bool) -> None:
    holds(source, str, strict=strict)
    holds(source.replace("\n", "\r\n"), str, strict=strict)


@pytest.mark.parametrize("source", [PAGE, *NASTY])
def test_markup_in_every_text_brings_in_no_markup(source: str) -> None:
    for change in (
        lambda text: f"<script>{text}</script>",
        lambda text: f"\" onmouseover='x' {text} = ` /> </title> <!--",
        lambda text: f"&lt;{text}&#x41",
        lambda text: f"{text} שלום \U0001f600\n]]>",
    ):
        holds(source, change)
        holds(source, change, strict=True)


def test_200_hostile_targets_stay_text_in_every_place() -> None:
    assert len(set(HOSTILE)) == 200
    for place in PLACES:
        tags = [_tag(token) for token in scan(place)]
        for target in HOSTILE:
            for strict in (False, True):
                result = holds(place, lambda _text, target=target: target, strict=strict)
                assert [_tag(token) for token in scan(result)] == tags


def _tag(token: HtmlToken) -> tuple[object, ...]:
    """What a token is, without what stands in it."""
    return (token.kind, token.name, [attribute.name for attribute in token.attributes])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab <>/!-?&;#x'\"=\n\r\0\xa0\ufeffp[]"), max_size=60))
def test_any_text_is_read_and_written_anew(source: str) -> None:
    holds(source, str)
    holds(source, lambda text: f"<b>{text}&", strict=True)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("&&##xX;;=13489aAcopynbsplt<> \n"), max_size=30))
def test_references_read_as_justhtml_reads_them(text: str) -> None:
    text = re.sub(r"<+(?=[A-Za-z!?/]|\Z)", "", text)
    tree = JustHTML(f"<p>a{text}b", fragment=True, sanitize=False)
    read = "".join(node.data for node in tree.root.children[0].children)
    assert fold(texts(f"<p>a{text}b")[0]) == fold(read)
    tree = JustHTML(f"<p title='a{text}b'>", fragment=True, sanitize=False)
    assert fold(texts(f"<p title='a{text}b'>")[0]) == fold(tree.root.children[0].attrs["title"])


def fold(text: str) -> str:
    return re.sub("[ \t\r\n\f]+", " ", text)


TAGS = """<p> </p> <b> </b> <i> </i> <a·href=x> </a> <div> </div> <table> </table> <tr> <td> </td>
<title> </title> <script> </script> <!--x--> <?x?> </·x> &amp; &copy <textarea> </textarea>
<select> <option> </select> <button> </button> <html·lang=x> <head> <body> </body> <!doctype·html>
<p·lang=y> <i·lang=y> <i·lang=x> </i>
<template> </template> <br> <img·alt='a'> <code> </code> <noscript> </noscript> <li> <ul> </ul> <h1>
</h1> <label> </label> <p·translate=no> <b·translate=yes> <span·translate=no> </span> <svg> </svg>
<ruby> <rt> <pre> </pre> <form> </form> <a·title="q"> <iframe> </iframe> text · w"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS.split()), max_size=14))
def test_any_soup_of_tags_is_read_and_written_anew(soup: list[str]) -> None:
    source = "".join(soup).replace("·", " ")
    holds(source, lambda text: f"{text}</p>x", strict=False)


HUGE = {
    "unclosed tags": "<a ",
    "divs": "<div>",
    "nested formatting": "<b>x",
    "comments": "<!-- x -->y",
    "stray ends": "x</i>",
    "islands": "<label>x",
    "svg": "<svg></div></mi>",
    "fostered": "<table>a<tr>",
    "references": "&ampx&#9999999",
    "titles": "<title>x</title>",
    "quotes": "<p title='",
    "srcset": "<img srcset='a (, b 1x'>",
}


@pytest.mark.growth
@pytest.mark.parametrize("piece", HUGE.values(), ids=HUGE.keys())
@pytest.mark.sampled(4)
def test_time_grows_with_size_and_not_with_its_square(piece: str) -> None:
    assert in_proportion(lambda size: HTML.parse(piece * (size // len(piece))), 24_000)


def test_a_megabyte_of_tags_and_ten_thousand_divs_are_read() -> None:
    assert HTML.parse("<a " * 350_000).blocks == ()
    assert texts("<div>" * 10_000 + "deep") == ["deep"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a &amp; b&nbsp;c &copy 2020 &#150; &lt;b&gt;", ["a & b\xa0c © 2020 – <b>"]),
        ("<p>&copyright &notit; &unknown; &#xD800;", ["©right ¬it; &unknown; \ufffd"]),
        ("<img alt='a&copy=b &copy b &amp c'>", ["a&copy=b © b & c"]),
        ("<p>  a \n\t b  </p>", ["a b"]),
        ("<p>\xa0a\xa0</p>", ["\xa0a\xa0"]),
        ("<p>&nbsp;</p><p> </p><p><br></p>", []),
        ("<p>a <br>\n b<br></p>", ["a<br/>b"]),
        ("<p><!-- x --> a <!-- y --> b <!-- z --></p>", ["a <x/> b"]),
        ("<p><i class=fa></i> Icon <a id=x></a></p>", ["Icon"]),
        ("<p><b><i>all</i></b></p>", ["<b><i>all</i></b>"]),
        ("<a href=x><h3>T</h3>Lede</a>", ["T", "Lede"]),
        ("<p>Click <button>OK</button> now</p>", ["Click <button/> now", "OK"]),
        ("<p>a <svg><text>t</text></svg> b</p>", ["a <x/> b", "t"]),
        ("<div>a<p>b</p>c<div>d</div>e</div>", ["a", "b", "c", "d", "e"]),
        ("<p>one <b>two</p>", ["one <b/>two"]),
        ("<p>one <my-tag>two</my-tag>", ["one <mytag>two</mytag>"]),
        ("<a href=1>one <a href=2>two</a>", ["<a>one </a><a>two</a>"]),
        ("<pre>x</pre><p translate=no>y</p><p class='a notranslate'>z</p>", []),
        ("<div translate=no>a<p translate=yes>b</p></div>", ["b"]),
        ("<p>a <code translate=yes>b</code></p>", ["a <code>b</code>"]),
        ("<img translate=no alt=x><template><p>y</template><textarea>z</textarea>", ["y", "z"]),
        ("<input type=text value=a placeholder=b><input type=submit value=c>", ["b", "c"]),
        (
            "<p aria-label=a title=''>b</p><link title=c><svg><title>d</title></svg>",
            ["a", "b", "d"],
        ),
        ("<iframe title=a></iframe><textarea placeholder=b>c</textarea>", ["a", "b", "c"]),
        ("<p>x <code title=a>b</code></p><pre title=c>d</pre>", ["x <code/>", "a", "c"]),
        ("<p translate=no title=a><img alt=b><template><p title=c></template>", []),
        ("<meta name=viewport content=x><meta itemprop=headline content=y>", ["y"]),
        ("<p>x<p>y <script>z</script> w", ["x", "y <x/> w"]),
    ],
)
def test_what_a_reader_reads_is_what_a_translator_gets(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_text_that_browsers_move_out_of_a_row_is_a_block() -> None:
    assert roles("<table><tr>lost<td>cell</table>") == [
        ("paragraph", None, "lost"),
        ("cell", None, "cell"),
    ]


def test_an_implied_end_tag_is_a_close_that_is_written_out() -> None:
    block = HTML.parse("<ruby>漢<rt>kan</ruby> x").blocks[0]
    close = next(p for p in block.pieces if p.kind is PieceKind.CLOSE and p.text == "rt")
    assert (close.span.end - close.span.start, close.written) == (0, "</rt>")


def test_an_alt_text_stands_inside_the_tag_of_its_paragraph() -> None:
    outer, inner = HTML.parse("<p>a <img src=x alt='b c'> d</p>").blocks
    assert any(p.kind is PieceKind.EMPTY and p.span.holds(inner.span) for p in outer.pieces)


def test_what_the_file_cuts_off_is_reported_with_its_line() -> None:
    assert [p.line for p in HTML.parse("<p>a\n<p>b\n<a href='x\ny").problems] == [3]
    assert [p.line for p in HTML.parse("a\r\n<!-- b").problems] == [2]
    problem = HTML.parse("a\n<script>b\n").problems[0]
    assert (problem.line, "<script>" in problem.message.text("en")) == (2, True)
    assert [problem.line for problem in HTML.parse(PAGE).problems] == [9]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "<iframe srcdoc='<p>Слово</p>'></iframe>",
            (1, "<iframe srcdoc> holds text that is not translated"),
        ),
        (
            "a\n\n<svg><text><![CDATA[Місто]]></text></svg>",
            (3, "this CDATA section holds text that is not translated"),
        ),
        ("<svg><style><![CDATA[Місто]]></style></svg>", None),
        ("<textarea> </textarea>", None),
        ("<svg><style>a</style><path d='M0'/></svg>", None),
        ("<svg translate=no><text>Місто</text></svg>", None),
        ("<svg><text translate=no>Місто</text></svg>", None),
        ("<div class=notranslate><textarea>Поле</textarea></div>", None),
        ("<iframe src=x srcdoc='<img src=x>'></iframe>", None),
        ("<pre>код</pre><script>код</script><template><script>a</script></template>", None),
        ("<math><mi>x</mi></math>", None),
    ],
)
def test_text_that_is_left_alone_is_reported_with_its_line(
    source: str, said: tuple[int, str] | None
) -> None:
    found = [(p.line, p.message.text("en")) for p in HTML.parse(source).problems]
    assert found == ([said] if said else [])


def test_each_element_left_alone_is_reported_once() -> None:
    source = "<iframe srcdoc=а></iframe>\n<svg><text>б<![CDATA[в]]></text></svg>"
    assert [problem.line for problem in HTML.parse(source).problems] == [1, 2]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html lang=uk><p lang=en>One<p>Два", ["Два"]),
        ("<html lang=uk><p>Він: <q lang=en title=t>No way</q>, і все", ["Він: <x/>, і все"]),
        ("<html lang=uk><div lang=en><p>a<p lang=uk-UA>б<p lang=ukr title=в>г</div>", "бвг"),
        ("<html lang=uk-UA><p lang=uk_Latn>Odyn<p lang=''>Два<p lang=und>Три", None),
        ("<html lang=uk><p lang=en translate=yes>One", ["One"]),
        ("<html lang=uk><code lang=uk>a</code> б", ["<code/> б"]),
        ("<html lang=uk><img lang=en alt=Town src=x><p>б", ["б"]),
        ("<html><p lang=en>One<p lang=uk>Два", ["One", "Два"]),
        ("<p lang=en>One</p><p lang=uk>Два</p>", ["One", "Два"]),
        ("<article lang=uk><p lang=en>One<p>Два</article>", ["Два"]),
        ("<article lang=uk>а <i lang=la>et al.</i></article>", ["а <x/>"]),
    ],
)
def test_what_is_in_another_language_than_the_page_is_left_alone(
    source: str, expected: list[str] | str | None
) -> None:
    wanted = ["Odyn", "Два", "Три"] if expected is None else list(expected)
    assert sorted(texts(source)) == sorted(wanted)


def test_a_block_in_another_language_is_reported() -> None:
    source = "<html lang=en>\n<article lang=uk><p>Слово</article><p>a <i lang=la>et al.</i>"
    parsed = HTML.parse(source)
    assert [(p.line, p.message.text("en")) for p in parsed.problems] == [
        (2, "<article> is in another language (uk) and is not translated")
    ]
    assert [p.note for p in parsed.blocks[0].pieces if p.kind is PieceKind.EMPTY] == ["et al."]


@pytest.mark.skipif(not NTREX.exists(), reason="no ../shared/data/ntrex in this checkout")
def test_real_news_as_pages_is_read_and_written_anew() -> None:
    lines = (NTREX / "news.uk.txt").read_text(encoding="utf-8").splitlines()
    for start in range(0, len(lines), 500):
        some = [line.strip() for line in lines[start : start + 500] if line.strip()]
        page = "<html><body>" + "".join(f"<p>{escape(line)}</p>\r\n" for line in some)
        assert texts(page) == [re.sub("[ \t]+", " ", line) for line in some]
        holds(page, lambda text: f"{text}<")
