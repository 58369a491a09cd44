"""What no translation changes: found in real text, missed when it is gone, mended when mangled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.language.protected import kept, lost, only_kept, restored

FOUND = {
    "Пишіть на info@desk.com.ua або сюди.": ["info@desk.com.ua"],
    "Див. https://example.org/a_(b)?c=d&e=1, далі.": ["https://example.org/a_(b)?c=d&e=1"],
    "(див. www.example.org/x).": ["www.example.org/x"],
    "Сайт pravda.com.ua повідомив.": ["pravda.com.ua"],
    "Про це написала @news_desk у #Київ2026.": ["@news_desk", "#Київ2026"],
    "Ціна $5,5 або 40 €, це 12,5 % і −3 °C.": ["$5,5", "40 €", "12,5 %", "3 °C"],
    "Процесор на 3,2 GHz і 16 GB пам’яті": ["3,2 GHz", "16 GB"],
    "Ftp теж: ftp://example.org/file_name.zip!": ["ftp://example.org/file_name.zip"],
    "Вітаємо, {{ name }}, {% if a %} і {name}": ["{{ name }}", "{% if a %}", "{name}"],
    "Знайдено %1$s, %(count)s, %d і ${x}, {0}.": ["%1$s", "%(count)s", "%d", "${x}", "{0}"],
    'Ось [gallery ids="1,2"] і [b]так[/b] [name]': [
        '[gallery ids="1,2"]',
        "[b]",
        "[/b]",
        "[name]",
    ],
    'See [gallery ids="1,2"] and <% x %>.': ['[gallery ids="1,2"]', "<% x %>"],
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
    "He said [sic] that [the mayor] left, {not this} [1].",
    "слово {слово} [виноска] 100%d",
)


@pytest.mark.parametrize("text", FOUND)
def test_what_is_kept_is_found_without_the_punctuation(text: str) -> None:
    assert [each.text for each in kept(text)] == FOUND[text]
    assert all(text[each.start : each.end] == each.text for each in kept(text))


@pytest.mark.parametrize("text", NOT_FOUND)
def test_times_dates_abbreviations_and_unit_words_are_not_kept(text: str) -> None:
    assert kept(text) == ()


def test_an_address_without_other_words_is_its_own_translation() -> None:
    assert only_kept("https://example.org/a, desk@example.org!")
    assert not only_kept("Див. https://example.org/a")
    assert not only_kept("12 березня")
    assert not only_kept("2026")


def test_a_figure_is_written_as_the_language_does_not_in_words() -> None:
    assert lost("Зріс на 12,5 %.", "It rose by 12.5%.") == ()
    assert lost("Зріс на 12,5 %.", "It rose by 12.5 percent.") == ("12,5 %",)
    assert lost("Понад 1 000 €", "More than 1,000 €") == ()


CHANGED = [
    ("див. https://ex.org/a", "see https://ex.org/ab"),
    ("див. https://ex.org/a", "see https://ex.org/a/b"),
    ("на сайті ex.org", "at https://ex.org"),
    ("@ann каже", "@annabelle says"),
    ("@ann каже", "say@ann.org says"),
    ("пишіть a@b.ua", "write to aa@b.ua"),
    ("пишіть desk@ex-ample.com.ua", "write to desk@ex-ample.com.ua0"),
    ("#Київ сьогодні", "#Київ2026 today"),
    ("документи https://a.ua/x", "documentshttps://a.ua/x"),
    ("documents https://a.ua/x", "документиhttps://a.ua/x"),
    ("Ціна $5", "Price $50"),
    ("Ціна $5", "Price $5m"),
    ("Ціна $5", "Price A$5"),
    ("Ціна $5", "Price $5.1"),
    ("Ціна $1,53", "Price $153"),
    ("зросла на 5 %", "rose by 75 %"),
    ("зросла на 5 %", "rose by 7.5 %"),
    ("зросла на 2,5 %", "rose by 25 %"),
    ("зросла на 25 %", "rose by 2.5 %"),
    ("понад 1 000 €", "more than 10,000 €"),
    ("має 5 GHz", "has 5 MHz"),
    ("має 5 GHz", "has 5 GHzx"),
    ("тепло, 3 °C", "warm, 3 °F"),
]


@pytest.mark.parametrize(("source", "target"), CHANGED)
def test_an_address_or_a_figure_within_another_is_not_it(source: str, target: str) -> None:
    (item,) = kept(source, units=True)
    assert lost(source, target) == (item.text,)
    assert restored(source, source) == source


SAME = [
    ("Ціна $5,5", "The price is $5.5."),
    ("Ціна 40 €", "It costs €40, they say"),
    ("Ціна $40", "Kosten: 40 $"),
    ("Ціна $5", "It costs US$5"),
    ("Понад 1\u00a0000\u00a0€", "More than 1000€"),
    ("Понад 1 234 567,5 $", "Over $1,234,567.5 (more)"),
    ("Понад 1 000 €", "Mehr als 1.000 €"),
    ("У 2024 12 % людей", "In 2024, 12% of people"),
    ("тепло, 3 °C", "warm (3°C)"),
    ("див. https://ex.org/a_(b).", "(see https://ex.org/a_(b))"),
    ("див. https://ex.org/a", "see ‘https://ex.org/a’ – now"),
    ("пише @ann.", "@ann’s text"),
    ("пишіть a@b.ua", "请写信给a@b.ua。"),
    ("див. https://ex.org/a", "请看https://ex.org/a了解"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_other_language_may_write_around_it_as_it_does(source: str, target: str) -> None:
    assert lost(source, target) == ()
    assert restored(source, target) == target


@pytest.mark.parametrize(
    ("source", "glued", "parted"),
    [
        ("документи https://a.ua/x", "documentshttps://a.ua/x.", "documents https://a.ua/x."),
        ("documents https://a.ua/x", "документиhttps://a.ua/x", "документи https://a.ua/x"),
        ("каже @ann", "says@ann", "says @ann"),
        ("теги #Київ", "tags#Київ", "tags #Київ"),
        ("на 5 % більше", "by5 %more", "by 5 % more"),
        ("see https://a.ua/x here", "див. https://a.ua/xтут", "див. https://a.ua/x тут"),
        ("див. https://a.ua/x – так", "see https://a.ua/x—so", "see https://a.ua/x —so"),
    ],
)
def test_a_word_written_to_it_is_parted_from_it(source: str, glued: str, parted: str) -> None:
    assert lost(source, glued)
    assert restored(source, glued) == parted


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("@ann каже", "@annabelle says"),
        ("див. https://ex.org/a", "see https://ex.org/ab"),
        ("пишіть a@b.ua", "write to aa@b.ua"),
        ("Ціна $5", "Price $50"),
        ("Ціна $5", "Price A$5"),
        ("на 5 %", "by 75 %"),
        ("каже @ann", "says@ann and they@ann"),
    ],
)
def test_what_may_be_another_address_or_figure_is_not_parted(source: str, target: str) -> None:
    assert restored(source, target) is None


def test_a_unit_stays_where_it_is_foreign_or_alone() -> None:
    assert [each.text for each in kept("5 GHz")] == ["5 GHz"]
    assert only_kept("5 GHz")
    assert not kept("It has 5 GHz")
    assert [each.text for each in kept("220 V Pwp", units=True)] == ["220 V"]


@pytest.mark.parametrize(
    "text",
    [
        "$" + "1," * 50_000 + "x",
        "1" * 100_000 + " %",
        "1 " * 50_000,
        "111 " * 25_000,
        "1,111" * 20_000 + " €",
        "$1" * 50_000,
        "https://a" + ")" * 100_000,
        "a.ua/" + "(" * 50_000 + ")" * 50_000,
        "a@" * 50_000,
        "дhttps://a " * 10_000,
        "#т " * 30_000,
    ],
)
@pytest.mark.sampled(2)
def test_a_long_text_of_one_kind_is_read_to_its_end(text: str) -> None:
    assert lost(text, text) == ()
    assert restored(text, text) == text
    assert bool(lost(text, "")) == bool(kept(text))


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
glued = st.lists(st.one_of(words, st.sampled_from(" .,5x€GH")), max_size=9).map("".join)


@given(glued)
def test_no_text_loses_anything_of_itself(text: str) -> None:
    assert lost(text, text) == ()


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from([" ", "\u00a0", ",", "."]))
def test_figures_are_the_same_only_if_their_numbers_are(
    one: int, other: int, separator: str
) -> None:
    written = f"{other:,}".replace(",", separator)
    assert (lost(f"ціна {one} €", f"price €{written}") == ()) == (one == other)


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
