"""The checks of numbers and quantities: what each says, how sure it is, and where it points."""

import pytest

from l10n.checks import Family, Finding, Severity, example, subject_of
from l10n.checks.facts import CHECKS
from l10n.language.tables import Table, fault
from l10n.model.article import Span

NAMES = ("numbers", "magnitudes", "percent", "currencies", "units", "scores", "ages", "phones")
MINE = [check for check in CHECKS if check.name in NAMES]
UK_EN = ("uk", "en")


def findings(source: str, target: str, locales: tuple[str, str] = UK_EN) -> list[Finding]:
    subject = subject_of(example(source, target, locales))
    return [finding for check in MINE for finding in check(subject)]


def told(source: str, target: str, locales: tuple[str, str] = UK_EN) -> list[str]:
    return [
        f"{each.check} {each.severity.value}: {each.message.text('en')}"
        for each in findings(source, target, locales)
    ]


@pytest.mark.parametrize(
    ("source", "target", "finding"),
    [
        (
            "Зібрали 250 підписів.",
            "They collected 520 signatures.",
            "numbers error: the source says “250”, the target “520”",
        ),
        (
            "Прийшли четверо гравців.",
            "Three players came.",
            "numbers warning: the source says “четверо”, the target “Three”",
        ),
        (
            "Прийшли 250 людей.",
            "People came.",
            "numbers warning: “250” is missing from the target",
        ),
        ("Прийшли люди.", "Some 250 came.", "numbers warning: “250” is not in the source"),
        ("Прийшли люди.", "Nine came.", "numbers hint: “Nine” is not in the source"),
        (
            "Борг — 3 млрд гривень.",
            "The debt is 3 million hryvnias.",
            "magnitudes error: “3 млрд гривень” is 3 billion; the target says “3 million hryvnias”",
        ),
        (
            "Важить 500–600 кілограмів.",
            "It weighs 500 to 600 pounds.",
            "units warning: “600 кілограмів” is another measure than “600 pounds”",
        ),
        (
            "Загинули тисячі.",
            "Millions died.",
            "magnitudes warning: “тисячі” has another power of ten than “Millions”",
        ),
        (
            "Рейтинг виріс на 4 відсоткові пункти.",
            "The rating rose by 4 percent.",
            "percent warning: “4 відсоткові пункти” is percentage points; the target says per"
            " cent, “4 percent”",
        ),
        (
            "За це 70 % людей.",
            "Some 70 people are for it.",
            "percent warning: “70 %” is per cent; the target says “70” without it",
        ),
        (
            "Це коштує €40.",
            "It costs $40.",
            "currencies error: “€40” is in another currency than “$40”",
        ),
        (
            "Це коштує 40 гривень.",
            "It costs 45 hryvnias.",
            "currencies error: the source says “40 гривень”, the target “45 hryvnias”",
        ),
        (
            "Вага 40 кг.",
            "It weighs 40 pounds.",
            "units warning: “40 кг” is another measure than “40 pounds”",
        ),
        (
            "Динамо — Шахтар 3:1.",
            "Dynamo beat Shakhtar 1–3.",
            "scores error: the source says “3:1”, the target “1–3”",
        ),
        (
            "Вона 45-річна.",
            "She is 54 years old.",
            "ages error: the source says “45-річна”, the target “54 years old”",
        ),
        (
            "Телефон +380 44 123-45-67.",
            "Call +380 44 123-45-76.",
            "phones error: the source says “+380 44 123-45-67”, the target “+380 44 123-45-76”",
        ),
        (
            "Гаряча лінія: 0 800 123 456.",
            "Hotline: 0 800 123 465.",
            "phones error: the source says “0 800 123 456”, the target “0 800 123 465”",
        ),
        (
            "Телефон +380 44 123-45-67.",
            "Call us.",
            "phones warning: the telephone number “+380 44 123-45-67” is missing",
        ),
    ],
)
def test_a_difference_is_told_once_in_its_words(source: str, target: str, finding: str) -> None:
    assert told(source, target) == [finding]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Рада ухвалила закон 5 травня 2022 року.", "On May 5, 2022, the Rada passed the law."),
        ("Зустріч о 15:30.", "The meeting is at 3:30 p.m."),
        ("Близько 70–90 % людей.", "Some 70 to 90 percent of people."),
        ("Від 3 до 5 млн гривень.", "Between UAH 3 million and 5 million."),
        ("Понад 50 і більше мільйонів.", "More than 50 million."),
        ("Він розвернувся на 180 градусів.", "He made a U-turn."),
        ("Це за милю звідси.", "It is 1.6 km from here."),
        ("Ціна 1,5 долара.", "The price is $1.50."),
        ("Дев’яносто два.", "92"),
        ("Двоє з них.", "Two of them."),
        ("Зарплата — 25 тис. 500 грн.", "The salary is UAH 25,500."),
        ("Близько двох десятків дронів.", "About 20 drones."),
        ("Близько двох десятків дронів.", "Some two dozen drones."),
        ("Лінія працює 24/7.", "The line works around the clock."),
        ("Надворі −5 °C.", "It is 23 degrees outside."),
        ("Телефон (093) 123 45 67.", "Call +380 93 123 45 67."),
        ("Його зріст 188 см.", "He is 6 feet 2 inches tall."),
        ("Це тривало півтори години.", "It took 1 hour 30 minutes."),
        ("Продали 1,2 млн авто.", "They sold 1.2m cars."),
        ("Їх тисяч 100.", "They are about 100,000."),
        ("Сотні тисяч людей.", "Hundreds of thousands of people."),
        ("Шанси рівні.", "It is 50-50."),
        ("Спад на 0,25 відсоткового пункту.", "A fall of 25 basis points."),
    ],
)
def test_the_same_in_other_words_is_no_finding(source: str, target: str) -> None:
    assert told(source, target) == []
    assert told(target, source, ("en", "uk")) == []


