"""One model at work: SentencePiece pieces in, one CTranslate2 batch, text out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from math import exp
from typing import TYPE_CHECKING, Any

from l10n.engines.argos.packages import INSTALL, InstalledModel
from l10n.engines.argos.pieces import piece_spans
from l10n.engines.argos.settings import ArgosSettings
from l10n.errors import EngineError
from l10n.messages import _
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
_POSITIONS = re.compile(r"No position encodings are defined for positions >= (\d+)")


@dataclass(frozen=True, slots=True)
class Other:
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
    others: tuple[Other, ...] = ()
    """Other translations, where they were asked for, the most probable first."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a batch is to be translated."""

    attention: bool = False
    """Give what the model looked at."""
    others: int = 0
    """How many other translations to give."""
    quickly: bool = False
    """With a small beam, whatever the settings say."""


@dataclass(frozen=True, slots=True)
class Started:
    """A batch that CTranslate2 is working on."""

    texts: tuple[str, ...]
    pieces: tuple[list[str], ...]
    fits: tuple[bool, ...]
    cut: int
    manner: Manner
    results: Sequence[Any]


@dataclass(slots=True)
class Decoder:
    """Loads a package when it is first needed, and keeps it until it is closed."""

    model: InstalledModel
    settings: ArgosSettings
    _longest_source: int = MAX_PIECES
    _longest_result: int = 4 * MAX_PIECES
    _vocabulary: "sentencepiece.SentencePieceProcessor | None" = None
    _translator: "ctranslate2.Translator | None" = None
    _options: dict[str, Any] = field(default_factory=dict)

    def decode(
        self,
        texts: Sequence[str],
        *,
        attention: bool = False,
        others: int = 0,
        quickly: bool = False,
    ) -> tuple[Decoded, ...]:
        """Translate all texts, in order; none of them may be empty. Quickly: with a small beam.

        Raises EngineError if the model cannot be loaded or CTranslate2 fails.
        """
        return self.finish(self.start(texts, Manner(attention, others, quickly)))

    def start(self, texts: Sequence[str], manner: "Manner") -> Started:
        """Begin to translate, in the background, so that other work can be done meanwhile.

        Raises EngineError if the model cannot be loaded.
        """
        if not texts:
            return Started((), (), (), 1, manner, ())
        vocabulary, translator = self._load()
        pieces = vocabulary.encode(list(texts), out_type=str, num_threads=self.settings.cores())
        return self._submitted(translator, tuple(texts), tuple(pieces), manner)

    def finish(self, started: Started) -> tuple[Decoded, ...]:
        """Wait for what was begun; raises EngineError if CTranslate2 fails."""
        if not started.texts:
            return ()
        vocabulary, translator = self._load()
        try:
            results = [each.result() for each in started.results]
        except (RuntimeError, ValueError) as error:
            found = _POSITIONS.search(str(error))
            if not found or int(found[1]) > self._longest_result:
                raise self._failed(error) from error
            # A model that has learned its positions knows so many, begin and end marks included.
            self._longest_result = int(found[1]) - 2
            self._longest_source = min(self._longest_source, self._longest_result)
            again = self._submitted(translator, started.texts, started.pieces, started.manner)
            return self.finish(again)
        made = iter(results)
        outputs = [next(made) if fit else None for fit in started.fits]
        ways = [list(each.hypotheses) if each else [[]] for each in outputs]
        flat = [way for some in ways for way in some]
        written = iter(vocabulary.decode(flat, num_threads=self.settings.cores()))
        texts = [[next(written) for _way in some] for some in ways]
        return tuple(
            self._decoded(source, given, result, some, started.cut)
            for source, given, result, some in zip(
                started.texts, started.pieces, outputs, texts, strict=True
            )
        )

    def close(self) -> None:
        """Give the memory of the model back; it is loaded again when needed."""
        self._vocabulary = self._translator = None

    def _submitted(
        self,
        translator: "ctranslate2.Translator",
        texts: tuple[str, ...],
        pieces: tuple[list[str], ...],
        manner: Manner,
    ) -> Started:
        fits = tuple(0 < len(given) <= self._longest_source for given in pieces)
        batch = list(compress(pieces, fits))
        if not batch:
            return Started(texts, pieces, fits, 1, manner, ())
        cut = min(3 * max(map(len, batch)) + 32, self._longest_result)
        prefix = [[self.model.target_prefix]] * len(batch) if self.model.target_prefix else None
        options = dict(self._options)
        if manner.quickly:
            options["beam_size"] = min(QUICK_BEAM, options["beam_size"])
        elif manner.others:
            options["num_hypotheses"] = manner.others + 1
            options["beam_size"] = max(options["beam_size"], manner.others + 1)
        try:
            results = translator.translate_batch(
                batch,
                target_prefix=prefix,
                max_batch_size=self._batch_size(sum(map(len, batch))),
                max_input_length=0,
                max_decoding_length=cut,
                return_scores=True,
                return_attention=manner.attention,
                asynchronous=True,
                **options,
            )
        except (RuntimeError, ValueError) as error:
            raise self._failed(error) from error
        return Started(texts, pieces, fits, cut, manner, results)

    def _decoded(
        self, source: str, given: list[str], result: Any, texts: list[str], cut: int
    ) -> Decoded:
        prefix = self.model.target_prefix
        cleaned = [_cleaned(text, source, prefix) for text in texts]
        if result is None:
            return Decoded("", len(given), self._longest_source)
        looks: list[Attention | None] = [None] * len(cleaned)
        if result.attention:
            looks = [
                _attention(source, given, text, pieces, weights)
                for text, pieces, weights in zip(
                    cleaned, result.hypotheses, result.attention, strict=True
                )
            ]
        ways = [
            Other(text, _probability(score, len(pieces)), look)
            for text, score, pieces, look in zip(
                cleaned, result.scores, result.hypotheses, looks, strict=True
            )
        ]
        return Decoded(
            ways[0].text,
            len(given),
            self._longest_source,
            len(result.hypotheses[0]) >= min(cut, 3 * len(given) + 24),
            ways[0].probability,
            ways[0].attention,
            tuple(ways[1:]),
        )

    def _batch_size(self, total: int) -> int:
        """Share few texts out among the cores.

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
        file = self.model.path / "sentencepiece.model"
        if not file.is_file():
            raise EngineError(
                _("the model {model} cuts words by BPE, which this engine cannot do").format(
                    model=self.model.label
                ),
                code="MOD-022",
                path=self.model.path / "bpe.model",
                remedy=_("only models cut by SentencePiece are read"),
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
            vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(file))
            translator = ctranslate2.Translator(
                str(self.model.path / "model"),
                device=device,
                compute_type=compute_type,
                inter_threads=self.settings.cores() if device == "cpu" else 1,
                intra_threads=1,
            )
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            raise self._failed(error) from error
        self._options = {
            "batch_type": "tokens",
            "beam_size": self.settings.beam_size or limits.beam_size or BEAM_SIZE,
            "length_penalty": LENGTH_PENALTY,
            "replace_unknowns": True,
        }
        self._vocabulary, self._translator = vocabulary, translator
        return vocabulary, translator

    def _failed(self, error: Exception) -> EngineError:
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
            path=self.model.path,
            remedy=remedy,
        )

    def _install(self) -> str:
        return f"l10n models install {self.model.source} {self.model.target}"


def _cleaned(text: str, source: str, prefix: str) -> str:
    """Finish a decoded text as Argos Translate does.

    Upstream also turns underscores into spaces, for models whose vocabulary writes spaces so; not
    done here where the source has underscores of its own.
    """
    text = text.replace("▁", " ")
    if "_" in text and "_" not in source:
        text = text.replace("_", " ")
    return text.removeprefix(prefix).strip()


def _probability(score: float, pieces: int) -> float:
    """Give the geometric mean of the probabilities of all pieces, the end mark included.

    CTranslate2 divides the logarithm of the whole by the number of pieces, to the power of the
    length penalty (`BeamSearch` in its `decoding.cc`).
    """
    return min(1.0, exp(score * (pieces + 1) ** (LENGTH_PENALTY - 1)))


def _attention(
    source: str,
    given: Sequence[str],
    text: str,
    pieces: Sequence[str],
    weights: Sequence[Sequence[float]],
) -> Attention:
    return Attention(
        piece_spans(given, source), piece_spans(pieces, text), tuple(map(tuple, weights))
    )
