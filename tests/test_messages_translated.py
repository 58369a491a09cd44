"""Catalogs of the tool's messages: whole, well written, and kept up to date."""

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from hypothesis import given
from hypothesis import strategies as st

from tests.messages import (
    L10N,
    LANGUAGES,
    PACKAGES,
    Package,
    Source,
    active,
    fields,
    mo_bytes,
    po_bytes,
    singular,
    translated,
    updated,
)

MODULES = sorted(path for package in PACKAGES for path in package.folder.rglob("*.py"))
CATALOGS = {(package, tag): package.read(tag) for package in PACKAGES for tag in LANGUAGES}
PLURAL_FORMS = {"uk": 3}

each_catalog = pytest.mark.parametrize(
    ("package", "tag"),
    [pytest.param(*key, id=f"{key[0].domain}-{key[1]}") for key in CATALOGS],
)


def plural(message: Message) -> str | None:
    return None if isinstance(message.id, str) else message.id[1]


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def spoken_in(catalog: Catalog) -> dict[tuple[str, str | None], tuple[str, ...]]:
    return {(singular(each), plural(each)): texts(each) for each in active(catalog)}


def misplaced(message: Message) -> list[str]:
    """Name the placeholders that a translation lacks or invents."""
    one, many = fields(singular(message)), fields(plural(message) or singular(message))
    faults = []
    for number, text in enumerate(texts(message)):
        allowed = (one, many) if number == 0 else (many,)
        if fields(text) not in allowed:
            faults.append(f"{text!r}: {sorted(fields(text))}, not {sorted(many)}")
    return faults


@each_catalog
def test_every_message_is_translated(package: Package, tag: str) -> None:
    known = {
        (singular(each), plural(each))
        for each in active(CATALOGS[package, tag])
        if translated(each)
    }
    wanted = {(each.singular, each.plural) for each in package.sources().values()}
    assert sorted(map(str, wanted - known)) == [], "run `make messages`, then translate these"


@each_catalog
def test_no_catalog_holds_a_message_that_nobody_says(package: Package, tag: str) -> None:
    stale = {singular(each) for each in active(CATALOGS[package, tag])} - set(package.sources())
    assert sorted(stale) == [], "run `make messages`"
    assert not CATALOGS[package, tag].obsolete


@each_catalog
def test_placeholders_are_those_of_the_message(package: Package, tag: str) -> None:
    assert [fault for each in active(CATALOGS[package, tag]) for fault in misplaced(each)] == []


@each_catalog
def test_counted_messages_have_all_plural_forms(package: Package, tag: str) -> None:
    counted = [each for each in active(CATALOGS[package, tag]) if plural(each) is not None]
    assert counted or package is not L10N
    for each in counted:
        assert len(texts(each)) == PLURAL_FORMS[tag]
        assert all(texts(each)), each.id


@each_catalog
def test_the_compiled_catalog_is_that_of_the_text(package: Package, tag: str) -> None:
    fresh = read_mo(io.BytesIO(mo_bytes(CATALOGS[package, tag])))
    with package.mo_path(tag).open("rb") as file:
        stored = read_mo(file)
    assert spoken_in(stored) == spoken_in(fresh), "run `make messages`"
    assert stored.plural_expr == fresh.plural_expr


@each_catalog
def test_the_catalog_is_as_the_tool_writes_it_and_names_no_place(
    package: Package, tag: str
) -> None:
    babel = re.compile(rb'"Generated-By: .*')
    stored = package.po_path(tag).read_bytes()
    assert babel.sub(b"", stored) == babel.sub(
        b"", po_bytes(updated(CATALOGS[package, tag], package.sources()))
    )
    assert b"\n#:" not in stored


