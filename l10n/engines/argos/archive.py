"""Model packages as files: an `.argosmodel` is checked as a whole before anything is unpacked."""

import json
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from l10n.engines.argos.packages import CODE, MAX_METADATA, VERSION
from l10n.engines.packages.download import writing
from l10n.errors import FileError, ModelError
from l10n.messages import _
from l10n.store.archive import Bounds, opened

BOUNDS = Bounds(members=5_000, each=4_000_000_000, whole=4_000_000_000, large=64_000_000, ratio=200)
"""The published packages have 50 to 400 MB, unpacked."""
_NOT_PACKAGE = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Package:
    """A package file that was found sound."""

    path: Path
    source: str
    """Code of the source language, as in its metadata."""
    target: str
    version: str

    @property
    def folder(self) -> str:
        """The name that its folder gets, as Argos Translate names its package files."""
        version = re.sub("[^0-9A-Za-z]", "_", self.version)
        return f"translate-{self.source}_{self.target}-{version}"


def require_file(path: Path) -> None:
    """Refuse a device or a pipe, which has no end; raises ModelError."""
    with _reading(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise ModelError(_("this is not a file"), code="MOD-001", path=path)


def check(path: Path) -> Package:
    """Check a package file without unpacking it; raises ModelError naming what is wrong.

    Looked at are what `store.archive` looks at, the parts that a package must have, and its
    metadata. `model/config.json` is not among these parts: packages older than CTranslate2 3 have
    none.
    """
    require_file(path)
    with _reading(path), opened(path, BOUNDS, wanted=_wanted) as archive:
        for member in archive.members:
            archive.check(member)
        archive.check_names()
        files = {member.name: member for member in archive.members}
        tops = {name.split("/")[0] for name in files}
        if len(tops) != 1 or any("/" not in name for name in files):
            raise _bad(path, _("its files do not stand in one folder"))
        (top,) = tops
        _check_parts(path, top, frozenset(files))
        metadata = files[f"{top}/metadata.json"]
        if metadata.size > MAX_METADATA:
            raise _bad(path, _("its metadata.json is too large"))
        source, target, version = _metadata(path, archive.read(metadata))
    return Package(path, source, target, version)


def unpack(package: Package, folder: Path) -> Path:
    """Unpack a checked package into an empty folder; the folder of the package is returned.

    Raises ModelError where the file changed or lied about a size, or where writing fails.
    """
    base = folder / "package"
    with _reading(package.path), opened(package.path, BOUNDS, wanted=_wanted) as archive:
        archive.check_names()
        for member in archive.members:
            target = base.joinpath(*member.name.split("/")[1:])
            with writing(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as out:
                    for block in archive.blocks(member):
                        out.write(block)
    return base


def _wanted(name: str) -> bool:
    return name.split("/", maxsplit=1)[0] != _NOT_PACKAGE


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """What is wrong with a file becomes a ModelError."""
    try:
        yield
    except FileNotFoundError as error:
        raise ModelError(_("there is no such file"), code="MOD-002", path=path) from error
    except OSError as error:
        raise ModelError(
            _("cannot be read: {why}").format(why=error.strerror or error),
            code="MOD-003",
            path=path,
        ) from error
    except FileError as error:
        raise _bad(path, error.message) from error


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


def _metadata(path: Path, data: bytes) -> tuple[str, str, str]:
    try:
        values = json.loads(data)
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
        _("this is not a model package that can be used: {why}").format(why=why),
        code="MOD-004",
        path=path,
    )
