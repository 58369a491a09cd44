"""Names of a source: lost, put in each other's place, or misspelt in its translation."""

import pytest

from l10n.checks import Example, Line, Severity, subject_of
from l10n.checks.names.lost import names
from l10n.checks.names.spelling import spelling
from tests.growth import in_proportion

Lines = list[tuple[str, str]]


def told(lines: Lines, locales: tuple[str, str] = ("uk", "en")) -> list[tuple[str, str]]:
    """What both checks say of an article, each with its severity."""
    subject = subject_of(Example(tuple(Line(*line) for line in lines), locales))
    return [
        (finding.severity.value, finding.message.text("en"))
        for check in (names, spelling)
        for finding in check(subject)
    ]


@pytest.mark.parametrize(
    ("source", "target", "locales"),
    [
        ("Про це сказав Олег Кравчук.", "Oleh Kravchuk said so.", "uk-en"),
        ("Він живе в Харкові.", "He lives in Kharkiv.", "uk-en"),
        ("Вона прибула до Німеччини.", "She arrived in Germany.", "uk-en"),
        ("Вантаж іде Дунаєм.", "The cargo goes by the Danube.", "uk-en"),
        ("На Закарпатті горить ліс.", "Na Zakarpaciu płonie las.", "uk-pl"),
        ("Він зустрів канцлера Німеччини.", "He met the German chancellor.", "uk-en"),
        ("Їх прийняв президент Польщі.", "The Polish president received them.", "uk-en"),
        ("Мер Києва Віталій Кличко.", "Kyiv’s mayor, Vitali Klitschko.", "uk-en"),
        ("The firm left Hong Kong.", "Фірма покинула Гонконг.", "en-uk"),
        ("On Monday Mr. Whitmore met Jack.", "У понеділок Вітмор зустрів Джека.", "en-uk"),
        ("I’m here, said Katherine.", "«Я тут», — сказала Кетрін.", "en-uk"),
        ("It was shown in Düsseldorf.", "Це показали в Дюссельдорфі.", "en-uk"),
        ("We saw Angela Schubert there.", "Dort sahen wir Angela Schubert.", "en-de"),
        ("Ми бачили Олену Гончар.", "Wir sahen Olena Hontschar.", "uk-de"),
        ("Ми бачили Олену Гончар.", "Widzieliśmy Ołenę Honczar.", "uk-pl"),
        ("Wir trafen Angela Schubert in Köln.", "Ми зустріли Ангелу Шуберт у Кельні.", "de-uk"),
    ],
)
def test_a_name_that_is_there_is_not_missed(source: str, target: str, locales: str) -> None:
    one, other = locales.split("-")
    assert told([(source, target)], (one, other)) == []


@pytest.mark.parametrize(
    ("source", "target", "locales", "words"),
    [
        ("Вона жила в Польщі.", "She lived in Germany.", "uk-en", ("Germany", "Польщі")),
        ("Вона бачила Джонсона.", "She saw Wilkinson.", "uk-en", ("Wilkinson", "Джонсона")),
        ("They asked Whitmore.", "Вони питали Голловея.", "en-uk", ("Голловея", "Whitmore")),
        (
            "She met Angela Schubert.",
            "Sie traf Angela Kowalski.",
            "en-de",
            ("Kowalski", "Schubert"),
        ),
    ],
)
def test_a_name_in_place_of_another_is_told(
    source: str, target: str, locales: str, words: tuple[str, ...]
) -> None:
    one, other = locales.split("-")
    ((_severity, text),) = told([(source, target)], (one, other))
    assert all(word in text for word in words)


def test_a_place_for_a_place_is_a_warning() -> None:
    ((severity, _text),) = told([("Вона жила в Польщі.", "She lived in Germany.")])
    assert severity == "warning"


def test_a_name_of_the_article_in_the_wrong_place_is_a_warning() -> None:
    alone = ("Вона бачила Джонсона.", "She saw Wilkinson.")
    other = ("Тут був Вілкінсон.", "Wilkinson was here.")
    assert [severity for severity, _text in told([alone])] == ["hint"]
    assert [severity for severity, _text in told([alone, other])] == ["warning"]


