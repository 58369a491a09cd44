"""What no translation changes: found in real text, missed when it is gone, mended when mangled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.protected import kept, lost, only_kept, restored

FOUND = {
    "Пишіть на info@desk.com.ua або сюди.": ["info@desk.com.ua"],
    "Див. https://example.org/a_(b)?c=d&e=1, далі.": ["https://example.org/a_(b)?c=d&e=1"],
    "(див. www.example.org/x).": ["www.example.org/x"],
    "Сайт pravda.com.ua повідомив.": ["pravda.com.ua"],
    "Про це написала @news_desk у #Київ2026.": ["@news_desk", "#Київ2026"],
    "Ціна $5,5 або 40 €, це 12,5 % і −3 °C.": ["$5,5", "40 €", "12,5 %", "3 °C"],
    "Процесор на 3,2 GHz і 16 GB пам’яті": ["3,2 GHz", "16 GB"],
    "Ftp теж: ftp://example.org/file_name.zip!": ["ftp://example.org/file_name.zip"],
}
NOT_FOUND = (
    "О 6:00 до 23:00, 12 березня 2026 року.",
    "Автобус № 7 і трамвай 3а.",
    "В.о. мера м.Київ сказав: «Так».",
    "Зросла на 5 км і 3 кг, коштує 48,5 млн грн.",
    "It is 5 km long and costs 3 m more.",
    "It costs £2.8bn or $1.53m.",
    "Рахунок 2:1, сезон 2025/26.",
    "e.g. this, i.e. that, Dr.No",
    "A & B #1 @ 5",
)


@pytest.mark.parametrize("text", FOUND)
def test_addresses_names_hashtags_and_figures_are_found_without_the_punctuation(text: str) -> None:
    assert [each.text for each in kept(text)] == FOUND[text]
    assert all(text[each.start : each.end] == each.text for each in kept(text))


@pytest.mark.parametrize("text", NOT_FOUND)
def test_times_dates_abbreviations_and_words_for_units_are_left_to_the_engine(text: str) -> None:
    assert kept(text) == ()


def test_an_address_without_any_other_word_is_its_own_translation() -> None:
    assert only_kept("https://example.org/a, desk@example.org!")
    assert not only_kept("Див. https://example.org/a")
    assert not only_kept("12 березня")
    assert not only_kept("2026")


def test_a_figure_may_be_written_as_the_other_language_writes_it_but_not_in_words() -> None:
    assert lost("Зріс на 12,5 %.", "It rose by 12.5%.") == ()
    assert lost("Зріс на 12,5 %.", "It rose by 12.5 percent.") == ("12,5 %",)
    assert lost("Понад 1 000 €", "More than 1,000 €") == ()


def test_what_stands_twice_is_wanted_twice() -> None:
    assert lost("@a_b і @a_b", "@a_b and") == ("@a_b",)
    assert lost("@a_b і @a_b", "@a_b and @a_b") == ()


@pytest.mark.parametrize(
    ("source", "mangled", "mended"),
    [
        ("На https://a.org/b_c так", "At https: //a.org/b c yes", "At https://a.org/b_c yes"),
        ("#ЗСУ_разом так", "so # ЗСУ разом", "so #ЗСУ_разом"),
        ("пише Desk@Example.org", "writes desk@example.org.", "writes Desk@Example.org."),
    ],
)
def test_what_an_engine_mangled_is_written_right(source: str, mangled: str, mended: str) -> None:
    assert restored(source, mangled) == mended


def test_what_is_gone_or_stands_in_two_places_is_not_guessed() -> None:
    assert restored("див. a_b@example.org", "see the site") is None
    assert restored("див. a_b@c.org", "see a b@c.org or A B@c.org") is None


words = st.sampled_from(
    ["слово", "https://a.org/b_c", "@x_y", "#тег_1", "5 %", "a@b.org", "www.a.ua", "$7", "…", "—"]
)


@given(st.lists(words, max_size=8).map(" ".join), st.text(max_size=40))
def test_a_mended_text_holds_all_and_nothing_else_of_it_changes(source: str, target: str) -> None:
    assert restored(source, source) == source
    mended = restored(source, target)
    if mended is None:
        assert lost(source, target)
    else:
        assert lost(source, mended) == ()
        if not lost(source, target):
            assert mended == target


@given(st.text(max_size=60))
def test_stretches_are_in_order_and_apart_in_any_text(text: str) -> None:
    end = 0
    for each in kept(text):
        assert end <= each.start < each.end
        assert text[each.start : each.end] == each.text
        end = each.end
