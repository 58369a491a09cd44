"""Integrity: addresses, handles, placeholders, code, scripts, brackets, space, source as target."""

import pytest

from l10n.checks import Example, Line, subject_of
from tests.looking import EN_UK, UK_EN, findings, look, severities, words

# Addresses


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Див. https://example.org/a.", "See https://example.org/b."),
        ("Див. https://example.org/uk/a.", "See https://example.com/en/a."),
        ("Див. https://example.org/a?id=1.", "See https://example.org/a?id=2."),
        ("Див. www.example.org/a", "See www.exampel.org/a"),
        ("Пишіть на desk@example.org.", "Write to news@example.org."),
        ("Пишіть на desk@example.org.", "Write to desk@example.com."),
    ],
)
def test_a_changed_address_is_an_error(source: str, target: str) -> None:
    assert severities("addresses", source, target) == ["error"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Див. https://example.org/uk/a.", "See https://example.org/en/a."),
        ("Див. https://example.org/a/.", "See (https://example.org/a)."),
        ("Див. http://www.example.org/a", "See https://example.org/a"),
        ("Див. https://uk.example.org/wiki/Київ", "See https://en.example.org/wiki/Kyiv"),
        ("Див. https://example.org/a?lang=uk", "See https://example.org/a?lang=en"),
        ("Див. https://example.org/uk/novyny", "See https://example.org/en/news"),
        ("Див. https://example.org/ua/a", "See https://example.org/a"),
        ("Див. https://example.org/Київ", "See https://example.org/%D0%9A%D0%B8%D1%97%D0%B2"),
        ("Пишіть на desk@example.org!", "Write to Desk@Example.org."),
        ("Ціна 1.5 млн.", "It costs 1.5 million."),
    ],
)
def test_an_address_may_be_written_otherwise(source: str, target: str) -> None:
    assert severities("addresses", source, target) == []


def test_a_lost_address_is_a_warning_and_a_lost_name_a_hint() -> None:
    assert severities("addresses", "Див. https://example.org/a.", "See there.") == ["warning"]
    assert severities("addresses", "Пишіть на a@example.org.", "Write to us.") == ["warning"]
    assert severities("addresses", "Купили на Amazon.com.", "Bought at Amazon.") == ["hint"]
    assert severities("addresses", "Див. тут.", "See https://example.org/a.") == ["hint"]


def test_a_changed_address_marks_both_sides() -> None:
    assert look("addresses", "На desk@example.org.", "To desk@example.com.") == [
        (
            "error",
            "the source has the address “desk@example.org”; the target has “desk@example.com”",
        )
    ]
    marked = words("addresses", "На desk@example.org.", "To desk@example.com.")
    assert marked == ["desk@example.com"]


# Handles


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Пише @rada_ua.", "Writes @rada_eu.", ["error"]),
        ("Пише @rada_ua.", "Writes @Rada_UA!", []),
        ("Пише @rada_ua.", "The Rada writes.", ["warning"]),
        ("Пише @a_desk і @b_desk.", "Write @a_desk and @c_desk.", ["error"]),
        ("Слава #україна", "Glory #Ukraine", ["hint"]),
        ("Рух #MeToo", "The #MeTo movement", ["warning"]),
        ("Рух #MeToo", "The movement", ["hint"]),
        ("Пошта a@example.org.", "Mail a@example.org.", []),
        ("Ціна 5 @ 10", "The price is 5 @ 10", []),
    ],
)
def test_accounts_stay_and_hashtags_may_be_translated(
    source: str, target: str, expected: list[str]
) -> None:
    assert severities("handles", source, target) == expected


def test_a_hashtag_that_stays_is_no_foreign_word() -> None:
    said = "Хештег #відновлення допоможе."
    assert severities("foreign-script", said, "The hashtag #відновлення helps.") == []
    assert severities(
        "foreign-script", said, "The hashtag #відновлення helps people find відновлення."
    ) == ["warning"]


