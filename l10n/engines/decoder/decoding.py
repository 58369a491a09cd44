"""One model at work: SentencePiece pieces in, one CTranslate2 batch, text out."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n.engines.argos.packages import INSTALL, InstalledModel
from l10n.engines.argos.settings import ArgosSettings
from l10n.engines.decoder.limits import read_patterns
from l10n.engines.decoder.patterns import Patterns
from l10n.engines.decoder.pieces import piece_spans
from l10n.errors import EngineError
from l10n.messages import _
from l10n.shell import shell_words
from l10n.store.regular import require_regular
from l10n.tags.aligning import Attention

if TYPE_CHECKING:
    import ctranslate2  # type: ignore[import-untyped]
    import sentencepiece

BEAM_SIZE = 4
QUICK_BEAM = 1
LENGTH_PENALTY = 0.2
"""As in `argostranslate.translate`, which the published models were tried with."""
MAX_PIECES = 512
"""Longest sentence given to a model. CTranslate2 would cut off its end without a word from 1,024
pieces on, and models trained on sentences lose the thread well before."""
_SMALL_BATCH = 128
_FAILURES = (
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    OSError,
    MemoryError,
)
"""What C++ code of CTranslate2 and SentencePiece raises through pybind11 and SWIG: its
`std::out_of_range` is an IndexError, its `std::bad_alloc` a MemoryError."""
_POSITIONS = re.compile(r"No position encodings are defined for positions >= (\d+)")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another translation of the same text, less probable."""

    text: str
    probability: float
    attention: Attention | None = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a model made of one text."""

    text: str
    """Empty if the text was too long, or if the model gave nothing."""
    pieces: int
    """Length of the source, in pieces of the model's vocabulary."""
    limit: int
    """The longest source that the model takes, in pieces."""
    runaway: bool = False
    """True if the result is out of proportion to its source, or was cut off."""
    probability: float = 0.0
    """What the model gives a piece of the result, on the geometric mean; from 0 to 1."""
    attention: Attention | None = None
    """What it looked at, where that was asked for."""
    alternatives: tuple[Alternative, ...] = ()
    """Where they were asked for, the most probable first."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is wanted of a batch."""

    attention: bool = False
    """What the model looked at, too."""
    alternatives: int = 0
    """How many other translations, at most."""
    quick: bool = False
    """A small beam, whatever the settings say."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts that CTranslate2 is working on, and where the results will be."""

    texts: tuple[str, ...]
    pieces: tuple[list[str], ...]
    fits: tuple[bool, ...]
    """Whether each is short enough for the model; those that are not have no result."""
    cut: int
    """The most pieces of a result."""
    options: Options
    results: Sequence[Any]
    """CTranslate2's promises, one for each text that fits."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A text with the pieces that it was cut into."""

    text: str
    pieces: Sequence[str]


