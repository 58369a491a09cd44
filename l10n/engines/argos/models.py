"""Getting model packages and throwing them away: what `l10n models` does."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from l10n.engines.argos.archive import Package, check, unpack
from l10n.engines.argos.index import AvailableModel, is_checksum
from l10n.engines.argos.packages import (
    InstalledModel,
    directories,
    read_package,
    survey,
)
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.codes import argos_codes
from l10n.engines.decoder.decoding import Decoder
from l10n.engines.packages.archive import opening, require_file
from l10n.engines.packages.download import download, writing
from l10n.engines.packages.staging import clear, move_in, staging
from l10n.errors import EngineError, ModelError
from l10n.messages import _
from l10n.net.download import PATIENCE, Patience, Progress
from l10n.net.origin import public_address
from l10n.shell import shell_words
from l10n.store.regular import reading

MAX_PACKAGE = 2_000_000_000
"""Largest package file, in bytes."""


def install(
    model: AvailableModel,
    *,
    folder: Path | None = None,
    progress: Progress = lambda done, total: None,
    patience: Patience = PATIENCE,
) -> InstalledModel:
    """Install a package that an index offers.

    `folder` is where packages go, by default Argos Translate's. Links of the package are tried in
    their order. Raises ModelError; what was there before then stays.
    """
    packages = directories()[0] if folder is None else folder
    with staging(packages) as prepared:
        file = prepared / "download.argosmodel"
        link, digest = _downloaded(model.links, file, progress, patience)
        _compare(public_address(link), digest, model.sha256)
        package = check(file)
        if (package.source, package.target) != (model.source, model.target):
            raise ModelError(
                _("the package of {url} is for {found}, not for {wanted}").format(
                    url=public_address(link),
                    found=f"{package.source} → {package.target}",
                    wanted=f"{model.source} → {model.target}",
                ),
                code="MOD-010",
            )
        return _install(package, packages, prepared)


def install_file(
    path: Path, *, sha256: str | None = None, folder: Path | None = None
) -> InstalledModel:
    """Install a package from an `.argosmodel` file.

    `sha256` is the checksum that the file has to have, hexadecimal. Raises ModelError.
    """
    if sha256 is not None:
        require_sum(path, sha256)
    package = check(path)
    packages = directories()[0] if folder is None else folder
    with staging(packages) as prepared:
        return _install(package, packages, prepared)


def require_sum(path: Path, sha256: str) -> None:
    """Raise ModelError for a file that has not this SHA-256, or a checksum that is none."""
    if not is_checksum(sha256):
        raise ModelError(_("a SHA-256 checksum has 64 hexadecimal digits"), code="MOD-011")
    require_file(path)
    with opening(path), reading(path) as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    _compare(str(path), digest, sha256)


def bundled_stays(model: InstalledModel) -> ModelError:
    """What is said to whoever removes the model that is bundled with the tool."""
    return ModelError(
        _("the model for {pair} is part of l10n and cannot be removed").format(
            pair=f"{model.source} → {model.target}"
        ),
        code="MOD-013",
        remedy=_("a model that you install takes its place: {command}").format(
            command=shell_words(["l10n", "models", "install"], [model.source, model.target])
        ),
    )


def remove(
    source: str, target: str, *, folders: Iterable[Path] | None = None
) -> tuple[InstalledModel, ...]:
    """Remove all versions of the package for a pair; those are returned.

    Raises ModelError where there is none, or only the one bundled with the tool.
    """
    places = tuple(directories() if folders is None else folders)
    seen = survey(places)
    if seen.unreadable:
        raise seen.unreadable[0]
    models = seen.models
    pair = f"{source} → {target}"
    found = [
        model
        for model in models
        if model.source in argos_codes(source) and model.target in argos_codes(target)
    ]
    if not found:
        clear(places)
        there = sorted({f"{model.source} {model.target}" for model in models if not model.bundled})
        raise ModelError(
            _("no model is installed for {pair}").format(pair=pair),
            code="MOD-012",
            remedy=_("installed are: {pairs}").format(pairs=", ".join(there)) if there else None,
        )
    own = tuple(model for model in found if not model.bundled)
    if not own:
        clear(places)
        raise bundled_stays(found[0])
    for model in own:
        with staging(model.path.parent) as emptied, writing(model.path):
            model.path.rename(emptied / "removed")
    return own


def _downloaded(
    links: Sequence[str], file: Path, progress: Progress, patience: Patience
) -> tuple[str, str]:
    """Fetch from the first link that works: that link, and the file's checksum."""

    def digest_from(link: str) -> str:
        return download(link, file, most=MAX_PACKAGE, progress=progress, patience=patience)

    *earlier, last = links
    for link in earlier:
        with suppress(ModelError):
            return link, digest_from(link)
    return last, digest_from(last)


def _compare(place: str, digest: str, wanted: str | None) -> None:
    if wanted is not None and digest != wanted.lower():
        raise ModelError(
            _("the checksum of {place} is {digest}, not {wanted}").format(
                place=place, digest=digest, wanted=wanted
            ),
            code="MOD-014",
            remedy=_("get the file again from a place you trust"),
        )


def _install(package: Package, packages: Path, prepared: Path) -> InstalledModel:
    """Unpack, try, and move in whole; older versions go once the new one is in its place."""
    unpacked = unpack(package, prepared)
    try:
        model = _read(unpacked)
        Decoder(model.model(), ArgosSettings(threads=1)).decode([package.source])
    except EngineError as error:
        raise ModelError(
            error.message,
            code="MOD-016",
            path=package.path,
            remedy=_("get the file again from a place you trust"),
        ) from error
    place = packages / package.folder
    others = [
        old
        for old in survey([packages], bundled=prepared / "none").models
        if (old.source, old.target) == (model.source, model.target)
    ]
    with writing(place):
        move_in(unpacked, place)
        for number, old in enumerate(others):
            if old.path != place:
                old.path.rename(prepared / f"older-{number}")
    return _read(place)


def _read(folder: Path) -> InstalledModel:
    model = read_package(folder)
    if model is None:
        raise ModelError(_("this is not a translation model"), code="MOD-017", path=folder)
    return model
