"""PO files: what is read is what was written, and damage is named with its line."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.errors import CatalogError
from l10n.exchange.po import file as po
from l10n.exchange.po.references import quote_path, unquote_path
from l10n.model.catalog import Catalog, Entry, Reference, State
from tests.growth import in_proportion

DATA = Path(__file__).parents[2] / "shared" / "data"
NOW = datetime(2024, 5, 1, 12, 30, tzinfo=timezone(timedelta(hours=3)))
HEADERS = po.new_headers("en", "news/рада.md", now=NOW)

HEAD = (
    'msgid ""\nmsgstr ""\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n\n'
)


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"GNU gettext ({tool}) is missing")


def tool(*arguments: str, text: str = "") -> str:
    done = subprocess.run(arguments, input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write_file(content: str | bytes) -> Path:
        path = tmp_path / "a.md.po"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


# Characters that tools have been seen to lose, bend or break at.
_CHARACTERS = st.one_of(
    st.sampled_from(
        list("abіїЖ 日é0-—«»\"'\\%/.:<>#~|&,=\u00a0\u2028\u0085\u2029\u200b\u0301\u00ad😀")
    ),
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r\v\f\b"),
)
TEXT = st.text(_CHARACTERS, max_size=120)
FILLED = st.text(_CHARACTERS, min_size=1, max_size=120)
LINES = st.text(
    st.one_of(
        st.sampled_from(list("ab #.,:|~!=\n\u2028\u0085\u00a0")), st.characters(codec="utf-8")
    ),
    max_size=60,
).filter(lambda text: "\r" not in text and "\0" not in text)
WORD = st.text(
    st.characters(categories=("L", "N"), include_characters="-._"), min_size=1, max_size=8
).filter(lambda word: word != "fuzzy")
PATH = st.text(
    st.one_of(st.sampled_from(list("a/. %:\u2068\u2069\n\u00a0")), st.characters(codec="utf-8")),
    min_size=1,
    max_size=20,
).filter(lambda path: "\ufffd" not in path)


@st.composite
def entries(draw: st.DrawFn, key: tuple[str | None, str]) -> Entry:
    forms = draw(st.none() | st.lists(TEXT, min_size=1, max_size=4))
    target = draw(TEXT) if forms is None else forms[0]
    filled = bool(target) if forms is None else any(forms)
    state = draw(st.sampled_from([State.DRAFT, State.TRANSLATED])) if filled else State.EMPTY
    context, source = key
    return Entry(
        context,
        source,
        target,
        state,
        obsolete=draw(st.booleans()),
        previous=draw(st.none() | st.tuples(st.none() | TEXT, TEXT)),
        comment=draw(LINES),
        note=draw(LINES),
        flags=tuple(draw(st.lists(WORD, max_size=2, unique=True))),
        references=tuple(
            Reference(path, line)
            for path, line in draw(st.lists(st.tuples(PATH, st.integers(0, 99999)), max_size=5))
        ),
        plurals=None if forms is None else (draw(FILLED), tuple(forms)),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    keys = draw(st.lists(st.tuples(st.none() | TEXT, FILLED), max_size=5, unique=True))
    found = [draw(entries(key)) for key in keys]
    name = st.text(st.characters(categories=("L",), include_characters="-"), min_size=1, max_size=9)
    value = LINES.map(lambda text: text.replace("\n", " ").replace("\v", "").replace("\f", ""))
    control = st.characters(exclude_categories=("Cs", "Cc"))
    return Catalog(
        headers=tuple(
            draw(
                st.lists(
                    st.tuples(name, st.text(control) | value.filter(str.isprintable)), max_size=4
                )
            )
        ),
        entries=(*(e for e in found if not e.obsolete), *(e for e in found if e.obsolete)),
        comment=draw(LINES),
        header_fuzzy=draw(st.booleans()),
    )


@settings(max_examples=200, deadline=None)
@given(catalogs())
def test_what_is_written_is_read_back_and_written_alike(catalog: Catalog) -> None:
    text = po.dump(catalog)
    again = po.parse(text.encode().decode(), Path("a.po"))
    assert again == catalog
    assert po.dump(again) == text


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@example(b"\x1c\r\x00")
def test_any_bytes_give_a_catalog_or_a_catalog_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.po"
    path.write_bytes(data)
    with suppress(CatalogError):
        po.load(path)


GOOD = po.dump(
    Catalog(
        HEADERS,
        (
            Entry("title", "Рада", "Council", State.TRANSLATED, note="Role: title", comment="ok"),
            Entry(None, "Слово " * 30, "Word " * 30, State.DRAFT, previous=(None, "Слова")),
            Entry(None, "Ні", "No", State.DRAFT, obsolete=True, previous=("x", "Так")),
        ),
        comment="Kept",
    )
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_file_cut_anywhere_never_loses_an_entry_in_silence(
    data: st.DataObject,
) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    put = data.draw(
        st.sampled_from(["", '"', "\\", "\n", "#", "msgid ", "#~ ", "x", "\n<<<<<<< a\n"])
    )
    text = GOOD[:start] + put + GOOD[end:]
    try:
        catalog = po.parse(text, Path("a.po"))
    except CatalogError:
        return
    kept = po.dump(catalog)
    assert po.parse(kept, Path("a.po")) == catalog
    # Every letter that the file holds outside of syntax is still there.
    for word in ("Council", "Kept", "title"):
        assert kept.count(word) == text.count(word)


DAMAGE = {
    "conflict": (
        'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n',
        2,
        "merge",
    ),
    "conflict at the start": ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 1, "merge"),
    "unclosed quote": ('msgid "a"\nmsgstr "b\n', 2, "quote"),
    "escaped last quote": ('msgid "a"\nmsgstr "b\\"\n', 2, "quote"),
    "quote inside": ('msgid "a"\nmsgstr "b "c" d"\n', 2, "outside"),
    "text after the quote": ('msgid "a"\nmsgstr "b" c\n', 2, "outside"),
    "text before the quote": ('msgid "a"\nmsgstr x"b"\n', 2, "not part"),
    "two backslashes and a quote": ('msgid "a"\nmsgstr "b\\\\" c"\n', 2, "outside"),
    "unknown escape": ('msgid "a"\nmsgstr "b\\q"\n', 2, "means nothing"),
    "no msgstr at the end": ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4, "no msgstr"),
    "no msgstr in the middle": ('msgid "a"\n\nmsgid "c"\nmsgstr "d"\n', 3, "missing"),
    "comment inside": ('msgid "a"\n# x\nmsgstr "b"\n', 1, "no msgstr"),
    "comment between two msgid": ('msgid "a"\n# x\nmsgid "c"\nmsgstr "d"\n', 1, "no msgstr"),
    "msgstr first": ('msgstr "b"\nmsgid "a"\n', 1, "without a msgid"),
    "two msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "does not belong"),
    "two msgctxt": ('msgctxt "x"\nmsgctxt "y"\nmsgid "a"\nmsgstr "b"\n', 2, "missing"),
    "msgctxt after msgid": ('msgid "a"\nmsgctxt "x"\nmsgstr "b"\n', 2, "missing"),
    "msgctxt without msgid": ('msgctxt "x"\nmsgstr "b"\n', 2, "does not belong"),
    "plural of many digits": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[' + "9" * 5000 + '] "c"\n',
        3,
        "does not belong",
    ),
    "plural gap": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', 4, "msgstr[2]"),
    "plural without forms": ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3, "does not belong"),
    "form without plural": ('msgid "a"\nmsgstr[0] "c"\n', 2, "does not belong"),
    "string of no entry": ('"a"\n', 1, "no entry"),
    "half obsolete": ('msgid "a"\n#~ msgstr "b"\n', 2, "#~"),
    "half obsolete string": ('msgid "a"\nmsgstr "b"\n#~ "c"\n', 3, "no entry"),
    "no letter": ('msgid "a"\nmsgstr "\\377"\n', 2, "UTF-8"),
    "NUL by number": ('msgid "a"\nmsgstr "\\0"\n', 2, "U+0000"),
    "number without digits": ('msgid "a"\nmsgstr "\\xg"\n', 2, "means nothing"),
    "comment behind a msgid": ('msgid "a" # x\nmsgstr "b"\n', 1, "outside"),
    "unknown keyword": ('msgfoo "x"\nmsgid "a"\nmsgstr "b"\n', 1, "not part"),
    "junk": ('msgid "a"\nmsgstr "b"\nhello\n', 3, "hello"),
    "NUL in a string": ('msgid "a"\nmsgstr "b\0"\n', 2, "U+0000"),
    "NUL in a comment": ('# \0\nmsgid "a"\nmsgstr "b"\n', 1, "U+0000"),
    "BEL": ('msgid "a"\nmsgstr "b\a"\n', 2, "U+0007"),
    "comment at the end": ('msgid "a"\nmsgstr "b"\n\n# tail\n', 4, "end"),
    "previous without text": ('#| msgid\nmsgid "a"\nmsgstr "b"\n', 1, "missing"),
    "previous continued": ('#| "x"\nmsgid "a"\nmsgstr "b"\n', 1, "not part"),
    "previous msgstr": ('#| msgstr "x"\nmsgid "a"\nmsgstr "b"\n', 1, "msgstr"),
    "twice": ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "line 1"),
    "twice, one obsolete": ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 4, "line 1"),
    "twice obsolete": ('#~ msgid "a"\n#~ msgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 4, "line 1"),
    "header of many": (
        'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgid_plural "x"\nmsgstr[0] "Language: en\\n"\n',
        4,
        "plural forms",
    ),
    "header of many without a text": (
        'msgid ""\nmsgid_plural ""\nmsgstr[0] "Language: en\\n"\nmsgstr[1] ""\n',
        1,
        "plural forms",
    ),
    "two headers": ('msgid ""\nmsgstr "A: b\\n"\n\nmsgid ""\nmsgstr "C: d\\n"\n', 4, "line 1"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_with_file_line_and_remedy(name: str, write: Callable[[str], Path]) -> None:
    text, line, words = DAMAGE[name]
    path = write(text)
    with pytest.raises(CatalogError) as caught:
        po.load(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert words in caught.value.message
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@needs("msgcat")
@pytest.mark.parametrize(
    "name", ["twice", "twice, one obsolete", "unclosed quote", "half obsolete"]
)
def test_what_is_refused_is_refused_by_gettext_too(name: str) -> None:
    done = subprocess.run(
        ["msgcat", "-"], input=DAMAGE[name][0].encode(), capture_output=True, check=False
    )
    assert done.returncode != 0


def test_a_missing_file_a_folder_and_an_empty_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no such file"):
        po.load(tmp_path / "none.po")
    with pytest.raises(CatalogError, match="not a file"):
        po.load(tmp_path)
    empty = tmp_path / "empty.po"
    empty.write_text("\n")
    with pytest.raises(CatalogError, match="empty"):
        po.load(empty)
    with pytest.raises(CatalogError):
        po.load(tmp_path / ("x" * 300))
    with pytest.raises(CatalogError):
        po.load(Path("nul\0.po"))


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.po"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(CatalogError, match="larger"):
        po.load(path)


@pytest.mark.growth
def test_a_line_of_a_million_letters_is_read_in_proportion(
    write: Callable[[str], Path],
) -> None:
    def work(size: int) -> None:
        text = "слово" * size
        catalog = po.load(write(f'msgid "a"\nmsgstr "{text}"\n'))
        assert catalog.entries[0].target == text
        assert po.parse(po.dump(catalog), Path("a.po")) == catalog
        more = 'msgid "a"\nmsgstr ' + '""' * size + "x\n"
        for damaged in (f'msgid "a"\nmsgstr "{text}\n', more):
            with pytest.raises(CatalogError):
                po.load(write(damaged))

    assert in_proportion(work, 320_000)


def test_wrong_bytes_are_named_with_offset_line_and_iconv(write: Callable[[bytes], Path]) -> None:
    path = write(b'msgid "a"\nmsgstr "' + "Рада".encode("windows-1251") + b'"\n')
    with pytest.raises(CatalogError) as caught:
        po.load(path)
    assert caught.value.line == 2
    assert "18" in caught.value.message
    assert "iconv -f WINDOWS-1251" in str(caught.value.remedy)


def test_utf16_is_named_as_such(write: Callable[[bytes], Path]) -> None:
    with pytest.raises(CatalogError) as caught:
        po.load(write('msgid "a"\n'.encode("utf-16")))
    assert "iconv -f UTF-16" in str(caught.value.remedy)


def test_another_charset_is_refused_with_the_line_that_helps(
    write: Callable[[bytes], Path],
) -> None:
    text = HEAD.replace("UTF-8", "windows-1251") + 'msgid "a"\nmsgstr "Рада"\n'
    path = write(text.encode("windows-1251"))
    with pytest.raises(CatalogError) as caught:
        po.load(path)
    assert caught.value.line == 4
    command = str(caught.value.remedy).partition(": ")[2]
    subprocess.run(command, shell=True, check=True)
    assert po.load(path).entries[0].target == "Рада"


def test_a_file_cut_off_in_its_charset_is_not_to_be_converted(
    write: Callable[[bytes], Path],
) -> None:
    with pytest.raises(CatalogError) as caught:
        po.load(write(HEAD[: HEAD.index("UTF-8") + 4].encode()))
    assert caught.value.code == "L10N-WS-005"
    assert caught.value.line == 4
    assert "iconv" not in str(caught.value.remedy)


def test_bom_and_crlf_do_not_matter(write: Callable[[bytes], Path]) -> None:
    expected = po.parse(GOOD, Path("a.po"))
    assert po.load(write(b"\xef\xbb\xbf" + GOOD.encode())) == expected
    assert po.load(write(GOOD.replace("\n", "\r\n").encode())) == expected
    assert po.load(write(GOOD.replace("\n", "\r").encode())) == expected


def test_unusual_but_valid_lines_are_read_as_gettext_reads_them(
    write: Callable[[str], Path],
) -> None:
    catalog = po.load(
        write(
            HEAD + "#no space\n##two\n#\n#. \n#.note\n#: a%20b.md:3 \u2068c d.md\u2069:4 e.md\n"
            '#, fuzzy,  no-wrap ,\nmsgid"a" "b"\nmsgstr "c"   \n  "d"\n\n'
            '#~|msgid "old"\n#~msgid "gone"\n#~msgstr "weg"\n'
        )
    )
    entry, gone = catalog.entries
    assert (entry.source, entry.target, entry.state) == ("ab", "cd", State.DRAFT)
    assert entry.comment == "no space\n#two\n"
    assert entry.note == "\nnote"
    assert entry.flags == ("no-wrap",)
    assert entry.references == (
        Reference("a b.md", 3),
        Reference("c d.md", 4),
        Reference("e.md", 0),
    )
    assert gone == Entry(
        None, "gone", "weg", State.TRANSLATED, obsolete=True, previous=(None, "old")
    )


def test_the_header_keeps_order_doubles_and_comments(write: Callable[[str], Path]) -> None:
    text = (
        '# Львівська редакція\n#\n# 2024\n#, fuzzy\nmsgid ""\nmsgstr ""\n'
        '"X-Later: 1\\n"\n"Language: en\\n"\n"X-Later:  2 \\n"\n"wrapped\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    catalog = po.load(write(text))
    assert catalog.headers == (
        ("X-Later", "1"),
        ("Language", "en"),
        ("X-Later", " 2 \nwrapped"),
        ("Content-Type", "text/plain; charset=utf-8"),
    )
    assert catalog.comment == "Львівська редакція\n\n2024"
    assert catalog.header_fuzzy
    assert po.dump(catalog) == text


POEDIT = """\
# Переклад новин
# Olena Koval <olena@example.org>, 2024.
msgid ""
msgstr ""
"Project-Id-Version: news/рада.md\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2024-05-01 12:30+0300\\n"
"PO-Revision-Date: 2024-05-02 09:15+0300\\n"
"Last-Translator: Olena Koval <olena@example.org>\\n"
"Language-Team: \\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-L10n-Article: news/рада.md\\n"
"X-Generator: Poedit 3.4.2\\n"