@pytest.mark.parametrize("locales", [("uk", "de"), ("pl", "uk"), ("en", "pl"), ("fi", "uk")])
def test_digits_are_compared_between_any_languages(locales: tuple[str, str]) -> None:
    assert told("12 345,6", "12 345,6", locales) == []
    (finding,) = findings("Yht. 257.", "Yht. 275.", locales)
    assert finding.severity is Severity.ERROR


def test_a_finding_points_at_the_words_of_both_sides() -> None:
    (finding,) = findings("Борг — 3 млрд грн.", "The debt is UAH 3 million.")
    assert finding.source == (Span(7, 17),)
    assert finding.target == (Span(12, 25),)


def test_digits_without_end_are_cut_short_in_a_message() -> None:
    (line,) = told("Код.", "The code is " + "7" * 9000 + ".")
    assert len(line) < 200


def test_all_of_them_belong_to_the_facts() -> None:
    assert [check.about.family for check in MINE if hasattr(check, "about")] == [
        Family.FACTS for _name in NAMES
    ]


def test_a_desks_own_words_count() -> None:
    from l10n.checks import Rules, Subject
    from l10n.language.tables import table_of

    own = table_of("uk").extended({"quantities": {"currencies": {"dollar": "баксик*"}}})
    subject = subject_of(example("Це 40 баксиків.", "It is €40."))
    again = Subject("uk", "en", subject.pairs, Rules(own, table_of("en")))
    assert [finding.check for check in MINE for finding in check(again)] == ["currencies"]


@pytest.mark.parametrize("number", ["", "x", "-1", "1/0", "1.5", "9" * 40])
def test_a_table_of_a_desk_names_numbers_as_numbers(number: str) -> None:
    assert fault({"numbers": {"cardinals": {number: "стільки"}}}) == f"numbers.cardinals.{number}"
    assert fault({"numbers": {"cardinals": {"7": "семірко"}}}) is None


def test_words_that_a_fifth_language_lacks_are_not_guessed() -> None:
    table = Table("xx", {})
    assert table.section("numbers") == {}
    assert told("viisi", "5", ("fi", "en")) == ["numbers warning: “5” is not in the source"]


def test_a_letter_for_millions_may_stand_apart_from_money() -> None:
    assert told("Ціна — 1,5 млн грн.", "The price is UAH 1.5 m.") == []
    assert told("Ціна — 1,5 млн євро.", "The price is €1.5 M.") == []
    assert told("До моря 5 м.", "It is 5 m to the sea.") == []


def test_a_desk_may_add_an_acronym_that_no_table_has() -> None:
    assert fault({"acronyms": {"recruitment": ["TCC", "recruitment office*"]}}) is None
    assert fault({"acronyms": {"recruitment": "TCC"}}) == "acronyms.recruitment"
    assert fault({"polarity": {"denails": "not"}}) == "polarity.denails"
