"""Checks of dates, days, times, years, centuries and acronyms."""

import pytest

from l10n.checks import Example, Line, subject_of
from l10n.checks.facts import CHECKS
from tests.growth import in_proportion
from tests.looking import EN_UK, UK_EN, look, severities, words


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (
            "Це сталося 18 квітня.",
            "It happened on May 18.",
            "“18 квітня” is April 18; the target says “May 18”",
        ),
        (
            "Це сталося 18 квітня.",
            "It happened on April 19.",
            "“18 квітня” is April 18; the target says “April 19”",
        ),
        (
            "Це сталося 18 квітня.",
            "It happened in April.",
            "“18 квітня” is April 18; the target names no day",
        ),
        (
            "Це сталося 18 квітня.",
            "It happened.",
            "“18 квітня” (April 18) is missing from the target",
        ),
        (
            "У квітні 2025 року.",
            "In May 2025.",
            "“квітні 2025 року” is April 2025; the target says “May 2025”",
        ),
        (
            "Від 17 до 18 квітня.",
            "From April 17 to 19.",
            "“18 квітня” is April 18; the target says “19”",
        ),
    ],
)
def test_another_date_is_a_warning(source: str, target: str, said: str) -> None:
    assert look("dates", source, target) == [("warning", said)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Це сталося 18 квітня.", "It happened on the eighteenth of April."),
        ("Це сталося 18 квітня 2025 року.", "It happened on 18/04/2025."),
        ("Це сталося 3 квітня 2025 року.", "It happened on 03/04/2025."),
        ("Це сталося 18 квітня.", "It happened on Friday."),
        ("Це сталося 18 квітня.", "It happened yesterday."),
        ("У ніч на четвер, 18 квітня.", "Late Wednesday, April 17."),
        ("У ніч на 1 березня.", "On the night of Feb. 28."),
        ("17–18 квітня та 20 квітня.", "On April 17 and 18, and on April 20."),
        ("Квітневі перемовини тривали до 18 квітня.", "The April talks lasted until April 18."),
    ],
)
def test_a_date_may_be_said_in_any_form(source: str, target: str) -> None:
    assert look("dates", source, target) == []


def test_a_date_that_comes_in_is_a_hint() -> None:
    assert look("dates", "Рада збереться.", "The Rada meets on April 18.") == [
        ("hint", "“April 18” is not in the source")
    ]


def test_the_words_on_both_sides_are_marked() -> None:
    assert words("dates", "Угода: 18 квітня.", "The deal: May 18, in the evening.") == ["May 18"]


