"""Catalogs of the past are read stanza by stanza, and say what they say as a whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.desk.past_catalogs import PastCatalog, PastCatalogs
from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, State

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Last-Translator: Olena\\n"\n'
)
ONE = '#: a.md:1\nmsgid "Рада"\nmsgstr "Council"\n'
TWO = 'msgctxt "title"\nmsgid "Рада"\nmsgstr "The council"\n'


def whole(data: bytes) -> PastCatalog:
    return PastCatalog.of(po.parse_bytes(data, Path("a.po")))


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{ONE}\n{TWO}",
        f"\ufeff{HEAD}\n{ONE}",
        f"{HEAD}{ONE}{TWO}",
        f"{HEAD}\n#, fuzzy\n\n{ONE}\n{TWO}",
        f"{HEAD}\n#, fuzzy\n \t\n{ONE}",
        f'{HEAD}\n{ONE}\n#~ msgid "Інше"\n#~ msgstr "Else"\n',
        f"{HEAD}\n\n\n{ONE}\n\n",
        f"{HEAD}\n{ONE}".replace("\n", "\r\n"),
        f'{HEAD}\nmsgid "a"\n\nmsgstr "b"\n',
        ONE,
    ],
)
def test_a_catalog_reads_as_it_does_as_a_whole(text: str) -> None:
    data = text.encode()
    reader = PastCatalogs()
    for _again in range(2):
        assert reader.read(data) == whole(data)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b'msgid "a', b"<<<<<<< ours\n" + HEAD.encode()])
def test_what_is_no_catalog_is_none(data: bytes) -> None:
    found = PastCatalogs().read(data)
    assert found is None or found == PastCatalog()


TEXT = st.text(st.sampled_from('ab "\\\n#~,'), min_size=1, max_size=8)
ENTRIES = st.builds(
    Entry,
    st.none() | TEXT,
    TEXT,
    TEXT,
    st.sampled_from([State.TRANSLATED, State.DRAFT]),
    comment=st.sampled_from(["", "a note", "fuzzy\n\nmsgid"]),
)


@given(st.lists(st.lists(ENTRIES, max_size=4, unique_by=lambda each: each.key), max_size=4))
def test_any_catalogs_read_as_they_do_as_a_whole(catalogs: list[list[Entry]]) -> None:
    reader = PastCatalogs()
    for some in catalogs:
        data = po.dump(Catalog((("Language", "en"),), tuple(some))).encode()
        assert reader.read(data) == whole(data)
