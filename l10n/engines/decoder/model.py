"""A model that translates one pair of languages, as the decoder knows it, however it is packed."""

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.decoder.limits import ModelLimits
from l10n.regex import regex

_MARK = regex(r"<.+>|>>.+<<|__.+__|[a-z]{3}_[A-Z][a-z]{3}")


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens around every text of a pair, beside those that CTranslate2 adds by itself."""

    before_source: tuple[str, ...] = ()
    after_source: tuple[str, ...] = ()
    before_target: tuple[str, ...] = ()
    """What every translation begins with; no part of its text."""

    def around(self, pieces: Sequence[str]) -> list[str]:
        """The pieces of a source text with their tokens."""
        return [*self.before_source, *pieces, *self.after_source]

    @property
    def source_marks(self) -> tuple[str, ...]:
        """The tokens around a source text that no text has; others may be words of a prompt."""
        around = (*self.before_source, *self.after_source)
        return tuple(token for token in around if _MARK.fullmatch(token))


@dataclass(frozen=True, slots=True)
class Search:
    """How hypotheses are looked for."""

    beam_size: int = 4
    length_penalty: float = 0.2


@dataclass(frozen=True, slots=True)
class Model:
    """Files and tokens of one model for one pair."""

    label: str
    """Name and version, for records."""
    target: str
    """The locale that it translates into."""
    folder: Path
    """The folder of CTranslate2's files."""
    source_pieces: Path
    """The SentencePiece model that cuts a text."""
    target_pieces: Path
    """The one that joins a translation: often the same."""
    remedy: str
    """What helps if it cannot be used."""
    search: Search = Search()
    frame: Frame = Frame()
    limits: ModelLimits = field(default_factory=ModelLimits)
    engine: str = "argos"
    """The table of the workflow in which its settings stand."""