# Перевірити назву
#. Role: paragraph
#. a1: https://example.org/
#: articles/news/рада.md:4
msgid ""
"Міська рада <a1>ухвалила</a1> бюджет на наступний рік — попри заперечення "
"двох комісій."
msgstr ""
"The city council <a1>adopted</a1> the budget for next year, despite the "
"objections of two commissions."

#. Role: paragraph
#: articles/news/рада.md:6
#, fuzzy
#| msgid "За — сорок."
msgid "За — сорок один."
msgstr "Forty in favour."

#~ msgid "Проти — двоє."
#~ msgstr "Two against."
"""


def test_a_file_as_poedit_saves_it_comes_out_as_it_went_in(write: Callable[[str], Path]) -> None:
    catalog = po.load(write(POEDIT))
    assert [entry.state for entry in catalog.entries] == [
        State.TRANSLATED,
        State.DRAFT,
        State.TRANSLATED,
    ]
    assert catalog.entries[0].comment == "Перевірити назву"
    assert catalog.header("X-Generator") == "Poedit 3.4.2"
    assert po.dump(catalog) == POEDIT


def test_a_person_s_headers_stay_and_dates_move_with_changes() -> None:
    old = po.parse(POEDIT, Path("a.po")).headers
    later = po.new_headers("en", "news/рада.md", now=NOW + timedelta(days=9))
    assert po.merged_headers(old, later, changed=False) == old
    changed = dict(po.merged_headers(old, later, changed=True))
    assert changed == dict(old) | {"POT-Creation-Date": "2024-05-10 12:30+0300"}
    assert po.merged_headers((), later, changed=True) == later


def test_new_headers_are_complete_and_know_the_locale() -> None:
    headers = dict(po.new_headers("uk", "a b/в:г\n.md", now=NOW, source_date=NOW.astimezone(UTC)))
    assert headers["Plural-Forms"].startswith("nplurals=3;")
    assert headers["Language"] == "uk"
    assert headers["POT-Creation-Date"] == "2024-05-01 09:30+0000"
    assert headers["PO-Revision-Date"] == "2024-05-01 12:30+0300"
    assert headers["X-L10n-Article"] == "a b/в:г%0A.md"
    assert headers["X-Generator"].startswith("l10n ")
    assert dict(po.new_headers("pt-BR", "a", now=NOW))["Language"] == "pt_BR"
    assert "nplurals" in dict(po.new_headers("xx", "a", now=NOW))["Plural-Forms"]


@given(st.text(min_size=1, max_size=40))
def test_paths_survive_a_reference_line(path: str) -> None:
    quoted = quote_path(path)
    assert unquote_path(quoted) == path
    assert not any(mark.isspace() or mark in "\u2068\u2069" for mark in quoted)
    for line in (0, 7):
        entry = Entry(None, "a", "b", State.TRANSLATED, references=(Reference(path, line),))
        assert po.parse(po.dump(Catalog(HEADERS, (entry,))), Path("a.po")).entries == (entry,)


def test_a_path_with_bytes_that_are_no_text_survives() -> None:
    path = b"caf\xe9 1.md".decode("utf-8", "surrogateescape")
    assert quote_path(path) == "caf%E9%201.md"
    assert unquote_path("caf%E9%201.md") == path


LEGAL = {
    "octal and hexadecimal": (
        'msgid "\\x41\\101\\303\\251\\x4142\\1018" msgstr "\\\\x41 \\42"\n',
        'msgid "AAéBA8"\nmsgstr "\\\\x41 \\""\n',
    ),
    "bell": ('msgid "a\\a"\nmsgstr "\\7"\n', 'msgid "a\\a"\nmsgstr "\\a"\n'),
    "one line": ('msgid "one" msgstr "two"\n', 'msgid "one"\nmsgstr "two"\n'),
    "one line each": (
        'msgctxt "c" msgid "a" "b"\nmsgid_plural "d" msgstr[0] "e"\n'
        'msgstr[1] "f" msgid "g" msgstr ""\n',
        'msgctxt "c"\nmsgid "ab"\nmsgid_plural "d"\nmsgstr[0] "e"\nmsgstr[1] "f"\n\n'
        'msgid "g"\nmsgstr ""\n',
    ),
    "obsolete on one line": ('#~ msgid "a" msgstr "b"\n', '#~ msgid "a"\n#~ msgstr "b"\n'),
    "comment behind a text": (
        'msgid "a"\nmsgstr "b" # end\nmsgid "c"\nmsgstr ""\n',
        'msgid "a"\nmsgstr "b"\n\n# end\nmsgid "c"\nmsgstr ""\n',
    ),
    "sticky flags": (
        '#= c-format, range: 0..1\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#, fuzzy, c-format, range: 0..1\nmsgid "a"\nmsgstr "b"\n',
    ),
    "foreign references": (
        '#: foobar:4a a:b.md:3 50%.md:2 x:y C:/a%zz:7 a%3A5\nmsgid "a"\nmsgstr ""\n',
        '#: foobar:4a a:b.md:3 50%.md:2 x:y C:/a%zz:7 a%3A5\nmsgid "a"\nmsgstr ""\n',
    ),
    "previous plural": (
        '#, fuzzy\n#| msgid "a"\n#| msgid_plural "as"\n'
        'msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "c"\n',
        '#, fuzzy\n#| msgid "a"\n#| msgid_plural "as"\n'
        'msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "c"\n',
    ),
}


@pytest.mark.parametrize("name", LEGAL)
def test_all_that_gettext_allows_is_read(name: str, write: Callable[[str], Path]) -> None:
    text, want = LEGAL[name]
    assert po.dump(po.load(write(text))) == want


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
@pytest.mark.parametrize("name", [name for name in LEGAL if name != "sticky flags"])
def test_msgcat_reads_it_as_we_do(name: str, tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path = tmp_path / "a.po"
    path.write_text(head + LEGAL[name][0], "utf-8")
    done = subprocess.run(["msgcat", path], capture_output=True, text=True, check=True)
    assert done.stdout == po.dump(po.load(path))


@pytest.mark.parametrize("target", ["a\0b", "a\x06b", "a\x1bb", "a\ud800"])
def test_what_no_po_file_can_hold_is_not_written(target: str) -> None:
    with pytest.raises(CatalogError, match=r"U\+"):
        po.dump(Catalog(HEADERS, (Entry(None, "a", target, State.TRANSLATED),)))


@needs("msgcat")
def test_a_no_wrap_entry_is_not_wrapped() -> None:
    entry = Entry(None, "слово " * 30, "word " * 30, State.TRANSLATED, flags=("no-wrap",))
    written = po.dump(Catalog(HEADERS, (entry,)))
    assert tool("msgcat", "-", text=written) == written
    assert 'msgid "слово ' in written


@pytest.mark.growth
def test_a_line_of_many_messages_is_read_in_proportion() -> None:
    def work(size: int) -> None:
        text = " ".join(f'msgid "x{number}" msgstr "y"' for number in range(size))
        assert len(po.parse(text, Path("a.po")).entries) == size

    assert in_proportion(work, 4_000)


@pytest.mark.parametrize(
    ("end", "broken"),
    [
        ('msgstr ""\n"one "\n', True),
        ('msgstr ""\n"one "', True),
        ('#~ msgstr ""\n#~ "one "\n', True),
        ('#~ msgstr ""\n#~ "one "\n#~', True),
        ('#~ msgstr ""\n#~ "one "\n#~ ', True),
        ('msgstr "one "\n', False),
        ('#~ msgstr "one "\n#~', False),
        ("", False),
    ],
)
def test_a_file_may_end_in_a_text_that_goes_on(end: str, broken: bool) -> None:
    assert po.ends_in_string(b'msgid "a"\n' + end.encode()) is broken
