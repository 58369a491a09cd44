"""Typography: quotes, apostrophes, dashes, number marks, spaces, doubled words, ends, capitals."""

import pytest

from l10n.checks import Line
from l10n.model.style import Style
from tests.looking import EN_UK, UK_EN, article, findings, look, severities, words


def told(name: str, *lines: tuple[str, str], locales: tuple[str, str] = UK_EN) -> list[str]:
    """What a check says of an article."""
    return [each.message.text("en") for each in findings(name, article(lines, locales))]


# Quotes


@pytest.mark.parametrize(
    ("source", "target", "locales"),
    [
        ("«Так», — сказав він.", "“Yes, he said.", UK_EN),
        ("«Так», — сказав він.", "Yes,” he said.", UK_EN),
        ("«Так», — сказав він.", '"Yes, he said.', UK_EN),
        ("Фільм «Земля» вийшов.", 'The film Earth" is out.', UK_EN),
        ("The film “Earth” is out.", "Фільм «Земля вийшов.", EN_UK),
        ("The film “Earth” is out.", "Фільм Земля» вийшов.", EN_UK),
        ("Фільм «Земля» вийшов.", "Der Film „Erde ist da.", ("uk", "de")),
        ("Фільм «Земля» вийшов.", "Film Ziemia” wyszedł.", ("uk", "pl")),
    ],
)
def test_a_quotation_mark_without_its_mate_is_a_warning(
    source: str, target: str, locales: tuple[str, str]
) -> None:
    assert severities("quotes", source, target, locales) == ["warning"]


@pytest.mark.parametrize(
    ("source", "target", "locales"),
    [
        ("«Так», — сказав він.", "“Yes,” he said.", UK_EN),
        ("«Так», — сказав він.", "„Ja“, sagte er.", ("uk", "de")),
        ("«Так», — сказав він.", "»Ja«, sagte er.", ("uk", "de")),
        ("«Так», — сказав він.", "«Ja», sagte er.", ("uk", "de")),
        ("“Yes,” he said.", "„Так“, — сказав він.", EN_UK),
        ("“Yes,” he said.", "“Так”, — сказав він.", EN_UK),
        ("The firm “Dream”.", "Фірма «ТОВ «Мрія».", EN_UK),
        ("The firm “Dream”.", "Фірма «ТОВ „Мрія“».", EN_UK),
        ("«Так».", '"Yes," she said, "and "no" too."', UK_EN),
        ('Екран 24".', 'A 24" screen.', UK_EN),
        ("“Yes, he said.", "«Так, — сказав він.", EN_UK),
        ("Він — 6 футів.", "He is 6'2\" tall.", UK_EN),
    ],
)
def test_quotation_marks_with_their_mates(
    source: str, target: str, locales: tuple[str, str]
) -> None:
    assert severities("quotes", source, target, locales) == []


def test_a_quotation_may_go_on_in_the_next_sentence() -> None:
    lines = (
        ("«Так, — сказав він. — Ми йдемо.", "“Yes,” he said. “We are going."),
        ("Сьогодні».", "Today.”"),
    )
    assert told("quotes", *lines) == []
    assert told("quotes", lines[0], ("Сьогодні».", "Today.")) == [
        "the quotation mark “ is never closed"
    ] or told("quotes", lines[0], ("Сьогодні».", "Today.")) == [
        "the source closes a quotation with »; the target does not"
    ]


def test_sentences_of_a_quotation_may_be_parted_elsewhere() -> None:
    lines = (("“We go.” That was all.", "«Ми йдемо."), ("He left.", "Це все», — і пішов."))
    assert told("quotes", *lines, locales=EN_UK) == []


def test_each_paragraph_of_a_quotation_may_begin_with_a_mark() -> None:
    lines = (
        ("“One is this.", "«Перше — це."),
        ("“Two is that.”", "Друге — те»."),
    )
    assert told("quotes", *lines, locales=EN_UK) == []


