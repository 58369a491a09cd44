"""One text that the articles of a desk translate in different ways."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from l10n.checks.terms.desk import Spot, differing, rendered
from l10n.model.catalog import Entry, State
from l10n.model.segment import Key

READ_ON: Key = ("heading", "Читайте також")


def told(lines: list[tuple[str, str, Key, str]]) -> list[tuple[str, str]]:
    """Articles with a finding, and what it says."""
    entries = {
        Spot(article, locale, number): Entry(*key).with_target(target, State.TRANSLATED)
        for number, (article, locale, key, target) in enumerate(lines, 1)
    }
    found = differing(
        (rendered(spot, entry.key, entry.target) for spot, entry in entries.items()),
        entries.__getitem__,
    )
    return [(spot.article, finding.message.text("en")) for spot, finding in found]


def test_the_minority_is_told_what_the_others_say() -> None:
    lines = [
        ("a", "en", READ_ON, "Read also"),
        ("b", "en", READ_ON, "See also"),
        ("c", "en", READ_ON, "Read also"),
    ]
    assert told(lines) == [
        ("b", "elsewhere on the desk this is “Read also”, as in a"),
    ]


def test_of_two_the_later_one_is_told() -> None:
    lines = [("a", "en", READ_ON, "Read also"), ("b", "en", READ_ON, "See also")]
    assert [article for article, _text in told(lines)] == ["b"]


def test_locales_and_contexts_are_not_compared() -> None:
    lines = [
        ("a", "en", READ_ON, "Read also"),
        ("a", "de", READ_ON, "Lesen Sie auch"),
        ("b", "en", (None, "Читайте також"), "Also read"),
    ]
    assert told(lines) == []


def test_a_last_stop_makes_no_difference() -> None:
    assert told([("a", "en", READ_ON, "Read also"), ("b", "en", READ_ON, "Read also. ")]) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=30))
def test_a_desk_that_agrees_hears_nothing(pairs: list[tuple[str, str]]) -> None:
    lines = [(article, "en", (None, text), text.upper()) for article, text in pairs]
    assert told(lines) == []


def test_a_large_desk_takes_little_memory() -> None:
    tracemalloc.start()
    try:
        many = (
            rendered(Spot(f"a{number // 30}", "en", number % 30), (None, str(number)), "Yes")
            for number in range(10_000)
        )
        assert list(differing(many, lambda _spot: Entry(None, ""))) == []
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
