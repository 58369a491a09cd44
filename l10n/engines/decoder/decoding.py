"""One model at work: SentencePiece pieces in, one CTranslate2 batch, text out."""

from collections.abc import Sequence
from dataclasses import field
from itertools import compress
from math import exp
from pathlib import Path
from typing import Any, Protocol

from l10n.dataclass import dataclass
from l10n.engines.decoder.limits import read_patterns
from l10n.engines.decoder.loading import FAILURES, Files, Loaded, failed, load
from l10n.engines.decoder.model import Model
from l10n.engines.decoder.patterns import Patterns
from l10n.engines.decoder.pieces import piece_spans
from l10n.engines.decoder.settings import DecoderSettings
from l10n.errors import EngineError
from l10n.regex import regex
from l10n.tags.aligning import Attention

QUICK_BEAM = 1
_SMALL_BATCH = 128
_POSITIONS = regex(r"No position encodings are defined for positions >= (\d+)")


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
    probability: float | None = None
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


class TextDecoder(Protocol):
    """A model at work, whatever library runs it: texts in, translations out, in order."""

    @property
    def model(self) -> Model:
        """The model."""
        ...

    def knows(self, text: str) -> bool:
        """True if the model does not list its sentences, or if a text is one of them."""
        ...

    def decode(self, texts: Sequence[str], options: Options = ...) -> tuple[Decoded, ...]:
        """Translate all texts, in order; none of them may be empty. Raises EngineError."""
        ...

    def start(self, texts: Sequence[str], options: Options = ...) -> Batch:
        """Begin to translate; raises EngineError."""
        ...

    def finish(self, batch: Batch) -> tuple[Decoded, ...]:
        """Wait for what was begun; raises EngineError."""
        ...

    def close(self) -> None:
        """Free the memory of the model."""
        ...


@dataclass(frozen=True, slots=True)
class _Source:
    """A text with the pieces that it was cut into."""

    text: str
    pieces: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """A translation in pieces."""

    pieces: tuple[str, ...] = ()
    length: int = 0
    """Pieces that the model gave, the tokens around texts included; 0 where it gave nothing."""
    probability: float = 0.0
    attention: tuple[tuple[float, ...], ...] | None = None
    """For each piece, its weights over those of the source text."""


