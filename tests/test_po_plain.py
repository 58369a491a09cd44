"""Plain PO files: read at once, and to the same contents as line by line with polib."""

import subprocess
from io import BytesIO
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import CatalogError
from l10n.exchange.po import file as po
from l10n.exchange.po.contents import Contents
from l10n.exchange.po.plain_reading import plain_contents
from l10n.exchange.po.reading import strict_contents
from l10n.model.catalog import Catalog
from tests.conftest import LONG
from tests.test_po import GOOD, LEGAL, POEDIT, catalogs, needs, tool
from tests.test_po_tools import news_catalogs

HERE = Path(__file__).parent
PATH = Path("a.po")
EVERYTHING = """\
# Переклад редакції.
#
#. Of the file
#: a.c:1
#, fuzzy, c-format
#| msgid "x"
msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"wrapped\\n"


#. A headline.
#.
#. a1: https://example.org/
#: src/a c.c:1 src/b%20c.c:2 \u2068src/d e.c\u2069:3
#: x:1
#, c-format, fuzzy
#| msgctxt "menu"
#| msgid ""
#| "Open\\n"
#| "it"
msgctxt "menu"
msgid ""
"Open %s\\n"
"\\"now\\"\\t\\\\n — \u2028\u0085\u200b"
msgstr ""
"Відкрити %s\\n"
""
"«зараз»"

#, no-wrap, no-wrap
#| msgctxt "old"
msgid "One file"
msgid_plural ""
"%d "
"files"
msgstr[0] "%d файл"
msgstr[1] ""
"%d "
"файли"
msgstr[2] ""

#, fuzzy
#| msgid "a day"
#| msgid_plural "days"
msgid "One day"
msgid_plural "%d days"
msgstr[0] ""
msgstr[1] "%d дні"

msgctxt ""
msgid ""
msgstr ""

# kept
#, fuzzy
#~| msgctxt "x"
#~| msgid ""
#~| "Qui"
#~| "et"
#~ msgctxt "y"
#~ msgid ""
#~ "Qu"
#~ "it"
#~ msgstr ""
#~ "Вийти"

#~ msgid "One hour"
#~ msgid_plural "%d hours"
#~ msgstr[0] "%d година"
#~ msgstr[1] ""
#~ "%d "
#~ "години"
"""


def strictly(text: str) -> Contents | None:
    """What is read line by line; None for what is refused."""
    try:
        return strict_contents(text, PATH)
    except CatalogError:
        return None


def plainly(text: str) -> bool:
    """True if a text is read at once; asserts that it reads as it does line by line."""
    found = plain_contents(text)
    assert found is None or found == strictly(text)
    return found is not None


def polib_writes(text: str, folder: Path) -> str:
    path = folder / "a.po"
    path.write_text(text, "utf-8")
    polib.pofile(str(path)).save()
    return path.read_text("utf-8")


def babel_writes(text: str) -> str:
    from babel.messages.pofile import read_po, write_po

    out = BytesIO()
    write_po(out, read_po(BytesIO(text.encode()), locale="en"), include_previous=True, width=79)
    return out.getvalue().decode()


def test_what_tools_write_is_plain(tmp_path: Path) -> None:
    written = {
        "everything": EVERYTHING,
        "ours": GOOD,
        "Poedit": POEDIT,
        "Poedit, recorded": (HERE / "samples/poedit-3.2.2.po").read_text("utf-8"),
        "messages": (HERE.parent / "l10n/locale/uk/LC_MESSAGES/l10n.po").read_text("utf-8"),
        "polib": polib_writes(POEDIT, tmp_path),
        "Babel": babel_writes(POEDIT),
    }
    assert [name for name, text in written.items() if not plainly(text)] == []


@needs("msgcat")
@pytest.mark.parametrize("options", [(), ("--no-wrap",), ("--width=40", "--sort-output")])
def test_what_gettext_writes_is_plain(options: tuple[str, ...]) -> None:
    # gettext wants a text with every former context.
    for text in (EVERYTHING.replace('#| msgctxt "old"\n', ""), GOOD, POEDIT):
        assert plainly(tool("msgcat", *options, "-", text=text))


