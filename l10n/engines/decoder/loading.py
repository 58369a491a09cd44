"""The files of a model in memory, and what is said where they cannot be used."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n.dataclass import dataclass
from l10n.engines.decoder.model import Model
from l10n.engines.decoder.settings import DecoderSettings
from l10n.engines.decoder.weights_file import check_weights_file
from l10n.errors import EngineError
from l10n.messages import _
from l10n.store.regular import require_regular

if TYPE_CHECKING:
    import ctranslate2  # type: ignore[import-untyped]
    import sentencepiece

INSTALL = "pip install 'ctranslate2>=4.7,<5' 'sentencepiece>=0.2.1,<0.3'"
"""What the extra `ctranslate2` declares; the extra `argos` brings both along."""
MAX_PIECES = 512
"""Longest sentence given to a model. CTranslate2 would cut off its end without a word from 1,024
pieces on, and models trained on sentences lose the thread well before."""
WEIGHTS = "model.bin"
FAILURES = (
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    OSError,
    MemoryError,
)
"""What C++ code of CTranslate2 and SentencePiece raises through pybind11 and SWIG: its
`std::out_of_range` is an IndexError, its `std::bad_alloc` a MemoryError."""


@dataclass(frozen=True, slots=True)
class Files:
    """What is made of the files of a model."""

    source: "sentencepiece.SentencePieceProcessor"
    """Cuts texts into pieces."""
    target: "sentencepiece.SentencePieceProcessor"
    """Joins pieces to texts."""
    translator: "ctranslate2.Translator"


@dataclass(slots=True)
class Loaded:
    """A model in memory, shared by all pairs that it translates; empty until it is needed."""

    files: Files | None = None
    longest_source: int = MAX_PIECES
    longest_result: int = 4 * MAX_PIECES
    most_threads: int = 0
    """Of the processor that it may use; 0 for as many as the settings say."""

    def threads(self, settings: DecoderSettings) -> int:
        """Translations at a time on the CPU."""
        return min(settings.cores(), self.most_threads or settings.cores())

    def close(self) -> None:
        """Free the memory."""
        self.files = None


def load(model: Model, settings: DecoderSettings, loaded: Loaded) -> Files:
    """Load a model's files; raises EngineError for what CTranslate2 or SentencePiece refuses."""
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise EngineError(
            _("CTranslate2 and SentencePiece are not installed"), code="MOD-023", remedy=INSTALL
        ) from error
    device: str = settings.device
    compute_type: str = settings.compute_type
    if compute_type == "default":
        compute_type = model.limits.compute_type or "default"
    try:
        if device == "auto":
            device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
        for file in read_by_ctranslate2(model.folder):
            require_regular(file)
        check_weights_file(model.folder / WEIGHTS)
        source = _pieces(sentencepiece, model, model.source_pieces)
        target = source
        if model.target_pieces != model.source_pieces:
            target = _pieces(sentencepiece, model, model.target_pieces)
        translator = ctranslate2.Translator(
            str(model.folder),
            device=device,
            compute_type=compute_type,
            inter_threads=loaded.threads(settings) if device == "cpu" else 1,
            intra_threads=1,
        )
    except FAILURES as error:
        raise failed(model, error) from error
    loaded.files = Files(source, target, translator)
    return loaded.files


def read_by_ctranslate2(folder: Path) -> Iterator[Path]:
    """The files of a folder that CTranslate2 opens, in their order."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".bin", ".json", ".txt") and not os.path.isdir(path):
            yield path


def failed(model: Model, error: Exception, file: Path | None = None) -> EngineError:
    """The error of a model that cannot be used, with what helps."""
    why = " ".join(str(error).split())
    remedy = model.remedy
    if "cuda" in why.lower() or "cudnn" in why.lower() or "cublas" in why.lower():
        remedy = _('set device = "cpu" in [engine.{name}]').format(name=model.engine)
    elif "compute type" in why:
        remedy = _('set compute_type = "default" in [engine.{name}]').format(name=model.engine)
    return EngineError(
        _("the model {model} cannot be used: {why}").format(model=model.label, why=why),
        code="MOD-024",
        path=file or model.folder,
        remedy=remedy,
    )


def _pieces(library: Any, model: Model, file: Path) -> "sentencepiece.SentencePieceProcessor":
    try:
        require_regular(file)
        found: sentencepiece.SentencePieceProcessor = library.SentencePieceProcessor(
            model_file=str(file)
        )
    except FAILURES as error:
        raise failed(model, error, file) from error
    return found
