"""One model of Firefox at work: sentence by sentence, none longer than the model reads."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from l10n.dataclass import dataclass
from l10n.engines.decoder.decoding import Batch, Decoded, Options
from l10n.engines.decoder.loading import failed
from l10n.engines.decoder.model import Model
from l10n.engines.firefox.packages import INSTALL, FirefoxModel
from l10n.engines.firefox.weights import check_weights
from l10n.errors import EngineError
from l10n.messages import _
from l10n.store.regular import reading, require_regular

if TYPE_CHECKING:
    import sentencepiece

_Made = TypeVar("_Made")
LIMIT = 127
"""Most pieces of a sentence. `fxtranslate` cuts off what is longer without a word (its
`segment.rs`: 128, the end mark included), as Marian does."""
_PLAIN = Options()
_LONGEST = 256
"""Pieces after which it ends a translation; before, twice those of the source and four."""


@dataclass(slots=True)
class FirefoxDecoder:
    """Loads a model when it is first needed, and keeps it until it is closed.

    The library binds what it has loaded to a thread, so each thread that asks loads its own.
    """

    model: Model
    package: FirefoxModel
    _pieces: "tuple[sentencepiece.SentencePieceProcessor, ...]" = ()
    _loaded: threading.local = field(default_factory=threading.local)

    def knows(self, text: str) -> bool:
        """True: no such model lists its sentences."""
        return True

    def decode(self, texts: Sequence[str], options: Options = _PLAIN) -> tuple[Decoded, ...]:
        """Translate all texts, in order; raises EngineError if the model cannot be used."""
        return self.finish(self.start(texts, options))

    def start(self, texts: Sequence[str], options: Options = _PLAIN) -> Batch:
        """Keep the texts: the library translates them one after the other when asked."""
        return Batch(tuple(texts), pieces=(), fits=(), cut=_LONGEST, options=options, results=())

    def finish(self, batch: Batch) -> tuple[Decoded, ...]:
        """Translate what was begun; raises EngineError if the model cannot be used."""
        if not batch.texts:
            return ()
        translator = self._translator()
        return tuple(self._decoded(translator, text) for text in batch.texts)

    def close(self) -> None:
        """Free the memory of the model; it is loaded again when needed."""
        self._pieces = ()
        self._loaded = threading.local()

    def _decoded(self, translator: Any, text: str) -> Decoded:
        source, target = self._pieces
        length = len(source.encode(text))
        if not 0 < length <= LIMIT:
            return Decoded("", length, LIMIT)
        made = self._asked(lambda: translator.translate(text)).strip()
        most = min(2 * (length + 1) + 4, _LONGEST)
        return Decoded(made, length, LIMIT, runaway=len(target.encode(made)) >= most - 1)

    def _translator(self) -> Any:
        found = getattr(self._loaded, "translator", None)
        if found is None:
            found = self._loaded.translator = self._load()
        return found

    def _load(self) -> Any:
        try:
            import fxtranslate
            import sentencepiece
        except ImportError as error:
            raise EngineError(
                _("fxtranslate and SentencePiece are not installed"), code="FX-003", remedy=INSTALL
            ) from error
        package = self.package
        source, target = package.vocabularies
        try:
            require_regular(source)
            require_regular(target)
            first = sentencepiece.SentencePieceProcessor(model_file=str(source))
            second = first
            if target != source:
                second = sentencepiece.SentencePieceProcessor(model_file=str(target))
        except (RuntimeError, ValueError, LookupError, OSError) as error:
            raise failed(self.model, error, source) from error
        check_weights(package.weights, (first.get_piece_size(), second.get_piece_size()))
        self._pieces = first, second
        data = [self._bytes(path) for path in (package.weights, source, target)]
        return self._asked(lambda: fxtranslate.Translator(*data))

    def _bytes(self, path: Path) -> bytes:
        try:
            with reading(path) as file:
                return file.read()
        except OSError as error:
            raise failed(self.model, error, path) from error

    def _asked(self, work: Callable[[], _Made]) -> _Made:
        """Do something with the library, whose panics are no exceptions of Python."""
        try:
            return work()
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:
            raise failed(self.model, RuntimeError(str(error)), self.package.weights) from error
