"""What a model without a description is, by the files that are there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from l10n.engines.ctranslate2.description import FILE, Description
from l10n.engines.ctranslate2.languages import languages_in
from l10n.engines.ctranslate2.presets import PRESETS
from l10n.engines.ctranslate2.vocabulary import WEIGHTS, read_vocabulary, vocabulary_files
from l10n.errors import ModelError
from l10n.messages import _

_GUESSED = ("quickmt", "opus-mt", "nllb", "madlad", "plain")
"""From the most telling names of files to the least."""


def described(folder: Path, known: Description) -> Description:
    """A description of the model in a folder: what is known of it, and what its files tell.

    `known` has name and pairs, and its preset where it is not to be guessed (`plain` is). Raises
    ModelError where a part is missing, or where no preset fits the files.
    """
    place = "model" if (folder / "model" / WEIGHTS).is_file() else "."
    if not (folder / place / WEIGHTS).is_file():
        raise _unknown(folder, WEIGHTS)
    tokens = read_vocabulary(vocabulary_files(folder / place)[0])
    names = [known.preset] if known.preset != "plain" else list(_fitting(folder, tokens))
    if not names:
        raise _unknown(folder, PRESETS["plain"].source[0])
    (name, *_others) = names
    languages = known.languages or languages_in(tokens, PRESETS[name])
    pairs = known.pairs or ((("*", "*"),) if PRESETS[name].every_pair else ())
    return replace(known, preset=name, pairs=pairs, languages=languages)


def _fitting(folder: Path, tokens: tuple[str, ...]) -> Iterator[str]:
    """The presets whose files are there, and whose languages the vocabulary has."""
    for name in _GUESSED:
        preset = PRESETS[name]
        files = preset.source, preset.target
        if not all(any((folder / each).is_file() for each in side) for side in files):
            continue
        if preset.every_pair and not languages_in(tokens, preset):
            continue
        yield name


def _unknown(folder: Path, name: str) -> ModelError:
    return ModelError(
        _("{name} is missing: this is no model whose kind is known").format(name=name),
        code="CTM-020",
        path=folder,
        remedy=_("write {file} beside it, as docs/engines.md says").format(file=FILE),
    )
