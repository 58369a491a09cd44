"""What numbers count, in four languages, and what became of it in a translation."""

import pytest

from l10n.language.facts.aligning import align
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.facts.finding import facts
from l10n.language.tables import table_of
from tests.growth import in_proportion


def found(text: str, locale: str) -> list[tuple[Kind, Value]]:
    return [(fact.kind, fact.value) for fact in facts(text, table_of(locale))]


def million(number: float) -> int:
    return round(number * 1000000)


SAME = [
    (
        (Kind.MONEY, (million(1.5), "dollar")),
        {
            "uk": "1,5 млн доларів; 1,5 мільйона американських доларів; півтора мільйона доларів;"
            " $1,5 млн; 1 500 000 доларів; USD 1,5 млн",
            "en": "$1.5 million; $1.5m; US$1.5m; 1.5 million US dollars; USD 1,500,000",
            "de": "1,5 Millionen Dollar; 1,5 Mio. US-Dollar; anderthalb Millionen Dollar",
            "pl": "1,5 mln dolarów; 1,5 mln dol.; półtora miliona dolarów; 1 500 000 USD",
        },
    ),
    (
        (Kind.PERCENT, 5),
        {
            "uk": "5 %; 5%; 5 відсоток; п’ять відсотків; 5 процентів; 5-відсоткове",
            "en": "5%; 5 percent; five per cent; 5-percent",
            "de": "5 %; 5 Prozent; fünf Prozent; fünfprozentig",
            "pl": "5%; 5 procent; pięć procent; 5-procentowy; pięcioprocentowy",
        },
    ),
    (
        (Kind.POINTS, 5),
        {
            "uk": "5 відсоткових пунктів; п’ять процентних пунктів; 5 в. п.; 5 п.п.",
            "en": "5 percentage points; five percentage points; 5 pp",
            "de": "5 Prozentpunkte; fünf Prozentpunkten",
            "pl": "5 punktów procentowych; 5 pkt proc.; 5 p.p.",
        },
    ),
    (
        (Kind.UNIT, (20, "km²")),
        {
            "uk": "20 кв. км; 20 км²; 20 квадратних кілометрів; двадцять квадратних кілометрів",
            "en": "20 sq. km; 20 km²; 20 square kilometers; twenty square kilometres",
            "de": "20 km²; 20 Quadratkilometer; zwanzig Quadratkilometern",
        },
    ),
    (
        (Kind.UNIT, (90, "km/hour")),
        {
            "uk": "90 км/год; 90 кілометрів на годину",
            "en": "90 km/h; 90 kph; 90 kilometers per hour",
            "de": "90 km/h; 90 Stundenkilometer",
            "pl": "90 km/h; 90 kilometrów na godzinę",
        },
    ),
    (
        (Kind.AGE, 37),
        {
            "uk": "37-річний; тридцятисемирічна; віком 37",
            "en": "37-year-old; thirty-seven years old; aged 37",
            "de": "37-jährige; siebenunddreißigjähriger; im Alter von 37",
            "pl": "37-letni; 37-latek; w wieku 37",
        },
    ),
    (
        (Kind.SCORE, (3, 1)),
        {"uk": "3:1; 3-1; 3–1", "en": "3-1; 3–1", "de": "3:1", "pl": "3:1; 3-1"},
    ),
    (
        (Kind.PHONE, "380441234567"),
        {"uk": "+380 44 123-45-67; +380441234567", "en": "+380-44-123-45-67; +380 (44) 123 4567"},
    ),
    ((Kind.ORDINAL, 21), {"uk": "21-й; 21-го; двадцять перше", "en": "21st; twenty-first"}),
    ((Kind.MONEY, (300, "hryvnia")), {"uk": "300 грн; 300 гривень; ₴300", "en": "UAH 300; ₴300"}),
]
WRITTEN = [
    pytest.param(fact, locale, text.strip(), id=text.strip())
    for fact, by_locale in SAME
    for locale, texts in by_locale.items()
    for text in texts.split(";")
]


@pytest.mark.parametrize(("fact", "locale", "text"), WRITTEN)
def test_a_quantity_is_the_same_in_all_its_forms(
    fact: tuple[Kind, Value], locale: str, text: str
) -> None:
    assert found(text, locale) == [fact]


def test_what_a_range_counts_stands_behind_both_numbers() -> None:
    both = [(Kind.PERCENT, 5), (Kind.PERCENT, 7)]
    assert found("5–7 %", "uk") == found("від 5 до 7 відсотків", "uk") == both
    assert found("from 5 to 7 percent", "en") == found("5-7%", "en") == both
    assert found("5–7 днів", "uk") == [(Kind.UNIT, (5, "day")), (Kind.UNIT, (7, "day"))]
    assert found("$300-$400", "en") == found("$300-400", "en")


