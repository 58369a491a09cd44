"""ZIP files from elsewhere, read with bounds: parcels of translators, packages of models."""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import FileError
from l10n.messages import _
from l10n.regex import regex
from l10n.store.regular import reading
from l10n.store.text_file import MAX_BYTES

_DIRECTORY = 1 << 24
"""Bytes of an archive's list of its files; what is made of it in memory is ten times as large."""
_HEAD = 30
"""Bytes before the name of a file where its data begin (APPNOTE.TXT, 4.3.7)."""
_SHOWN = 200
"""Characters of a name that an error shows; the format allows 65,535 bytes."""
_PATH = 1_000
"""Bytes of a whole name: a tenth of it is more than models need, and systems hold 1,024 to 4,096.
Folders without end would take memory in the square of the name."""
_PART = 200
"""Bytes that one part of a name may have, if it is to be a file on any disk."""
_BLOCK = 1 << 20
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 1
"""The bit of a file's flags that says that it is encrypted (APPNOTE.TXT, 4.4.4)."""
_NO_NAME = regex(r'[\x00-\x1f\x7f\\:*?"<>|]')
"""Characters that a name cannot have on every system."""
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What the standard library raises for archives that are cut, changed, or of a kind not known."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an archive may hold, by what it declares; by default, what a parcel may."""

    members: int = 50_000
    each: int = MAX_BYTES
    """Bytes of one file, unpacked."""
    whole: int = 32 * MAX_BYTES
    """Bytes of all its files, unpacked."""
    large: int = 4_000_000
    """Bytes below which a file, and all of them, may shrink as much as they like."""
    ratio: int = 100
    """Unpacked to packed size of larger ones: texts and weights hardly shrink, bombs do."""


