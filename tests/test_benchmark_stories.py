"""New articles of old ones, which the benchmark of the memory is measured by."""

import pytest

from benchmarks.leverage import _typed_already
from benchmarks.stories import KINDS, Line, Told, Writer

ARTICLE = [
    Line(f"Слово номер один, друге і третє про {at} місто та «річку».", f"Word {at} of a town.")
    for at in range(10, 30)
]


def made(kind: str, seed: int = 3) -> list[Told]:
    return Writer(seed, ["інше", "слово"], ["Чуже речення."]).write(kind, ARTICLE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_is_the_same_for_a_seed_and_knows_its_past(kind: str) -> None:
    told = made(kind)
    assert told == made(kind)
    assert told != made(kind, seed=4)
    for each in told:
        assert each.made_of or each.text == "Чуже речення."
        assert set(each.made_of) <= set(ARTICLE)


def test_a_correction_is_one_figure_and_one_word() -> None:
    changed = [each for each in made("correction") if each.text != each.made_of[0].source]
    assert len(changed) == 2
    [figure] = [each for each in changed if each.wanted]
    assert figure.wanted != figure.made_of[0].target


def test_words_count_that_the_translation_was_made_of() -> None:
    line = Line("один два три чотири", "one two three four")
    told = Told("один два п’ять чотири", (line,))
    assert _typed_already(told, line.target, 4) == 3
    assert _typed_already(told, "", 4) == 0
    assert _typed_already(told, "something else", 4) == 0
    assert _typed_already(Told("один", ()), line.target, 1) == 0
    assert _typed_already(Told("число 7", (line,), "number 7"), "number 7", 2) == 2
