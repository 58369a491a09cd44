"""What is decided at a glance is what a closer look decides."""

import re
from collections.abc import Callable
from itertools import accumulate, chain, cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks.check import Rules, Subject
from l10n.checks.integrity.same_as_source import same_as_source
from l10n.checks.integrity.tagged_words import tagged_words
from l10n.checks.integrity.tags import tags
from l10n.checks.text import Text
from l10n.formats.code.code import Code, Family
from l10n.formats.dialects.dialect import Dialect
from l10n.formats.frontmatter import matter
from l10n.formats.markdown import links
from l10n.formats.markdown.format import Markdown
from l10n.formats.markdown.offsets import Characters
from l10n.formats.markdown.plain import Plain
from l10n.language.tables import table_of
from l10n.model.article import Article, Block, Parsed, Piece, PieceKind, Span, line_starts
from l10n.model.catalog import Entry, State
from l10n.model.markup import OMIT, TAG, Tagged, faults
from l10n.model.segment import Place, RawTag, Segment
from l10n.regex import regex
from l10n.steps import extract as steps
from l10n.steps import readback
from l10n.steps.extract import extract
from l10n.steps.splice import Splice

NOWHERE = Span(0, 0)
TAGS = (
    RawTag("a1", NOWHERE, NOWHERE),
    RawTag("b2", NOWHERE, NOWHERE),
    RawTag("br3", NOWHERE),
)
SOURCE = "Рада <a1>ухвалила <b2>закон</b2></a1> про<br3/>воду 2019 року."
MARKS = ("<a1>", "</a1>", "<b2>", "</b2>", "<br3/>", "<br3>", "</br3>", "<a1/>", "</b2/>", "<i9>")
parts = st.lists(st.sampled_from((*MARKS, "слово", " ", "2019", "law")), max_size=12)


def subject(source: str, target: str, tagged: tuple[RawTag, ...] = ()) -> Subject:
    place = Place(0, NOWHERE, line=1, role="paragraph", tags=tagged)
    entry = Entry(None, source).with_target(target, State.TRANSLATED)
    rules = Rules(table_of("uk"), table_of("en"))
    return Subject("uk", "en", ((Segment(None, source, place), entry),), rules)


def test_the_tags_of_a_source_in_their_order_are_sound() -> None:
    target = "The <a1>council <b2>passed</b2> the law</a1> on<br3/> water."
    assert not list(tags(subject(SOURCE, target, TAGS)))


@given(parts.map("".join))
def test_no_fault_of_tags_is_overlooked(target: str) -> None:
    asked = subject(SOURCE, target, TAGS)
    tagged = asked.pairs[0][0].tagged
    wrong = {fault.text("en") for fault in faults(tagged, target)} if target else set()
    assert wrong <= {finding.message.text("en") for finding in tags(asked)}


def test_a_number_that_left_its_tag_is_found_in_either_notation() -> None:
    source, target = "Зросли на <a1>2,5 тис.</a1> торік.", "Up <a1>last year</a1> by 2.5 thousand."
    assert list(tagged_words(subject(source, target, TAGS[:1])))


def test_a_copied_text_is_found_whatever_its_case_and_signs_are() -> None:
    for target in ("рада ухвалила закон", "«РАДА» — ухвалила закон!", "Рада  ухвалила закон."):
        assert list(same_as_source(subject("Рада ухвалила закон.", target)))
    assert not list(same_as_source(subject("Рада ухвалила закон.", "Рада passed a law.")))


@given(parts.map("".join), st.booleans())
def test_a_text_for_checks_is_without_its_own_tags(raw: str, broken: bool) -> None:
    own = frozenset(("br3",)) if broken else frozenset[str]()
    text = Text(raw, Tagged(raw, frozenset(("a1", "b2")), own), table_of("uk"))
    assert text.plain == TAG.sub(
        lambda tag: ("\n" if tag["empty"] else "") if tag["name"] in {"a1", "b2", *own} else tag[0],
        raw,
    )