def test_marks_of_another_language_are_a_warning() -> None:
    assert look("quotes", "«Так».", "«Yes».") == [
        ("warning", "« is no quotation mark of the language; write “…”")
    ]
    assert words("quotes", "«Так».", "«Yes».") == ["«", "»"]
    assert severities("quotes", "«Так».", "«Ja».", ("uk", "tlh")) == []


def test_german_has_marks_within_marks() -> None:
    within = "»Lesen Sie jeden Tag ›Den‹«, sagte er."
    assert severities("quotes", "«Читайте „День“», — сказав він.", within, ("uk", "de")) == []


# Apostrophes


@pytest.mark.parametrize(
    ("target", "locales", "expected"),
    [
        ("He couldnʼt go.", UK_EN, ["warning"]),
        ("He couldn’t go, didn't he?", UK_EN, ["hint"]),
        ("He couldn't go.", UK_EN, []),
        ("The ministersʼ talks.", UK_EN, ["warning"]),
        ("The ministers’ talks, ‘so’ to say.", UK_EN, []),
        ("П’ять і м'яч.", EN_UK, ["hint"]),
        ("Пʼять і мʼяч.", EN_UK, []),
        ("П`ять осіб.", EN_UK, ["warning"]),
        ('П"ять осіб.', EN_UK, ["warning"]),
        ("П‘ять осіб.", EN_UK, ["warning"]),
        ("Слово.", EN_UK, []),
        ("L’homme et lʼeau", ("uk", "fr"), []),
    ],
)
def test_apostrophes_are_those_of_the_language(
    target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert severities("apostrophes", "Some words.", target, locales) == expected


def test_the_desk_chooses_its_apostrophe() -> None:
    lines = [("Five.", "П’ять."), ("A ball.", "М'яч."), ("Six, a family.", "Шість, сім'я.")]
    subject = article(lines, EN_UK, Style(apostrophe="’"))
    found = findings("apostrophes", subject)
    assert [each.message.text("en") for each in found] == ["the desk writes ’, not '"] * 2
    assert {each.severity.value for each in found} == {"warning"}


def test_without_a_choice_the_rarer_sign_is_a_hint() -> None:
    lines = (("Five.", "П’ять."), ("A ball.", "М'яч."), ("A family.", "Сім’я."))
    assert told("apostrophes", *lines, locales=EN_UK) == ["elsewhere the article has ’, not '"]


# Dashes


@pytest.mark.parametrize(
    ("target", "locales", "expected"),
    [
        ("Київ - столиця.", EN_UK, ["-"]),
        ("Київ -- столиця.", EN_UK, ["--"]),
        ("Київ— столиця.", EN_UK, ["—"]),
        ("Київ —столиця.", EN_UK, ["—"]),
        ("Київ—столиця.", EN_UK, ["—"]),
        ("Kyiv—the capital.", UK_EN, []),
        ("Київ — столиця.", EN_UK, []),
        ("Рейс Київ–Львів, 1990–2020.", EN_UK, []),
        ("Рахунок 2 - 1.", EN_UK, []),
        ("Команда l10n --json тут.", EN_UK, []),
        ("— Так, — сказав він.", EN_UK, []),
        ("Біло-синій.", EN_UK, []),
    ],
)
def test_dashes_are_no_hyphens(target: str, locales: tuple[str, str], expected: list[str]) -> None:
    assert words("dashes", "Some words.", target, locales) == expected


# Number marks


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("1,5 млн", "1,5 million", UK_EN, ["“1,5” is written 1.5 here"]),
        ("12,75 %", "12,75%", UK_EN, ["“12,75” is written 12.75 here"]),
        ("1.5 million", "1.5 млн", EN_UK, ["“1.5” is written 1,5 here"]),
        ("1,500 people", "1,500 осіб", EN_UK, ["“1,500” is written 1 500 here"]),
        ("1,500,000 people", "1,500,000 осіб", EN_UK, ["“1,500,000” is written 1 500 000 here"]),
        ("1.5 million", "1.5 Millionen", ("en", "de"), ["“1.5” is written 1,5 here"]),
        ("1,500 people", "1,500 Leute", ("en", "de"), ["“1,500” is written 1.500 here"]),
        ("1,5 млн", "1.5 million", UK_EN, []),
        ("1.5 million", "1,5 млн", EN_UK, []),
        ("1,500 people", "1 500 осіб", EN_UK, []),
        ("24.02.2022", "24.02.2022", EN_UK, []),
        ("Version 2.1.3", "Версія 2.1.3", EN_UK, []),
        ("The Web 2.0 age", "Доба Web 2.0", EN_UK, []),
        ("At 192.168.0.1", "На 192.168.0.1", EN_UK, []),
        ("Gained 1.5", "Зросло на 2.5", EN_UK, ["“2.5” is written 2,5 here"]),
        ("At 11:15 there", "Об 11.15 там", EN_UK, []),
        ("1,5 Tage", "1,5 jours", ("de", "fr"), []),
    ],
)
def test_numbers_have_the_marks_of_the_language(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert told("number-marks", (source, target), locales=locales) == expected


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("2.9 wins", "5.6 points and 2,9 rebounds", UK_EN, ["warning"]),
        ("3.26 million", "Це 3.26 мільйона", EN_UK, ["warning"]),
        ("On 24.02", "Станом на 24.02", EN_UK, ["hint"]),
        ("Es sind 1,5.", "Die Zahl ist 1.5.", ("uk", "de"), ["warning"]),
        ("Python 3.8 is", "Мова python 3.8 є", EN_UK, []),
        ("Version 2.1", "In Version 2.1", ("en", "de"), []),
    ],
)
def test_a_decimal_is_told_from_a_version_and_a_time(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert severities("number-marks", source, target, locales) == expected


def test_what_may_be_a_time_or_a_day_is_a_hint() -> None:
    assert severities("number-marks", "At 15.30", "О 15.30", EN_UK) == ["hint"]
    assert severities("number-marks", "See Figure 1.1 here", "Див. Малюнок 1.1", EN_UK) == ["hint"]


# Spaces


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Рада ухвалила.", "The  Rada passed it.", ["two spaces in a row"]),
        ("Рада, так.", "The Rada , yes.", ["a space before “,”"]),
        ("Рада, так.", "The Rada,yes.", ["no space after “,”"]),
        ("Рада. Так.", "The Rada met.Yes it did.", ["no space after “.”"]),
        ("Рада (так).", "The Rada ( yes).", ["a space inside brackets or quotation marks"]),
        ("Рада ухвалила.", "The Rada passed it :)", []),
        ("Рада о 10:30, 1,5 %.", "The Rada at 10:30, 1,5 %.", []),
        ("Див. example.org, так.", "See example.org, yes, at U.S. addresses.", []),
        ("Рада… так.", "The Rada ... yes.", []),
        ("Про .NET", "About .NET and .com", []),
    ],
)
def test_spaces_stand_where_they_belong(source: str, target: str, expected: list[str]) -> None:
    assert told("spaces", (source, target)) == expected


