"""Model packages that are here: those of Argos Translate, and the one bundled with the tool."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from l10n.dataclass import dataclass
from l10n.engines.codes import argos_codes, locale_of
from l10n.engines.decoder.limits import ModelLimits, read_limits
from l10n.engines.decoder.model import Frame, Model
from l10n.engines.packages.survey import Survey, survey_of
from l10n.errors import EngineError, L10nError, ModelError
from l10n.messages import _
from l10n.regex import regex
from l10n.shell import shell_words
from l10n.store.regular import reading

INSTALL = "pip install 'argostranslate>=1.11,<2'"
"""What the extra `argos` declares; brings CTranslate2 and SentencePiece along."""
BUNDLED = Path(__file__).parents[2] / "bundled"
CODE = regex(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})?")
"""What a package may give as a language code; it becomes part of a folder's name."""
MAX_METADATA = 1_000_000
"""Bytes that `metadata.json` may have."""
VERSION = regex(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,31}")


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """One package that can translate now."""

    source: str
    """The package's code of the source language: `uk`."""
    target: str
    """The package's code of the target language: `en`."""
    version: str
    path: Path
    """The folder of the package."""
    bundled: bool = False
    target_prefix: str = ""
    limits: ModelLimits = field(default_factory=ModelLimits)

    @property
    def label(self) -> str:
        """Name and version, for records: `translate-uk_en 1.9`."""
        kind = "-demo" if self.limits.demonstration else ""
        return f"translate-{self.source}_{self.target}{kind} {self.version}".rstrip()

    def model(self) -> Model:
        """The package as the decoder needs it; raises EngineError for one that cuts words by BPE.

        CTranslate2 is asked as `argostranslate.translate` asks it, which the published models were
        tried with.
        """
        pieces = self.path / "sentencepiece.model"
        if not os.path.isfile(pieces):
            raise EngineError(
                _("the model {model} cuts words by BPE, which this engine cannot do").format(
                    model=self.label
                ),
                code="MOD-022",
                path=self.path / "bpe.model",
                remedy=_("install a model that cuts words by SentencePiece"),
            )
        command = shell_words(["l10n", "models", "install"], [self.source, self.target])
        return Model(
            label=self.label,
            target=locale_of(self.target),
            folder=self.path / "model",
            source_pieces=pieces,
            target_pieces=pieces,
            remedy=_("install l10n again")
            if self.bundled
            else _("install the model again: {command}").format(command=command),
            frame=Frame(before_target=tuple(filter(None, [self.target_prefix]))),
            limits=self.limits,
        )


def directories() -> tuple[Path, ...]:
    """Where Argos Translate keeps its packages; the first is where new ones go.

    Asking makes those folders, since upstream's settings do. Raises ModelError where Argos
    Translate is not installed or its folders cannot be made.
    """
    with _upstream():
        from argostranslate import settings  # type: ignore[import-untyped]
    return tuple(settings.package_dirs)


class _NotInstalledError(ModelError):
    """The extra `argos` is not installed."""


@contextmanager
def _upstream() -> Iterator[None]:
    """What goes wrong when Argos Translate is imported becomes a ModelError."""
    try:
        yield
    except ImportError as error:
        raise _NotInstalledError(
            _("Argos Translate is not installed"),
            code="MOD-018",
            remedy=INSTALL,
        ) from error
    except OSError as error:
        raise ModelError(
            _("the folder of Argos Translate's packages cannot be made: {why}").format(
                why=error.strerror or error
            ),
            code="MOD-019",
            path=error.filename,
            remedy=_("set ARGOS_PACKAGES_DIR to a folder that you may write to"),
        ) from error
    except (AssertionError, KeyError, RuntimeError, TypeError, ValueError) as error:
        raise ModelError(
            _("the settings of Argos Translate cannot be used: {why}").format(why=error),
            code="MOD-020",
            remedy=_("look at its settings.json and at the variables named ARGOS_…"),
        ) from error


def survey(
    folders: Iterable[Path] | None = None, *, bundled: Path = BUNDLED
) -> Survey[InstalledModel]:
    """Look at all packages, those of Argos Translate and those bundled with the tool.

    Best first for each pair: full models, then higher versions.
    `folders` replaces Argos Translate's own folders. Where Argos Translate is not installed, that
    is said in `broken`, and only what is bundled is given.
    """
    missing: tuple[ModelError, ...] = ()
    try:
        places = [*(directories() if folders is None else folders), bundled]
    except _NotInstalledError as error:
        missing, places = (error,), [bundled]

    def read(path: Path) -> InstalledModel | None:
        return read_package(path, bundled=path.parent == bundled)

    found = survey_of(places, read, _unreadable)
    models = sorted(found.models, key=lambda model: model.path.name)
    models.sort(key=lambda model: version_key(model.version), reverse=True)
    models.sort(
        key=lambda model: (model.source, model.target, model.limits.demonstration, model.bundled)
    )
    return replace(found, models=tuple(models), broken=(*missing, *found.broken))