def test_a_date_in_digits_says_how_it_may_be_read() -> None:
    assert look("ambiguous-dates", "Від 3 квітня 2025 року.", "Since 03/04/2025.") == [
        ("hint", "“03/04/2025” may be April 3, 2025 or March 4, 2025; a month in letters is plain")
    ]
    american = ("uk", "en-US")
    assert look("ambiguous-dates", "Від 3 квітня 2025 року.", "Since 03/04/2025.", american) == []
    assert severities("dates", "Від 3 квітня 2025 року.", "Since 03/04/2025.", american) == [
        "warning"
    ]


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("У понеділок і середу.", "On Monday and Tuesday.", UK_EN, ["warning"]),
        ("З вівторка по середу.", "From Tuesday to Tuesday.", UK_EN, ["warning"]),
        ("On Thursday night.", "Увечері в п’ятницю.", EN_UK, ["warning"]),
        ("У понеділок рада збереться.", "The Rada meets.", UK_EN, ["hint"]),
        ("У понеділок рада збереться.", "The Rada meets tomorrow.", UK_EN, []),
        ("On Saturday night.", "Увечері в суботу.", EN_UK, []),
        ("У п’ятницю.", "Am Freitagabend.", ("uk", "de"), []),
        ("У ніч на суботу.", "Late Friday.", UK_EN, []),
        ("У ніч на суботу.", "Overnight into Saturday.", UK_EN, []),
        ("У ніч на понеділок.", "Late Sunday.", UK_EN, []),
        ("У ніч на суботу.", "Late Thursday.", UK_EN, ["warning"]),
        ("У п’ятницю.", "W sobotę.", ("uk", "pl"), ["warning"]),
    ],
)
def test_weekdays(source: str, target: str, locales: tuple[str, str], expected: list[str]) -> None:
    assert severities("weekdays", source, target, locales) == expected


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("Вчора він прибув.", "He arrives tomorrow.", UK_EN, ["warning"]),
        ("He arrived yesterday.", "Він прибув позавчора.", EN_UK, ["warning"]),
        ("Сьогодні це звичне.", "This is common.", UK_EN, ["hint"]),
        ("Вчора ввечері він прибув.", "He arrived last night.", UK_EN, []),
        ("Сьогодні вранці.", "This morning.", UK_EN, []),
        ("Він прибув учора.", "He arrived on April 20.", UK_EN, []),
        ("The day before yesterday.", "Позавчора.", EN_UK, []),
        ("Минулого року.", "Next year.", UK_EN, ["warning"]),
        ("Two years ago.", "Через два роки.", EN_UK, []),
        ("Два роки тому.", "Two years from now.", UK_EN, ["warning"]),
        ("Last week.", "Цього тижня.", EN_UK, ["hint"]),
        ("Торік і цьогоріч.", "Last year and this year.", UK_EN, []),
    ],
)
def test_relative_days(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert severities("relative-days", source, target, locales) == expected


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("О 15:30 він вийшов.", "He left at 3:30 p.m.", UK_EN, []),
        ("О пів на четверту він вийшов.", "He left at half past three.", UK_EN, []),
        ("О 6-й ранку він вийшов.", "He left at 6 a.m.", UK_EN, []),
        ("He left at noon.", "Він вийшов опівдні.", EN_UK, []),
        ("Концерт о 18:00.", "The concert starts at 6.", UK_EN, []),
        ("О 15:30 він вийшов.", "He left at 3:50 p.m.", UK_EN, ["warning"]),
        ("О 15:30 він вийшов.", "He left at 3:30 a.m.", UK_EN, ["warning"]),
        ("He left at 12:55 a.m.", "Він вийшов о 12:55.", EN_UK, ["warning"]),
        ("О 15:30 він вийшов.", "He left.", UK_EN, ["warning"]),
        ("Рахунок 24:17.", "They won 24-17.", UK_EN, []),
    ],
)
def test_times(source: str, target: str, locales: tuple[str, str], expected: list[str]) -> None:
    assert severities("times", source, target, locales) == expected


def test_a_time_that_needs_no_other_form_is_not_explained() -> None:
    assert look("times", "О 04:20 він вийшов.", "Er ging um 4.02 Uhr.", ("uk", "de")) == [
        ("warning", "the source says “04:20”, the target “4.02 Uhr”")
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Угоду підписали 2019 року.", "The deal was signed in 2091.", ["error"]),
        ("Угода 18 квітня 2025 року.", "The deal of April 18, 2024.", ["error"]),
        ("Угода 18 квітня 2022 року.", "The deal of April 18, 2202, holds.", ["error"]),
        ("2004: землетрус.", "2005: an earthquake.", ["error"]),
        ("У 1990-х роках.", "In the 1980s.", ["warning"]),
        ("Угоду підписали 2019 року.", "The deal was signed.", ["warning"]),
        ("Угоду підписали торік.", "The deal was signed in 2024.", ["hint"]),
        ("У 1960 роках.", "In the 1960s.", []),
        ("Ігри 2018–2019 років.", "The 2018-19 games.", []),
        ("У 476 році.", "In 476.", []),
        ("Прийшло 1500 людей.", "Some 1,500 people came.", []),
    ],
)
def test_years(source: str, target: str, expected: list[str]) -> None:
    assert severities("years", source, target) == expected


def test_a_year_that_nobody_lives_to_see_is_a_year() -> None:
    assert look("years", "It was signed in 2019.", "Угоду підписали 2919 року.", EN_UK) == [
        ("error", "the source says “2019”, the target “2919 року”")
    ]


