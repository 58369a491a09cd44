"""Text that an article has in one locale alone: a note to readers from elsewhere."""

from dataclasses import field
from typing import Literal

from l10n.dataclass import dataclass

Place = Literal["before", "after"]
BEGINNING = "…"
"""What an anchor ends in that is only the beginning of a block."""


@dataclass(frozen=True, slots=True)
class Addendum:
    """One paragraph, and the block of the article beside which it stands."""

    place: Place
    anchor: str
    """The text of the block, without its tags, or its beginning and `…`."""
    text: str
    """On one line."""
    line: int | None = field(default=None, compare=False)
    """Of its anchor in the file of addenda."""
