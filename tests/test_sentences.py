"""Sentences: nothing lost, news abbreviations kept together, no slow text."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.language.sentences import boundaries, sentences
from l10n.language.sentences.scan import MANY, Scanner
from tests.growth import in_proportion

WINDOW = 4096
LOCALES = ("uk", "en", "en-GB", "de", "pt-BR", "sr-Latn", "ja", "ar", "crh", "tlh", "")

texts = st.one_of(
    st.text(),
    st.text(alphabet=" .!?…«»\"'()[]-—\n\r\t\u00a0\u2028\u2029aAбБ1:,@"),
    st.lists(
        st.sampled_from(
            [
                "Так. ",
                "м. Київ ",
                "U.S. ",
                "Mr. ",
                "…",
                " — ",
                "« ",
                "» ",
                "5 p.m. ",
                "\n",
                "\n\n",
                "(",
                ")",
            ]
        )
    ).map("".join),
)


@given(text=texts, locale=st.sampled_from(LOCALES))
@settings(max_examples=300, deadline=None)
def test_sentences_joined_again_are_the_text(text: str, locale: str) -> None:
    parts = sentences(text, locale)
    assert "".join(parts) == text
    assert all(parts)


@given(text=texts, locale=st.sampled_from(("uk", "en", "crh")))
@settings(max_examples=200, deadline=None)
def test_boundaries_rise_and_stand_before_something_to_read(text: str, locale: str) -> None:
    places = boundaries(text, locale)
    assert list(places) == sorted(set(places))
    assert all(0 < place < len(text) for place in places)
    assert not any(text[place].isspace() for place in places)
    parts = sentences(text, locale)
    if len(parts) > 1:
        assert all(any(char.isalnum() for char in part) for part in parts)


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_white_space_belongs_to_the_sentence_before(text: str) -> None:
    assert not any(part[0].isspace() for part in sentences(text, "uk")[1:])


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences("", "uk") == ()
    assert boundaries("", "uk") == ()


def cut(text: str, locale: str) -> list[str]:
    return [part.strip() for part in sentences(text.replace("|", ""), locale)]


def meant(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "Зустріч у м. Київ пройшла спокійно. |Далі поїхали на вул. Хрещатик, 1.",
        "Університет ім. Т. Г. Шевченка відкрито. |Це добре.",
        "У 2020 р. Рада ухвалила закон. |Потім ще один.",
        "Народився 5 трав. 1990 р. у Києві.",
        "Поїзд рушає о 10 год. 30 хв. за київським часом.",
        "Виділили 5 млн грн. |Кошти надійдуть згодом.",
        "Виділили 5 млн. грн. на ремонт.",
        "«Ми готові. |Ми чекаємо», — сказав він. |Далі пішов.",
        "«Ми готові!» — сказав він.",
        "«Ти де?» — запитав Іван. |«Тут», — відповів Петро.",
        '"Коли це буде?" – запитав він.',
        '"Усе добре". — |Так вважає мер.'.replace(" — |", " |— "),
        "Ну… |Не знаю. |Може… так.",
        "Ціна 3.14 грн. |І все.",
        "Див. https://example.com/a.b?c=D. |Там усе.",
        "Пишіть на a.b@c.ua. |Чекаємо.",
        "Це т. зв. експерт. |Він мовчить.",
        "За словами О. Зеленського, все добре. |А. Єрмак мовчить.",
        "Президент В.Зеленський прибув. |Все.",
        "Компанія «Рога і копита» (м. Львів) закрилась. |Все.",
        "Вартість 10 дол. США. |Так.",
        "Кінець. |5 травня було тепло.",
        'Як повідомляє видання "Washington, D.C", радника не буде.',
        "Бренди Tweezerman та Dr. PawPaw відомі.",
        "– Так. |– Ні.",
        "Вони протестували. —",
        "Так?! |Ні!!! |Може.",
    ],
)
def test_ukrainian_news_is_cut_where_a_reader_would(text: str) -> None:
    assert cut(text, "uk") == meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. President spoke. |He left.",
        "Mr. Smith met Mrs. Jones at 5 p.m. on Monday. |They left.",
        "It was 5 p.m. |They left.",
        "The meeting ended at 10 a.m. Monday. |Nobody spoke.",
        "It starts at 7 p.m. ET tonight.",
        "U.S. Sens. Lindsey Graham and Orrin Hatch agreed.",
        "The driver was shot, Det. Dennis McCarthy wrote.",
        "“We are ready. |We wait,” he said. |Then he left.",
        "“Go!” he said.",
        "\"I yelled at everyone, 'Shark in the water!'\" Hammel added.",
        "Why? she asked.",
        "Prices rose 3.5 percent. |See www.example.com. |Done.",
        "J. R. R. Tolkien wrote. |Yes.",
        "He said... nothing. |She left… |Then he came.",
        "Lt. Gen. John Smith spoke. |Gov. Abbott too. |Rep. Lee agreed.",
        "Apple Inc. said so. |No. 5 is alive.",
        "On Jan. 5 he left. |In Sept. it rained.",
        "She asked, “Why?” |He did not know.",
        "(He left.) |She stayed.",
        "It cost $5 million. |10 people came.",
    ],
)
def test_english_news_is_cut_where_a_reader_would(text: str) -> None:
    assert cut(text, "en") == meant(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Am 5. Mai kam Dr. Müller. |Er ging z. B. nach Kyjiw."),
        ("pl", "Spotkanie z prof. Nowakiem trwało długo. |Potem był deszcz."),
        ("bg", "Това е първо. |Това е второ."),
        ("crh", "Birinci. |Ekinci."),
        ("ja", "これは文です。|次の文です。"),
        ("ja", "90 |Bを読む。"),
        ("en-GB", "Mr. Smith spoke. |He left."),
        ("EN_gb", "Mr. Smith spoke. |He left."),
    ],
)
def test_other_languages_have_their_own_rules_or_general_ones(locale: str, text: str) -> None:
    assert cut(text, locale) == meant(text)


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    text = "Перший рядок\nтого ж речення\n \nДруге речення"
    assert sentences(text, "uk") == ("Перший рядок\nтого ж речення\n \n", "Друге речення")


def test_a_piece_without_a_letter_joins_the_sentence_before() -> None:
    assert sentences("Вони пішли. … . Так.", "uk") == ("Вони пішли. … . ", "Так.")
    assert sentences("… . !", "uk") == ("… . !",)


def takes_time_in_proportion(unit: str, locale: str) -> bool:
    def work(size: int) -> None:
        text = unit * (size // len(unit))
        assert "".join(sentences(text, locale)) == text

    return in_proportion(work, 8_000)


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit",
    [".", "а", "«»", ". ", "( . ", "А.", "a'", "А. ", "1. ", "[a. ", "U.S. ", ".@", '!"', "…", " "],
)
@pytest.mark.parametrize("locale", ["uk", "en", "de"])
@pytest.mark.sampled(9)
def test_hostile_text_takes_time_in_proportion(unit: str, locale: str) -> None:
    assert takes_time_in_proportion(unit, locale)


@pytest.mark.growth
@pytest.mark.parametrize(
    ("unit", "locale"),
    [
        *((unit, "uk") for unit in ("«А? ", "(а! ", "? )) ", "XIX ст. ")),
        *((unit, "en") for unit in (". . . a ", "U.S. The ")),
    ],
)
@pytest.mark.sampled(3)
def test_what_rules_look_for_takes_time_in_proportion(unit: str, locale: str) -> None:
    assert takes_time_in_proportion(unit, locale)


def test_a_paragraph_longer_than_a_window_is_cut_like_its_parts() -> None:
    parts = tuple(f"Це речення має номер {number} і слова. " for number in range(WINDOW // 8))
    assert sentences("".join(parts), "uk") == parts


def test_a_long_sentence_is_not_cut_at_a_window() -> None:
    text = "слово " * WINDOW + "кінець. Далі."
    assert [len(part) for part in sentences(text, "uk")] == [len(text) - 5, 5]


def test_what_is_kept_of_words_is_bounded() -> None:
    scan = Scanner("uk")
    most = 0
    for code in range(ord("一"), ord("一") + MANY // 2):
        scan.steps(f"{chr(code)}{chr(code + 1)}{chr(code + 2)}. ", ". ")
        most = max(most, scan.kept)
    assert MANY // 2 < most < MANY + 100


def test_importing_costs_nothing() -> None:
    code = (
        "import sys, l10n.language.sentences;"
        " sys.exit('choppa' in sys.modules or 'regex' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