def test_numbers_of_a_name_are_vague() -> None:
    for text in ("F-16", "Су-27", "G7", "A320", "ковід-19"):
        (fact,) = facts(text, table_of("uk"))
        assert fact.vague
    assert not facts("16 літаків", table_of("uk"))[0].vague


def test_without_a_table_digits_and_signs_are_read() -> None:
    assert found("€5, $7, 12 %, 3:1", "fi") == [
        (Kind.MONEY, (5, "euro")),
        (Kind.MONEY, (7, "dollar")),
        (Kind.PERCENT, 12),
        (Kind.SCORE, (3, 1)),
    ]


def aligned(source: str, target: str, pair: tuple[str, str] = ("uk", "en")) -> list[str]:
    """What is not the same, as `source > target`."""
    sides = [
        facts(text, table_of(locale)) for text, locale in zip((source, target), pair, strict=True)
    ]
    result = align(*sides)

    def told(pairs: tuple[tuple[Fact, Fact], ...]) -> list[str]:
        return [f"{mine.text} > {theirs.text}" for mine, theirs in pairs]

    return [
        *told(result.changed),
        *(f"{fact.text} >" for fact in result.missing),
        *(f"> {fact.text}" for fact in result.added),
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Прийшли 2 500 осіб.", "Some 2,500 people came."),
        ("Прийшли двоє.", "Both came."),
        ("Половина гравців пішла.", "Some 50 per cent of the players left."),
        ("Це тривало півтора року.", "It lasted 18 months."),
        ("До міста 8 км.", "It is 5 miles to the town."),
        ("До міста 5 миль.", "It is 5 miles (8 km) to the town."),
        ("Надворі 27 градусів.", "It is 80 degrees outside."),
        ("Від 5 до 7 днів.", "5–7 days."),
        ("П’ять–шість мільйонів.", "5 to 6 million."),
        ("По-перше, це дорого.", "First, it is expensive."),
        ("Один із них пішов.", "He left."),
        ("Перемогли 3:1.", "They won 3-1."),
        ("Збірна виграла вдруге.", "The team won for the second time."),
        ("Літак F-16.", "An F-16 jet."),
        ("Вірус COVID-19.", "The coronavirus."),
        ("2 млрд грн.", "2,000 million hryvnias."),
        ("Третина голосів.", "A third of the votes."),
        ("Дюжина яєць і десяток булок.", "12 eggs and 10 rolls."),
    ],
)
def test_the_same_in_other_words_is_the_same(source: str, target: str) -> None:
    assert aligned(source, target) == []
    assert aligned(target, source, ("en", "uk")) == []


@pytest.mark.parametrize(
    ("source", "target", "difference"),
    [
        ("Прийшли 250 осіб.", "Some 520 people came.", "250 > 520"),
        ("Їх 5 з 5.", "They are 5 of 7.", "5 > 7"),
        ("Ціна 1,5 %.", "The price is 15%.", "1,5 % > 15%"),
        ("Тисячі людей.", "Millions of people.", "Тисячі > Millions"),
        ("Літак F-16.", "An F-61 jet.", "16 > 61"),
        ("Рахунок 3:1.", "The score is 1-3.", "3:1 > 1-3"),
        ("Чотири гравці.", "Three players.", "Чотири > Three"),
        ("За 190 миль (300 км).", "190 miles (330 km) away.", "300 км > 330 km"),
        ("Прийшли 250 осіб.", "People came.", "250 >"),
        ("Прийшли люди.", "Some 250 people came.", "> 250"),
    ],
)
def test_another_number_is_paired_with_what_it_replaced(
    source: str, target: str, difference: str
) -> None:
    assert aligned(source, target) == [difference]


@pytest.mark.growth
@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "unit", ["½", "1-", "$1 ", "5–7 ", "1:", "+1 11", "(0", "5 км ", "aged 5 ", "to 5 ", "A1"]
)
def test_hostile_quantities_are_read_in_proportion(unit: str) -> None:
    table = table_of("en")
    assert in_proportion(lambda size: facts(unit * (size // len(unit)), table), 800)


@pytest.mark.growth
@pytest.mark.sampled(2)
@pytest.mark.parametrize("other", ["9 km ", "7 ", "1:2 ", "7 % "])
def test_many_numbers_are_aligned_in_proportion(other: str) -> None:
    table = table_of("en")

    def work(size: int) -> object:
        mine = " ".join(str(number) for number in range(100, 100 + size // 8))
        return align(facts(mine, table), facts(other * (size // 8), table))

    assert in_proportion(work, 1600)
