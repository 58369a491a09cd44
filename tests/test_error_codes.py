"""Every error has a code, each code one meaning, and docs/errors.md lists just those."""

import ast

import pytest

from tests.error_codes import CODE, PAGE, Site, Walked, package_sites, rows, sites

ROWS = rows()


def test_every_error_has_a_code() -> None:
    assert [each.place for each in package_sites() if not each.code] == []


def test_a_code_is_a_family_and_a_number() -> None:
    assert [each for each in package_sites() if each.code and not CODE.fullmatch(each.code)] == []


def test_each_code_has_one_meaning() -> None:
    meanings: dict[str, set[str]] = {}
    for each in package_sites():
        if each.code:
            meanings.setdefault(each.code, set()).add(each.message or each.place)
    assert {code: found for code, found in meanings.items() if len(found) > 1} == {}


def test_the_page_lists_just_the_codes_that_there_are() -> None:
    assert sorted(ROWS) == sorted({each.code for each in package_sites() if each.code})


def test_the_page_says_what_the_errors_say() -> None:
    for each in package_sites():
        if each.code and each.message:
            assert ROWS[each.code].message == each.message.replace("|", "\\|"), each.place
        if each.code and each.exit_code is not None:
            assert ROWS[each.code].exit_code == each.exit_code, each.place


def test_codes_stand_on_the_page_in_their_order() -> None:
    families: dict[str, list[str]] = {}
    for code in ROWS:
        families.setdefault(code.split("-")[0], []).append(code)
    for codes in families.values():
        assert codes == sorted(codes)
    assert list(ROWS) == [code for codes in families.values() for code in codes]


def test_every_family_has_its_words_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for family in {code.split("-")[0] for code in ROWS}:
        assert f"## {family}: " in page


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('CatalogError(_("no"))', [("", "no", 3)]),
        ('errors.EngineError(_("no {x}").format(x=1), code="ENG-001")', [("ENG-001", "no {x}", 4)]),
        ('UsageError(text, code="USE-001")', [("USE-001", "", 2)]),
        ("CatalogError(message, code=code)", []),
        ('place.error(7, _("no"), _("go"), code="PO-001")', [("PO-001", "no", None)]),
        ('logging.error("no")', []),
    ],
)
def test_places_that_make_errors_are_found(code: str, expected: list[tuple[str, str, int]]) -> None:
    found: list[Site] = list(sites(Walked(ast.parse(code)), "x.py"))
    assert [(each.code, each.message, each.exit_code) for each in found] == expected
