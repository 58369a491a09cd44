"""A text that differs in figures and dates alone has its translation with the new ones."""

import pytest

from l10n.language.tables import table_of
from l10n.model.markup import Tagged
from l10n.steps.new_figures import Languages, NewFigures, with_new_figures


def made(former: Tagged | str, text: Tagged | str, target: str, pair: str) -> NewFigures | None:
    source, into = pair.split("→")
    old, new = (each if isinstance(each, Tagged) else Tagged(each) for each in (former, text))
    return with_new_figures(
        old, new, target, Languages(table_of(source), table_of(into), (source, into))
    )


@pytest.mark.parametrize(
    ("former", "text", "target", "wanted", "pair"),
    [
        (
            "Рада виділила 1 500 000 гривень на 12 шкіл.",
            "Рада виділила 2 750 000 гривень на 14 шкіл.",
            "The council allotted 1,500,000 hryvnias to 12 schools.",
            "The council allotted 2,750,000 hryvnias to 14 schools.",
            "uk→en",
        ),
        (
            "Ціни зросли на 3,5 % за рік.",
            "Ціни зросли на 10,2 % за рік.",
            "Over the year, prices rose by 3.5%.",
            "Over the year, prices rose by 10.2%.",
            "uk→en",
        ),
        (
            "Засідання відбулося 12 березня 2026 року.",
            "Засідання відбулося 3 квітня 2027 року.",
            "The session took place on March 12, 2026.",
            "The session took place on April 3, 2027.",
            "uk→en",
        ),
        (
            "The session took place on March 12, 2026.",
            "The session took place on April 3, 2027.",
            "Засідання відбулося 12 березня 2026 року.",
            "Засідання відбулося 3 квітня 2027 року.",
            "en→uk",
        ),
        (
            "Вистава почнеться у п’ятницю, 13 березня, о 18:30.",
            "Вистава почнеться у четвер, 12 березня, о 19:00.",
            "The play begins on Friday, March 13th, at 18:30.",
            "The play begins on Thursday, March 12th, at 19:00.",
            "uk→en",
        ),
        (
            "The bridge cost $5 million.",
            "The bridge cost $7 million.",
            "Міст коштував 5 млн доларів.",
            "Міст коштував 7 млн доларів.",
            "en→uk",
        ),
        (
            "«Динамо» перемогло 2:1.",
            "«Динамо» перемогло 4:3.",
            "Dynamo won 2:1.",
            "Dynamo won 4:3.",
            "uk→en",
        ),
    ],
)
def test_figures_are_written_as_the_language_does(
    former: str, text: str, target: str, wanted: str, pair: str
) -> None:
    found = made(former, text, target, pair)
    assert found is not None
    assert found.text == wanted


@pytest.mark.parametrize(
    ("why", "former", "text", "target", "pair"),
    [
        ("in words", "Прийшло 5 людей.", "Прийшло 7 людей.", "Few people came.", "uk→en"),
        (
            "another form of the noun",
            "Він має 5 children.",
            "Він має 3 children.",
            "У нього 5 дітей.",
            "en→uk",
        ),
        (
            "one of several",
            "У 1 школі 21 учень.",
            "У 21 школі 1 учень.",
            "One school of 21 pupils.",
            "uk→en",
        ),
        (
            "one value becomes two",
            "З 5 до 5 балів.",
            "З 6 до 7 балів.",
            "From 5 to 5 points.",
            "uk→en",
        ),
        (
            "a plural that English has not at one",
            "Загинула 21 людина.",
            "Загинула 1 людина.",
            "It killed 21 people.",
            "uk→en",
        ),
        (
            "an ending that goes by the number",
            "He was the 5th to come.",
            "He was the 3rd to come.",
            "Він прийшов 5-м.",
            "en→uk",
        ),
        (
            "a day of the week in another gender",
            "It is on Friday, 13 March.",
            "It is on Monday, 16 March.",
            "Це буде в п’ятницю, 13 березня.",
            "en→uk",
        ),
    ],
)
def test_what_cannot_be_placed_surely_is_not(
    why: str, former: str, text: str, target: str, pair: str
) -> None:
    assert made(former, text, target, pair) is None, why


def test_tags_stay_where_they_stand() -> None:
    former = Tagged("Зібрали <b1>120</b1> підписів.", frozenset({"b1"}))
    text = Tagged("Зібрали <b1>340</b1> підписів.", frozenset({"b1"}))
    found = made(former, text, "They got <b1>120</b1> signatures.", "uk→en")
    assert found == NewFigures("They got <b1>340</b1> signatures.", (("120", "340"),))
