"""Whatever the text is, it comes back in its place or is left empty with a reason."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apertium_texts import LONG, drafts, english_news, needs_apertium, tagged
from l10n.engines import Request
from l10n.model.markup import Tagged, faults
from l10n_apertium.engine import Apertium

pytestmark = pytest.mark.generator

STRANGE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("[]{}/\\@^$<>*#+~_=| '’ʼ“”.,!?\u00a0\u2028\x00\n"),
        st.sampled_from("ehousant"),
    ),
    max_size=40,
)
PIECES = st.lists(
    st.one_of(
        STRANGE,
        st.sampled_from(
            ["the house", " New York ", "[[w:0]]", "[[/]]", "[=0]", "[0]", "it's", "$5", "</a1>"]
        ),
    ),
    min_size=1,
    max_size=4,
).map("".join)
MARKED = st.tuples(PIECES, PIECES, PIECES).map(
    lambda parts: Tagged(
        f"{parts[0]}<q7>{parts[1]}</q7>{parts[2]}<fn8/>", frozenset({"q7"}), frozenset({"fn8"})
    )
)


@needs_apertium
@given(st.lists(st.one_of(PIECES.map(Tagged), MARKED), min_size=15, max_size=25))
@settings(deadline=None, max_examples=300 if LONG else 6)
def test_any_text_comes_back_whole_or_is_left_empty_and_says_why(
    texts: list[Tagged],
) -> None:
    between = ("The mayor saw the red house.", "He has three dogs.")
    wanted = [found.text for found in drafts(between)]
    requests = [
        Request(text) for one in texts for text in (Tagged(between[0]), one, Tagged(between[1]))
    ]
    found = list(Apertium().translate(requests, "en", "es"))
    assert len(found) == len(requests)
    for start, text in zip(range(0, len(found), 3), texts, strict=True):
        first, mine, last = found[start : start + 3]
        assert [first.text, last.text] == wanted
        if not mine.text:
            assert mine.reason
            continue
        assert faults(text, mine.text) == ()
        kept = Tagged(mine.text, text.pairs, text.empties).plain()
        for char in set(text.plain()) & set("[]{}/\\@^<>*#+~_=|\x00\n\u2028\u00a0"):
            assert kept.count(char) == text.plain().count(char)


@needs_apertium
def test_news_with_tags_keeps_every_tag_and_the_words() -> None:
    news = english_news(6)
    lines = [line for article in news for line in article]
    texts = [
        re.sub(r"^(\S+ )(\S+ \S+)( .*?)(\S+)$", r"\1<a1>\2</a1>\3<b2>\4</b2>", line)
        for line in lines
    ]
    titles = [article[0] for article in news for _line in article]
    plain, marked = (
        list(
            Apertium().translate(
                [
                    Request(tagged(text), title=title)
                    for text, title in zip(given, titles, strict=True)
                ],
                "en",
                "es",
            )
        )
        for given in (lines, texts)
    )
    for text, one, other in zip(texts, plain, marked, strict=True):
        assert other.text
        assert faults(tagged(text), other.text) == ()
        assert tagged(other.text).plain() == one.text