def installed(folders: Iterable[Path] | None = None) -> tuple[InstalledModel, ...]:
    """The packages that can translate now, the bundled one too; by pair, best first."""
    return survey(directories() if folders is None else folders).models


def read_package(path: Path, *, bundled: bool = False) -> InstalledModel | None:
    """Read one package folder through Argos Translate's own reader; one of ours without it.

    None for a package that does something else than translate one language into another. Raises
    ModelError for a folder that is not a package or misses a part.
    """
    try:
        with reading(path / "metadata.json") as file:
            metadata = json.loads(file.read(MAX_METADATA).decode("utf-8"))
        package: dict[str, Any] = {"type": "translate", **metadata} if bundled else _read(path)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _broken(path, _("it has no metadata.json that can be read")) from error
    if package.get("type") != "translate":
        return None
    codes: tuple[Any, Any] = (package.get("from_code"), package.get("to_code"))
    version = str(package.get("package_version") or "")
    if not all(isinstance(code, str) and CODE.fullmatch(code) for code in codes):
        raise _broken(path, _("its metadata.json names no pair of languages"))
    if not version.isprintable():
        raise _broken(path, _("its metadata.json names no version"))
    if not os.path.isfile(path / "model" / "model.bin"):
        raise _broken(path, _("it has no model/model.bin"))
    if not any(os.path.isfile(path / name) for name in ("sentencepiece.model", "bpe.model")):
        raise _broken(path, _("it has neither sentencepiece.model nor bpe.model"))
    return InstalledModel(
        *codes,
        version,
        path,
        bundled,
        str(package.get("target_prefix") or ""),
        read_limits(path, metadata),
    )


def _read(path: Path) -> dict[str, Any]:
    with _upstream():
        from argostranslate.package import Package  # type: ignore[import-untyped]
    values: dict[str, Any] = vars(Package(path))
    return values


def route(
    models: Sequence[InstalledModel], source: str, target: str
) -> tuple[InstalledModel, ...] | None:
    """The packages that lead from one locale to another, with as few as possible.

    None if there is no way. Where several are as short, one without a demonstration model is
    taken, then one through English, then the first by code.
    """
    onward = _onward(models)
    goals = argos_codes(target)
    for start in argos_codes(source):
        if start in goals:
            continue
        ways: list[tuple[InstalledModel, ...]] = [()]
        reached = {start}
        while ways:
            longer = [
                (*way, model)
                for way in ways
                for model in onward.get(way[-1].target if way else start, ())
                if model.target not in reached
            ]
            there = [way for way in longer if way[-1].target in goals]
            if there:
                return min(there, key=lambda way: _rank(way, goals))
            reached |= {way[-1].target for way in longer}
            ways = longer
    return None


def reachable(models: Sequence[InstalledModel]) -> frozenset[tuple[str, str]]:
    """All pairs of locales between which there is a route."""
    onward = _onward(models)
    pairs: set[tuple[str, str]] = set()
    for start in onward:
        reached, edge = {start}, [start]
        while edge:
            steps = [model.target for code in edge for model in onward.get(code, ())]
            edge = [code for code in dict.fromkeys(steps) if code not in reached]
            reached.update(edge)
        pairs |= {(locale_of(start), locale_of(code)) for code in reached - {start}}
    return frozenset(pairs)


def _onward(models: Sequence[InstalledModel]) -> dict[str, tuple[InstalledModel, ...]]:
    """The best package for each pair, by source."""
    best: dict[tuple[str, str], InstalledModel] = {}
    for model in models:
        best.setdefault((model.source, model.target), model)
    result: dict[str, tuple[InstalledModel, ...]] = {}
    for model in best.values():
        result[model.source] = (*result.get(model.source, ()), model)
    return result


def _rank(way: tuple[InstalledModel, ...], goals: tuple[str, ...]) -> tuple[object, ...]:
    demonstrations = sum(model.limits.demonstration for model in way)
    through = [model.target for model in way[:-1]]
    return (
        goals.index(way[-1].target),
        demonstrations,
        [code != "en" for code in through],
        through,
    )


def version_key(version: str) -> tuple[int, ...]:
    """What versions are compared by: their numbers, in order."""
    return tuple(int(number[:9]) for number in re.findall("[0-9]+", version))


def _unreadable(problem: L10nError) -> ModelError:
    return ModelError(
        _("this folder of models cannot be looked into: {why}").format(why=problem.message),
        code="MOD-028",
        path=problem.path,
        remedy=_("see whether you may read it, or set ARGOS_PACKAGES_DIR to another folder"),
    )


def _broken(path: Path, why: str) -> ModelError:
    return ModelError(
        _("this folder is not a model package: {why}").format(why=why),
        code="MOD-021",
        path=path,
        remedy=_("remove the folder, or install the model again"),
    )
