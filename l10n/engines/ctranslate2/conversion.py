"""Marian models, as OPUS-MT publishes them, made into models of CTranslate2 with a description."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from l10n.dataclass import dataclass
from l10n.engines.ctranslate2.description import Decoding, Description, write_description
from l10n.engines.ctranslate2.presets import PRESETS
from l10n.engines.ctranslate2.recognizing import described
from l10n.engines.decoder.loading import INSTALL
from l10n.engines.packages.download import writing
from l10n.errors import EngineError, FileError, ModelError
from l10n.messages import _
from l10n.store.archive import Bounds, opened
from l10n.store.regular import reading, require_regular
from l10n.store.text_file import decode

DECODER = "decoder.yml"
"""Names the weights and the vocabularies of a Marian model."""
QUANTIZATION = "int8"
"""A quarter of the size, and the fastest on a processor; BLEU changes by a few hundredths."""
_KEPT = ("LICENSE", "README.md")
_MAX_DECODER = 100_000
_MAX_VOCABULARY = 64_000_000
_WEIGHTS = Bounds(members=10_000, each=8_000_000_000, whole=8_000_000_000, large=64_000_000)
"""Of an `.npz` file: Marian does not compress it, so what unpacks to far more is no model."""


@dataclass(frozen=True, slots=True)
class Marian:
    """What `decoder.yml` names, all of it in its folder."""

    weights: Path
    vocabularies: tuple[Path, ...]
    decoding: Decoding


def is_marian(folder: Path) -> bool:
    """True for a folder with a model of Marian, as OPUS-MT's archives are laid out."""
    return os.path.isfile(folder / DECODER)


def converted(folder: Path, into: Path, known: Description) -> Path:
    """Convert the Marian model in a folder; the folder of the new model, `into`, is returned.

    `known` has name and pairs, and what else is known of the model; files, languages and search are
    added to it. The numpy and PyYAML that CTranslate2 brings along suffice. Raises ModelError for a
    model that Marian or CTranslate2 would not take, with the line of `decoder.yml` where it is
    there; EngineError where CTranslate2 is not installed.
    """
    marian = read_decoder(folder)
    pieces = PRESETS["opus-mt"].source[0], PRESETS["opus-mt"].target[0]
    for name in pieces:
        if not os.path.isfile(folder / name):
            raise _wrong(folder / DECODER, _("{name} is missing").format(name=name))
    try:
        from ctranslate2.converters.marian import (  # type: ignore[import-untyped]
            MarianConverter,
        )
    except ImportError as error:
        raise EngineError(
            _("CTranslate2 and SentencePiece are not installed"), code="MOD-023", remedy=INSTALL
        ) from error
    _check_files(marian)
    converter = MarianConverter(str(marian.weights), [str(each) for each in marian.vocabularies])
    with _converting(marian.weights), writing(into):
        converter.convert(str(into), quantization=QUANTIZATION)
    with writing(into):
        for name in (*pieces, *_KEPT):
            if os.path.isfile(folder / name):
                require_regular(folder / name)
                shutil.copyfile(folder / name, into / name)
    found = described(into, replace(known, preset="opus-mt", decoding=marian.decoding))
    with writing(into):
        write_description(into, found)
    return into


def read_decoder(folder: Path) -> Marian:
    """Read `decoder.yml`; raises ModelError with its line."""
    import yaml

    path = folder / DECODER
    try:
        with reading(path) as file:
            text = decode(file.read(_MAX_DECODER), path)
        root = yaml.compose(text, yaml.SafeLoader)
    except FileNotFoundError as error:
        raise ModelError(
            _("{name} is missing: this is no model of Marian").format(name=DECODER),
            code="CTM-022",
            path=folder,
            remedy=_("take the ZIP file that OPUS-MT publishes"),
        ) from error
    except OSError as error:
        raise _wrong(path, error.strerror or str(error)) from error
    except FileError as error:
        raise _wrong(path, error.message, error.line) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(path, _("it is not YAML"), mark and mark.line + 1) from error
    if not isinstance(root, yaml.MappingNode):
        raise _wrong(path, _("it names no models"))
    values = {key.value: value for key, value in root.value if isinstance(key.value, str)}
    weights = _named(path, values, "models")
    vocabularies = _named(path, values, "vocabs")
    return Marian(weights[0], vocabularies, Decoding(*_search(values)))


def _named(path: Path, values: Mapping[str, Any], key: str) -> tuple[Path, ...]:
    """The files that a list of `decoder.yml` names, none of which lies elsewhere."""
    import yaml

    node = values.get(key)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    found: list[Path] = []
    for item in items:
        name, line = item.value, item.start_mark.line + 1
        inside = isinstance(name, str) and name.isprintable() and name not in ("", ".", "..")
        if not inside or "/" in name or "\\" in name:
            raise _wrong(path, _("a file that it names does not lie beside it"), line)
        if not os.path.isfile(path.parent / name):
            raise _wrong(path, _("{name} is missing").format(name=name), line)
        found.append(path.parent / name)
    if not found:
        line = node.start_mark.line + 1 if node is not None else None
        raise _wrong(path, _("it names no {key}").format(key=key), line)
    return tuple(found)


def _search(values: Mapping[str, Any]) -> tuple[int | None, float | None]:
    """Marian's beam and normalization, as far as they are such as CTranslate2 has, too."""

    def number(key: str, most: float) -> float | None:
        text = getattr(values.get(key), "value", "")
        try:
            found = float(text) if isinstance(text, str) else -1.0
        except ValueError:
            return None
        return found if 0 < found <= most else None

    beam = number("beam-size", 32)
    return (None if beam is None else max(1, int(beam))), number("normalize", 5)


def _check_files(marian: Marian) -> None:
    """Refuse weights that unpack to far more than they are, and vocabularies without end."""
    try:
        # They are read in place, so their names need not be such as a disk can hold.
        with opened(marian.weights, _WEIGHTS) as archive:
            for member in archive.members:
                archive.check(member)
    except FileError as error:
        raise _wrong(marian.weights, error.message) from error
    for path in marian.vocabularies:
        require_regular(path)
        if path.stat().st_size > _MAX_VOCABULARY:
            most = _MAX_VOCABULARY // 1_000_000
            raise _wrong(path, _("it is larger than {most} MB").format(most=most))


@contextmanager
def _converting(path: Path) -> Iterator[None]:
    """Whatever a converter raises for a model that is none becomes a ModelError."""
    try:
        yield
    except EngineError:
        raise
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise _wrong(path, why) from error


def _wrong(path: Path, why: str, line: int | None = None) -> ModelError:
    return ModelError(
        _("this Marian model cannot be converted: {why}").format(why=why),
        code="CTM-021",
        path=path,
        line=line,
        remedy=_("get it again from OPUS-MT, or take one that is converted already"),
    )
