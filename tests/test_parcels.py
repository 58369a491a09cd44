"""Parcels as ZIP files: what is sent is taken back; what is bad is a line, and the rest goes on."""

import struct
import tracemalloc
import zipfile
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import FileError
from l10n.store.archive import PARCEL, Archive, opened, pack, require_readable
from l10n.store.workspace import fault_of_name
from tests.conftest import LONG, Newsroom
from tests.test_cli import filled

pytestmark = pytest.mark.campaign

PARTS = st.one_of(
    st.text(st.characters(exclude_characters="/\\", exclude_categories=["Cs", "Cc"]), min_size=1),
    st.sampled_from(
        [
            "а" * 100,
            "x" * 200,
            "100%",
            "%41",
            "a.zip",
            "b.po",
            "A",
            "a",
            "'\"",
            "\u0439",
            "\u0438\u0306",
        ]
    ),
)
NAMES = st.lists(PARTS, min_size=1, max_size=60).map("/".join)


def is_article(name: str) -> bool:
    return fault_of_name(name) is None and not any(part in ("", ".") for part in name.split("/"))


def refusals(archive: Archive) -> dict[str, str]:
    """The codes of what is refused of an archive, by name; all else has been read."""
    found = {}
    for member in archive.members:
        try:
            archive.read(member)
        except FileError as error:
            found[member.name] = error.code
    return found


