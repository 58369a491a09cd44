"""A catalog is changed in its file as a person would: no other line moves."""

import difflib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import CatalogError
from l10n.exchange.po.file import dump, parse_bytes
from l10n.exchange.po.splicing import rewritten
from l10n.model.catalog import Catalog, Entry, State

PATH = Path("a.po")
FILE = """\
#  Our desk's head,   with blanks.
msgid ""
msgstr ""
"Project-Id-Version: a.md\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: \\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. Role: headline
# A comment behind the note.
#: articles/a.md:1
#, c-format
msgid   "Перше"
msgstr "First, written in "
"two pieces"


#, fuzzy
#| msgid "Друге"
msgid "Друге речення"
msgstr "Second"

#, fuzzy, c-format
msgctxt "title"
msgid "Третє"
msgstr ""
#~ msgid "Старе"
#~ msgstr "Old"
"""


def changed(data: bytes, number: int, **values: object) -> bytes:
    catalog = parse_bytes(data, PATH)
    entries = list(catalog.entries)
    entries[number] = replace(entries[number], **values)  # type: ignore[arg-type]
    new = replace(catalog, entries=tuple(entries))
    made = rewritten(data, PATH, new)
    assert parse_bytes(made, PATH) == new
    return made


def difference(before: bytes, after: bytes) -> list[str]:
    lines = difflib.unified_diff(before.decode().split("\n"), after.decode().split("\n"), n=0)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def test_a_target_changes_its_own_lines_alone() -> None:
    made = changed(FILE.encode(), 0, target="One")
    assert difference(FILE.encode(), made) == [
        '-msgstr "First, written in "',
        '-"two pieces"',
        '+msgstr "One"',
    ]


def test_accepting_takes_away_the_flag_and_the_previous_text() -> None:
    made = changed(FILE.encode(), 1, state=State.TRANSLATED, previous=None)
    assert difference(FILE.encode(), made) == ["-#, fuzzy", '-#| msgid "Друге"']


def test_an_idle_flag_goes_when_a_text_comes() -> None:
    made = changed(FILE.encode(), 2, target="Third", state=State.TRANSLATED)
    assert difference(FILE.encode(), made) == [
        "-#, fuzzy, c-format",
        "+#, c-format",
        '-msgstr ""',
        '+msgstr "Third"',
    ]


def test_marking_fuzzy_keeps_other_flags() -> None:
    made = changed(FILE.encode(), 0, state=State.DRAFT)
    assert difference(FILE.encode(), made) == ["-#, c-format", "+#, fuzzy, c-format"]


def test_a_comment_stands_where_the_first_one_did() -> None:
    made = changed(FILE.encode(), 0, comment="Said twice.\nAnd more.")
    assert difference(FILE.encode(), made) == [
        "-# A comment behind the note.",
        "+# Said twice.",
        "+# And more.",
    ]
    made = changed(FILE.encode(), 1, comment="New.")
    assert difference(FILE.encode(), made) == ["+# New."]


def test_a_note_stands_where_it_did_else_behind_comments() -> None:
    made = changed(FILE.encode(), 0, note="Question: who?\nRole: headline")
    assert difference(FILE.encode(), made) == ["+#. Question: who?"]
    made = changed(FILE.encode(), 1, note="Question: who?", comment="New.")
    assert difference(FILE.encode(), made) == ["+# New.", "+#. Question: who?"]
    made = changed(FILE.encode(), 0, note="")
    assert difference(FILE.encode(), made) == ["-#. Role: headline"]


def test_headers_change_their_entry_alone() -> None:
    catalog = parse_bytes(FILE.encode(), PATH)
    headers = tuple(
        (name, "Олена <o@x.ua>" if name == "Last-Translator" else value)
        for name, value in catalog.headers
    )
    made = rewritten(FILE.encode(), PATH, replace(catalog, headers=headers))
    assert difference(FILE.encode(), made) == [
        '-"Last-Translator: \\n"',
        '+"Last-Translator: Олена <o@x.ua>\\n"',
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(end: str) -> None:
    data = "\ufeff".encode() + FILE.replace("\n", end).encode()
    made = changed(data, 0, target="One", comment="New.", note="Question: who?")
    assert made.startswith("\ufeff".encode())
    assert end.encode() in made
    assert b"\n" not in made.replace(end.encode(), b"")


def test_a_file_that_ends_without_a_line_end_may_stay_so() -> None:
    data = FILE.partition("#~")[0].rstrip("\n").encode()
    assert changed(data, 2, target="Third", state=State.TRANSLATED).endswith(b'msgstr "Third"')


def test_a_file_of_several_keywords_a_line_is_written_anew() -> None:
    data = b'msgid "a" msgstr "b" msgid "c" msgstr "d"\n'
    made = changed(data, 1, target="e", state=State.TRANSLATED)
    assert made == dump(parse_bytes(made, PATH)).encode()


def test_nothing_changed_gives_the_same_bytes() -> None:
    assert rewritten(FILE.encode(), PATH, parse_bytes(FILE.encode(), PATH)) == FILE.encode()


def test_what_no_file_can_hold_is_refused() -> None:
    with pytest.raises(CatalogError):
        changed(FILE.encode(), 0, target="a\x1b[31mb")


WORDS = st.text('abcї \n"\\<>#|~[]\t\u2028\u0085', max_size=12)
ENTRIES = st.builds(
    Entry,
    context=st.none() | st.just("title"),
    source=WORDS.map(lambda text: f"s{text}"),
    comment=WORDS.map(lambda text: text.strip()),
    note=WORDS.map(lambda text: text.strip()),
    flags=st.sampled_from([(), ("c-format",), ("no-wrap", "c-format")]),
    previous=st.none() | st.tuples(st.none() | st.just("title"), WORDS),
)


def filled(entry: Entry, target: str, state: State) -> Entry:
    return entry.with_target(target, state)


@given(
    st.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry.key),
    st.lists(st.tuples(WORDS, st.sampled_from(State), WORDS), min_size=8, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_changed_reads_as_it_should(
    entries: list[Entry], values: list[tuple[str, State, str]], end: str
) -> None:
    def some(number: int, entry: Entry) -> Entry:
        target, state, comment = values[number]
        if state is State.EMPTY and target:
            state = State.DRAFT
        note = values[-1 - number][2].strip()
        return filled(replace(entry, comment=comment.strip(), note=note), target, state)

    before = tuple(filled(entry, *values[-1 - n][:2]) for n, entry in enumerate(entries))
    before = tuple(
        replace(each, state=State.DRAFT) if each.target and each.state is State.EMPTY else each
        for each in before
    )
    headers = (("Content-Type", "text/plain; charset=UTF-8"),)
    data = dump(Catalog(headers, before)).replace("\n", end).encode()
    old = parse_bytes(data, PATH)
    new = replace(old, entries=tuple(some(n, entry) for n, entry in enumerate(old.entries)))
    made = rewritten(data, PATH, new)
    assert parse_bytes(made, PATH) == parse_bytes(dump(new).encode(), PATH)
    if old == new:
        assert made == data