@dataclass(slots=True)
class Decoder:
    """Loads a package when it is first needed, and keeps it until it is closed."""

    model: InstalledModel
    settings: ArgosSettings
    _longest_source: int = MAX_PIECES
    _longest_result: int = 4 * MAX_PIECES
    _patterns: Patterns | None = None
    _vocabulary: "sentencepiece.SentencePieceProcessor | None" = None
    _translator: "ctranslate2.Translator | None" = None
    _search: dict[str, Any] = field(default_factory=dict)

    def knows(self, text: str) -> bool:
        """True if the package does not list its sentences, or if a text is one of them.

        Raises EngineError if the list cannot be read.
        """
        path = self.model.limits.patterns
        if path is None:
            return True
        if self._patterns is None:
            try:
                self._patterns = read_patterns(path)
            except (OSError, ValueError, RecursionError) as error:
                raise self._failed(error, path) from error
        return self._patterns.match(text)

    def decode(self, texts: Sequence[str], options: Options = Options()) -> tuple[Decoded, ...]:
        """Translate all texts, in order; none of them may be empty.

        Raises EngineError if the model cannot be loaded or CTranslate2 fails.
        """
        return self.finish(self.start(texts, options))

    def start(self, texts: Sequence[str], options: Options = Options()) -> Batch:
        """Begin to translate, in the background, so that other work can be done meanwhile.

        Raises EngineError if the model cannot be loaded.
        """
        if not texts:
            return Batch(texts=(), pieces=(), fits=(), cut=1, options=options, results=())
        vocabulary, translator = self._load()
        try:
            pieces = vocabulary.encode(list(texts), out_type=str, num_threads=self.settings.cores())
        except _FAILURES as error:
            raise self._failed(error, self._vocabulary_file) from error
        return self._submitted(translator, tuple(texts), tuple(pieces), options)

    def finish(self, batch: Batch) -> tuple[Decoded, ...]:
        """Wait for what was begun; raises EngineError if CTranslate2 fails."""
        if not batch.texts:
            return ()
        vocabulary, translator = self._load()
        try:
            results = [each.result() for each in batch.results]
        except _FAILURES as error:
            found = _POSITIONS.search(str(error))
            if not found or int(found[1]) > self._longest_result:
                raise self._failed(error) from error
            # A model that has learned its positions knows so many, begin and end marks included.
            self._longest_result = int(found[1]) - 2
            self._longest_source = min(self._longest_source, self._longest_result)
            again = self._submitted(translator, batch.texts, batch.pieces, batch.options)
            return self.finish(again)
        remaining = iter(results)
        outputs = [next(remaining) if fit else None for fit in batch.fits]
        hypotheses = [list(each.hypotheses) if each else [[]] for each in outputs]
        flat = [pieces for each in hypotheses for pieces in each]
        try:
            written = iter(vocabulary.decode(flat, num_threads=self.settings.cores()))
        except _FAILURES as error:
            raise self._failed(error, self._vocabulary_file) from error
        texts = [[next(written) for _pieces in each] for each in hypotheses]
        return tuple(
            self._decoded(_Source(text, pieces), result, translations, batch.cut)
            for text, pieces, result, translations in zip(
                batch.texts, batch.pieces, outputs, texts, strict=True
            )
        )

    def close(self) -> None:
        """Free the memory of the model; it is loaded again when needed."""
        self._vocabulary = self._translator = None

    def _submitted(
        self,
        translator: "ctranslate2.Translator",
        texts: tuple[str, ...],
        pieces: tuple[list[str], ...],
        options: Options,
    ) -> Batch:
        fits = tuple(0 < len(given) <= self._longest_source for given in pieces)
        fitting = list(compress(pieces, fits))
        if not fitting:
            return Batch(texts=texts, pieces=pieces, fits=fits, cut=1, options=options, results=())
        cut = min(3 * max(map(len, fitting)) + 32, self._longest_result)
        prefix = [[self.model.target_prefix]] * len(fitting) if self.model.target_prefix else None
        search = dict(self._search)
        if options.quick:
            search["beam_size"] = min(QUICK_BEAM, search["beam_size"])
        elif options.alternatives:
            search["num_hypotheses"] = options.alternatives + 1
            search["beam_size"] = max(search["beam_size"], options.alternatives + 1)
        try:
            results = translator.translate_batch(
                fitting,
                target_prefix=prefix,
                max_batch_size=self._batch_size(sum(map(len, fitting))),
                max_input_length=0,
                max_decoding_length=cut,
                return_scores=True,
                return_attention=options.attention,
                asynchronous=True,
                **search,
            )
        except _FAILURES as error:
            raise self._failed(error) from error
        return Batch(
            texts=texts, pieces=pieces, fits=fits, cut=cut, options=options, results=results
        )

    def _decoded(self, source: "_Source", result: Any, texts: list[str], cut: int) -> Decoded:
        length = len(source.pieces)
        if result is None:
            return Decoded("", length, self._longest_source)
        first, *alternatives = (
            Alternative(
                cleaned := _cleaned(text, source.text, self.model.target_prefix),
                _probability(score, len(pieces)),
                None if weights is None else _attention(source, cleaned, pieces, weights),
            )
            for text, score, pieces, weights in zip(
                texts,
                result.scores,
                result.hypotheses,
                result.attention or [None] * len(texts),
                strict=True,
            )
        )
        return Decoded(
            text=first.text,
            pieces=length,
            limit=self._longest_source,
            runaway=len(result.hypotheses[0]) >= min(cut, 3 * length + 24),
            probability=first.probability,
            attention=first.attention,
            alternatives=tuple(alternatives),
        )

    def _batch_size(self, total: int) -> int:
        """Tokens decoded at a time; few texts are shared out among the cores.

        Not for a demonstration model: its drafts are to be the same on every machine, and the
        composition of a batch may show in the last digit of a score.
        """
        most = self.settings.max_batch_tokens
        if self.model.limits.demonstration:
            return most
        return min(most, max(_SMALL_BATCH, total // self.settings.cores() + 1))

    def _load(self) -> "tuple[sentencepiece.SentencePieceProcessor, ctranslate2.Translator]":
        if self._vocabulary is not None and self._translator is not None:
            return self._vocabulary, self._translator
        file = self._vocabulary_file
        if not os.path.isfile(file):
            raise EngineError(
                _("the model {model} cuts words by BPE, which this engine cannot do").format(
                    model=self.model.label
                ),
                code="MOD-022",
                path=self.model.path / "bpe.model",
                remedy=_("install a model that cuts words by SentencePiece"),
            )
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise EngineError(
                _("CTranslate2 and SentencePiece are not installed"),
                code="MOD-023",
                remedy=INSTALL,
            ) from error
        device: str = self.settings.device
        limits = self.model.limits
        compute_type: str = self.settings.compute_type
        if compute_type == "default":
            compute_type = limits.compute_type or "default"
        try:
            if device == "auto":
                device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
            for inner in sorted((self.model.path / "model").iterdir()):
                require_regular(inner)
            vocabulary = self._vocabulary_of(sentencepiece)
            translator = ctranslate2.Translator(
                str(self.model.path / "model"),
                device=device,
                compute_type=compute_type,
                inter_threads=self.settings.cores() if device == "cpu" else 1,
                intra_threads=1,
            )
        except _FAILURES as error:
            raise self._failed(error) from error
        self._search = {
            "batch_type": "tokens",
            "beam_size": self.settings.beam_size or limits.beam_size or BEAM_SIZE,
            "length_penalty": LENGTH_PENALTY,
            "replace_unknowns": True,
        }
        self._vocabulary, self._translator = vocabulary, translator
        return vocabulary, translator

    @property
    def _vocabulary_file(self) -> Path:
        return self.model.path / "sentencepiece.model"

    def _vocabulary_of(self, library: Any) -> "sentencepiece.SentencePieceProcessor":
        try:
            found: sentencepiece.SentencePieceProcessor = library.SentencePieceProcessor(
                model_file=str(self._vocabulary_file)
            )
        except _FAILURES as error:
            raise self._failed(error, self._vocabulary_file) from error
        return found

    def _failed(self, error: Exception, file: Path | None = None) -> EngineError:
        why = " ".join(str(error).split())
        if "cuda" in why.lower() or "cudnn" in why.lower() or "cublas" in why.lower():
            remedy = _('set device = "cpu" in [engine.argos]')
        elif "compute type" in why:
            remedy = _('set compute_type = "default" in [engine.argos]')
        elif self.model.bundled:
            remedy = _("install l10n again")
        else:
            remedy = _("install the model again: {command}").format(command=self._install())
        return EngineError(
            _("the model {model} cannot be used: {why}").format(model=self.model.label, why=why),
            code="MOD-024",
            path=file or self.model.path / "model",
            remedy=remedy,
        )

    def _install(self) -> str:
        names = [self.model.source, self.model.target]
        return shell_words(["l10n", "models", "install"], names)


def _cleaned(text: str, source: str, prefix: str) -> str:
    """A decoded text without what belongs to the vocabulary, as Argos Translate has it.

    Upstream also turns underscores into spaces, for models whose vocabulary writes spaces so; not
    done here where the source has underscores of its own.
    """
    text = text.replace("▁", " ")
    if "_" in text and "_" not in source:
        text = text.replace("_", " ")
    return text.removeprefix(prefix).strip()


def _probability(score: float, pieces: int) -> float:
    """The geometric mean of the probabilities of all pieces, the end mark included; 0 to 1.

    CTranslate2 divides the logarithm of the whole by the number of pieces, to the power of the
    length penalty (`BeamSearch` in its `decoding.cc`).
    """
    return min(1.0, exp(score * (pieces + 1) ** (LENGTH_PENALTY - 1)))


def _attention(
    source: _Source, text: str, pieces: Sequence[str], weights: Sequence[Sequence[float]]
) -> Attention:
    return Attention(
        piece_spans(source.pieces, source.text),
        piece_spans(pieces, text),
        tuple(map(tuple, weights)),
    )
