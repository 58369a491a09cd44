"""One model at work: SentencePiece pieces in, one CTranslate2 batch, text out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Any

from l10n.engines.argos_settings import ArgosSettings
from l10n.engines.packages import InstalledModel
from l10n.errors import EngineError
from l10n.messages import _

if TYPE_CHECKING:
    import ctranslate2  # type: ignore[import-untyped]
    import sentencepiece

BEAM_SIZE = 4
LENGTH_PENALTY = 0.2
"""As in `argostranslate.translate`, which the published models were tried with."""
MAX_PIECES = 512
"""Longest sentence given to a model. CTranslate2 would cut off its end without a word from 1,024
pieces on, and models trained on sentences lose the thread well before."""
_SMALL_BATCH = 128
_POSITIONS = re.compile(r"No position encodings are defined for positions >= (\d+)")


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

    def decode(self, texts: Sequence[str]) -> tuple[Decoded, ...]:
        """Translate all texts, in order; none of them may be empty.

        Raises EngineError if the model cannot be loaded or CTranslate2 fails.
        """
        if not texts:
            return ()
        vocabulary, translator = self._load()
        pieces: list[list[str]] = vocabulary.encode(
            list(texts), out_type=str, num_threads=self.settings.cores()
        )
        outputs, cut = self._translate(translator, pieces)
        written: list[str] = vocabulary.decode(outputs, num_threads=self.settings.cores())
        prefix = self.model.target_prefix
        return tuple(
            Decoded(
                _cleaned(text, source, prefix),
                len(given),
                self._longest_source,
                len(made) >= min(cut, 3 * len(given) + 24),
            )
            for source, given, made, text in zip(texts, pieces, outputs, written, strict=True)
        )

    def close(self) -> None:
        """Give the memory of the model back; it is loaded again when needed."""
        self._vocabulary = self._translator = None

    def _translate(
        self, translator: "ctranslate2.Translator", pieces: list[list[str]]
    ) -> tuple[list[list[str]], int]:
        """Give the pieces of all results, and the length at which they would have been cut."""
        fits = [0 < len(given) <= self._longest_source for given in pieces]
        batch = list(compress(pieces, fits))
        if not batch:
            return [[] for _given in pieces], 1
        cut = min(3 * max(map(len, batch)) + 32, self._longest_result)
        prefix = [[self.model.target_prefix]] * len(batch) if self.model.target_prefix else None
        try:
            results = translator.translate_batch(
                batch,
                target_prefix=prefix,
                max_batch_size=self._batch_size(sum(map(len, batch))),
                max_input_length=0,
                max_decoding_length=cut,
                **self._options,
            )
        except (RuntimeError, ValueError) as error:
            found = _POSITIONS.search(str(error))
            if not found or int(found[1]) > self._longest_result:
                raise self._failed(error) from error
            # A model that has learned its positions knows so many, begin and end marks included.
            self._longest_result = int(found[1]) - 2
            self._longest_source = min(self._longest_source, self._longest_result)
            return self._translate(translator, pieces)
        made = iter(results)
        return [list(next(made).hypotheses[0]) if fit else [] for fit in fits], cut

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
                path=self.model.path / "bpe.model",
                remedy=_("only models cut by SentencePiece are read"),
            )
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise EngineError(
                _("CTranslate2 and SentencePiece are not installed"),
                remedy="pip install 'newsroom-l10n[argos]'",
            ) from error
        device = self.settings.device
        try:
            if device == "auto":
                device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
            vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(file))
            translator = ctranslate2.Translator(
                str(self.model.path / "model"),
                device=device,
                compute_type=self.settings.compute_type,
                inter_threads=self.settings.cores() if device == "cpu" else 1,
                intra_threads=1,
            )
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            raise self._failed(error) from error
        limits = self.model.limits
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
