"""Lines of PO files: written fast, and the same as by the rules, character by character."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.exchange.po import file as po
from l10n.exchange.po.writing import string_lines
from l10n.model.catalog import Catalog, Entry, State
from tests import po_by_definition as slow
from tests.conftest import LONG
from tests.growth import in_proportion
from tests.test_po import catalogs
from tests.test_po_tools import news_catalogs

ALPHABETS = (
    "аб в",
    "ab c",
    "слово, і ще — «так»…",
    "word-word's (a/b) [c] 100 % $5 ₴6 №7.",
    "日本語。、（ａ）",
    "a\u0301б\u200b\u2060\u00ad\u00a0 \u2028\u0085\ufeff",
    'é ł 😀 ʼ -!?:;"',
    '"\\\t\n\a ab',
    "\x7f\x80 a",
    " \u0301",
)
WORDS = st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, max_size=30))
TEXTS = st.builds(str.join, st.sampled_from(["", " ", ", "]), st.lists(WORDS, max_size=12))


@settings(max_examples=20_000 if LONG else 150)
@given(
    TEXTS,
    st.sampled_from(["msgid", "msgstr", "msgid_plural"]),
    st.sampled_from(["", "#~ ", "#~| "]),
    st.booleans(),
)
def test_a_text_is_broken_where_the_rules_say(
    text: str, keyword: str, prefix: str, wrap: bool
) -> None:
    found = list(string_lines(keyword, text, prefix, wrap=wrap))
    assert found == slow.string(keyword, text, prefix, wrap=wrap)


@pytest.mark.parametrize(
    "unit",
    ["слово—слово ", "a—b", "\\", "ab\\ ", '"\\', "слово-слово", "a, b! ", "a/b", "слово…", "1 %"],
)
def test_every_width_is_broken_where_the_rules_say(unit: str) -> None:
    for before in range(12):
        text = "x" * before + unit * 60
        assert list(string_lines("msgid", text)) == slow.string("msgid", text)


def without_places(catalog: Catalog) -> Catalog:
    entries = tuple(replace(entry, references=()) for entry in catalog.entries)
    return replace(catalog, entries=entries)


@settings(max_examples=2_000 if LONG else 15)
@given(catalogs())
def test_a_catalog_is_written_as_the_rules_say(catalog: Catalog) -> None:
    catalog = without_places(catalog)
    assert po.dump(catalog) == slow.dump(catalog)


def test_real_catalogs_are_written_as_the_rules_say() -> None:
    for catalog in map(without_places, news_catalogs()[:: 1 if LONG else 12]):
        assert po.dump(catalog) == slow.dump(catalog)


@pytest.mark.growth
@pytest.mark.parametrize(
    "text", ["a", " ", "a ", "\u0301", "a\u0301", "日", "\\", '"', "\u200b", "-\u0301"]
)
def test_a_long_text_is_broken_in_proportion(text: str) -> None:
    def work(size: int) -> None:
        entry = Entry(None, "b", f"😀{text * size}", State.TRANSLATED)
        po.parse(po.dump(Catalog(entries=(entry,))), Path("a.po"))

    assert in_proportion(work, 20_000)