PARCEL = Bounds()


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    """With `/` between its folders, whatever system packed it."""
    size: int
    """Bytes, unpacked."""
    info: zipfile.ZipInfo


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive; what is wrong with one of its files is said when that file is asked for."""

    path: Path
    members: tuple[Member, ...]
    """The files that are wanted, in their order; folders are no members."""
    bounds: Bounds
    file: zipfile.ZipFile
    shared: frozenset[int]
    """Where those of its files begin whose data are, in part, another file's too."""

    def check(self, member: Member) -> None:
        """Refuse a file for what the archive declares of it; raises FileError.

        That is a name that leads elsewhere, a link, a device, a password, a packing that is not
        read here, a size past the bounds.
        """
        info, place = member.info, self._place(member)
        parts = member.name.split("/")
        if info.orig_filename != info.filename or any(part in ("", ".", "..") for part in parts):
            raise _leads_out(self.path, info)
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise FileError(
                _("{name} is a link or a special file").format(name=_shown(info.orig_filename)),
                code="ZIP-004",
                path=self.path,
            )
        if info.flag_bits & _LOCKED:
            raise FileError(
                _("it is locked with a password"),
                code="ZIP-005",
                path=place,
                remedy=_("have it sent again without one"),
            )
        if info.compress_type not in _PACKINGS:
            raise FileError(
                _("it is packed in a way that cannot be read here"),
                code="ZIP-006",
                path=place,
                remedy=_("have it packed again as a plain ZIP file"),
            )
        if info.header_offset in self.shared:
            raise FileError(
                _("its data are those of another file too"),
                code="ZIP-014",
                path=place,
                remedy=_("do not open it; ask who sent it"),
            )
        if member.size > max(self.bounds.large, self.bounds.ratio * info.compress_size):
            raise FileError(_("unpacked it would be far too large"), code="ZIP-007", path=place)
        if member.size > self.bounds.each:
            raise FileError(
                _("the file is larger than {size} MiB").format(size=self.bounds.each // 2**20),
                code="ZIP-008",
                path=place,
            )

    def takes(self, member: Member) -> bool:
        """True for a file that `check` does not refuse."""
        try:
            self.check(member)
        except FileError:
            return False
        return True

    def check_names(self) -> None:
        """Refuse names that some system could not hold on its disk; raises FileError.

        For archives that are unpacked: no name may stand for two files, or for a file and a folder.
        """
        files: set[str] = set()
        folders: set[str] = set()
        for member in self.members:
            name = member.info.filename
            long = len(name.encode("utf-8", "surrogatepass")) > _PATH
            if (
                long
                or _NO_NAME.search(name)
                or any(len(part.encode()) > _PART for part in name.split("/"))
            ):
                raise _leads_out(self.path, member.info)
            same = unicodedata.normalize("NFC", name).casefold()
            if same in files:
                raise FileError(
                    _("{name} is in it twice").format(name=_shown(name)),
                    code="ZIP-009",
                    path=self.path,
                )
            files.add(same)
            parts = same.split("/")
            folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
        for name in sorted(files & folders):
            raise FileError(
                _("{name} is both a file and a folder").format(name=_shown(name)),
                code="ZIP-010",
                path=self.path,
            )

    def blocks(self, member: Member) -> Iterator[bytes]:
        """The bytes of a file, in blocks; raises FileError as `check`, and where it is damaged."""
        self.check(member)
        done = 0
        try:
            with self.file.open(member.info) as stream:
                while block := stream.read(_BLOCK):
                    done += len(block)
                    yield block
        except (*_DAMAGE, OSError) as error:
            raise _broken(self._place(member)) from error
        if done != member.size:
            raise _broken(self._place(member))

    def read(self, member: Member) -> bytes:
        """All bytes of a file; raises FileError as `blocks`."""
        return b"".join(self.blocks(member))

    def _place(self, member: Member) -> str:
        name = member.name
        return f"{self.path}/{name if len(name) <= _SHOWN else name[:_SHOWN] + '…'}"


@contextmanager
def opened(
    path: Path,
    bounds: Bounds = PARCEL,
    *,
    wanted: Callable[[str], bool] = lambda name: True,
) -> Iterator[Archive]:
    """Open an archive for what `wanted` says by name of its files; the others do not count.

    Raises FileError for what is no archive, or holds more than the bounds allow.
    """
    try:
        stream = reading(path)
    except FileNotFoundError as error:
        raise FileError(_("there is no such file"), code="ZIP-011", path=path) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    with stream, _archive(path, stream) as file:
        yield _bounded(Archive(path, _members(file, wanted), bounds, file, _shared(file)))


def require_readable(data: bytes, path: Path) -> None:
    """Hold an archive that has just been made to what `opened` and `check` demand.

    Raises FileError, which names the place that it is meant for.
    """
    with _archive(path, io.BytesIO(data)) as file:
        archive = _bounded(Archive(path, _members(file), PARCEL, file, _shared(file)))
        for member in archive.members:
            archive.check(member)


def _members(
    file: zipfile.ZipFile, wanted: Callable[[str], bool] = lambda name: True
) -> tuple[Member, ...]:
    return tuple(
        Member(name, info.file_size, info)
        for info in file.infolist()
        # `ZipInfo.is_dir` takes the last character of a name, which an archive may leave out.
        if not info.filename.endswith("/") and wanted(name := _named(info.filename))
    )


def _bounded(archive: Archive) -> Archive:
    """The same archive, if it holds no more than its bounds allow."""
    bounds, members, path = archive.bounds, archive.members, archive.path
    if len(members) > bounds.members:
        raise FileError(
            _("it holds more than {limit} files").format(limit=bounds.members),
            code="ZIP-002",
            path=path,
        )
    sound = [member for member in members if archive.takes(member)]
    size = sum(member.size for member in sound)
    if size > bounds.whole:
        raise FileError(
            _("unpacked it is larger than {size} MiB").format(size=bounds.whole // 2**20),
            code="ZIP-003",
            path=path,
        )
    packed = sum(member.info.compress_size for member in sound)
    if size > max(bounds.large, bounds.ratio * packed):
        raise FileError(_("unpacked it would be far too large"), code="ZIP-007", path=path)
    return archive


class _Measured(io.BufferedReader):
    """An archive of which no more is read at once than the list of its files may have."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file; raises _TooManyError for more."""
        if size is not None and size > _DIRECTORY:
            raise _TooManyError
        return super().read(size)


class _TooManyError(Exception):
    """The list of files is longer than it may be."""


def _shared(file: zipfile.ZipFile) -> frozenset[int]:
    """Where the files begin that share bytes with another, as bombs of overlapping files do.

    Two entries of the list may lead to the same data, and one file may stand inside another.
    """
    places = sorted(
        (info.header_offset, info.header_offset + _HEAD + len(info.filename) + info.compress_size)
        for info in file.infolist()
    )
    found: set[int] = set()
    start, end = -1, -1
    for place in places:
        if place[0] < end:
            found |= {start, place[0]}
        if place[1] > end:
            start, end = place
    return frozenset(found)


def _archive(path: Path, stream: io.BufferedIOBase) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(_Measured(stream))
    except _TooManyError as error:
        raise FileError(
            _("the list of its files is too long"), code="ZIP-015", path=path
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except _DAMAGE as error:
        raise _broken(path) from error


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Make an archive of files by name; the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return buffer.getvalue()


def _named(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


def _unreadable(path: Path, error: Exception) -> FileError:
    why = getattr(error, "strerror", None) or error
    return FileError(_("cannot be read: {why}").format(why=why), code="ZIP-013", path=path)


def _broken(place: Path | str) -> FileError:
    return FileError(
        _("it is not a whole ZIP file"),
        code="ZIP-001",
        path=place,
        remedy=_("have it sent again"),
    )


def _leads_out(path: Path, info: zipfile.ZipInfo) -> FileError:
    return FileError(
        _("the name {name} leads out of its folder").format(name=_shown(info.orig_filename)),
        code="ZIP-012",
        path=path,
    )


def _shown(name: str) -> str:
    return ascii(name if len(name) <= _SHOWN else name[:_SHOWN] + "…")