def test_a_name_without_anything_for_it_is_a_hint() -> None:
    assert told([("Так каже Верес.", "That is what he says.")]) == []
    assert told([("Так казав Макрон.", "That is what he said.")]) == [
        ("hint", "the name “Макрон” is missing from the target")
    ]


def test_a_whole_name_that_is_lost_is_a_hint() -> None:
    assert told([("Так каже Ірина Верес.", "That is what she says.")]) == [
        ("hint", "the name “Ірина Верес” is missing from the target")
    ]


def test_a_wrong_consonant_in_a_name_is_a_warning() -> None:
    assert told([("Зеленський прибув.", "Zelemsky has arrived.")]) == [
        ("warning", "“Zelemsky” is not how “Зеленський” sounds: a slip of the keyboard?")
    ]


def test_an_article_spells_a_name_in_one_way() -> None:
    lines = [
        ("Приїхав Зеленський.", "Zelensky came."),
        ("З ним говорив Зеленський.", "Zelensky talked to him."),
        ("Слова Зеленського почули.", "Zelenskyy’s words were heard."),
    ]
    assert told(lines) == [
        ("warning", "“Zelenskyy” is “Zelensky” elsewhere in this article"),
    ]


def test_cases_of_a_name_are_one_spelling() -> None:
    lines = [
        ("They asked Johnson.", "Вони питали Джонсона."),
        ("Johnson was silent.", "Джонсон мовчав."),
        ("He went with Johnson.", "Він пішов із Джонсоном."),
    ]
    assert told(lines, ("en", "uk")) == []


def test_a_common_word_may_be_a_name_of_the_article() -> None:
    lines = [
        ("They asked Bush.", "Вони питали Буша."),
        ("He likes Bush.", "Йому подобається Буш."),
        ("She called Bush.", "Вона назвала Клінтона."),
    ]
    assert len(told(lines, ("en", "uk"))) == 1


def test_places_of_a_finding_are_the_words_themselves() -> None:
    (subject, check) = subject_of(Example((Line("В Польщі.", "In Germany."),))), names
    (finding,) = check(subject)
    assert [(each.start, each.end) for each in finding.source] == [(2, 8)]
    assert [(each.start, each.end) for each in finding.target] == [(3, 10)]
    assert finding.severity is Severity.WARNING


def test_a_letter_that_grows_in_small_letters_moves_no_place() -> None:
    subject = subject_of(Example((Line("У Стамбулі-Їзмір.", "In Berlin-İİzmİİr and Polİnd."),)))
    for check in (names, spelling):
        for finding in check(subject):
            assert all(each.end <= len("In Berlin-İİzmİİr and Polİnd.") for each in finding.target)


def test_languages_without_a_table_are_left_alone() -> None:
    assert told([("Там був Макрон.", "Macron var der.")], ("uk", "da")) == []
    assert told([("Der var Macron.", "Там нікого.")], ("da", "uk")) == []


def test_of_two_spellings_the_likest_to_the_source_is_right() -> None:
    one = ("Мельничук усе продала.", "Melnichyk sold everything.")
    other = ("Ганна Мельничук живе тут.", "Hanna Melnychuk lives here.")
    said = "“Melnichyk” is “Melnychuk” elsewhere in this article"
    for lines in ([one, other], [other, one]):
        assert told(lines) == [("warning", said)]


def test_another_person_is_named_in_full() -> None:
    line = ("Збірку подарувала Ганна Мельничук.", "The collection came from Oksana Lisovenko.")
    [(_severity, said)] = told([line])
    assert said == "the target says “Oksana Lisovenko” where the source says “Ганна Мельничук”"


@pytest.mark.growth
def test_many_names_cost_what_they_are_many() -> None:
    def work(size: int) -> None:
        line = "Там був Макрон, а з ним Ірина Верес та Олег Кравчук. "
        told([(line * (size // 50), "Nobody came with Whitmore and Wilkinson. " * (size // 40))])

    assert in_proportion(work, 3200)
