"""A draft as a row of values that JSON holds, to be written down or sent to another process."""

import math
from collections.abc import Sequence
from typing import Any

from l10n.messages import packed, unpacked
from l10n.model.draft import Draft

Row = Sequence[object]


def row_of(draft: Draft) -> Row:
    """A draft taken apart."""
    return (
        draft.text,
        draft.model,
        None if draft.reason is None else packed(draft.reason),
        draft.doubtful,
        # A whole number would not be read as a confidence.
        None if draft.confidence is None else float(draft.confidence),
        list(draft.alternatives),
        [packed(remark) for remark in draft.remarks],
    )


def draft_of(row: Sequence[Any]) -> Draft:
    """The draft that was taken apart; raises ValueError, TypeError or KeyError for anything else.

    What was written down or came from elsewhere may have been changed by anyone.
    """
    text, model, reason, doubtful, confidence, alternatives, remarks = row
    if not (isinstance(text, str) and isinstance(model, str) and isinstance(doubtful, bool)):
        raise TypeError
    if not (confidence is None or (isinstance(confidence, float) and math.isfinite(confidence))):
        raise TypeError
    if not all(isinstance(each, str) for each in alternatives):
        raise TypeError
    return Draft(
        text=text,
        model=model,
        reason=None if reason is None else unpacked(reason),
        doubtful=doubtful,
        confidence=confidence,
        alternatives=tuple(alternatives),
        remarks=tuple(unpacked(each) for each in remarks),
    )
