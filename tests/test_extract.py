"""Extract: segments stand in order, hold their tags whole, and leave the rest in the source."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import plugins
from l10n.language.figures import is_nothing
from l10n.model.article import Article, Block, Parsed, Piece, PieceKind, Span
from l10n.model.markup import TokenKind, faults
from l10n.model.segment import Segment
from l10n.steps.extract import Extraction, extract
from tests.corpora import commonmark, ntrex, seed
from tests.growth import in_proportion

TAG = re.compile(r"\{(?P<close>/?)(?P<name>[a-z]+)(?P<empty>/?)\}|&(?P<entity>[a-z]+);|\n[ >]*")
ENTITIES = {"lt": "<", "nbsp": "\u00a0", "nl": "\n", "nul": "\0", "alone": "\ud800"}


def block(source: str, role: str = "paragraph", context: str | None = None) -> Block:
    """Read a toy markup: {b}bold{/b}, {br/}, &lt;, and a line end as a soft break."""
    return Block(role, tuple(pieces(source)), context)


def pieces(source: str) -> Iterator[Piece]:
    position = 0
    for match in TAG.finditer(source):
        if match.start() > position:
            yield Piece(
                PieceKind.TEXT, Span(position, match.start()), source[position : match.start()]
            )
        span = Span(*match.span())
        if match["name"] is None:
            yield Piece(PieceKind.TEXT, span, ENTITIES[match["entity"]] if match["entity"] else " ")
        else:
            kind = PieceKind.OPEN
            if match["close"]:
                kind = PieceKind.CLOSE
            elif match["empty"]:
                kind = PieceKind.EMPTY
            yield Piece(
                kind, span, match["name"], "" if match["close"] else f"note {match.start()}"
            )
        position = match.end()
    if position < len(source):
        yield Piece(PieceKind.TEXT, Span(position, len(source)), source[position:])


def article(source: str, *blocks: Block) -> Article:
    return Article("x", "uk", "toy", source, Parsed(blocks))


def taken(source: str, split: str = "sentences", **how: str) -> Extraction:
    return extract(article(source, block(source, **how)), split)


def texts(source: str, split: str = "sentences", **how: str) -> list[str]:
    return [segment.text for segment in taken(source, split, **how).segments]


def raw(source: str, split: str = "sentences") -> list[str]:
    return [segment.place.span.of(source) for segment in taken(source, split).segments]


# Sentences and tags


def test_sentences_are_segments_and_the_space_between_is_not() -> None:
    source = "  Перше речення.  Друге речення.\n> Третє. "
    assert texts(source) == ["Перше речення.", "Друге речення.", "Третє."]
    assert raw(source) == ["Перше речення.", "Друге речення.", "Третє."]
    assert texts(source, "blocks") == ["Перше речення.  Друге речення. Третє."]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        # A boundary falls after closing tags and before opening ones.
        ("Одне {b}слово.{/b} Друге речення.", ["Одне <b1>слово.</b1>", "Друге речення."]),
        ("Одне слово. {b}Друге{/b} речення.", ["Одне слово.", "<b1>Друге</b1> речення."]),
        ("Одне {b}{i}слово.{/i}{/b} Друге.", ["Одне <b1><i2>слово.</i2></b1>", "Друге."]),
        ("{b}Одне.{/b} {i}Друге.{/i}", ["Одне.", "Друге."]),
        ("Одне {b}слово. {/b}Друге.", ["Одне <b1>слово. </b1>", "Друге."]),
        # A boundary inside a pair is dropped.
        ("Це {a}одне. Друге{/a} речення.", ["Це <a1>одне. Друге</a1> речення."]),
        ("{a}Одне. Друге.{/a}", ["Одне. Друге."]),
        # An empty tag right after the full stop belongs to the sentence before.
        ("Одне.{fn/} Друге.", ["Одне.<fn1/>", "Друге."]),
        ("Одне слово.{fn/}{fn/} Друге.", ["Одне слово.<fn1/><fn2/>", "Друге."]),
        # A hard break at a boundary belongs to neither sentence; elsewhere to its own.
        ("Одне.{br/}Друге.", ["Одне.", "Друге."]),
        ("Одне. {br/} Друге.", ["Одне.", "Друге."]),
        ("Одне слово!{br/}5 осіб прийшли.", ["Одне слово!", "5 осіб прийшли."]),
        ("Одне{br/}слово.", ["Одне<br1/>слово."]),
        # White space of any kind between sentences belongs to neither.
        ("Одне&nl;слово.&nbsp;Друге.", ["Одне слово.", "Друге."]),
        ("\u00a0Одне.\u00a0 Друге.\u2028", ["Одне.", "Друге."]),
    ],
)
def test_tags_go_with_their_sentence(source: str, found: list[str]) -> None:
    assert texts(source) == found


@pytest.mark.parametrize(
    ("source", "inner", "text"),
    [
        ("{b}слово{/b}", "слово", "слово"),
        (" {b} {i}слово{/i} {/b} ", "слово", "слово"),
        ("{b}слово{/b} і {b}слово{/b}", None, "<b1>слово</b1> і <b2>слово</b2>"),
        ("{b}слово{/b}.", None, "<b1>слово</b1>."),
        ("{br/}слово{br/}", "слово", "слово"),
        ("{b}{br/}слово{/b}{img/}", "слово", "слово"),
        ("{img/} слово", "слово", "слово"),
        ("{code/} слово{fn/}", None, "<code1/> слово<fn2/>"),
        ("слово {url/}", None, "слово <url1/>"),
    ],
)
def test_what_encloses_a_segment_stays_in_the_article(
    source: str, inner: str | None, text: str
) -> None:
    assert texts(source, "blocks") == [text]
    assert raw(source, "blocks") == [source if inner is None else inner]


def test_an_enclosing_tag_written_otherwise_stays_in_the_segment() -> None:
    source = "{a}слово{/a}"
    first, text, last = block(source).pieces
    changed = Piece(last.kind, last.span, last.text, written="][x]")
    found = extract(article(source, Block("paragraph", (first, text, changed))))
    (segment,) = found.segments
    assert segment.text == "<a1>слово</a1>"
    assert segment.place.tags[0].close_written == "][x]"


@pytest.mark.parametrize("role", ["heading", "title", "cell", "alt", "subheading", "label", "date"])
def test_short_roles_stay_whole(role: str) -> None:
    assert texts("Одне. Друге.", role=role) == ["Одне. Друге."]


@pytest.mark.parametrize("role", ["paragraph", "item", "quote", "footnote", "caption", "footer"])
def test_running_text_is_cut(role: str) -> None:
    assert texts("Одне. Друге.", role=role) == ["Одне.", "Друге."]


@pytest.mark.parametrize("source", ["", "—", "{br/}", "{img/}{img/}", " … ", "{b}!{/b}", "&nbsp;"])
def test_what_holds_no_letter_and_no_digit_is_no_segment(source: str) -> None:
    blocks = [block(source)] if source else []
    assert extract(article(source, *blocks)).segments == ()


def test_a_name_that_the_text_itself_holds_is_skipped() -> None:
    assert texts("текст &lt;a1> і {a}слово{/a} тут") == ["текст <a1> і <a2>слово</a2> тут"]
    assert texts("&lt;/b1> &lt;b2/> і {b}слово{/b} тут") == ["</b1> <b2/> і <b3>слово</b3> тут"]


def test_tags_are_numbered_in_each_segment_and_keep_their_notes() -> None:
    source = "Одне {a}слово{/a} тут. Друге {b}слово{/b} і {x/} там."
    first, second = taken(source).segments
    assert (first.text, second.text) == (
        "Одне <a1>слово</a1> тут.",
        "Друге <b1>слово</b1> і <x2/> там.",
    )
    (tag,) = first.place.tags
    assert tag.open.of(source) == "{a}"
    assert tag.close is not None
    assert tag.close.of(source) == "{/a}"
    assert tag.note == f"note {source.index('{a}')}"
    assert [t.name for t in second.place.tags] == ["b1", "x2"]
    assert second.tagged.pairs == {"b1"}
    assert second.tagged.empties == {"x2"}


def test_a_place_names_block_line_role_and_context() -> None:
    source = "Назва\r\nОдне. Друге.\rТретє."
    parts = [
        Block("heading", (Piece(PieceKind.TEXT, Span(0, 5), "Назва"),), "heading"),
        Block("paragraph", (Piece(PieceKind.TEXT, Span(7, 19), source[7:19]),)),
        Block("paragraph", (Piece(PieceKind.TEXT, Span(20, 26), source[20:26]),)),
    ]
    found = extract(article(source, *parts)).segments
    assert [(s.place.block, s.place.line, s.place.role, s.context) for s in found] == [
        (0, 1, "heading", "heading"),
        (1, 2, "paragraph", None),
        (1, 2, "paragraph", None),
        (2, 3, "paragraph", None),
    ]


@pytest.mark.parametrize(
    ("source", "text", "note"),
    [
        ("слово&nul;", "слово<control1/>", "U+0000"),
        ("слово&alone;", "слово<control1/>", "U+D800"),
        ("а\x1dб", "а<control1/>б", "U+001D"),
    ],
)
def test_what_a_po_file_cannot_hold_is_a_tag_with_a_note(source: str, text: str, note: str) -> None:
    found = taken(f"Одне речення тут.\nДруге {source} тут.")
    assert [s.text for s in found.segments] == ["Одне речення тут.", f"Друге {text} тут."]
    assert [tag.note for tag in found.segments[1].place.tags] == [note]
    assert found.problems == ()


def test_a_text_full_of_control_characters_stays_with_a_problem() -> None:
    full = "а\x07" * 21
    found = taken(f"Одне речення тут.\nДруге {full} тут.\nТретє речення тут.")
    assert [s.text for s in found.segments] == ["Одне речення тут.", "Третє речення тут."]
    (problem,) = found.problems
    assert problem.line == 2
    assert "U+0007" in problem.message.text("en")


def test_a_control_character_at_an_edge_stays_in_the_article() -> None:
    assert texts("\x1dСлово тут.\x1d") == ["Слово тут."]


def test_the_sign_for_a_left_out_sentence_cannot_be_a_source() -> None:
    found = taken("&lt;omit/>")
    assert found.segments == ()
    assert [problem.line for problem in found.problems] == [1]


def test_the_normal_form_keeps_all_space_but_line_ends() -> None:
    assert texts("a&nl;b\u2028c\u00a0d\te") == ["a b\u2028c\u00a0d\te"]


# The laws


words = st.sampled_from(
    ["Так", "слово", "м. Київ", "5", "&lt;", "&nbsp;", "«Ні»", "&lt;a1>", "—", "x"]
)
ends = st.sampled_from([". ", "! ", "…", ".\n> ", " ", ".", "? — ", ".  "])
empties = st.sampled_from(["{br/}", "{img/}", "{fn/}", "{code/}", "{x/}"])
runs = st.lists(st.one_of(st.tuples(words, ends).map("".join), empties), max_size=6).map("".join)
trees = st.recursive(
    runs,
    lambda inner: st.lists(
        st.one_of(
            inner,
            st.tuples(st.sampled_from("abi"), inner).map(lambda t: f"{{{t[0]}}}{t[1]}{{/{t[0]}}}"),
        ),
        max_size=4,
    ).map("".join),
    max_leaves=8,
)


@dataclass(frozen=True)
class Halves:
    """The tag pieces of a block, and those that its segments hold."""

    all: Counter[tuple[int, int]]
    held: Counter[tuple[int, int]]
    inside: Counter[tuple[int, int]]


def halves(parsed: Block, segments: list[Segment]) -> Halves:
    tags = [p for p in parsed.pieces if p.kind is not PieceKind.TEXT]
    held: Counter[tuple[int, int]] = Counter()
    for segment in segments:
        for tag in segment.place.tags:
            for span in (tag.open, tag.close):
                if span is not None:
                    held[span.start, span.end] += 1
    return Halves(
        Counter((p.span.start, p.span.end) for p in tags),
        held,
        Counter(
            (p.span.start, p.span.end)
            for p in tags
            if any(s.place.span.holds(p.span) for s in segments)
        ),
    )


def check(document: Article, found: Extraction) -> None:
    source = document.source
    for number, part in enumerate(document.parsed.blocks):
        segments = [s for s in found.segments if s.place.block == number]
        position = part.span.start
        for segment in segments:
            span = segment.place.span
            assert position <= span.start < span.end <= part.span.end
            position = span.end
            assert not any(end in segment.text for end in "\r\n")
            assert segment.text == segment.text.strip(" \t")
            assert any(character.isalnum() for character in segment.tagged.plain())
            assert faults(segment.tagged, segment.text) == ()
            names = [t.text for t in segment.tagged.tokens() if t.kind is not TokenKind.TEXT]
            assert set(names) == {tag.name for tag in segment.place.tags}
        tags = halves(part, segments)
        assert set(tags.held.values()) <= {1}
        assert tags.held == tags.inside
        assert tags.held <= tags.all
        # What a reader reads is in the segments, or has nothing to translate.
        left = [
            piece.text
            for piece in part.pieces
            if piece.kind is PieceKind.TEXT
            and not any(
                s.place.span.start < piece.span.end and piece.span.start < s.place.span.end
                for s in segments
            )
        ]
        assert found.problems or all(map(is_nothing, left)) or is_nothing("".join(left)), left
        assert source[part.span.start : part.span.end] == rebuilt(source, part, segments)


def rebuilt(source: str, part: Block, segments: list[Segment]) -> str:
    result, position = "", part.span.start
    for segment in segments:
        result += source[position : segment.place.span.start] + segment.place.span.of(source)
        position = segment.place.span.end
    return result + source[position : part.span.end]


@given(source=trees, split=st.sampled_from(("sentences", "blocks")))
@settings(max_examples=400, deadline=None)
def test_segments_are_ordered_apart_and_hold_each_tag_once(source: str, split: str) -> None:
    if source:
        document = article(source, block(source))
        check(document, extract(document, split))


@given(source=trees)
@settings(max_examples=200, deadline=None)
def test_sentences_read_together_what_the_block_reads(source: str) -> None:
    if source:
        plain = "".join(p.text for p in block(source).pieces if p.kind is PieceKind.TEXT)
        cut = "".join(s.tagged.plain() for s in taken(source).segments)
        assert letters(cut) == letters(plain)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def parsed(source: str, suffix: str, locale: str = "uk") -> Article:
    format = plugins.format_for(f"x{suffix}")
    return Article(f"x{suffix}", locale, format.name, source, format.parse(source))


@pytest.mark.parametrize("split", ["sentences", "blocks"])
def test_the_laws_hold_for_the_commonmark_specification(split: str) -> None:
    for source in commonmark():
        document = parsed(source, ".md", "en")
        check(document, extract(document, split))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_the_laws_hold_for_real_news_in_each_format(suffix: str) -> None:
    for news in ntrex()[:30]:
        lines = [f"<p>{line}</p>" for line in news.uk] if suffix == ".html" else news.uk
        document = parsed("\n\n".join(lines) + "\n", suffix)
        found = extract(document)
        assert not found.problems
        assert len(found.segments) >= len(news.uk)
        check(document, found)


def test_the_article_the_project_starts_from_has_its_segments() -> None:
    found = extract(parsed(seed(), ".txt", "en"))
    assert [s.place.line for s in found.segments[:6]] == [1, 3, 5, 6, 7, 9]
    assert found.segments[-1].text.startswith("For more news and in-depth stories")
    assert len(found.segments) == 24


def test_every_article_of_ours_is_taken_apart_without_a_problem() -> None:
    root = Path(__file__).parents[1] / "articles"
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".md", ".html", ".txt")):
        document = parsed(path.read_bytes().decode("utf-8"), path.suffix)
        found = extract(document)
        assert found.segments
        check(document, found)


@pytest.mark.growth
def test_a_long_block_takes_time_in_proportion() -> None:
    def work(size: int) -> None:
        source = "Це {b}одне{/b} речення з {a}посиланням{/a} тут. " * size
        assert len(extract(article(source, block(source))).segments) == size

    assert in_proportion(work, 2_400)
