"""PO files that were made to be dear: what they cost grows with their size, and no faster."""

import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import polib
import pytest

from l10n.errors import CatalogError
from l10n.exchange.po import file as po
from l10n.exchange.po.lines import Stanza, each_stanza
from tests.conftest import LONG
from tests.growth import in_proportion

PATH = Path("a.po")
ENTRY = 'msgid "a"\nmsgstr "b"\n'
BYTES = 32
"""Of memory for each byte of a file while it is read or written; docs/architecture.md says so."""


def full(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()))


def counted(form: Callable[[int], str], size: int) -> str:
    return "".join(form(number) for number in range(size // len(form(1000))))


SHAPES: dict[str, Callable[[int], str]] = {
    "msgid in short lines": lambda n: 'msgid ""\n' + full('"ab"\n', n) + 'msgstr "b"\n',
    "msgstr in short lines": lambda n: 'msgid "a"\nmsgstr ""\n' + full('"ab"\n', n),
    "msgctxt in short lines": lambda n: 'msgctxt ""\n' + full('"ab"\n', n) + ENTRY,
    "plural in short lines": lambda n: (
        'msgid "a"\nmsgid_plural ""\n' + full('"ab"\n', n) + 'msgstr[0] ""\n'
    ),
    "previous in short lines": lambda n: '#| msgid ""\n' + full('#| "ab"\n', n) + ENTRY,
    "obsolete in short lines": lambda n: '#~ msgid "a"\n#~ msgstr ""\n' + full('#~ "ab"\n', n),
    "many texts on a line": lambda n: 'msgid "a"\nmsgstr ' + full('"" ', n) + "\n",
    "many headers": lambda n: 'msgid ""\nmsgstr ""\n' + counted(lambda i: f'"X{i}: \\n"\n', n),
    "one header of many lines": lambda n: 'msgid ""\nmsgstr "X: y\\n"\n' + full('"ab\\n"\n', n),
    "many comments": lambda n: full("# я\n", n) + ENTRY,
    "many notes": lambda n: full("#. я\n", n) + ENTRY,
    "many references": lambda n: "#: " + counted(lambda i: f"{i:x} ", n) + "\n" + ENTRY,
    "references that open": lambda n: "#: " + full("\u2068 ", n) + "\n" + ENTRY,
    "many entries": lambda n: counted(lambda i: f'msgid"{i}"msgstr""\n', n),
    "many plain entries": lambda n: counted(lambda i: f'#: {i:x}\nmsgid "{i}"\nmsgstr ""\n\n', n),
    "many plain obsolete ones": lambda n: counted(lambda i: f'#~ msgid "{i}"\n#~ msgstr ""\n', n),
    "many obsolete ones": lambda n: counted(lambda i: f'#~ msgid"{i}"msgstr""\n', n),
    "many contexts": lambda n: counted(lambda i: f'msgctxt"{i}"msgid"" msgstr""\n', n),
    "many escapes": lambda n: 'msgid "a"\nmsgstr "' + full('\\"\\n', n) + '"\n',
    "bytes by number": lambda n: 'msgid "a"\nmsgstr "' + full("\\320\\xb9", n) + '"\n',
    "quotes that do not close": lambda n: 'msgid "a"\nmsgstr "' + full('\\"', n) + "\n",
    "an emoji": lambda n: 'msgid "a"\nmsgstr "😀' + full("a ", n) + '"\n',
    "one text many times": lambda n: full(ENTRY, n),
    "flags without end": lambda n: "#, " + full("ab,", n) + "\n" + ENTRY,
}


def read_and_write(data: bytes) -> str:
    with suppress(CatalogError):
        return po.dump(po.parse_bytes(data, PATH))
    return ""


@pytest.mark.growth
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.sampled(6)
def test_reading_and_writing_take_time_in_proportion(shape: str) -> None:
    assert in_proportion(lambda size: read_and_write(SHAPES[shape](size).encode()), 64_000)


@pytest.mark.campaign
@pytest.mark.parametrize(
    "shape",
    SHAPES
    if LONG
    else ("msgid in short lines", "many notes", "many references", "many entries", "many escapes"),
)
@pytest.mark.sampled(2)
def test_reading_and_writing_take_memory_in_proportion(shape: str) -> None:
    data = SHAPES[shape](4_000_000 if LONG else 80_000).encode()
    tracemalloc.start()
    try:
        read_and_write(data)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BYTES * len(data)


@pytest.mark.parametrize("shape", SHAPES)
def test_polib_by_itself_reads_the_same_where_it_can(shape: str, tmp_path: Path) -> None:
    text = SHAPES[shape](600)
    (tmp_path / "a.po").write_text(text, "utf-8")
    try:
        ours = po.load(tmp_path / "a.po").entries
    except CatalogError:
        return
    if shape in (
        "bytes by number",
        "many texts on a line",
        "many entries",
        "many obsolete ones",
        "many contexts",
    ):
        # polib wants a blank behind a keyword, one text on a line, and knows no numbers.
        assert ours
        return
    theirs = [each for each in polib.pofile(str(tmp_path / "a.po")) if each.msgid]
    assert [(each.source, each.target) for each in ours] == [
        (each.msgid, each.msgstr or each.msgstr_plural.get(0, "")) for each in theirs
    ]


def test_a_text_of_many_lines_reads_in_their_order() -> None:
    lines = [f"{number} " for number in range(9_000)]
    (entry,) = po.parse(
        'msgid "a"\nmsgstr ""\n' + "".join(f'"{line}"\n' for line in lines), PATH
    ).entries
    assert entry.target == "".join(lines)


def test_a_line_of_damage_is_told_behind_a_long_text() -> None:
    text = 'msgid ""\n' + '"ab"\n' * 9_000 + '"ab\nmsgstr ""\n'
    with pytest.raises(CatalogError) as caught:
        po.parse(text, PATH)
    assert (caught.value.code, caught.value.line) == ("L10N-PO-007", 9_002)


def test_the_first_of_two_entries_is_told_by_its_line() -> None:
    text = "".join(f'msgid "{n}"\nmsgstr ""\n\n' for n in range(9_000)) + '#~ msgid "7"\n'
    with pytest.raises(CatalogError) as caught:
        po.parse(text + '#~ msgstr ""\n', PATH)
    assert caught.value.line == 27_001
    assert "it stands in line 22 already" in caught.value.message


def test_more_previous_text_needs_an_entry_of_its_own() -> None:
    text = '#| msgid "a"\nmsgid "b"\nmsgstr "c"\n#| "d"\n'
    with pytest.raises(CatalogError) as caught:
        po.parse(text, PATH)
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b"\nmsgstr[0] "c"\n', 3),
        ('msgid "a"\nmsgstr[0] "b"\n', 2),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', 3),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr "c"\n', 4),
    ],
)
def test_singular_and_plural_do_not_mix(text: str, line: int) -> None:
    with pytest.raises(CatalogError) as caught:
        po.parse(text, PATH)
    assert (caught.value.code, caught.value.line) == ("L10N-PO-013", line)


@pytest.mark.parametrize("shape", [name for name in SHAPES if name.endswith("in short lines")])
def test_polib_is_given_a_text_of_many_lines_as_one(shape: str) -> None:
    """It would add each line to those before it, and so copy them all again."""
    found: list[Stanza] = []
    each_stanza(SHAPES[shape](60_000), PATH, found.append)
    (lines,) = (stanza.message for stanza in found)
    assert 2 <= len(lines) <= 4
    assert max(map(len, lines)) > 10_000
