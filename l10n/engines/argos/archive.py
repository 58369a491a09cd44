"""Model packages as files: an `.argosmodel` is checked as a whole before anything is unpacked."""

import json
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from l10n.engines.argos.download import writing
from l10n.engines.argos.packages import CODE, VERSION
from l10n.errors import ModelError
from l10n.messages import _

MAX_MEMBERS = 5_000
MAX_BYTES = 4_000_000_000
"""Unpacked size of a whole package; the published ones have 50 to 400 MB."""
MAX_METADATA = 1_000_000
MAX_RATIO = 200
"""Unpacked to packed size of one large member; weights hardly shrink."""
_LARGE = 64_000_000
_BLOCK = 1 << 20
_NOT_PACKAGE = "__MACOSX"
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Archive:
    """A package file that was found sound."""

    path: Path
    source: str
    """Code of the source language, as in its metadata."""
    target: str
    version: str
    top: str
    """The one folder that everything in it stands in."""
    members: tuple[str, ...]
    """Names of its files, the top folder included."""

    @property
    def folder(self) -> str:
        """The name that its folder gets, as Argos Translate names its package files."""
        version = re.sub("[^0-9A-Za-z]", "_", self.version)
        return f"translate-{self.source}_{self.target}-{version}"


def require_file(path: Path) -> None:
    """Refuse a device or a pipe, which has no end; raises ModelError."""
    with _reading(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise ModelError(_("this is not a file"), path=path)


def check(path: Path) -> Archive:
    """Check a package file without unpacking it; raises ModelError naming what is wrong.

    Looked at are the names (absolute, upwards, doubled, for other systems), links and special
    files, sizes as declared, the parts that a package must have, and its metadata.
    `model/config.json` is not among these parts: packages older than CTranslate2 3 have none.
    """
    require_file(path)
    with _reading(path), zipfile.ZipFile(path) as stream:
        members = [
            info
            for info in stream.infolist()
            if PurePosixPath(info.filename).parts[:1] != (_NOT_PACKAGE,)
        ]
        _check_members(path, members)
        files = tuple(info.filename for info in members if not info.is_dir())
        tops = {name.split("/")[0] for name in files}
        if len(tops) != 1 or any("/" not in name for name in files):
            raise _bad(path, _("its files do not stand in one folder"))
        (top,) = tops
        _check_parts(path, top, frozenset(files))
        source, target, version = _metadata(path, stream, f"{top}/metadata.json")
    return Archive(path, source, target, version, top, files)


def unpack(archive: Archive, folder: Path) -> Path:
    """Unpack a checked package into an empty folder, and give the folder of the package.

    Raises ModelError where the file changed or lied about a size, or where writing fails.
    """
    base = folder / "package"
    with _reading(archive.path), zipfile.ZipFile(archive.path) as stream:
        for name in archive.members:
            size = stream.getinfo(name).file_size
            target = base.joinpath(*name.split("/")[1:])
            with stream.open(name) as member, writing(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as out:
                    done = 0
                    while block := _block(archive.path, member):
                        done += len(block)
                        out.write(block)
            if done != size:
                raise _bad(archive.path, _("{name} is cut off").format(name=name))
    return base


def _block(path: Path, member: IO[bytes]) -> bytes:
    with _reading(path):
        return member.read(_BLOCK)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Put what the standard library says of a bad file into a ModelError."""
    try:
        yield
    except FileNotFoundError as error:
        raise ModelError(_("there is no such file"), path=path) from error
    except OSError as error:
        raise ModelError(
            _("cannot be read: {why}").format(why=error.strerror or error), path=path
        ) from error
    except zipfile.BadZipFile as error:
        raise _bad(path, _("it is not a ZIP file, or is damaged")) from error
    except (RuntimeError, NotImplementedError, EOFError, ValueError, KeyError) as error:
        raise _bad(path, _("it cannot be unpacked ({why})").format(why=error)) from error
    except (zlib.error, struct.error, OverflowError, IndexError) as error:
        raise _bad(path, _("it is damaged ({why})").format(why=error)) from error


def _check_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise _bad(path, _("it holds more than {limit} files").format(limit=MAX_MEMBERS))
    seen: set[str] = set()
    folders: set[str] = set()
    total = 0
    for info in members:
        name = info.filename
        shown = ascii(info.orig_filename)
        parts = name.removesuffix("/").split("/")
        if (
            info.orig_filename != name
            or _FORBIDDEN.search(name)
            or any(part in ("", ".", "..") or len(part.encode()) > 200 for part in parts)
            or len(name) > 1_000
        ):
            raise _bad(path, _("the name {name} leads out of its folder").format(name=shown))
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _bad(path, _("{name} is a link or a special file").format(name=shown))
        if info.flag_bits & 1 or info.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            raise _bad(path, _("{name} is packed in a way not read here").format(name=shown))
        same = unicodedata.normalize("NFC", name.removesuffix("/")).casefold()
        if same in seen:
            raise _bad(path, _("{name} is in it twice").format(name=shown))
        seen.add(same)
        if not info.is_dir():
            folders.update("/".join(same.split("/")[:depth]) for depth in range(1, len(parts)))
        total += info.file_size
        if info.file_size > max(_LARGE, MAX_RATIO * info.compress_size) or total > MAX_BYTES:
            raise _bad(path, _("unpacked it would be far too large"))
    files = {
        unicodedata.normalize("NFC", info.filename).casefold()
        for info in members
        if not info.is_dir()
    }
    for name in sorted(files & folders):
        raise _bad(path, _("{name} is both a file and a folder").format(name=ascii(name)))


def _check_parts(path: Path, top: str, files: frozenset[str]) -> None:
    def has(*names: str) -> bool:
        return any(
            f"{top}/{name}{suffix}" in files for name in names for suffix in ("", ".txt", ".json")
        )

    vocabulary = "model/shared_vocabulary"
    sides = "model/source_vocabulary", "model/source_1_vocabulary"
    missing = [
        label
        for label, there in (
            ("metadata.json", has("metadata.json")),
            ("sentencepiece.model", has("sentencepiece.model", "bpe.model")),
            ("model/model.bin", has("model/model.bin")),
            (vocabulary, has(vocabulary) or (has(*sides) and has("model/target_vocabulary"))),
        )
        if not there
    ]
    if missing:
        raise _bad(path, _("{name} is missing").format(name=missing[0]))


def _metadata(path: Path, stream: zipfile.ZipFile, name: str) -> tuple[str, str, str]:
    if stream.getinfo(name).file_size > MAX_METADATA:
        raise _bad(path, _("its metadata.json is too large"))
    try:
        values = json.loads(stream.read(name))
    except (ValueError, RecursionError) as error:
        raise _bad(path, _("its metadata.json is not JSON")) from error
    if not isinstance(values, dict) or values.get("type", "translate") != "translate":
        raise _bad(path, _("its metadata.json is not that of a translation model"))
    codes = values.get("from_code"), values.get("to_code")
    version = values.get("package_version", "")
    if not all(isinstance(code, str) and CODE.fullmatch(code) for code in codes):
        raise _bad(path, _("its metadata.json names no pair of languages"))
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        raise _bad(path, _("its metadata.json names no version"))
    return str(codes[0]), str(codes[1]), version


def _bad(path: Path, why: str) -> ModelError:
    return ModelError(
        _("this is not a model package that can be used: {why}").format(why=why), path=path
    )
