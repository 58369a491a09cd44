"""A model of CTranslate2 that was fetched: described, tried, and put in its place whole."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from l10n.engines.ctranslate2.checking import check_sums, check_tokens
from l10n.engines.ctranslate2.conversion import converted, is_marian
from l10n.engines.ctranslate2.description import FILE, Description, Files, write_description
from l10n.engines.ctranslate2.description_reader import read_description
from l10n.engines.ctranslate2.packages import DescribedModel, read_package
from l10n.engines.ctranslate2.recognizing import described
from l10n.engines.ctranslate2.settings import Ctranslate2Settings
from l10n.engines.decoder.decoding import Decoder
from l10n.engines.packages.download import writing
from l10n.engines.packages.staging import move_in
from l10n.errors import EngineError, ModelError
from l10n.jobs.models.offers import Wish
from l10n.messages import _
from l10n.regex import regex
from l10n.shell import shell_words
from l10n.store.regular import reading

_ENGINE = "ctranslate2"
_PATH = regex(r"(?:[0-9A-Za-z_-][0-9A-Za-z_.-]{0,199}/)*[0-9A-Za-z_-][0-9A-Za-z_.-]{0,199}")


def made_ready(fetched: Path, prepared: Path, known: Description, wish: Wish) -> Path:
    """The folder of a model with its description: converted where that is wished for.

    `known` says where it was got, and what it is called. Raises ModelError for a model of Marian
    that nobody wished to have converted, and where nobody knows which languages it is for.
    """
    if wish.convert or is_marian(fetched):
        if not wish.convert:
            raise ModelError(
                _("this is a model of Marian, which has to be converted"),
                code="MOD-035",
                remedy=_("say so with --convert"),
            )
        if os.path.lexists(fetched / FILE):
            own = _completed(read_description(fetched), known, wish)
            # Its files, and how they are asked, are those of the converted model.
            known = replace(own, files=Files(), tokens=None, sha256={})
        _require_pairs(known)
        folder = converted(fetched, prepared / "converted", known)
        _describe(folder, replace(read_description(folder), sha256=_sums(folder)))
        return folder
    if os.path.lexists(fetched / FILE):
        own = read_description(fetched)
        if not known.sha256:
            # Nobody else says what its files are, so it is believed.
            check_sums(read_package(fetched))
        same = _completed(own, known, wish)
    else:
        same = described(fetched, known)
        _require_pairs(same)
    _describe(fetched, replace(same, sha256=known.sha256 or _sums(fetched)))
    return fetched


def _completed(own: Description, known: Description, wish: Wish) -> Description:
    """What a model says of itself, with what is known of the place where it was got."""
    return replace(
        own,
        name=wish.name or own.name,
        pairs=wish.pairs or own.pairs or known.pairs,
        licence=known.licence or own.licence,
        origin=known.origin,
        revision=known.revision or own.revision,
    )


def put_in_place(folder: Path, packages: Path) -> DescribedModel:
    """Try a model, and move it in; one of the same name and origin makes room for it.

    Raises ModelError for a model whose parts do not belong together, or that does not load.
    """
    model = read_package(folder)
    check_sums(model)
    _try(model)
    place = packages / model.description.name
    _require_own(place, model.description)
    with writing(place):
        move_in(folder, place)
    return read_package(place)


def _try(model: DescribedModel) -> None:
    """Translate one word; raises ModelError where the model cannot."""
    pair = min(model.pairs(), default=None)
    try:
        if pair is None:
            raise EngineError(_("it is for no pair of languages"), code="MOD-036")
        asked = model.model(pair, _ENGINE)
        check_tokens(model, asked)
        Decoder(asked, Ctranslate2Settings(threads=1)).decode([pair[0]])
    except EngineError as error:
        if error.remedy is not None:
            raise
        raise error.with_remedy(_("get the file again from a place you trust")) from error


def _require_own(place: Path, new: Description) -> None:
    """Raise ModelError where another model has the name."""
    if not os.path.lexists(place):
        return
    if not os.path.lexists(place / FILE):
        raise ModelError(
            _("something that is no model stands in its place"),
            code="MOD-043",
            path=place,
            remedy=_("move it away, or give the model another name (--name)"),
        )
    try:
        old = read_description(place)
    except ModelError:
        # A model that cannot be used is mended so.
        return
    if old.origin.partition("@")[0] != new.origin.partition("@")[0]:
        raise ModelError(
            _("another model is called {name}, from {origin}").format(
                name=new.name, origin=old.origin or "?"
            ),
            code="MOD-037",
            path=place,
            remedy=_(
                "give this one another name with --name, or remove that one: {command}"
            ).format(command=shell_words(["l10n", "models", "remove"], [new.name])),
        )


def _require_pairs(known: Description) -> None:
    if not known.pairs:
        raise ModelError(
            _("nothing says which languages the model {name} is for").format(name=known.name),
            code="MOD-038",
            remedy=_("say it, such as {option}").format(option="--pair 'uk>en'"),
        )


def _describe(folder: Path, description: Description) -> None:
    with writing(folder / FILE):
        write_description(folder, description)


def listed(name: str) -> bool:
    """True for a file whose checksum a description lists: one that its paths can name."""
    return name != FILE and _PATH.fullmatch(name) is not None


def _sums(folder: Path) -> dict[str, str]:
    """The checksums of all files of a model, by their paths in its folder."""
    found = {}
    with writing(folder):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and listed(name):
                with reading(path) as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                found[name] = digest
    return found
