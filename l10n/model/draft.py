"""A draft: what an engine made of one text."""

from l10n.dataclass import dataclass
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
    confidence: float | None = None
    """How sure the engine is, from 0 to 1; None where it cannot tell."""
    alternatives: tuple[str, ...] = ()
    """Other translations that the engine was asked to offer, the best first, tags included."""
    remarks: tuple[Message, ...] = ()
    """What a reviewer has to know: what was changed in the engine's own words, what is offered."""
    transient: bool = False
    """It was left empty for a reason that may pass, such as a busy server: ask again next time."""
