"""Locales: one form for each tag, names, directions, plurals, days and numbers by CLDR."""

import subprocess
import sys
from decimal import Decimal

import pytest
from babel.core import get_global
from babel.messages.plurals import get_plural
from babel.numbers import format_decimal
from babel.numbers import format_percent as babel_percent
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import L10nError, UsageError
from l10n.language.locales import (
    direction,
    format_day,
    format_number,
    format_percent,
    format_size,
    known,
    language_name,
    normal,
    og_locale,
    plural_forms,
)

TAGS = ("uk", "en-GB", "pt-BR", "sr-Latn", "zh-Hans-CN", "es-419", "crh", "de-1996", "ar", "tlh")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("uk", "uk"),
        ("UK", "uk"),
        ("en-gb", "en-GB"),
        ("pt_BR", "pt-BR"),
        ("SR-LATN", "sr-Latn"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("crh", "crh"),
        ("ca_ES_VALENCIA", "ca-ES-valencia"),
        ("de-1996", "de-1996"),
        ("iw", "he"),
    ],
)
def test_a_tag_has_one_form(tag: str, found: str) -> None:
    assert normal(tag) == found


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "u",
        "ukra",
        "uk_UA.UTF-8",
        "sr@latin",
        "uk/en",
        "..",
        "uk-",
        "-uk",
        "uk--UA",
        "u k",
        "uſ",
        "u\u212a",
        "uk\n",
        "en-u-ca-gregory",
        "українська",
        "uk\u0000",
        "ük",
    ],
)
def test_what_is_no_tag_is_named_with_a_remedy(tag: str) -> None:
    with pytest.raises(UsageError) as caught:
        normal(tag)
    assert caught.value.remedy


@given(tag=st.text(max_size=20))
def test_any_text_is_a_tag_in_its_one_form_or_an_error(tag: str) -> None:
    try:
        found = normal(tag)
    except L10nError:
        return
    assert normal(found) == found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("uk", "ltr"),
        ("en-GB", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("iw", "rtl"),
        ("fa-AF", "rtl"),
        ("ckb", "rtl"),
        ("az-Arab", "rtl"),
        ("az", "ltr"),
        ("pa-PK", "rtl"),
        ("sd-Deva", "ltr"),
        ("xx", "ltr"),
    ],
)
def test_direction_follows_the_likely_script(tag: str, found: str) -> None:
    assert direction(tag) == found


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("uk", "uk_UA"),
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("pt_BR", "pt_BR"),
        ("sr-Latn", "sr_RS"),
        ("zh-Hant", "zh_TW"),
        ("es-419", "es_419"),
        ("crh", "crh_UA"),
        ("xx", "xx"),
    ],
)
def test_open_graph_has_a_territory(tag: str, found: str) -> None:
    assert og_locale(tag) == found


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("uk", 3),
        ("uk-UA", 3),
        ("en", 2),
        ("en-GB", 2),
        ("pl", 3),
        ("ar", 6),
        ("ja", 1),
        ("xx", 2),
        ("sr-Latn", 3),
        ("zh-Hans", 1),
        ("crh", 2),
    ],
)
def test_plural_forms_are_those_of_gettext(tag: str, forms: int) -> None:
    value = plural_forms(tag)
    assert value.startswith(f"nplurals={forms}; plural=")
    assert value.endswith(";")


@pytest.mark.parametrize(
    ("number", "form"), [(1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (112, 2)]
)
def test_the_ukrainian_rule_picks_the_right_form(number: int, form: int) -> None:
    from gettext import c2py

    rule = plural_forms("uk").partition("plural=")[2].rstrip(";")
    assert c2py(rule)(number) == form


@pytest.mark.parametrize(
    ("tag", "into", "name"),
    [
        ("uk", "uk", "українська"),
        ("uk", "en", "Ukrainian"),
        ("en-GB", "uk", "англійська (Велика Британія)"),
        ("sr-Latn", "en", "Serbian (Latin)"),
        ("crh", "uk", "кримськотатарська"),
        ("iw", "en", "Hebrew"),
        ("xx", "en", "xx"),
        ("uk", "xx", "Ukrainian"),
        ("uk", "", "Ukrainian"),
    ],
)
def test_a_language_has_a_name_in_a_language(tag: str, into: str, name: str) -> None:
    assert language_name(tag, into) == name


def test_days_and_numbers_are_written_as_a_language_does() -> None:
    assert format_day("2026-03-21T10:00:00+00:00", "uk") == "21 бер. 2026\u202fр."
    assert format_day("2026-03-21", "en-GB") == "21 Mar 2026"
    assert format_day("yesterday", "uk") == "yesterday"
    assert format_number(1234567, "uk") == "1\u00a0234\u00a0567"
    assert format_number(Decimal("1234.5"), "en") == "1,234.5"
    assert format_number(1234, "xx") == "1,234"


@pytest.mark.parametrize("tag", TAGS)
def test_every_tag_can_be_asked_everything(tag: str) -> None:
    assert direction(tag) in ("ltr", "rtl")
    assert og_locale(tag)
    assert plural_forms(tag)
    assert language_name(tag, "uk")
    assert format_number(5, tag)


def test_importing_costs_nothing() -> None:
    code = "import sys, l10n.language.locales; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("ua", "uk"),
        ("gr", "el"),
        ("cz", "cs"),
        ("jp", "ja"),
        ("dk", "da"),
        ("ukr", "uk"),
        ("ger", "de"),
        ("deu", "de"),
        ("ua-UA", "uk"),
    ],
)
def test_a_code_of_no_language_is_answered_with_the_right_one(tag: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        known(tag)
    assert f"“{meant}”" in str(caught.value.remedy)


@pytest.mark.parametrize("tag", [*TAGS, "se", "nb", "no", "rue", "qaa", "iw", "zxx", "fil"])
def test_a_language_that_cldr_knows_is_taken(tag: str) -> None:
    assert known(tag) == normal(tag)


def test_sizes_are_written_as_a_language_does() -> None:
    assert format_size(49_200, "en") == "49.2 kB"
    assert format_size(53_300, "uk").replace("\u00a0", " ") == "53,3 кБ"
    assert format_size(1_234_567, "uk").replace("\u00a0", " ") == "1,2 МБ"
    assert format_size(2_000_000_000_000_000, "en") == "2,000 TB"


@pytest.mark.parametrize(
    "tag", ["ar", "cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sk", "uk"]
)
def test_familiar_languages_are_as_babel_has_them(tag: str) -> None:
    found = get_plural(tag)
    assert plural_forms(tag) == f"nplurals={found.num_plurals}; plural={found.plural_expr};"
    script = get_global("likely_subtags")[tag].split("_")[1]
    assert direction(tag) == ("rtl" if script == "Arab" else "ltr")


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(["en", "uk", "de"]))
def test_numbers_are_written_as_babel_does(number: int, places: int, tag: str) -> None:
    for value in (number, Decimal(number), Decimal(number).scaleb(-places)):
        assert format_number(value, tag) == format_decimal(value, locale=tag)
        share = Decimal(value) / 100
        written = babel_percent(share, locale=tag, decimal_quantization=False)
        # Ukrainian has a blank there (ISO 80000-1, as before any unit), which CLDR leaves out.
        sign = "\u00a0%" if tag == "uk" else "%"
        assert format_percent(value, tag) == written.replace("%", sign)
