"""ZIP files from elsewhere: what is read of them, and what is refused with a line."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.errors import FileError
from l10n.store.archive import Bounds, opened, pack

SMALL = Bounds(members=3, each=100, whole=250)


def zipped(place: Path, **files: str) -> Path:
    place.write_bytes(pack((name, text.encode()) for name, text in files.items()))
    return place


def changed(place: Path, change: Callable[[zipfile.ZipInfo], None], name: str = "a.po") -> Path:
    """An archive of one file, about which it says what it likes."""
    info = zipfile.ZipInfo(name)
    change(info)
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(info, "text")
    return place


def refusal(path: Path, bounds: Bounds = SMALL, *, names: bool = False) -> FileError:
    def read() -> None:
        with opened(path, bounds) as archive:
            if names:
                archive.check_names()
            for member in archive.members:
                archive.read(member)

    with pytest.raises(FileError) as caught:
        read()
    return caught.value


def test_what_was_packed_is_read_again(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{"en/a.po": "один", "en/b/c.po": ""})
    with opened(path, SMALL) as archive:
        found = {member.name: archive.read(member).decode() for member in archive.members}
    assert found == {"en/a.po": "один", "en/b/c.po": ""}


def test_the_same_files_give_the_same_archive() -> None:
    assert pack([("a.po", b"x")]) == pack([("a.po", b"x")])


def test_only_what_is_wanted_counts(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{f"{n}.txt": "x" * 200 for n in range(9)}, a="text")
    with opened(path, SMALL, wanted=lambda name: name == "a") as archive:
        assert [archive.read(member) for member in archive.members] == [b"text"]


def test_a_file_without_a_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("q")
        archive.writestr(info, "text")
        # The list of files, written last, is what counts.
        info.filename = ""
    assert "leads out of its folder" in refusal(path).message


@pytest.mark.parametrize("name", ["en\\news\\a.po", "./en/news/a.po"])
def test_names_of_other_packers_are_read_as_paths(tmp_path: Path, name: str) -> None:
    path = changed(tmp_path / "x.zip", lambda info: None, name)
    with opened(path, SMALL) as archive:
        assert [member.name for member in archive.members] == ["en/news/a.po"]
        assert archive.read(archive.members[0]) == b"text"


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "..\\a", "a//b", "..", "a/./b"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    error = refusal(changed(tmp_path / "x.zip", lambda info: None, name))
    assert "leads out of its folder" in str(error)


def test_folders_in_folders_without_end_are_refused_where_asked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{"d/" * 2_000 + "a": "text"})
    assert "leads out of its folder" in str(refusal(path, names=True))


@pytest.mark.parametrize("name", ["a:b", "a?", "a\x07", "a|b", "я" * 101])
def test_a_name_that_no_disk_may_hold_is_refused_where_asked(tmp_path: Path, name: str) -> None:
    path = changed(tmp_path / "x.zip", lambda info: None, name)
    with opened(path, SMALL) as archive:
        assert archive.read(archive.members[0]) == b"text"
    assert "leads out of its folder" in str(refusal(path, names=True))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_files_are_refused(tmp_path: Path, kind: int) -> None:
    def change(info: zipfile.ZipInfo) -> None:
        info.external_attr = (kind | 0o777) << 16

    assert "link or a special file" in str(refusal(changed(tmp_path / "x.zip", change)))


def test_a_locked_file_says_that_it_wants_a_password(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", a="text")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + flags] |= 1
    path.write_bytes(data)
    assert "locked with a password" in str(refusal(path))


def test_a_packing_that_is_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "x" * 50)
    assert "packed in a way" in str(refusal(path))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({str(n): "" for n in range(4)}, "more than 3 files"),
        ({str(n): "x" * 90 for n in range(3)}, "unpacked it is larger than"),
        ({"a": "x" * 101}, "the file is larger than"),
    ],
)
def test_an_archive_has_bounds(tmp_path: Path, files: dict[str, str], words: str) -> None:
    assert words in str(refusal(zipped(tmp_path / "x.zip", **files)))


def test_one_file_past_the_bounds_leaves_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", a="x" * 500, b="fine")
    with opened(path, SMALL) as archive:
        first, second = archive.members
        assert archive.read(second) == b"fine"
        with pytest.raises(FileError, match="larger than"):
            archive.read(first)


@pytest.mark.parametrize("cut", [0, 3, 40, -1])
def test_a_damaged_archive_is_one_line(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path / "x.zip", a="text")
    path.write_bytes(path.read_bytes()[:cut])
    error = refusal(path)
    assert str(error) == f"{path}: it is not a whole ZIP file — have it sent again [L10N-ZIP-001]"


def test_a_file_whose_bytes_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "BREAK ME")
    path.write_bytes(path.read_bytes().replace(b"BREAK ME", b"BROKEN!!"))
    assert "not a whole ZIP" in str(refusal(path))


def test_an_archive_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    assert "there is no such file" in str(refusal(tmp_path / "x.zip"))