@dataclass(slots=True)
class Decoder:
    """Loads a model when it is first needed, and keeps it until it is closed."""

    model: Model
    settings: DecoderSettings
    loaded: Loaded = field(default_factory=Loaded)
    _patterns: Patterns | None = None

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
        loaded = self._load()
        try:
            pieces = loaded.source.encode(
                list(texts), out_type=str, num_threads=self.loaded.threads(self.settings)
            )
        except FAILURES as error:
            raise self._failed(error, self.model.source_pieces) from error
        return self._submitted(loaded, tuple(texts), tuple(pieces), options)

    def finish(self, batch: Batch) -> tuple[Decoded, ...]:
        """Wait for what was begun; raises EngineError if CTranslate2 fails."""
        if not batch.texts:
            return ()
        loaded = self._load()
        try:
            results = [each.result() for each in batch.results]
        except FAILURES as error:
            known = _POSITIONS.search(str(error))
            if not known or int(known[1]) > self.loaded.longest_result:
                raise self._failed(error) from error
            # A model that has learned its positions knows so many, begin and end marks included.
            self.loaded.longest_result = int(known[1]) - 2
            self.loaded.longest_source = min(self.loaded.longest_source, int(known[1]) - 2)
            again = self._submitted(loaded, batch.texts, batch.pieces, batch.options)
            return self.finish(again)
        remaining = iter(results)
        outputs = [next(remaining) if fit else None for fit in batch.fits]
        found = [self._hypotheses(each) for each in outputs]
        flat = [list(each.pieces) for several in found for each in several]
        try:
            written = iter(
                loaded.target.decode(flat, num_threads=self.loaded.threads(self.settings))
            )
        except FAILURES as error:
            raise self._failed(error, self.model.target_pieces) from error
        return tuple(
            self._decoded(_Source(text, pieces), [(each, next(written)) for each in several], batch)
            for text, pieces, several in zip(batch.texts, batch.pieces, found, strict=True)
        )

    def close(self) -> None:
        """Free the memory of the model; it is loaded again when needed."""
        self.loaded.close()

    def _load(self) -> Files:
        return self.loaded.files or load(self.model, self.settings, self.loaded)

    def _submitted(
        self,
        loaded: Files,
        texts: tuple[str, ...],
        pieces: tuple[list[str], ...],
        options: Options,
    ) -> Batch:
        frame = self.model.frame
        fits = tuple(0 < len(given) <= self._limit for given in pieces)
        fitting = [frame.around(given) for given in compress(pieces, fits)]
        if not fitting:
            return Batch(texts=texts, pieces=pieces, fits=fits, cut=1, options=options, results=())
        cut = min(3 * max(map(len, fitting)) + 32, self.loaded.longest_result)
        search = self._search(options)
        try:
            results = loaded.translator.translate_batch(
                fitting,
                target_prefix=[list(frame.before_target)] * len(fitting)
                if frame.before_target
                else None,
                max_batch_size=self._batch_size(sum(map(len, fitting))),
                max_input_length=0,
                max_decoding_length=cut,
                return_scores=True,
                return_attention=options.attention,
                asynchronous=True,
                **search,
            )
        except FAILURES as error:
            raise self._failed(error) from error
        return Batch(
            texts=texts, pieces=pieces, fits=fits, cut=cut, options=options, results=results
        )

    @property
    def _limit(self) -> int:
        """The most pieces of a text that the model takes, with the tokens around it."""
        frame = self.model.frame
        return self.loaded.longest_source - len(frame.before_source) - len(frame.after_source)

    def _search(self, options: Options) -> dict[str, Any]:
        """CTranslate2's options for how hypotheses are looked for."""
        wanted = self.model.search
        beam = self.settings.beam_size or self.model.limits.beam_size or wanted.beam_size
        if options.quick:
            beam = min(QUICK_BEAM, beam)
        elif options.alternatives:
            beam = max(beam, options.alternatives + 1)
        return {
            "batch_type": "tokens",
            "beam_size": beam,
            "num_hypotheses": 1 if options.quick else options.alternatives + 1,
            "length_penalty": wanted.length_penalty,
            "replace_unknowns": True,
        }

    def _hypotheses(self, result: Any) -> list[_Hypothesis]:
        """What CTranslate2 gives for a text, without the tokens around texts."""
        if result is None:
            return [_Hypothesis()]
        frame = self.model.frame
        prefix = len(frame.before_target)
        penalty = self.model.search.length_penalty
        attention = result.attention or [None] * len(result.hypotheses)
        found: list[_Hypothesis] = []
        for given, score, rows in zip(result.hypotheses, result.scores, attention, strict=True):
            start = prefix if tuple(given[:prefix]) == frame.before_target else 0
            # An unknown piece of a result is that of the source which the model looks at.
            kept = [n for n in range(start, len(given)) if given[n] not in frame.source_marks]
            probability = _probability(score, len(given), start, penalty)
            weights = None if rows is None else tuple(self._columns(rows[n]) for n in kept)
            found.append(
                _Hypothesis(tuple(given[n] for n in kept), len(given), probability, weights)
            )
        return found

    def _columns(self, row: Sequence[float]) -> tuple[float, ...]:
        """What of the attention of a piece goes to pieces of the text."""
        frame = self.model.frame
        return tuple(row[len(frame.before_source) : len(row) - len(frame.after_source)])

    def _decoded(
        self, source: _Source, found: Sequence[tuple[_Hypothesis, str]], batch: Batch
    ) -> Decoded:
        length = len(source.pieces)
        limit = self._limit
        if not found[0][0].length:
            return Decoded("", length, limit)
        first, *alternatives = (
            Alternative(
                cleaned := _cleaned(text, source.text),
                each.probability,
                None
                if each.attention is None
                else Attention(
                    piece_spans(source.pieces, source.text),
                    piece_spans(each.pieces, cleaned),
                    each.attention,
                ),
            )
            for each, text in found
        )
        return Decoded(
            text=first.text,
            pieces=length,
            limit=limit,
            runaway=found[0][0].length >= min(batch.cut, 3 * length + 24),
            probability=first.probability,
            attention=first.attention,
            alternatives=tuple(alternatives),
        )

    def _batch_size(self, total: int) -> int:
        """Tokens decoded at a time; few texts are shared out among the cores.

        Not for a demonstration model: its drafts are to be the same on every machine, and the
        composition of a batch may show in the last digit of a score. Nor does it depend on how many
        threads may be used (`use_threads`): with any number of them drafts are the same.
        """
        most = self.settings.max_batch_tokens
        if self.model.limits.demonstration:
            return most
        return min(most, max(_SMALL_BATCH, total // self.settings.cores() + 1))

    def _failed(self, error: Exception, file: Path | None = None) -> EngineError:
        return failed(self.model, error, file)


def _cleaned(text: str, source: str) -> str:
    """A decoded text without what belongs to the vocabulary, as Argos Translate has it.

    Upstream also turns underscores into spaces, for models whose vocabulary writes spaces so; not
    done here where the source has underscores of its own.
    """
    text = text.replace("▁", " ")
    if "_" in text and "_" not in source:
        text = text.replace("_", " ")
    return text.strip()


def _probability(score: float, pieces: int, prefix: int, penalty: float) -> float:
    """The geometric mean of the probabilities of all pieces, the end mark included; 0 to 1.

    CTranslate2 divides the logarithm of the whole by the number of pieces, to the power of the
    length penalty (`BeamSearch` in its `decoding.cc`). A prefix counts there, and has no share in
    the logarithm.
    """
    whole = score * (pieces + 1) ** penalty
    return min(1.0, exp(whole / (pieces + 1 - prefix)))
