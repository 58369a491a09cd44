"""Models of Firefox Translations that are here: folders such as `uk-en`, as of `fxtranslate`."""

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.codes import locales_for
from l10n.engines.decoder.model import Model
from l10n.engines.firefox.weights import unusable
from l10n.engines.packages.fingerprint import add_file
from l10n.engines.packages.survey import Survey, survey_of
from l10n.errors import L10nError, ModelError, UsageError
from l10n.language.locales import normal
from l10n.messages import _
from l10n.regex import regex

VARIABLE = "L10N_FIREFOX_DIR"
"""Names another folder of models."""
INSTALL = "pip install 'fxtranslate>=0.5,<0.6' 'sentencepiece>=0.2.1,<0.3'"
"""What the extra `firefox` declares."""
_BRIDGE = "en"
"""Every model of Firefox is from or into this language."""
_CODE = "[a-z]{2,3}(?:[_-][A-Z][a-z]{3})?"
_PAIR = regex(f"({_CODE})-({_CODE})")


@dataclass(frozen=True, slots=True)
class FirefoxModel:
    """One model that can translate now."""

    source: str
    """The locale that it translates from."""
    target: str
    weights: Path
    vocabularies: tuple[Path, Path]
    """SentencePiece models of source and target: often one file."""
    digest: str
    """Of its files."""

    @property
    def label(self) -> str:
        """For records: the models have no versions of their own."""
        return f"firefox-{self.source}-{self.target} {self.digest[:12]}"

    def model(self, engine: str) -> Model:
        """The model as drafting needs it."""
        return Model(
            label=self.label,
            target=self.target,
            folder=self.weights.parent,
            source_pieces=self.vocabularies[0],
            target_pieces=self.vocabularies[1],
            remedy=_("get the model again"),
            engine=engine,
        )


def directories() -> tuple[Path, ...]:
    """Where models are looked for: `L10N_FIREFOX_DIR`, else where `fxtranslate` puts them."""
    named = os.environ.get(VARIABLE)
    if named:
        return (Path(named).expanduser(),)
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    if sys.platform == "darwin":
        cache = "~/Library/Caches"
    return (Path(cache).expanduser() / "fxtranslate" / "models",)


def survey(folders: Iterable[Path] | None = None) -> Survey[FirefoxModel]:
    """Look at all models; `folders` replaces the places where they are looked for."""
    found = survey_of(directories() if folders is None else folders, _in, _unreadable)
    models = sorted(found.models, key=lambda each: (each.source, each.target, each.weights))
    return replace(found, models=tuple(models))


def route(
    models: Sequence[FirefoxModel], source: str, target: str
) -> tuple[FirefoxModel, ...] | None:
    """One model for a pair of locales, or two with English between them; None if there is none."""
    direct = _best(models, source, target)
    if direct is not None:
        return (direct,)
    first, second = _best(models, source, _BRIDGE), _best(models, _BRIDGE, target)
    if first is None or second is None or first.source == second.target:
        return None
    return first, second


def reachable(models: Sequence[FirefoxModel]) -> frozenset[tuple[str, str]]:
    """All pairs of locales that one model is for, or that two lead through by English."""
    direct = {(model.source, model.target) for model in models}
    through = {
        (one, other)
        for one, middle in direct
        for start, other in direct
        if middle == start == _BRIDGE and one != other
    }
    return frozenset(direct | through)


def _best(models: Sequence[FirefoxModel], source: str, target: str) -> FirefoxModel | None:
    for end in locales_for(target):
        for start in locales_for(source):
            for model in models:
                if (model.source, model.target) == (start, end):
                    return model
    return None


def _in(folder: Path) -> FirefoxModel | None:
    """The model in a folder that is named by a pair."""
    pair = _PAIR.fullmatch(folder.name)
    return None if pair is None else _read(folder, pair[1], pair[2])


def _read(folder: Path, source: str, target: str) -> FirefoxModel:
    """The model in a folder; raises ModelError where a part is missing."""
    weights = _named(folder, "model.*.bin")
    shared = sorted(folder.glob("vocab.*.spm"))
    both = (shared[0], shared[0]) if shared else None
    vocabularies = both or (_named(folder, "srcvocab.*.spm"), _named(folder, "trgvocab.*.spm"))
    digest = hashlib.sha256()
    try:
        locales = normal(source), normal(target)
        for path in dict.fromkeys((weights, *vocabularies)):
            add_file(digest, path)
    except OSError as error:
        raise unusable(folder, error.strerror or str(error)) from error
    except UsageError as error:
        raise unusable(folder, error.message) from error
    return FirefoxModel(*locales, weights, vocabularies, digest.hexdigest())


def _named(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise unusable(folder, _("{name} is missing").format(name=pattern))
    return found[0]


def _unreadable(problem: L10nError) -> ModelError:
    return ModelError(
        _("this folder of models cannot be looked into: {why}").format(why=problem.message),
        code="FX-002",
        path=problem.path,
        remedy=_("see whether you may read it, or set {variable} to another folder").format(
            variable=VARIABLE
        ),
    )
