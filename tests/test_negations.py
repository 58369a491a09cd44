"""Negations lost and added, in the four languages that have tables."""

import pytest

from l10n.checks import EntryCheck, Example, Severity, example, subject_of
from l10n.checks.polarity.distance import distance
from l10n.checks.polarity.negations import negation_added, negation_lost
from l10n.checks.text import Text
from l10n.language.polarity import Polarity, polarity_of
from l10n.language.tables import table_of
from l10n.model.markup import Tagged
from tests.growth import in_proportion

UK_EN = [
    ("Міністр не підтвердив цих даних.", "The minister confirmed the figures."),
    ("Влада не планує нових обмежень.", "The authorities plan new restrictions."),
    ("Парламент не підтримав поправку.", "Parliament supported the amendment."),
    ("Жоден депутат не голосував за це.", "Every deputy voted for this."),
    ("Постраждалих немає.", "There are casualties."),
    ("Нічого не змінилося.", "Everything changed."),
    ("Ми ніколи цього не забудемо.", "We will forget this."),
    ("Він не може прийти на зустріч.", "He can come to the meeting."),
    ("Вони не хочуть повертатися.", "They do want to return."),
    ("Місто залишилося без води.", "The city was left with water."),
    ("Це не лише про гроші.", "This is only about money."),
    ("Уряд поки не планує купувати зерно.", "The government plans to buy grain for now."),
]
OTHERS = [
    ("de", "en", "Er kann nicht kommen.", "He can come."),
    ("en", "de", "She does not know the answer.", "Sie kennt die Antwort."),
    ("pl", "en", "Nikt nie wiedział o spotkaniu.", "Everyone knew about the meeting."),
    ("en", "pl", "They never signed the treaty.", "Podpisali traktat."),
    ("uk", "pl", "Він не підписав указ.", "On podpisał dekret."),
    ("de", "uk", "Das Gesetz gilt nicht.", "Закон діє."),
]
GOOD_UK_EN = [
    ("Міністр не зміг приїхати.", "The minister was unable to come."),
    ("Поліція не знайшла доказів.", "Police found no evidence."),
    ("Ніхто нічого не знав.", "Nobody knew anything."),
    ("Він не погодився з рішенням.", "He disagreed with the decision."),
    ("Їм не вистачає води.", "They lack water."),
    ("Уряд не дозволив мітинг.", "The government banned the rally."),
    ("Їй не вдалося втекти.", "She failed to escape."),
    ("Це не лише про гроші.", "This is about more than money."),
    ("Не раз про це говорили.", "This was discussed many times."),
    ("Збитки не менші за мільйон.", "The damage is at least a million."),
    ("Чекайте, поки не приїде лікар.", "Wait until the doctor arrives."),
    ("Поки він не приїде, чекайте.", "Wait until he arrives."),
    ("Уряд поки не планує купувати зерно.", "The government has no plans to buy grain yet."),
    ("Якщо не буде дощу, матч відбудеться.", "The match will go ahead unless it rains."),
    ("Не можна не помітити змін.", "One has to notice the changes."),
    ("Це неможливо.", "This cannot be done."),
    ("Причина невідома.", "The cause is not known."),
    ("Незалежність відновили 1991 року.", "Independence was restored in 1991."),
    ("Він безробітний уже рік.", "He has had no work for a year."),
    ("До миру ще далеко.", "Peace has not come yet."),
    ("Ані він, ані вона не прийшли.", "Neither he nor she came."),
    ("Треба Ані поїхати додому.", "Anya has to go home."),
    ("Вам байдуже?", "Don’t you care?"),
    ("Без сумніву, він переможе.", "He will no doubt win."),
    ("Він навряд чи прийде.", "He will probably not come."),
    ("Вони заперечують провину.", "They say they are not guilty."),
]
GOOD_OTHERS = [
    ("de", "en", "Er war nicht in der Lage zu kommen.", "He was unable to come."),
    ("en", "de", "Not only the mayor came.", "Nicht nur der Bürgermeister kam."),
    ("pl", "en", "Nikt nigdy nic nie mówił.", "Nobody ever said anything."),
    ("en", "pl", "He was unemployed.", "Nie miał pracy."),
    ("uk", "pl", "Ми не знаємо.", "Nie wiemy."),
    ("de", "uk", "Ohne Strom geht nichts.", "Без струму нічого не працює."),
]


def levels(check: EntryCheck, given: Example) -> list[Severity]:
    return [finding.severity for finding in check(subject_of(given))]


@pytest.mark.parametrize(("source", "target"), UK_EN)
def test_a_lost_negation_is_a_warning(source: str, target: str) -> None:
    assert Severity.WARNING in levels(negation_lost, example(source, target))
    assert levels(negation_added, example(source, target)) == []


@pytest.mark.parametrize(("source", "target"), UK_EN)
def test_an_added_negation_is_a_warning(source: str, target: str) -> None:
    turned = example(target, source, ("en", "uk"))
    assert Severity.WARNING in levels(negation_added, turned)
    assert levels(negation_lost, turned) == []


