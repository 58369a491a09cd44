"""A table of translations: what people keep in a spreadsheet is read, and written back the same."""

import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import FileError
from l10n.exchange.csv.reading import LONGEST, read_units
from l10n.exchange.csv.writing import table
from l10n.model.unit import Standing, Unit
from l10n.tags.renumbering import tagged


def _read(text: str | bytes) -> list[Unit]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_units(io.BytesIO(data), "memory/old.csv"))


def _refused(text: str | bytes) -> FileError:
    with pytest.raises(FileError) as caught:
        _read(text)
    assert caught.value.path == "memory/old.csv"
    return caught.value


def _unit(source: str, target: str, **more: object) -> Unit:
    return Unit(tagged(source), target, "uk", "en", **{"standing": Standing.IMPORTED, **more})  # type: ignore[arg-type]


def _written(units: Iterable[Unit]) -> str:
    return "".join(table("uk", "en", units))


def test_two_columns_named_by_locales_are_enough() -> None:
    assert _read("uk,en\nРада,Council\n") == [_unit("Рада", "Council")]


def test_more_columns_tell_where_a_text_comes_from() -> None:
    text = (
        "Role,uk,en,Date,Who,Note,Desk,Article,unknown\n"
        "title,Рада,Council,2026-01-02T03:04:05Z,Olena,so agreed,news,a.md,?\n"
    )
    expected = _unit(
        *("Рада", "Council"),
        context="title",
        date="2026-01-02T03:04:05Z",
        who="Olena",
        note="so agreed",
        desk="news",
        article="a.md",
    )
    assert _read(text) == [expected]


def test_a_row_may_have_several_languages_or_none() -> None:
    found = _read("uk;en;pt-BR\nРада;Council;Conselho\nМісто;;\n;City;\n")
    assert [(each.target_locale, each.target) for each in found] == [
        ("en", "Council"),
        ("pt-BR", "Conselho"),
    ]


def test_a_column_of_numbers_is_no_language() -> None:
    found = _read("id,uk,en\n1,Рада,Council\n")
    assert [(each.source.text, each.target) for each in found] == [("Рада", "Council")]


def test_tags_are_tags_in_a_table() -> None:
    (found,) = _read("uk,en\n<a1>Рада</a1>,<a1>Council</a1>\n")
    assert found.source.pairs == {"a1"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "L10N-MEM-003", 1),
        ("source,target\nа,b\n", "L10N-MEM-003", 1),
        ("uk\nРада\n", "L10N-MEM-003", 1),
        ("uk,en,en\nРада,a,b\n", "L10N-MEM-004", 1),
        ('uk,en\nа,b\n"Рада,Council\n', "L10N-MEM-001", 3),
        ("uk,en\n" + "а" * (LONGEST + 5), "L10N-MEM-001", 2),
        ("uk,en\nа,b\n".encode() + "Рада,Council\n".encode("cp1251"), "L10N-MEM-002", 3),
        (b"\xff\xfeu\0k\0", "L10N-MEM-002", 1),
    ],
)
def test_what_is_no_table_is_named_with_its_line(text: str | bytes, code: str, line: int) -> None:
    error = _refused(text)
    assert (error.code, error.line) == (code, line)
    assert error.remedy


def test_a_formula_does_not_run_in_a_spreadsheet() -> None:
    units = [_unit("=1+1", "- Yes"), _unit("'=x", "@name")]
    text = _written(units)
    assert ",=" not in text
    assert "\n=" not in text
    assert _read(text) == units


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)


@given(st.lists(st.tuples(_TEXT.filter(bool), _TEXT.filter(bool), _TEXT, _TEXT)))
def test_what_is_written_is_read_back_the_same(texts: list[tuple[str, str, str, str]]) -> None:
    units = [
        _unit(
            source,
            target,
            context=role or None,
            before=before,
            standing=Standing.APPROVED,
            machine=True,
            article=role,
            note=before,
        )
        for source, target, role, before in texts
    ]
    assert _read(_written(units)) == units


@given(st.binary())
def test_any_bytes_are_a_table_or_an_error(data: bytes) -> None:
    try:
        _read(b"uk,en\n" + data)
    except FileError as error:
        assert error.code.startswith("L10N-MEM")
