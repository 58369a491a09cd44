"""Dates, times, years and centuries of a text: every form of each language has the same value."""

from datetime import date, timedelta

import pytest

from l10n.language.facts.dates import find
from l10n.language.facts.fact import Fact, Kind, Value
from l10n.language.tables import table_of
from tests.growth import in_proportion


def listed(words: str) -> list[str]:
    return words.split()


UK = listed(
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
)
EN = listed("January February March April May June July August September October November December")
DE = listed("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
PL = listed(
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia"
)
SHORT = {
    "uk": listed("січ. лют. бер. квіт. трав. черв. лип. серп. верес. жовт. листоп. груд."),
    "en": listed("Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec."),
    "de": listed("Jan. Feb. März Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez."),
}
MONTHS = {"uk": UK, "en": EN, "de": DE, "pl": PL}
WITH_YEAR = {
    "uk": (
        *(
            "{d} {m} {y} року",
            "{d} {m} {y} р.",
            "{d} {m} {y}",
            "{d}-го {m} {y}-го",
            "{dd}.{mm}.{y}",
        ),
        *("{y}-{mm}-{dd}", "{d} {s} {y} року", "{dd}/{mm}/{y}"),
    ),
    "en": (
        *("{m} {d}, {y}", "{d} {m} {y}", "{s} {d}, {y}", "the {d} of {m}, {y}", "{m} {d} {y}"),
        "{y}-{mm}-{dd}",
    ),
    "de": ("{d}. {m} {y}", "{dd}.{mm}.{y}", "{d}.{mm}.{y}", "{y}-{mm}-{dd}", "{d}. {s} {y}"),
    "pl": ("{d} {m} {y} r.", "{d} {m} {y} roku", "{dd}.{mm}.{y}", "{y}-{mm}-{dd}"),
}
WITHOUT = {
    "uk": ("{d} {m}", "{d}-го {m}", "{d} {s}", "до {dd}.{mm}"),
    "en": ("{m} {d}", "{d} {m}", "{m} {d}th", "the {d}th of {m}", "{s} {d}"),
    "de": ("{d}. {m}", "am {d}. {m}", "bis {dd}.{mm}.", "{d}. {s}"),
    "pl": ("{d} {m}", "do {dd}.{mm}"),
}
ORDINALS = {
    "uk": "першого другого третього четвертого п’ятого шостого сьомого восьмого дев’ятого десятого "
    "одинадцятого дванадцятого тринадцятого чотирнадцятого п’ятнадцятого шістнадцятого "
    "сімнадцятого вісімнадцятого дев’ятнадцятого двадцятого двадцять_першого двадцять_другого "
    "двадцять_третього двадцять_четвертого двадцять_п’ятого двадцять_шостого двадцять_сьомого "
    "двадцять_восьмого двадцять_дев’ятого тридцятого тридцять_першого",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
    "de": "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften "
    "zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten "
    "neunzehnten zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten "
    "vierundzwanzigsten fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten "
    "achtundzwanzigsten neunundzwanzigsten dreißigsten einunddreißigsten",
    "pl": "pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego "
    "dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego "
    "siedemnastego osiemnastego dziewiętnastego dwudziestego dwudziestego_pierwszego "
    "dwudziestego_drugiego dwudziestego_trzeciego dwudziestego_czwartego dwudziestego_piątego "
    "dwudziestego_szóstego dwudziestego_siódmego dwudziestego_ósmego dwudziestego_dziewiątego "
    "trzydziestego trzydziestego_pierwszego",
}


def facts(text: str, language: str) -> list[Fact]:
    """The facts of a text, each stretch of it in the first that claims it."""
    found: list[Fact] = []
    for fact in find(text, table_of(language)):
        if not any(fact.start < other.end and other.start < fact.end for other in found):
            found.append(fact)
    return sorted(found, key=lambda fact: fact.start)


def read(text: str, language: str, kind: Kind) -> list[Value]:
    """The values of a kind that a text surely has."""
    return [fact.value for fact in facts(text, language) if fact.kind is kind and not fact.vague]


def written(form: str, day: date, language: str) -> str:
    names = MONTHS[language]
    month = names[day.month - 1]
    return form.format(
        d=day.day,
        dd=f"{day.day:02}",
        m=month,
        mm=f"{day.month:02}",
        s=SHORT.get(language, names)[day.month - 1],
        y=day.year,
    )


@pytest.mark.parametrize("step", [1, pytest.param(0, marks=pytest.mark.sampled(0))])
@pytest.mark.parametrize("language", MONTHS)
def test_every_date_of_a_year_is_read_in_every_form(language: str, step: int) -> None:
    """Each date in two of its forms in turn; as a campaign in all of them."""
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(number)
        whole, part = (2024, day.month, day.day), (None, day.month, day.day)
        for forms, value in ((WITH_YEAR[language], whole), (WITHOUT[language], part)):
            turn = number % len(forms)
            for form in forms[turn : turn + 1] if step else forms:
                text = written(form, day, language)
                assert read(f"«{text}», і", language, Kind.DATE) == [value], text


@pytest.mark.parametrize("language", ORDINALS)
def test_days_are_read_in_words(language: str) -> None:
    for number, word in enumerate(ORDINALS[language].split(), 1):
        text = f"{word.replace('_', ' ')} {MONTHS[language][0]}"
        text = text.replace(" January", " of January")
        assert read(text, language, Kind.DATE) == [(None, 1, number)], text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "17–18 квітня", [(4, 17), (4, 18)]),
        ("uk", "з 17 по 18 квітня", [(4, 17), (4, 18)]),
        ("uk", "17, 18 та 19 квітня 2025 року", [(4, 17), (4, 18), (4, 19)]),
        ("uk", "28 лютого – 3 березня", [(2, 28), (3, 3)]),
        ("uk", "у лютому й березні", [(2, None), (3, None)]),
        ("uk", "Лютий мороз скував місто", []),
        ("uk", "рахунок 3,5 квітня", [(4, None)]),
        ("uk", "п. 18.04 угоди", []),
        ("uk", "на площі 8 Березня", []),
        ("en", "April 17–18", [(4, 17), (4, 18)]),
        ("en", "April 17 and 18", [(4, 17), (4, 18)]),
        ("en", "April 17, 18 and 19, 2025", [(4, 17), (4, 18), (4, 19)]),
        ("en", "On April 17, 18 people died", [(4, 17)]),
        ("en", "In March 20 people died", [(3, None)]),
        ("en", "Theresa May said they march on", []),
        ("en", "from March to May", [(3, None), (5, None)]),
        ("en", "February’s 4-1 win", [(2, None)]),
        ("en", "since 9/11", [(9, 11)]),
        ("en", "in summer Nov-Feb", [(11, None), (2, None)]),
        ("en", "April Smith and June Jones married", []),
        ("en", "a 50/50 chance, 24/7, 18.04 per share", []),
        ("de", "17. und 18. April", [(4, 17), (4, 18)]),
        ("de", "im Mai, Herr Mai", [(5, None)]),
        ("pl", "17 i 18 kwietnia", [(4, 17), (4, 18)]),
    ],
)
def test_days_together_and_months_alone(
    language: str, text: str, expected: list[tuple[int, int | None]]
) -> None:
    assert [value[1:] for value in read(text, language, Kind.DATE) if isinstance(value, tuple)] == (
        expected
    )


