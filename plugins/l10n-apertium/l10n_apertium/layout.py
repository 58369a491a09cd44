"""Tags written into a draft, each within the pair that it stands in in the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from l10n.model.markup import TokenKind, tokens
from l10n_apertium.stream import Mark, Source


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a tag goes, in characters of the draft without tags."""

    mark: Mark
    start: int
    end: int

    @property
    def bare(self) -> bool:
        """True if it holds no text."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft with its tags, and which pairs could not keep all their words."""

    text: str
    cut: tuple[str, ...] = ()
    """Names of the pairs that gave up words, since those of a neighbour stand among them."""
    emptied: tuple[str, ...] = ()
    """Names of those that have no words left."""


def layout(text: str, spots: Sequence[Spot]) -> Layout:
    """Write tags into a draft; `spots` are in the order of the source, outer before inner.

    A pair grows until it holds what it held in the source. Neighbours whose words are mixed are
    set apart: the shorter keeps its words, the longer keeps the longest run of the others.
    """
    grown = _grown(spots)
    settled = _settled(text, grown)
    cut = [
        (was, now)
        for was, now in zip(grown, settled, strict=True)
        if was != now and not was.mark.empty
    ]
    return Layout(
        _written(text, settled),
        tuple(now.mark.name for _was, now in cut),
        tuple(now.mark.name for was, now in cut if now.bare and not was.bare),
    )


def rearranged(source: Source, text: str) -> str:
    """Put tags that stand in another pair than in the source into theirs; `text` has no faults."""
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    found: dict[str, str] = {}
    open_ = [""]
    plain = ""
    for token in tokens(text, source.tagged):
        if token.kind is TokenKind.TEXT:
            plain += token.text
            continue
        ends[token.text] = len(plain)
        if token.kind is TokenKind.CLOSE:
            open_.pop()
            continue
        starts[token.text], found[token.text] = len(plain), open_[-1]
        if token.kind is TokenKind.OPEN:
            open_.append(token.text)
    if all(found[mark.name] == mark.within for mark in source.marks):
        return text
    return layout(plain, [Spot(m, starts[m.name], ends[m.name]) for m in source.marks]).text


def _grown(spots: Sequence[Spot]) -> list[Spot]:
    """Make each pair hold all that it held in the source."""
    by_name = {spot.mark.name: spot for spot in spots}
    for each in reversed(spots):
        inner, outer = by_name[each.mark.name], by_name.get(each.mark.within)
        if outer is not None:
            by_name[outer.mark.name] = replace(
                outer, start=min(outer.start, inner.start), end=max(outer.end, inner.end)
            )
    return [by_name[spot.mark.name] for spot in spots]


def _settled(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """Set neighbours apart, and keep what is in a pair within what is left of the pair."""
    done: dict[str, Spot] = {}
    for name, every in _neighbours(spots).items():
        group = [_clamped(spot, done[name]) for spot in every] if name else every
        order = {spot.mark.name: number for number, spot in enumerate(group)}
        pairs = sorted(
            (spot for spot in group if not spot.mark.empty), key=lambda s: s.end - s.start
        )
        taken: list[Spot] = []
        for spot in [*pairs, *(spot for spot in group if spot.mark.empty)]:
            now = spot
            for place, other in enumerate(taken):
                later = order[spot.mark.name] > order[other.mark.name]
                had, now = now, _apart(text, now, other, later=later)
                if now.bare and not had.bare:
                    now, taken[place] = _shared(text, now, other, later=later)
                    done[other.mark.name] = taken[place]
            done[spot.mark.name] = now
            if not spot.mark.empty:
                taken.append(now)
    return [done[spot.mark.name] for spot in spots]


def _neighbours(spots: Iterable[Spot]) -> dict[str, list[Spot]]:
    """Group tags by the name of the pair that they stand in, outer before inner."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.mark.within, []).append(spot)
    return groups


def _clamped(spot: Spot, outer: Spot) -> Spot:
    start = min(max(spot.start, outer.start), outer.end)
    return replace(spot, start=start, end=min(max(spot.end, start), outer.end))


def _apart(text: str, spot: Spot, other: Spot, *, later: bool) -> Spot:
    """Take a tag out of a pair beside it; of a longer pair, leave what is longer."""
    if spot.bare:
        if other.start < spot.start < other.end:
            place = other.end if later else other.start
            return replace(spot, start=place, end=place)
        return spot
    if other.end <= spot.start or spot.end <= other.start:
        return spot
    left = _trimmed(text, spot.start, max(spot.start, other.start))
    right = _trimmed(text, min(spot.end, other.end), spot.end)
    start, end = max(left, right, key=lambda run: run[1] - run[0])
    if start == end:
        start = end = other.end if later else other.start
    return replace(spot, start=start, end=end)


def _shared(text: str, spot: Spot, other: Spot, *, later: bool) -> tuple[Spot, Spot]:
    """Let a tag whose words all went into those of a pair beside it have one word of that pair."""
    run = text[other.start : other.end]
    parts = run.rsplit(" ", 1) if later else run.split(" ", 1)
    if len(parts) < 2 or not all(part.strip() for part in parts):
        return spot, other
    first = replace(other if later else spot, start=other.start, end=other.start + len(parts[0]))
    last = replace(spot if later else other, start=other.end - len(parts[1]), end=other.end)
    return (last, first) if later else (first, last)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    run = text[start:end]
    if not run.strip():
        return end, end
    return end - len(run.lstrip()), start + len(run.rstrip())


def _written(text: str, spots: Sequence[Spot]) -> str:
    inner = {
        name: sorted(group, key=lambda spot: (spot.start, spot.end))
        for name, group in _neighbours(spots).items()
    }
    pieces: list[str] = []
    done = 0
    waiting: list[tuple[int, str] | Spot] = [*reversed(inner.get("", ()))]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Spot):
            name, place = item.mark.name, item.start
            tag = f"<{name}/>" if item.mark.empty else f"<{name}>"
            if not item.mark.empty:
                waiting.append((item.end, f"</{name}>"))
                waiting += reversed(inner.get(name, ()))
        else:
            place, tag = item
        pieces += [text[done:place], tag]
        done = place
    return "".join([*pieces, text[done:]])
