"""Tables that GitHub's Markdown reads: with a paragraph above, with tabs, of one column."""

import pytest

from l10n.formats.markdown.offsets import Changes
from tests.growth import in_proportion
from tests.markdown_laws import FORMAT, faults, published


def cells(source: str) -> list[str]:
    parsed = FORMAT.parse(source)
    assert faults(source, parsed) == []
    return [block.span.of(source) for block in parsed.blocks if block.role == "cell"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("paragraph\nfoo|foo\n---|---\n", ["foo", "foo"]),
        ("paragraph\r\nfoo|bar\r\n---|---\r\na|b\r\n", ["foo", "bar", "a", "b"]),
        ("| a |\n:---:\n", ["a"]),
        ("Голоси\n:---:\n12\n", ["Голоси", "12"]),
        ("Place\t|\tVotes\n---\t|\t---\nLviv\t|\t78\n", ["Place", "Votes", "Lviv", "78"]),
        ("> слова\n> a|b\n> -|-\n> c|d\n", ["a", "b", "c", "d"]),
        ("- words\n  a|b\n  -|-\n", ["a", "b"]),
        ("one\ntwo\n\\*a|b\n-|-\n", ["\\*a", "b"]),
        ("a|b\nc|d\n-|-\ne|f\n", ["c", "d", "e", "f"]),
    ],
)
def test_a_table_of_github_is_a_table(source: str, found: list[str]) -> None:
    assert cells(source) == found


@pytest.mark.parametrize(
    "source",
    [
        "> a|b\n-|-\n",
        "- a|b\n-|-\n",
        "1. words\na|b\n-|-\n",
        "a|b\n---\n",
        "p\na|b|c\n-|-\n",
        "words\n`a|b`\n:-:|x\n",
        "```\np\na|b\n-|-\n```\n",
        "<div>\na|b\n-|-\n</div>\n",
    ],
)
def test_what_github_reads_otherwise_is_no_table(source: str) -> None:
    assert cells(source) == []


def test_words_above_a_table_stay_apart_from_it() -> None:
    source = "paragraph\nfoo|foo\n---|---\n"
    assert published(source, str.upper) == "PARAGRAPH\nFOO|FOO\n---|---\n"


def test_tabs_of_a_spreadsheet_stay() -> None:
    source = "Place\t|\tVotes\n---\t|\t---\nLviv\t|\t78\n"
    assert published(source, str.upper) == "PLACE\t|\tVOTES\n---\t|\t---\nLVIV\t|\t78\n"


def test_no_target_makes_a_table_of_a_paragraph() -> None:
    for hostile in ("a|b\n-|-", "|a|\n:-:", "a\n:-:"):
        written = published("words\n\nmore words\n", lambda _text, to=hostile: to)
        assert cells(written) == []


def test_places_in_a_changed_text_lead_back() -> None:
    changes = Changes(((2, 2, "|"), (4, 6, "x"), (8, 8, "\n\n")))
    assert changes.apply("0123456789") == "01|23x67\n\n89"
    assert [changes.original(place) for place in range(13)] == [
        *(0, 1, 2, 2, 3, 4, 6, 7, 8, 8, 8, 9, 10),
    ]
    assert [changes.changed(place) for place in range(10)] == [0, 1, 2, 4, 5, 5, 6, 7, 8, 11]


@pytest.mark.growth
@pytest.mark.parametrize(
    "shape", ["p\na|b\n-|-\n\n", "a\n:-:\n", "-|-\n", "p\na|b\n:-:\n", "a\t|b\n-\t|-\n"]
)
@pytest.mark.sampled(3)
def test_tables_take_time_in_proportion(shape: str) -> None:
    assert in_proportion(lambda size: FORMAT.parse(shape * (size // len(shape))), 40_000)