# Placeholders


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Вітаємо, {name}!", "Welcome!", ["error"]),
        ("Усього %s з %s.", "%2$s has %1$s.", []),
        ("Вітаємо, {name}!", "Welcome, {Name}!", ["error", "warning"]),
        ("Усього %(count)s.", "%(count)s in all.", []),
        ("Усього %s з %s.", "%s in all.", ["error"]),
        ("Ціна ${price}, {{ user }}.", "The price is ${price}, {{ user }}.", []),
        ("Ура :tada:", "Hooray", ["error"]),
        ("Ура :tada:", "Hooray :tada: :tada:", ["warning"]),
        ("О 10:30:45 почали.", "They began at 10:30:45.", []),
        ("Зросло на 5 % до кінця.", "It grew 5 % by the end.", []),
        ("Слово [sic] тут.", "A word [sic] here.", []),
    ],
)
def test_what_a_program_fills_in_stays(source: str, target: str, expected: list[str]) -> None:
    assert severities("placeholders", source, target) == expected


# Code


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Пілоти F-16.", "F-16 pilots.", []),
        ("Пілоти F-16.", "F16 pilots.", []),
        ("Пілоти F-16.", "F-15 pilots.", ["warning"]),
        ("Пілоти F-16.", "Fighter pilots.", ["hint"]),
        ("Від COVID-19.", "From covid-19.", []),
        ("Файл report.pdf тут.", "The file is here.", ["warning"]),
        ("Версія v2.1.3.", "Version v2.1.", ["warning"]),
        ("У теці /usr/share/a.", "In /usr/share/a.", []),
        ("У теці /usr/share/a.", "In the folder.", ["warning"]),
        ("З 24/02/2022 до сьогодні.", "Since 24 February 2022.", []),
        ("Код ISO 9001.", "Code ISO 9001.", []),
    ],
)
def test_designations_files_and_paths_stay(source: str, target: str, expected: list[str]) -> None:
    assert severities("code", source, target) == expected


def test_a_designation_may_be_in_the_letters_of_the_language() -> None:
    assert severities("code", "An S-300 and a T-72.", "С-300 і Т-72.", EN_UK) == []
    assert severities("code", "A MiG-29 flew.", "МіГ-29 летів.", EN_UK) == []


# Entities


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("«Так».", "&quot;Yes&quot;.", ["error"]),
        ("П’ять.", "It&#39;s five.", ["error"]),
        ("Марш і Ко.", "March &amp; Co.", ["error"]),
        ("Знак &amp; у HTML.", "The sign &amp; in HTML.", []),
        ("Марш & Ко; так.", "March & Co; Q&A;", []),
        ("Так.", "Yes &nosuchthing; no.", []),
        ("<b>Так</b>", "<b>Yes</b>&nbsp;", []),
    ],
)
def test_names_of_characters_are_printed_as_they_stand(
    source: str, target: str, expected: list[str]
) -> None:
    assert severities("entities", source, target) == expected


# Source as target


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("Рада ухвалила закон.", "Рада ухвалила закон.", ("uk", "en"), ["error"]),
        ("Рада", "Рада", ("uk", "en"), ["error"]),
        ("Рада ухвалила закон.", "Рада ухвалила закон", ("uk", "en"), ["error"]),
        ("The council met today.", "The council met today.", ("en", "uk"), ["error"]),
        ("The council met today.", "The council met today.", ("en", "de"), ["warning"]),
        ("John Smith", "John Smith", ("en", "uk"), ["warning"]),
        ("Facebook", "Facebook", ("en", "uk"), ["hint"]),
        ("NATO", "NATO", ("en", "de"), []),
        ("John Smith", "John Smith", ("en", "de"), []),
        ("Fitch Ratings", "Fitch Ratings", ("uk", "en"), []),
        ("https://example.org/a", "https://example.org/a", ("en", "uk"), []),
        ("12.05.2024", "12.05.2024", ("uk", "en"), []),
        ("Colour", "Colour", ("en-GB", "en-US"), []),
        ("Il faut bien le dire.", "Il faut bien le dire.", ("en", "uk"), ["hint"]),
        ("Рада", "Council", ("uk", "en"), []),
    ],
)
def test_a_source_in_the_place_of_its_translation(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert severities("same-as-source", source, target, locales) == expected


def test_letters_of_a_layout_are_a_warning_once_translated() -> None:
    assert severities("same-as-source", "Рада.", "⟦Ҏӑԁӑ.⟧") == ["warning"]
    assert severities("foreign-script", "Рада.", "⟦Ҏӑԁӑ.⟧") == []


# Outer space


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Рада.", " The Rada.", 1),
        ("Рада.", "The Rada. ", 1),
        ("Рада.", " The Rada.\u00a0", 2),
        ("Рада.", "The Rada.", 0),
        (" Рада", "The Rada", 1),
        (" Рада ", " The Rada ", 0),
        ("Рада.", " \u200b", 0),
    ],
)
def test_white_space_at_the_ends_is_that_of_the_source(
    source: str, target: str, expected: int
) -> None:
    assert len(look("outer-space", source, target)) == expected


