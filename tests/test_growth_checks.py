"""What checks of integrity and typography cost grows with a text, whatever it is made of."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks import ArticleCheck, EntryCheck, Example, Family, Line, subject_of
from l10n.checks.catalogue import CHECKS
from l10n.unseen import unseen
from tests.growth import in_proportion
from tests.looking import EN_UK, UK_EN

MINE = [
    check
    for check in CHECKS
    if isinstance(check, EntryCheck | ArticleCheck)
    and check.about.family in (Family.INTEGRITY, Family.TYPOGRAPHY)
]
SIGNS = (*string.punctuation, *"«»“”„’—–…№ʼ\u00a0\u202f\u00ad\u0301\u200b\n", " ", "1", "a", "я")
PIECES = (
    *SIGNS,
    *("a ", "я ", "1,", "1.", "1 ", "a.", "a-", "я-", "a’", '"a', 'a" ', "( a", "« a", "a (", "aя"),
    *("яa ", "@a", "#a", "a@a.", "a.ua/", "{a", "{a}", ":a:", "[a ", "F-1", "/a", "C:\\a", "--a"),
    *(
        " - a",
        "a— ",
        "<a1>",
        "</a1>",
        "<a1></a1>",
        "a\u0301",
        "The the ",
        "він i ",
        "%s",
        "www.a",
        "&quot;",
        "5% ",
    ),
)
TAGS = (("a1", True),)
SHORT, LONG = 3_200, 100_000


def work(piece: str, size: int, locales: tuple[str, str]) -> None:
    """Let every check look at a text of one piece, beside itself and beside words."""
    text = (piece * size)[:size]
    lines = (Line("Рада (так) і «так».", text), Line(text, "The Rada “so” 1.5."), Line(text, text))
    subject = subject_of(Example(lines, locales, tags=TAGS))
    for check in MINE:
        list(check(subject))


@pytest.mark.growth
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.sampled(30)
def test_a_text_of_one_piece_costs_in_proportion(piece: str) -> None:
    for locales in (UK_EN, EN_UK):
        assert in_proportion(lambda size, on=locales: work(piece, size, on), SHORT)


@pytest.mark.growth
@pytest.mark.parametrize("piece", SIGNS)
@pytest.mark.sampled(0)
def test_a_hundred_thousand_of_a_sign_cost_in_proportion(piece: str) -> None:
    assert in_proportion(lambda size: work(piece, size, UK_EN), LONG)


TEXTS = st.text(
    st.sampled_from("aAіІ1.,:;!?-—–«»“”„\"'’ʼ()[]{}<>/@#%$ \u00a0\n\u0301\u200b") | st.characters(),
    max_size=40,
) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS, TEXTS, st.sampled_from([UK_EN, EN_UK, ("en", "de"), ("pl", "tlh")]))
def test_any_texts_have_findings_within_them(
    source: str, target: str, locales: tuple[str, str]
) -> None:
    subject = subject_of(Example((Line(source, target),), locales, tags=TAGS))
    for check in MINE:
        for finding in check(subject):
            assert finding.message.text("en")
            for spans, text in ((finding.source, source), (finding.target, target)):
                assert all(0 <= span.start <= span.end <= len(text) for span in spans)


@given(TEXTS, st.sampled_from([UK_EN, EN_UK]))
def test_a_target_with_all_marks_of_its_source_lacks_none(
    text: str, locales: tuple[str, str]
) -> None:
    names = {"addresses", "handles", "placeholders", "code", "brackets", "outer-space", "tags"}
    subject = subject_of(Example((Line(text, text),), locales, tags=TAGS))
    found = [f.check for check in MINE for f in check(subject) if f.severity.value == "error"]
    assert not names.intersection(found) - {"tags"}


@pytest.mark.growth
def test_amounts_of_one_side_alone_cost_what_they_are_long() -> None:
    numbers = next(each for each in CHECKS if each.name == "numbers")

    def find(size: int) -> None:
        subject = subject_of(Example((Line("Рада ухвалила 12 законів.", "$1 " * size),), UK_EN))
        list(numbers(subject))

    find(10)
    assert in_proportion(find, 1600)


@pytest.mark.growth
@pytest.mark.parametrize("piece", ['"\u200d', "«\u200b", "\u2067a\u2069"], ids=ascii)
def test_unseen_characters_cost_what_they_are(piece: str) -> None:
    assert in_proportion(lambda size: unseen(piece * size), 6400)
