"""Markup that no reader sees: spans that word processors and editors put around every stretch."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from l10n.dataclass import dataclass
from l10n.formats.html.looks import Look
from l10n.formats.html.parts import Part, silent
from l10n.model.article import PieceKind

_ON_SIGNS = frozenset(("background-color", "text-decoration", "vertical-align"))
"""What a reader sees of a comma, too."""


def quiet(parts: list[Part], around: Look) -> list[Part]:
    """Make text that reads as nothing of tags that mark nothing, and one pair of adjacent alikes.

    A property that is the same for all letters of the run marks nothing in it. `around` is the look
    of plain text in its block. A pair that marks something is one with a tag right around or inside
    it, so that a translator has one to place. Where a pair is not whole in the run, or would
    be another without those that go, all stay tags.
    """
    if not any(part.look is not None for part in parts) or any(map(_is_half, parts)):
        return parts
    partners = _partners(parts)
    looks = _effective(parts, around, partners)
    varied = _varied(parts, looks)
    sorting = _Sorting(looks, partners, around)
    kept = sorting.sort(parts, varied)
    return parts if sorting.crossed else _folded(_fused(kept))


def _is_half(part: Part) -> bool:
    """True for half of a pair whose other half is not in this run: it would pair with another."""
    return part.kind is PieceKind.EMPTY and part.element != ""


def _partners(parts: Sequence[Part]) -> dict[int, int]:
    """The closing half of each pair by its opening half."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for index, part in enumerate(parts):
        if part.kind is PieceKind.OPEN:
            opened.append(index)
        elif part.kind is PieceKind.CLOSE and opened:
            found[opened.pop()] = index
    return found


def _effective(parts: Sequence[Part], around: Look, partners: dict[int, int]) -> list[Look]:
    """How text in or at each part looks; for a CLOSE as its OPEN."""
    found: list[Look] = [around] * len(parts)
    levels: list[Look] = [around]
    for index, part in enumerate(parts):
        if part.kind is PieceKind.OPEN and index in partners:
            levels.append({**levels[-1], **part.look} if part.look else levels[-1])
            found[index] = found[partners[index]] = levels[-1]
        elif part.kind is PieceKind.CLOSE:
            levels.pop()
        else:
            found[index] = levels[-1]
    return found