# Tags


def tagged(source: str, target: str, locales: tuple[str, str] = UK_EN) -> list[tuple[str, str]]:
    """What is said of the words in a pair of tags."""
    tags = (("a1", True), ("b2", True))
    subject = subject_of(Example((Line(source, target),), locales, tags=tags))
    return [
        (each.check, each.severity.value)
        for name in ("tags", "tagged-words")
        for each in findings(name, subject)
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("У <a1>2019</a1> р.", "In <a1>2019</a1>.", []),
        ("У <a1>2019</a1> р.", "<a1>In</a1> 2019.", [("tagged-words", "warning")]),
        ("У <a1>2019 році</a1> було.", "It <a1>was</a1> in 2019.", [("tagged-words", "hint")]),
        ("Слово <a1>Brexit</a1> тут.", "The <a1>word</a1> Brexit.", [("tagged-words", "warning")]),
        ("У <a1>2019 році</a1> було.", "It was <a1>in 2019</a1>.", []),
        ("У <a1>2019</a1> було.", "It was <a1>then</a1>.", []),
        ("<a1>5</a1> з 5", "5 of <a1>them</a1>, 5", []),
        ("У <a1>2019</a1> році.", "In <a1></a1>2019.", [("tags", "warning")]),
        ("У <a1></a1>2019 році.", "In <a1></a1>2019.", []),
        ("<a1>У <b2>2019</b2></a1>", "<a1>In <b2>2019</b2></a1>", []),
    ],
)
def test_a_pair_of_tags_stands_around_the_same_words(
    source: str, target: str, expected: list[tuple[str, str]]
) -> None:
    assert tagged(source, target) == expected


# Brackets


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Рада (226) ухвалила.", "The Rada (226 passed it."),
        ("Рада (226) ухвалила.", "The Rada 226) passed it."),
        ("Рада [так] ухвалила.", "The Rada [so passed it."),
        ("Рада (226 [так]) ухвалила.", "The Rada (226 [so) passed it."),
    ],
)
def test_a_bracket_without_its_mate_is_a_warning(source: str, target: str) -> None:
    assert severities("brackets", source, target) == ["warning"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Дякую)", "Thank you)"),
        ("Дякую!", "Thank you :)"),
        ("Дякую!", "Thank you)))"),
        ("Дякую!", "Thank you ;-)"),
        ("1. Перше", "1) First"),
        ("а) перше; б) друге", "a) first; b) second"),
        ("Рада (сьогодні) ухвалила (так).", "The Rada ([today] so)."),
        ("Рада (сьогодні", "The Rada (today"),
    ],
)
def test_faces_and_marks_of_lists_are_no_brackets(source: str, target: str) -> None:
    assert severities("brackets", source, target) == []


# Mixed script


@pytest.mark.parametrize(
    ("source", "target", "locales", "letters"),
    [
        ("The EU.", "Євроcоюз.", EN_UK, ["c"]),
        ("Київ.", "Kyіv.", ("uk", "en"), ["і"]),
        ("IT companies.", "ІT-компанії.", EN_UK, ["T"]),
        ("Google did it.", "Googlе зробив це.", EN_UK, ["е"]),
        ("America.", "Aмерика.", EN_UK, ["A"]),
        ("The rain.", "Дoщ і вiтер.", EN_UK, ["o", "i"]),
        ("Кава.", "Cоffеe.", ("uk", "en"), ["о", "е"]),
        ("The test.", "Ф\u03bfрма.", EN_UK, ["\u03bf"]),
    ],
)
def test_a_letter_of_another_alphabet_in_a_word_is_an_error(
    source: str, target: str, locales: tuple[str, str], letters: list[str]
) -> None:
    found = severities("mixed-script", source, target, locales)
    assert set(found) == {"error"}
    assert words("mixed-script", source, target, locales) == letters