def test_all_catalogs_of_real_news_are_plain(tmp_path: Path) -> None:
    for number, catalog in enumerate(news_catalogs()[:: 1 if LONG else 4]):
        text = po.dump(catalog)
        assert plainly(text)
        assert number % 20 or plainly(polib_writes(text, tmp_path))


@settings(max_examples=2_000 if LONG else 20)
@given(catalogs())
def test_any_catalog_that_is_written_reads_alike(catalog: Catalog) -> None:
    plainly(po.dump(catalog))


@pytest.mark.parametrize("name", LEGAL)
def test_what_is_unusual_is_read_alike(name: str) -> None:
    plainly(LEGAL[name][0])


def test_a_header_that_is_a_plural_is_read_alike() -> None:
    plainly('msgid ""\nmsgid_plural "b"\nmsgstr[0] "c"\n')


PIECES = st.sampled_from(
    [
        *('"', '""', "\\", "\n", "\n\n", "\r", "\r\n", "\t", " ", "\f", "\v", "\0", "\x1c", "\x7f"),
        *("\ufeff", "\u2028", "\u0085", "\u2068", "\u2069", "\u200b", "\u00a0", "я", "0", ":", ","),
        *("#", "#\n", "#~ ", "#~| ", "#| ", "#. ", "#: a:1\n", "#, fuzzy\n", "#,\n", "#=x\n"),
        *("\\n", "\\t", '\\"', "\\\\", "\\x41", "\\101", "\\a", "\\q", "\\r", '"\n"', '"\n#~ "'),
        *("msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "[9]"),
        *('msgid ""\nmsgstr "A: b\\n"\n', 'msgid "a"\nmsgstr "b"\n', '#~ msgid "a"\n', "domain\n"),
    ]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30) | st.just(0), PIECES | st.just("")), max_size=4
)
LINES_GONE = st.lists(st.integers(0, 80), max_size=3)
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\r"])


def damaged(text: str, edits: list[tuple[float, int, str]]) -> str:
    for share, length, piece in edits:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + length :]
    return text


def without(text: str, numbers: list[int]) -> str:
    lines = text.split("\n")
    return "\n".join(line for number, line in enumerate(lines) if number not in numbers)


@settings(max_examples=20_000 if LONG else 150)
@given(st.sampled_from([EVERYTHING, GOOD, POEDIT]), EDITS, LINES_GONE, ENDS, st.booleans())
def test_a_damaged_file_reads_alike(
    text: str, edits: list[tuple[float, int, str]], gone: list[int], end: str, mark: bool
) -> None:
    text = damaged(without(text, gone), edits).replace("\n", end)
    plainly(f"\ufeff{text}" if mark else text)


@settings(max_examples=5_000 if LONG else 60)
@given(st.sampled_from([EVERYTHING, GOOD, POEDIT]), st.data())
def test_a_file_with_other_bytes_reads_alike(text: str, data: st.DataObject) -> None:
    raw = bytearray(text.encode())
    for _time in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    plainly(raw.decode("utf-8", "replace"))


@given(st.lists(st.sampled_from(EVERYTHING.split("\n")), max_size=12))
def test_lines_in_any_order_read_alike(lines: list[str]) -> None:
    plainly("\n".join(lines))


@needs("msgcat")
@settings(max_examples=500 if LONG else 15)
@given(st.sampled_from([GOOD, POEDIT]), EDITS)
def test_gettext_reads_what_is_plain_as_it_is_read_here(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    text = damaged(text, edits)
    found = plain_contents(text)
    if found is None:
        return
    done = subprocess.run(["msgcat", "-"], input=text.encode(), capture_output=True, check=False)
    if done.returncode:
        # What gettext wants of a header, and of flags, is its own affair.
        return
    theirs = po.parse(done.stdout.decode(), PATH).entries
    assert [(e.key, e.target) for e in found.catalog().entries] == [
        (e.key, e.target) for e in theirs
    ]


def test_lines_are_those_of_the_file() -> None:
    places = po.entry_lines(EVERYTHING.encode(), PATH)
    lines = EVERYTHING.split("\n")
    assert [lines[line - 1] for line in places.values()] == [
        'msgctxt "menu"',
        'msgid "One file"',
        'msgid "One day"',
        'msgctxt ""',
    ]
