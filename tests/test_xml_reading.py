"""XML files of other tools are read as they are written, and hostile ones refused in a line."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import FileError, TableError
from l10n.store.xml_reading import (
    Bounds,
    Element,
    End,
    Event,
    Source,
    Start,
    Text,
    whole,
    xml_events,
)
from l10n.store.xml_writing import UNHELD, XmlWriter

PATH = Path("memory.tmx")
SMALL = Bounds(token=2_000, text=1_000, depth=10, attributes=5, names=100, name=50, parts=20)


def source(data: bytes, bounds: Bounds = SMALL) -> Source:
    return Source(io.BytesIO(data), PATH, bounds=bounds)


def read(text: str | bytes) -> list[Event]:
    data = text.encode() if isinstance(text, str) else text
    return list(xml_events(source(data)))


def tree(data: bytes, bounds: Bounds = SMALL) -> Element:
    events = xml_events(source(data, bounds))
    start = next(events)
    assert isinstance(start, Start)
    return whole(start, events, source(b"", bounds))


def refusal(data: str | bytes) -> str:
    with pytest.raises(FileError) as caught:
        read(data)
    return caught.value.code.removeprefix("L10N-")


def test_elements_and_texts_come_in_order_with_their_lines() -> None:
    text = '<?xml version="1.0"?>\n<a x="1">one\n<b/>two<!-- no --> &amp; <![CDATA[<c>]]></a>'
    assert read(text) == [
        Start("a", {"x": "1"}, 2),
        Text("one\n"),
        Start("b", {}, 3),
        End("b", 3),
        Text("two & <c>"),
        End("a", 3),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<a>Чому?</a>".encode(),
        b"\xef\xbb\xbf" + "<a>Чому?</a>".encode(),
        '<?xml version="1.0" encoding="utf-8"?><a>Чому?</a>'.encode(),
        "<a>Чому?</a>".encode("utf-16"),
        "\ufeff<a>Чому?</a>".encode("utf-16-be"),
        "<a>Чому?</a>".encode("utf-16-le"),
        '<?xml version="1.0" encoding="UTF-16"?><a>Чому?</a>'.encode("utf-16-be"),
        '<?xml version="1.0" encoding="UTF-16"?><a>Чому?</a>'.encode("utf-16"),
        "<?xml version='1.0' encoding='windows-1251'?><a>Чому?</a>".encode("cp1251"),
        "<?xml version='1.0' encoding='KOI8-U'?><a>Чому?</a>".encode("koi8-u"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_is_in(data: bytes) -> None:
    assert Text("Чому?") in read(data)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a SYSTEM "tmx14.dtd">',
        "<!DOCTYPE a>",
        "<!-- by > somebody [ -->\n<?pi ?>\n<!DOCTYPE a PUBLIC '-//x' \"y>[\">",
        '\n<!DOCTYPE a SYSTEM "t"\n>\n<!-- and [ then > -->',
    ],
)
def test_a_grammar_may_be_named_and_is_never_read(head: str) -> None:
    assert read(f"{head}<a/>")[0] == Start("a", {}, head.count("\n") + 1)


HEAD = '<?xml version="1.0"?>'
ENTITY = '[<!ENTITY e "x">]'
REFUSED: tuple[tuple[str, str | bytes, str], ...] = (
    ("nothing", b"", "XML-001"),
    ("a text", b"just text", "XML-001"),
    ("JSON", b'{"a": 1}', "XML-001"),
    ("NULs", b"\0" * 100, "XML-001"),
    ("a ZIP file", b"PK\x03\x04" + b"x" * 50, "XML-002"),
    ("a gzip file", b"\x1f\x8b\x08" + b"x" * 50, "XML-002"),
    ("UTF-32", "\ufeff<a/>".encode("utf-32-le"), "XML-003"),
    ("UTF-32 without a mark", "<a/>".encode("utf-32-be"), "XML-003"),
    ("EBCDIC", '<?xml version="1.0"?><a/>'.encode("cp037"), "XML-003"),
    ("UTF-7", b'<?xml version="1.0" encoding="UTF-7"?><a/>', "XML-003"),
    ("an encoding of nobody", b'<?xml version="1.0" encoding="klingon"?><a/>', "XML-003"),
    ("a codec that is no encoding", b'<?xml version="1.0" encoding="rot13"?><a/>', "XML-003"),
    ("UTF-8 that says UTF-16", b'<?xml version="1.0" encoding="UTF-16"?><a/>', "XML-004"),
    (
        "UTF-16 that says UTF-8",
        '<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16"),
        "XML-004",
    ),
    (
        "UTF-8 that says Windows-1251",
        '<?xml version="1.0" encoding="windows-1251"?><a>Чому?</a>'.encode(),
        "XML-004",
    ),
    (
        "Windows-1251 that says UTF-8",
        '<?xml version="1.0" encoding="UTF-8"?>\n<a>Чому?</a>'.encode("cp1251"),
        "XML-005",
    ),
    ("half a surrogate", b"<a>\xed\xa0\x80</a>", "XML-005"),
    ("half a letter at the end", b"<a>\xd0", "XML-005"),
    ("an entity", f"{HEAD}<!DOCTYPE a {ENTITY}><a>&e;</a>", "XML-006"),
    ("an entity after an address", f'<!DOCTYPE a SYSTEM "x" {ENTITY}><a>&e;</a>', "XML-006"),
    ("no grammar in brackets", "<!DOCTYPE a []><a/>", "XML-006"),
    ("an entity of a grammar elsewhere", '<!DOCTYPE a SYSTEM "x"><a>&e;</a>', "XML-007"),
    ("the same in an attribute", '<!DOCTYPE a SYSTEM "x"><a b="&e;"/>', "XML-007"),
    ("tags that cross", "<a><b></a></b>", "XML-007"),
    ("an attribute twice", '<a b="1" b="2"/>', "XML-007"),
    ("a control character", "<a>\x07</a>", "XML-007"),
    ("a reference to one", "<a>&#7;</a>", "XML-007"),
    ("a NUL", "<a>\0</a>", "XML-007"),
    ("a letter that is none", "<a>\ufffe</a>", "XML-007"),
    ("two roots", "<a/><a/>", "XML-007"),
    ("two grammars", "<!DOCTYPE a><!DOCTYPE a><a/>", "XML-006"),
    ("a grammar within", "<a><!DOCTYPE a></a>", "XML-007"),
    ("no end", "<a><b>", "XML-008"),
    ("half a tag", "<a><b", "XML-008"),
    ("half a comment", "<a/><!-- ", "XML-008"),
    ("half a grammar", "<!DOCTYPE a", "XML-008"),
    ("half a text", "<a><![CDATA[x", "XML-008"),
    ("a head alone", HEAD, "XML-008"),
    ("a long tag that never ends", f'<a b="{"x" * 200_000}', "XML-009"),
    ("a long comment", f"<a><!--{'-x' * 200_000}", "XML-009"),
    ("a long comment at the start", f"<!--{'-x' * 200_000}", "XML-009"),
    ("a long instruction", f"<a><?x {'? ' * 200_000}", "XML-009"),
    ("a long text", f"<a>{'x' * 200_000}", "XML-010"),
    ("a long text of entities", f"<a>{'&lt;' * 2_000}</a>", "XML-010"),
    ("a long text of sections", f"<a>{'<![CDATA[x]]>' * 2_000}</a>", "XML-010"),
    ("deep elements", "<a>" * 200, "XML-011"),
    ("many attributes", "<a " + "".join(f"b{n}='1' " for n in range(100)) + "/>", "XML-012"),
    ("many names", f"<a>{''.join(f'<b{n}/>' for n in range(1_000))}</a>", "XML-013"),
    ("a long name", f"<a><{'b' * 60}/></a>", "XML-015"),
)


@pytest.mark.parametrize(
    ("data", "code"), [each[1:] for each in REFUSED], ids=[e[0] for e in REFUSED]
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: str | bytes, code: str) -> None:
    assert refusal(data) == code


def test_the_line_of_a_mistake_is_told() -> None:
    broken = "<!DOCTYPE a\nSYSTEM 'x'>\n<a>\n<b></c></a>"
    for data, line in ((broken, 4), ("<a>\n\n\xff</a>".encode("latin-1"), 3)):
        with pytest.raises(FileError) as caught:
            read(data)
        assert (caught.value.path, caught.value.line) == (PATH, line)


def test_a_wrong_byte_is_told_by_its_place_in_the_file() -> None:
    data = b"\xef\xbb\xbf<a>" + b"x" * 300 + b"\n" + b"y " * 70_000 + b"\xff</a>"
    with pytest.raises(FileError, match="byte 140307 is not UTF-8") as caught:
        list(xml_events(source(data, Bounds())))
    assert caught.value.line == 2


def test_a_mistake_is_the_error_of_whoever_reads() -> None:
    with pytest.raises(TableError):
        list(xml_events(Source(io.BytesIO(b"<a>"), PATH, TableError)))


def test_names_are_resolved_where_somebody_asks() -> None:
    data = b'<x:a xmlns:x="urn:y" xml:lang="uk" c="1"/>'
    found = next(xml_events(Source(io.BytesIO(data), PATH, namespaces=True)))
    lang = "http://www.w3.org/XML/1998/namespace lang"
    assert found == Start("urn:y a", {lang: "uk", "c": "1"}, 1)


@pytest.mark.parametrize(
    "data",
    [
        f'<a xmlns="{"u" * 60}"/>'.encode(),
        b"<a " + b" ".join(b"xmlns:p%d='u%d'" % (n, n) for n in range(70)) + b"/>",
    ],
)
def test_name_spaces_are_bounded_as_well(data: bytes) -> None:
    with pytest.raises(FileError, match="name"):
        list(xml_events(Source(io.BytesIO(data), PATH, namespaces=True, bounds=SMALL)))


def test_content_that_is_not_wanted_has_no_bound_and_is_left_out() -> None:
    data = b"<a><b>" + b"x<c/>" * 9_000 + b"</b><d/></a>"
    wanted = Source(io.BytesIO(data), PATH, unread={"b"}, bounds=SMALL)
    names = [each.name for each in xml_events(wanted) if isinstance(each, Start)]
    assert names == ["a", "b", "d"]


def test_an_element_is_taken_as_a_whole() -> None:
    found = tree(b"<a>x<b>y<c/></b>z</a>")
    assert found.text() == "xyz"
    assert [each.name for each in found.elements()] == ["b"]
    assert found.children[0] == "x"


@pytest.mark.parametrize("data", [b"<a>" + b"<b/>" * 30 + b"</a>", b"<a>" + b"<b/>" + b"x" * 1_001])
def test_an_element_that_holds_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(FileError):
        tree(data)


def written(texts: Iterable[str]) -> str:
    file = io.StringIO(newline="")
    writer = XmlWriter(file)
    writer.open("a", {"b": "".join(texts)})
    for text in texts:
        writer.leaf("c", text)
    writer.close()
    return file.getvalue()


@given(st.lists(st.text(max_size=20), max_size=4))
def test_what_is_written_is_read_to_the_letter(texts: list[str]) -> None:
    wanted = [UNHELD.sub("\ufffd", text) for text in texts]
    found = tree(written(texts).encode(), Bounds())
    assert [each.text() for each in found.elements("c")] == wanted
    assert found.attributes["b"] == "".join(wanted)


@given(st.binary(max_size=200) | st.text("<>/!-?[]ab=\"' &;", max_size=80).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", b"<a>", b"<!DOCTYPE a"):
        try:
            list(xml_events(source(start + data)))
        except FileError as error:
            assert error.code.startswith("L10N-XML-")