@each_catalog
def test_the_catalog_passes_msgfmt(package: Package, tag: str, tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt (Debian: gettext) is not installed")
    command = [
        "msgfmt",
        "--check",
        "--output-file",
        str(tmp_path / "x.mo"),
        str(package.po_path(tag)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def of_mixed_letters(text: str) -> list[str]:
    """Find words with both Latin and Cyrillic letters: one of them is a look-alike."""
    found = []
    for word in WORD.findall(text):
        scripts = {unicodedata.name(c).split()[0] for c in word if c.isalpha()}
        if {"LATIN", "CYRILLIC"} <= scripts:
            found.append(word)
    return found


UKRAINIAN_CATALOGS = [catalog for (_package, tag), catalog in CATALOGS.items() if tag == "uk"]


def ukrainian() -> Iterator[Message]:
    return (each for catalog in UKRAINIAN_CATALOGS for each in active(catalog))


def test_ukrainian_is_written_as_ukrainian() -> None:
    for each in ukrainian():
        for text in texts(each):
            assert not of_mixed_letters(text), text
            assert not re.search("[ыэъё“”„]", text, re.IGNORECASE), text
            assert not re.search(r"[а-яіїєґ]['ʼ`][а-яіїєґ]", text, re.IGNORECASE), text
            assert text.count("«") == text.count("»"), text
            assert text.strip() == text, text
            assert "  " not in text, text


def test_only_a_full_sentence_ends_with_a_full_stop_in_ukrainian() -> None:
    for each in ukrainian():
        for text in texts(each):
            assert text[-1] != "." or singular(each)[-1] in ".!", text


def test_look_alikes_are_seen() -> None:
    assert of_mixed_letters("cтаття про PO") == ["cтаття"]
    assert of_mixed_letters("обов’язково, файл PO") == []


def test_messages_that_name_a_metavar_use_the_translated_one() -> None:
    uk = {singular(each): texts(each)[0] for each in ukrainian()}
    for text in uk.values():
        assert not re.search(r"\b(ARTICLES|FILES?|FOLDER|SOURCE |TARGET|LOCALE|PLACE)", text), text


# Keeping catalogs up to date

MESSAGE = st.text("abc {}", min_size=1, max_size=6).filter(lambda text: text.strip("{} "))
TARGETS = st.dictionaries(st.text("abcdef", min_size=1, max_size=8), st.text("абв", max_size=5))


def made_catalog(targets: Mapping[str, str]) -> Catalog:
    catalog = Catalog(locale="uk", fuzzy=False)
    for source, target in targets.items():
        catalog.add(source, target)
    return catalog


def made_sources(*singulars: str) -> dict[str, Source]:
    return {each: Source(each, None, False) for each in singulars}


@given(TARGETS, st.sets(st.text("abcdef", min_size=1, max_size=8)))
def test_an_update_keeps_translations_of_just_the_messages(
    targets: dict[str, str], new: set[str]
) -> None:
    found = made_sources(*targets, *new)
    result = updated(made_catalog(targets), found)
    assert {singular(each) for each in active(result)} == set(found)
    for source, target in targets.items():
        if target:
            assert result[source].string == target
            assert not result[source].fuzzy
    assert po_bytes(updated(result, found)) == po_bytes(result)


def test_a_reworded_message_is_fuzzy_and_not_compiled() -> None:
    old = made_catalog({"there is no catalog here": "тут немає каталогу"})
    new = updated(old, made_sources("there is no catalogue here"))
    message = new["there is no catalogue here"]
    assert message.fuzzy
    assert not translated(message)
    assert "каталогу".encode() not in mo_bytes(new)


def test_a_message_that_is_gone_is_gone_from_the_catalog() -> None:
    new = updated(made_catalog({"old": "старе"}), made_sources("entirely different words"))
    assert "старе".encode() not in po_bytes(new)


def test_compiling_gives_the_same_bytes_each_time() -> None:
    again, known = L10N.read("uk"), CATALOGS[L10N, "uk"]
    assert mo_bytes(again) == mo_bytes(known) == mo_bytes(known)


def test_misplaced_placeholders_are_seen() -> None:
    assert misplaced(Message("no {name}", "немає {назви}"))
    assert misplaced(Message("no {name}", "немає"))
    assert misplaced(Message(("{n} entry", "{n} entries"), ("{n} запис", "{n} записи", "записів")))
    assert not misplaced(Message(("one", "{n} of them"), ("один", "{n} штуки", "{n} штук")))
    assert not misplaced(Message("no {name!r}", "немає {name}"))
