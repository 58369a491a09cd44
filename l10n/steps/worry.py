"""Worry: in which order an editor looks at what nobody has approved yet.

What checks found comes first: errors, then warnings. The rest goes by uncertainty × prominence, so
that a doubtful draft of the headline stands before the same doubt in the tenth paragraph, and both
before a person's translation.

Uncertainty, from 0 to 1, is how likely it is that a text has to be changed, as far as anybody knows
without reading it:

| entry | uncertainty |
|---|---|
| empty, or rejected by an editor | 1 |
| a person's text for an earlier source, or for a similar one (memory) | 0.9 |
| a draft that a person began to change, or that was marked fuzzy | 0.8 |
| a machine draft | 1 − the engine's confidence; 0.5 where it has none; at least 0.8 if doubtful |
| approved, then changed | 0.6 |
| the memory's translation of this very text | 0.4 |
| translated | 0.2 |
| approved | 0 |

A hint adds a tenth. Prominence, from 0 to 1, is how much a mistake costs in that place: headline
and title 1, the lead (the description, and the first paragraph of the text) 0.8, a quotation 0.6,
other headings and captions 0.5, the rest 0.4. Only their order is meant.
"""

from collections.abc import Iterable, Mapping, Sequence

from l10n.checks import Finding, Severity
from l10n.dataclass import dataclass
from l10n.model.approval import Approval, ApprovalState
from l10n.model.catalog import DraftRecord, Entry, State
from l10n.model.draft_records import Authorship
from l10n.model.segment import Key, Segment
from l10n.regex import regex

HEADLINE, LEAD, QUOTATION, DISPLAY, BODY = 1.0, 0.8, 0.6, 0.5, 0.4
"""How prominent a text is."""
_HEADLINES = frozenset(("headline", "title"))
_DISPLAY = frozenset(("heading", "subheading", "caption", "section"))
_PROSE = frozenset(("paragraph", "quote"))
_LONGER = 12
"""Characters between quotation marks that are a quotation, and no name or word in quotes."""
_QUOTED = regex(rf"«[^«»]{{{_LONGER},}}+»|[“„][^“”„]{{{_LONGER},}}+[”“]|\"[^\"]{{{_LONGER},}}+\"")
_BY_AUTHOR = {
    Authorship.CARRIED_OVER: 0.9,
    Authorship.CHANGED: 0.8,
    Authorship.ELSEWHERE: 0.6,
    Authorship.SIMILAR: 0.9,
    Authorship.MEMORY: 0.4,
    Authorship.MARKED: 0.8,
    Authorship.PERSON: 0.2,
    Authorship.NOBODY: 1.0,
}
_UNKNOWN = 0.5
_DOUBTFUL = 0.8
_CHANGED = 0.6
_HINT = 0.1


@dataclass(frozen=True, slots=True, order=True)
class Worry:
    """How much an entry worries; those that worry more are greater."""

    errors: int = 0
    warnings: int = 0
    risk: float = 0.0
    """Uncertainty × prominence, from 0 to 1."""


def prominences(segments: Sequence[Segment]) -> Mapping[Key, float]:
    """How prominent each text of an article is, at the most prominent of its places."""
    first = next((each.place.block for each in segments if each.place.role in _PROSE), None)
    heading = next((each.place.block for each in segments if each.place.role == "heading"), None)
    named = any(_role(each) in _HEADLINES for each in segments)
    # Below a title the first heading is the headline once more, unless the text has begun.
    top = heading if not named or (heading is not None and heading < (first or 0)) else None
    found: dict[Key, float] = {}
    for segment in segments:
        value = HEADLINE if segment.place.block == top else _prominence(segment, first)
        found[segment.key] = max(value, found.get(segment.key, 0.0))
    return found


def _prominence(segment: Segment, first: int | None) -> float:
    role = _role(segment)
    if role in _HEADLINES:
        return HEADLINE
    if role == "description" or segment.place.block == first:
        return LEAD
    if role == "quote" or _QUOTED.search(segment.text):
        return QUOTATION
    return DISPLAY if role in _DISPLAY else BODY


def _role(segment: Segment) -> str:
    """The role of a place; of a field of the front matter, its name."""
    role = segment.place.role
    return segment.context or role if role == "field" else role


def uncertainty(
    entry: Entry, author: Authorship, record: DraftRecord | None, approval: Approval | None
) -> float:
    """How likely it is that an entry has to be changed, from 0 to 1, as the module says.

    `record` is that of a machine draft which is the target.
    """
    if entry.state is State.EMPTY:
        return 1.0
    if approval is not None:
        if approval.state is ApprovalState.REJECTED:
            return 1.0
        if approval.approved:
            return 0.0
        if entry.state is State.TRANSLATED:
            return _CHANGED
    if author is not Authorship.MACHINE:
        return _BY_AUTHOR[author]
    sure = None if record is None else record.confidence
    doubt = _UNKNOWN if sure is None else 1.0 - min(max(sure, 0.0), 1.0)
    return max(doubt, _DOUBTFUL) if record is not None and record.doubtful else doubt


def worry(findings: Iterable[Finding], uncertain: float, prominence: float) -> Worry:
    """How much an entry worries, by what was found in it and what is known of it."""
    every = [each.severity for each in findings]
    more = _HINT if Severity.HINT in every else 0.0
    return Worry(
        every.count(Severity.ERROR),
        every.count(Severity.WARNING),
        round(min(uncertain + more, 1.0) * prominence, 4),
    )