@pytest.mark.parametrize(
    "target",
    [
        *("IT-компанія", "G7-країни", "X-подібний", "COVID-19", "5 GB, 3 кВт", "план B"),
        *("kΩ і μm", "ΔT", "вітамін C корисний", "Facebook та iPhone", "MP3-плеєр"),
    ],
)
def test_words_of_two_scripts_side_by_side_are_no_fault(target: str) -> None:
    assert severities("mixed-script", "Some words.", target, EN_UK) == []


def test_a_name_that_the_source_writes_so_is_no_fault() -> None:
    assert severities("mixed-script", "The Яndex search", "Пошук Яndex", EN_UK) == []


def test_a_foreign_word_with_an_ending_is_a_hint() -> None:
    assert severities("mixed-script", "Two PDFs.", "Дві PDFки.", EN_UK) == ["hint"]
    assert severities("mixed-script", "Two iPhones.", "Із iPhoneом.", EN_UK) == ["hint"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Він i вона прийшли.", ["i"]),
        ("A також вони.", ["A"]),
        ("He треба.", ["He"]),
        ("Пункт a) закону.", []),
        ("Варіант A або інший.", []),
        ("Частина I закону", []),
        ("I світова війна", []),
    ],
)
def test_a_short_word_in_letters_of_the_other_alphabet_is_found(
    target: str, expected: list[str]
) -> None:
    assert words("mixed-script", "Some words.", target, EN_UK) == expected


def test_a_mixed_word_names_its_letters() -> None:
    assert look("mixed-script", "The EU.", "Євроcоюз.", EN_UK) == [
        ("error", "“Євроcоюз” has Latin letters among its own: c")
    ]


# Foreign script


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("Рада ухвалила закон.", "The Рада passed the law.", ("uk", "en"), ["warning"]),
        ("Рада ухвалила закон.", "The Рада ухвалила закон.", ("uk", "en"), ["error"]),
        ("Газета «День».", "The newspaper Den («День») says so.", ("uk", "en"), ["hint"]),
        ("А він пішов.", "А man went away there.", ("uk", "en"), ["warning"]),
        ("The council met.", "Зустрілися депутаты.", EN_UK, ["warning"]),
        ("Two of them met here.", "Двое зустрілися тут, і це ще був мэр.", EN_UK, ["warning"]),
        ("Three witnesses met.", "Троє witnesses зустрілися.", EN_UK, ["warning"]),
        ("In domestic violence.", "У domestic violence тут.", EN_UK, ["warning"]),
        ("The word “avian” is here.", "Слово «avian» тут є.", EN_UK, []),
        ("The Isle of Man.", "Острів Isle of Man тут.", EN_UK, []),
        ("He is sure of it.", "“He is впевнений of it all,” she said.", ("uk", "en"), ["warning"]),
        ("It costs π.", "Це коштує π.", EN_UK, []),
        ("iPhone by Apple.", "iPhone від Apple.", EN_UK, []),
        ("Fitch Ratings.", "Fitch Ratings.", EN_UK, []),
        ("The law was passed today.", "The law was passed ухвалено.", EN_UK, ["error"]),
        ("Рада ухвалила закон.", "Рада ухвалила закон.", ("uk", "en"), []),
        ("Рада.", "El Consejo.", ("uk", "es"), []),
        ("Рада.", "Рада.", ("uk", "tlh"), []),
    ],
)
def test_words_left_in_other_letters(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert severities("foreign-script", source, target, locales) == expected


def test_what_both_sides_quote_in_a_third_script_stays() -> None:
    assert severities("foreign-script", "Слово 東京 тут.", "The word 東京 here.") == []
