"""The style of a desk: what its published texts look like (`[style]` of a workflow)."""

from typing import Literal

from l10n.dataclass import dataclass

Capitals = Literal["sentence", "title"]


@dataclass(frozen=True, slots=True)
class Style:
    """What a desk has settled for the texts in one locale; what is not settled is None."""

    apostrophe: str | None = None
    """The one sign that stands for an apostrophe."""
    headlines: Capitals | None = None
    """Capitals in headlines: as in a sentence, or of all words that bear meaning."""
    headline_length: int | None = None
    """Characters of a headline at most."""
    description_length: int | None = None
    """Characters of a description at most."""


NO_STYLE = Style()
"""Of a desk that has settled nothing."""
