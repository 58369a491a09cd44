"""Numbers in digits and in words: what is the same number, and what is another."""

import pytest

from l10n.language.number_words import spelled_out
from l10n.language.numbers import other_numbers

WORDS = {
    "uk": "одна дві троє четвертий п'ять шостої сімох восьми дев’ятеро десять одинадцять "
    "дванадцятий",
    "en": "one two third four fifth six seven eighth nine tenth eleven dozen",
    "de": "eine zwei dritte vier fünfter sechs siebte acht neunte zehn elf zwölf",
    "pl": "jedna dwie trzech czwarty pięcioro sześć siódmej ośmiu dziewięć dziesiąty jedenaście "
    "tuzin",
}  # fmt: skip
COMPOUNDS = [
    ("uk", "двадцять п'ять", 25),
    ("uk", "семирічний", 7),
    ("uk", "дводенний", 2),
    ("uk", "тридцять", 30),
    ("en", "twenty-five", 25),
    ("en", "a seven-year-old", 7),
    ("de", "fünfundzwanzig", 25),
    ("de", "siebenjährig", 7),
    ("pl", "dwadzieścia pięć", 25),
    ("pl", "trzyletni", 3),
    ("uk", "ХХІ XXI", 21),
    ("fr", "XIX", 19),
]
NOT_NUMBERS = [
    ("uk", "Вона живе у п’ятницю тут.", 5),
    ("uk", "четвер", 4),
    ("de", "Zweifel", 2),
    ("pl", "czwartek", 4),
    ("en", "I CIVIC MIX", 1009),
]
SAME = [
    ("Було 10 000 осіб.", "There were 10,000 people."),
    ("Близько 1,5 млн", "About 1.5 million"),
    ("О 15:30 і о 9:00", "At 3.30pm and at 9 a.m."),
    ("О 12:30", "At 12:30 p.m."),
    ("250 тис. осіб", "250,000 people"),
    ("2-ге місце", "second place"),
    ("2,5 року", "two and a half years"),
]
OTHER = [
    ("О 15:30", "At 4.30pm", ("15", "16")),
    ("Їх 7.", "There are 9 of them.", ("7", "9")),
    ("Їх 7 і семеро.", "There are 9 of them, and seven.", ("7", "9")),
    ("Їх семеро.", "There are 9 of them.", ("9",)),
    ("У 2026", "In 2025", ("2026", "2025")),
    ("Їх 1 000.", "There are 10,000 of them.", ("1", "10")),
]


@pytest.mark.parametrize("locale", WORDS)
def test_the_numbers_to_twelve_are_known_in_words(locale: str) -> None:
    for number, word in enumerate(WORDS[locale].split(), 1):
        assert spelled_out(word, locale)[number], word


@pytest.mark.parametrize(("locale", "text", "number"), COMPOUNDS)
def test_numbers_are_known_in_compounds(locale: str, text: str, number: int) -> None:
    assert spelled_out(text, locale)[number] >= 1


@pytest.mark.parametrize(("locale", "text", "number"), NOT_NUMBERS)
def test_words_that_begin_as_numbers_do_are_none(locale: str, text: str, number: int) -> None:
    assert not spelled_out(text, locale)[number]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_a_number_may_be_written_as_the_language_does(source: str, target: str) -> None:
    assert other_numbers(source, target, ("uk", "en")) == ()
    assert other_numbers(target, source, ("en", "uk")) == ()


@pytest.mark.parametrize(("source", "target", "numbers"), OTHER)
def test_another_number_is_named(source: str, target: str, numbers: tuple[str, ...]) -> None:
    assert set(other_numbers(source, target, ("uk", "en"))) == set(numbers)


def test_without_number_words_a_small_number_may_be_spelled_out() -> None:
    pair = ("fi", "fr")
    assert other_numbers("7 ihmistä", "sept personnes", pair) == ()
    assert other_numbers("7 ihmistä", "9 personnes", pair) == ("7", "9")
    assert other_numbers("17 ihmistä", "dix-sept personnes", pair) == ("17",)


def test_a_number_of_any_length_is_a_number() -> None:
    long = "7" * 5_000
    assert other_numbers("Тут 7.", f"Here {long}.", ("uk", "en")) == ("7", long)
    assert other_numbers(f"Тут {long}.", f"Here {long}.", ("uk", "en")) == ()
