"""Declared edits that speak of words: they hold only where a translation does not keep those.

In `The word <b lang="en">Hello</b>` the mark names the language of a word, and the word stays;
`<b lang="en">Vote!</b>` is translated, and its language with it. The target tells.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from l10n.model.article import Edit, Span
from l10n.model.markup import Tagged, TokenKind, tokens
from l10n.model.segment import Segment

_AROUND = 8
"""Segments before a place that are asked whether they hold it: a block may lie in a tag of one."""


def standing(
    edits: Iterable[Edit], segments: Sequence[Segment], targets: Mapping[int, str]
) -> Iterator[Edit]:
    """The edits without those whose words are published as they are.

    `targets` are those that are published, by index of their segment.
    """
    edits = tuple(edits)
    if all(edit.unless_kept is None for edit in edits):
        yield from edits
        return
    order = sorted(range(len(segments)), key=lambda index: segments[index].place.span)
    starts = [segments[index].place.span.start for index in order]
    for edit in edits:
        words = edit.unless_kept
        if words is None:
            yield edit
            continue
        first = bisect_left(starts, words.start)
        last = bisect_left(starts, words.end, first)
        near = order[max(0, first - _AROUND) : last]
        found = [index for index in near if segments[index].place.span.end > words.start]
        if not found or any(_changes(segments[i], targets.get(i), edit, words) for i in found):
            yield edit


def _changes(segment: Segment, target: str | None, edit: Edit, words: Span) -> bool:
    """True if a target has other words where an edit speaks of some."""
    if target is None:
        return False
    tagged = segment.tagged
    if words.holds(segment.place.span):
        return _plain(tagged, target) != _plain(tagged, segment.text)
    name = next((tag.name for tag in segment.place.tags if tag.open.holds(edit.span)), None)
    return name is not None and _inside(tagged, target, name) != _inside(tagged, segment.text, name)


def _plain(tagged: Tagged, text: str) -> str:
    return "".join(each.text for each in tokens(text, tagged) if each.kind is TokenKind.TEXT)


def _inside(tagged: Tagged, text: str, name: str) -> str:
    """What a text has between the two halves of a tag, without tags."""
    parts: list[str] = []
    inside = False
    for each in tokens(text, tagged):
        if each.kind is TokenKind.TEXT:
            parts += [each.text] if inside else []
        elif each.text == name:
            inside = each.kind is TokenKind.OPEN
    return "".join(parts)
