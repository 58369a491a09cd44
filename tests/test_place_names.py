"""Spellings of places, romanization of surnames, and who is named for the first time."""

import pytest

from l10n.checks import Example, Line, subject_of
from l10n.checks.names import CHECKS
from l10n.glossary.terms import Term
from tests.growth import in_proportion


def told(
    lines: list[tuple[str, str]],
    locales: tuple[str, str] = ("uk", "en"),
    terms: tuple[Term, ...] = (),
) -> list[str]:
    """What the checks of names say of an article."""
    subject = subject_of(Example(tuple(Line(*line) for line in lines), locales, terms=terms))
    return [
        f"{finding.severity.value}: {finding.message.text('en')}"
        for check in CHECKS
        for finding in check(subject)
    ]


@pytest.mark.parametrize(
    ("source", "target", "locales", "wanted"),
    [
        ("У Києві тихо.", "Kiev is quiet.", "uk-en", "“Kiev”: newsrooms write “Kyiv”"),
        ("В Одесі.", "In Odessa’s port.", "uk-en", "“Odessa”: newsrooms write “Odesa”"),
        ("В Одесі тихо.", "It is quiet in Odessa.", "uk-en", "“Odessa”: newsrooms write “Odesa”"),
        ("Україна.", "It is the Ukraine.", "uk-en", "“the Ukraine”: newsrooms write “Ukraine”"),
        ("It was in Ukraine.", "Це було на Україні.", "en-uk",
         "“на Україні”: newsrooms write “в Україні”"),
        ("У Харкові тихо.", "In Charkow ist es ruhig.", "uk-de",
         "“Charkow”: newsrooms write “Charkiw”"),
    ],
)  # fmt: skip
def test_a_spelling_that_newsrooms_left_is_a_warning(
    source: str, target: str, locales: str, wanted: str
) -> None:
    one, other = locales.split("-")
    assert told([(source, target)], (one, other)) == [f"warning: {wanted}"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Котлета по-київськи.", "Chicken Kiev."),
        ("Росте в Одесі, штат Техас.", "It grows in Odessa, Texas."),
        ("Книгу «Kiev» видано.", "The book “Kiev” is out."),
        ("Українська мова.", "The Ukrainian language."),
    ],
)
def test_dishes_titles_and_places_elsewhere_stay(source: str, target: str) -> None:
    assert told([(source, target)]) == []


def test_the_glossary_of_a_desk_has_the_last_word() -> None:
    lines = [("В Одесі тихо.", "It is quiet in Odessa.")]
    assert told(lines, terms=(Term("Одеса", "Odessa"),)) == []


def test_a_name_of_the_glossary_is_left_to_it() -> None:
    lines = [("Так каже Ірина Верес.", "That is what she says.")]
    assert told(lines, terms=(Term("Ірина Верес", "Iryna Veres"),)) == []


def test_a_surname_otherwise_romanized_is_a_hint_once() -> None:
    lines = [
        ("Приїхав Олег Ющук.", "Oleg Yushchouk has come."),
        ("Олег Ющук каже так.", "Oleg Yushchouk says so."),
    ]
    assert told(lines) == ["hint: “Yushchouk” is “Yushchuk” by the official romanization"]


def test_other_languages_have_their_own_romanization() -> None:
    assert told([("Приїхав Олег Ющук.", "Oleh Juschtschuk ist da.")], ("uk", "de")) == []


def test_a_person_has_the_whole_name_where_first_mentioned() -> None:
    lines = [
        ("Приїхав Олег Кравчук.", "Kravchuk has come."),
        ("Олег Кравчук каже так.", "Kravchuk says so."),
    ]
    assert told(lines) == [
        "hint: “Олег Кравчук” is named here for the first time; the target has the surname alone"
    ]


@pytest.mark.growth
def test_a_text_full_of_old_names_costs_what_it_is_long() -> None:
    def work(size: int) -> None:
        lines = [
            ("Іван Ющук у Києві. " * (size // 20), "Ivan Yushchouk is in Kiev. " * (size // 20))
        ]
        found = told(lines, terms=(Term("Київ", "Kyjiv"), Term("Ющук", "Yushchouk")))
        assert len(found) < 5

    assert in_proportion(work, 4000)
