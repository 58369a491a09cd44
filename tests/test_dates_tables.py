"""Tables of dates: a fifth language is a table, and a desk adds to one of the tool's."""

import tomllib
from importlib.resources import files

import pytest

from l10n.language.facts.fact import Kind, Value
from l10n.language.facts.finding import facts
from l10n.language.tables import LANGUAGES, Table, fault, table_of

SPANISH = """
[numbers.cardinals]
3 = "tres"
10 = "diez"
[numbers.ordinals]
1 = "primero"
[dates]
of = "de del"
joins = "y"
to = "al a"
at = "a"
near = "las"
year_before = "en desde"
ordinal_point = false
[dates.months]
1 = "enero"
4 = "abril"
[dates.weekdays]
1 = "lunes"
[dates.relative]
"-1" = ["ayer"]
"0" = ["hoy"]
[dates.parts]
pm = ["de la tarde"]
am = ["de la mañana"]
[dates.moments]
"12:00" = ["mediodía"]
[dates.times]
"{h} y media" = "h:30"
"{h} menos {w}" = "h-1:60-m"
"""


def read(text: str, table: Table) -> list[tuple[Kind, Value]]:
    return [(fact.kind, fact.value) for fact in facts(text, table)]


def test_a_fifth_language_is_a_table() -> None:
    table = Table("es", tomllib.loads(SPANISH))
    assert read("el lunes, 18 de abril de 2025", table) == [
        (Kind.WEEKDAY, 1),
        (Kind.DATE, (2025, 4, 18)),
    ]
    assert read("ayer", table) == [(Kind.RELATIVE_DAY, -1)]
    assert read("a las tres y media de la tarde", table) == [(Kind.TIME, (15, 30))]
    assert read("a las tres menos diez de la mañana", table) == [(Kind.TIME, (2, 50))]
    assert read("a las 15:30", table) == [(Kind.TIME, (15, 30))]
    assert read("desde 2019", table) == [(Kind.YEAR, 2019)]
    assert fault(tomllib.loads(SPANISH)) is None


def test_a_desk_adds_words_of_its_own() -> None:
    mine = tomllib.loads('[dates.months]\n4 = "квитня кв*"\n[dates.relative]\n"0" = ["днесь"]')
    assert fault(mine) is None
    table = table_of("uk").extended(mine)
    assert read("18 квитня", table) == [(Kind.DATE, (None, 4, 18))]
    assert read("18 квтн", table) == [(Kind.DATE, (None, 4, 18))]
    assert read("18 квітня", table) == [(Kind.DATE, (None, 4, 18))]
    assert read("днесь", table) == [(Kind.RELATIVE_DAY, 0)]


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("months.13", '[dates.months]\n13 = "x"'),
        ("months.x", '[dates.months]\nx = "x"'),
        ("weekdays.0", '[dates.weekdays]\n0 = "x"'),
        ("decades.25", '[dates.decades]\n25 = "x"'),
        ("relative.yesterday", '[dates.relative]\nyesterday = ["x"]'),
        ("periods.last year", '[dates.periods]\n"last year" = ["x"]'),
        ("parts.dawn", '[dates.parts]\ndawn = ["x"]'),
        ("moments.noon", '[dates.moments]\nnoon = ["x"]'),
        ("moments.24:00", '[dates.moments]\n"24:00" = ["x"]'),
        ("clock.x", '[dates.clock]\nx = "many"'),
        ("orders.US", '[dates.orders]\nUS = "ymd"'),
        ("eras.x", "[dates.eras]\nx = 2"),
        ("named.11/9", '[dates.named]\n"11/9" = ["x"]'),
        ("times.x", '[dates.times]\nx = "h:30"'),
        ("times.half {h}", '[dates.times]\n"half {h}" = "30"'),
        ("months", '[dates]\nmonths = ["x"]'),
    ],
)
def test_what_a_table_cannot_hold_is_named(key: str, written: str) -> None:
    assert fault(tomllib.loads(written)) == f"dates.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_read_by_sections_is_what_its_file_says(language: str) -> None:
    text = files("l10n.language").joinpath(f"data/{language}.toml").read_text("utf-8")
    for first in tomllib.loads(text):
        table = table_of.__wrapped__(language)
        assert table.section(first)
        assert list(table.sections.items()) == list(tomllib.loads(text).items())
