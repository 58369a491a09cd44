"""Lines of a plain text that are blocks of their own: items of a list, credits at the foot."""

import re
from collections.abc import Iterator, Sequence

from l10n.formats.text.lines import JOINER, Line, LineUnit, line
from l10n.formats.text.wrapping import UNKNOWN, Wrapping, indent, together
from l10n.regex import regex

CREDIT = 160
"""The most characters that a line of credits has."""

_BULLET = regex(
    r"(?:[-–*•·▪▫●◦‣🔹🔸➡✅]\ufe0f?|(?P<number>[0-9]{1,3}[.)]))(?:[ \t\u00a0]+(?=\S)|\Z)"
)
_DASH = "–"
"""A bullet that also stands in sentences, where a line may happen to begin with it."""
_CREDIT = regex(r"©|\([cс]\)|[^\W\d_][^:：.!?…]{0,38}[:：][ \t\u00a0]*\S", re.IGNORECASE)


def parted(
    group: Sequence[Line], role: str, *, foot: bool = False, how: Wrapping = UNKNOWN
) -> Iterator[LineUnit]:
    """Cut adjacent lines into units: items of a list, credits at the foot, lines, wrapped prose.

    A list is two or more lines with a bullet of one kind, from the first line on or below what
    leads up to it; what an item was wrapped into belongs to it. Bullets stay outside of the units,
    so that no translation makes more or fewer of them. Credits are two or more lines of which each
    is a label with its value, or a line of copyright. `how` tells how the text was wrapped
    (`l10n.formats.text.wrapping`).
    """
    kinds = [_kind(each) for each in group]
    repeated = (index for index, kind in enumerate(kinds) if kind and kinds.count(kind) > 1)
    first = next(repeated, -1)
    if first >= 0 and _is_list(group, kinds, first):
        yield from _runs(group[:first], role, how)
        yield from _items(group[first:], kinds[first:], role, how)
    elif foot and len(group) > 1 and all(map(_is_credit, group)):
        yield from (LineUnit("credit", (each,)) for each in group)
    else:
        yield from _runs(group, role, how)


def _runs(group: Sequence[Line], role: str, how: Wrapping) -> Iterator[LineUnit]:
    for run in together(group, how):
        yield LineUnit(marked(run) or role, run)


def marked(group: Sequence[Line]) -> str | None:
    """The role that a mark at either end gives a group."""
    return group[0].mark or group[-1].mark


def _is_list(group: Sequence[Line], kinds: Sequence[str], first: int) -> bool:
    """True if lines that begin with one bullet are a list.

    A sentence may go on below with a dash, and again; then what is between is not indented.
    """
    return (
        not first
        or kinds[first] != _DASH
        or all(
            kind == _DASH or (not kind and each.source[each.start - 1] in " \t")
            for each, kind in zip(group[first:], kinds[first:], strict=True)
        )
    )


def _items(
    group: Sequence[Line], kinds: Sequence[str], role: str, how: Wrapping
) -> Iterator[LineUnit]:
    lines: list[Line] = []
    for each, kind in zip(group, kinds, strict=True):
        if kind and (kind != _DASH or kinds[0] == _DASH) and lines:
            yield from _item(lines, role, how)
            lines = []
        lines.append(each)
    yield from _item(lines, role, how)


def _item(lines: Sequence[Line], role: str, how: Wrapping) -> Iterator[LineUnit]:
    """An item with the lines that it was wrapped into; others below it are lines of their own."""
    last = _set_in(lines)
    first, *runs = together(lines[last:], how)
    inside = _inside(lines[0])
    found = (*([inside] if inside.text else []), *lines[1:last], *first[0 if last else 1 :])
    if found:
        yield LineUnit("item", found)
    for run in runs:
        yield LineUnit(marked(run) or role, run)


def _set_in(lines: Sequence[Line]) -> int:
    """The last of the lines below that of a bullet that are set in, as what belongs to it is."""
    last = 0
    margin = indent(lines[0])
    for number, each in enumerate(lines[1:], 1):
        if each.opened or lines[number - 1].closed or indent(each) <= margin:
            break
        last = number
    return last


def _inside(each: Line) -> Line:
    """What stands after the bullet of a line."""
    found = _BULLET.match(each.text)
    return line(each.source, each.start + (found.end() if found else 0), each.end)


def _kind(each: Line) -> str:
    """The bullet that a line begins with; none where a mark stands before it."""
    found = _BULLET.match(each.text) if each.mark in (None, "item") else None
    if found is None or (each.start and each.source[each.start - 1] == JOINER):
        return ""
    return "1" if found["number"] else found[0][0]


def _is_credit(each: Line) -> bool:
    if each.mark is not None:
        return each.mark == "credit"
    return len(each.text) <= CREDIT and bool(_CREDIT.match(each.text))
