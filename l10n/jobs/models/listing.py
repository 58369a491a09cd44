"""The models that are here, of every kind, and those of the catalog that are not."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.argos.packages import InstalledModel
from l10n.engines.argos.packages import survey as argos_survey
from l10n.engines.codes import argos_codes
from l10n.engines.ctranslate2.description import ANY
from l10n.engines.ctranslate2.packages import DescribedModel
from l10n.engines.ctranslate2.packages import survey as described_survey
from l10n.engines.firefox.packages import FirefoxModel
from l10n.engines.firefox.packages import survey as firefox_survey
from l10n.engines.packages.catalog import ARGOS, Recommended, Score, recommended
from l10n.errors import ModelError


@dataclass(frozen=True, slots=True)
class Installed:
    """One model that can translate now."""

    engine: str
    """The engine that asks it: `argos`, `ctranslate2`, `firefox`."""
    name: str
    label: str
    """Name and version, as drafts name it."""
    version: str
    pairs: tuple[tuple[str, str], ...]
    """Either side may be `*`: any of its languages."""
    place: Path
    size: int
    """Bytes on the disk."""
    licence: str = ""
    origin: str = ""
    revision: str = ""
    languages: tuple[str, ...] = ()
    """Those that `*` stands for."""
    scores: tuple[Score, ...] = ()
    demonstration: bool = False
    bundled: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """All of them, and what stood in the way."""

    models: tuple[Installed, ...]
    broken: tuple[ModelError, ...]
    unreadable: tuple[ModelError, ...]


def installed(languages: Iterable[str] = ()) -> Listing:
    """The models that are here, for pairs that have all these languages."""
    wanted = tuple(languages)
    argos, described, firefox = argos_survey(), described_survey(), firefox_survey()
    every = (
        *map(_of_argos, argos.models),
        *map(_of_ctranslate2, described.models),
        *map(_of_firefox, firefox.models),
    )
    return Listing(
        tuple(model for model in every if _serves(model.pairs, wanted, model.languages)),
        (*argos.broken, *described.broken, *firefox.broken),
        (*argos.unreadable, *described.unreadable, *firefox.unreadable),
    )


def in_catalog(languages: Iterable[str] = ()) -> tuple[Recommended, ...]:
    """The models of the catalog, for pairs that have all these languages."""
    wanted = tuple(languages)
    return tuple(
        model
        for model in recommended()
        if not model.pairs or _serves([_pair(each) for each in model.pairs], wanted)
    )


def others(found: Listing, languages: Iterable[str] = ()) -> tuple[Recommended, ...]:
    """The models of the catalog that are not installed."""
    here = {model.origin for model in found.models}
    return tuple(model for model in in_catalog(languages) if model.origin not in here)


def _serves(
    pairs: Sequence[tuple[str, str]], languages: Sequence[str], of_any: Sequence[str] = ()
) -> bool:
    """True if one of the pairs has all these languages; `*` is any of others."""
    codes = [set(argos_codes(each)) for each in languages]
    sides = [
        {each for side in pair for each in (of_any if side == ANY else (side,))} for pair in pairs
    ]
    return any(all(each & pair for each in codes) for pair in sides) or not codes


def _of_argos(model: InstalledModel) -> Installed:
    origin = "" if model.limits.demonstration else f"{ARGOS}{model.source}>{model.target}"
    known = _known(origin)
    return Installed(
        engine="argos",
        name=model.label.partition(" ")[0],
        label=model.label,
        version=model.version,
        pairs=((model.source, model.target),),
        place=model.path,
        size=_size(model.path),
        licence=known.licence if known else "",
        origin=origin,
        scores=known.scores if known else (),
        demonstration=model.limits.demonstration,
        bundled=model.bundled,
    )


def _of_ctranslate2(model: DescribedModel) -> Installed:
    said = model.description
    known = _known(said.origin)
    return Installed(
        engine="ctranslate2",
        name=said.name,
        label=model.label,
        version=said.version,
        pairs=said.pairs,
        languages=tuple(sorted(model.languages)) if any(map(_open, said.pairs)) else (),
        place=model.path,
        size=_size(model.path),
        licence=said.licence,
        origin=said.origin,
        revision=said.revision,
        scores=known.scores if known and said.revision == known.revision else (),
        demonstration=model.limits.demonstration,
    )


def _open(pair: tuple[str, str]) -> bool:
    return ANY in pair


def _of_firefox(model: FirefoxModel) -> Installed:
    place = model.weights.parent
    return Installed(
        engine="firefox",
        name=model.label.partition(" ")[0],
        label=model.label,
        version="",
        pairs=((model.source, model.target),),
        place=place,
        size=_size(place),
    )


def _known(origin: str) -> Recommended | None:
    return next((model for model in recommended() if model.origin == origin), None)


def _size(folder: Path) -> int:
    """Bytes of a folder's files, as far as they may be looked at."""
    found = 0
    for path in folder.rglob("*"):
        try:
            found += path.stat(follow_symlinks=False).st_size if path.is_file() else 0
        except OSError:
            continue
    return found


def _pair(text: str) -> tuple[str, str]:
    source, _arrow, target = text.partition(">")
    return source, target