def test_a_date_in_digits_is_read_as_its_region_does() -> None:
    assert read("on 03/04/2025", "en-US", Kind.DATE) == [(2025, 3, 4)]
    assert read("on 03/04/2025", "en-GB", Kind.DATE) == [(2025, 4, 3)]
    (either,) = facts("on 03/04/2025", "en")
    assert (either.value, either.others) == ((2025, 4, 3), ((2025, 3, 4),))
    (plain,) = facts("on 18/04/2025", "en")
    assert (plain.value, plain.others) == ((2025, 4, 18), ())


def test_no_version_address_or_sum_is_a_date() -> None:
    for text in ("1.2.3.4", "10.0.0.1", "версія 1.2.10", "31.02.2025", "2025-13-01", "1/2 склянки"):
        assert read(text, "uk", Kind.DATE) == [], text


HOURS_UK = listed(
    "першій другій третій четвертій п’ятій шостій сьомій восьмій дев’ятій десятій одинадцятій "
    "дванадцятій"
)
NEXT_UK = listed(
    "другу третю четверту п’яту шосту сьому восьму дев’яту десяту одинадцяту дванадцяту першу"
)
HOURS_EN = listed("one two three four five six seven eight nine ten eleven twelve")
HOURS_DE = listed("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
HOURS_PL = listed(
    "drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej jedenastej "
    "dwunastej pierwszej"
)


@pytest.mark.parametrize("minute", range(0, 1440, 23))
def test_times_are_the_same_by_either_clock(minute: int) -> None:
    hour, rest = divmod(minute, 60)
    value = (hour, rest)
    half = "a.m." if hour < 12 else "p.m."
    twelve = (hour - 1) % 12 + 1
    forms = {
        "en": (
            f"at {twelve}:{rest:02} {half}",
            f"{twelve}.{rest:02}{half[0]}m",
            f"{hour:02}{rest:02} GMT",
        ),
        "uk": (f"о {hour:02}:{rest:02}", f"о {hour:02}.{rest:02}"),
        "de": (f"um {hour:02}:{rest:02} Uhr", f"{hour:02}.{rest:02} Uhr"),
        "pl": (f"o {hour:02}:{rest:02}", f"o godz. {hour:02}.{rest:02}"),
    }
    for language, texts in forms.items():
        for text in texts:
            assert read(text, language, Kind.TIME) == [value], text


@pytest.mark.parametrize("hour", range(12))
def test_times_in_words_are_read(hour: int) -> None:
    whole = (hour + 1) % 12
    texts = (
        ("uk", f"о {HOURS_UK[hour]} годині", (whole, 0)),
        ("uk", f"о {HOURS_UK[hour]} ранку", (whole, 0)),
        ("uk", f"о пів на {NEXT_UK[hour]}", (whole, 30)),
        ("uk", f"чверть на {NEXT_UK[hour]}", (whole, 15)),
        ("en", f"{HOURS_EN[hour]} o’clock", (whole, 0)),
        ("en", f"{HOURS_EN[hour]} in the morning", (whole, 0)),
        ("en", f"half past {HOURS_EN[hour]}", (whole, 30)),
        ("en", f"a quarter to {HOURS_EN[hour]}", (hour, 45)),
        ("en", f"ten past {HOURS_EN[hour]}", (whole, 10)),
        ("de", f"um {HOURS_DE[hour]} Uhr", (whole, 0)),
        ("de", f"halb {HOURS_DE[hour]}", (hour, 30)),
        ("de", f"Viertel nach {HOURS_DE[hour]}", (whole, 15)),
        ("pl", f"wpół do {HOURS_PL[hour]}", (whole, 30)),
    )
    for language, text, value in texts:
        assert read(text, language, Kind.TIME) == [value], text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "опівдні та опівночі", [(12, 0), (0, 0)]),
        ("uk", "о 6-й ранку, о 9 вечора, о третій дня", [(6, 0), (21, 0), (15, 0)]),
        ("uk", "о 15 годині 20 хвилин", [(15, 20)]),
        ("uk", "тривало 5 годин, 3 години, 1 годину", []),
        ("uk", "рахунок 24:17 і 3:1", []),
        ("uk", "з 9:30–18:45 щодня", [(9, 30), (18, 45)]),
        ("en", "from noon until midnight", [(12, 0), (0, 0)]),
        ("en", "between 2:30 p.m. and 5:30pm", [(14, 30), (17, 30)]),
        ("en", "won 24:17, at 5.30 percent", []),
    ],
)
def test_times_are_told_from_scores_and_spans(
    language: str, text: str, expected: list[Value]
) -> None:
    assert read(text, language, Kind.TIME) == expected