@pytest.mark.parametrize(("one", "other", "source", "target"), OTHERS)
def test_it_is_found_in_german_and_polish(one: str, other: str, source: str, target: str) -> None:
    assert Severity.WARNING in levels(negation_lost, example(source, target, (one, other)))
    assert Severity.WARNING in levels(negation_added, example(target, source, (other, one)))


@pytest.mark.parametrize(("source", "target"), GOOD_UK_EN)
def test_a_good_translation_has_no_warning(source: str, target: str) -> None:
    for given in (example(source, target), example(target, source, ("en", "uk"))):
        for check in (negation_lost, negation_added):
            assert Severity.WARNING not in levels(check, given)


@pytest.mark.parametrize(("one", "other", "source", "target"), GOOD_OTHERS)
def test_nor_has_one_in_german_or_polish(one: str, other: str, source: str, target: str) -> None:
    for given in (
        example(source, target, (one, other)),
        example(target, source, (other, one)),
    ):
        for check in (negation_lost, negation_added):
            assert levels(check, given) == []


def test_the_words_on_both_sides_are_named() -> None:
    given = example("Суд <a1>не підтвердив</a1> вирок.", "The court <a1>confirmed</a1> it.")
    given = Example(given.lines, tags=(("a1", True),))
    (finding,) = negation_lost(subject_of(given))
    assert finding.message.text("en") == "the source says “не підтвердив”, the target “confirmed”"
    (source,), (target,) = finding.source, finding.target
    assert given.lines[0].source[source.start : source.end] == "не підтвердив"
    assert given.lines[0].target[target.start : target.end] == "confirmed"


@pytest.mark.parametrize("source", ["Залишилися без.", "Не.", "Без, не", "не лише", "ні", "без і"])
def test_a_denial_at_the_end_of_a_text_is_told(source: str) -> None:
    for target in ("We stayed with", "Yes", "only", "with"):
        for given in (example(source, target), example(target, source, ("en", "uk"))):
            for check in (negation_lost, negation_added, distance):
                assert all(each.message.text("en") for each in check(subject_of(given)))


def test_a_language_without_a_table_has_no_findings() -> None:
    given = example("Він не прийшов.", "Hän tuli.", ("uk", "fi"))
    assert levels(negation_lost, given) == []
    assert levels(negation_added, given) == []


def test_a_quoted_word_of_denial_is_no_denial() -> None:
    given = example("Press “none” to go on.", "Натисніть «none», щоб продовжити.", ("en", "uk"))
    assert levels(negation_lost, given) == []


def read(text: str, language: str) -> Polarity:
    given = Text(text, Tagged(text, frozenset(), frozenset()), table_of(language))
    return polarity_of(given.words, given.normal, given.table)


def test_denials_of_one_clause_count_once() -> None:
    assert len(read("Ніхто ніколи нічого не казав.", "uk").full) == 1
    assert len(read("Nikt nigdy nic nie mówił.", "pl").full) == 1
    assert len(read("He did not come, and she did not call.", "en").full) == 2


@pytest.mark.growth
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("part", ["не ", "not, ", "don’t? ", "без «"])
@pytest.mark.sampled(4)
def test_reading_costs_in_proportion(language: str, part: str) -> None:
    def work(size: int) -> object:
        return read(part * (size // len(part)), language)

    assert in_proportion(work, 4_000)


@pytest.mark.growth
@pytest.mark.parametrize("part", ["не знає ", "not, know ", "without work with "])
@pytest.mark.sampled(3)
def test_comparing_costs_in_proportion(part: str) -> None:
    def work(size: int) -> object:
        text = part * (size // len(part))
        return [
            levels(negation_lost, example(text, text.replace("не", "й"))),
            levels(negation_lost, example(text, "х " * len(text), ("en", "uk"))),
        ]

    assert in_proportion(work, 3_000)


@pytest.mark.parametrize(
    ("source", "target", "locales"),
    [
        ("До угоди ще далеко.", "A deal is within reach.", ("uk", "en")),
        ("Кінця війни поки не видно.", "The end of the war is in sight.", ("uk", "en")),
        ("Вибори вже не за горами.", "The election is still a long way off.", ("uk", "en")),
        ("No end is in sight.", "Ein Ende ist in Sicht.", ("en", "de")),
        ("Ein Ende ist nicht in Sicht.", "Koniec jest na horyzoncie.", ("de", "pl")),
    ],
)
def test_what_is_far_off_is_not_near(source: str, target: str, locales: tuple[str, str]) -> None:
    assert levels(distance, example(source, target, locales)) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("До угоди ще далеко.", "No deal is in sight."),
        ("До угоди ще далеко.", "A deal is nowhere near."),
        ("Вибори не за горами.", "The election is just around the corner."),
    ],
)
def test_what_is_far_off_may_be_out_of_sight(source: str, target: str) -> None:
    assert levels(distance, example(source, target)) == []