@given(st.text(st.sampled_from("аїz \u00a0'’\u2010\u200b\u0301<a1>/7"), max_size=20))
def test_places_lead_back_to_the_text_as_it_stands(raw: str) -> None:
    text = Text(raw, Tagged("", frozenset(("a1",))), table_of("uk"))
    for place in range(len(text.normal)):
        span = text.span(place, place + 1)
        assert 0 <= span.start < span.end <= len(raw)


@given(st.text(st.sampled_from("аz\n\u2028\u0085 "), max_size=30))
def test_lines_begin_after_each_line_end(source: str) -> None:
    ends = (found.end() for found in re.finditer(r"\r\n|[\r\n]", source))
    assert line_starts(source) == (0, *ends)


@given(st.text(st.sampled_from("аz😀\u20ac\n"), max_size=700), st.integers(0, 9))
def test_places_in_any_order_are_those_of_characters(text: str, first: int) -> None:
    data = text.encode()
    offsets = [*range(0, len(text), 37), len(text)]
    asked = [len(text[:n].encode()) for n in (*offsets, len(text), *offsets[::-2], *offsets)]
    counted = [first + len(data[:offset].decode()) for offset in asked]
    assert list(map(Characters(text, first).ahead(), asked)) == counted
    assert list(map(Characters(text, first).at, asked)) == counted


MARKDOWN = (
    *(
        "Рада",
        "Рада. Закон",
        " ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "**",
        "*",
        "[",
        "](x)",
        "![",
        "\\",
        "\\*",
    ),
    *("&amp;", "`", "<b>", "www.x.ua", "| ", "\n|---|\n", "[^1]", "]: x", "\r\n", "  \n", "- [ ] "),
    *("_", "__", "](<x y>)", "](x\\_y 'z')", "](x&amp;y)", "~", "~~"),
)


@given(st.lists(st.sampled_from(MARKDOWN), max_size=16).map("".join))
def test_a_block_of_plain_text_and_tags_is_read_as_any(source: str) -> None:
    found = Markdown().parse(source)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Plain, "take", lambda *_text: False)
        patched.setattr(Plain, "open", lambda *_tag: False)
        other = Markdown().parse(source)
    assert found == other
    assert [block.site for block in found.blocks] == [block.site for block in other.blocks]


@given(st.lists(st.sampled_from(MARKDOWN), max_size=16).map("".join))
def test_plain_blocks_give_the_segments_of_any_block(source: str) -> None:
    article = Article("a.md", "uk", "markdown", source, Markdown().parse(source))
    assert_the_long_way_gives_the_same(article)


def assert_the_long_way_gives_the_same(article: Article) -> None:
    for split in ("blocks", "sentences"):
        found = extract(article, split)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(steps, "plain_text", lambda *_pieces: "")
            patched.setattr(steps, "is_text_alone", lambda *_block, clean: False)
            other = extract(article, split)
        assert found == other
        assert [each.place for each in found.segments] == [each.place for each in other.segments]


TEXT, EMPTY = PieceKind.TEXT, PieceKind.EMPTY
READS = (
    *("Рада. Закон", " ", "a ", " b. C", "7", "", "<omit/>", "<b1>", "x<y", "\n", "\x07", "\u00a0"),
    *(". Go", "www.x.ua", "d\x01e. F"),
)
PIECES = st.one_of(
    st.sampled_from(READS).map(lambda text: [(TEXT, text, text)]),
    st.sampled_from(READS).map(lambda text: [(TEXT, f"&{text};", text)]),
    st.sampled_from(("br", "img", "code", "html")).map(lambda name: [(EMPTY, "<>", name)]),
)
TAGGED = st.tuples(st.sampled_from("bi"), st.lists(PIECES, max_size=3)).map(
    lambda tag: [(PieceKind.OPEN, "*", tag[0]), *chain(*tag[1]), (PieceKind.CLOSE, "*", tag[0])]
)