def _varied(parts: Sequence[Part], looks: Sequence[Look]) -> frozenset[str]:
    """The properties in which the letters of a run differ."""
    lettered = [look for part, look in zip(parts, looks, strict=True) if _has_letters(part)]
    names = {name for look in lettered for name in look}
    return frozenset(name for name in names if len({look.get(name, "") for look in lettered}) > 1)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair that is open, or has just ended."""

    unseen: bool
    first: int
    """Its opening half among the parts kept."""
    name: str
    look: Look
    styled: bool
    """It is nothing but its look."""
    depth: int
    """How many are open around it; -1 where an unseen one around it has ended since."""
    last: int = -1
    """Its closing half among the parts kept."""
    inner: "_Pair | None" = None
    """What had ended last in it when it ended, with nothing but blanks since."""


class _Sorting:
    """Goes through the parts of a run and tells which pairs are unseen, and which are one."""

    def __init__(self, looks: Sequence[Look], partners: dict[int, int], around: Look) -> None:
        self.looks = looks
        self.partners = partners
        self.kept: list[Part] = []
        self.open: list[_Pair] = []
        self.around = around
        self.crossed = False
        """Two pairs would be one, but for half of an unseen one between them."""
        self.before: _Pair | None = None
        """What ended last in this place, with nothing but blanks since."""

    def sort(self, parts: Sequence[Part], varied: frozenset[str]) -> list[Part]:
        letters = [0, *accumulate(_has_letters(part) for part in parts)]
        for index, part in enumerate(parts):
            if part.kind is PieceKind.OPEN:
                lettered = letters[self.partners[index]] > letters[index]
                self._begin(index, part, varied if lettered else _ON_SIGNS)
            elif part.kind is PieceKind.CLOSE:
                self._end(part)
            else:
                if part.kind is not PieceKind.TEXT or part.text.strip():
                    self.before = None
                self.kept.append(part)
        return self.kept

    def _begin(self, index: int, part: Part, names: frozenset[str]) -> None:
        look = self.looks[index]
        outer = self.open[-1].look if self.open else self.around
        place, before, depth = len(self.kept), self.before, len(self.open)
        unseen = part.look is not None and _alike(look, outer, names)
        name = part.element
        goes_on: _Pair | None = None
        if unseen:
            self.kept.append(silent(part.start, part.end, 1))
        elif (
            part.look is not None
            and before is not None
            and before.name == name
            and _alike(look, before.look, names)
        ):
            self.crossed = self.crossed or before.depth != depth
            # Both stand within one pair now, and go or stay together.
            end = self.kept[before.last]
            self.kept[before.last] = silent(end.start, end.end)
            self.kept.append(silent(part.start, part.end))
            place, goes_on = before.first, before.inner
        else:
            self.kept.append(part)
        if not unseen:
            self.before = goes_on
        self.open.append(_Pair(unseen, place, name, look, part.look is not None, depth))

    def _end(self, part: Part) -> None:
        pair = self.open.pop()
        if pair.unseen:
            self.kept.append(silent(part.start, part.end, -1))
            if self.before is not None and self.before.depth > pair.depth:
                self.before = replace(self.before, depth=-1)
            return
        if pair.styled:
            self.before = replace(pair, last=len(self.kept), inner=self.before)
        else:
            self.before = None
        self.kept.append(part)


def _alike(one: Look, other: Look, names: frozenset[str]) -> bool:
    return all(one.get(name, "") == other.get(name, "") for name in names)


def _has_letters(part: Part) -> bool:
    return part.kind is PieceKind.TEXT and any(map(str.isalnum, part.text))


def _fused(parts: list[Part]) -> list[Part]:
    """Make one pair of two that stand right inside one another, if one is nothing but its look.

    An unseen one goes with the other, so that what is in it looks as it did.
    """
    partners = _all_partners(parts)
    _settle(parts, partners)
    standing = [index for index, part in enumerate(parts) if not _is_nothing(part)]
    rank = {index: number for number, index in enumerate(standing)}
    gone: set[int] = set()
    for start, end in sorted(partners.items()):
        if start not in rank or rank[end] - rank[start] < 3:
            continue
        first, last = standing[rank[start] + 1], standing[rank[end] - 1]
        if partners.get(first) != last or not _is_one(parts, (start, first, last, end)):
            continue
        outer, inner = parts[start], parts[first]
        if not outer.opens and (inner.look is not None or inner.opens):
            # What means something gives the name; the look goes with it.
            parts[first] = replace(outer, start=inner.start, end=inner.end)
            parts[last] = replace(parts[end], start=parts[last].start, end=parts[last].end)
        parts[first] = replace(parts[first], start=outer.start)
        parts[last] = replace(parts[last], end=parts[end].end)
        gone.update((*range(start, first), *range(last + 1, end + 1)))
    return [part for index, part in enumerate(parts) if index not in gone] if gone else parts


def _is_nothing(part: Part) -> bool:
    """True for unseen markup of which both halves go or stay together."""
    return part.kind is PieceKind.TEXT and not part.text and not part.opens


def _settle(parts: list[Part], partners: dict[int, int]) -> None:
    """Let unseen pairs with nothing in them count for nothing."""
    content = [0, *accumulate(not _is_nothing(part) and not part.opens for part in parts)]
    for start, end in partners.items():
        if parts[start].opens and content[end] == content[start]:
            for index in (start, end):
                parts[index] = replace(parts[index], opens=0)


def _all_partners(parts: Sequence[Part]) -> dict[int, int]:
    """The closing half of each pair by its opening half, unseen ones too."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for index, part in enumerate(parts):
        if part.kind is PieceKind.OPEN or part.opens > 0:
            opened.append(index)
        elif (part.kind is PieceKind.CLOSE or part.opens < 0) and opened:
            found[opened.pop()] = index
    return found


def _is_one(parts: Sequence[Part], places: tuple[int, int, int, int]) -> bool:
    """True if a pair and the one that it holds, with nothing between, may be one."""
    outer, inner, inner_end, outer_end = (parts[place] for place in places)
    seen = [part for part in (outer, inner) if not part.opens]
    return (
        inner_end.written is None
        and outer_end.written is None
        and len(seen) > 0
        and (len(seen) == 1 or any(part.look is not None for part in seen))
    )


def _folded(parts: list[Part]) -> list[Part]:
    """Fold blanks that nothing seen parts any more, as a browser does."""
    kept: list[Part] = []
    blank = False
    for part in parts:
        if part.kind is PieceKind.TEXT and part.text:
            if blank and part.text.startswith(" ") and kept[-1].text == "":
                one = part.end if part.text == " " else part.start + 1
                kept.append(silent(part.start, one))
                part.start, part.text = one, part.text[1:]
            blank = part.text.endswith(" ") if part.text else blank
        elif part.kind is not PieceKind.TEXT:
            blank = False
        if part.text or part.kind is not PieceKind.TEXT or part.end > part.start:
            kept.append(part)
    return kept
