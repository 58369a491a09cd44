"""Numbers by value: digits, words, both, in four languages, and where a fifth has no table."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.language.facts.numerals import numerals
from l10n.language.tables import Table, table_of
from tests.growth import in_proportion
from tests.spelling import SPELLERS

Number = int | Fraction


def values(text: str, locale: str) -> list[int | Fraction | str]:
    return [each.value for each in numerals(text, table_of(locale))]


@pytest.mark.parametrize("name", SPELLERS)
@settings(max_examples=40, deadline=None)
@given(number=st.one_of(st.integers(0, 2000), st.integers(0, 10**12 - 1)))
def test_a_number_in_words_has_its_value(name: str, number: int) -> None:
    locale, spelled = SPELLERS[name]
    assert values(spelled(number), locale) == [number]


@pytest.mark.parametrize("name", SPELLERS)
def test_all_numbers_below_a_thousand_are_read(name: str) -> None:
    locale, spelled = SPELLERS[name]
    assert [values(spelled(number), locale) for number in range(1000)] == [
        [number] for number in range(1000)
    ]


def test_a_character_of_html_by_its_number_is_no_number() -> None:
    assert values("They don&#39;t say &#x27;12&#x27; or 5.", "en") == [12, 5]


WRITTEN = [
    ("uk", "1 500", 1500),
    ("uk", "1 500 000,25", Fraction(150000025, 100)),
    ("uk", "1,5", Fraction(3, 2)),
    ("uk", "1.5", Fraction(3, 2)),
    ("uk", "0,500", Fraction(1, 2)),
    ("uk", "1’500’000", 1500000),
    ("en", "1,500", 1500),
    ("en", "1,500,000.25", Fraction(150000025, 100)),
    ("en", "12.5", Fraction(25, 2)),
    ("de", "1.500", 1500),
    ("de", "1.500.000,25", Fraction(150000025, 100)),
    ("pl", "1 500,5", Fraction(3001, 2)),
    ("fi", "1 500", 1500),
    ("fi", "1,5", Fraction(3, 2)),
    ("uk", "½", Fraction(1, 2)),
    ("uk", "2½", Fraction(5, 2)),
    ("en", "2 1/2", Fraction(5, 2)),
    ("en", "1/3", Fraction(1, 3)),
    ("uk", "٣٤", 34),
]


@pytest.mark.parametrize(("locale", "text", "value"), WRITTEN)
def test_digits_have_their_value(locale: str, text: str, value: Number) -> None:
    assert values(text, locale) == [value]


def test_a_mark_that_both_languages_use_leaves_both_readings() -> None:
    (number,) = numerals("1,500", table_of("uk"))
    assert (number.value, number.others) == (Fraction(3, 2), (1500,))
    (number,) = numerals("1,500", table_of("en"))
    assert (number.value, number.others) == (1500, (Fraction(3, 2),))


@settings(max_examples=40, deadline=None)
@given(whole=st.integers(0, 10**9), part=st.integers(0, 99))
def test_digits_mean_the_same_in_all_languages(whole: int, part: int) -> None:
    english = f"{whole:,}.{part:02}"
    german = english.translate(str.maketrans(",.", ".,"))
    ukrainian = english.translate(str.maketrans(",.", " ,"))
    wanted = [Fraction(whole * 100 + part, 100)]
    assert values(english, "en") == wanted
    assert values(german, "de") == wanted
    assert values(ukrainian, "uk") == values(ukrainian, "pl") == wanted
    for text in (english, german, ukrainian):
        assert values(text, "fi") == wanted


WORDED = [
    ("uk", "1,5 млн", 1500000),
    ("uk", "2 млн 300 тис.", 2300000),
    ("uk", "20-мільйонний", 20000000),
    ("uk", "пів мільйона", 500000),
    ("uk", "півмільйона", 500000),
    ("uk", "чверть мільйона", 250000),
    ("uk", "півтора мільйона", 1500000),
    ("uk", "два з половиною мільйони", 2500000),
    ("uk", "двомільйонний", 2000000),
    ("uk", "тисяча", 1000),
    ("uk", "п’ять восьмих", Fraction(5, 8)),
    ("uk", "дві третини", Fraction(2, 3)),
    ("uk", "ДВАДЦЯТЬ ПЯТЬ", 20),
    ("en", "half a million", 500000),
    ("en", "a quarter of a million", 250000),
    ("en", "a million and a half", 1500000),
    ("en", "two and a half million", 2500000),
    ("en", "1.5 billion", 1500000000),
    ("en", "nineteen hundred", 1900),
    ("en", "two-thirds", Fraction(2, 3)),
    ("en", "two hundred and fifty thousand", 250000),
    ("de", "anderthalb Millionen", 1500000),
    ("de", "eine halbe Million", 500000),
    ("de", "1,5 Milliarden", 1500000000),
    ("de", "5 Billionen", 5 * 10**12),
    ("de", "neunzehnhundertfünfundachtzig", 1985),
    ("pl", "dwa i pół miliona", 2500000),
    ("pl", "półtora miliarda", 1500000000),
    ("pl", "12 tys.", 12000),
]


@pytest.mark.parametrize(("locale", "text", "value"), WORDED)
def test_powers_of_ten_and_parts_are_joined(locale: str, text: str, value: Number) -> None:
    assert values(text, locale) == [value]


ORDINALS = [
    ("uk", "двадцять п’ятого", 25),
    ("uk", "тисяча дев’ятсот вісімдесят шостий", 1986),
    ("en", "twenty-fifth", 25),
    ("en", "hundred and first", 101),
    ("de", "fünfundzwanzigsten", 25),
    ("de", "hundertachte", 108),
    ("pl", "dwudziesty piąty", 25),
    ("uk", "Генріх VIII", 8),
    ("uk", "ХХІ", 21),
]


@pytest.mark.parametrize(("locale", "text", "value"), ORDINALS)
def test_ordinals_and_roman_numerals_are_read(locale: str, text: str, value: int) -> None:
    (number,) = numerals(text, table_of(locale))
    assert (number.value, number.ordinal) == (value, True)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("uk", "південь"),
        ("uk", "на південному заході"),
        ("uk", "столиця"),
        ("uk", "стояли"),
        ("uk", "сім’я"),
        ("en", "often bitten, someone"),
        ("de", "Elfmeter, einander, Dreieck"),
        ("pl", "stolica"),
        ("en", "I mix CD and XL"),
    ],
)
def test_words_that_only_look_like_numbers_are_none(locale: str, text: str) -> None:
    assert values(text, locale) == []


def test_separate_numbers_stay_apart() -> None:
    assert values("п’ять, шість і сім", "uk") == [5, 6, 7]
    assert values("two three", "en") == [2, 3]
    assert values("у 2019 500 людей", "uk") == [2019, 500]
    assert values("five or six million", "en") == [5, 6000000]


def test_where_a_number_stands_is_told_in_characters() -> None:
    text = "Разом СОРОК П’ЯТЬ гравців і ще 1 500."
    found = [text[each.start : each.end] for each in numerals(text, table_of("uk"))]
    assert found == ["СОРОК П’ЯТЬ", "1 500"]


def test_a_number_nobody_can_count_is_kept_as_digits() -> None:
    digits = "9" * 5000
    assert values(digits, "uk") == [digits]


def test_a_fifth_language_is_a_table() -> None:
    section = {
        "decimal": ",",
        "cardinals": {"5": "cinco", "30": "treinta"},
        "magnitudes": {"1000000": "millón millones"},
        "and": "y",
    }
    table = Table("es", {"numbers": section})
    assert [each.value for each in numerals("cinco millones, 1,5 millones", table)] == [
        5000000,
        1500000,
    ]


@pytest.mark.growth
@pytest.mark.sampled(6)
@pytest.mark.parametrize("locale", ["uk", "de"])
@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "1,", "1.1", "1 111 ", "п’ять ", "тисяча ", "two and ", "hundert", "½", "1/", "-",
     "VIII", "’", "i "],
)  # fmt: skip
def test_hostile_texts_are_read_in_proportion(locale: str, unit: str) -> None:
    table = table_of(locale)
    assert in_proportion(lambda size: numerals(unit * (size // len(unit)), table), 800)