# Doubled words


@pytest.mark.parametrize(
    ("source", "target", "locales", "expected"),
    [
        ("Рада ухвалила.", "The the Rada passed it.", UK_EN, ["The the"]),
        ("It was passed.", "Закон було було ухвалено.", EN_UK, ["було було"]),
        ("Він мусив.", "He had had to, very very soon.", UK_EN, []),
        ("It is far.", "Це дуже дуже далеко.", EN_UK, []),
        ("Бора Бора", "Bora Bora", UK_EN, []),
        ("Так-так, так так.", "Yes yes it is.", UK_EN, []),
        ("Рада, рада.", "It is, is it?", UK_EN, []),
        ("Числа 10 10.", "The numbers 10 10.", UK_EN, []),
    ],
)
def test_a_word_that_stands_twice(
    source: str, target: str, locales: tuple[str, str], expected: list[str]
) -> None:
    assert words("doubled-words", source, target, locales) == expected


# The end


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Хто це?", "This is who.", ["warning"]),
        ("Хто це?", "This is who. ", ["warning"]),
        ("Хто це?", "Who? Nobody.", ["hint"]),
        ("Хто це.", "Who is this?", ["hint"]),
        ("Це він.", "This is him", ["hint"]),
        ("Це він:", "This is him.", ["hint"]),
        ("Це він!", "This is him.", ["hint"]),
        ("Він спитав: «Хто це?»", "He asked who it was.", ["hint"]),
        ("Це він.", "This is him —", []),
        ("Це він.", "This is him,", []),
        ("Це він", "This is him.", []),
        ("Це він…", "This is him...", []),
        ("Це він?!", "Is this him?", []),
        ("«Це він».", "“This is him.”", []),
        ("Це він…", "This is him.", []),
    ],
)
def test_sentences_end_alike(source: str, target: str, expected: list[str]) -> None:
    assert severities("end-punctuation", source, target) == expected


