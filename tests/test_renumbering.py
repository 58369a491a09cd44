"""Tags of a translation that goes to another source."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.markup import TAG, faults
from l10n.tags.renumbering import base_of, renumbered, tagged
from tests.growth import in_proportion


@pytest.mark.parametrize(
    ("old", "target", "new", "expected"),
    [
        pytest.param(
            "Читайте <a1>звіт</a1>.",
            "Read <a1>the report</a1>.",
            "<b1>Увага</b1>: читайте <a2>звіт</a2>.",
            "Read <a2>the report</a2>.",
            id="another tag came before it",
        ),
        pytest.param(
            "<a1>Звіт</a1> і <a2>лист</a2> ради.",
            "<a1>Report</a1> and <a2>letter</a2> of the council.",
            "<a1>Лист</a1> і <a2>звіт</a2> ради.",
            "<a2>Report</a2> and <a1>letter</a1> of the council.",
            id="they changed places",
        ),
        pytest.param(
            "<b1>Рада</b1> ухвалила <code2/> бюджет.",
            "<b1>Council</b1> adopted the <code2/> budget.",
            "<strong1>Рада</strong1> ухвалила <code2/> бюджет.",
            "<strong1>Council</strong1> adopted the <code2/> budget.",
            id="the same words in another markup",
        ),
        pytest.param(
            "Рада <b1>ухвалила</b1> бюджет <x2/> міста.",
            "The council <b1>adopted</b1> the budget <x2/> of the city.",
            "Рада ухвалила бюджет <x1/> міста.",
            "The council adopted the budget <x1/> of the city.",
            id="one went, its words stay",
        ),
        pytest.param(
            "<a1>Рада міста</a1> і мер.",
            "<a1>The city council</a1> and the mayor.",
            "<a1>Уряд</a1>, <a2>рада міста</a2> і мер.",
            "<a2>The city council</a2> and the mayor.",
            id="one came, the other keeps its words",
        ),
        pytest.param(
            "<a1>Рада</a1> і мер.",
            "<a1>The council</a1> and the mayor.",
            "<a1>Уряд</a1>, <a2>парламент</a2> і мер.",
            "The council and the mayor.",
            id="which of two cannot be told",
        ),
        pytest.param(
            "Тег <b1> і <i1>слово</i1>.",
            "The tag <b1> and <i1>a word</i1>.",
            "Тег <b1>: <b2>рядок</b2> і ще <i3>слово</i3>.",
            "The tag <b1> and <i3>a word</i3>.",
            id="what only reads like a tag stays",
        ),
    ],
)
def test_each_tag_is_found_in_the_new_source(
    old: str, target: str, new: str, expected: str
) -> None:
    assert renumbered(target, old, tagged(new)) == expected


def test_a_target_without_tags_stays_as_it_is() -> None:
    assert renumbered("a < b > c", "x", tagged("<b1>x</b1>")) == "a < b > c"


def test_a_target_is_read_by_the_source_that_it_was_made_for() -> None:
    first, then = "<a1>Звіт</a1> ради.", "<b1>Рада</b1>: <a2>звіт</a2>."
    assert base_of("<a1>Report</a1>", then, first) == first
    assert base_of("<b1>Council</b1>: <a2>report</a2>", then, first) == then
    assert base_of("<a1>Report", then, first) == then


WORDS = st.sampled_from(["рада", "мер", "бюджет", "звіт", "лист"])


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A text whose tags are numbered as `extract` does it."""
    parts: list[str] = []
    for number in range(1, draw(st.integers(1, 6))):
        kind, word = draw(st.sampled_from("abi")), draw(WORDS)
        form = draw(st.sampled_from([f"<{kind}{number}>{word}</{kind}{number}>", f"<x{number}/>"]))
        parts += [form, draw(WORDS)]
    return " ".join(parts)


@settings(max_examples=60)
@given(sources(), sources())
def test_no_words_are_lost_and_no_tag_is_invented(old: str, new: str) -> None:
    target = re.sub(r"(?<=>)[^<>]*(?=<|$)", lambda words: words.group().upper(), old)
    found = renumbered(target, old, tagged(new))
    assert TAG.sub("", found) == TAG.sub("", target)
    names = [match["name"] for match in TAG.finditer(found)]
    assert set(names) <= tagged(new).names
    missing = [each.text("en") for each in faults(tagged(new), found)]
    assert all("is missing" in each or "crosses" in each for each in missing)


@settings(max_examples=30)
@given(sources())
def test_the_same_source_asks_for_no_change(source: str) -> None:
    assert renumbered(source, source, tagged(source)) == source
    assert not faults(tagged(source), source)


@pytest.mark.growth
def test_many_tags_take_time_in_proportion() -> None:
    def work(size: int) -> None:
        old = " ".join(f"<a{n}>{n}</a{n}>" for n in range(1, size))
        new = "<b1>x</b1> " + " ".join(f"<a{n}>{n + 1}</a{n}>" for n in range(2, size + 2))
        renumbered(old, old, tagged(new))

    assert in_proportion(work, 1_000)


@pytest.mark.growth
def test_tags_around_tags_take_time_in_proportion() -> None:
    def work(size: int) -> None:
        names = [f"a{number}" for number in range(1, size)]
        old = "".join(f"<{name}>" for name in names) + "x" * size
        old += "".join(f"</{name}>" for name in reversed(names))
        renumbered(old, old, tagged(f"<b1>y</b1> {old}"))

    assert in_proportion(work, 1_000)
