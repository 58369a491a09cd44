"""What a machine translation engine has to offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n.markup import Tagged
from l10n.messages import Message


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of one text."""

    text: str
    """The draft, with every tag of its source; empty where the engine leaves it to a person."""
    model: str
    """The model and its version, for the record: `translate-uk_en 1.9`."""
    reason: Message | None = None
    """Why it was left empty, or why it is doubtful."""
    doubtful: bool = False


class Engine(Protocol):
    """Drafts translations, always a batch at a time."""

    name: str

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs (source locale, target locale) that it can translate now."""
        ...

    def models(self) -> tuple[str, ...]:
        """Name the models that it has now; with others its drafts may be others."""
        ...

    def translate(self, texts: Sequence[Tagged], source: str, target: str) -> tuple[Draft, ...]:
        """Draft all texts, one draft for each, in order; raises EngineError if it cannot work."""
        ...
