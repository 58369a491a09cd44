"""Models of CTranslate2 that are here: folders with the description that says what each is."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.codes import locales_for
from l10n.engines.ctranslate2.description import ANY, FILE, Description
from l10n.engines.ctranslate2.description_reader import read_description
from l10n.engines.ctranslate2.languages import chosen, languages_in
from l10n.engines.ctranslate2.presets import END, Tokens
from l10n.engines.ctranslate2.vocabulary import (
    CONFIG,
    WEIGHTS,
    Config,
    read_config,
    read_vocabulary,
    vocabulary_files,
)
from l10n.engines.decoder.limits import ModelLimits, read_limits
from l10n.engines.decoder.model import Frame, Model, Search
from l10n.engines.packages.fingerprint import add_file
from l10n.engines.packages.survey import Survey, survey_of
from l10n.errors import L10nError, ModelError
from l10n.messages import _

VARIABLE = "L10N_MODELS_DIR"
"""Names another folder of models."""


@dataclass(frozen=True, slots=True)
class DescribedModel:
    """One model that can translate now."""

    path: Path
    """Its folder."""
    description: Description
    folder: Path
    """The folder of CTranslate2's files."""
    pieces: tuple[Path, Path]
    """The SentencePiece models of source and target."""
    vocabularies: tuple[Path, Path]
    languages: Mapping[str, str]
    """By locale, the model's own code; empty for a model that is not told languages."""
    config: Config
    limits: ModelLimits

    @property
    def label(self) -> str:
        """Name and version, for records."""
        return self.description.label

    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """The pair of the model's own that serves two locales, the nearest; None for none."""
        for start in locales_for(source):
            for end in locales_for(target):
                if start != end and self._has(start, end):
                    return start, end
        return None

    def sides(self, place: int) -> tuple[str, ...]:
        """All locales that it translates from (0) or into (1)."""
        found: dict[str, None] = {}
        for pair in self.description.pairs:
            found.update(dict.fromkeys(self.languages if pair[place] == ANY else [pair[place]]))
        return tuple(found)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of locales that it is for."""
        return frozenset(
            (source, target)
            for one, other in self.description.pairs
            for source in (self.languages if one == ANY else [one])
            for target in (self.languages if other == ANY else [other])
            if source != target
        )

    def _has(self, source: str, target: str) -> bool:
        for one, other in self.description.pairs:
            fits = one == source or (one == ANY and source in self.languages)
            if fits and (other == target or (other == ANY and target in self.languages)):
                return True
        return False

    def model(self, pair: tuple[str, str], engine: str) -> Model:
        """The model as the decoder needs it, for a pair of its own.

        Raises ModelError where it has no code for a language that its tokens name, or wants a first
        token of the translation that is not described.
        """
        description, decoding = self.description, self.description.decoding
        preset = description.asked
        return Model(
            label=self.label,
            target=pair[1],
            folder=self.folder,
            source_pieces=self.pieces[0],
            target_pieces=self.pieces[1],
            remedy=_("install the model again"),
            search=Search(
                decoding.beam_size or preset.beam_size,
                preset.length_penalty
                if decoding.length_penalty is None
                else decoding.length_penalty,
            ),
            frame=self._frame(pair),
            limits=self.limits,
            engine=engine,
        )

    def _frame(self, pair: tuple[str, str]) -> Frame:
        tokens = self._tokens().filled(*(self.languages.get(each, "") for each in pair))
        if self.config.needs_first and not tokens.before_target:
            raise ModelError(
                _("its {config} wants a first token of each translation").format(config=CONFIG),
                code="CTM-011",
                path=self.path / FILE,
                line=self.description.line("tokens"),
                remedy=_("name it: {example}").format(
                    example='[tokens] before_target = ["{target}"]'
                ),
            )
        before, after = tokens.before_source, tokens.after_source
        if self.config.adds_start and before[:1] == (self.config.start,):
            before = before[1:]
        if self.config.adds_end and after[-1:] == (self.config.end,):
            after = after[:-1]
        return Frame(before, after, tokens.before_target)

    def _tokens(self) -> Tokens:
        """Those of the description, else the preset's: without languages where it has none."""
        if self.description.tokens is not None:
            return self.description.tokens
        tokens = self.description.asked.tokens
        if not self.languages and tokens.name_languages:
            tokens = Tokens()
        if self.config.end != END:
            after = (self.config.end if each == END else each for each in tokens.after_source)
            tokens = replace(tokens, after_source=tuple(after))
        return tokens

    def fingerprint(self) -> str:
        """A digest of what decides on its translations, the same wherever the model lies.

        Of large files sixteen blocks are read: other weights differ in all of them.
        """
        said = self.description
        digest = hashlib.sha256()
        tokens = (self._tokens(), said.pairs, sorted(self.languages.items()))
        digest.update(repr((tokens, said.decoding, sorted(said.limits.items()))).encode())
        files = [self.folder / WEIGHTS, self.folder / CONFIG, *self.vocabularies, *self.pieces]
        lists = (self.limits.patterns, _named(self.path, said, "words"))
        for path in dict.fromkeys([*files, *(each for each in lists if each)]):
            try:
                add_file(digest, path)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise _unreadable_part(path, error) from error
        return digest.hexdigest()


