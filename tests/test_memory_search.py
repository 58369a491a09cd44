"""What the memory finds: exact texts always, others as comparing with every unit would."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.memory import Grade, Match, Place, Query
from l10n.memory.grading import Asked, best
from l10n.memory.sqlite import SqliteMemory
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit

PLACE = Place("catalog", "a.md", "en")
RADA = "Верховна Рада ухвалила закон про державний бюджет."


def unit(source: str, target: str = "x", **more: object) -> Unit:
    plain = Unit(Tagged(source), target, "uk", "en")
    return replace(plain, **more)  # type: ignore[arg-type]


def query(text: str, **more: object) -> Query:
    return replace(Query(Tagged(text), "uk", "en"), **more)  # type: ignore[arg-type]


@pytest.fixture
def memory(tmp_path: Path) -> SqliteMemory:
    return SqliteMemory(tmp_path / ".l10n" / "memory.sqlite")


def found(memory: SqliteMemory, asked: Query) -> list[tuple[Grade, int, str]]:
    matches = memory.search([asked])[0]
    assert memory.failure is None
    return [(match.grade, match.similarity, match.unit.target) for match in matches]


def best_of(memory: SqliteMemory, asked: Query) -> Match:
    return memory.search([asked])[0][0]


def put(memory: SqliteMemory, *units: Unit, place: Place = PLACE) -> None:
    memory.put(place, units, "stamp")


def test_each_grade_is_told_from_the_others(memory: SqliteMemory) -> None:
    here = unit("Він сказав: «Це моє ім’я — 12».", "He said", before="Перед.", after="Далі.")
    put(memory, here)
    exact = query(here.source.text)
    assert found(memory, exact) == [(Grade.EXACT, 100, "He said")]
    around = replace(exact, before="Перед.", after="Далі.")
    assert found(memory, around) == [(Grade.IN_CONTEXT, 100, "He said")]
    assert found(memory, replace(around, after="Інше."))[0][0] is Grade.EXACT
    other_role = replace(around, context="title")
    assert found(memory, other_role)[0][0] is Grade.EXACT
    plain = query('він  сказав: "це моє ім\'я — 12".')
    assert found(memory, plain) == [(Grade.NORMALIZED, 100, "He said")]
    figures = query("Він сказав: «Це моє ім’я — 1 345».")
    assert found(memory, figures) == [(Grade.FIGURES, 88, "He said")]
    fuzzy = query("Він сказав: «Це твоє ім’я — 12».")
    assert found(memory, fuzzy) == [(Grade.FUZZY, 93, "He said")]
    assert found(memory, replace(fuzzy, least=94)) == []
    assert found(memory, query("Зовсім інший текст, не про те.")) == []


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("uk", "У понеділок, 25 листопада, було холодно.", "У вівторок, 3 грудня, було холодно."),
        ("en", "On Monday, November 25, 2024, it froze.", "On Friday, May 2, 2025, it froze."),
        ("en", "It froze on the 2nd of May.", "It froze on the 25th of November."),
        ("de", "Am 25. November 2024 fror es.", "Am 3. Mai 2025 fror es."),
        ("fr", "Le 25 décembre, il gelait.", "Le 3 mai, il gelait."),
        ("ja", "2024年11月25日に開かれた。", "2025年3月1日に開かれた。"),
        ("uk", "Сплатили 10 000 гривень.", "Сплатили 7,5 гривень."),
    ],
)
def test_dates_and_figures_are_looked_past(
    memory: SqliteMemory, locale: str, one: str, other: str
) -> None:
    put(memory, unit(one, source_locale=locale))
    assert best_of(memory, query(other, source_locale=locale)).grade is Grade.FIGURES


def test_a_month_without_a_figure_is_a_word(memory: SqliteMemory) -> None:
    put(memory, unit("You may go there in the year 2024 or so.", source_locale="en"))
    asked = query("You june go there in the year 2024 or so.", source_locale="en")
    assert best_of(memory, asked).grade is Grade.FUZZY


def test_tags_count_as_one_character_each(memory: SqliteMemory) -> None:
    source = Tagged("Читайте <a1>наш</a1> текст.", frozenset({"a1"}))
    put(memory, replace(unit(""), source=source, target="Read <a1>our</a1> text."))
    renumbered = Tagged("Читайте <a7>наш</a7> текст.", frozenset({"a7"}))
    match = best_of(memory, replace(query(""), text=renumbered))
    assert (match.grade, match.unit.source) == (Grade.NORMALIZED, source)
    # Without being a tag it is text.
    assert found(memory, query("Читайте <a1>наш</a1> текст.")) == []
    assert found(memory, query("Читайте наш текст."))[0][:2] == (Grade.FUZZY, 90)


def test_the_better_standing_goes_first_then_the_newer(memory: SqliteMemory) -> None:
    put(
        memory,
        unit(RADA, "imported", standing=Standing.IMPORTED, date="2030-01-01T00:00:00Z"),
        unit(RADA, "old", date="2020-01-01T00:00:00Z"),
        unit(RADA, "new", date="2025-01-01T00:00:00Z"),
        unit(RADA, "machine", machine=True, date="2026-01-01T00:00:00Z"),
        unit(RADA, "approved", standing=Standing.APPROVED, date="2010-01-01T00:00:00Z"),
        unit(RADA, "title", context="title", standing=Standing.APPROVED),
    )
    order = ["approved", "new", "old", "machine", "imported", "title"]
    assert [target for *_grade, target in found(memory, query(RADA, most=9))] == order
    assert [target for *_grade, target in found(memory, query(RADA, most=2))] == order[:2]


def test_what_says_the_same_is_given_once(memory: SqliteMemory) -> None:
    put(memory, *(unit(RADA, "same", date=f"20{year}-01-01T00:00:00Z") for year in range(10, 30)))
    assert [match.unit.date[:4] for match in memory.search([query(RADA)])[0]] == ["2029"]


def test_languages_are_kept_apart_and_locales_are_not(memory: SqliteMemory) -> None:
    put(
        memory,
        unit(RADA, "british", target_locale="en-GB"),
        unit(RADA, "english"),
        unit(RADA, "german", target_locale="de"),
        unit(RADA, "bulgarian", source_locale="bg"),
        unit(RADA, "traditional", target_locale="zh-TW"),
    )
    asked = query(RADA, target_locale="en-GB")
    assert [target for *_grade, target in found(memory, asked)] == ["british", "english"]
    asked = query(RADA, source_locale="uk-UA")
    assert [target for *_grade, target in found(memory, asked)] == ["english", "british"]
    assert found(memory, query(RADA, target_locale="zh-CN")) == []
    hant = query(RADA, target_locale="zh-Hant-HK")
    assert [target for *_grade, target in found(memory, hant)] == ["traditional"]


def test_a_place_in_context_is_found_among_many(memory: SqliteMemory) -> None:
    many = [unit(RADA, str(n), before=str(n), standing=Standing.APPROVED) for n in range(200)]
    put(memory, unit(RADA, "mine", before="Мій сусід", after="Інший"), *many)
    asked = query(RADA, before="Мій сусід", after="Інший", most=1)
    assert found(memory, asked) == [(Grade.IN_CONTEXT, 100, "mine")]


def test_the_very_figures_are_found_among_many(memory: SqliteMemory) -> None:
    put(memory, *(unit(f"Рахунок № {n} сплачено.", str(n)) for n in range(3_000)))
    assert found(memory, query("Рахунок № 2718 сплачено.", most=1)) == [(Grade.EXACT, 100, "2718")]


WORDS = st.sampled_from(
    [
        "рада",
        "мир",
        "закон",
        "уряд",
        "війна",
        "місто",
        "і",
        "в",
        "на",
        "5",
        "12",
        "бюджет",
        "промовець",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ANY = st.text(max_size=40).filter(lambda text: text.strip() != "")


def brute(units: Sequence[Unit], asked: Query) -> list[tuple[Grade, int]]:
    matches = best(Asked.of(asked), [(PLACE, each) for each in units])
    return [(match.grade, match.similarity) for match in matches]


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=40), st.lists(TEXTS, min_size=1, max_size=5))
def test_small_memories_answer_as_comparing_all_would(texts: list[str], asked: list[str]) -> None:
    units = [unit(text, str(number)) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        memory = SqliteMemory(Path(folder, "memory.sqlite"))
        put(memory, *units)
        queries = [query(text) for text in [*asked, *texts]]
        for each, matches in zip(queries, memory.search(queries), strict=True):
            expected = brute(units, each)
            got = [(match.grade, match.similarity) for match in matches]
            assert got[:1] == expected[:1]
            exact = [pair for pair in expected if pair[0] >= Grade.FIGURES]
            assert got[: len(exact)] == exact
        memory.close()


UNITS = st.builds(
    Unit,
    source=st.one_of(
        ANY.map(Tagged),
        st.just(Tagged("<a1>а</a1> <b7> <br2/>", frozenset({"a1"}), frozenset({"br2"}))),
    ),
    target=ANY,
    source_locale=st.sampled_from(["uk", "en-GB", "zh-TW", "x-odd_tag", ""]),
    target_locale=st.sampled_from(["en", "uk"]),
    context=st.none() | st.just("title") | st.just(""),
    before=st.sampled_from(["", "а", "b\ud800"]),
    after=st.sampled_from(["", "а", "\0"]),
    standing=st.sampled_from(Standing),
    machine=st.booleans(),
    desk=ANY,
    article=st.sampled_from(["", "a.md", "\udcff.md"]),
    date=st.sampled_from(
        ["", "2026-01-02T03:04:05Z", "0001-01-01T00:00:00+23:59", "20260102", "?"]
    ),
    who=ANY,
    note=ANY,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(UNITS, max_size=12))
def test_units_come_out_as_they_went_in(units: list[Unit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = SqliteMemory(Path(folder, "memory.sqlite"))
        place = Place("file", "memory/\udcff.tmx")
        put(memory, *units, place=place)
        assert memory.failure is None
        assert list(memory.units()) == [(place, each) for each in units]
        for each in units:
            asked = Query(each.source, each.source_locale, each.target_locale, each.context)
            match = memory.search([asked])[0][0]
            assert match.grade >= Grade.EXACT
            assert match.unit.source == each.source
        memory.close()