YEARS = (
    ("uk", ("у {y} році", "{y} року", "{y} р.", "{y}-го", "від {y} до", "({y})")),
    ("en", ("in {y}", "the {y} election", "{y},", "the year {y}")),
    ("de", ("im Jahr {y}", "seit {y}", "{y},")),
    ("pl", ("w {y} roku", "{y} r.", "od {y} do")),
)


@pytest.mark.parametrize(("language", "forms"), YEARS)
def test_years_are_read_in_every_form(language: str, forms: tuple[str, ...]) -> None:
    for year in range(1901, 2060, 3):
        for form in forms:
            assert read(form.format(y=year), language, Kind.YEAR) == [year], form


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "2018–2019 роки", [2018, 2019]),
        ("uk", "сезон 2018/19 року", [2018, 2019]),
        ("uk", "1950–53 років", [1950, 1953]),
        ("uk", "у 1990-х роках, 90-ті роки, дев’яності роки", [(1990, 1999)] * 3),
        ("uk", "протягом 60-х і 70-х років", [(1960, 1969), (1970, 1979)]),
        ("uk", "44 р. до н. е., 991 року", [-44, 991]),
        ("uk", "прийшло 1500 людей", []),
        ("en", "1990s, ’90s, mid-1990s, the nineties", [(1990, 1999)] * 4),
        ("en", "in the 2018-19 season", [2018, 2019]),
        ("en", "44 BC, AD 79", [-44, 79]),
        ("en", "in his 90s, 1,500 people, almost 1000 people, a 2000-meter run", []),
        ("de", "in den 1990er Jahren, 44 v. Chr.", [(1990, 1999), -44]),
        ("pl", "lata 90., w latach 1990.", [(1990, 1999), (1990, 1999)]),
        ("pl", "lata 80. i 90., po 30 latach świętował 80. urodziny", [(1980, 1989), (1990, 1999)]),
    ],
)
def test_years_decades_and_eras(language: str, text: str, expected: list[Value]) -> None:
    assert read(text, language, Kind.YEAR) == expected