def directories() -> tuple[Path, ...]:
    """Where models are looked for; the first is where new ones go.

    `L10N_MODELS_DIR` names another place than `l10n/models` in the user's folder of data.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return (Path(named).expanduser(),)
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return (Path(data).expanduser() / "l10n" / "models",)


def survey(folders: Iterable[Path] | None = None) -> Survey[DescribedModel]:
    """Look at all models; `folders` replaces the places where they are looked for."""
    found = survey_of(directories() if folders is None else folders, read_package, _unreadable)
    models = sorted(found.models, key=lambda each: (each.description.name, each.path))
    return replace(found, models=tuple(models))


def read_package(path: Path) -> DescribedModel:
    """Read the folder of one model: its description, and whether its parts are there.

    Raises ModelError for a folder that misses a part, and for what the description names wrongly.
    """
    description = read_description(path)
    place = description.files.model or ("model" if (path / "model" / WEIGHTS).exists() else ".")
    folder = path if place == "." else path / place
    if not os.path.isfile(folder / WEIGHTS):
        raise _missing(path, description, "model", WEIGHTS)
    pieces = _pieces(path, description, "source"), _pieces(path, description, "target")
    vocabularies = vocabulary_files(folder)
    model = DescribedModel(
        path=path,
        description=description,
        folder=folder,
        pieces=pieces,
        vocabularies=vocabularies,
        languages=description.languages or _languages(description, vocabularies[0]),
        config=read_config(folder),
        limits=_limits(path, description),
    )
    _check_languages(model)
    return model


def _limits(path: Path, description: Description) -> ModelLimits:
    for key, value in description.limits.items():
        try:
            read_limits(path, {"l10n": {key: value}})
        except ModelError as error:
            if error.path != path / "metadata.json":
                raise
            raise error.at(path=path / FILE, line=description.line("limits", key)) from error
    limits = read_limits(path, {"l10n": dict(description.limits)})
    return replace(limits, compute_type=description.decoding.compute_type)


def _pieces(path: Path, description: Description, side: str) -> Path:
    """The SentencePiece model of a side: the one that is named, else one of the preset's."""
    preset = description.asked
    named = description.files.source if side == "source" else description.files.target
    names = (named,) if named else preset.source if side == "source" else preset.target
    for name in names:
        if os.path.isfile(path / name):
            return path / name
    raise _missing(path, description, side, names[0])


def _languages(description: Description, vocabulary: Path) -> dict[str, str]:
    """The languages that a vocabulary has tokens of, if the preset tells a model languages."""
    if description.tokens is not None or not description.asked.language:
        return {}
    return languages_in(read_vocabulary(vocabulary), description.asked)


def _check_languages(model: DescribedModel) -> None:
    """Refuse pairs whose languages the tokens cannot name."""
    description = model.description
    if not model.languages and any(ANY in pair for pair in description.pairs):
        raise ModelError(
            _("“*” stands for languages that the model has no tokens of"),
            code="CTM-012",
            path=model.path / FILE,
            line=description.line("pairs"),
            remedy=_("name the pairs, or write a table [languages]"),
        )
    tokens = model._tokens()
    for place, sides in ((0, ("{source}",)), (1, ("{target}",))):
        every = (*tokens.before_source, *tokens.after_source, *tokens.before_target)
        if not any(side in token for side in sides for token in every):
            continue
        for number, pair in enumerate(description.pairs):
            if pair[place] != ANY and chosen(pair[place], model.languages) is None:
                raise ModelError(
                    _("the model has no code for the language {locale}").format(locale=pair[place]),
                    code="CTM-013",
                    path=model.path / FILE,
                    line=description.line("pairs", number),
                    remedy=_("write it into the table [languages]"),
                )


def _missing(path: Path, description: Description, key: str, name: str) -> ModelError:
    """The error of a part that is not there, at the line that names it, or the preset."""
    line = description.line("files", key)
    return ModelError(
        _("{name} is missing").format(name=name),
        code="CTM-009",
        path=path / FILE,
        line=description.line("preset") if line is None else line,
        remedy=_("install the model again, or name the file in the table [files]"),
    )


def _named(path: Path, description: Description, key: str) -> Path | None:
    name = description.limits.get(key)
    return path / name if isinstance(name, str) else None


def _unreadable_part(path: Path, error: OSError) -> ModelError:
    return ModelError(
        _("this part of the model cannot be read: {why}").format(why=error.strerror or error),
        code="CTM-010",
        path=path,
        remedy=_("install the model again"),
    )


def _unreadable(problem: L10nError) -> ModelError:
    return ModelError(
        _("this folder of models cannot be looked into: {why}").format(why=problem.message),
        code="CTM-014",
        path=problem.path,
        remedy=_("see whether you may read it, or set {variable} to another folder").format(
            variable=VARIABLE
        ),
    )
