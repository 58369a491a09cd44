"""The laws of articles in every dialect: CommonMark's examples, constructs of all, any text."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import L10nError
from tests.conftest import LONG
from tests.constructs import BLOCKS, INLINES, articles
from tests.corpora import commonmark, variants
from tests.dialect_laws import ALL, Change, take, translated, untouched
from tests.fuzzing.laws import check_error
from tests.tally import Tally
from tests.test_markdown_laws import HOSTILE

pytestmark = pytest.mark.campaign
PLAIN: tuple[Change, ...] = (str.upper, "«{}»".format, "{0} {0} {0}".format, "{:.3}.".format)
"""What translators do: other letters, quotation marks, longer and shorter texts."""
FEW = 100
"""Of so many targets at most one may be refused."""
SUFFIXES = (".md", ".html")


def _instead(_text: str, *, words: str) -> str:
    return words


def maps(number: int) -> tuple[Change, ...]:
    """What a translator does, and what an attacker does, others each time."""
    if LONG:
        several = [HOSTILE[(number * 7 + step * 37) % len(HOSTILE)] for step in range(4)]
    else:
        several = [HOSTILE[number % len(HOSTILE)]]
    hostile = [partial(_instead, words=h) for h in several]
    hostile += [partial(_instead, words=f"слово {h} слово") for h in several]
    return (*(PLAIN if LONG else PLAIN[number % 4 :][:1]), *hostile)


@pytest.mark.parametrize("dialect", ALL)
def test_spec_examples_keep_the_laws_in_each_dialect(dialect: str, tally: Tally) -> None:
    written = refused = 0
    step = 1 if LONG else 60
    examples = list(enumerate(commonmark()))[ALL.index(dialect) * 5 % step :: step]
    for number, example in examples:
        for source in variants(example):
            taken = untouched(dialect, ".md", source)
        for change in maps(number) if taken.segments else ():
            outcome = translated(taken, change)
            written += outcome.written
            refused += len(outcome.refused)
    assert refused * FEW <= written
    named = dialect or "none named"
    tally(f"laws on CommonMark, {named}", examples=len(examples), written=written, refused=refused)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("dialect", ALL)
def test_constructs_side_by_side_keep_the_laws(dialect: str, suffix: str, tally: Tally) -> None:
    written: list[int] = []
    refused: list[int] = []

    @settings(max_examples=3_000 if LONG else 6, deadline=None, database=None)
    @given(articles(), st.integers(0, len(HOSTILE) - 1))
    def keeps(source: str, number: int) -> None:
        taken = untouched(dialect, suffix, source)
        for change in maps(number) if taken.segments else ():
            outcome = translated(taken, change)
            written.append(outcome.written)
            refused.append(len(outcome.refused))

    keeps()
    assert sum(refused) * FEW <= sum(written) or not LONG
    tally(
        f"laws on constructs, {dialect or 'none named'}, {suffix}",
        articles=len(written),
        written=sum(written),
        refused=sum(refused),
    )


@pytest.mark.parametrize("dialect", ALL)
def test_ordinary_targets_stand_in_every_construct(dialect: str) -> None:
    constructs = (*INLINES, *BLOCKS)
    for construct in constructs if LONG else constructs[ALL.index(dialect) % 7 :: 7]:
        taken = untouched(
            dialect, ".md", f"Слово {construct}\n" if construct in INLINES else construct
        )
        for change in PLAIN[:2]:
            if taken.segments:
                assert translated(taken, change).refused == (), construct


@pytest.mark.parametrize(
    ("dialect", "source", "target"),
    [
        ("myst", "Термін\n:   Зміст.\n", "Слово: друге"),
        ("github", "*курсив*$E_{k}$ слово\n", "СЛОВО"),
        ("docusaurus", "<del>*слово*</del>\n", "«слово»"),
    ],
    ids=("a colon in a definition", "emphasis beside a formula", "quotation marks in a tag"),
)
def test_targets_that_were_refused_once_stand(dialect: str, source: str, target: str) -> None:
    taken = untouched(dialect, ".md", source)
    assert translated(taken, partial(_instead, words=target)).refused == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("dialect", ALL)
def test_any_text_is_a_result_or_an_error(dialect: str, suffix: str, tally: Tally) -> None:
    tried: list[Callable[[], object]] = []
    pieces = st.one_of(
        st.sampled_from(SIGNS),
        st.sampled_from(INLINES),
        st.sampled_from(BLOCKS),
        st.text(max_size=3),
    )

    @settings(max_examples=10_000 if LONG else 10, deadline=None, database=None)
    @given(st.lists(pieces, max_size=12).map("".join))
    def ends_well(source: str) -> None:
        tried.append(str)
        try:
            taken = take(dialect, suffix, source)
        except L10nError as error:
            check_error(error)
            return
        taken.publish([f"- {each.text}" for each in taken.segments])

    ends_well()
    tally(f"any text, {dialect or 'none named'}, {suffix}", texts=len(tried), faults=0)


SIGNS = (
    *(
        "{{<",
        ">}}",
        "{{%",
        "%}}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{:",
        "}",
        "{::",
        "{#",
        "{.",
        "{",
        "`",
        "$",
    ),
    *(
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "[",
        "]",
        "[[",
        "]]",
        "![",
        "](",
        "(",
        ")",
        "[^",
        "^[",
        "[@",
    ),
    *(
        "~",
        "^",
        "==",
        "++",
        "%%",
        "<!--",
        "-->",
        "<",
        ">",
        "</",
        "/>",
        "&",
        ";",
        "\\",
        "|",
        "\n|-|-|\n",
    ),
    *(
        ":::",
        "!!! ",
        "??? ",
        '=== "',
        "/// ",
        "+++",
        "---",
        "```",
        "~~~",
        ": ",
        "> ",
        "- ",
        "1. ",
        "    ",
    ),
    *(
        "\n",
        "\n\n",
        "\r",
        "\t",
        " ",
        '"',
        "'",
        "=",
        "#",
        "*",
        "_",
        "\ufeff",
        "\0",
        "\u2028",
        "x",
        "ж",
        "\ud800",
    ),
)
