import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.language.names import names_in, romanized


@pytest.mark.parametrize(
    ("text", "nominative", "latin"),
    [
        ("Володимиром Зеленським", "Володимир Зеленський", "Volodymyr Zelenskyi"),
        ("Оленою Зеленською", "Олена Зеленська", "Olena Zelenska"),
        ("Віталія Кличка", "Віталій Кличко", "Vitalii Klychko"),
        ("Андрієм Шевченком", "Андрій Шевченко", "Andrii Shevchenko"),
        ("Олександра Усика", "Олександр Усик", "Oleksandr Usyk"),
        ("Ліні Костенко", "Ліна Костенко", "Lina Kostenko"),
        ("Лесі Українки", "Леся Українка", "Lesia Ukrainka"),
        ("Івана Франка", "Іван Франко", "Ivan Franko"),
        ("Дениса Шмигаля", "Денис Шмигаль", "Denys Shmyhal"),
        ("Дмитром Кулебою", "Дмитро Кулеба", "Dmytro Kuleba"),
        ("Ользі Сороці", "Ольга Сорока", "Olha Soroka"),
        ("Олексію Кравцю", "Олексій Кравець", "Oleksii Kravets"),
        ("Іллі Рєпіна", "Ілля Рєпін", "Illia Riepin"),
        ("Миколи Хвильового", "Микола Хвильовий", "Mykola Khvylovyi"),
        ("Мар’яни Безуглої", "Мар'яна Безугла", "Mariana Bezuhla"),
        ("Леоніду Макаровичу Кравчуку", "Леонід Макарович Кравчук", "Leonid Makarovych Kravchuk"),
        ("Анни-Марії Коваль", "Анна-Марія Коваль", "Anna-Mariia Koval"),
        ("Павло Білий-Гнат", "Павло Білий-Гнат", "Pavlo Bilyi-Hnat"),
        ("В. Стефаника", "В. Стефаник", "V. Stefanyk"),
        ("Д. І. Яворницького", "Д. І. Яворницький", "D. I. Yavornytskyi"),
        ("Юрія Андруховича", "Юрій Андрухович", "Yurii Andrukhovych"),
        ("Згурської", None, None),
    ],
)
def test_a_name_in_any_case_is_offered_in_latin_letters(
    text: str, nominative: str | None, latin: str | None
) -> None:
    found = names_in(f"Про це розповіли: {text}, учора.")
    assert [name.nominative for name in found] == ([nominative] if nominative else [])
    assert [name.romanized for name in found] == ([latin] if latin else [])
    assert [name.text for name in found] == ([text] if latin else [])


@pytest.mark.parametrize(
    "text",
    [
        "Це надія України.",
        "Надія України — у людях.",
        "Роман Шевченка видали.",
        "план Б. Потім він пішов",
        "Верховна Рада",
        "віра Христова",
    ],
)
def test_what_is_no_name_of_a_person_is_left_alone(text: str) -> None:
    assert names_in(text) == ()


def test_only_ukrainian_texts_have_ukrainian_names() -> None:
    assert names_in("Віталій Кличко", "uk-UA")
    assert names_in("Виталий Кличко", "ru") == ()


def test_the_resolution_has_its_way_at_word_starts_and_for_zh() -> None:
    assert romanized("Згурський Єгор Юрійович") == "Zghurskyi Yehor Yuriiovych"
    assert romanized("Мар’яна Знам’янська-Їжак") == "Mariana Znamianska-Yizhak"
    assert romanized("Його") == romanized("И\u0306ого") == "Yoho"


@given(
    st.text()
    | st.lists(
        st.sampled_from(("Іван", "Марії", "Коваль", "Ковалю", "А.", " ", "-", "’", "Іванович"))
    ).map("".join)
)
def test_names_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for name in names_in(text):
        assert end <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text
        end = name.end
