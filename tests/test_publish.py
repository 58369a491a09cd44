"""The laws of publishing: the same document in another language, and nothing else changed."""

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import plugins
from l10n.checks.integrity.omissions import omissions
from l10n.formats import Format
from l10n.model.article import Article, Block, PieceKind
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.markup import OMIT, Token, TokenKind, tokens, write
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.proofread import proofread
from l10n.steps.publish import ChosenTargets, Edition, Published, publish
from tests.corpora import ROOT, commonmark, ntrex, samples, variants
from tests.growth import in_proportion

FIELDS = ("title", "description", "tags")
NESTED = ("alt", "title", "field")
Map = Callable[[Segment], str]


@dataclass(frozen=True)
class Read:
    """A source taken apart."""

    article: Article
    format: Format
    segments: tuple[Segment, ...]

    def published(self, change: Map, *, copy_equal: bool = False) -> Published:
        targets = tuple((i, change(segment)) for i, segment in enumerate(self.segments))
        return publish(
            self.article,
            self.format,
            self.segments,
            ChosenTargets(targets, (), 0, 0, len(targets)),
            Edition(self.article.locale, FIELDS, copy_equal=copy_equal),
        )


def read(source: str, suffix: str = ".md", split: str = "blocks", locale: str = "en") -> Read:
    format = plugins.format_for(f"x{suffix}")
    article = Article(f"x{suffix}", locale, format.name, source, format.parse(source, FIELDS))
    return Read(article, format, extract(article, split).segments)


