"""Whether checks have anything to look at, told without importing them."""

from collections.abc import Iterable

from l10n.model.catalog import Entry
from l10n.model.segment import Segment

LABEL = "label"
"""The role of a field's name in the head of an article: `head-fields` asks for its value."""


def is_checked(segments: Iterable[Segment], entries: Iterable[Entry]) -> bool:
    """False where no built-in check finds anything: nothing is translated, and no field is named.

    Checks of other packages are asked all the same.
    """
    if any(entry.target for entry in entries):
        return True
    return any(segment.place.role == LABEL for segment in segments)
