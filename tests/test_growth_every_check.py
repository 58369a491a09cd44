"""The time of checks: in proportion to the texts, whatever these are made of."""

import pytest

from l10n.checks import Line, subject_of
from l10n.checks.catalogue import CHECKS
from l10n.checks.check import Example
from tests.conftest import LONG
from tests.growth import in_proportion

pytestmark = pytest.mark.growth

SIZE = 100_000 if LONG else 4_000
"""Characters of each side of the larger entry."""
SIGNS = (
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    *("«", "»", "“", "”", "„", "’", "ʼ", "–", "—", "…", "№", "€", "₴", "°", "½", "²", "\u00a0"),
    *("\u202f", "\u00ad", "\u200b", "\u0301", " ", "\n", "\t", "0", "1", "9", "a", "A", "і", "Я"),
    *("ß", "中", "ا"),
)
SHAPES = (
    *("1 ", "1,", "1.1", "1:1", "1-1", "1/1/", "12.03.", "a b", "а б", "не ", "not ", "two "),
    *("сто ", "<a1>", "@a", "#a", "a@b.c", "http://", "{a}", "%s", "(a", "“a", "«а", "A. ", "А. "),
    *("X", "$1 ", "1 млн ", "1 million ", "травня 1 ", "May 1 ", "a, b ", "а, б ", "Київ ", "ЄС "),
    *("Kyiv ", "a-b-"),
)
"""What is repeated: signs, and beginnings of what checks look for."""
PAIRS = (("uk", "en"), ("en", "uk"))


@pytest.mark.sampled(24)
@pytest.mark.parametrize("shape", [*SIGNS, *SHAPES], ids=ascii)
def test_a_text_of_one_shape_costs_what_it_is_long(shape: str) -> None:
    def work(size: int) -> None:
        text = shape * (size // len(shape))
        for pair in PAIRS:
            for lines in ((Line(text, text + "1"),), (Line("Рада. The Rada.", text),)):
                subject = subject_of(Example(lines, pair))
                for check in CHECKS:
                    list(check(subject))

    work(100)
    assert in_proportion(work, SIZE)


@pytest.mark.sampled(15)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_an_article_of_many_entries_costs_what_it_has(check: object) -> None:
    def work(size: int) -> None:
        lines = tuple(
            Line(f"«Рада» {n}: 18 квітня Зеленський, {n} млн.", f"“Rada” {n}: April 18, Zelensky")
            for n in range(size)
        )
        list(check(subject_of(Example(lines))))  # type: ignore[operator]

    work(10)
    assert in_proportion(work, 1600 if LONG else 400)