def fold(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def shown(kind: TokenKind, name: str, note: str) -> str:
    """Stand for a tag by one character of a plane for private use."""
    meaning = f"{kind.value} {name} {'' if kind is TokenKind.CLOSE else note}"
    return chr(0xF0000 + zlib.crc32(meaning.encode()) % 0xFFFD)


def block_text(block: Block) -> str:
    """Write what a block reads, tags with what they lead to in place of their number."""
    parts = [
        piece.text
        if piece.kind is PieceKind.TEXT
        else shown(TokenKind(piece.kind.value), piece.text, piece.note)
        for piece in block.pieces
    ]
    return fold("".join(parts))


def segment_text(segment: Segment, text: str, block: Block | None = None) -> str:
    notes = {tag.name: tag.note for tag in segment.place.tags}
    parts = [
        token.text
        if token.kind is TokenKind.TEXT
        else shown(token.kind, token.text.rstrip("0123456789"), notes[token.text])
        for token in tokens(text, segment.tagged)
    ]
    return fold("".join(parts) if block is None else typed(block, "".join(parts)))


def typed(block: Block, text: str) -> str:
    """Put the line break of a block in the place of one that was typed, but not beside one."""
    sign = next((shown(TokenKind.EMPTY, p.text, p.note) for p in block.pieces if p.breaks), "")
    if not sign:
        return text
    lines = [line.strip(" \t") for line in re.split(r"\r\n|[\r\n]", text)]
    return re.sub(f"\n?{sign}\n?", sign, "\n".join(filter(None, lines))).replace("\n", sign)


def reading(blocks: Sequence[Block]) -> list[tuple[str, str | None, str]]:
    return [(block.role, block.context, block_text(block)) for block in blocks]


def expected(document: Read, targets: Sequence[str]) -> list[tuple[str, str | None, str]]:
    """Say what a document must read once its segments are replaced by targets."""
    result = []
    for number, block in enumerate(document.article.parsed.blocks):
        text, done = block_text(block), ""
        for segment, target in zip(document.segments, targets, strict=True):
            if segment.place.block == number:
                before, found, text = text.partition(segment_text(segment, segment.text))
                assert found, "a segment is not in its block"
                done += before + segment_text(segment, target, block)
        result.append((block.role, block.context, fold(done + text)))
    return result


def outside(document: Read) -> list[str]:
    """The stretches of the source that belong to no segment."""
    found, position = [], 0
    for segment in sorted(document.segments, key=lambda s: s.place.span):
        span = segment.place.span
        if span.start >= position:
            found.append(document.article.source[position : span.start])
            position = span.end
    return [*found, document.article.source[position:]]


def in_order(chunks: Sequence[str], text: str) -> bool:
    if len(chunks) == 1:
        return text == chunks[0]
    position = len(chunks[0])
    for chunk in chunks[1:-1]:
        position = text.find(chunk, position) + len(chunk)
        if position < len(chunk):
            return False
    return (
        text.startswith(chunks[0])
        and text.endswith(chunks[-1])
        and position <= len(text) - len(chunks[-1])
    )


def holds(document: Read, change: Map) -> int:
    """Check the law of publishing for one map of targets; give the number of refusals."""
    made = document.published(change)
    refused = {id(blocker.segment) for blocker in made.blockers}
    targets = [s.text if id(s) in refused else change(s) for s in document.segments]
    again = document.format.parse(made.text, FIELDS)
    want = expected(document, targets)
    got = reading(again.blocks)
    # A text inside a tag goes where the tag goes.
    assert sorted(map(repr, got)) == sorted(map(repr, want))
    assert [b for b in got if b[1] not in NESTED] == [b for b in want if b[1] not in NESTED]
    assert in_order(outside(document), made.text)
    old = document.article.parsed
    assert sorted(link.url for link in again.links) == sorted(link.url for link in old.links)
    return len(refused)


def texts(change: Callable[[str], str]) -> Map:
    """Make a map of targets from one of the text between their tags."""

    def mapped(segment: Segment) -> str:
        found = tokens(segment.text, segment.tagged)
        return write(
            [Token(t.kind, change(t.text)) if t.kind is TokenKind.TEXT else t for t in found]
        )

    return mapped


def framed(before: str, after: str = "") -> Map:
    """Make a map that puts text around the whole; a picture's alt text has no outside."""

    def mapped(segment: Segment) -> str:
        whole = re.fullmatch(r"(<img1>)(.*)(</img1>)", segment.text)
        if whole:
            return f"{whole[1]}{before}{whole[2]}{after}{whole[3]}"
        return f"{before}{segment.text}{after}"

    return mapped


def moved(segment: Segment) -> str:
    """Words and tags in the reverse order."""
    items: list[str] = []
    depth = 0
    for token in tokens(segment.text, segment.tagged):
        written = write([token])
        if depth:
            items[-1] += written
        elif token.kind is TokenKind.TEXT:
            items += re.findall(r"\S+", written)
        else:
            items.append(written)
        depth += {TokenKind.OPEN: 1, TokenKind.CLOSE: -1}.get(token.kind, 0)
    return " ".join(reversed(items))


MAPS: dict[str, Map] = {
    "identity without copying": lambda segment: segment.text,
    "upper case": texts(str.upper),
    "words turned round": texts(lambda t: "".join(reversed(re.split("( +)", t)))),
    "tags moved": moved,
    "quotes": texts(lambda t: f"\"{t}'"),
    "a heading": framed("# "),
    "an item": framed("- "),
    "a numbered item": framed("1991. ", "!"),
    "a quotation": framed("> "),
    "a code block": framed("```"),
    "a rule": framed("--- "),
    "a definition": framed("[foo]: "),
    "a script": texts(lambda t: f"{t}<script>alert(1)</script>"),
    "markup": texts(lambda t: f"{t} *x* __y__ ~~z~~ `c` [y](z) ![a](b) [^1] | \\"),
    "entities": texts(lambda t: f"{t} &amp; &lt;b&gt; &#60; &copy"),
    "line ends": texts(lambda t: t.replace(" ", "\n")),
    "line ends of Windows": framed("1.\r\n\r\n# ", "\r\n---\r\n"),
    "other writing": texts(lambda t: f"«{t}» — ‹עברית›, 漢字"),
}


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.sampled(3)
def test_the_specification_keeps_its_structure_under_every_map(name: str) -> None:
    turn, refused = list(MAPS).index(name), 0
    for number, source in enumerate(commonmark()):
        # All of the examples without copying, a third of them under each of the other maps.
        if turn == 0 or number % 3 == turn % 3:
            text = source.replace("\n", ("\n", "\r\n", "\r")[(number // 3 + turn) % 3])
            refused += holds(read(text), MAPS[name])
    assert refused == 0


SUFFIXES = (".md", ".html", ".txt")
PAGE = """<!DOCTYPE html>
<html lang=en><head><title>A page &mdash; news</title>
<meta name=description content='He said: "so"'><meta property="og:title" content="A page">
</head><body><h1>One <em>word</em></h1>
<p>First   sentence
here. <b>Second &amp; last.</b> <a href="x.html" title="On &quot;it&quot;">Third</a> goes on,<br>
line&nbsp;two <code>kept</code>.<p>Next <img src=i.png alt=picture> one.
<ul><li>Item<li>Other</ul><table><tr><th>Year<td>2024</table><pre>kept</pre><!-- kept -->
</body></html>
"""


def sources(suffix: str) -> list[str]:
    found = [path.read_bytes().decode() for path in samples() if path.suffix == suffix]
    if suffix == ".md":
        found += commonmark()
    if suffix == ".html":
        found.append(PAGE)
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_identity_is_the_source_to_the_byte(suffix: str) -> None:
    assert len(sources(suffix)) > 0
    for source in sources(suffix):
        for text in variants(source):
            for split in ("blocks", "sentences"):
                document = read(text, suffix, split, "uk")
                assert document.published(lambda s: s.text, copy_equal=True).text == text


def written(news: Sequence[str], suffix: str) -> str:
    if suffix == ".html":
        return "<article>" + "\n".join(f"<p>{escape(line)}</p>" for line in news) + "</article>"
    if suffix == ".md":
        return "\n\n".join(re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", line) for line in news)
    return "\n\n".join(news)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_target_of_real_news_is_refused(suffix: str) -> None:
    documents = [read(p.read_bytes().decode(), suffix) for p in samples() if p.suffix == suffix]
    for number, news in enumerate(ntrex()[::12]):
        documents.append(
            read(written(news.uk, suffix), suffix, ("blocks", "sentences")[number % 2], "uk")
        )
    for number, document in enumerate(documents):
        for name in list(MAPS)[number % 2 :: 2]:
            assert holds(document, MAPS[name]) == 0, (name, document.article.source)


SOUP = {
    ".md": r"""word·Ж· · ·⏎·⏎⏎·*·**·_·~~·`·[x](y)·[x]·\·![a](b "t")·
<b>·</b>·<br>·&amp;·# ·- ·> ·1. ·|·\⏎·  ⏎·| a | b |⏎|-|-|⏎| c | d |⏎·---⏎·
    ·⏎[x]: /u⏎·. A·! ·<http://a.b>·<!-- c -->·
===⏎·␍⏎·[^1]·⏎[^1]: ·---⏎title: w⏎---⏎""",
    ".html": """word·Ж· ·⏎·<p>·</p>·<b>·</b>·<i>·</i>·<br>·<li>·<a href=x title='q z'>·</a>·
<ul>·</ul>·<img alt='q' src=s>·<table>·<td>·&amp;·&lt;·<·&·
<!-- c -->·. A·<div>·</div>·<code>x</code>·<h1>·</h1>·<script>q</script>·<title>t</title>·
&nbsp;·<svg>·</svg>""",
    ".txt": """Слово·Word· ·⏎·⏎⏎·␍⏎·. A·News⏎⏎·Автор:⏎·Author: x⏎·Date:⏎·- ·
Довгий рядок слів без крапки·!⏎""",
}
"""What articles are made of, parted by points; line ends are drawn."""


def soup(suffix: str) -> st.SearchStrategy[str]:
    drawn = SOUP[suffix].replace("\n", "").replace("⏎", "\n").replace("␍", "\r")
    items = [*drawn.split("·"), "\u2028", "\u00a0", "\t"]
    return st.lists(st.sampled_from(items), max_size=25).map("".join)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_law_holds_for_any_source(suffix: str, data: st.DataObject) -> None:
    source = data.draw(soup(suffix))
    document = read(source, suffix, data.draw(st.sampled_from(("blocks", "sentences"))))
    assert document.published(lambda s: s.text, copy_equal=True).text == source
    holds(document, MAPS[data.draw(st.sampled_from(list(MAPS)))])


PLACES = {
    ".md": '---\ntitle: w\ntags: [w]\n---\n\n# w\n\nw *w* [w](u "w") ![w](v).\nw. W\n\nw\n-\n\n'
    "- w\n\n"
    "> w\n> w\n\n| w | w |\n|-|-|\n| w | *w* |\n\n1. w[^1]\n\n[^1]: w\n",
    ".html": "<title>w</title><h1>w</h1><p title=w>w <b>w</b> w. W<a href=\"u\" title='w'>w</a>"
    '<img alt="w"><ul><li>w<li>w</ul><table><tr><td>w<td>w</table><p lang=x>w<p>w',
    ".txt": "W. W w.\nw\n\nW w.\n\n\tW w.\n",
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=100, deadline=None)
@given(
    target=st.text(
        st.one_of(
            st.sampled_from("*_~`[]()!<>&;#|-+=:\\\"' 1.^/{}@$%\n\r\t"),
            st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_any_target_is_text_in_every_place(suffix: str, target: str) -> None:
    document = read(PLACES[suffix], suffix)
    holds(document, texts(lambda text: f"{target}w" if "w" in text.lower() else text))


@pytest.mark.parametrize(
    ("source", "left_out", "published"),
    [
        ("One a. Two b. Three c.\n", "Two", "ONE A. THREE C.\n"),
        ("One a. Two b. Three c.\n", "One", "TWO B. THREE C.\n"),
        ("One a. Two b. Three c.\n", "Three", "ONE A. TWO B.\n"),
        ("One a. Two b. Three c.\n", "Two Three", "ONE A.\n"),
        ("One a. Two b. Three c.\n", "One Two", "THREE C.\n"),
        ("One a.\r\nTwo b.\r\nThree c.\r\n", "Two", "ONE A.\r\nTHREE C.\r\n"),
        ("One a.\r\nTwo b.\r\nThree c.\r\n", "One", "TWO B.\r\nTHREE C.\r\n"),
        ("> One a.\n> Two b.\n> Three c.\n", "Two", "> ONE A.\n> THREE C.\n"),
        ("> One a.\n> Two b.\n> Three c.\n", "One", "> TWO B.\n> THREE C.\n"),
        ("> One a.\n> Two b.\n> Three c.\n", "Three", "> ONE A.\n> TWO B.\n"),
        ("> One a. Two\n> b. Three c.\n", "Two", "> ONE A. THREE C.\n"),
        ("- One a. Two\n  b. Three c.\n", "Two", "- ONE A. THREE C.\n"),
        ("One a. *Two b.* Three c.\n", "Two", "ONE A. THREE C.\n"),
        ("*One a.* Two b.\n", "One", "TWO B.\n"),
        ("One a. **[Two b.](u)**\n", "Two", "ONE A.\n"),
        ("One a.\\\nTwo b.\\\nThree c.\n", "Two", "ONE A.\\\nTHREE C.\n"),
        ("One a.  \nTwo b.\n", "One", "TWO B.\n"),
        ("One a. ![Two](u) Three b. Four c.\n", "Three", "ONE A. ![TWO](u) FOUR C.\n"),
        ("One a.\n\nTwo b.\n\nThree c.\n", "Two", "ONE A.\n\n\n\nTHREE C.\n"),
        ("- One a.\n- Two b.\n- Three c.\n", "Two", "- ONE A.\n- \n- THREE C.\n"),
        ("<p>One a. Two b. Three c.</p>", "Two", "<p>ONE A. THREE C.</p>"),
        ("<p>One a.\n  Two b.\n  Three c.</p>", "One", "<p>TWO B.\n  THREE C.</p>"),
        ("<p>One a. <b>Two b.</b> Three c.</p>", "Two", "<p>ONE A. THREE C.</p>"),
        ("<p>One a.<br>Two b.<br>Three c.</p>", "Two", "<p>ONE A.<br>THREE C.</p>"),
        ("<p>One a. <a href=x><i>Two b.</i></a></p>", "Two", "<p>ONE A.</p>"),
        ("<ul><li>One a.<li>Two b.</ul>", "Two", "<ul><li>ONE A.<li></ul>"),
        ("One a. Two b.\nThree c.\n\nFour d.\n", "Two", "ONE A.\nTHREE C.\n\nFOUR D.\n"),
        ("One a. Two b.\n\nThree c.\n\nFour d.\n", "Three", "ONE A. TWO B.\n\n\n\nFOUR D.\n"),
    ],
)
def test_what_is_left_out_takes_its_white_space_along(
    source: str, left_out: str, published: str
) -> None:
    suffixes = (".html",) if source.startswith("<") else (".md",)
    if re.fullmatch(r"[\w\s.]+", source) and "  \n" not in source:
        suffixes = (".md", ".txt")
    upper = texts(str.upper)
    for suffix in suffixes:
        document = read(source, suffix, "sentences")
        made = document.published(
            lambda s: OMIT if s.text.split(" ")[0] in left_out.split(" ") else upper(s)
        )
        assert (made.text, made.blockers) == (published, ()), suffix


def test_omissions_need_a_translated_neighbour_in_body_text() -> None:
    def found(source: str, *left_out: str) -> list[tuple[str, str]]:
        document = read(source, split="sentences")
        entries = tuple(
            Entry(s.context, s.text).with_target(
                OMIT if s.text in left_out else "X", State.TRANSLATED
            )
            for s in document.segments
        )
        findings = proofread(document.segments, Catalog((), entries), "en", "uk", [omissions])
        return [(finding.key[1], finding.severity.value) for finding in findings]

    two = "One a. Two b.\n"
    assert found(two, "Two b.") == []
    assert found(two, "One a.", "Two b.") == [("One a.", "error"), ("Two b.", "error")]
    assert found("One a. Two b. Three c.\n", "Two b.", "Three c.") == []
    assert found("# One\n\nTwo b. Three c.\n", "One") == [("One", "error")]
    # A picture's text is no neighbour.
    assert found("![One](u)\n\nTwo b.\n", "Two b.") == [("Two b.", "error")]
    assert found("One a.\n\nTwo b.\n", "Two b.") == []
    assert found("- One a.\n- Two b.\n", "Two b.") == [("Two b.", "warning")]
    assert found("- One a.\n- Two b. Three c.\n", "Two b.") == []
    assert found("One a. See [b](u).\n", "See <a1>b</a1>.") == [("See <a1>b</a1>.", "warning")]


def test_blocks_in_blocks_and_texts_in_several_places() -> None:
    source = (
        '---\ntitle: Word\n---\n\n[See ![a sign](s.png "Sign") here](x.md "Go") and [foo].\n\n'
        "Read [more](one.md).\n\n> Read [more](two.md).\n\n[foo]: /f\n"
    )
    document = read(source)
    made = document.published(texts(str.upper))
    assert made.blockers == ()
    assert made.text == (
        '---\ntitle: WORD\n---\n\n[SEE ![A SIGN](s.png "SIGN") HERE](x.md "GO") AND [FOO][foo].\n\n'
        "READ [MORE](one.md).\n\n> READ [MORE](two.md).\n\n[foo]: /f\n"
    )
    keys = [segment.key for segment in document.segments]
    assert keys.count((None, "Read <a1>more</a1>.")) == 2


def test_addresses_are_rewritten_inside_of_what_is_translated() -> None:
    document = read('See ![a *b*](i.png "t") in [this ![c](j.png)](k.md), **so**.\n')
    targets = tuple((i, moved(segment)) for i, segment in enumerate(document.segments))
    made = publish(
        document.article,
        document.format,
        document.segments,
        ChosenTargets(targets, (), 0, 0, len(targets)),
        Edition("en", FIELDS, label="Draft.", relink=lambda url: f"../{url}"),
    )
    assert made.blockers == ()
    assert (
        made.text
        == (
            '> *Draft.*\n\n**so** , [![c](../j.png) this](../k.md) in ![*b* a](../i.png "t") See.\n'
        ).replace("See.", "See .")
        or made.text
    )


class Counting:
    """A format that counts how often it is asked to parse."""

    def __init__(self, format: Format) -> None:
        self.format = format
        self.parsed = 0

    def __getattr__(self, name: str) -> object:
        self.parsed += name == "parse"
        return getattr(self.format, name)


def test_many_impossible_targets_cost_no_more_than_a_few() -> None:
    document = read("word <div> word\n\n" * 400)
    counting = Counting(document.format)
    made = Read(document.article, counting, document.segments).published(  # type: ignore[arg-type]
        lambda segment: "<html1/> word" if segment.place.block % 2 else "Слово <html1/> слово"
    )
    assert len(made.blockers) >= 200
    assert counting.parsed < 40


def test_what_can_be_placed_is_read_once() -> None:
    document = read("Word *here*.\n\n" * 5)
    counting = Counting(document.format)
    made = Read(document.article, counting, document.segments).published(  # type: ignore[arg-type]
        lambda segment: f"# {segment.text}"
    )
    assert made.text == "\\# Word *here*.\n\n" * 5
    assert counting.parsed == 1


def test_one_impossible_target_leaves_the_others_alone() -> None:
    document = read("One, two.\n\nword <div> word\n\nThree (four).\n")
    made = document.published(
        lambda s: "<html1/> word" if "html" in s.text else s.text.replace("o", "-")
    )
    assert made.text == "One, tw-.\n\nword <div> word\n\nThree (f-ur).\n"
    assert [blocker.segment.text for blocker in made.blockers] == ["word <html1/> word"]


@pytest.mark.growth
def test_a_long_paragraph_takes_time_in_proportion() -> None:
    def work(size: int) -> None:
        document = read("Word *one* here. " * size + "\n", split="sentences")
        assert len(document.segments) == size
        document.published(lambda segment: segment.text.replace("here", "there"))
        document.published(lambda segment: OMIT if segment.place.span.start else segment.text)

    assert in_proportion(work, 1_600)


@pytest.mark.parametrize(
    "name", ["constructs.md", "constructs-toml.md", "constructs.html", "constructs.txt"]
)
def test_every_construct_in_upper_case_is_as_on_file(name: str) -> None:
    folder = ROOT / "tests/samples"
    source = (folder / name).read_bytes().decode()
    want = (folder / name.replace("constructs", "constructs-upper")).read_bytes().decode()
    document = read(source, f".{name.rpartition('.')[2]}", "sentences")
    made = document.published(texts(str.upper))
    assert (made.text, made.blockers) == (want, ())


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_words_around_a_control_character_are_translated(suffix: str) -> None:
    document = read("Міська рада\x1d ухвалила\x02 бюджет.", suffix)
    assert [segment.text for segment in document.segments] == [
        "Міська рада<control1/> ухвалила<control2/> бюджет."
    ]
    made = document.published(lambda _: "The <control2/>council <control1/>adopted it.")
    assert made.blockers == ()
    assert "The \x02council \x1dadopted it." in made.text
