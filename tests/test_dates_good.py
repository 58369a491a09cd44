"""Good translations of news, in which the checks of dates, times and acronyms find nothing."""

from pathlib import Path

import pytest

from tests.looking import look

CHECKS = (
    *("dates", "weekdays", "relative-days", "times", "years", "centuries", "acronyms"),
    "ambiguous-dates",
)
SAMPLE = Path(__file__).parent / "samples" / "dates-good.tsv"
GOOD = [line.split("\t") for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("first", "second", "one", "other"), GOOD)
def test_nothing_is_found_either_way(first: str, second: str, one: str, other: str) -> None:
    for name in CHECKS:
        assert look(name, one, other, (first, second)) == [], name
        assert look(name, other, one, (second, first)) == [], name


def test_a_time_put_into_the_zone_of_the_desk_is_a_hint() -> None:
    found = look("times", "It airs at 9 p.m. ET.", "В ефірі о 4-й ранку за Києвом.", ("en", "uk"))
    assert found == [("hint", "“9 p.m.” is 21:00; the target says “4-й ранку”")]