@settings(max_examples=2_000 if LONG else 60)
@given(st.lists(NAMES.filter(is_article), min_size=1, max_size=4, unique=True))
def test_whatever_an_article_is_called_it_is_packed_and_read(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    files = {f"en/{name}.po": name.encode() for name in names}
    data = pack(files.items())
    path = tmp_path_factory.getbasetemp() / "names.zip"
    path.write_bytes(data)
    require_readable(data, path)
    with opened(path) as archive:
        assert {each.name: archive.read(each) for each in archive.members} == files


def test_an_article_deep_in_folders_goes_out_and_comes_back(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    deep = "/".join(["новини " + "x" * 180] * 9) + "/a.md"
    names = [deep, "b 100%.md", "__MACOSX/c.zip.md", "Є'\"/d.po.md"]
    for name in names:
        newsroom.article(name, "Так, це воно.\n")
    newsroom.l10n("sync")
    assert newsroom.l10n("send", "--to", tmp_path / "out.zip").code == 0
    with (
        zipfile.ZipFile(tmp_path / "out.zip") as sent,
        zipfile.ZipFile(tmp_path / "back.zip", "w") as back,
    ):
        for info in sent.infolist():
            copy = tmp_path / "copy.po"
            copy.write_bytes(sent.read(info))
            filled(copy, {"Так, це воно.": "Yes, it is."})
            back.writestr(info, copy.read_bytes())
    answer = newsroom.l10n("receive", tmp_path / "back.zip", "--json")
    assert {each["article"] for each in answer.json} == set(names), answer.err
    for name in names:
        assert polib.pofile(str(newsroom.catalog(name)))[0].msgstr == "Yes, it is."


def test_a_bad_member_is_a_line_and_the_others_go_on(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("a.md", "Так, це воно.\n")
    newsroom.l10n("sync")
    good = newsroom.catalog("a.md").read_bytes()
    link = zipfile.ZipInfo("en/link.md.po")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "back.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../a.po", good)
        archive.writestr(link, "a.md.po")
        archive.writestr("en/bomb.md.po", b"\n" * 30_000_000)
        archive.writestr("en/huge.md.po", bytes(range(256)) * 4 + b" " * 34_000_000)
        archive.writestr("en/" + "x/" * 30_000 + "y.po", good)
        archive.writestr("en/broken.md.po", b"msgid")
        archive.writestr("en/noise.md.po", bytes(range(256)) * 2)
        for number in range(40):
            archive.writestr(f"{number}.txt", bytes((number * n * n) % 251 for n in range(40_000)))
        archive.writestr("en/a.md.po", good)
    answer = newsroom.l10n("receive", tmp_path / "back.zip")
    assert "catalogs/en/a.md.po: 1 the same" in answer.out
    assert answer.code == 3
    lines = answer.err.splitlines()
    assert len(lines) == 6, answer.err
    assert max(map(len, lines)) < 1_000


def overlapping(path: Path, count: int) -> Path:
    """A bomb of files that all have the same data, as the list of files says."""
    path.write_bytes(pack([("a.po", b"msgid" * 99), ("z.po", b"fine")]))
    data = path.read_bytes()
    start = data.index(b"PK\1\2")
    first = data[start : data.index(b"PK\1\2", start + 1)]
    names = [first.replace(b"a.po", b"%04d" % number) for number in range(count)]
    end = data.index(b"PK\5\6")
    listed = b"".join(names) + data[start:end]
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, count + 2, count + 2, len(listed))
    path.write_bytes(data[:start] + listed + tail)
    return path


def test_files_that_overlap_are_refused_and_no_others(tmp_path: Path) -> None:
    with opened(overlapping(tmp_path / "x.zip", 500)) as archive:
        found = refusals(archive)
    assert set(found.values()) == {"L10N-ZIP-014"}
    assert len(found) == 501
    assert "z.po" not in found


def test_a_file_inside_of_another_is_refused(tmp_path: Path) -> None:
    inner = pack([("b.po", b"b" * 90)])
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.po", inner)
        archive.writestr("c.po", b"c")
    data = bytearray((tmp_path / "x.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        archive.getinfo("a.po").header_offset = 0
        info = archive.getinfo("c.po")
    listed = data.rindex(b"c.po") - 46
    assert struct.unpack_from("<I", data, listed + 42) == (info.header_offset,)
    struct.pack_into("<I", data, listed + 42, data.index(b"PK\3\4", 4))
    (tmp_path / "x.zip").write_bytes(data)
    with opened(tmp_path / "x.zip") as archive:
        assert refusals(archive) == dict.fromkeys(["a.po", "c.po"], "L10N-ZIP-014")


@pytest.mark.parametrize("size", [5, 10**6, 2**32 - 1])
def test_a_size_that_is_a_lie_is_refused(tmp_path: Path, size: int) -> None:
    data = bytearray(pack([("a.po", b"msgid" * 30), ("b.po", b"fine")]))
    struct.pack_into("<I", data, data.index(b"PK\1\2") + 24, size)
    (tmp_path / "x.zip").write_bytes(data)
    with opened(tmp_path / "x.zip") as archive:
        assert list(refusals(archive)) == ["a.po"]


def test_bytes_around_an_archive_do_no_harm(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.po", b"text")
        archive.comment = b"PK\3\4 PK\1\2 " * 99
    (tmp_path / "x.zip").write_bytes(b"#!/bin/sh\n" * 999 + (tmp_path / "x.zip").read_bytes())
    with opened(tmp_path / "x.zip") as archive:
        assert archive.read(archive.members[0]) == b"text"


def test_names_that_differ_by_case_are_files_of_their_own(tmp_path: Path) -> None:
    names = ["a.po", "A.po", "\u0439.po", "\u0438\u0306.po"]
    (tmp_path / "x.zip").write_bytes(pack((name, name.encode()) for name in names))
    with opened(tmp_path / "x.zip") as archive:
        assert [archive.read(each).decode() for each in archive.members] == names


def test_a_list_of_files_without_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    data = pack([("a.po", b"")])
    start, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    many = data[start:end] * (2**24 // (end - start) + 1)
    tail = bytearray(data[end:])
    struct.pack_into("<I", tail, 12, len(many))
    path.write_bytes(data[:start] + many + tail)
    tracemalloc.start()
    try:
        with pytest.raises(FileError) as caught, opened(path):
            pass
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.code == "L10N-ZIP-015"


def test_no_more_is_unpacked_than_a_hundred_times_what_came(tmp_path: Path) -> None:
    bomb = pack((f"{number}.po", b"\n" * 3_900_000) for number in range(9))
    (tmp_path / "x.zip").write_bytes(bomb)
    with pytest.raises(FileError) as caught, opened(tmp_path / "x.zip"):
        pass
    assert caught.value.code == "L10N-ZIP-007"
    assert PARCEL.ratio == 100


def test_reading_a_parcel_keeps_nothing_of_what_was_read(tmp_path: Path) -> None:
    part = b"".join(b"%d;" % (number * number % 99_991) for number in range(90_000))
    (tmp_path / "x.zip").write_bytes(pack((f"{number}.po", part) for number in range(12)))
    tracemalloc.start()
    try:
        with opened(tmp_path / "x.zip") as archive:
            assert not refusals(archive)
        assert tracemalloc.get_traced_memory()[1] < 5 * len(part)
    finally:
        tracemalloc.stop()