@given(st.lists(st.one_of(PIECES, TAGGED), min_size=1, max_size=4), st.sampled_from((0, 1)))
def test_any_pieces_give_the_segments_of_the_long_way(
    groups: list[list[tuple[PieceKind, str, str]]], opens: int
) -> None:
    every = list(chain(*groups))
    source = "".join(raw for _kind, raw, _text in every)
    ends = list(accumulate(len(raw) for _kind, raw, _text in every))
    pieces = tuple(
        Piece(kind, Span(end - len(raw), end), text, opens=opens * (kind is TEXT and not text))
        for (kind, raw, text), end in zip(every, ends, strict=True)
    )
    blocks = (Block("paragraph", pieces), Block("heading", pieces, "heading"))
    article = Article("a.md", "uk", "markdown", source, Parsed(blocks))
    assert_the_long_way_gives_the_same(article)


CHANGES: tuple[Callable[[str], str | None], ...] = (
    str,
    lambda text: None,
    lambda text: OMIT,
    lambda text: f"Б, {text}  в",
    lambda text: f"{text}\nг",
)


SENTENCES = (
    *(
        "Рада ухвалила.",
        "*Закон* діє.",
        "Див. [тут **знову**](x).",
        "`x`",
        "Один\\\nдва.",
        "<b>Так.",
    ),
    *(
        "Ось ![мапа](m.png) тут.",
        "Ні</b>.",
        "A &amp; B.",
        "C\\*.",
        "[![В](w.png) г](y)",
        "<!-- n -->",
    ),
)


@given(
    st.lists(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join),
        min_size=1,
        max_size=3,
    ).map("\n\n".join),
    st.lists(st.sampled_from(CHANGES), min_size=1, max_size=6),
)
def test_a_glance_at_a_block_expects_what_a_page_reads(
    source: str, changes: list[Callable[[str], str | None]]
) -> None:
    format = Markdown()
    article = Article("a.md", "uk", "markdown", source, format.parse(source))
    segments = extract(article, "sentences").segments
    made = zip(segments, cycle(changes), strict=False)
    targets = {n: new for n, (each, change) in enumerate(made) if (new := change(each.text))}

    def expected() -> list[tuple[int, readback.Shape]]:
        found = readback._expected(Splice(article, format, segments, targets))
        return [(number, readback._shape(*shape)) for number, shape in found]

    found = expected()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(readback, "_is_whole", lambda *_block: False)
        patched.setattr(readback, "_in_text", lambda *_piece: None)
        patched.setattr(readback, "lt", lambda *_ends: False)
        patched.setattr(readback, "_reads", readback._folded)
        assert expected() == found


@given(st.text("aZ0._~:/?#@!$'*+,;=%-", max_size=3), st.text("a&()[]<> \\\"'\n>ї\x07", max_size=2))
def test_a_plain_address_is_read_as_any(start: str, end: str) -> None:
    source = f"{start}{end}"
    found = links.target_at(source, 0, len(source))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(links, "_PLAIN", regex(r"(?!)"))
        assert found == links.target_at(source, 0, len(source))


FENCES = ("---", "\n", "\r\n", "...", " ", "title: x", "\ufeff", "+++", "#")


@given(st.lists(st.sampled_from(FENCES), max_size=8).map("".join), st.booleans())
def test_usual_front_matter_is_found_as_any_other(text: str, loose: bool) -> None:
    for source in (text, f"---\n{text}"):
        found = matter.find(source, loose=loose)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(matter, "_usual", lambda _source: None)
            assert found == matter.find(source, loose=loose)


SIGNS = ("{{", "%%", "::", "[a", "!", "&x")
pieces = st.lists(
    st.sampled_from((*SIGNS, "{", "%", ":", "[", "а", "ж{", "\u2028", "😀")), max_size=6
)


@given(pieces.map("".join))
def test_no_sign_of_code_is_overlooked(text: str) -> None:
    families = [Family(sign, (sign,), lambda ground: iter(tuple[Code, ...]())) for sign in SIGNS]
    likely = Dialect("x", tuple(families)).likely(text)
    assert [family.name for family in families if family in likely] == [
        sign for sign in SIGNS if sign in text
    ]
