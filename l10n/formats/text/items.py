"""Lines of a plain text that are blocks of their own: items of a list, credits at the foot."""

import re
from collections.abc import Iterator, Sequence

from l10n.formats.text.lines import JOINER, Line, LineUnit, line

CREDIT = 160
"""The most characters that a line of credits has."""

_BULLET = re.compile(r"(?:[-–*•·▪●◦‣]|(?P<number>[0-9]{1,3}[.)]))(?:[ \t\u00a0]+(?=\S)|\Z)")
_DASH = "–"
"""A bullet that also stands in sentences, where a line may happen to begin with it."""
_CREDIT = re.compile(r"©|\([cс]\)|[^\W\d_][^:：.!?…]{0,38}[:：][ \t\u00a0]*\S", re.IGNORECASE)


def parted(group: Sequence[Line], role: str, foot: bool) -> Iterator[LineUnit]:
    """Cut adjacent lines into units: the items of a list, credits at the foot, or one unit.

    A list is two or more lines with a bullet of one kind, from the first line on or below what
    leads up to it; other lines belong to the item above. Bullets stay outside of the units, so
    that no translation makes more or fewer of them. Credits are two or more lines of which each
    is a label with its value, or a line of copyright.
    """
    kinds = [_kind(each) for each in group]
    repeated = (index for index, kind in enumerate(kinds) if kind and kinds.count(kind) > 1)
    first = next(repeated, -1)
    if first >= 0 and _is_list(group, kinds, first):
        if first:
            yield LineUnit(marked(group[:first]) or role, tuple(group[:first]))
        yield from _items(group[first:], kinds[first:])
    elif foot and len(group) > 1 and all(map(_is_credit, group)):
        yield from (LineUnit("credit", (each,)) for each in group)
    else:
        yield LineUnit(marked(group) or role, tuple(group))


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


def _items(group: Sequence[Line], kinds: Sequence[str]) -> Iterator[LineUnit]:
    lines: list[Line] = []
    for each, kind in zip(group, kinds, strict=True):
        begins = kind and (kind != _DASH or kinds[0] == _DASH)
        if begins and lines:
            yield LineUnit("item", tuple(lines))
            lines = []
        found = _inside(each) if begins else each
        if found.text:
            lines.append(found)
    if lines:
        yield LineUnit("item", tuple(lines))


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
