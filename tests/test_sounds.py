"""Names that sound alike in Latin and Cyrillic letters."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translitua import (
    UkrainianBGN2019,
    UkrainianFrench,
    UkrainianGerman,
    UkrainianKMU,
    UkrainianSimple,
    translit,
)

from l10n.language.sounds import FAR, difference, spoken
from tests.growth import in_proportion

ENDINGS = frozenset(("а", "у", "ом", "ем", "ою", "ого", "ому", "им", "ий", "ів", "і"))
SLIGHT = 0.75


def apart(one: str, other: str) -> float:
    return difference(spoken(one.lower(), ENDINGS), spoken(other.lower()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зеленський", "Zelenskyy"), ("Зеленського", "Zelensky"), ("Зеленським", "Selenskyj"),
        ("Шевченко", "Schewtschenko"), ("Шевченком", "Szewczenko"), ("Щербак", "Shcherbak"),
        ("Харків", "Kharkiv"), ("Харків", "Charkiw"), ("Юлія", "Yuliia"), ("Юлія", "Julia"),
        ("Джонсон", "Johnson"), ("Джорджем", "George"), ("Вільям", "William"), ("Шольц", "Scholz"),
        ("Мерц", "Merz"), ("Фур’є", "Fourier"), ("Хав’єр", "Javier"), ("Ксі", "Xi"),
        ("Чжан", "Zhang"), ("Вашингтоном", "Washington"), ("Мюллер", "Müller"),
        ("Яценюк", "Yatsenyuk"),
        ("Ґданськ", "Gdańsk"), ("Лодзь", "Łódź"), ("Квебек", "Quebec"), ("Техас", "Texas"),
        ("Г’юстон", "Houston"), ("Рейк’явік", "Reykjavík"), ("Київ", "Kyiv"), ("Київ", "Kiev"),
    ],
)  # fmt: skip
def test_one_name_in_two_scripts_is_the_same(one: str, other: str) -> None:
    assert apart(one, other) < SLIGHT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зеленський", "Zelemsky"), ("Шевченко", "Shevchenpo"), ("Джонсон", "Jobnson"),
        ("Байден", "Putin"), ("Київ", "Lviv"), ("Харків", "Kherson"), ("Одеса", "Odense"),
        ("Вашингтон", "Wellington"), ("Порошенко", "Tymoshenko"), ("Мерц", "Merkel"),
    ],
)  # fmt: skip
def test_other_names_and_slips_are_told_apart(one: str, other: str) -> None:
    assert apart(one, other) >= SLIGHT


SYLLABLE = st.builds(
    str.__add__, st.sampled_from("бвгґджзклмнпрстфхцчш"), st.sampled_from("аеиіоуюя")
)
NAMES = st.lists(SYLLABLE, min_size=2, max_size=3).map("".join)


SYSTEMS = (UkrainianKMU, UkrainianBGN2019, UkrainianSimple, UkrainianGerman, UkrainianFrench)


@settings(max_examples=60)
@given(NAMES, st.sampled_from(SYSTEMS))
def test_a_name_romanized_by_any_usual_system_is_found(name: str, system: Any) -> None:
    assert difference(spoken(name), spoken(str(translit(name, system)).lower())) < SLIGHT


@settings(max_examples=60)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_words_can_be_compared(one: str, other: str) -> None:
    assert 0 <= difference(spoken(one.lower()), spoken(other.lower())) <= FAR


def test_what_cannot_be_alike_is_not_worked_out() -> None:
    assert apart("Ірина", "Bosch") == FAR
    assert apart("", "Bosch") == FAR


@pytest.mark.growth
def test_a_long_word_costs_what_it_is_long() -> None:
    short = spoken("харків")
    assert in_proportion(lambda size: difference(short, spoken("harkiv" * (size // 6))), 3000)
