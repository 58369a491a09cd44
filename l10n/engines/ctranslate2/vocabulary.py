"""The vocabularies of a CTranslate2 model, and what its `config.json` says of its tokens."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from l10n.dataclass import dataclass
from l10n.engines.ctranslate2.presets import END
from l10n.errors import ModelError
from l10n.messages import _
from l10n.store.regular import reading

MAX_VOCABULARY = 64_000_000
"""Bytes of a vocabulary; that of a quarter million tokens has six million."""
MAX_CONFIG = 1_000_000
WEIGHTS = "model.bin"
CONFIG = "config.json"
_SHARED = "shared_vocabulary"
_SOURCES = ("source_vocabulary", "source_1_vocabulary")
_TARGET = "target_vocabulary"
_SUFFIXES = (".json", ".txt")


@dataclass(frozen=True, slots=True)
class Config:
    """What a model's `config.json` says of the tokens that CTranslate2 adds by itself."""

    adds_start: bool = False
    adds_end: bool = False
    start: str = "<s>"
    end: str = END
    needs_first: bool = False
    """True if every translation has to be begun with a token that is given (mBART)."""


def vocabulary_files(folder: Path) -> tuple[Path, Path]:
    """The vocabularies of source and target; raises ModelError where one is missing."""
    shared = _there(folder, _SHARED)
    source, target = shared or _there(folder, *_SOURCES), shared or _there(folder, _TARGET)
    if source is None or target is None:
        missing = _SOURCES[0] if source is None and target is not None else _TARGET
        if source is None and target is None:
            missing = _SHARED
        raise ModelError(
            _("{name} is missing").format(name=f"{missing}.json"),
            code="CTM-009",
            path=folder,
            remedy=_("install the model again"),
        )
    return source, target


def read_vocabulary(path: Path) -> tuple[str, ...]:
    """The tokens of a vocabulary, in their order; raises ModelError for a file that is none."""
    with _readable(path):
        data = _bytes(path, MAX_VOCABULARY)
        if path.suffix == ".txt":
            return tuple(data.decode("utf-8").removesuffix("\n").split("\n"))
        tokens = json.loads(data)
    if not isinstance(tokens, list) or not all(isinstance(each, str) for each in tokens):
        raise _broken(path, _("it is no list of tokens"))
    return tuple(tokens)


def read_config(folder: Path) -> Config:
    """What `config.json` says; the defaults of CTranslate2 where there is none.

    Raises ModelError for one that cannot be read or says something else.
    """
    path = folder / CONFIG
    if not os.path.lexists(path):
        return Config()
    with _readable(path):
        values = json.loads(_bytes(path, MAX_CONFIG))
    if not isinstance(values, dict):
        raise _broken(path, _("it is no table of settings"))

    def flag(key: str) -> bool:
        if not isinstance(found := values.get(key, False), bool):
            raise _broken(path, _("“{key}” is neither true nor false").format(key=key))
        return found

    def token(key: str, default: str) -> str:
        found: Any = values.get(key, default)
        if not isinstance(found, str):
            raise _broken(path, _("“{key}” is no token").format(key=key))
        return found

    return Config(
        adds_start=flag("add_source_bos"),
        adds_end=flag("add_source_eos"),
        start=token("bos_token", "<s>"),
        end=token("eos_token", END),
        needs_first=values.get("decoder_start_token", "<s>") is None,
    )


def _there(folder: Path, *names: str) -> Path | None:
    found = (folder / f"{name}{suffix}" for name in names for suffix in _SUFFIXES)
    return next((path for path in found if os.path.lexists(path)), None)


def _bytes(path: Path, most: int) -> bytes:
    with reading(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise _broken(path, _("it is larger than {most} MB").format(most=most // 1_000_000))
    return data


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What is wrong with a file of the model becomes a ModelError with its place."""
    try:
        yield
    except ModelError:
        raise
    except json.JSONDecodeError as error:
        raise _broken(path, _("it is not JSON"), error.lineno) from error
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise _broken(path, why) from error


def _broken(path: Path, why: str, line: int | None = None) -> ModelError:
    return ModelError(
        _("this part of the model cannot be read: {why}").format(why=why),
        code="CTM-010",
        path=path,
        line=line,
        remedy=_("install the model again"),
    )
