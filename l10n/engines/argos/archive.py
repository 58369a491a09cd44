"""Model packages as files: an `.argosmodel` is checked as a whole before anything is unpacked."""

import json
import re
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.argos.packages import CODE, MAX_METADATA, VERSION
from l10n.engines.packages.archive import checked, top_folder, unpack_into, unusable
from l10n.errors import FileError
from l10n.messages import _
from l10n.store.archive import Bounds, opened

BOUNDS = Bounds(members=5_000, each=4_000_000_000, whole=4_000_000_000, large=64_000_000, ratio=200)
"""The published packages have 50 to 400 MB, unpacked."""

SUFFIX = ".argosmodel"
OWN = "l10n-model.toml"
"""What stands in packages of the other kind, which may hold a `metadata.json` as well."""
_ANY = Bounds(members=5_000, each=32_000_000_000, whole=32_000_000_000, ratio=1_000_000)


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


def is_argos(path: Path) -> bool:
    """True for a file that is a package of Argos Translate, or is meant to be one.

    One that cannot be opened counts as such, too: `check` says what is wrong with it.
    """
    if path.is_dir() or path.suffix == SUFFIX:
        return path.suffix == SUFFIX
    try:
        with opened(path, _ANY) as archive:
            names = {member.name.rpartition("/")[2] for member in archive.members}
    except (FileError, OSError):
        return True
    return "metadata.json" in names and OWN not in names


def check(path: Path) -> Package:
    """Check a package file without unpacking it; raises ModelError naming what is wrong.

    Looked at are what `store.archive` looks at, the parts that a package must have, and its
    metadata. `model/config.json` is not among these parts: packages older than CTranslate2 3 have
    none.
    """
    with checked(path, BOUNDS) as archive:
        top = top_folder(archive)
        if not top:
            raise unusable(path, _("its files do not stand in one folder"))
        files = {member.name.removeprefix(top): member for member in archive.members}
        _check_parts(path, frozenset(files))
        metadata = files["metadata.json"]
        if metadata.size > MAX_METADATA:
            raise unusable(path, _("its metadata.json is too large"))
        source, target, version = _metadata(path, archive.read(metadata))
    return Package(path, source, target, version)


def unpack(package: Package, folder: Path) -> Path:
    """Unpack a checked package into an empty folder; the folder of the package is returned.

    Raises ModelError where the file changed or lied about a size, or where writing fails.
    """
    base = folder / "package"
    with checked(package.path, BOUNDS) as archive:
        unpack_into(base, archive)
    return base


def _check_parts(path: Path, files: frozenset[str]) -> None:
    def has(*names: str) -> bool:
        return any(f"{name}{suffix}" in files for name in names for suffix in ("", ".txt", ".json"))

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
        raise unusable(path, _("{name} is missing").format(name=missing[0]))


def _metadata(path: Path, data: bytes) -> tuple[str, str, str]:
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise unusable(path, _("its metadata.json is not JSON")) from error
    if not isinstance(values, dict) or values.get("type", "translate") != "translate":
        raise unusable(path, _("its metadata.json is not that of a translation model"))
    codes = values.get("from_code"), values.get("to_code")
    version = values.get("package_version", "")
    if not all(isinstance(code, str) and CODE.fullmatch(code) for code in codes):
        raise unusable(path, _("its metadata.json names no pair of languages"))
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        raise unusable(path, _("its metadata.json names no version"))
    return str(codes[0]), str(codes[1]), version
