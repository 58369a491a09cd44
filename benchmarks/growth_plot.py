"""A plot of seconds by number of articles, both in powers of ten: an SVG picture by itself."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

HEIGHT = 460
LEFT, RIGHT, TOP, BOTTOM = 70, 570, 44, 52
"""Where the axes stand, BOTTOM from below; names come to the right of them."""
LETTER = 7
"""What a letter of a name takes, at most."""
KINDS = 8
"""Lines that differ in colour and dashes."""
GAP = 8
"""Between the end of a line and its name."""
ROW = 16
"""Between two names at the ends of lines, at least."""
_STYLE = """
svg { background: #fff; }
text { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #3d4248; }
.head { font-weight: 600; font-size: 15px; fill: #1c1c1e; }
.grid { stroke: #d9dce1; }
.line { fill: none; stroke-width: 2; stroke: var(--c); }
.mark { fill: var(--c); } .name { fill: var(--c); }
.k0 { --c: #2458c5; } .k1 { --c: #0e7490; } .k2 { --c: #1a7f37; } .k3 { --c: #5b4bc4; }
.k4 { --c: #be123c; } .k5 { --c: #b45309; } .k6 { --c: #a33ea1; } .k7 { --c: #57606a; }
@media (prefers-color-scheme: dark) {
svg { background: #16181c; }
text { fill: #c3c9d2; } .head { fill: #eceef1; } .grid { stroke: #363b44; }
.k0 { --c: #8ab0ff; } .k1 { --c: #62cbe4; } .k2 { --c: #5fd07d; } .k3 { --c: #b3a6ff; }
.k4 { --c: #ff8fa8; } .k5 { --c: #f0a35e; } .k6 { --c: #e39be0; } .k7 { --c: #aab2bd; }
}
"""
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "", "8 4", "2 4", "16 6")

Points = Mapping[int, float]
"""Seconds by number of articles."""


def plot(title: str, series: Mapping[str, Points]) -> str:
    """The picture; a line ends where nothing was measured any more."""
    places = [(count, taken) for points in series.values() for count, taken in points.items()]
    across = _Axis([count for count, _taken in places], LEFT, RIGHT)
    up = _Axis([taken for _count, taken in places], HEIGHT - BOTTOM, TOP)
    width = RIGHT + 2 * GAP + LETTER * max(map(len, series))
    lines = [_line(kind, points, across, up) for kind, points in enumerate(series.values())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><style>{_STYLE}</style>'
        f'<text class="head" x="{LEFT}" y="24">{escape(title)}</text>'
        f"{''.join(_grid(across, up))}{''.join(lines)}{''.join(_names(series, across, up))}"
        f'<text x="{(LEFT + RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">'
        "articles</text></svg>\n"
    )


class _Axis:
    """From a value to its place, by whole powers of ten."""

    def __init__(self, values: Iterable[float], first: float, last: float) -> None:
        """`first` and `last` are the places of its ends."""
        found = [log10(value) for value in values]
        self.low = floor(min(found))
        self.high = max(ceil(max(found)), self.low + 1)
        self._first, self._last = first, last

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return self._first + (self._last - self._first) * share

    def powers(self) -> Iterable[tuple[float, float]]:
        """Each power of ten, and its place."""
        for power in range(self.low, self.high + 1):
            yield 10.0**power, self.at(10.0**power)


def _grid(across: _Axis, up: _Axis) -> Iterable[str]:
    for value, x in across.powers():
        yield (
            f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:,.0f}</text>'
        )
    for value, y in up.powers():
        yield (
            f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:,g} s</text>'
        )


def _line(kind: int, points: Points, across: _Axis, up: _Axis) -> str:
    places = [(across.at(count), up.at(taken)) for count, taken in sorted(points.items())]
    dashes = _DASHES[kind % KINDS]
    style = f' stroke-dasharray="{dashes}"' if dashes else ""
    marks = "".join(
        f'<circle class="mark k{kind % KINDS}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places
    )
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline class="line k{kind % KINDS}"{style} points="{joined}"/>{marks}'


def _names(series: Mapping[str, Points], across: _Axis, up: _Axis) -> Iterable[str]:
    """Each name behind the end of its line, none over another."""
    ends: Sequence[tuple[float, float, int, str]] = sorted(
        (up.at(points[max(points)]), across.at(max(points)), kind, name)
        for kind, (name, points) in enumerate(series.items())
    )
    last = 0.0
    for y, x, kind, name in ends:
        last = max(y + 4, last + ROW)
        place = f'x="{x + GAP:.1f}" y="{last:.1f}"'
        yield f'<text class="name k{kind % KINDS}" {place}>{escape(name)}</text>'
