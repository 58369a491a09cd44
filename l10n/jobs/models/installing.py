"""Installing models of CTranslate2: from Hugging Face, from the catalog, from a file."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from l10n.engines.ctranslate2.archive import described_archive, unpack
from l10n.engines.ctranslate2.conversion import DECODER
from l10n.engines.ctranslate2.description import FILE, Description
from l10n.engines.ctranslate2.description_reader import read_description
from l10n.engines.ctranslate2.languages import locale_meant
from l10n.engines.ctranslate2.packages import DescribedModel, directories
from l10n.engines.packages.archive import require_file
from l10n.engines.packages.catalog import Recommended
from l10n.engines.packages.download import writing
from l10n.engines.packages.hub import Hub, HubFile, HubModel, HubName
from l10n.engines.packages.parts import (
    NAME,
    Arrived,
    Digest,
    Parts,
    Remote,
    free_bytes,
    require_room,
)
from l10n.engines.packages.staging import staging
from l10n.errors import EngineError, ModelError, UsageError
from l10n.jobs.models.offers import Accept, Offer, Wish
from l10n.jobs.models.placing import listed, made_ready, put_in_place
from l10n.language.locales import known
from l10n.messages import _
from l10n.net.download import Progress, StatusError
from l10n.net.origin import public_address
from l10n.regex import regex
from l10n.store.regular import require_regular

MAX_MODEL = 32_000_000_000
"""Bytes of a model; the largest that are known have 13 GB."""
_READY = regex(
    r"model\.bin|config\.json|(?:source_|source_1_|target_|shared_)?vocabulary\.(?:json|txt)"
    r"|.*\.spm(?:\.model)?|spiece\.model|.*sentencepiece.*\.model|.*_spm\.model|" + re.escape(FILE)
)
"""What CTranslate2, SentencePiece and a description need; the rest of a repository stays there."""
_MARIAN = regex(
    r"decoder\.yml|.*\.npz(?:\..*)?|.*\.spm|.*vocab.*\.(?:yml|spm)|LICENSE|README\.md|"
    + re.escape(FILE)
)
_WEIGHTS = regex(r"model\.bin|.*\.npz(?:\..*)?")
_PAIR = regex(r"(?:^|.*[-_.])([a-z]{2,3})-([a-z]{2,3})")
_NO_NAME = regex(r"[^0-9A-Za-z._-]+")


def install_from_hub(
    name: HubName, wish: Wish, *, accept: Accept, progress: Progress
) -> DescribedModel:
    """Install a model from Hugging Face, at the commit that a revision means now.

    Files that were fetched in part are gone on with. Raises ModelError, and what `accept` raises.
    """
    hub = Hub()
    model = hub.model(name)
    wanted = _chosen(model, convert=wish.convert)
    packages = directories()[0]
    parts = Parts(packages / NAME)
    called = wish.name or name.name
    remotes = {packages / called / file.name: hub.remote(model, file) for file in wanted}
    size = sum(file.size for file in wanted)
    offer = Offer(
        name=called,
        origin=name.origin,
        revision=model.commit,
        licence=model.licence or wish.licence,
        size=size,
        here=sum(parts.here(remote, installed) for installed, remote in remotes.items()),
        free=free_bytes(packages),
        place=packages / called,
        page=f"{public_address(hub.url)}/{name.repository}",
        gated=model.gated,
    )
    require_room(packages, (offer.size or 0) - offer.here, offer.free)
    accept(offer)
    with _preparing(packages, name.origin) as prepared:
        parts.clear()
        for installed, remote in remotes.items():
            parts.adopt(remote, installed)
        arrived = _fetched(hub, model, wanted, parts, progress)
        folder = prepared / "fetched"
        for each, whole in arrived.items():
            _linked(whole.path, folder / each)
        so_far = Description(
            name=called,
            preset=wish.preset or "plain",
            pairs=wish.pairs or _pairs_of(model),
            licence=_plain(offer.licence),
            origin=name.origin,
            revision=model.commit,
            sha256={each: whole.sha256 for each, whole in arrived.items() if listed(each)},
        )
        made = put_in_place(made_ready(folder, prepared, so_far, wish), packages)
        for remote in remotes.values():
            parts.drop(remote)
    return made


def install_archive(
    chosen: Recommended, wish: Wish, *, accept: Accept, progress: Progress
) -> DescribedModel:
    """Install a model of the catalog that is published as an archive; raises as the others."""
    packages = directories()[0]
    parts = Parts(packages / NAME)
    digest = Digest("sha256", chosen.sha256) if chosen.sha256 else None
    remote = Remote(chosen.origin, chosen.size or None, digest, most=MAX_MODEL)
    offer = Offer(
        name=wish.name or chosen.name,
        origin=chosen.origin,
        revision=chosen.revision,
        licence=wish.licence,
        size=remote.size,
        here=parts.there(remote),
        free=free_bytes(packages),
        place=packages / (wish.name or chosen.name),
        page=chosen.page,
    )
    require_room(packages, (offer.size or 0) - offer.here, offer.free)
    accept(offer)
    with _preparing(packages, chosen.origin) as prepared:
        parts.clear()
        arrived = parts.fetch(remote, progress=progress)
        so_far = Description(
            name=offer.name,
            preset=wish.preset or "plain",
            pairs=wish.pairs,
            licence=_plain(offer.licence),
            origin=chosen.origin,
            revision=chosen.revision or arrived.sha256[:12],
        )
        fetched = unpack(arrived.path, prepared / "fetched")
        made = put_in_place(made_ready(fetched, prepared, so_far, wish), packages)
        parts.drop(remote)
    return made


def install_file(path: Path, wish: Wish, *, accept: Accept) -> DescribedModel:
    """Install a model from a ZIP file, or from a folder.

    Raises ModelError, and what `accept` raises.
    """
    packages = directories()[0]
    own = _own(path)
    so_far = Description(
        name=wish.name or (own.name if own else _name_of(path)),
        preset=wish.preset or "plain",
        pairs=wish.pairs or _pairs_in(_name_of(path)),
        licence=_plain(wish.licence or (own.licence if own else "")),
        origin=f"file:{_NO_NAME.sub('_', path.name)}"[:200],
    )
    accept(
        Offer(
            name=so_far.name,
            origin=so_far.origin,
            revision="",
            licence=so_far.licence,
            size=None,
            here=0,
            free=free_bytes(packages),
            place=packages / so_far.name,
            page=(own.origin if own else "") or str(path),
        )
    )
    with _preparing(packages, str(path)) as prepared:
        fetched = prepared / "fetched"
        if path.is_dir():
            _copied(path, fetched)
        else:
            unpack(path, fetched)
        return put_in_place(made_ready(fetched, prepared, so_far, wish), packages)


@contextmanager
def _preparing(packages: Path, origin: str) -> Iterator[Path]:
    """A place to prepare a model in, which is gone after: errors name the model by its origin."""
    with staging(packages) as prepared:
        try:
            yield prepared
        except EngineError as error:
            path = None if error.path is None else Path(error.path)
            # What the system says is about the disk, and not about the model.
            if path is None or prepared not in path.parents or isinstance(error.__cause__, OSError):
                raise
            _step, *inside = path.relative_to(prepared).parts
            raise error.at(path="/".join([origin, *inside])) from error


def _own(path: Path) -> Description | None:
    """What a file or folder says of the model in it, if it does; raises ModelError."""
    if path.is_dir():
        return read_description(path) if os.path.lexists(path / FILE) else None
    require_file(path)
    return described_archive(path)


def _chosen(model: HubModel, *, convert: bool) -> Sequence[HubFile]:
    """The files of a repository that are needed, small ones first; raises ModelError."""
    pattern = _MARIAN if convert else _READY
    found = [file for name, file in model.files.items() if pattern.fullmatch(name)]
    if not any(_WEIGHTS.fullmatch(file.name) for file in found):
        raise ModelError(
            _("{name} has no model that can be used: {file} is missing").format(
                name=model.name.repository, file="decoder.yml, *.npz" if convert else "model.bin"
            ),
            code="MOD-039",
            remedy=_other_form(model, convert=convert),
        )
    if sum(file.size for file in found) > MAX_MODEL:
        raise ModelError(
            _("{name} is larger than {limit} GB").format(
                name=model.name.repository, limit=MAX_MODEL // 10**9
            ),
            code="MOD-040",
        )
    return sorted(found, key=lambda file: (file.size, file.name))


def _other_form(model: HubModel, *, convert: bool) -> str:
    if not convert and "decoder.yml" in model.files:
        return _("this is a model of Marian: say so with --convert")
    if any(name.endswith((".safetensors", ".h5")) or "pytorch" in name for name in model.files):
        return _(
            "its weights are those of PyTorch: take the archive of Marian that the page of an "
            "OPUS-MT model names (--convert FILE), or a repository with CTranslate2 in its name"
        )
    return _("take a repository with a model of CTranslate2")


def _fetched(
    hub: Hub, model: HubModel, wanted: Sequence[HubFile], parts: Parts, progress: Progress
) -> Mapping[str, Arrived]:
    """All files, as one progress."""
    arrived: dict[str, Arrived] = {}
    total, before = sum(file.size for file in wanted), 0
    for file in wanted:

        def advance(done: int, of: int | None, before: int = before) -> None:
            progress(before + done, total)

        while True:
            try:
                arrived[file.name] = parts.fetch(hub.remote(model, file), progress=advance)
                break
            except StatusError as error:
                if error.status in (401, 403) and hub.unlocked():
                    continue
                raise hub.refused(model.name, error, gated=model.gated) from error
        before += file.size
        progress(before, total)
    return arrived


def _linked(whole: Path, place: Path) -> None:
    """Let a file stand in a second place, so that it is still here if something fails."""
    with writing(place):
        place.parent.mkdir(exist_ok=True)
        try:
            os.link(whole, place)
        except OSError:
            # A disk without hard links, such as a memory stick.
            shutil.copyfile(whole, place)


def _copied(path: Path, into: Path) -> None:
    """Copy a model's folder; raises ModelError for one without a model, before it is copied."""
    weights = (path / "model.bin", path / "model" / "model.bin", path / DECODER)
    if not any(each.is_file() for each in weights):
        raise ModelError(
            _("{name} has no model that can be used: {file} is missing").format(
                name=path, file="model.bin"
            ),
            code="MOD-039",
            remedy=_("take a folder with a model of CTranslate2, or of Marian with --convert"),
        )

    def copied(source: str, target: str) -> str:
        require_regular(Path(source))
        return shutil.copyfile(source, target)

    def left_out(folder: str, names: Sequence[str]) -> set[str]:
        # A folder that is a link may lead back to where it stands.
        return {
            name
            for name in names
            if name.startswith(".")
            or (os.path.islink(os.path.join(folder, name)) and os.path.isdir(f"{folder}/{name}"))
        }

    with writing(into):
        try:
            shutil.copytree(path, into, copy_function=copied, ignore=left_out)
        except shutil.Error as error:
            # It lists what failed, each with the system's words.
            source, _target, why = error.args[0][0]
            raise ModelError(
                _("cannot be read: {why}").format(why=why), code="MOD-003", path=source
            ) from error


def _pairs_of(model: HubModel) -> tuple[tuple[str, str], ...]:
    """The pair that ends the name of a repository, if its card does not say otherwise."""
    pairs = _pairs_in(model.name.name)
    said = {locale_meant(each) for each in model.languages}
    if said and not all({source, target} <= said for source, target in pairs):
        return ()
    return pairs


def _pairs_in(name: str) -> tuple[tuple[str, str], ...]:
    found = _PAIR.fullmatch(name)
    try:
        pair = tuple(known(each) for each in found.groups()) if found else ()
    except UsageError:
        # `zle-en`: a family of languages, of which nobody knows here which it has.
        return ()
    return ((pair[0], pair[1]),) if pair and pair[0] != pair[1] else ()


def _name_of(path: Path) -> str:
    name = _NO_NAME.sub("_", path.stem if not path.is_dir() else path.name).strip("._-")
    return name[:100] or "model"


def _plain(licence: str) -> str:
    """A licence as a description may hold it."""
    return "".join(each if " " <= each <= "~" else "?" for each in licence)[:100]