def test_a_changed_year_keeps_the_words_of_both_sides() -> None:
    assert look("years", "Угоду підписали 2019 року.", "The deal was signed in 2091.") == [
        ("error", "the source says “2019 року”, the target “2091”")
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Церква XVII ст.", "A church of the 17th century.", []),
        ("Церква сімнадцятого століття.", "A seventeenth-century church.", []),
        ("Церкви XVII–XVIII ст.", "Churches of the 17th and 18th centuries.", []),
        ("Церква XVII ст.", "A church of the 16th century.", ["warning"]),
        ("Церква XVII ст.", "A church.", ["warning"]),
    ],
)
def test_centuries(source: str, target: str, expected: list[str]) -> None:
    assert severities("centuries", source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("ЗСУ відбили атаку.", "Ukraine’s military repelled the attack.", UK_EN, []),
        ("ЗСУ відбили атаку.", "The AFU repelled the attack.", UK_EN, []),
        ("ООН і ЄС засудили удар.", "The U.N. and the bloc condemned the strike.", UK_EN, []),
        ("The EU and NATO agreed.", "Євросоюз і Альянс домовилися.", EN_UK, []),
        ("ООН засудила удар.", "The EU condemned the strike.", UK_EN, ["warning"]),
        ("Євросоюз засудив удар.", "The UN condemned the strike.", UK_EN, ["warning"]),
        ("Він засудив удар.", "The UN condemned the strike.", UK_EN, ["hint"]),
        ("The FBI is investigating.", "ЦРУ розслідує.", EN_UK, ["warning"]),
        ("СБУ затримала агента.", "An agent was detained.", UK_EN, ["hint"]),
        ("Сума 5 млн дол. США.", "The sum is $5m.", UK_EN, []),
        ("They told us so.", "Нам так сказали.", EN_UK, []),
        ("УСІМ ВСТАТИ, ЄС ТУТ", "ALL RISE", UK_EN, []),
        ("ЄС ухвалив рішення.", "Die UNO hat entschieden.", ("uk", "de"), ["warning"]),
        ("ЄС ухвалив рішення.", "UE podjęła decyzję.", ("uk", "pl"), []),
    ],
)
def test_acronyms(source: str, target: str, locales: tuple[str, str], expected: list[str]) -> None:
    assert severities("acronyms", source, target, locales) == expected


FRENCH = ("uk", "fr")


def test_a_language_without_a_table_is_let_be() -> None:
    for name in ("dates", "weekdays", "times", "centuries", "acronyms", "relative-days"):
        source = "У понеділок, 18 квітня, о 15:30, як учора, ЄС згадав XX ст."
        assert severities(name, source, "Le 18 avril à 15h30.", FRENCH) == []


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("Угоду підписали 2019 року.", "L’accord de 2091.", FRENCH, ["error"]),
        ("L’accord de 2019.", "Угода 2091 року.", ("fr", "uk"), ["error"]),
        ("Угоду підписали 2019 року.", "L’accord de 2019, 1500 pages.", FRENCH, []),
        ("Угоду підписали 2019 року.", "L’accord de 1500 pages.", FRENCH, []),
    ],
)
def test_a_changed_year_is_told_in_any_language(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert severities("years", source, target, locales) == expected


@pytest.mark.growth
@pytest.mark.sampled(4)
@pytest.mark.parametrize("locales", [UK_EN, FRENCH])
@pytest.mark.parametrize(
    "said", ["18 квітня, ", "2019 ", "ЄС ", "пн–пт ", "сил ", "А.Б.", "о 15:30 "]
)
def test_long_entries_cost_what_they_are_long(said: str, locales: tuple[str, str]) -> None:
    names = {"dates", "weekdays", "relative-days", "times", "years", "centuries", "acronyms"}
    checks = [check for check in CHECKS if check.name in names]

    def work(size: int) -> int:
        source = (said * (size // len(said) + 1))[:size]
        subject = subject_of(Example((Line(source, "April 19, 2091. " * (size // 16)),), locales))
        return sum(1 for check in checks for _finding in check(subject))

    assert in_proportion(work, 8_000)