def test_a_language_without_a_table_may_have_no_such_signs() -> None:
    assert severities("end-punctuation", "Це він.", "นี่คือเขา", ("uk", "th")) == []
    assert severities("spaces", "Хто це?", "Qui est-ce ?", ("uk", "fr")) == []
    assert severities("number-marks", "1.5 km", "1.5 km", ("en", "fr")) == []


def test_a_headline_has_no_stop_that_its_source_has_not() -> None:
    line = Line("Рада ухвалила закон", "Rada passes law.", "title")
    (found,) = findings("end-punctuation", article([line]))
    assert found.message.text("en") == "the headline of the source has no full stop"


# Capitals


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Рада ухвалила.", "the Rada passed it.", ["the"]),
        ("«Рада ухвалила».", "“the Rada passed it.”", ["the"]),
        ("рада ухвалила.", "the Rada passed it.", []),
        ("Купили iPhone.", "iPhones were bought.", []),
        ("Сайт ради.", "rada.example.org is the site.", []),
        ("Сайт example.org.", "example.org is a site.", []),
        ("Рада ухвалила.", "…and the Rada passed it.", []),
        ("Рада ухвалила.", "3 laws were passed.", []),
    ],
)
def test_a_sentence_begins_with_a_capital(source: str, target: str, expected: list[str]) -> None:
    assert words("capitals", source, target) == expected


def test_a_sentence_may_go_on_from_the_one_before() -> None:
    lines = (("“Yes,” he said.", "«Так», — сказав він,"), ("It ended.", "додавши, що це все."))
    assert told("capitals", *lines, locales=EN_UK) == []


@pytest.mark.parametrize(
    ("style", "source", "target", "expected"),
    [
        ("title", "Рада ухвалила закон про мову", "Rada Passes Law on Language", []),
        ("title", "Рада ухвалила закон", "Rada Passes law", ["law"]),
        ("title", "Рада ухвалила закон", "Rada passes new Law", ["passes"]),
        ("sentence", "Рада ухвалила закон про мову", "Rada passes language law", []),
        ("sentence", "Рада ухвалила закон про мову", "Rada Passes New Language Law", ["Passes"]),
        (
            "sentence",
            "Зеленський, Байден і Шольц у Києві",
            "Zelensky, Biden and Scholz in Kyiv",
            [],
        ),
    ],
)
def test_headlines_have_the_capitals_of_the_desk(
    style: str, source: str, target: str, expected: list[str]
) -> None:
    line = Line(source, target, "title")
    chosen = Style(headlines="title" if style == "title" else "sentence")
    found = findings("capitals", article([line], UK_EN, chosen))
    assert [target[each.target[0].start : each.target[0].end] for each in found] == expected


def test_nouns_of_german_headlines_keep_their_capitals() -> None:
    line = Line("Рада ухвалила закон", "Rat Verabschiedet Gesetz Zur Sprache", "title")
    subject = article([line], ("uk", "de"), Style(headlines="sentence"))
    assert findings("capitals", subject) == []