ROMAN = listed("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI")


@pytest.mark.parametrize("number", range(1, 22))
def test_centuries_are_read_in_every_form(number: int) -> None:
    roman = ROMAN[number - 1]
    for text in (
        f"{roman} ст.",
        f"{roman} століття",
        f"у {number}-му столітті",
        f"{number} століття",
    ):
        assert read(text, "uk", Kind.CENTURY) == [number], text
    for text in (f"the {number}th century", f"{number}th-century", f"{roman} century"):
        assert read(text, "en", Kind.CENTURY) == [number], text
    word = ORDINALS["en"].split()[number - 1]
    assert read(f"the {word} century", "en", Kind.CENTURY) == [number]
    assert read(f"im {number}. Jahrhundert", "de", Kind.CENTURY) == [number]
    assert read(f"{roman} wiek", "pl", Kind.CENTURY) == [number]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "XVIII–XIX ст.", [18, 19]),
        ("uk", "ХІХ ст.", [19]),
        ("uk", "ч. 2 ст. 115", []),
        ("uk", "V століття до н. е.", [-5]),
        ("en", "the 18th and 19th centuries", [18, 19]),
        ("en", "fifth century BC", [-5]),
    ],
)
def test_centuries_together_and_before_the_era(
    language: str, text: str, expected: list[Value]
) -> None:
    assert read(text, language, Kind.CENTURY) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "у понеділок, п’ятничний ефір, пн–пт", [1, 5, 1, 5]),
        ("en", "Monday’s talks, Sundays, Sat., Oct. 6", [1, 7, 6]),
        ("en", "They sat in the sun and wed", []),
        ("de", "am Montagabend, So war es", [1]),
        ("pl", "w środę i w niedzielę", [3, 7]),
    ],
)
def test_weekdays_are_read(language: str, text: str, expected: list[Value]) -> None:
    assert read(text, language, Kind.WEEKDAY) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "позавчора, вчора, сьогоднішній, завтра, післязавтра", [-2, -1, 0, 1, 2]),
        ("en", "the day before yesterday, yesterday’s, tonight, tomorrow", [-2, -1, 0, 1]),
        ("de", "vorgestern, gestern, heute, übermorgen", [-2, -1, 0, 2]),
        ("pl", "przedwczoraj, wczoraj, dziś, jutro, pojutrze", [-2, -1, 0, 1, 2]),
    ],
)
def test_days_from_today_are_read(language: str, text: str, expected: list[Value]) -> None:
    assert read(text, language, Kind.RELATIVE_DAY) == expected


def test_a_language_without_a_table_has_no_dates() -> None:
    assert facts("le 18 avril 2025 à 15h30", "fr") == []


HOSTILE = (
    *("1", "1.", "1/", "1:", "12:30–", "17, ", "17–", "17 and ", "April ", "April 17, ", "’", "-"),
    *(
        "twenty-",
        "квітня ",
        "17 квітня ",
        "XX–",
        "XX та ",
        "ст. ",
        "1990-",
        "2018–",
        "о ",
        "пів на ",
    ),
    *("за десять ", "half past ", "до ", "the ", "a.m. ", "Mon-", "пн.", "1 ", "."),
)


@pytest.mark.growth
@pytest.mark.sampled(8)
@pytest.mark.parametrize("sign", HOSTILE)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_hostile_texts_cost_what_they_are_long(sign: str, language: str) -> None:
    table = table_of(language)

    def work(size: int) -> int:
        text = (sign * (size // len(sign) + 1))[:size]
        return sum(1 for _fact in find(f"1 April квітня {text}", table))

    assert in_proportion(work, 4_000)
